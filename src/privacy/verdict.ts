import type { Checked } from '../shared/checked.ts'

export type { Checked }

/** What a text can hold that a shared log must not, in the order of how grave it is. */
export const findingKinds = [
  'childConcern',
  'personConcern',
  'personnummer',
  'samordningsnummer',
  'phone',
  'email',
  'health',
  'ethnicity',
  'religion',
  'politics',
  'name',
  'homeAddress',
  'ageAndClass',
  'plate',
  'caseNumber',
  'account',
  'suspicion',
] as const
export type FindingKind = (typeof findingKinds)[number]
export type Level = 'block' | 'warn'

const warned: ReadonlySet<FindingKind> = new Set<FindingKind>([
  'name',
  'homeAddress',
  'ageAndClass',
  'plate',
  'caseNumber',
  'account',
  'suspicion',
])

/** What is blocked is never stored; what is warned of is the writer's decision (design, section 6). */
export function levelOf(kind: FindingKind): Level {
  return warned.has(kind) ? 'warn' : 'block'
}

/** A place in the tidied text, and what could stand there instead. Findings never overlap. */
export interface Finding {
  readonly kind: FindingKind
  readonly level: Level
  readonly start: number
  readonly end: number
  readonly rewrite: string
}

/** Concern that has a way of its own: a child at risk, or one person who needs help. Nothing of it is stored here. */
export type Concern = 'child' | 'person'

interface Flawed {
  /** The text that the offsets of the findings count in. It is for the writer's eyes: never store or log it. */
  readonly text: string
  readonly findings: readonly Finding[]
  /** The text with a rewrite at each finding: always clear, and empty when nothing of it can stay. */
  readonly suggestion: string
  readonly urgent: boolean
  readonly concern?: Concern
}

export interface Clear {
  readonly kind: 'clear'
  readonly text: Checked
  readonly urgent: boolean
}

export interface Warned extends Flawed {
  readonly kind: 'warned'
  /** "Spara ändå": the text as it is, on the writer's own decision, which belongs in the history. */
  accept(): Checked
}

export interface Blocked extends Flawed {
  readonly kind: 'blocked'
}

export type Verdict = Clear | Warned | Blocked
