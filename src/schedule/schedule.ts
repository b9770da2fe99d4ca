import { type DatabaseTransaction, transact, type World } from '../database/index.ts'
import { dayMs, type Instant, plusMs } from '../shared/clock.ts'
import { type Person, personKey } from '../shared/person.ts'
import { endOfHour, localDate, momentAt, plusDays, startOfDay } from '../shared/stockholm.ts'
import { calmMoment } from './calm-hours.ts'
import { type Choices, choicesOf, noChoices } from './choices.ts'
import type { Occasion, Reminder } from './reminder.ts'

/** When a day begins for who has not chosen a time of day: what was moved to a morning, and the card of the day. */
export const usualMorning = '08:00'
/** Christmas with the weekends around it: further than this nothing is moved to reach a working day. */
const movedAtMostMs = 8 * dayMs
/** How many promises are written in one transaction: between them those who press have their turn. */
const atOnce = 200

/** A reminder as it is promised: the fact that it is due, for whom and when. */
export interface Due {
  readonly councilId: Occasion['councilId']
  readonly kind: string
  readonly subjectId: string
  readonly occasion: string
  readonly recipient: { readonly kind: 'person'; readonly person: Person }
  readonly dueAt: Instant
}

export interface ScheduleOptions {
  readonly world: World
  readonly reminders: readonly Reminder[]
  /** Writes promises down, each once however often it is asked; gives how many were new. */
  readonly promise: (tx: DatabaseTransaction, at: Instant, due: readonly Due[]) => Promise<number>
  /** Is told of a kind whose occasions could not be derived: the others are none the worse. */
  readonly onFault: (fault: unknown, kind: string) => void
}

/** How time becomes work. */
export interface Schedule {
  /**
   * Promises everything that is due until the end of this hour, or was due while we were away and is still of use.
   * Beating again, or twice at once, changes nothing. Gives how many promises were new.
   */
  readonly beat: () => Promise<number>
}

/** A schedule of reminders, without a memory of its own: what is due is derived from stored facts at each beat. */
export function createSchedule({ world, reminders, promise, onFault }: ScheduleOptions): Schedule {
  return {
    beat: async () => {
      const now = world.clock.now()
      let written = 0
      for (const reminder of reminders) {
        try {
          const due = await dueNow(world, reminder, now)
          for (let from = 0; from < due.length; from += atOnce) {
            const some = due.slice(from, from + atOnce)
            written += await transact(world.db, (tx) => promise(tx, now, some))
          }
        } catch (fault) {
          onFault(fault, reminder.kind)
        }
      }
      return written
    },
  }
}

async function dueNow(world: World, reminder: Reminder, now: Instant): Promise<readonly Due[]> {
  const { kind, usefulForMs } = reminder
  const usefulSince = plusMs(now, -usefulForMs)
  const occasions = await reminder.occasions({
    after: plusMs(usefulSince, -movedAtMostMs),
    // Who wants one card a day gets in the morning what is due later that day.
    until: startOfDay(plusDays(localDate(now), 1)),
  })
  const chosen = await choicesOf(
    world.db,
    occasions.map((occasion) => occasion.person),
  )
  const horizon = endOfHour(now)
  const dueAtOf = remembering(reminder)
  return occasions.flatMap((occasion) => {
    const { councilId, subjectId, person } = occasion
    const choices = chosen.get(personKey(person)) ?? noChoices
    const dueAt = dueAtOf(occasion, choices)
    if (choices.off.has(kind) || dueAt <= usefulSince || dueAt >= horizon) return []
    const recipient = { kind: 'person', person } as const
    return [{ councilId, kind, subjectId, occasion: occasion.occasion, recipient, dueAt }]
  })
}

/** As dueAtOf, asked once for all who have the same day and have chosen alike: ten thousand people mostly have. */
function remembering(reminder: Reminder): (occasion: Occasion, choices: Choices) => Instant {
  const known = new Map<string, Instant>()
  return (occasion, choices) => {
    const { due } = occasion
    const alike = `${'at' in due ? due.at : due.on} ${choices.timeOfDay} ${choices.digest}`
    const before = known.get(alike)
    if (before) return before
    const dueAt = dueAtOf(occasion, reminder, choices)
    known.set(alike, dueAt)
    return dueAt
  }
}

/** When an occasion is due for somebody who has chosen thus. */
export function dueAtOf(
  { due }: Pick<Occasion, 'due'>,
  { hours, timeOfDay }: Pick<Reminder, 'hours' | 'timeOfDay'>,
  choices: Choices,
): Instant {
  const own = choices.timeOfDay
  const meant = 'at' in due ? due.at : momentAt(due.on, own ?? timeOfDay)
  if (hours === 'any') return meant
  const morning = own ?? usualMorning
  return calmMoment(choices.digest ? momentAt(localDate(meant), morning) : meant, morning)
}
