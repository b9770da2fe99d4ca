import { describe, expect, test } from '@jest/globals'
import type { State, Telling } from '../../src/delivery/index.ts'
import {
  isToldBySnooze,
  originalOccasion,
  snoozeOccasion,
  waitingSnooze,
} from '../../src/reminders/snooze.ts'
import { instant } from '../../src/shared/clock.ts'
import type { LocalDate } from '../../src/shared/stockholm.ts'

const tuesday = '2026-11-24' as LocalDate

/** A promise about the thing: its occasion, what came of it, and when it was due on Tuesday. */
function telling(occasion: string, state: State, time = '07:00'): Telling {
  return { id: occasion, occasion, state, dueAt: instant(`2026-11-24T${time}:00.000Z`) }
}

describe('A reminder that is put off', () => {
  test('has an occasion of its own, which still says what was put off', () => {
    const told = [telling('2026-W48', 'delivered')]
    const first = snoozeOccasion(tuesday, told)
    expect(first).toBe('tomorrow-2026-11-24/2026-W48')
    const second = snoozeOccasion(tuesday, [...told, telling(first, 'noLongerNeeded')])
    expect(second).toBe('tomorrow-2026-11-24-2/2026-W48')
    expect([first, second, '2026-W48'].map(originalOccasion)).toEqual(['2026-W48', '2026-W48', '2026-W48'])
    expect(snoozeOccasion('2026-11-25' as LocalDate, [telling(first, 'delivered')])).toBe(
      'tomorrow-2026-11-25/',
    )
  })

  test('waits until it is sent or taken back', () => {
    const waits = telling('tomorrow-2026-11-24/a', 'waiting')
    expect(waitingSnooze([telling('a', 'waiting'), waits])).toBe(waits)
    for (const state of ['sending', 'delivered', 'uncertain', 'undeliverable', 'noLongerNeeded'] as const)
      expect(waitingSnooze([telling('tomorrow-2026-11-24/a', state)])).toBeUndefined()
  })

  test.each([
    // Neither before it comes nor in the hour in which it came, sent together with it or not.
    ['waiting', '06:10', true],
    ['waiting', '07:59', true],
    ['waiting', '08:00', false],
    ['sending', '07:30', true],
    ['delivered', '07:00', true],
    ['delivered', '08:00', false],
    ['uncertain', '07:30', true],
    ['noLongerNeeded', '07:30', false],
    ['undeliverable', '07:30', false],
  ] as const)('is %s, so that an occasion of the schedule at %s is told by it: %s', (state, time, told) => {
    const tellings = [telling('b', 'waiting', time), telling('tomorrow-2026-11-24/a', state)]
    expect(isToldBySnooze('b', tellings)).toBe(told)
    expect(isToldBySnooze('tomorrow-2026-11-24/a', tellings)).toBe(false)
  })
})
