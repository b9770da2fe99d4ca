export { calendarType, writeCalendar } from './calendar.ts'
export { type CalendarDesk, createCalendarDesk } from './desk.ts'
export type { CalendarEvent, CalendarSource } from './event.ts'
export { addressSince, changeAddress, giveAddress } from './link.ts'
