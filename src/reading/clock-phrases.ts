import type { Parser } from 'chrono-node'
import { hourWord, numberOf } from './day-words.ts'
import type { Clock, Piece } from './moment-pieces.ts'
import { phrase } from './phrases.ts'

const say = (source: string, read: (match: RegExpExecArray) => Piece | undefined): Parser =>
  phrase<Piece>(source, read)

/** Words before a clock that do not change which moment the form should hold. */
const about = '(?:(?:ca|cirka|runt|omkring|kring|vid|typ|ungefar|nagon gang|strax)\\.?\\s+)'
/** Words before a clock that say something the moment does not. */
const around = '(?:(?:strax\\s+)?(?:efter|fore|innan|fran|fr\\.?|sedan|sen|mellan)\\s+)'
const before = `(${around}?)${about}*(${around}?)`
const hours = '([01]?\\d|2[0-4])'
const rangeEnd =
  '(\\s*(?:-|–|till|och)\\s*(?:kl\\.?\\s*)?(?:[01]?\\d|2[0-4])(?:[.:]?[0-5]\\d)?(?![\\d/.:])(?:\\s*-?tiden)?)?'
const tail = '(?:[ -]?tiden|[ -]?snaret)?'
/** What shows that a number without minutes is a clock: that nothing is counted by it. */
const notCounting =
  '(?=\\s*(?:$|[,;!?)]|\\.(?!\\d)|-\\s|i\\s?(?:gar|dag|kvall|natt|morse|forrgar|\\w+das)|pa (?:kvall|natt|morg|dag|form|efterm)))'
const unit = '(?!\\s*(?:kr|kronor|km|m|meter|kg|g|l|liter|%|procent|cm|mil|st)(?![a-z]))'

function clock(hour: number, minute = 0, twelve = false): Clock | undefined {
  return hour > 24 || minute > 59 || (hour === 24 && minute > 0) ? undefined : { hour, minute, twelve }
}

/** A clock from what was written before it, the clock itself, and the end of a span of time if there was one. */
function at(
  read: Clock | undefined,
  before: readonly (string | undefined)[],
  end?: string,
): Piece | undefined {
  if (!read) return undefined
  const saysMore = end !== undefined || before.some((word) => word)
  // "Till 23" after a clock that is no span ("mellan …") is a span too; "kl 22 och 3 bilar" is not.
  return saysMore ? { clock: read, saysMore } : { clock: read }
}

/** The end of a span, unless it is "och" without "mellan" before: then it counts something else. */
const isSpan = (end: string | undefined, words: readonly (string | undefined)[]) =>
  end === undefined || !/^\s*och/.test(end) || words.some((word) => word?.startsWith('mellan'))

function spokenHour(word: string): number {
  return numberOf(word)
}

/** "Halv elva" is 10.30, "kvart i nio" 8.45, "tio över sju" 7.10, "fem i halv tre" 2.25. */
function spokenClock(words: string, hourText: string): Clock | undefined {
  const hour = spokenHour(hourText)
  if (hour < 1 || hour > 12) return undefined
  const step = /^(kvart|fem|tio|tjugo|5|10|15|20)/.exec(words)?.[1]
  const by = step === undefined ? 0 : step === 'kvart' ? 15 : numberOf(step)
  const way = / i( |$)/.test(`${words} `) ? -1 : 1
  const total = hour * 60 + (words.includes('halv') ? -30 : 0) + way * by
  const minutes = (total + 12 * 60) % (12 * 60)
  return clock(Math.floor(minutes / 60) || 12, minutes % 60, true)
}

const steps = '(?:kvart|(?:fem|tio|tjugo|5|10|20)(?: min(?:uter)?)?)'

