import type { RulesOf } from '../councils/index.ts'
import type { CouncilId, PromiseId } from '../shared/ids.ts'
import type { Locale } from '../shared/locale.ts'

/** A promise to citizens as a form offers it and a card names it. */
export interface NamedPromise {
  readonly id: PromiseId
  readonly title: string
  /** Whether a new action may serve it: it has not ended. */
  readonly open: boolean
}

/** The promises of a council: they are to the right of actions, so app.ts hands them in. */
export type PromisesOf = (councilId: CouncilId, locale: Locale) => Promise<readonly NamedPromise[]>

/** What actions are told from outside: what may stand in a text, and which promises there are. */
export interface Language {
  readonly rulesOf: RulesOf
  readonly promisesOf: PromisesOf
}
