import { readdirSync, readFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { beforeEach, expect, test } from '@jest/globals'
import { sql } from 'kysely'
import type { Reply } from '../../src/chat/index.ts'
import type { Tables } from '../../src/database/index.ts'
import { eachDatabase, type TestDatabase } from '../helpers/databases.ts'
import {
  buildHouse,
  buttonsOf,
  choicesOf,
  type House,
  mora,
  type Speaker,
  textOf,
  valuesOf,
} from '../helpers/house.ts'

eachDatabase('What may not be written down', (engine) => {
  let database: TestDatabase
  let house: House
  let fieldWorker: Speaker
  beforeEach(async () => {
    database = await engine.open()
    house = await buildHouse(database)
    fieldWorker = house.as(mora.fieldWorker)
  })

  async function sent(
    changes: Record<string, string>,
  ): Promise<{ answer: Reply; filled: Record<string, string> }> {
    const form = await fieldWorker.writes('rapportera')
    const filled = {
      ...valuesOf(form),
      category: choicesOf(form, 'category').Buskörning ?? '',
      place: choicesOf(form, 'place')['Norets handelsområde, stora parkeringen'] ?? '',
      text: 'Två bilar körde fort på parkeringen.',
      impact: '2',
      ...changes,
    }
    return { answer: await fieldWorker.presses(form, 'Rapportera', filled), filled }
  }

  const incidents = () => house.world.db.selectFrom('incidents').selectAll().execute()

  test('a text with a personnummer is not saved; the place is marked, and the suggestion is one press away', async () => {
    const { answer } = await sent({ text: 'Ring 19121212-1212 om bilarna på Noret' })
    expect(textOf(answer)).toContain('Det här går inte att spara som det står')
    expect(textOf(answer)).toContain('**19121212-1212**')
    expect(textOf(answer)).toContain('Personnummer')
    expect(buttonsOf(answer)).not.toContain('Spara ändå')
    expect(valuesOf(answer).text).toBe('Ring 19121212-1212 om bilarna på Noret')
    expect(await incidents()).toEqual([])
    const receipt = await fieldWorker.presses(answer, 'Ta förslaget', valuesOf(answer))
    expect(textOf(receipt)).toContain('H-2026-0001')
    const [saved] = await incidents()
    expect(saved?.text).not.toContain('1212')
    expect(saved?.text).toContain('bilarna på Noret')
  })

  test('a warning may be kept, and the history tells that it was', async () => {
    const { answer } = await sent({ text: 'A-traktor ABC 123 körde mellan raderna' })
    expect(buttonsOf(answer)).toEqual(expect.arrayContaining(['Ta förslaget', 'Spara ändå']))
    expect(await incidents()).toEqual([])
    const receipt = await fieldWorker.presses(answer, 'Spara ändå', valuesOf(answer))
    expect(textOf(receipt)).toContain('H-2026-0001')
    expect((await incidents())[0]?.text).toBe('A-traktor ABC 123 körde mellan raderna')
    const shown = await house.as(mora.coordinator).writes('H-2026-0001')
    const history = await house.as(mora.coordinator).presses(shown, 'Historik')
    expect(textOf(history)).toContain('Sparad efter varning: Registreringsnummer')
  })

  test('a warning that was kept is not a licence for another text', async () => {
    const { answer } = await sent({ text: 'A-traktor ABC 123 körde mellan raderna' })
    const other = await fieldWorker.presses(answer, 'Spara ändå', {
      ...valuesOf(answer),
      text: 'Bilen DEF 45G körde mellan raderna',
    })
    expect(textOf(other)).toContain('**DEF 45G**')
    const blocked = await fieldWorker.presses(other, 'Spara ändå', {
      ...valuesOf(other),
      text: 'Föraren har personnummer 19121212-1212',
    })
    expect(buttonsOf(blocked)).not.toContain('Spara ändå')
    expect(await incidents()).toEqual([])
  })

  test('concern for a child is shown the right way, already at the line, and nothing of it is kept', async () => {
    const answer = await fieldWorker.writes('rapportera jag är orolig för ett barn som far illa hemma')
    expect(textOf(answer)).toContain('orosanmälan')
    expect(textOf(answer)).toContain('112')
    expect(valuesOf(answer)).toEqual({})
    const { answer: pressed } = await sent({ text: 'Jag är orolig för ett barn som far illa hemma' })
    expect(textOf(pressed)).toContain('orosanmälan')
    expect(await incidents()).toEqual([])
  })

  test('danger lifts 112 to the top of the form', async () => {
    const form = await fieldWorker.writes('rapportera bråk pågår nu på torget, någon har kniv')
    expect(textOf(form).split('\n')[0]).toContain('Pågående fara: ring 112')
    expect(textOf(await fieldWorker.writes('rapportera klotter på stationen'))).not.toContain('Pågående fara')
  })

  test("every free text is checked: the place, what was done, the coordinator's note and answer", async () => {
    const place = await sent({ place: '', placeText: 'hemma hos 0701234567' })
    expect(textOf(place.answer)).toContain('Telefonnummer')
    const done = await sent({ immediateAction: 'Vi mejlade test.person@example.se' })
    expect(textOf(done.answer)).toContain('E-postadress')
    expect(await incidents()).toEqual([])
    await sent({})
    const coordinator = house.as(mora.coordinator)
    const form = await coordinator.presses(await coordinator.writes('H-2026-0001'), 'Bedöm')
    const note = await coordinator.presses(form, 'Spara bedömningen', {
      ...valuesOf(form),
      note: 'Föraren nås på 070-123 45 67',
    })
    expect(textOf(note)).toContain('Telefonnummer')
    const closing = await coordinator.presses(await coordinator.writes('H-2026-0001'), 'Avsluta')
    const answer = await coordinator.presses(closing, 'Avsluta och svara', {
      kind: 'handled',
      text: 'Föraren heter 19121212-1212 och är pratad med',
    })
    expect(textOf(answer)).toContain('Personnummer')
    expect((await incidents())[0]).toMatchObject({ status: 'new', assessment_note: '', outcome: '' })
    const taken = await coordinator.presses(answer, 'Ta förslaget', valuesOf(answer))
    expect(textOf(taken)).toContain('✓ Avslutad')
  })

  test('a title and a reason have no room for a person at all', async () => {
    const { db } = house.world
    const outsider = house.as(mora.outsider)
    const form = await outsider.writes('gå med')
    const asked = { ...valuesOf(form), organisation: 'polis' }
    const refused = await outsider.presses(form, 'Skicka frågan', { ...asked, title: 'Han har epilepsi' })
    expect(textOf(refused)).toContain('⚠')
    expect(valuesOf(refused).title).toBe('Han har epilepsi')
    expect(await db.selectFrom('join_requests').selectAll().execute()).toEqual([])
    await outsider.presses(refused, 'Skicka frågan', { ...asked, title: 'Väktare' })
    const coordinator = house.as(mora.coordinator)
    const [card] = await house.deliver()
    if (!card) throw new Error('no card')
    const no = await coordinator.presses(card, 'Avslå', {
      ...valuesOf(card),
      reason: 'Ring 070-123 45 67 först',
    })
    expect(textOf(no)).toContain('Telefonnummer')
    expect(await db.selectFrom('join_requests').select(['state', 'reason']).execute()).toEqual([
      { state: 'asked', reason: '' },
    ])
    const members = await coordinator.writes('medlemmar')
    const change = await coordinator.presses(members, 'Ändra')
    const changed = await coordinator.presses(change, 'Spara', {
      ...valuesOf(change),
      title: 'Hon har epilepsi',
    })
    expect(textOf(changed)).toContain('⚠')
    expect(JSON.stringify(await db.selectFrom('members').select('title').execute())).not.toContain('epilepsi')
  })

  test('what was blocked is found nowhere: not in a byte of the database', async () => {
    const secret = '19121212-1212'
    await sent({ text: `Ring ${secret} om detta` })
    await fieldWorker.writes(`rapportera Ring ${secret} om detta`)
    await fieldWorker.writes(`något helt annat ${secret}`)
    await sent({ text: 'Klotter på en vägg, och den här texten finns.' })
    await house.deliver()
    const bytes = await everyByte(database)
    expect(bytes).toContain('den här texten finns')
    expect(bytes).not.toContain(secret)
    expect(bytes).not.toContain('191212121212')
    expect(JSON.stringify(house.faults)).not.toContain(secret)
  })
})

/** Everything the engine keeps: the files of SQLite, its write-ahead log too; every row of PostgreSQL. */
async function everyByte(database: TestDatabase): Promise<string> {
  if (database.engine === 'sqlite') {
    const file = database.url.slice('sqlite:'.length)
    const files = readdirSync(dirname(file)).filter((name) => name.startsWith(basename(file)))
    expect(files.some((name) => name.endsWith('-wal'))).toBe(true)
    return files.map((name) => readFileSync(join(dirname(file), name)).toString('utf8')).join('\n')
  }
  const tables = await sql<{ name: keyof Tables }>`
    select table_name as name from information_schema.tables where table_schema = 'public'`.execute(
    database.db,
  )
  const rows = await Promise.all(
    tables.rows.map(({ name }) => database.db.selectFrom(name).selectAll().execute()),
  )
  return JSON.stringify(rows)
}