/** Clocks: "22.30", "kl 22", "halv elva", "vid tiotiden", "vid midnatt". */
export const clockParsers: readonly Parser[] = [
  // kl 22, kl. 22.30, klockan 2230, kl 22-23, mellan kl 22 och 23, kl 22-tiden
  say(
    `${before}(?:kl\\.?|klockan|klocka)\\s*(?:${about})?${hours}(?:[.:\\s]?([0-5]\\d))?${tail}${rangeEnd}`,
    (m) => {
      const words = [m[1], m[2]]
      if (!isSpan(m[5], words)) return undefined
      return at(clock(Number(m[3]), Number(m[4] ?? 0)), words, m[5])
    },
  ),
  // kl 22 och …: the same without the span
  say(`${before}(?:kl\\.?|klockan|klocka)\\s*${hours}(?:[.:]?([0-5]\\d))?(?=\\s*och)`, (m) =>
    at(clock(Number(m[3]), Number(m[4] ?? 0)), [m[1], m[2]]),
  ),
  // 22.30, 22:30-23:15
  say(`${before}(?<![\\d/.:-])${hours}[.:]([0-5]\\d)(?![\\d/]|[.:]\\d)${unit}${rangeEnd}`, (m) => {
    const words = [m[1], m[2]]
    return isSpan(m[5], words) ? at(clock(Number(m[3]), Number(m[4])), words, m[5]) : undefined
  }),
  say(`${before}(?<![\\d/.:-])${hours}[.:]([0-5]\\d)(?![\\d/]|[.:]\\d)(?=\\s*och)`, (m) =>
    at(clock(Number(m[3]), Number(m[4])), [m[1], m[2]]),
  ),
  // mellan 22 och 23
  say(
    '(?:mellan|fran)\\s+([01]?\\d|2[0-4])(?:[.:]([0-5]\\d))?\\s*(?:och|till|-|–)\\s*([01]?\\d|2[0-4])(?:[.:]([0-5]\\d))?(?![\\d/])(?!\\s+(?!igar)[a-z]+(?:ar|or|er)(?![a-z]))',
    (m) => {
      const read = clock(Number(m[1]), Number(m[2] ?? 0))
      return read && { clock: read, saysMore: true }
    },
  ),
  // halv elva, kvart över nio, tio i åtta, fem över halv tre
  say(
    `${before}(?:(?:kl\\.?|klockan)\\s*)?(halv|kvart (?:i|over)|${steps} over|${steps} (?:i|over) halv) (${hourWord}|1[0-2]|[1-9])`,
    (m) => {
      const [, first, second, words, hour] = m
      return words && hour ? at(spokenClock(words, hour), [first, second]) : undefined
    },
  ),
  say(`(${steps} i) (${hourWord})`, (m) => {
    const read = spokenClock(m[1] ?? '', m[2] ?? '')
    return read && { clock: read, needsMore: true }
  }),
  say(`(?:kl\\.?|klockan|vid|ca|runt)\\s+(${steps} i) (${hourWord}|1[0-2]|[1-9])`, (m) =>
    at(spokenClock(m[1] ?? '', m[2] ?? ''), []),
  ),
  // klockan tio, vid niotiden, 22-tiden
  say(`${before}(?:kl\\.?|klockan)\\s+(${hourWord})${tail}`, (m) =>
    at(clock(spokenHour(m[3] ?? ''), 0, true), [m[1], m[2]]),
  ),
  say(`${before}(?:(${hourWord})|${hours})[ -]?(?:tiden|snaret)`, (m) => {
    const hour = m[3] ? spokenHour(m[3]) : Number(m[4])
    return at(clock(hour, 0, m[3] !== undefined), [m[1], m[2]])
  }),
  // a bare 22 or 2230: only beside a day, and only when nothing is counted by it
  say(`${before}(?:([01]\\d|2[0-3])([0-5]\\d)|([01]?\\d|2[0-4])${notCounting})`, (m) => {
    const read = clock(Number(m[3] ?? m[5]), Number(m[4] ?? 0))
    return read && { ...at(read, [m[1], m[2]]), clock: read, needsMore: true }
  }),
  say('([01]?\\d|2[0-4])(?:-|–)([01]?\\d|2[0-4])(?:[ -]?tiden)?(?![\\d/:-]|\\.\\d)', (m) => {
    const read = clock(Number(m[1]))
    return read && { clock: read, needsMore: true, saysMore: true }
  }),
  say('(?:(?:vid|runt|kring|strax (?:efter|fore)|omkring)\\s+)?midnatt', () => ({
    clock: { hour: 24, minute: 0, twelve: false },
  })),
]
