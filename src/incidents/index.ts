export { type AdviceFrame, adviceCard, concernCard } from './advice-cards.ts'
export { incidentSayable } from './commands.ts'
export { incidentDispatchNames } from './dispatch-names.ts'
export {
  compact,
  type FormFrame,
  field,
  filtered,
  somethingWrong,
  type Typed,
  textInput,
  value,
} from './form-fields.ts'
export { keepIncidentsFindable } from './keep-findable.ts'
export { foundIncidents } from './list-commands.ts'
export { loadTraining } from './load-training.ts'
export { incidentNotices } from './notices.ts'
export { incidentReminders } from './reminder-notices.ts'
