import type { Ask } from '../chat/index.ts'
import { actOnce, type World } from '../database/index.ts'
import { promiseToSend, tellingsAbout, withdrawPromise } from '../delivery/index.ts'
import {
  type Choices,
  choicesOf,
  dueAtOf,
  isStopped,
  type KindOfReminder,
  nextWorkingDay,
  noChoices,
  type Reminder,
  usualMorning,
} from '../schedule/index.ts'
import type { Instant } from '../shared/clock.ts'
import { Refusal } from '../shared/errors.ts'
import { personKey } from '../shared/person.ts'
import { localDate, plusDays } from '../shared/stockholm.ts'
import { type Pointed, remindedOf } from './reminded.ts'
import { isSnooze, snoozeOccasion, waitingSnooze } from './snooze.ts'

/** What came of "remind me tomorrow": when it comes, or why it does not. */
export type Snoozed =
  | { readonly kind: 'waits'; readonly dueAt: Instant }
  | { readonly kind: 'stopped' } // they have said that they want no more reminders of the thing
  | { readonly kind: 'off' } // or of the kind

/**
 * Reminds who asks of a thing once more, the next working morning at their own time of day. Asked again, it changes
 * nothing. Throws a Refusal: `notReminded` when we have not reminded them of it, `onItsWay` when this very press was
 * answered before, and what it asked for has come or was taken back since.
 */
export async function remindTomorrow(
  world: World,
  kinds: readonly KindOfReminder[],
  ask: Pick<Ask, 'who' | 'onceId'>,
  pointed: Pointed,
): Promise<Snoozed> {
  const { kind, thing, about, tellings } = await remindedOf(world.db, kinds, ask, pointed)
  const { person, councilId } = ask.who
  const choices = (await choicesOf(world.db, [person])).get(personKey(person)) ?? noChoices
  if (choices.off.has(thing.kind)) return { kind: 'off' }
  if (await isStopped(world.db, person, thing)) return { kind: 'stopped' }

  const now = world.clock.now()
  const dueAt = tomorrowFor(kind.reminder, choices, now)
  const waiting = waitingSnooze(tellings)
  if (waiting && localDate(waiting.dueAt) === localDate(dueAt)) return { kind: 'waits', dueAt: waiting.dueAt }

  const act = { councilId, who: person, verb: 'reminders.tomorrow', onceId: ask.onceId }
  await actOnce(world, act, async (tx) => {
    const known = await tellingsAbout(tx, about)
    const earlier = waitingSnooze(known)
    if (earlier) await withdrawPromise(tx, earlier.id, now)
    const occasion = snoozeOccasion(localDate(dueAt), known)
    await promiseToSend(tx, now, [{ ...about, occasion, dueAt }])
    const change = { field: `${thing.kind} tomorrow`, from: earlier?.dueAt ?? null, to: dueAt }
    return { subjectKind: 'reminder', subjectId: thing.subjectId, changes: [change] }
  })
  const promised = waitingSnooze(await tellingsAbout(world.db, about))
  if (!promised) throw new Refusal('onItsWay')
  return { kind: 'waits', dueAt: promised.dueAt }
}

/**
 * Takes back what `remindTomorrow` promised; taken back already, it changes nothing. Throws a Refusal: `notReminded` when
 * we have not reminded them of it, `onItsWay` when there is nothing left to take back.
 */
export async function notTomorrow(
  world: World,
  kinds: readonly KindOfReminder[],
  ask: Pick<Ask, 'who' | 'onceId'>,
  pointed: Pointed,
): Promise<void> {
  const { thing, about, tellings } = await remindedOf(world.db, kinds, ask, pointed)
  const latest = tellings.findLast(({ occasion }) => isSnooze(occasion))
  if (latest?.state === 'noLongerNeeded') return
  const { person, councilId } = ask.who
  const act = { councilId, who: person, verb: 'reminders.notTomorrow', onceId: ask.onceId }
  await actOnce(world, act, async (tx) => {
    const waiting = waitingSnooze(await tellingsAbout(tx, about))
    if (!waiting || !(await withdrawPromise(tx, waiting.id, world.clock.now()))) throw new Refusal('onItsWay')
    const change = { field: `${thing.kind} tomorrow`, from: waiting.dueAt, to: null }
    return { subjectKind: 'reminder', subjectId: thing.subjectId, changes: [change] }
  })
}

/** The next working morning at the person's own time of day; of a kind that may come on any day, the next one. */
function tomorrowFor(reminder: Reminder, choices: Choices, now: Instant): Instant {
  const today = localDate(now)
  const on = reminder.hours === 'any' ? plusDays(today, 1) : nextWorkingDay(today)
  return dueAtOf({ due: { on } }, reminder, { ...choices, timeOfDay: choices.timeOfDay ?? usualMorning })
}
