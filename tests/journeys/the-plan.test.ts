import { beforeEach, expect, test } from '@jest/globals'
import type { Action } from '../../src/actions/action.ts'
import { dayMs } from '../../src/shared/clock.ts'
import type { LocalDate } from '../../src/shared/stockholm.ts'
import { savedAction } from '../helpers/an-action.ts'
import { checked } from '../helpers/checked.ts'
import { eachDatabase } from '../helpers/databases.ts'
import { houseOfEverybody, incidentOf, person } from '../helpers/everybody.ts'
import { buttonsOf, cardOf, choicesOf, type House, mora, textOf, valuesOf } from '../helpers/house.ts'
import { keptOf } from '../helpers/kept.ts'
import { addSecondCouncil, onlyInOrsa, orsa } from '../helpers/second-council.ts'

const on = (day: string) => day as LocalDate

eachDatabase('The plan', (engine) => {
  let house: House
  beforeEach(async () => {
    ;({ house } = await houseOfEverybody(await engine.open()))
  })

  const area = async (key: string): Promise<NonNullable<Action['focusArea']>> => {
    const row = await house.world.db
      .selectFrom('focus_areas')
      .selectAll()
      .where('key', '=', key)
      .where('council_id', '=', house.councilId)
      .executeTakeFirstOrThrow()
    return { id: row.id, name: { sv: row.name_sv, en: row.name_en } }
  }

  /** A small plan: two late, of which one is the police's; one in each of two areas; one done. */
  async function aPlan(): Promise<void> {
    const [trafik, noret] = [await area('TRAFIK'), await area('NORET')]
    const make = (number: string, text: string, owner: typeof mora.police, changes: Partial<Action>) =>
      savedAction(house, owner, {
        number,
        text: checked(text),
        cause: checked('Det behövs'),
        goal: checked('Det syns'),
        ...changes,
      })
    await make('Å-2026-0001', 'Hastighetsvisare på Vasagatan', mora.coordinator, {
      focusArea: trafik,
      dueOn: on('2026-12-10'),
    })
    await make('Å-2026-0002', 'Polisinsats på parkeringen', mora.police, {
      focusArea: noret,
      dueOn: on('2026-11-12'),
      status: 'inProgress',
      light: 'atRisk',
      progress: { done: 2, of: 4 },
    })
    await make('Å-2026-0003', 'Byt lampor', mora.coordinator, { dueOn: on('2026-11-19') })
    await make('Å-2026-0004', 'Fältarbetare på plats', mora.fieldWorker, {
      focusArea: noret,
      dueOn: on('2026-12-31'),
    })
    await make('Å-2026-0005', 'Möte om skyltning', mora.police, {
      focusArea: noret,
      dueOn: on('2026-10-30'),
      status: 'done',
      effect: 'seen',
      closedAt: house.clock.now(),
    })
  }

  const numbersIn = (text: string) =>
    [...text.matchAll(/Å-2026-(\d{4})/g)].map(([, number]) => Number(number))

  test('is empty at first, and says how to begin to who may', async () => {
    const empty = await house.as(mora.coordinator).writes('åtgärder')
    expect(textOf(empty)).toContain('Planen är tom än så länge.')
    expect(textOf(empty)).toContain('Skriv **åtgärd** och vad som ska göras')
    expect(buttonsOf(empty)).toContain('Ny åtgärd')
    const read = await house.as(person('registrar')).writes('åtgärdsplan')
    expect(textOf(read)).toContain('När rådet har kommit överens om något står det här.')
    expect(buttonsOf(read)).not.toContain('Ny åtgärd')
  })

  test('has what is late first, then area by area, and what is over last', async () => {
    await aPlan()
    const text = textOf(await house.as(mora.fieldWorker).writes('åtgärder'))
    expect(numbersIn(text)).toEqual([2, 3, 1, 4, 5])
    expect(text).toContain('⚠ 2 försenade · 4 öppna · 1 klar')
    expect(
      text.split('\n').filter((line) => ['Försenade', 'Trafik', 'Noret', 'Avslutade'].includes(line)),
    ).toEqual(['Försenade', 'Trafik', 'Noret', 'Avslutade'])
    expect(text).toContain('Försenad 8 dagar · ')
    expect(text).toContain('Risk · 2 av 4 gjort')
    expect(text).toContain('Å-2026-0003 · Samordnare Mora · klart senast torsdag 19 november')
    expect(text).toContain('Å-2026-0005 · Kommunpolis · klar fredag 20 november')
  })

  test.each<readonly [line: string, numbers: readonly number[]]>([
    ['åtgärder försenade polisen', [2]],
    ['åtgärder försenade', [2, 3]],
    ['åtgärder noret', [2, 4, 5]],
    ['åtgärder klara', [5]],
    ['åtgärder trafik klara', []],
    ['åtgärder mina', [3, 1]],
    ['åtgärder i november', [2, 3]],
    ['åtgärder i december', [1, 4]],
    ['åtgärder kommunpolis', [2, 5]],
    ['åtgärder lampor', [3]],
    ['åtgärder vasagatan', [1]],
    ['plan öppna per ansvarig', [2, 3, 4, 1]],
    ['actions late', [2, 3]],
  ])('”%s” shows what is meant', async (line, numbers) => {
    await aPlan()
    expect(numbersIn(textOf(await house.as(mora.coordinator).writes(line)))).toEqual(numbers)
  })

  test('says when nothing fits, and the way back to all', async () => {
    await aPlan()
    const none = await house.as(mora.coordinator).writes('åtgärder trafik klara')
    expect(textOf(none)).toContain('Visar: Trafik · Klara')
    expect(textOf(none)).toContain('Ingen åtgärd stämmer med det.')
    const all = await house.as(mora.coordinator).presses(none, 'Visa alla')
    expect(numbersIn(textOf(all))).toEqual([2, 3, 1, 4, 5])
  })

  test('is narrowed by its form, which offers what stands in the plan and keeps what was chosen', async () => {
    await aPlan()
    const all = await house.as(mora.coordinator).writes('åtgärder')
    expect(Object.keys(choicesOf(all, 'owner'))).toEqual([
      'Alla',
      'Fältarbetare',
      'Kommunpolis',
      'Samordnare Mora',
    ])
    expect(Object.keys(choicesOf(all, 'area'))).toEqual(['Alla', 'Trafik', 'Noret'])
    const owner = choicesOf(all, 'owner').Kommunpolis ?? ''
    const apply = { ...valuesOf(all), owner, state: 'late', order: 'due' }
    const { council } = { council: house.councilId }
    const narrowed = await house.as(mora.coordinator).forges('actions.list', { council, ...apply })
    expect(numbersIn(textOf(narrowed))).toEqual([2])
    expect(valuesOf(narrowed)).toMatchObject({ owner, state: 'late', order: 'due' })
  })

  test('is turned page by page, and keeps its filter', async () => {
    for (let at = 1; at <= 14; at++)
      await savedAction(house, mora.police, {
        number: `Å-2026-${String(at).padStart(4, '0')}`,
        dueOn: on(`2026-12-${String(at).padStart(2, '0')}`),
      })
    await aPlanOfAnother()
    const first = await house.as(mora.coordinator).writes('åtgärder polisen')
    expect(textOf(first)).toContain('Sida 1 av 3')
    expect(buttonsOf(first)).not.toContain('Föregående sida')
    const second = await house.as(mora.coordinator).presses(first, 'Nästa sida')
    const third = await house.as(mora.coordinator).presses(second, 'Nästa sida')
    expect([first, second, third].flatMap((page) => numbersIn(textOf(page)))).toEqual(
      Array.from({ length: 14 }, (_, at) => at + 1),
    )
    expect(buttonsOf(third)).not.toContain('Nästa sida')
    expect(textOf(await house.as(mora.coordinator).presses(third, 'Föregående sida'))).toBe(textOf(second))
    for (const page of ['99', '-1', '0', 'x', '1.5'])
      expect(cardOf(await house.as(mora.coordinator).forges('actions.list', { page }))).toBeDefined()
  })

  async function aPlanOfAnother(): Promise<void> {
    const orsaId = await addSecondCouncil(house.world)
    for (let at = 1; at <= 3; at++)
      await savedAction(house, orsa.coordinator, {
        councilId: orsaId,
        number: `Å-2026-000${at}`,
        text: checked('ÅTERHÅLLET: polisen byter lampor'),
      })
  }

  test('is one council’s: nothing of another’s is listed, counted or offered', async () => {
    await aPlan()
    await aPlanOfAnother()
    for (const who of [mora.coordinator, mora.fieldWorker])
      for (const line of ['åtgärder', 'åtgärder ÅTERHÅLLET', 'åtgärder lampor', 'åtgärder polisen', 'mina']) {
        const said = JSON.stringify(await house.as(who).writes(line))
        expect([line, said.replaceAll(/”ÅTERHÅLLET”|"text":"ÅTERHÅLLET"|"value":"ÅTERHÅLLET"/g, '')]).toEqual(
          [line, expect.not.stringMatching(onlyInOrsa)],
        )
      }
    expect(textOf(await house.as(orsa.coordinator).writes('åtgärder'))).toContain('3 öppna')
  })

  test('is read by every member, and by nobody else', async () => {
    await aPlan()
    const before = await keptOf(house.world.db)
    for (const who of ['reporter', 'councilMember', 'coordinator', 'chair', 'registrar'] as const)
      for (const line of ['åtgärder', 'mina'])
        expect([who, (await house.as(person(who)).writes(line)).kind]).toEqual([who, 'card'])
    for (const who of ['outsider', 'removed', 'foreign'] as const)
      for (const line of ['åtgärder', 'mina']) {
        const said = textOf(await house.as(person(who)).writes(line))
        expect([who, said]).toEqual([who, expect.stringContaining('Du är inte med i något råd än')])
      }
    expect(await keptOf(house.world.db)).toBe(before)
  })

  test('counts no training, and says so', async () => {
    await savedAction(house, mora.police, { training: true, dueOn: on('2026-11-01') })
    const text = textOf(await house.as(mora.coordinator).writes('åtgärder'))
    expect(text).toContain('Inget är försenat · 0 öppna · 0 klara (övning räknas inte)')
    expect(text).toContain('En är övning och räknas inte.')
    expect(text).toMatch(/övning · Å-2026/i)
  })
})

