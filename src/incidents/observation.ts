import type { Category } from '../councils/index.ts'
import type { Incident } from './incident.ts'

/** What a reporter says of an incident: the parts of it that are theirs to write and to change. */
export interface Observation
  extends Pick<
    Incident,
    | 'place'
    | 'occurredAt'
    | 'text'
    | 'impact'
    | 'certainty'
    | 'recurring'
    | 'policeReported'
    | 'immediateAction'
  > {
  readonly category: Category
}
