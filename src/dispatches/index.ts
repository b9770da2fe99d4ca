export { dispatchSayable } from './commands.ts'
export type { DispatchKinds, NamedKind } from './dispatch.ts'
