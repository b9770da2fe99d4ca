export { meetingSayable } from './commands.ts'
export { meetingDispatchNames } from './dispatch-names.ts'
export { meetingNotices } from './notices.ts'
