import type { LocalDate } from './stockholm.ts'

/**
 * A text that has passed the privacy check (privacy/). Columns and use cases that take free text take only this, so
 * that a new feature cannot forget the check: a plain string does not compile there.
 */
export type Checked = string & { readonly __brand: 'Checked' }

/** An empty text needs no check. */
export const nothingWritten = '' as Checked

/** A text that we wrote ourselves, in the code: nobody typed it, so there is nothing to check. */
export function ownWords(text: 'Samordnare' | `§ ${number}, ${LocalDate}`): Checked {
  return text as string as Checked
}
