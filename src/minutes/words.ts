import type { Locale, Texts } from '../shared/locale.ts'
import { en } from './words-en.ts'
import { sv } from './words-sv.ts'

const texts: Texts<typeof sv> = { sv, en }

/** The texts of minutes, in the reader's language. */
export function minutesWords(locale: Locale): typeof sv {
  return texts[locale]
}
