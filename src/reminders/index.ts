export { remindersSayable } from './commands.ts'
export { digestCards } from './digest-cards.ts'
export { asReminders } from './notices.ts'
