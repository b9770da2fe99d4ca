export { loadTrainingActions } from './load-training-actions.ts'
