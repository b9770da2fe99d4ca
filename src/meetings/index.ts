export { calendarFileButton } from './calendar-cards.ts'
export { calendarSayable, meetingFileMakers, meetingsCalendar } from './calendar-commands.ts'
export { calendarDispatchNames, calendarNotices } from './calendar-notices.ts'
