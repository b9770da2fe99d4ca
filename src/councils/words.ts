import type { Locale, Texts } from '../shared/locale.ts'
import { en } from './words-en.ts'
import { sv } from './words-sv.ts'

const texts: Texts<typeof sv> = { sv, en }

/** What this feature says. */
export function councilWords(locale: Locale): typeof sv {
  return texts[locale]
}
