import { beforeEach, expect, test } from '@jest/globals'
import {
  allCouncilSettings,
  type CouncilFile,
  councilSettings,
  importCouncil,
} from '../../src/councils/index.ts'
import { historyOf } from '../../src/database/index.ts'
import { newId } from '../../src/shared/ids.ts'
import { eachDatabase, type TestDatabase } from '../helpers/databases.ts'
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

const tuesday = { askWeekday: '2', askAt: '09:30' }

eachDatabase('the settings of the council', (engine) => {
  let database: TestDatabase
  let stage: Stage
  beforeEach(async () => {
    database = await engine.open()
    stage = await setStage(database.db)
  })

  const { samordnare, kommunpolis, fältarbetare, ordförande } = people
  const kept = async () => {
    const { askWeekday, askAt } = (await councilSettings(database.db, stage.mora)) ?? {}
    return [askWeekday, askAt]
  }
  const history = async () =>
    (await historyOf(database.db, stage.mora, 'council', stage.mora)).flatMap(({ who, changes }) =>
      changes.filter(({ field }) => /ask/.test(field)).map((change) => [who, change] as const),
    )

  test('a coordinator sees what is chosen in a form, and what is saved is so for everybody, with history', async () => {
    const form = await stage.write(samordnare, 'inställningar')
    expect(inputsOf(form).askWeekday?.value).toBe('4')
    expect(inputsOf(form).askAt?.value).toBe('13:00')
    expect(inputsOf(form).askWeekday?.choices).toEqual([
      { title: 'Fråga inte', value: 'none' },
      ...['Måndag', 'Tisdag', 'Onsdag', 'Torsdag', 'Fredag'].map((title, at) => ({
        title,
        value: String(at + 1),
      })),
    ])
    const save = buttonOf(form, 'Spara')
    const done = await stage.press(samordnare, save, tuesday)
    expect(done).toMatchObject({ kind: 'card', stays: true })
    expect(textOf(done)).toContain('✓ Inställningarna är sparade')
    expect(textOf(done)).toContain('Jag frågar varje tisdag kl. 09.30.')
    expect(await kept()).toEqual([2, '09:30'])
    expect(await history()).toEqual([
      [samordnare, { field: 'askWeekday', from: '4', to: '2' }],
      [samordnare, { field: 'askAt', from: '13:00', to: '09:30' }],
    ])

    const other = await stage.press(kommunpolis, buttonOf(done, 'Ändra igen'))
    expect(inputsOf(other).askAt?.value).toBe('09:30')
    // The same press again is the same act.
    expect(textOf(await stage.press(samordnare, save, tuesday))).toContain('✓ Inställningarna är sparade')
    expect(await history()).toHaveLength(2)
  })

  test('nobody need be asked: the day is taken away and put back, and the time stays', async () => {
    const none = { askWeekday: 'none', askAt: '13:00' }
    const done = await stage.press(
      samordnare,
      buttonOf(await stage.write(samordnare, 'settings'), 'Spara'),
      none,
    )
    expect(textOf(done)).toContain('Rådet har valt att jag inte frågar.')
    expect(await kept()).toEqual([null, '13:00'])
    const again = await stage.write(samordnare, 'installningar')
    expect(inputsOf(again).askWeekday?.value).toBe('none')
    await stage.press(samordnare, buttonOf(again, 'Spara'), { askWeekday: '4', askAt: '13:00' })
    expect(await kept()).toEqual([4, '13:00'])
    expect((await history()).map(([, { from, to }]) => [from, to])).toEqual(
      expect.arrayContaining([
        ['4', null],
        [null, '4'],
      ]),
    )
  })

  test('who opened the form before another saved is told, and nothing of theirs is saved', async () => {
    const [first, second] = [
      await stage.write(samordnare, 'inställningar'),
      await stage.write(kommunpolis, 'inställningar'),
    ]
    await stage.press(samordnare, buttonOf(first, 'Spara'), tuesday)
    const late = { askWeekday: '5', askAt: '08:00' }
    expect(textOf(await stage.press(kommunpolis, buttonOf(second, 'Spara'), late))).toContain(
      'Någon annan ändrade precis samma sak',
    )
    // A form that comes back with a fault is still the form that was opened then.
    const back = await stage.press(kommunpolis, buttonOf(second, 'Spara'), { ...late, askAt: '06:00' })
    expect(textOf(await stage.press(kommunpolis, buttonOf(back, 'Spara'), late))).toContain(
      'Någon annan ändrade precis samma sak',
    )
    expect(await kept()).toEqual([2, '09:30'])
  })

  test('of two who save at once, one is told', async () => {
    const forms = await Promise.all([samordnare, kommunpolis].map((who) => stage.write(who, 'inställningar')))
    const replies = await Promise.all(
      [samordnare, kommunpolis].map((who, at) =>
        stage.press(who, buttonOf(forms[at] as never, 'Spara'), {
          askWeekday: String(at + 1),
          askAt: '08:00',
        }),
      ),
    )
    expect(replies.map((reply) => reply.kind).toSorted()).toEqual(['card', 'text'])
    expect(await history()).toHaveLength(2)
    expect(stage.faults).toEqual([])
  })

  test.each([
    [{ askWeekday: '2', askAt: '06:59' }, '⚠ Välj en tid mellan 07.00 och 19.00'],
    [{ askWeekday: '2', askAt: '19:01' }, '⚠ Välj en tid mellan 07.00 och 19.00'],
    [{ askWeekday: '2', askAt: 'på förmiddagen' }, '⚠ Välj en tid mellan 07.00 och 19.00'],
    [{ askWeekday: '2', askAt: '' }, '⚠ Välj en tid mellan 07.00 och 19.00'],
    [{ askWeekday: '6', askAt: '09:00' }, '⚠ Välj en dag i listan'],
    [{ askWeekday: '8', askAt: '09:00' }, '⚠ Välj en dag i listan'],
    [{ askWeekday: '', askAt: '09:00' }, '⚠ Välj en dag i listan'],
  ])('%j brings the form back with what was typed and what is wrong', async (typed, says) => {
    const save = buttonOf(await stage.write(samordnare, 'inställningar'), 'Spara')
    const back = await stage.press(samordnare, save, typed)
    expect(textOf(back)).toContain(says)
    expect(inputsOf(back).askAt?.value ?? '').toBe(typed.askAt)
    expect(buttonOf(back, 'Spara').once).toBe(save.once)
    expect(await kept()).toEqual([4, '13:00'])
    await stage.press(samordnare, buttonOf(back, 'Spara'), tuesday)
    expect(await kept()).toEqual([2, '09:30'])
  })

  test.each([
    ['7.30', '07:30'],
    ['13.15', '13:15'],
    ['09:05:00', '09:05'],
    [' 19:00 ', '19:00'],
  ])('the time %s is understood where a client has no picker', async (askAt, stored) => {
    const form = await stage.write(samordnare, 'inställningar')
    await stage.press(samordnare, buttonOf(form, 'Spara'), { askWeekday: '5', askAt })
    expect(await kept()).toEqual([5, stored])
  })

  test('the others read what is chosen, and can change nothing whatever they send', async () => {
    const card = await stage.write(ordförande, 'inställningar')
    expect(textOf(card)).toContain('Jag frågar varje torsdag kl. 13.00.')
    expect(textOf(card)).toContain('Samordnarna i rådet kan ändra det här.')
    expect(Object.keys(inputsOf(card))).toEqual([])
    expect(buttonsOf(card)).toEqual([])
    expect(textOf(await stage.write(ordförande, 'settings', { locale: 'en' }))).toContain(
      'I ask every Thursday at 13:00.',
    )
    for (const who of [ordförande, fältarbetare]) {
      const forged = { verb: 'councils.saveSettings', council: stage.mora, seen: '4-13:00', once: newId() }
      expect(textOf(await stage.press(who, forged, tuesday))).toContain('Det här är till för samordnare')
    }
    expect(await kept()).toEqual([4, '13:00'])
  })

  test('another council’s are neither shown nor changed', async () => {
    const form = await stage.write(orsaCoordinator, 'inställningar')
    await stage.press(orsaCoordinator, buttonOf(form, 'Spara'), tuesday)
    expect(await kept()).toEqual([4, '13:00'])
    const forged = { ...buttonOf(form, 'Spara'), council: stage.mora, seen: '4-13:00', once: newId() }
    expect(textOf(await stage.press(orsaCoordinator, forged, tuesday))).toContain(
      'Det får du tyvärr inte göra här',
    )
    expect(await kept()).toEqual([4, '13:00'])
    expect(inputsOf(await stage.write(samordnare, 'inställningar')).askAt?.value).toBe('13:00')
    expect(await allCouncilSettings(database.db)).toEqual([
      { councilId: stage.mora, askWeekday: 4, askAt: '13:00' },
      { councilId: stage.orsa, askWeekday: 2, askAt: '09:30' },
    ])
    expect(await councilSettings(database.db, newId())).toBeUndefined()
  })

  test('a file that says nothing of them leaves what was chosen by hand, one that does decides', async () => {
    const { askForReports: _, ...silent } = moraFile
    const without: CouncilFile = silent
    const form = await stage.write(samordnare, 'inställningar')
    await stage.press(samordnare, buttonOf(form, 'Spara'), tuesday)
    expect((await importCouncil(stage.world, without)).updated).toEqual({})
    expect(await kept()).toEqual([2, '09:30'])

    const friday = { ...without, askForReports: { weekday: 'Fredag', at: '15:45' } }
    expect((await importCouncil(stage.world, friday)).updated).toEqual({ councils: 1 })
    expect(await kept()).toEqual([5, '15:45'])
    await importCouncil(stage.world, { ...without, askForReports: null })
    expect(await kept()).toEqual([null, '15:45'])
    expect(
      (await history()).filter(([who]) => who.tenantId === 'import').map(([, change]) => change),
    ).toEqual(
      expect.arrayContaining([
        { field: 'councils.mora.ask_weekday', from: '2', to: '5' },
        { field: 'councils.mora.ask_at', from: '09:30', to: '15:45' },
        { field: 'councils.mora.ask_weekday', from: '5', to: null },
      ]),
    )

    const { councilId } = await importCouncil(stage.world, { ...without, key: 'älvdalen' })
    expect(await councilSettings(database.db, councilId)).toEqual({
      councilId,
      askWeekday: null,
      askAt: '13:00',
    })
  })
})
