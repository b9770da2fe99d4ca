import type { Locale, Texts } from '../shared/locale.ts'
import type { listedStatuses } from './incident.ts'
import { en } from './words-en.ts'
import { type IncidentWords, sv } from './words-sv.ts'

export type { IncidentWords }

const texts: Texts<IncidentWords> = { sv, en }

/** The texts of incidents in the reader's language. */
export function incidentWords(locale: Locale): IncidentWords {
  return texts[locale]
}

/** What people write when they mean a state, in both languages at once: a list is asked for in either. */
export const statusNames = {
  new: ['ny', 'nya', 'obedömd', 'obedömda', 'obehandlade', 'new'],
  assessed: ['bedömd', 'bedömda', 'assessed'],
  closed: ['avslutad', 'avslutade', 'stängda', 'klara', 'closed'],
  withdrawn: ['tillbakatagen', 'tillbakatagna', 'withdrawn'],
} satisfies Record<(typeof listedStatuses)[number], readonly string[]>
