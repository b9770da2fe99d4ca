import { asWritten } from '../chat/index.ts'
import type { World } from '../database/index.ts'
import type { Notice } from '../delivery/index.ts'
import type { KindOfReminder } from '../schedule/index.ts'
import type { MeetingId } from '../shared/ids.ts'
import { type Person, samePerson } from '../shared/person.ts'
import { type DecisionsOf, noDecisions } from './agenda-facts.ts'
import { briefingOf } from './brief-meeting.ts'
import { type Meeting, reading } from './meeting.ts'
import { forCoordinators, type MeetingTurn, type MinutesStateOf, turns } from './meeting-turn.ts'
import { lateOn, meetingReminder, turnFor } from './remind-meetings.ts'
import { meetingReminderCard, type ReminderBeside } from './reminder-cards.ts'
import { meetingReminderWords } from './reminder-words.ts'
import { meetingNow } from './show-meetings.ts'

/** What the minutes of earlier meetings say. Minutes stand after meetings, so this is handed in where they are wired. */
export interface FromMinutes {
  readonly decisionsOf: DecisionsOf
  readonly minutesOf: MinutesStateOf
}

const nothingKnown: FromMinutes = { decisionsOf: noDecisions, minutesOf: async () => undefined }

/** What meetings remind people of. Without anything from minutes nobody is reminded of them. */
export function meetingReminders(
  world: World,
  { minutesOf }: FromMinutes = nothingKnown,
): readonly KindOfReminder[] {
  return turns.map((turn) => ({
    reminder: meetingReminder(world, turn, minutesOf),
    roles: forCoordinators.includes(turn) ? (['coordinator'] as const) : reading,
    name: (locale) => meetingReminderWords(locale)[turn].name,
    about: (locale) => meetingReminderWords(locale)[turn].about,
    thing: async (councilId, subjectId) => {
      const meeting = await meetingNow(world, councilId, subjectId as MeetingId)
      return meeting && asWritten(meeting.title)
    },
  }))
}

/** The cards of these reminders. */
export function meetingReminderNotices(world: World, known: FromMinutes = nothingKnown): readonly Notice[] {
  return turns.map((turn) => {
    const { kind, usefulForMs } = meetingReminder(world, turn, known.minutesOf)
    return {
      kind,
      usefulForMs,
      living: false,
      whenUncertain: 'repeat',
      digestible: turn !== 'soon',
      render: async ({ councilId, subjectId, occasion, recipient }, locale) => {
        if (recipient.kind !== 'person') return undefined
        const { person } = recipient
        const about = { councilId, id: subjectId as MeetingId, occasion }
        const meeting = await turnFor(world, turn, about, person, known.minutesOf)
        if (!meeting) return undefined
        const beside = await besideOf(world, meeting, turn, person, known)
        const card = meetingReminderCard(meeting, turn, beside, { now: world.clock.now(), locale })
        return { card, summary: card.fallbackText }
      },
    }
  })
}

async function besideOf(
  world: World,
  meeting: Meeting,
  turn: MeetingTurn,
  person: Person,
  { decisionsOf, minutesOf }: FromMinutes,
): Promise<ReminderBeside> {
  if (turn === 'briefing') return { briefing: await briefingOf(world, meeting, decisionsOf) }
  if (turn === 'unapproved') return { minutes: await minutesOf(meeting) }
  if (turn !== 'owners') return {}
  const late = await lateOn(world, meeting)
  return { late: late.filter(({ owner }) => samePerson(owner.person, person)) }
}
