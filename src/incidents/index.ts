export { incidentSayable } from './commands.ts'
export { loadTraining } from './load-training.ts'
export { incidentNotices } from './notices.ts'
