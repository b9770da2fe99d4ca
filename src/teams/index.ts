export { faultOf } from './fault.ts'
export type { Bot, IdentityProvider, Teams, TeamsOptions } from './options.ts'
export { startTeams } from './start.ts'
