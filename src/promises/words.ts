import type { Locale, Texts } from '../shared/locale.ts'
import { en } from './words-en.ts'
import { type PromiseWords, sv } from './words-sv.ts'

export type { PromiseWords }

const texts: Texts<PromiseWords> = { sv, en }

/** The texts of promises in the reader's language. */
export function promiseWords(locale: Locale): PromiseWords {
  return texts[locale]
}
