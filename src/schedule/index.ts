export { calmMoment, isCalmTime } from './calm-hours.ts'
export { type Heartbeat, startHeartbeat } from './heartbeat.ts'
export { holidayName, isWorkingDay, nextWorkingDay } from './working-days.ts'
