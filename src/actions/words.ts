import type { Locale, Texts } from '../shared/locale.ts'
import { en } from './words-en.ts'
import { type ActionWords, sv } from './words-sv.ts'

const texts: Texts<ActionWords> = { sv, en }

/** The texts of actions in the language of the person who reads them. */
export function actionWords(locale: Locale): ActionWords {
  return texts[locale]
}
