export type Locale = 'sv' | 'en'

/** Swedish, unless the client speaks English. `tag` is a BCP 47 tag as Teams sends it ("en-US"), or nothing. */
export function localeOf(tag: string | undefined): Locale {
  return /^en\b/i.test(tag ?? '') ? 'en' : 'sv'
}

/** The texts of one feature in both languages; a text missing in one of them does not compile. */
export interface Texts<T> {
  readonly sv: T
  readonly en: T
}
