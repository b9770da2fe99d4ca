import type { ConfigurationBotFrameworkAuthentication } from 'botbuilder'
import type { Logger } from 'pino'
import type { Registry } from 'prom-client'
import type { Offering, Route, Where } from '../chat/index.ts'
import type { Database } from '../database/index.ts'
import type { Message, Sender } from '../delivery/notice.ts'
import type { Clock } from '../shared/clock.ts'
import type { Locale } from '../shared/locale.ts'
import type { Person } from '../shared/person.ts'
import type { ShownIn } from './time-limits.ts'

/** As whom we speak with Teams. An anonymous bot trusts everybody, so it is for the own machine only. */
export type Bot =
  | { readonly kind: 'anonymous' }
  | {
      readonly kind: 'registered'
      readonly appId: string
      readonly appType: 'SingleTenant' | 'UserAssignedMSI'
      readonly tenantId: string
      readonly appPassword?: string
      /** PEM texts; in the place of a password. */
      readonly certificate?: { readonly certificate: string; readonly privateKey: string }
    }

export type RegisteredBot = Extract<Bot, { kind: 'registered' }>

/** For tests: somebody on this machine who signs and hands out tokens in the place of Microsoft. */
export interface IdentityProvider {
  /** Where the keys of those who may call us are told. */
  readonly openIdMetadataUrl: string
  /** Who signs the tokens of those who may call us. */
  readonly tokenIssuer: string
  /** How our own calls get their tokens, where MSAL cannot: it takes https authorities only. Without it, as configured. */
  readonly credentials?: NonNullable<ConstructorParameters<typeof ConfigurationBotFrameworkAuthentication>[1]>
  /** Service addresses beyond those of Teams: origins, like `http://127.0.0.1:4000`. */
  readonly serviceOrigins: readonly string[]
}

/** A file that is handed out, under the name that it is to be kept by. */
export interface HandedOut {
  readonly name: string
  readonly contentType: string
  readonly body: Uint8Array
}

/** A no for a while; `first` is the first of this minute. */
interface NotNow<Kind extends string> {
  readonly kind: Kind
  readonly waitMs: number
  readonly first: boolean
}

/** No file: the link is wrong, used or old, which are all the same; or it is one wrong one of many. */
type NoFile = { readonly kind: 'gone' } | NotNow<'tooMany'>

/** Where links to files are handed in; `address` is where the request comes from. */
export interface FileDesk {
  /** Whether a link works; it still does afterwards. */
  readonly look: (
    token: string,
    address: string,
  ) => Promise<{ readonly kind: 'there'; readonly locale: Locale } | NoFile>
  /** The file behind a link, which is used up by it. */
  readonly open: (
    token: string,
    address: string,
  ) => Promise<{ readonly kind: 'file'; readonly file: HandedOut } | NoFile>
}

/** Where people's calendar programs read their calendars; `address` is where the request comes from. */
export interface CalendarDesk {
  readonly read: (
    token: string,
    address: string,
  ) => Promise<
    | {
        readonly kind: 'calendar'
        readonly contentType: string
        readonly body: string
        /** The same for as long as the calendar says the same. */
        readonly tag: string
      }
    | NoFile
    /** It is theirs, and read more often than any calendar program does. */
    | NotNow<'tooOften'>
  >
}

/** A meeting of Teams that was started or ended, as Teams tells of it where we are installed. */
export interface MeetingChange {
  readonly change: 'started' | 'ended'
  readonly conversationId: string
  /** Who started or ended it; undefined when the channel vouches for nobody. */
  readonly who: Person | undefined
  /** The address that opens it; may be empty. */
  readonly joinUrl: string
}

/** What teams/ needs of the rest: who answers, who is let in, and where things are kept. */
export interface TeamsOptions {
  /** 0 means any free port. */
  readonly port: number
  readonly host: string
  readonly bot: Bot
  readonly db: Database
  readonly clock: Clock
  readonly log: Logger
  readonly route: Route
  readonly acceptedTenants: () => Promise<ReadonlySet<string>>
  /** The card of a first installation: for the person in a personal chat, for everybody elsewhere. */
  readonly welcome: (
    where: Where,
    installer: Person | undefined,
    locale: Locale,
  ) => Promise<Message | undefined>
  /** Is told where we were removed, after the address was closed. */
  readonly removed?: (where: Where) => Promise<void>
  /** Is told when a meeting starts or ends in Teams; nothing comes of that without it. */
  readonly meeting?: (change: MeetingChange) => Promise<void>
  /** Resolves when the database answers. */
  readonly ping: () => Promise<void>
  readonly metrics: Registry
  /** Who shows this reads the numbers of a registered bot; nobody does without it. */
  readonly metricsToken?: string
  /** Hands out files at /files/TOKEN; there are none without it. */
  readonly files?: FileDesk
  /** Lets calendar programs read /calendar/TOKEN.ics; there are none without it. */
  readonly calendar?: CalendarDesk
  /** What people can look for where they write, to put it in a chat; there is nothing without it. */
  readonly offering?: Offering
  /** The verbs whose forms are long enough for a dialog of Teams; all come in the chat without it. */
  readonly dialogs?: ReadonlySet<string>
  /** Is called after every turn that was answered; what was written in it may now be sent. */
  readonly afterTurn?: () => void
  /** Resolves when an answer may go to a conversation within the rates of Teams; answers go at once without it. */
  readonly pace?: (tenantId: string, conversationId: string) => Promise<void>
  /** After how long somebody is told to wait, in milliseconds, where a test is in a hurry. */
  readonly answerWithinMs?: Partial<Readonly<Record<ShownIn, number>>>
  /** How long one attempt to send may take, in milliseconds; 15,000 unless a test is in a hurry. */
  readonly attemptMs?: number
  /** The language to speak whatever the client says; without it each client's own is followed. */
  readonly language?: Locale
  readonly identityProvider?: IdentityProvider
  /** How people's clients reach us; browsers are told to keep to https when it says so. */
  readonly publicUrl?: string
  /** Addresses and ranges of the proxies in front of us, which are believed about whom they speak for; none without it. */
  readonly trustedProxies?: readonly string[]
  /** How often one person is listened to; 120 times a minute unless a benchmark presses for thousands. */
  readonly turnsPerMinute?: number
}

/** The running way in and out. */
export interface Teams {
  readonly url: string
  readonly sender: Sender
  /** Stops accepting, lets turns in flight finish (at most 10 s) and closes. */
  readonly stop: () => Promise<void>
}
