import { createHash } from 'node:crypto'
import type { Checked } from '../shared/checked.ts'
import { checkText } from './check.ts'
import type { PrivacyRules } from './rules.ts'
import type { FindingKind, Verdict } from './verdict.ts'

/** What the check has against one field of a form. */
export interface FieldAdvice<Field extends string> {
  readonly field: Field
  readonly verdict: Exclude<Verdict, { kind: 'clear' }>
}

/** What came of checking a form: its texts, fit to be stored, or what there is to think about first. */
export type CheckedFields<Field extends string> =
  | {
      readonly kind: 'clear'
      readonly texts: Readonly<Record<Field, Checked>>
      /** The kinds of warnings that the writer read and decided to keep. */
      readonly kept: readonly FindingKind[]
    }
  | { readonly kind: 'advice'; readonly advice: readonly FieldAdvice<Field>[]; readonly blocked: boolean }

/** What the writer decided about an earlier advice. */
export interface Decision {
  /** Marks of texts whose warnings were read and kept; an edited text has another mark and is warned of anew. */
  readonly accepted: readonly string[]
  /** The suggestions are taken in the place of what was typed. */
  readonly takeSuggestions: boolean
}

/** Checks all free texts of a form at once, so that the writer gets all advice at once. */
export function checkFields<Field extends string>(
  typed: Readonly<Record<Field, string>>,
  rules: PrivacyRules,
  decision: Decision,
): CheckedFields<Field> {
  const texts: Partial<Record<Field, Checked>> = {}
  const kept: FindingKind[] = []
  const advice: FieldAdvice<Field>[] = []
  for (const field of Object.keys(typed) as Field[]) {
    const first = checkText(typed[field], rules)
    const taken = decision.takeSuggestions && first.kind !== 'clear' && first.suggestion !== ''
    const verdict = taken ? checkText(first.suggestion, rules) : first
    if (verdict.kind === 'clear') texts[field] = verdict.text
    else if (verdict.kind === 'warned' && decision.accepted.includes(markOf(verdict.text))) {
      texts[field] = verdict.accept()
      kept.push(...verdict.findings.map(({ kind }) => kind))
    } else advice.push({ field, verdict })
  }
  if (advice.length > 0)
    return { kind: 'advice', advice, blocked: advice.some(({ verdict }) => verdict.kind === 'blocked') }
  return { kind: 'clear', texts: texts as Record<Field, Checked>, kept: [...new Set(kept)] }
}

/** A mark that tells one text from another without holding a word of it. */
export function markOf(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 16)
}
