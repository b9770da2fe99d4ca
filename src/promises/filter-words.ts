import type { Locale, Texts } from '../shared/locale.ts'
import type { AskedState, Which } from './promise-filter.ts'

/** The texts in Swedish of the list of promises when it is narrowed. */
const sv = {
  shows: (filter: string) => `Visar: ${filter}`,
  all: 'Visa alla löften',
  noneFound: 'Inget löfte stämmer med det.',
  noneFoundMore:
    'Prova ett ord i taget: en verksamhet (**löften polisen**), hur det går (**löften ligger efter**) eller en plats. Eller visa alla.',
  states: {
    behind: 'ligger efter',
    missed: 'missat',
    kept: 'hållet',
    onPace: 'enligt plan',
    notBegun: 'har inte börjat',
  } satisfies Record<AskedState, string>,
  which: { open: 'gäller nu', over: 'avslutade' } satisfies Record<Which, string>,
}

export type FilterWords = typeof sv

const en: FilterWords = {
  shows: (filter) => `Shows: ${filter}`,
  all: 'Show all promises',
  noneFound: 'No promise fits that.',
  noneFoundMore:
    'Try one word at a time: an organisation (**promises police**), how it goes (**promises behind**) or a place. Or show all.',
  states: {
    behind: 'behind',
    missed: 'missed',
    kept: 'kept',
    onPace: 'on pace',
    notBegun: 'not begun',
  },
  which: { open: 'in force now', over: 'over' },
}

const texts: Texts<FilterWords> = { sv, en }

/** The texts of the list of promises when it is narrowed, in the reader's language. */
export function filterWords(locale: Locale): FilterWords {
  return texts[locale]
}

/** What people write when they mean how a commitment stands, in both languages at once. */
export const stateNames = {
  behind: ['ligger efter', 'släpar', 'efter', 'sena', 'försenade', 'behind', 'late'],
  missed: [
    'missat',
    'missade',
    'missad',
    'hölls inte',
    'inte hållna',
    'brutna',
    'brutet',
    'missed',
    'broken',
    'not kept',
  ],
  kept: ['hållna', 'hållet', 'håller', 'uppfyllda', 'kept'],
  onPace: ['enligt plan', 'i fas', 'på gång', 'on pace', 'on track'],
  notBegun: ['inte börjat', 'ej börjat', 'kommande', 'not begun', 'upcoming'],
} satisfies Record<AskedState, readonly string[]>

/** And which promises. */
export const whichNames = {
  open: ['öppna', 'gällande', 'aktuella', 'gäller', 'open', 'current'],
  over: ['avslutade', 'avslutat', 'slut', 'gamla', 'tidigare', 'ended', 'over', 'past', 'old'],
} satisfies Record<Which, readonly string[]>
