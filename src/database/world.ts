import type { Clock } from '../shared/clock.ts'
import type { Database } from './tables.ts'

/** What a use case needs of the world: the stored facts and the time. */
export interface World {
  readonly db: Database
  readonly clock: Clock
}
