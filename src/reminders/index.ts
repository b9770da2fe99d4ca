export { lookAgainPress, remindersSayable } from './commands.ts'
export { digestCards } from './digest-cards.ts'
export { reminderDispatchNames } from './dispatch-names.ts'
export { asReminders, lookedAtAgain } from './notices.ts'
