export { actionSayable } from './commands.ts'
export { loadTrainingActions } from './load-training-actions.ts'
export { toldNotices } from './told-notices.ts'
