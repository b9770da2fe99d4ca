export { type AdviceFrame, adviceCard, concernCard } from './advice-cards.ts'
export type { FurtherButton } from './cards.ts'
export { incidentSayable } from './commands.ts'
export { incidentDispatchNames } from './dispatch-names.ts'
export { type Incident, readNumber as readIncidentNumber } from './incident.ts'
export { keepIncidentsFindable } from './keep-findable.ts'
export { foundIncidents, ownReports } from './list-commands.ts'
export { loadTraining } from './load-training.ts'
export { incidentNotices } from './notices.ts'
export { decisionIn } from './observation-input.ts'
export type { OwnReport } from './own-report-cards.ts'
export { incidentReminders } from './reminder-notices.ts'
export { type ReportBehind, reportsBehind } from './reporters-store.ts'
export { shareableIncidents } from './share-commands.ts'
export { incidentByNumber, incidentsSeenBy } from './show-incidents.ts'
export {
  type CategoryCount,
  categoryCounts,
  type PlaceCount,
  type ReportCounts,
  reportCounts,
  reportingSince,
} from './situation-store.ts'
