import { beforeEach, expect, test } from '@jest/globals'
import {
  acceptedTenants,
  allFocusAreas,
  categoriesOf,
  coordinatorsOf,
  focusAreasOn,
  importCouncil,
  memberOf,
  organisationsOf,
  parseCouncilFile,
  placesOf,
} from '../../src/councils/index.ts'
import type { Database } from '../../src/database/index.ts'
import type { LocalDate } from '../../src/shared/stockholm.ts'
import { swedishOrder } from '../../src/shared/text.ts'
import { eachDatabase } from '../helpers/databases.ts'
import { moraFile, people, type Stage, setStage } from './stage.ts'

const day = (text: string) => text as LocalDate

eachDatabase('a council from its file', (engine) => {
  let db: Database
  let stage: Stage
  beforeEach(async () => {
    db = (await engine.open()).db
    stage = await setStage(db)
  })

  test('everything in the file can be read back', async () => {
    const places = await placesOf(db, stage.mora)
    expect(places.map((place) => place.name)).toEqual(
      moraFile.places.map((place) => place.name).toSorted(swedishOrder),
    )
    expect(places.at(-1)?.name).toBe('Östnor, industriområdet')
    expect(places.find((place) => place.key === 'noret-stora-parkeringen')).toMatchObject({
      area: 'Noret',
      synonyms: [
        'Noretparkeringen',
        'parkeringen på Noret',
        'parkeringen vid Norets köpcentrum',
        'stora parkeringen',
      ],
    })
    const categories = await categoriesOf(db, stage.mora)
    expect(categories.map((one) => one.key)).toEqual(moraFile.categories.map((one) => one.key))
    expect(categories[0]).toMatchObject({ name: { sv: 'Buskörning', en: 'Reckless driving' } })
    expect(categories.at(-1)?.name.sv).toBe('Annat')
    expect(await organisationsOf(db, stage.mora)).toHaveLength(13)
    expect(await allFocusAreas(db, stage.mora)).toHaveLength(18)
    expect(await acceptedTenants(db)).toEqual(
      new Set([people.samordnare.tenantId, '6f727361-0000-4000-8000-000000000001']),
    )
    expect(await memberOf(db, stage.mora, people.ordförande)).toMatchObject({
      title: 'Rådets ordförande',
      councilName: 'Lokala brottsförebyggande rådet (BRÅ) i Mora',
      roles: ['chair', 'councilMember'],
    })
    expect(await coordinatorsOf(db, stage.mora)).toEqual([people.samordnare, people.kommunpolis])
  })

  test('the areas in force are those of the day’s agreement, and none in the gap of 2022', async () => {
    const on = async (date: string) => (await focusAreasOn(db, stage.mora, day(date))).map((one) => one.key)
    expect(await on('2017-05-01')).toEqual(['TRAFIK', 'PLATS', 'NARKOTIKA', 'UNGDOM', 'INTEGRATION', 'NORET'])
    expect(await on('2020-05-01')).toEqual(['ORDNING', 'VALD', 'EXTREMISM', 'UNGA', 'ANDT', 'TJANSTEMAN'])
    expect(await on('2022-05-01')).toEqual([])
    expect(await on('2026-11-20')).toEqual(['ORDNING', 'VALD', 'EXTREMISM', 'UNGA', 'ANDT', 'TJANSTEMAN'])
  })

  test('the same file again changes nothing', async () => {
    const before = await db.selectFrom('history').select('id').execute()
    const again = await importCouncil(stage.world, moraFile)
    expect(again).toEqual({ councilId: stage.mora, created: {}, updated: {}, retired: {} })
    expect(await db.selectFrom('history').select('id').execute()).toHaveLength(before.length)
  })

  test('what changed is updated with history, what is gone is retired and comes back, nothing is deleted', async () => {
    const changed = parseCouncilFile({
      ...moraFile,
      places: moraFile.places
        .filter((place) => place.key !== 'farnas')
        .map((place) => (place.key === 'ostnor' ? { ...place, name: 'Östnors industriby' } : place)),
      categories: moraFile.categories.filter((category) => category.key !== 'noise').toReversed(),
      organisations: moraFile.organisations.filter((one) => one.key !== 'mora_kopstad'),
      agreements: moraFile.agreements
        .filter((one) => one.key !== '2019')
        .map((one) => ({
          ...one,
          focusAreas: one.focusAreas.map((area) => ({
            ...area,
            categories: area.categories.filter((key) => key !== 'noise'),
          })),
        })),
    })
    const result = await importCouncil(stage.world, changed)
    expect(result.created).toEqual({})
    expect(result.retired).toEqual({ places: 1, categories: 1 })
    expect(result.updated.places).toBe(1)

    const places = await placesOf(db, stage.mora)
    expect(places.map((place) => place.key)).not.toContain('farnas')
    expect(places.find((place) => place.key === 'ostnor')?.name).toBe('Östnors industriby')
    const categories = await categoriesOf(db, stage.mora)
    expect(categories.map((one) => one.key)).not.toContain('noise')
    expect(categories.at(-1)?.key).toBe('other')
    expect(await organisationsOf(db, stage.mora)).toHaveLength(13)
    expect(await focusAreasOn(db, stage.mora, day('2020-05-01'))).toHaveLength(6)

    const line = await db
      .selectFrom('history')
      .selectAll()
      .where('field', '=', 'places.ostnor.name')
      .executeTakeFirstOrThrow()
    expect(line).toMatchObject({
      council_id: stage.mora,
      old_value: 'Östnor, industriområdet',
      new_value: 'Östnors industriby',
      who: 'import/import',
    })

    await importCouncil(stage.world, moraFile)
    expect((await placesOf(db, stage.mora)).map((place) => place.key)).toContain('farnas')
  })

  test('people decide in the chat: a file neither brings back, nor changes, nor removes a member', async () => {
    await db
      .updateTable('members')
      .set({ roles: '["reporter","coordinator"]', title: 'Fältgruppen' })
      .where('council_id', '=', stage.mora)
      .where('aad_object_id', '=', people.fältarbetare.aadObjectId)
      .execute()
    await db
      .updateTable('members')
      .set({ removed_at: stage.world.clock.now() })
      .where('council_id', '=', stage.mora)
      .where('aad_object_id', '=', people.ordförande.aadObjectId)
      .execute()
    const withoutPolice = {
      ...moraFile,
      members: moraFile.members.filter((one) => one.title !== 'Kommunpolis'),
    }
    const result = await importCouncil(stage.world, withoutPolice)
    expect(result.created).toEqual({})
    expect(await memberOf(db, stage.mora, people.fältarbetare)).toMatchObject({
      title: 'Fältgruppen',
      roles: ['reporter', 'coordinator'],
    })
    expect(await memberOf(db, stage.mora, people.ordförande)).toBeUndefined()
    expect(await memberOf(db, stage.mora, people.kommunpolis)).toBeDefined()
  })

  test('a tenant taken out of the file is no longer let in, but never the last coordinator’s', async () => {
    const other = '00000000-0000-4000-8000-000000000007'
    await importCouncil(stage.world, { ...moraFile, tenants: [...moraFile.tenants, other] })
    expect(await acceptedTenants(db)).toContain(other)
    await importCouncil(stage.world, moraFile)
    expect(await acceptedTenants(db)).not.toContain(other)
    const lockedOut = { ...moraFile, tenants: [other], members: [] }
    await expect(importCouncil(stage.world, lockedOut)).rejects.toThrow('lastCoordinator')
    expect(await coordinatorsOf(db, stage.mora)).toHaveLength(2)
  })
})
