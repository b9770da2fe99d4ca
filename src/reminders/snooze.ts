import type { Telling } from '../delivery/index.ts'
import { endOfHour, type LocalDate } from '../shared/stockholm.ts'

const asked = 'tomorrow-'

/**
 * The occasion of a reminder that a person has asked for on another day: `tomorrow-2026-11-24/` and the occasion that it
 * was put off from. Whoever takes it back and asks again gets a new one (`tomorrow-2026-11-24-2/…`), for each is promised
 * once.
 */
export function snoozeOccasion(on: LocalDate, tellings: readonly Telling[]): string {
  const first = `${asked}${on}`
  const earlier = tellings.filter(({ occasion }) => {
    const [day = ''] = occasion.split('/')
    return day === first || day.startsWith(`${first}-`)
  })
  const nth = earlier.length === 0 ? '' : `-${earlier.length + 1}`
  const from = tellings.findLast(({ occasion }) => !isSnooze(occasion))?.occasion ?? ''
  return `${first}${nth}/${from}`
}

/** The occasion as the schedule knows it: that which was put off, or itself. */
export function originalOccasion(occasion: string): string {
  return isSnooze(occasion) ? occasion.slice(occasion.indexOf('/') + 1) : occasion
}

/** Whether an occasion is one that a person has asked for, and not of the schedule. */
export function isSnooze(occasion: string): boolean {
  return occasion.startsWith(asked)
}

/** The reminder that the person waits for; undefined when there is none. */
export function waitingSnooze(tellings: readonly Telling[]): Telling | undefined {
  return tellings.find(({ occasion, state }) => isSnooze(occasion) && state === 'waiting')
}

/**
 * Whether an occasion of the schedule is told by the reminder that the person has asked for: who says "tomorrow" is left
 * alone until then, and gets it once in that hour.
 */
export function isToldBySnooze(occasion: string, tellings: readonly Telling[]): boolean {
  if (isSnooze(occasion)) return false
  const own = tellings.find((telling) => telling.occasion === occasion)
  return tellings.some(
    (other) =>
      isSnooze(other.occasion) &&
      other.state !== 'noLongerNeeded' &&
      other.state !== 'undeliverable' &&
      own !== undefined &&
      own.dueAt < endOfHour(other.dueAt),
  )
}
