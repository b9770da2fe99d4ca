export {
  type Action,
  isLate as isActionLate,
  isOpen as isActionOpen,
  isOwner as ownsAction,
  type Status as ActionStatus,
} from './action.ts'
export { dueDaysCalendar } from './calendar-notices.ts'
export { actionSayable, createButton } from './commands.ts'
export { addAction, retractAction } from './create-action.ts'
export { actionDispatchNames } from './dispatch-names.ts'
export { answerRow } from './due-cards.ts'
export { isForAgenda } from './due-days.ts'
export { exportSayable, planFileMakers } from './export-commands.ts'
export { exportDispatchNames, exportNotices } from './export-notices.ts'
export type { NamedPromise, PromisesOf } from './language.ts'
export { loadTrainingActions } from './load-training-actions.ts'
export { actionNotices } from './notices.ts'
export { lateActions, onNextAgenda } from './remind-due.ts'
export { actionReminders } from './reminder-notices.ts'
export { shareableActions } from './share-commands.ts'
export { actionNow } from './show-action.ts'
export { foundActions } from './show-commands.ts'
