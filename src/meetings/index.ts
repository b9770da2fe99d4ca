export { type AgendaItem, type ItemKind, itemKinds, numbered, usualItems } from './agenda.ts'
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
