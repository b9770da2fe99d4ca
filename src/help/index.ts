export { channelWelcomeCard, welcomeCard } from './cards.ts'
export { helpSayable } from './commands.ts'
