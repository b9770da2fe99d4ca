import type { FindingKind } from '../../src/privacy/index.ts'

/** A sentence and what the check must say about it: no kinds means that it passes unharmed. */
export interface Case {
  readonly text: string
  readonly kinds: readonly FindingKind[]
}

export const says = (text: string, ...kinds: readonly FindingKind[]): Case => ({ text, kinds })
