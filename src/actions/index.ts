export { actionSayable, createButton } from './commands.ts'
export { actionDispatchNames } from './dispatch-names.ts'
export type { NamedPromise, PromisesOf } from './language.ts'
export { actionNotices } from './notices.ts'
