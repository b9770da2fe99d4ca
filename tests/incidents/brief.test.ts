import { beforeEach, expect, test } from '@jest/globals'
import { dayMs, hourMs, instant, minuteMs, plusMs } from '../../src/shared/clock.ts'
import { eachDatabase } from '../helpers/databases.ts'
import { everybody, houseOfEverybody } from '../helpers/everybody.ts'
import { buildHouse, type House, mora, type Post, textOf } from '../helpers/house.ts'
import { addSecondCouncil, onlyInOrsa, orsa } from '../helpers/second-council.ts'
import { almanacLine, ownButtonsOf, type UnaskedStage, unaskedStage } from './unasked-stage.ts'

/** 08.00 in Sweden on Monday 23 November 2026. */
const mondayMorning = instant('2026-11-23T07:00:00.000Z')

eachDatabase("The coordinators' Monday brief", (engine) => {
  let house: House
  let stage: UnaskedStage
  beforeEach(async () => {
    house = await buildHouse(await engine.open())
    stage = unaskedStage(house)
  })

  const placeIn = async (of: House, council = of.councilId) =>
    of.world.db
      .selectFrom('places')
      .select('id')
      .where('council_id', '=', council)
      .orderBy('key')
      .executeTakeFirstOrThrow()

  /** One report, in training so that it is never counted: the others are made like it. */
  async function firstReport(): Promise<void> {
    const { db } = house.world
    const category = await db
      .selectFrom('categories')
      .select('id')
      .where('key', '=', 'noise')
      .where('council_id', '=', house.councilId)
      .executeTakeFirstOrThrow()
    await house.as(mora.fieldWorker).forges('incidents.report', {
      council: house.councilId,
      category: category.id,
      place: (await placeIn(house)).id,
      date: '2026-11-19',
      time: '21:30',
      text: 'Hög musik från bilarna på parkeringen.',
      impact: '1',
      certainty: 'observed',
    })
    await house.deliver()
    await db.updateTable('incidents').set({ training: 1, number: 'ÖVN-2026-0001' }).execute()
  }

  const briefs = (posts: readonly Post[]) => posts.filter((post) => /Läget inför veckan/.test(textOf(post)))

  async function briefAt(at: string): Promise<Post> {
    const [brief] = briefs(await stage.beat(at))
    if (!brief) throw new Error('no brief came')
    return brief
  }

  test.each([
    ['an ordinary week', '2026-11-15T23:00:00.000Z', '2026-11-23T07:00:00.000Z', 'måndag 16 november'],
    [
      'the Monday after the spring change',
      '2026-03-22T23:00:00.000Z',
      '2026-03-30T06:00:00.000Z',
      'måndag 23 mars',
    ],
    ['the Monday a week after it', '2026-03-29T22:00:00.000Z', '2026-04-07T06:00:00.000Z', 'måndag 30 mars'],
    [
      'the Monday after the autumn change',
      '2026-10-18T22:00:00.000Z',
      '2026-10-26T07:00:00.000Z',
      'måndag 19 oktober',
    ],
    [
      'the Monday a week after that',
      '2026-10-25T23:00:00.000Z',
      '2026-11-02T07:00:00.000Z',
      'måndag 26 oktober',
    ],
    [
      'the first week of a year',
      '2026-12-27T23:00:00.000Z',
      '2027-01-04T07:00:00.000Z',
      'måndag 28 december 2026',
    ],
  ])('counts from last Monday at midnight until now: %s', async (_, since, now, said) => {
    await firstReport()
    await stage.reported(plusMs(instant(since), -1), { status: 'assessed' })
    await stage.reported(since, { status: 'assessed' })
    await stage.reported(plusMs(instant(now), -minuteMs), { status: 'closed' })
    const brief = await briefAt(now)
    expect(textOf(brief)).toContain(`Nytt: 2 händelser sedan ${said}`)
    expect(textOf(brief)).toContain('Väntar på bedömning: ✓ Inget')
    expect(textOf(brief)).toContain('Allt är bedömt. Fint jobbat!')
    expect(brief.summary).toBe('2 nya händelser, allt är bedömt')
    expect(ownButtonsOf(brief)).toEqual([])
  })

  test('counts neither training nor what was undone or taken back, and shows what waits, the oldest first', async () => {
    await firstReport()
    for (const changes of [{ status: 'undone' }, { status: 'withdrawn' }, { training: 1 }] as const)
      await stage.reported(plusMs(mondayMorning, -dayMs), changes)
    const waiting: string[] = []
    for (const days of [30, 9, 3, 1]) waiting.push(await stage.reported(plusMs(mondayMorning, -days * dayMs)))
    for (const hours of [3, 2, 1]) waiting.push(await stage.reported(plusMs(mondayMorning, -hours * hourMs)))
    const brief = await briefAt(mondayMorning)
    expect(brief.summary).toBe('5 nya händelser, 7 väntar på bedömning')
    const text = textOf(brief)
    expect(text).toContain('Nytt: 5 händelser sedan måndag 16 november')
    expect(text).toContain('Väntar på bedömning: ● 7 händelser')
    expect(text.match(/H-2026-\d{4}/g)).toEqual(waiting.slice(0, 5))
    expect(text.match(/Har väntat .*|Kom .*|Väntar också|… och .*/g)).toEqual([
      'Har väntat längst',
      'Har väntat i 30 dagar',
      'Väntar också',
      'Har väntat i 9 dagar',
      'Har väntat i 3 dagar',
      'Har väntat sedan i går',
      'Kom i dag',
      '… och 2 till',
    ])
    expect(ownButtonsOf(brief)).toEqual([
      ...Array.from({ length: 5 }, () => 'Visa'),
      `Bedöm ${waiting[0]}`,
      'Visa ej bedömda',
    ])
    const coordinator = house.as(mora.coordinator)
    expect(textOf(await coordinator.presses(brief, `Bedöm ${waiting[0]}`))).toContain(`Bedöm ${waiting[0]}`)
    expect(house.faults).toEqual([])
  })

  test('leads on to the list of what is not assessed', async () => {
    await firstReport()
    // Reported by a person, so that the list finds it: what is copied in these tests is in no index.
    await house.world.db.updateTable('incidents').set({ training: 0, number: 'H-2026-0001' }).execute()
    const list = await house.as(mora.police).presses(await briefAt(mondayMorning), 'Visa ej bedömda')
    expect(textOf(list)).toContain('Urval: ● Ny')
    expect(textOf(list)).toContain('H-2026-0001')
  })

  test('comes on Monday mornings, after holidays on the next working day, and never twice', async () => {
    await firstReport()
    await stage.reported('2026-03-01T12:00:00.000Z')
    const lines: string[] = []
    for (
      let at = instant('2026-03-29T22:00:00.000Z');
      at < '2026-04-14T22:00:00.000Z';
      at = plusMs(at, hourMs)
    )
      lines.push(...(await stage.beat(at)).map((post) => almanacLine(stage, post)))
    const says = 'Inget nytt, 1 väntar på bedömning'
    expect(lines.filter((line) => line.endsWith(says)).toSorted()).toEqual([
      `2026-03-30 08:00 101 ${says}`,
      `2026-03-30 08:00 102 ${says}`,
      `2026-04-07 08:00 101 ${says}`, // Monday was Easter Monday
      `2026-04-07 08:00 102 ${says}`,
      `2026-04-13 08:00 101 ${says}`,
      `2026-04-13 08:00 102 ${says}`,
    ])
    expect(stage.faults).toEqual([])
  })

  test('is not sent when there is nothing to say, not even when what there was is dealt with before it is sent', async () => {
    expect(briefs(await stage.beat(mondayMorning))).toEqual([])
    await firstReport()
    await stage.reported('2026-11-20T12:00:00.000Z')
    expect(await stage.promiseAt('2026-11-30T07:00:00.000Z')).toBe(2)
    house.clock.set('2026-12-01T08:00:00.000Z')
    await house.world.db.updateTable('incidents').set({ status: 'withdrawn' }).execute()
    expect(briefs(await house.deliver())).toEqual([])
  })

  test.each([
    ['on Monday afternoon', '2026-11-23T15:00:00.000Z', 2],
    ['on Tuesday', '2026-11-24T08:00:00.000Z', 2],
    ['on Wednesday', '2026-11-25T08:00:00.000Z', 0],
  ])('after a weekend without a beat, %s, it comes with the truth of then', async (_, at, times) => {
    await firstReport()
    await stage.reported('2026-11-20T12:00:00.000Z')
    await stage.reported(plusMs(instant(at), -minuteMs))
    const sent = briefs(await stage.beat(at))
    expect(sent.map(({ summary }) => summary)).toEqual(
      Array.from({ length: times }, () => '2 nya händelser, 2 väntar på bedömning'),
    )
    expect(briefs(await unaskedStage(house).beat(plusMs(instant(at), minuteMs)))).toEqual([])
  })

  test('goes to coordinators and to nobody else, and not to who no longer is one', async () => {
    const { house: full } = await houseOfEverybody(await engine.open())
    const everywhere = unaskedStage(full)
    expect(await everywhere.promiseAt(mondayMorning)).toBe(3)
    await full.world.db
      .updateTable('members')
      .set({ roles: '["councilMember"]' })
      .where('aad_object_id', '=', mora.police.aadObjectId)
      .execute()
    const sent = briefs(await full.deliver()).map(({ to }) => to.slice(-3))
    expect(sent.toSorted()).toEqual(['101', String(201 + everybody.indexOf('coordinator'))])
  })

  test('tells nothing of another council, and says which council it is to who sits in several', async () => {
    await firstReport()
    const orsaId = await addSecondCouncil(house.world)
    const [category, organisation] = await Promise.all(
      (['categories', 'organisations'] as const).map((table) =>
        house.world.db
          .selectFrom(table)
          .select('id')
          .where('council_id', '=', orsaId)
          .executeTakeFirstOrThrow(),
      ),
    )
    const own = {
      council_id: orsaId,
      category_id: category?.id as never,
      organisation_id: organisation?.id as never,
      place_id: (await placeIn(house, orsaId)).id,
    }
    const theirs = await stage.reported('2026-11-19T12:00:00.000Z', own)
    const ours = await stage.reported('2026-11-20T12:00:00.000Z')
    const sent = briefs(await stage.beat(mondayMorning))
    expect(sent.map(({ to }) => to.slice(-3)).toSorted()).toEqual(['101', '101', '102', '104'])
    for (const post of sent) {
      const ofOrsa = post.to.includes(orsa.coordinator.aadObjectId) || post.to.endsWith('104')
      expect(onlyInOrsa.test(textOf(post))).toBe(ofOrsa)
      expect(textOf(post)).toContain(ofOrsa ? theirs : ours)
      expect(textOf(post)).not.toContain(ofOrsa ? ours : theirs)
    }
    expect(sent.filter(({ to }) => to.endsWith('104')).map(textOf)).toEqual([
      expect.stringContaining('Lokala rådet (BRÅ) i Orsa'),
    ])
  })
})
