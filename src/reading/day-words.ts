/** The words of the calendar, folded, and what hours we take them to mean. */

const weekdays = 'mandag|tisdag|onsdag|torsdag|fredag|lordag|sondag'.split('|')

/** Monday 1 … Sunday 7, of a weekday in any form ("fredags", "fredas", "fredagen", "fredagskväll"). */
export function weekdayNumber(word: string): number {
  return weekdays.findIndex((name) => word.startsWith(name.slice(0, 3))) + 1
}

/** A weekday without its ending; the g is often not written before an s, as it is not said. */
export const weekday = '(?:man|tis|ons|tors|fre|lor|son)da'

export const months = 'jan|feb|mar|apr|maj|jun|jul|aug|sep|okt|nov|dec'.split('|')
export const month =
  '(?:januari|februari|mars|april|maj|juni|juli|augusti|september|oktober|november|december|jan|feb|mar|apr|jun|jul|aug|sept?|okt|nov|dec)\\.?'

/** 1 … 12, of a month in any form. */
export function monthNumber(word: string): number {
  return months.indexOf(word.slice(0, 3)) + 1
}

const ordinals = (
  'forsta|andra|tredje|fjarde|femte|sjatte|sjunde|attonde|nionde|tionde|elfte|tolfte|trettonde|fjortonde|' +
  'femtonde|sextonde|sjuttonde|artonde|nittonde|tjugonde|tjugoforsta|tjugoandra|tjugotredje|tjugofjarde|' +
  'tjugofemte|tjugosjatte|tjugosjunde|tjugoattonde|tjugonionde|trettionde|trettioforsta'
).split('|')
export const ordinal = `(?:${[...ordinals].reverse().join('|')})`

/** 1 … 31, of digits or an ordinal in letters. */
export function dayNumber(word: string): number {
  return /^\d/.test(word) ? Number.parseInt(word, 10) : ordinals.indexOf(word) + 1
}

const numbers: Readonly<Record<string, number>> = {
  en: 1,
  ett: 1,
  ett_par: 2,
  tva: 2,
  tre: 3,
  fyra: 4,
  fem: 5,
  sex: 6,
  sju: 7,
  atta: 8,
  nio: 9,
  tio: 10,
  elva: 11,
  tolv: 12,
  tretton: 13,
  fjorton: 14,
  femton: 15,
  tjugo: 20,
  tjugofem: 25,
  trettio: 30,
  fyrtio: 40,
  fyrtiofem: 45,
  halvannan: 1.5,
  en_halv: 0.5,
}

const inLetters = Object.keys(numbers)
  .filter((word) => !word.includes('_'))
  .sort((one, other) => other.length - one.length)
  .join('|')

/** A number in digits or letters: "20", "1,5", "två", "ett par", "två och en halv". "Några" is no number. */
export const number = `(?:(?:\\d{1,3}|${inLetters}) och en halv|\\d{1,3}(?:[.,]\\d)?|en halv|ett par|${inLetters})`

export function numberOf(word: string): number {
  const [whole, half] = word.split(' och en ')
  if (whole && half) return numberOf(whole) + 0.5
  return numbers[word.replaceAll(' ', '_')] ?? Number(word.replace(',', '.'))
}

/** An hour in letters. */
export const hourWord = '(?:ett|tva|tre|fyra|fem|sex|sju|atta|nio|tio|elva|tolv)'

/** A part of the day: the hours it holds, and the hour that is meant when no clock is said. Hours past 24 are the next day. */
interface DayPart {
  readonly from: number
  readonly to: number
  readonly hour: number
  readonly early: number
  readonly late: number
}

/** The one table of what a part of the day means. "I fredags natt" is the night that began on Friday. */
export const dayParts = {
  morgon: { from: 4, to: 11, hour: 7, early: 5, late: 9 },
  formiddag: { from: 8, to: 12, hour: 10, early: 9, late: 11 },
  lunch: { from: 11, to: 14, hour: 12, early: 11, late: 13 },
  eftermiddag: { from: 12, to: 18, hour: 15, early: 13, late: 17 },
  kvall: { from: 17, to: 24, hour: 20, early: 18, late: 22 },
  natt: { from: 21, to: 30, hour: 25, early: 23, late: 27 },
} as const satisfies Record<string, DayPart>
export type PartName = keyof typeof dayParts

/** The hour a day means when nothing more is said of it. */
export const noon = 12
/** "Nyss" and "för en stund sedan", in minutes before now. */
export const justNowMinutes = 10
export const aWhileMinutes = 30
/** Until this hour "i dag 22.30" and "i kväll" are the day that has just ended. */
export const nightOwlHour = 5
/** A day and month without a year is one to come, rather than the year before, when it is at most this many days away. */
export const announcedDays = 60

/** A part of the day in letters: "kväll", "kvällen", "morse". */
export const partWord =
  '(?:morgon(?:en)?|morron(?:en)?|morse|formiddag(?:en)?|fm|lunch(?:en|tid)?|eftermiddag(?:en)?|em|kvall(?:en)?|natt(?:en)?)'

export function partOf(word: string): PartName {
  if (/^mor/.test(word)) return 'morgon'
  if (/^fo|^fm/.test(word)) return 'formiddag'
  if (/^lu|^mid/.test(word)) return 'lunch'
  if (/^e/.test(word)) return 'eftermiddag'
  return word.startsWith('kv') ? 'kvall' : 'natt'
}
