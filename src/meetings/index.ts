export { type AgendaItem, type ItemKind, itemKinds, numbered, usualItems } from './agenda.ts'
export type { Decisions, DecisionsOf, OpenDecision } from './agenda-facts.ts'
export { calendarFileButton } from './calendar-cards.ts'
export { calendarSayable, meetingFileMakers, meetingsCalendar } from './calendar-commands.ts'
export { calendarDispatchNames, calendarNotices } from './calendar-notices.ts'
export { meetingSayable } from './commands.ts'
export { meetingDispatchNames } from './dispatch-names.ts'
export {
  type Attendee,
  type Body,
  type Called,
  endsAt,
  holdsOffice,
  type Meeting,
  mayPlan,
  maySee,
  type Office,
  startsAt,
} from './meeting.ts'
export { type MeetingSettings, usualSettings } from './meeting-settings.ts'
export type { MinutesStateOf } from './meeting-turn.ts'
export { meetingNotices } from './notices.ts'
export { meetingReminderNotices, meetingReminders } from './reminder-notices.ts'
