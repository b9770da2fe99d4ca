import { beforeEach, describe, expect, test } from '@jest/globals'
import type { Reply } from '../../src/chat/index.ts'
import {
  type FollowUp,
  followUpStates,
  standingOn,
  turnsAfter,
  turnsBefore,
} from '../../src/councils/follow-up.ts'
import { CouncilFileError, importCouncil, parseCouncilFile } from '../../src/councils/index.ts'
import { readLaw } from '../../src/councils/law.ts'
import { newId } from '../../src/shared/ids.ts'
import type { LocalDate } from '../../src/shared/stockholm.ts'
import { eachDatabase } from '../helpers/databases.ts'
import {
  buttonOf,
  buttonsOf,
  inputsOf,
  moraFile,
  orsaCoordinator,
  people,
  type Stage,
  setStage,
  textOf,
} from './stage.ts'

const day = (text: string) => text as LocalDate

const followUp = (on: string, things: FollowUp['things'], more: Partial<FollowUp> = {}): FollowUp => ({
  id: newId(),
  councilId: newId(),
  followedOn: day(on),
  things,
  fromFile: false,
  withdrawn: false,
  version: 1,
  ...more,
})

describe('What the law asks to be followed up', () => {
  const asked = { since: day('2026-01-15'), everyYears: 2 }

  test('is due two years after it was last done; what nobody has noted, two years after the council came', () => {
    const noted = [
      followUp('2025-03-14', ['situationPicture']),
      followUp('2026-10-01', ['agreement', 'situationPicture']),
      followUp('2026-11-01', ['situationPicture', 'actionPlan'], { withdrawn: true }),
    ]
    expect(followUpStates(noted, asked)).toEqual([
      { thing: 'situationPicture', lastOn: '2026-10-01', dueOn: '2028-10-01' },
      { thing: 'actionPlan', lastOn: undefined, dueOn: '2028-01-15' },
      { thing: 'agreement', lastOn: '2026-10-01', dueOn: '2028-10-01' },
    ])
  })

  test('on the day that a leap year adds, is due on the last of that February', () => {
    const [state] = followUpStates([followUp('2028-02-29', ['situationPicture'])], asked)
    expect(state?.dueOn).toBe('2030-02-28')
  })

  test.each([
    ['2024-01-01', 'fine'],
    ['2026-04-03', 'fine'],
    ['2026-04-04', 'soon'],
    ['2026-10-01', 'soon'],
    ['2026-10-02', 'late'],
  ])('and due on 1 October 2026 is, on %s, %s', (today, standing) => {
    const state = { thing: 'agreement', lastOn: day('2024-10-01'), dueOn: day('2026-10-01') } as const
    expect(standingOn(state, day(today))).toBe(standing)
    expect(standingOn({ ...state, lastOn: undefined }, day(today))).toBe('unknown')
  })

  test('is told of on working days before, and once a month after, on the same day of the month', () => {
    expect(turnsBefore(day('2027-01-05')).map(({ on }) => on)).toEqual([
      '2026-07-09',
      '2026-10-07',
      '2026-12-04',
    ])
    expect(turnsAfter(day('2027-01-30'), day('2027-05-01')).map(({ on }) => on)).toEqual([
      '2027-01-31',
      '2027-02-28',
      '2027-03-31',
      '2027-04-30',
    ])
    expect(turnsAfter(day('2027-01-30'), day('2027-01-30'))).toEqual([])
  })

  test('is said in a file that the customer reviews, with its source', () => {
    const law = readLaw()
    expect(law.reviewedOn).toBeNull()
    expect(law.followUp.everyYears).toBe(2)
    expect(law.followUp.source).toMatch(/^https:\/\//)
    expect(() => readLaw(new URL('../../package.json', import.meta.url).pathname)).toThrow('package.json')
  })
})

eachDatabase('the council follows up', (engine) => {
  let stage: Stage
  beforeEach(async () => {
    stage = await setStage((await engine.open()).db)
  })

  const told = { date: '2026-11-18', things: 'agreement,situationPicture' }

  async function noted(who = people.samordnare, changes: Record<string, string> = {}): Promise<Reply> {
    const form = await stage.press(who, buttonOf(await stage.write(who, 'råd'), 'Vi har följt upp'))
    return stage.press(who, buttonOf(form, 'Spara'), { ...told, ...changes })
  }

  /** The card of the council, also for who belongs to several. */
  const read = (who: typeof people.samordnare) =>
    stage.press(who, { verb: 'councils.show', council: stage.mora })

  const rows = () => stage.world.db.selectFrom('follow_ups').selectAll().orderBy('followed_on').execute()

  test('everybody reads how it stands, and only a coordinator gets the button and the mark of no review', async () => {
    const coordinator = await stage.write(people.kommunpolis, 'råd')
    expect(textOf(coordinator)).toContain('Senast uppföljt')
    expect(textOf(coordinator).match(/Inte noterat än/g)).toHaveLength(3)
    expect(textOf(coordinator)).toContain('minst vartannat år')
    expect(textOf(coordinator)).toContain('inte granskad hos er än')
    expect(buttonsOf(coordinator, 'Vi har följt upp')).toHaveLength(1)
    for (const who of [people.ordförande, people.fältarbetare]) {
      const card = await read(who)
      expect(textOf(card)).toContain('Senast uppföljt')
      expect(textOf(card)).not.toContain('granskad')
      expect(buttonsOf(card, 'Vi har följt upp')).toEqual([])
    }
    expect(textOf(await stage.write(people.samordnare, 'råd 2017'))).not.toContain('Senast uppföljt')
  })

  test('a coordinator notes it, and the card of the council says when and by when again', async () => {
    const receipt = await noted()
    expect(textOf(receipt)).toContain('✓ Uppföljningen är noterad')
    expect(textOf(receipt)).toContain('Lägesbilden, Överenskommelsen')
    const card = textOf(await read(people.fältarbetare))
    expect(card.match(/✓ 18 november 2026, nästa gång senast 18 november 2028/g)).toHaveLength(2)
    expect(card.match(/Inte noterat än/g)).toHaveLength(1)
    stage.world.clock.set('2028-11-19T09:00:00.000Z')
    expect(textOf(await stage.write(people.samordnare, 'råd'))).toContain(
      '▲ 18 november 2026, skulle ha gjorts igen senast 18 november 2028',
    )
  })

  test.each([
    ['a day to come', { date: '2026-11-21' }, 'Välj i dag eller en dag som har varit.'],
    ['no day', { date: '' }, 'Välj i dag eller en dag som har varit.'],
    ['a day long ago', { date: '1926-11-20' }, 'Välj i dag eller en dag som har varit.'],
    ['nothing ticked', { things: '' }, 'Välj minst en.'],
    ['something forged', { things: 'agreement,kungen' }, 'Välj minst en.'],
  ])('with %s the form comes back as it was filled in, and nothing is kept', async (_, changes, problem) => {
    const back = await noted(people.samordnare, changes)
    expect(textOf(back)).toContain(`⚠ ${problem}`)
    const typed = { ...told, ...changes }
    expect(inputsOf(back).date?.value ?? '').toBe(typed.date)
    expect(await rows()).toEqual([])
    await stage.press(people.samordnare, buttonOf(back, 'Spara'), told)
    expect(await rows()).toHaveLength(1)
  })

  test('the same press again notes nothing more', async () => {
    const form = await stage.press(
      people.samordnare,
      buttonOf(await stage.write(people.samordnare, 'råd'), 'Vi har följt upp'),
    )
    const save = buttonOf(form, 'Spara')
    const first = await stage.press(people.samordnare, save, told)
    const again = await stage.press(people.samordnare, save, told)
    expect(textOf(again)).toBe(textOf(first))
    expect(await rows()).toHaveLength(1)
  })

  test('what was noted is corrected, taken back and counted again, with history', async () => {
    const receipt = await noted()
    const form = await stage.press(people.kommunpolis, buttonOf(receipt, 'Rätta'))
    expect(inputsOf(form).date?.value).toBe('2026-11-18')
    expect(inputsOf(form).things?.value).toBe('situationPicture,agreement')
    const save = buttonOf(form, 'Spara')
    const right = { date: '2026-11-17', things: 'agreement' }
    expect(textOf(await stage.press(people.kommunpolis, save, right))).toContain('✓ Uppföljningen är rättad')
    const withdrawn = await stage.press(people.samordnare, buttonOf(receipt, 'Ångra'))
    expect(textOf(withdrawn)).toContain('Uppföljningen är borttagen')
    expect(textOf(await stage.write(people.samordnare, 'råd')).match(/Inte noterat än/g)).toHaveLength(3)
    await stage.press(people.samordnare, buttonOf(withdrawn, 'Ångra'))
    expect(textOf(await stage.write(people.samordnare, 'råd'))).toContain('✓ 17 november 2026')
    const history = await stage.world.db
      .selectFrom('history')
      .select(['field', 'old_value', 'new_value'])
      .where('subject_kind', '=', 'followUp')
      .orderBy('at')
      .execute()
    expect(history).toHaveLength(6)
    expect(history).toEqual(
      expect.arrayContaining([
        { field: 'followedOn', old_value: null, new_value: '2026-11-18' },
        { field: 'followedOn', old_value: '2026-11-18', new_value: '2026-11-17' },
        { field: 'withdrawn', old_value: null, new_value: 'yes' },
        { field: 'withdrawn', old_value: 'yes', new_value: null },
      ]),
    )
  })

  test('a form that was open while another saved changes nothing and says so', async () => {
    const receipt = await noted()
    const early = await stage.press(people.samordnare, buttonOf(receipt, 'Rätta'))
    const other = await stage.press(people.kommunpolis, buttonOf(receipt, 'Rätta'))
    await stage.press(people.kommunpolis, buttonOf(other, 'Spara'), { ...told, date: '2026-11-01' })
    const late = await stage.press(people.samordnare, buttonOf(early, 'Spara'), {
      ...told,
      date: '2026-10-01',
    })
    expect(late.kind).toBe('text')
    expect(await rows()).toMatchObject([{ followed_on: '2026-11-01', version: 2 }])
    await stage.press(people.kommunpolis, buttonOf(receipt, 'Ångra'))
    const gone = await stage.press(people.samordnare, buttonOf(early, 'Spara'), told)
    expect(textOf(gone)).toContain('tillbakatag')
    expect((await stage.press(people.samordnare, buttonOf(receipt, 'Rätta'))).kind).toBe('text')
  })

  test('a card that is handed on helps nobody who does not coordinate this council', async () => {
    const receipt = await noted()
    const before = await rows()
    for (const who of [people.ordförande, people.fältarbetare, people.utomstående, orsaCoordinator])
      for (const title of ['Rätta', 'Ångra'])
        expect([who, (await stage.press(who, buttonOf(receipt, title))).kind, await rows()]).toEqual([
          who,
          who === people.utomstående ? expect.any(String) : 'text',
          before,
        ])
    // Orsa's coordinator, with Mora's follow-up on a card of Orsa's own.
    const { once: _, ...data } = buttonOf(receipt, 'Ångra')
    const theirs = await stage.press(orsaCoordinator, { ...data, council: stage.orsa })
    expect(theirs.kind).toBe('text')
    expect(await rows()).toEqual(before)
  })

  test('all of it is listed, the latest first, and what was taken back can be counted again', async () => {
    await noted(people.samordnare, { date: '2025-01-10' })
    const receipt = await noted()
    await stage.press(people.samordnare, buttonOf(receipt, 'Ångra'))
    const show = async (who: typeof people.samordnare) =>
      stage.press(who, buttonOf(await read(who), 'Alla uppföljningar'))
    const list = await show(people.samordnare)
    expect(textOf(list)).toMatch(/18 november 2026[\s\S]*✕ Borttagen[\s\S]*10 januari 2025/)
    expect(textOf(list)).toContain('Källa: https://')
    expect(buttonsOf(list, 'Ångra')).toHaveLength(1)
    expect(buttonsOf(list, 'Rätta')).toHaveLength(1)
    expect(buttonsOf(await show(people.fältarbetare))).toHaveLength(1)
  })

  test('the council file may say it, and what was corrected since stays until the file says another day', async () => {
    const filed = (followedUp: object) => parseCouncilFile({ ...moraFile, followedUp })
    const imported = await importCouncil(
      stage.world,
      filed({ actionPlan: '2025-05-05', agreement: '2026-02-02' }),
    )
    expect(imported.created).toEqual({ followUps: 2 })
    expect(textOf(await stage.write(people.samordnare, 'råd'))).toContain('✓ 2 februari 2026')
    const list = await stage.press(
      people.samordnare,
      buttonOf(await stage.write(people.samordnare, 'råd'), 'Alla uppföljningar'),
    )
    expect(textOf(list)).toContain('från rådets fil')
    await stage.press(people.samordnare, buttonsOf(list, 'Ta bort')[0]!)
    const same = await importCouncil(
      stage.world,
      filed({ actionPlan: '2025-05-05', agreement: '2026-02-02' }),
    )
    expect(same.updated).toEqual({})
    expect(textOf(await stage.write(people.samordnare, 'råd'))).not.toContain('2 februari 2026')
    const changed = await importCouncil(stage.world, filed({ agreement: '2026-03-03' }))
    expect(changed.updated).toEqual({ followUps: 1 })
    const card = textOf(await stage.write(people.samordnare, 'råd'))
    expect(card).toContain('✓ 3 mars 2026')
    expect(card).toContain('● 5 maj 2025, snart dags igen: senast 5 maj 2027')
  })

  test('a file with a day that has not come, or is none, is not taken in', async () => {
    const early = parseCouncilFile({ ...moraFile, followedUp: { agreement: '2026-11-21' } })
    await expect(importCouncil(stage.world, early)).rejects.toThrow(CouncilFileError)
    await expect(importCouncil(stage.world, early)).rejects.toThrow(
      'followedUp.agreement: the day has not come',
    )
    expect(() => parseCouncilFile({ ...moraFile, followedUp: { agreement: 'i fjol' } })).toThrow(
      'followedUp.agreement',
    )
    expect(await rows()).toEqual([])
  })

  test('what an agreement describes goes from the file to the card, also from a changed file', async () => {
    const missing = textOf(await stage.write(people.ordförande, 'råd 2017'))
    expect(missing).toContain('Tre av överenskommelsens sex delar saknas')
    expect(missing).toContain('○ **Troliga orsaker** – utan dem är det svårt att välja åtgärder som hjälper.')
    expect(missing).toContain('Mål som går att mäta')
    expect(missing).toContain('Hur arbetet dokumenteras')
    expect(missing).not.toContain('rådets fil')
    const today = textOf(await read(people.fältarbetare))
    expect(today).toContain('Fyra av överenskommelsens sex delar saknas')
    expect(today).toContain('Till när den gäller')
    expect(today).toContain('Samordnaren kan lägga till det som saknas i rådets fil.')
    const described = {
      causes: 'Få mötesplatser på kvällarna.',
      goals: 'Tryggheten ökar.',
      documentation: 'I åtgärdsplanen.',
    }
    const filed = (changes: object) =>
      parseCouncilFile({
        ...moraFile,
        agreements: moraFile.agreements.map((one) => (one.key === '2023' ? { ...one, ...changes } : one)),
      })
    const first = await importCouncil(stage.world, filed({ ...described, validTo: '2027-12-31' }))
    expect(first.updated).toMatchObject({ agreements: 1 })
    const whole = textOf(await read(people.fältarbetare))
    expect(whole).toContain('✓ Överenskommelsen beskriver alla sex delar som den ska.')
    expect(whole).toContain('Målen säger inte hur mycket eller till när.')
    await importCouncil(
      stage.world,
      filed({ ...described, goals: 'Färre än 20 bränder 2027.', validTo: '2027-12-31' }),
    )
    expect(textOf(await read(people.fältarbetare))).not.toContain('Målen säger inte')
    await importCouncil(stage.world, filed({ validTo: null }))
    expect(textOf(await stage.write(people.ordförande, 'agreement', { locale: 'en' }))).toContain(
      'Four of the agreement’s six parts are missing',
    )
    expect(stage.faults).toEqual([])
  })
})
