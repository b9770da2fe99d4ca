export { type AdviceFrame, adviceCard, concernCard } from './advice-cards.ts'
export { incidentSayable } from './commands.ts'
export { incidentDispatchNames } from './dispatch-names.ts'
export {
  compact,
  expanded,
  type FormFrame,
  field,
  filtered,
  somethingWrong,
  type Typed,
  textInput,
  value,
} from './form-fields.ts'
export { keepIncidentsFindable } from './keep-findable.ts'
export { foundIncidents, ownReports } from './list-commands.ts'
export { loadTraining } from './load-training.ts'
export { incidentNotices } from './notices.ts'
export type { OwnReport } from './own-report-cards.ts'
export { incidentReminders } from './reminder-notices.ts'
export { type ReportBehind, reportsBehind } from './reporters-store.ts'
