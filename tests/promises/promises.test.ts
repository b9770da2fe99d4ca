import { beforeEach, describe, expect, test } from '@jest/globals'
import type { Reply } from '../../src/chat/index.ts'
import { CouncilFileError, councilRules } from '../../src/councils/index.ts'
import { readWordLists } from '../../src/privacy/index.ts'
import { importPromises, parsePromises } from '../../src/promises/index.ts'
import { type DeliveryId, newId } from '../../src/shared/ids.ts'
import { eachDatabase } from '../helpers/databases.ts'
import {
  buildHouse,
  buttonOf,
  buttonsOf,
  choicesOf,
  type House,
  mora,
  textOf,
  valuesOf,
} from '../helpers/house.ts'
import { keptOf } from '../helpers/kept.ts'
import { promiseForm, somePromise } from '../helpers/some-promise.ts'
import { dataOf, houseWithPromise } from './stage.ts'

type Somebody = Exclude<keyof typeof mora, 'outsider'>

eachDatabase('Promises to citizens', (engine) => {
  let house: House
  beforeEach(async () => {
    house = await houseWithPromise(await engine.open())
  })

  const writes = (who: Somebody, line: string) => house.as(mora[who]).writes(line)
  const presses = (who: Somebody, on: Reply, title: string, filled: Record<string, string> = {}) =>
    house.as(mora[who]).presses(on, title, { ...valuesOf(on), ...filled })
  const efforts = 'Insatser på Noret utöver det vanliga arbetet · Polisen'

  test('are told by löften: how many of how many, how it goes, and how much time is left', async () => {
    const card = await writes('fieldWorker', 'löften')
    const text = textOf(card)
    expect(text).toContain('Medborgarlöfte · ÖVNING: Lugnare kvällar på Noret')
    expect(text).toContain('21 augusti–19 december 2026 · fem veckor kvar')
    expect(text).toContain('▲ Ligger efter: 2 av 4, fem veckor kvar. Borde vara 3.')
    expect(text).toContain('▲ Ligger efter: 10 av 17, fem veckor kvar. Missade veckor: 37, 41 och 46.')
    expect(text).toContain('Polisen har gjort 2 av 4 insatser.')
    expect(text).toContain('Det här är en övning. Skicka inte ut meningarna.')
    expect(buttonsOf(card)).toEqual(['Avslutade löften', 'Logga insats', 'Insatser', 'Fler åtaganden'])
    expect(textOf(await presses('fieldWorker', card, 'Fler åtaganden'))).toContain('Fältarbetare på plats')
    expect(JSON.stringify(card)).toContain('"fallback":{"type":"TextBlock","text":"█████░░░░░"')
  })

  test.each(['löfte', 'medborgarlöften', 'loften', 'promises'])('are told by %s too', async (line) => {
    expect(textOf(await writes('chair', line))).toContain('Lugnare kvällar på Noret')
  })

  test('a line after insats fills the form, Spara logs it, and it counts', async () => {
    const form = await writes('police', 'insats noret 2 h, 2 personer igår kväll, lugnt')
    expect(valuesOf(form)).toEqual({
      commitment: choicesOf(form, 'commitment')[efforts],
      date: '2026-11-19',
      count: '1',
      duration: '2 h',
      staff: '2',
      note: 'Lugnt',
    })
    const receipt = await presses('police', form, 'Spara')
    expect(textOf(receipt)).toContain('Torsdag 19 november · 2 h · två personer\n')
    expect(textOf(receipt)).toContain('✓ Enligt plan\n3 av 4')
    const again = await presses('police', form, 'Spara')
    expect(textOf(again)).toBe(textOf(receipt))
    expect(textOf(await writes('police', 'löften'))).toContain('Polisen har gjort 3 av 4 insatser.')
  })

  test('a correction, a withdrawal and its undoing are kept in the history', async () => {
    const receipt = await presses('police', await writes('police', 'insats noret 2 h'), 'Spara')
    const form = await presses('police', receipt, 'Rätta')
    expect(valuesOf(form)).toMatchObject({ duration: '2 h', count: '1', date: '2026-11-20' })
    const corrected = await presses('police', form, 'Spara', { count: '2', duration: '1 h 30 min' })
    expect(textOf(corrected)).toContain('två gånger · 1 h 30 min')
    expect(textOf(corrected)).toContain('✓ Hållet\n4 av 4')
    const withdrawn = await presses('police', corrected, 'Ångra')
    expect(textOf(withdrawn)).toContain('2 av 4')
    expect(textOf(await presses('police', withdrawn, 'Ångra'))).toContain('4 av 4')
    const rows = await house.world.db
      .selectFrom('history')
      .select(['field', 'old_value', 'new_value'])
      .where('subject_kind', '=', 'delivery')
      .orderBy('at')
      .execute()
    expect(rows.map(({ field }) => field).toSorted()).toEqual(
      ['count', 'deliveredOn', 'minutes', 'withdrawnAt', 'withdrawnAt'].toSorted(),
    )
    expect(rows.find(({ field }) => field === 'minutes')).toMatchObject({ old_value: '120', new_value: '90' })
  })

  test('what was taken back is corrected no more, and offers the way back', async () => {
    const receipt = await presses('police', await writes('police', 'insats noret 2 h'), 'Spara')
    const form = await presses('police', receipt, 'Rätta')
    await presses('police', form, 'Ta tillbaka')
    const before = await keptOf(house.world.db)
    expect(textOf(await presses('police', form, 'Spara', { count: '9' }))).toContain('tillbakatagen')
    expect(textOf(await presses('police', receipt, 'Rätta'))).toContain('tillbakatagen')
    expect(await keptOf(house.world.db)).toBe(before)
  })

  test('another organisation’s are neither logged nor corrected, but by a coordinator', async () => {
    const form = await writes('fieldWorker', 'insats noret 3 h i går')
    expect(Object.keys(choicesOf(form, 'commitment'))).toEqual([
      'Fältarbetare på plats minst en helg i månaden och vid storhelger · Socialförvaltningen',
    ])
    const police = await writes('police', 'insats noret')
    const before = await keptOf(house.world.db)
    const foreign = { commitment: choicesOf(police, 'commitment')[efforts] ?? '' }
    expect(textOf(await presses('fieldWorker', form, 'Spara', foreign))).toContain('får du tyvärr inte')
    const receipt = await presses('police', police, 'Spara', { date: '2026-11-18' })
    const pointers = buttonOf(receipt, 'Rätta').data
    for (const verb of ['promises.correctForm', 'promises.correct', 'promises.withdraw', 'promises.restore'])
      expect(textOf(await house.as(mora.fieldWorker).forges(verb, pointers))).toContain('får du tyvärr inte')
    expect(before).not.toBe('')
    const corrected = await presses('coordinator', await presses('coordinator', receipt, 'Rätta'), 'Spara', {
      staff: '4',
    })
    expect(textOf(corrected)).toContain('fyra personer')
  })

  test('a form with faults comes back with what was typed and the cure', async () => {
    const form = await writes('police', 'insats noret')
    const filled = { date: '2026-11-21', count: 'många', duration: 'länge', staff: '0' }
    const faulty = await presses('police', form, 'Spara', filled)
    expect(textOf(faulty)).toContain('⚠ Skriv ett antal från 1 till 99')
    expect(textOf(faulty)).toContain('⚠ Skriv timmar eller minuter')
    expect(textOf(faulty)).toContain('⚠ Skriv ett antal från 1 till 999')
    expect(valuesOf(faulty)).toMatchObject(filled)
    const right = { count: '1', duration: '', staff: '' }
    const ahead = await presses('police', faulty, 'Spara', { ...right, date: '2026-11-21' })
    expect(textOf(ahead)).toContain('⚠ Den dagen har inte varit än')
    const before = await presses('police', faulty, 'Spara', { ...right, date: '2026-08-20' })
    expect(textOf(before)).toContain('⚠ Löftet gäller 21 augusti–19 december 2026')
    expect(textOf(await presses('police', before, 'Spara', { date: '2026-08-21' }))).toContain('3 av 4')
  })

  test('whom it concerned is stopped before it is stored, and may not be kept', async () => {
    const form = await writes('police', 'insats noret')
    const stopped = await presses('police', form, 'Spara', { note: 'Ring 19121212-1212 om bilarna' })
    expect(buttonsOf(stopped)).not.toContain('Spara ändå')
    expect(await keptOf(house.world.db)).not.toContain('19121212')
    const warned = await presses('police', form, 'Spara', { note: 'A-traktor ABC 123 körde fort' })
    const kept = await presses('police', warned, 'Spara ändå', { note: 'A-traktor ABC 123 körde fort' })
    expect(textOf(kept)).toContain('A-traktor ABC 123')
    const { db } = house.world
    const warnings = db.selectFrom('history').selectAll().where('field', '=', 'keptWarning')
    expect(await warnings.execute()).toHaveLength(1)
  })

  test('a milestone is reached by logging it, and that can be undone', async () => {
    const form = await writes('coordinator', 'insats ordningsföreskrifter klara i går')
    expect(valuesOf(form).commitment).toBe(
      choicesOf(form, 'commitment')[
        'Ser över de lokala ordningsföreskrifterna om buller · Mora kommun, kommunledningen'
      ],
    )
    const reached = await presses('coordinator', form, 'Spara')
    expect(textOf(reached)).toContain('✓ Klart är det')
    expect(textOf(reached)).toContain('✓ Hållet')
    expect(textOf(await presses('coordinator', reached, 'Ångra'))).toContain('○ Inte klart än')
  })

  test('what was done is listed, the latest first, and leafed through', async () => {
    const list = await presses('police', await writes('police', 'löften'), 'Insatser')
    expect(textOf(list)).toMatch(/Tisdag 17 november\nPolisen: [\s\S]*Onsdag 4 november/)
    expect(textOf(list)).not.toContain('Lugnt efter klockan elva.')
    const older = await presses('police', await presses('police', list, 'Äldre'), 'Äldre')
    expect(textOf(older)).toContain('Lugnt efter klockan elva.')
    expect(buttonsOf(older)).toContain('Nyaste')
  })

  test('a coordinator makes one, extends it and ends it; what it said before is kept', async () => {
    const list = await writes('coordinator', 'löften')
    const form = await presses('coordinator', list, 'Nytt löfte')
    const commitments = [
      'Polisen: fotpatrull på kvällarna, 2 i veckan',
      'Ica Station: håller ljuset tänt, ska bli klart',
      'Skolan: pratar med eleverna',
    ].join('\n')
    const made = await presses('coordinator', form, 'Spara löftet', { ...promiseForm, commitments })
    expect(textOf(made)).toContain('Medborgarlöfte · Lugnare kvällar\n1 november–31 december 2026')
    expect(textOf(made)).toContain('Polisen: fotpatrull på kvällarna\nTvå gånger i veckan')
    expect(textOf(made)).toContain('Ica Station: håller ljuset tänt\nSka bli klart')
    expect(textOf(made)).toContain('Skolan: pratar med eleverna\nUtan bestämt antal')

    const extend = await presses('coordinator', made, 'Förläng')
    const early = await presses('coordinator', extend, 'Förläng', { to: '2026-12-31', why: promiseForm.why })
    expect(textOf(early)).toContain('⚠ Välj en dag efter den förra sista dagen')
    const longer = { to: '2027-03-31', why: promiseForm.why }
    const extended = await presses('coordinator', early, 'Förläng', longer)
    expect(textOf(extended)).toContain('1 november 2026–31 mars 2027')
    expect(textOf(await presses('coordinator', early, 'Förläng', longer))).toBe(textOf(extended))
    const versions = textOf(await presses('coordinator', extended, 'Tidigare versioner'))
    expect(versions).toContain('Version 2 · 1 januari–31 mars 2027')
    expect(versions).toContain('Version 1 · 1 november–31 december 2026')
    expect(versions).toContain(`Varför: ${promiseForm.why}`)

    const end = await presses('coordinator', extended, 'Avsluta')
    const ended = await presses('coordinator', end, 'Avsluta löftet', { why: 'Det är lugnt nu.' })
    expect(textOf(ended)).toContain('Det är lugnt nu.')
    const over = await presses('coordinator', await writes('chair', 'löften'), 'Avslutade löften')
    expect(textOf(over)).toContain('avslutat 20 november 2026')
    const { verb, data } = buttonOf(end, 'Avsluta löftet')
    const again = { ...data, once: newId<string>(), why: 'En gång till.' }
    expect(textOf(await house.as(mora.police).forges(verb, again))).toContain('redan avslutad')
    expect(textOf(await presses('coordinator', ended, 'Ångra'))).toContain('veckor kvar')
  })

  test('extended with a new count, a commitment is promised anew, and the old one is judged by its own days', async () => {
    const form = await presses('coordinator', await writes('coordinator', 'löften'), 'Nytt löfte')
    const told = { ...promiseForm, to: '2026-11-25', commitments: 'Polisen: fotpatrull, 2 i perioden' }
    const made = await presses('coordinator', form, 'Spara löftet', told)
    const extended = await presses('coordinator', await presses('coordinator', made, 'Förläng'), 'Förläng', {
      to: '2027-01-31',
      why: promiseForm.why,
      commitments: 'Polisen: Fotpatrull, 6 i perioden',
    })
    expect(textOf(extended)).toContain(
      'Två gånger under perioden · 1–25 november 2026\n▲ Ligger efter: 0 av 2, sex dagar kvar',
    )
    expect(textOf(extended)).toContain(
      'Sex gånger under perioden · 26 november 2026–31 januari 2027\n○ Har inte börjat',
    )
    house.clock.set('2026-11-30T08:00:00.000Z')
    expect(textOf(await writes('chair', 'löften'))).toContain('✗ Hölls inte: 0 av 2.')
  })

  test('a new promise with faults comes back as it was typed', async () => {
    const form = await presses('coordinator', await writes('coordinator', 'löften'), 'Nytt löfte')
    const filled = {
      ...promiseForm,
      commitments: 'Polisen: fotpatrull, 1 i veckan\nskolan pratar med eleverna',
    }
    const before = await keptOf(house.world.db)
    const faulty = await presses('coordinator', form, 'Spara löftet', filled)
    expect(textOf(faulty)).toContain('⚠ Rad 2: skriv vem, kolon och vad')
    expect(valuesOf(faulty).commitments).toBe(filled.commitments)
    const backwards = await presses('coordinator', form, 'Spara löftet', { ...filled, to: '2026-10-01' })
    expect(textOf(backwards)).toContain('⚠ Den sista dagen måste vara efter den första')
    expect(await keptOf(house.world.db)).toBe(before)
  })

  test('every act that is pressed again has one effect and gives the same answer', async () => {
    const { world, councilId } = house
    const { id } = await world.db
      .selectFrom('organisations')
      .select('id')
      .where('key', '=', 'polis')
      .executeTakeFirstOrThrow()
    const acts = ['make', 'extend', 'end', 'resume', 'log', 'correct', 'withdraw', 'restore', 'unreach']
    for (const act of acts) {
      const { milestone, ...made } = await somePromise(house, id)
      const data = {
        ...promiseForm,
        ...made,
        ...(act === 'unreach' ? { commitment: milestone } : {}),
        ...(act === 'extend' ? { to: '2027-05-31' } : {}),
        commitments: 'Polisen: står vid infarten, 1 i veckan',
        council: councilId,
        date: '2026-11-12',
        once: newId<string>(),
      }
      const first = await house.as(mora.police).forges(`promises.${act}`, data)
      expect([act, first.kind]).toEqual([act, 'card'])
      const after = await keptOf(world.db)
      const again = await house.as(mora.police).forges(`promises.${act}`, data)
      expect([act, textOf(again)]).toEqual([act, textOf(first)])
      expect(await keptOf(world.db)).toBe(after)
    }
    expect(house.faults).toEqual([])
  })

  test('two who press Spara on the same form at once log it once', async () => {
    const form = await writes('police', 'insats noret 2 h')
    const both = await Promise.all([presses('police', form, 'Spara'), presses('police', form, 'Spara')])
    expect(both.map((reply) => textOf(reply).includes('3 av 4'))).toEqual([true, true])
    expect(textOf(await writes('police', 'löften'))).toContain('Polisen har gjort 3 av 4 insatser.')
  })

  test('two who correct the same delivery at once: one is told to look again, and nothing is mixed', async () => {
    const receipt = await presses('police', await writes('police', 'insats noret 2 h'), 'Spara')
    const forms = [await presses('police', receipt, 'Rätta'), await presses('coordinator', receipt, 'Rätta')]
    const [one, other] = await Promise.all([
      presses('police', forms[0] as Reply, 'Spara', { count: '5', duration: '1 h' }),
      presses('coordinator', forms[1] as Reply, 'Spara', { count: '7', duration: '3 h' }),
    ])
    const { db } = house.world
    const row = await db
      .selectFrom('deliveries')
      .select(['count', 'minutes'])
      .where('id', '=', String(buttonOf(receipt, 'Rätta').data.delivery) as DeliveryId)
      .executeTakeFirstOrThrow()
    expect([
      [5, 60],
      [7, 180],
    ]).toContainEqual([row.count, row.minutes])
    expect([one, other].some((reply) => reply.kind === 'card')).toBe(true)
  })

  test('who may log nothing is told so', async () => {
    const empty = await buildHouse(await engine.open())
    expect(textOf(await empty.as(mora.fieldWorker).writes('insats 2 h'))).toContain(
      'inget löfte som du kan logga',
    )
    const none = await empty.as(mora.fieldWorker).writes('löften')
    expect(textOf(none)).toContain('Det finns inget löfte som gäller nu.')
    expect(buttonsOf(none)).toEqual(['Avslutade löften'])
    expect(buttonsOf(await empty.as(mora.coordinator).writes('löften'))).toContain('Nytt löfte')
  })

  describe('from the council’s file', () => {
    const organisations = ['polis', 'kommunledning', 'socialforvaltningen']

    test('are there in both files that we give, without a fault', () => {
      for (const file of ['mora-council.json', 'council.example.json']) {
        const { promises = [], organisations: all = [] } = dataOf(file)
        const keys = (all as { key: string }[]).map(({ key }) => key)
        expect(parsePromises(promises, keys)).toHaveLength(1)
      }
    })
    const promises = () => dataOf('mora-council.json').promises ?? []

    async function take(some: readonly unknown[]) {
      const { world, councilId } = house
      const rules = await councilRules(readWordLists())(world.db, councilId)
      return importPromises(world, councilId, parsePromises(some, organisations), rules)
    }

    /** Only what was promised at first, as the file was before the extension. */
    function beforeExtension(): readonly unknown[] {
      return (promises() as { versions: unknown[]; commitments: { sinceVersion?: number }[] }[]).map(
        (one) => ({
          ...one,
          versions: one.versions.slice(0, 1),
          commitments: one.commitments.filter(({ sinceVersion = 1 }) => sinceVersion === 1),
        }),
      )
    }

    test('they are taken in once, and get the version that the file has got since', async () => {
      expect(await take(beforeExtension())).toEqual({ made: 1, extended: 0 })
      expect(await take(beforeExtension())).toEqual({ made: 0, extended: 0 })
      expect(await take(promises())).toEqual({ made: 0, extended: 1 })
      expect(await take(promises())).toEqual({ made: 0, extended: 0 })
      const over = await presses('chair', await writes('chair', 'löften'), 'Avslutade löften')
      expect(textOf(over)).toContain('2 september 2016–31 maj 2017 · löftet är slut')
      // Nothing of it was logged here: that is not to say that it was not kept.
      expect(textOf(over)).toContain('Inget är loggat här, så jag vet inte hur det gick.')
      expect(textOf(over)).not.toContain('Hölls inte')
      const last = await presses('chair', await presses('chair', over, 'Fler åtaganden'), 'Fler åtaganden')
      expect(textOf(last)).toContain('Polisen: Ser till att trafikförbudet följs')
    })

    test('a fault is told with its place and its cure', () => {
      const [one] = promises() as Record<string, unknown>[]
      const faultOf = (changes: Record<string, unknown>) => {
        try {
          parsePromises([{ ...one, ...changes }], organisations)
        } catch (problem) {
          if (problem instanceof CouncilFileError) return problem.message
        }
        return undefined
      }
      expect(faultOf({})).toBeUndefined()
      expect(faultOf({ key: 'Noret 2016' })).toContain('promises[0].key: write a key of small letters')
      const commitment = { text: 'Går runt', quota: { kind: 'none' } }
      expect(faultOf({ commitments: [commitment] })).toContain('write either "organisation"')
      expect(faultOf({ commitments: [{ ...commitment, organisation: 'hovet' }] })).toContain('add it first')
      expect(faultOf({ commitments: [{ ...commitment, owner: 'Ica', sinceVersion: 3 }] })).toContain(
        'there is no version 3',
      )
    })
  })
})
