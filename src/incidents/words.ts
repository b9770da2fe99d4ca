import type { Locale, Texts } from '../shared/locale.ts'
import { en } from './words-en.ts'
import { type IncidentWords, sv } from './words-sv.ts'

export type { IncidentWords }

const texts: Texts<IncidentWords> = { sv, en }

/** The texts of incidents in the reader's language. */
export function incidentWords(locale: Locale): IncidentWords {
  return texts[locale]
}
