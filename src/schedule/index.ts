export { calmMoment, isCalmTime } from './calm-hours.ts'
export {
  type Choices,
  choicesOf,
  isStopped,
  noChoices,
  remindAgain,
  type Stopped,
  saveChoices,
  stoppedOf,
  stopReminding,
} from './choices.ts'
export { type Heartbeat, startHeartbeat } from './heartbeat.ts'
export { daysOf, type KindOfReminder, type Occasion, type Reminder, type Span } from './reminder.ts'
export { createSchedule, type Due, dueAtOf, type Schedule, usualMorning } from './schedule.ts'
export { holidayName, isWorkingDay, lastWorkingDay, nextWorkingDay } from './working-days.ts'