eachDatabase('One’s own table', (engine) => {
  let house: House
  const me = person('reporter')
  beforeEach(async () => {
    ;({ house } = await houseOfEverybody(await engine.open()))
  })

  test('is empty in a friendly way, with a way on for who may report', async () => {
    const empty = await house.as(me).writes('mina')
    expect(textOf(empty)).toContain('Du har inget på gång just nu.')
    expect(buttonsOf(empty)).toEqual(['Rapportera'])
    expect(buttonsOf(await house.as(person('registrar')).writes('mitt'))).toEqual([])
    expect(textOf(await house.as(me, 'en').writes('my'))).toContain('There is nothing on your table')
  })

  test('has the most urgent first, each with its own buttons, and only what is one’s own', async () => {
    const action = (number: string, dueOn: string, changes: Partial<Action> = {}) =>
      savedAction(house, me, { number, dueOn: on(dueOn), ...changes })
    await action('Å-2026-0001', '2027-03-01')
    await action('Å-2026-0002', '2026-11-24', { ownership: 'asked' })
    await action('Å-2026-0003', '2026-11-10')
    await action('Å-2026-0004', '2026-11-09', { status: 'done', closedAt: house.clock.now() })
    await savedAction(house, mora.police, { number: 'Å-2026-0005' })
    const answered = await incidentOf(house, me, 'closed', false)
    const open = await incidentOf(house, me, 'new', false)
    await incidentOf(house, me, 'withdrawn', false)
    await incidentOf(house, mora.chair, 'new', true)
    const first = await house.as(me).writes('mina')
    const second = await house.as(me).presses(first, 'Nästa sida')
    const order = (text: string) => [...text.matchAll(/Å-2026-\d{4}|H-2026-\w{8}/g)].map(([number]) => number)
    expect(order(textOf(first))).toEqual([
      'Å-2026-0003',
      'Å-2026-0002',
      `H-2026-${answered.slice(0, 8)}`,
      'Å-2026-0001',
    ])
    expect(order(textOf(second))).toEqual([`H-2026-${open.slice(0, 8)}`])
    expect(textOf(first)).toContain('3 åtgärder · 2 rapporter')
    expect(textOf(first)).toContain('● Du är tillfrågad')
    expect(buttonsOf(first).slice(0, 7)).toEqual([
      ...['Rapportera läge', 'Klar', 'Visa', 'Skjut upp'],
      ...['Jag tar den', 'Jag kan inte', 'Visa'],
    ])
    expect(buttonsOf(second)).toEqual(['Visa', 'Ändra', 'Ta tillbaka', 'Föregående sida'])
  })

  test('lets one answer whether an answer helped, and stays as it is', async () => {
    const answered = await incidentOf(house, me, 'closed', false)
    const mine = await house.as(me).writes('mina')
    expect(buttonsOf(mine)).toEqual(['Ja', 'Delvis', 'Nej', 'Visa'])
    expect((await house.as(me).presses(mine, 'Delvis')).kind).toBe('text')
    const row = await house.world.db
      .selectFrom('incidents')
      .select('helped')
      .where('id', '=', answered)
      .executeTakeFirst()
    expect(row?.helped).toBe('partly')
    expect(textOf(await house.as(me).writes('mina'))).toContain('Du har inget på gång just nu.')
  })

  test('counts no training, and says so', async () => {
    await savedAction(house, me, { training: true })
    expect(textOf(await house.as(me).writes('mina'))).toMatch(
      /Bara övning just nu[\s\S]*En är övning och räknas inte/,
    )
    await savedAction(house, me)
    expect(textOf(await house.as(me).writes('mina'))).toContain('\nEn åtgärd (övning räknas inte)\n')
  })

  test('lets go of an answer after a month', async () => {
    await incidentOf(house, me, 'closed', false)
    house.clock.advance(31 * dayMs)
    expect(textOf(await house.as(me).writes('mina'))).toContain('Du har inget på gång just nu.')
  })
})
