/**
 * Text as we keep it: NFC, no stray white space at the ends, line ends as \n, and a space is a space: what is copied out of a
 * card brings its unbroken ones along.
 */
export function tidy(text: string): string {
  return text
    .normalize('NFC')
    .replace(/\r\n?/g, '\n')
    .replace(/[\u00a0\u202f]/g, ' ')
    .replace(/\u2060/g, '')
    .trim()
}

/**
 * Text as we compare it: lower case, without the dots and rings of å, ä, ö and é, one space between words.
 * SQLite folds ASCII only, so folding is done here and stored in a column of its own where it serves a search.
 */
export function fold(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{Mn}/gu, '')
    .toLocaleLowerCase('sv')
    .replace(/\s+/g, ' ')
    .trim()
}

/** The text with a capital first, as a line of its own begins. */
export function capital(text: string): string {
  return text.charAt(0).toLocaleUpperCase('sv') + text.slice(1)
}

/** Orders Swedish text as a Swedish reader expects (å, ä, ö last), numbers by value. */
export const swedishOrder = new Intl.Collator('sv', { numeric: true, sensitivity: 'base' }).compare

/**
 * A time of day, `09:30`, as a picker sends it. Where there is none a person types, and 9.30 is as good as 09:30; some
 * clients send seconds too. Whatever is none of these is given back as it is.
 */
export function timeOfDayIn(text: string): string {
  const [, hour, minute] = /^(\d{1,2})[:.](\d{2})(?::\d{2})?$/.exec(text.trim()) ?? []
  return hour && minute ? `${hour.padStart(2, '0')}:${minute}` : text
}

/** The beginning of a text, at most so many characters of it as JavaScript counts, without half a sign at its end. */
export function cutTo(text: string, length: number): string {
  return text.slice(0, length).replace(/[\uD800-\uDBFF]$/, '')
}
