import type { Weekday } from '../shared/stockholm.ts'
import { fold } from '../shared/text.ts'
import type { Nth, Rule } from './series.ts'

/** A rule that was said in words, and the words without it. */
export interface SaidRule {
  readonly rule: Rule
  readonly rest: string
}

/** `[sv folded and English stems]`, in order of the week. */
const weekdayWords = [
  'mandag(?:ar|en|arna)?|mondays?',
  'tisdag(?:ar|en|arna)?|tuesdays?',
  'onsdag(?:ar|en|arna)?|wednesdays?',
  'torsdag(?:ar|en|arna)?|thursdays?',
  'fredag(?:ar|en|arna)?|fridays?',
  'lordag(?:ar|en|arna)?|saturdays?',
  'sondag(?:ar|en|arna)?|sundays?',
] as const
const monthWords = [
  'jan(?:uari|uary)?',
  'feb(?:ruari|ruary)?',
  'mar(?:s|ch)?',
  'apr(?:il)?',
  'maj|may',
  'jun(?:i|e)?',
  'jul(?:i|y)?',
  'aug(?:usti|ust)?',
  'sept?(?:ember)?',
  'okt(?:ober)?|oct(?:ober)?',
  'nov(?:ember)?',
  'dec(?:ember)?',
] as const
const nthWords: readonly (readonly [string, Nth])[] = [
  ['forsta|first|1:a|1st', 1],
  ['andra|second|2:a|2nd', 2],
  ['tredje|third|3:e|3rd', 3],
  ['fjarde|fourth|4:e|4th', 4],
  ['sista|last', -1],
]
const counts: readonly (readonly [string, number])[] = [
  ['en|one|once', 1],
  ['tva|two|twice', 2],
  ['tre|three', 3],
  ['fyra|four', 4],
  ['fem|five', 5],
  ['sex|six', 6],
  ['atta|eight', 8],
  ['tio|ten', 10],
  ['tolv|twelve', 12],
]
/** "varannan", "var tredje", "every other": how many weeks or months lie between. */
const everyWords: readonly (readonly [string, number])[] = [
  ['varannan|vartannat|varannat|every other|every second|every two|every 2|fortnightly(?: on)?', 2],
  ['var tredje|vart tredje|every third|every three|every 3', 3],
  ['var fjarde|vart fjarde|every fourth|every four|every 4', 4],
  ['var sjatte|every sixth|every six|every 6', 6],
  ['varje|var|alla|every|each', 1],
]

const any = (words: readonly string[]) => `(?:${words.join('|')})`
const weekday = any(weekdayWords)
const month = `${any(monthWords)}\\.?`
const nth = any(nthWords.map(([words]) => words))
const every = any(everyWords.map(([words]) => words))
const and = '(?:\\s*,\\s*(?:(?:och|and)\\s+)?|\\s+(?:och|and|&)\\s+)'
const list = (one: string) => `${one}(?:${and}(?:den\\s+|the\\s+)?${one})*`
const whole = (source: string) => new RegExp(`(?<![\\p{L}\\d])${source}(?![\\p{L}\\d])`, 'u')

const howOften =
  '(?:((?:\\d{1,2}|\\p{L}+)\\s+(?:ganger|gang|times)|once|twice)\\s+(?:om aret|per ar|i manaden|i veckan|a year|per year|a month|a week|a quarter)\\s*,?:?\\s*(?:(?:den|on|the|pa)\\s+)*)?'
const months = `(?:(?:i|of|in)\\s+(?<months>${list(month)}))`
const eachMonth = `(?:(?:i|of|in)?\\s*(?:(?<every>${every})\\s+(?:manad(?:en)?|months?)|(?<quarter>(?:varje|every|each) (?:kvartal|quarter))|manaden|the month|each month))`

/** A quarter is that of the calendar. */
const firstOfQuarters = [1, 4, 7, 10]

