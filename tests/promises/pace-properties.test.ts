import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { type Pace, type PaceState, paceOf } from '../../src/promises/pace.ts'
import type { Quota } from '../../src/promises/promise.ts'
import { nothingWritten } from '../../src/shared/checked.ts'
import { type LocalDate, plusDays } from '../../src/shared/stockholm.ts'

const numRuns = 400
const newYear = '2016-01-01' as LocalDate
const dayAfter = (days: number) => plusDays(newYear, days)

const quotas: fc.Arbitrary<Quota> = fc.oneof(
  fc.record({ kind: fc.constant('inPeriod' as const), count: fc.integer({ min: 1, max: 40 }) }),
  fc.record({ kind: fc.constant('perWeek' as const), count: fc.integer({ min: 1, max: 3 }) }),
  fc.record({
    kind: fc.constant('perMonth' as const),
    count: fc.integer({ min: 1, max: 3 }),
    andHolidays: fc.boolean(),
  }),
  fc.constant({ kind: 'milestone' as const }),
  fc.constant({ kind: 'none' as const }),
)

const deliveries = fc
  .array(fc.tuple(fc.integer({ min: 0, max: 700 }), fc.integer({ min: 1, max: 3 })), { maxLength: 60 })
  .map((told) => told.map(([on, count]) => ({ deliveredOn: dayAfter(on), count, withdrawnAt: undefined })))

/** A promise over leap day and New Year, extended or not, with or without days between, ended or not; and a day. */
const stories = fc
  .record({
    quota: quotas,
    from: fc.integer({ min: 0, max: 400 }),
    days: fc.integer({ min: 1, max: 200 }),
    extension: fc.option(
      fc.record({
        gap: fc.integer({ min: 1, max: 20 }),
        days: fc.integer({ min: 1, max: 200 }),
        decided: fc.integer({ min: 0, max: 60 }),
      }),
    ),
    end: fc.option(fc.integer({ min: 0, max: 400 })),
    reached: fc.option(fc.integer({ min: 0, max: 700 })),
    on: fc.integer({ min: 0, max: 900 }),
    deliveries,
  })
  .map((told) => {
    const to = told.from + told.days - 1
    const texts = {
      problem: nothingWritten,
      effect: nothingWritten,
      followUp: nothingWritten,
      why: nothingWritten,
    }
    const first = {
      ...texts,
      number: 1,
      from: dayAfter(told.from),
      to: dayAfter(to),
      decidedOn: dayAfter(told.from),
    }
    const { extension } = told
    const second = extension && {
      ...texts,
      number: 2,
      from: dayAfter(to + extension.gap),
      to: dayAfter(to + extension.gap + extension.days - 1),
      decidedOn: dayAfter(to + extension.gap - extension.decided),
    }
    const ended = told.end === null ? undefined : { on: dayAfter(told.from + told.end), why: nothingWritten }
    return {
      promise: { versions: second ? [first, second] : [first], ended },
      commitment: {
        quota: told.quota,
        sinceVersion: 1,
        untilVersion: undefined,
        reachedOn: told.reached === null ? undefined : dayAfter(told.reached),
      },
      on: dayAfter(told.on),
      deliveries: told.deliveries,
    }
  })

type Story = typeof stories extends fc.Arbitrary<infer One> ? One : never
const paceIn = ({ promise, commitment, deliveries, on }: Story): Pace =>
  paceOf(promise, commitment, deliveries, on)

const standing = { notBegun: 0, missed: 1, behind: 1, onPace: 2, noNumber: 2, kept: 3 }

const hasKind = ({ commitment }: Story, kind: Quota['kind']) => commitment.quota.kind === kind

/** What must be true for a commitment to be said to stand so. */
const bornOut: Record<PaceState, (pace: Pace, story: Story, isOver: boolean) => boolean> = {
  notBegun: ({ period }, { on }) => period === undefined || on < period.from,
  onPace: ({ counted, dueByNow, missed }, story, isOver) =>
    !isOver && missed.length === 0 && counted >= dueByNow && !hasKind(story, 'none'),
  behind: ({ counted, dueByNow, missed }, _, isOver) => !isOver && (missed.length > 0 || counted < dueByNow),
  kept: ({ counted, promised, missed }, story) =>
    missed.length === 0 && (counted >= promised || story.promise.ended !== undefined),
  missed: ({ counted, promised, missed }, _, isOver) => isOver && (missed.length > 0 || counted < promised),
  noNumber: ({ promised }, story) => promised === 0 && hasKind(story, 'none'),
}

describe('the pace of any promise, on any day', () => {
  test('never gets worse by one more delivery', () => {
    fc.assert(
      fc.property(stories, fc.integer({ min: 0, max: 700 }), (story, on) => {
        const more = [...story.deliveries, { deliveredOn: dayAfter(on), count: 1, withdrawnAt: undefined }]
        const [before, after] = [paceIn(story), paceIn({ ...story, deliveries: more })]
        expect(after.done).toBeGreaterThanOrEqual(before.done)
        expect(after.counted).toBeGreaterThanOrEqual(before.counted)
        expect(after.missed.length).toBeLessThanOrEqual(before.missed.length)
        expect(standing[after.state]).toBeGreaterThanOrEqual(standing[before.state])
        expect(after.promised).toBe(before.promised)
      }),
      { numRuns },
    )
  })

  test('has missed no more than is over, and done no more than was delivered', () => {
    fc.assert(
      fc.property(stories, (story) => {
        const { turns, missed, done, counted, dueByNow, promised } = paceIn(story)
        expect(missed.length).toBeLessThanOrEqual(turns.filter(({ to }) => to < story.on).length)
        expect(missed.every(({ demanded, isOver }) => isOver && demanded > 0)).toBe(true)
        expect(dueByNow).toBeLessThanOrEqual(promised)
        expect(done).toBeLessThanOrEqual(story.deliveries.reduce((sum, { count }) => sum + count, 0))
        if (story.commitment.quota.kind !== 'milestone') expect(counted).toBeLessThanOrEqual(done)
      }),
      { numRuns },
    )
  })

  test('gives every delivery to one week, or to one month or holiday', () => {
    fc.assert(
      fc.property(stories, (story) => {
        const { turns, done } = paceIn(story)
        if (turns.length > 0) expect(turns.reduce((sum, turn) => sum + turn.done, 0)).toBe(done)
      }),
      { numRuns },
    )
  })

  test('has a state that its numbers bear out', () => {
    fc.assert(
      fc.property(stories, (story) => {
        const pace = paceIn(story)
        const isOver = pace.period !== undefined && story.on > pace.period.to
        expect([pace.state, bornOut[pace.state](pace, story, isOver)]).toEqual([pace.state, true])
        expect(pace.period !== undefined && pace.daysLeft === 0).toBe(isOver)
      }),
      { numRuns },
    )
  })

  test('goes from day to day without anything that was missed coming back', () => {
    fc.assert(
      fc.property(stories, (story) => {
        // What is decided in between is another promise.
        const settled = {
          ...story,
          promise: { versions: story.promise.versions.slice(0, 1), ended: undefined },
        }
        const [today, tomorrow] = [paceIn(settled), paceIn({ ...settled, on: plusDays(settled.on, 1) })]
        const gone = tomorrow.missed.map(({ key }) => key)
        expect(gone).toEqual(expect.arrayContaining(today.missed.map(({ key }) => key)))
        expect(tomorrow.dueByNow).toBeGreaterThanOrEqual(today.dueByNow)
      }),
      { numRuns },
    )
  })
})
