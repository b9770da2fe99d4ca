export { type AgendaItem, type ItemKind, itemKinds, numbered } from './agenda.ts'
export type { Decisions, DecisionsOf, OpenDecision } from './agenda-facts.ts'
export { agendaItemsOf } from './agenda-store.ts'
export { appointApprover } from './appoint-approver.ts'
export { briefingFileMakers, briefingSayable } from './briefing-commands.ts'
export { calendarFileButton } from './calendar-cards.ts'
export { calendarSayable, meetingFileMakers, meetingsCalendar } from './calendar-commands.ts'
export { calendarDispatchNames, calendarNotices } from './calendar-notices.ts'
export { keepAgenda } from './change-agenda.ts'
export { meetingSayable } from './commands.ts'
export { meetingDispatchNames } from './dispatch-names.ts'
export { meetingAfter, meetingsAround, meetingsOn } from './list-store.ts'
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
export type { MinutesStateOf } from './meeting-turn.ts'
export { meetingNotices } from './notices.ts'
export { meetingReminderNotices, meetingReminders } from './reminder-notices.ts'
export { meetingSettings } from './settings-store.ts'
export { shareableMeetings } from './share-commands.ts'
export { attendees, findMeeting } from './store.ts'
export { meetingOnTeams, type TeamsMeeting } from './teams-meeting.ts'