/** From the most to the least that can be said. */
const patterns = [
  // (fyra gånger om året,) andra torsdagen i februari, maj, september och november; sista fredagen varje månad
  whole(
    `${howOften}(?:(?:den|the)\\s+)?(?<nths>${list(nth)})\\s+(?<weekday>${weekday})\\s*(?:${months}|${eachMonth})`,
  ),
  // den 15 varje månad, den 15 i mars och oktober, the 15th of every month
  whole(
    `${howOften}(?:den|the)\\s+(?<day>[1-9]|[12]\\d|3[01])(?::?e|:?a|st|nd|rd|th)?\\s+(?:${months}|${eachMonth})`,
  ),
  // varje vecka på måndagar, var tredje vecka på tisdagar, every two weeks on Tuesdays, weekly on Mondays
  whole(
    `(?:(?<every>${every})\\s+(?:vecka|weeks?)|(?<weekly>weekly|(?:en gang|ett mote|once) (?:i veckan|a week)))\\s*,?\\s*(?:pa|on)?\\s+(?<weekdays>${list(weekday)})`,
  ),
  // varje vardag, every weekday
  whole('(?<working>(?:varje|alla|every) (?:vardag(?:ar)?|arbetsdag(?:ar)?|weekday|working day))'),
  // varje måndag (och torsdag), varannan torsdag, var tredje fredag, every other Thursday
  whole(`(?<every>${every})\\s+(?<weekdays>${list(weekday)})`),
  // på måndagar, Mondays
  whole(
    '(?:pa |on )?(?<weekdays>(?:man|tis|ons|tors|fre|lor|son)dagar(?:na)?|(?:mon|tues|wednes|thurs|fri|satur|sun)days)',
  ),
] as const

/** Each character folded in its place, so that what is found is found at the same place in what was written. */
function foldedInPlace(text: string): string {
  return Array.from(text, (character) => {
    const folded = /\s/.test(character) ? ' ' : fold(character)
    return folded.length === character.length ? folded : character.toLowerCase()
  }).join('')
}

/**
 * Reads how meetings come again: "varje måndag", "varannan torsdag", "andra torsdagen i februari och maj", "den 15 varje
 * månad", in Swedish or English, with or without åäö. `rest` is what else was said. Undefined when nothing was said of it,
 * or when what was said does not hold together: it is never guessed.
 */
export function readRule(text: string): SaidRule | undefined {
  const line = text.normalize('NFC').slice(0, 500)
  const folded = foldedInPlace(line)
  for (const pattern of patterns) {
    const found = pattern.exec(folded)
    if (!found) continue
    const rule = ruleIn(found.groups ?? {})
    if (!rule || !agrees(found[1], found.groups?.months)) return undefined
    const rest = `${line.slice(0, found.index)} ${line.slice(found.index + found[0].length)}`
    return { rule, rest: rest.replace(/\s+/g, ' ').trim() }
  }
  return undefined
}

type Groups = Readonly<Record<string, string | undefined>>

function ruleIn(groups: Groups): Rule | undefined {
  if (groups.working) return { kind: 'weekly', every: 1, weekdays: [1, 2, 3, 4, 5] }
  const step = stepOf(groups.every)
  const named = groups.quarter
    ? firstOfQuarters
    : numbersIn(groups.months, monthWords).toSorted((one, other) => one - other)
  if (groups.day) return { kind: 'onDate', every: step, months: named, day: Number(groups.day) }
  if (groups.nths) {
    const [day] = numbersIn(groups.weekday, weekdayWords)
    const nths = splitList(groups.nths).map((word) => meantBy(word, nthWords))
    if (!day || nths.some((each) => each === undefined)) return undefined
    return {
      kind: 'monthly',
      every: step,
      months: named,
      nths: nths as readonly Nth[],
      weekday: day as Weekday,
    }
  }
  const weekdays = numbersIn(groups.weekdays, weekdayWords) as Weekday[]
  if (weekdays.length === 0) return undefined
  return { kind: 'weekly', every: step, weekdays: [...new Set(weekdays)].toSorted() }
}

function splitList(text: string): readonly string[] {
  return text
    .split(/\s*,\s*(?:(?:och|and)\s+)?|\s+(?:och|and|&)\s+/)
    .map((word) => word.replace(/^(?:den|the)\s+|\.$/g, '').trim())
    .filter(Boolean)
}

/** 1 … of each word of a list, by its place among the words; the unknown are left out. */
function numbersIn(text: string | undefined, words: readonly string[]): number[] {
  return splitList(text ?? '').flatMap((each) => {
    const at = words.findIndex((word) => new RegExp(`^(?:${word})$`).test(each))
    return at < 0 ? [] : [at + 1]
  })
}

function meantBy<Value>(text: string, table: readonly (readonly [string, Value])[]): Value | undefined {
  return table.find(([words]) => new RegExp(`^(?:${words})$`).test(text))?.[1]
}

function stepOf(text: string | undefined): number {
  return text ? (meantBy(text, everyWords) ?? 1) : 1
}

/** Whether "fyra gånger om året" names as many months as follow; without months there is nothing to compare with. */
function agrees(often: string | undefined, named: string | undefined): boolean {
  if (!often || !named) return true
  const word = often.replace(/\s+(?:ganger|gang|times)$/, '')
  const count = /^\d+$/.test(word) ? Number(word) : meantBy(word, counts)
  return count === undefined || count === splitList(named).length
}
