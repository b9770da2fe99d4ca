import type { Ask } from '../chat/index.ts'
import type { Role } from '../shared/person.ts'
import type { Found } from './searchable.ts'

/** One thing that was found to be put in a chat, as the person who looks may see it. */
export interface Shared extends Omit<Found, 'texts'> {
  /** What it is told apart by where it is not known who reads: its number, or the day of a meeting. */
  readonly number: string
  /** Whether every member of the council may read it. */
  readonly forEverybody: boolean
}

/** The commands of the message extension that find something; manifest.json has the same. */
export const shareCommands = ['findIncidents', 'findActions', 'findMeetings'] as const
export type ShareCommand = (typeof shareCommands)[number]

/** A feature's things that can be put in a chat. features.ts has the list of them. */
export interface Shareable {
  readonly command: ShareCommand
  readonly roles: readonly Role[]
  /** The best for a text, or the newest when it is empty, of what the person may see now. */
  readonly find: (ask: Ask, text: string, limit: number) => Promise<SharedPage>
}

/** What was found, and whether there is older that was not looked through. */
export interface SharedPage {
  readonly shared: readonly Shared[]
  readonly isMore: boolean
}
