import { beforeEach, expect, test } from '@jest/globals'
import { incidentNotices } from '../../src/incidents/index.ts'
import { hourMs, type Instant, instant, minuteMs, plusMs } from '../../src/shared/clock.ts'
import type { CouncilId } from '../../src/shared/ids.ts'
import { eachDatabase } from '../helpers/databases.ts'
import { everybody, houseOfEverybody, person } from '../helpers/everybody.ts'
import { buildHouse, choicesOf, type House, mora, textOf, valuesOf } from '../helpers/house.ts'
import { addSecondCouncil, onlyInOrsa, orsa } from '../helpers/second-council.ts'
import { almanacLine, ownButtonsOf, type UnaskedStage, unaskedStage } from './unasked-stage.ts'

const asks = 'Har du något att rapportera?'
/** Mora asks on Thursdays at 13.00; this one is in winter time. */
const thursday = (time: string) => plusMs(instant(`2026-11-26T${time}:00.000Z`), -hourMs)

eachDatabase('The question to silent reporters', (engine) => {
  let house: House
  let stage: UnaskedStage
  beforeEach(async () => {
    house = await buildHouse(await engine.open())
    stage = unaskedStage(house)
  })

  /** Beats at every full hour from one moment to another, and gives an almanac of what was sent. */
  async function hours(from: string, to: string): Promise<readonly string[]> {
    const lines: string[] = []
    for (let at = instant(from); at <= to; at = plusMs(at, hourMs))
      lines.push(...(await stage.beat(at)).map((post) => almanacLine(stage, post)))
    return lines
  }

  const setDay = (councilId: CouncilId, ask_weekday: number | null, ask_at: string) =>
    house.world.db.updateTable('councils').set({ ask_weekday, ask_at }).where('id', '=', councilId).execute()

  async function reports(): Promise<void> {
    const fieldWorker = house.as(mora.fieldWorker)
    const form = await fieldWorker.writes('rapportera')
    await fieldWorker.presses(form, 'Rapportera', {
      ...valuesOf(form),
      category: choicesOf(form, 'category').Buskörning ?? '',
      place: choicesOf(form, 'place')['Norets handelsområde, stora parkeringen'] ?? '',
      text: 'Ett tjugotal bilar kör fort.',
      impact: '2',
    })
    await house.deliver()
  }

  test('comes once a week through a spring of holidays, and not for a week that is over', async () => {
    await setDay(await addSecondCouncil(house.world), 5, '15:00')
    // Mora (103) asks on Thursdays at 13, the other council on Fridays at 15.
    expect(await hours('2026-04-26T22:00:00.000Z', '2026-05-31T22:00:00.000Z')).toEqual([
      `2026-04-30 13:00 103 ${asks}`, // Walpurgis Night is worked
      // Friday 1 May is Labour Day, and the next working morning is in the next week.
      `2026-05-07 13:00 103 ${asks}`,
      `2026-05-08 15:00 103 ${asks}`,
      `2026-05-15 08:00 103 ${asks}`, // Thursday was Ascension Day
      `2026-05-15 15:00 103 ${asks}`,
      `2026-05-21 13:00 103 ${asks}`,
      `2026-05-22 15:00 103 ${asks}`,
      `2026-05-28 13:00 103 ${asks}`,
      `2026-05-29 15:00 103 ${asks}`,
    ])
    expect(stage.faults).toEqual([])
  })

  test.each([
    ['spring', '2026-03-22T23:00:00.000Z', '2026-04-05T22:00:00.000Z', ['2026-03-26', '2026-04-02']],
    ['autumn', '2026-10-18T22:00:00.000Z', '2026-11-01T23:00:00.000Z', ['2026-10-22', '2026-10-29']],
  ])('keeps to the Swedish clock when it changes in %s', async (_, from, to, days) => {
    expect(await hours(from, to)).toEqual(days.map((day) => `${day} 13:00 103 ${asks}`))
  })

  test('comes to who has been silent, is answered with one tap, and turns into the receipt', async () => {
    expect(await stage.beat(thursday('12:59'))).toEqual([])
    const [question, ...others] = await stage.beat(thursday('13:00'))
    if (!question) throw new Error('nobody was asked')
    expect(others).toEqual([])
    expect(textOf(question)).toContain('Har det varit lugnt är det också bra att veta.')
    expect(ownButtonsOf(question)).toEqual(['Inget att rapportera', 'Rapportera'])
    const noted = await house.as(mora.fieldWorker).presses(question, 'Inget att rapportera')
    expect(noted).toMatchObject({ kind: 'card', stays: true })
    expect(textOf(noted)).toContain('Tack! Inget att rapportera vecka 48')
    expect(await stage.beat(thursday('13:01'))).toEqual([])
    expect(textOf(await house.as(mora.fieldWorker).presses(question, 'Rapportera'))).toContain(
      'Rapportera en händelse',
    )
  })

  test('does not come to who reported, or said that the week was calm; but does when that was taken back', async () => {
    house.clock.set('2026-11-24T08:00:00.000Z')
    await house.as(mora.fieldWorker).writes('inget att rapportera')
    expect(await stage.beat(thursday('13:00'))).toEqual([])
    house.clock.set('2026-12-01T08:00:00.000Z')
    await reports()
    expect(await stage.beat('2026-12-03T12:00:00.000Z')).toEqual([])
    house.clock.set('2026-12-08T08:00:00.000Z')
    const noted = await house.as(mora.fieldWorker).writes('inget att rapportera')
    await house.as(mora.fieldWorker).presses(noted, 'Ångra')
    expect((await stage.beat('2026-12-10T12:00:00.000Z')).map(({ summary }) => summary)).toEqual([asks])
    await reports()
    await house.world.db.updateTable('incidents').set({ status: 'withdrawn' }).execute()
    expect(await stage.beat('2026-12-17T12:00:00.000Z')).toHaveLength(1)
  })

  test('a report of last Sunday is no word of this week', async () => {
    house.clock.set('2026-11-22T22:59:00.000Z')
    await reports()
    expect(await stage.beat(thursday('13:00'))).toHaveLength(1)
  })

  test.each([
    ['reported', () => reports()],
    [
      'said that the week was calm',
      async () => {
        await house.as(mora.fieldWorker).writes('inget att rapportera')
      },
    ],
    [
      'left the council',
      async () => {
        const left = { removed_at: house.clock.now() }
        await house.world.db
          .updateTable('members')
          .set(left)
          .where('aad_object_id', '=', mora.fieldWorker.aadObjectId)
          .execute()
      },
    ],
    [
      'no longer reports',
      async () => {
        await house.world.db
          .updateTable('members')
          .set({ roles: '["councilMember"]' })
          .where('aad_object_id', '=', mora.fieldWorker.aadObjectId)
          .execute()
      },
    ],
    [
      'is in a council that no longer asks',
      async () => {
        await setDay(house.councilId, null, '13:00')
      },
    ],
  ])('promised but not yet sent, it does not come to who meanwhile %s', async (_, meanwhile) => {
    await setDay(house.councilId, 4, '13:30')
    expect(await stage.promiseAt(thursday('13:00'))).toBe(1)
    await meanwhile()
    expect(await stage.beat(thursday('13:30'))).toEqual([])
    const rows = await house.world.db
      .selectFrom('outbox')
      .select('state')
      .where('kind', '=', 'incidents.ask')
      .execute()
    expect(rows).toEqual([{ state: 'noLongerNeeded' }])
    expect(house.faults).toEqual([])
  })

  test.each([
    ['the same afternoon', thursday('18:30'), 1],
    ['late that evening', thursday('21:00'), 0],
    ['in the night', thursday('23:30'), 0],
    ['the next morning', plusMs(thursday('08:00'), 24 * hourMs), 0],
    ['the next Monday', plusMs(thursday('08:00'), 96 * hourMs), 0],
  ])('after hours without a beat, %s: asked %s, %d times', async (_, at, times) => {
    await stage.beat(thursday('11:00'))
    const restarted = unaskedStage(house)
    expect(await restarted.beat(at)).toHaveLength(times)
    expect(await restarted.beat(plusMs(at, minuteMs))).toEqual([])
  })

  test('the latest that a council may choose is not asked the morning after', async () => {
    await setDay(house.councilId, 4, '19:00')
    expect(await stage.beat(plusMs(thursday('07:00'), 24 * hourMs))).toEqual([])
    expect(await stage.beat(plusMs(thursday('08:00'), 24 * hourMs))).toEqual([])
  })

  test('nobody is asked twice in a week, however often it beats and whatever day the council moves to', async () => {
    const twice = await Promise.all([stage.promiseAt(thursday('13:00')), stage.promiseAt(thursday('13:00'))])
    expect(twice.toSorted()).toEqual([0, 1])
    expect(await stage.beat(thursday('13:00'))).toHaveLength(1)
    await setDay(house.councilId, 5, '09:00')
    expect(await stage.beat(plusMs(thursday('09:00'), 24 * hourMs))).toEqual([])
    expect(await stage.beat('2026-12-04T08:00:00.000Z')).toHaveLength(1)
  })

  test.each([
    ['nobody heard of them', async () => undefined, 1],
    ['they reported on Friday', () => reports(), 0],
    [
      'they said on Friday that the week was calm',
      async () => {
        await house.as(mora.fieldWorker).writes('inget att rapportera')
      },
      0,
    ],
  ])('put off over a weekend it comes on Monday when %s', async (_, meanwhile, times) => {
    house.clock.set('2026-11-27T10:00:00.000Z')
    await meanwhile()
    const recipient = { kind: 'person', person: mora.fieldWorker } as const
    const notice = incidentNotices(house.world).find(({ kind }) => kind === 'incidents.ask')
    house.clock.set('2026-11-30T07:00:00.000Z')
    const promised = { councilId: house.councilId, subjectId: house.councilId, occasion: '2026-W48' }
    const message = await notice?.render({ ...promised, recipient, repeated: false }, 'sv')
    expect(message === undefined ? 0 : 1).toBe(times)
  })

  test('goes to reporters and to nobody else', async () => {
    const { house: full } = await houseOfEverybody(await engine.open())
    const asked = await unaskedStage(full).beat(thursday('13:00'))
    expect(asked.filter(({ summary }) => summary === asks).map(({ to }) => to.slice(-3))).toEqual(
      expect.arrayContaining(['103', String(201 + everybody.indexOf('reporter'))]),
    )
    expect(asked.filter(({ summary }) => summary === asks)).toHaveLength(2)
    expect(asked.some(({ to }) => to.endsWith(person('removed').aadObjectId))).toBe(false)
  })

  test('each council asks for itself, says which it is, and takes the answer for itself', async () => {
    const orsaId = await addSecondCouncil(house.world)
    const both = { roles: '["reporter"]' }
    await house.world.db
      .updateTable('members')
      .set(both)
      .where('aad_object_id', '=', orsa.both.aadObjectId)
      .execute()
    await setDay(orsaId, 4, '14:00')
    const at = async (time: string) =>
      (await stage.beat(thursday(time))).filter(({ to }) => to.endsWith(orsa.both.aadObjectId))
    const [fromMora, fromOrsa] = [(await at('13:00'))[0], (await at('14:00'))[0]]
    if (!fromMora || !fromOrsa) throw new Error('a council did not ask')
    expect([fromMora, fromOrsa].map((post) => onlyInOrsa.test(textOf(post)))).toEqual([false, true])
    expect(textOf(fromMora)).toContain('Lokala brottsförebyggande rådet (BRÅ) i Mora')
    await house.as(orsa.both).presses(fromOrsa, 'Inget att rapportera')
    const zeros = await house.world.db.selectFrom('zero_reports').select('council_id').execute()
    expect(zeros).toEqual([{ council_id: orsaId }])
  })
})

test('the Thursday of these tests is one', () => {
  const at: Instant = thursday('13:00')
  expect([new Date(at).getUTCDay(), at]).toEqual([4, '2026-11-26T12:00:00.000Z'])
})
