import type { Parser } from 'chrono-node'
import { englishDayParsers } from './day-phrases-en.ts'
import {
  dayNumber,
  month,
  number,
  numberOf,
  ordinal,
  partOf,
  partWord,
  weekday,
  weekdayNumber,
} from './day-words.ts'
import {
  calendarDay,
  dayOfMonth,
  daysAgo,
  daysAhead,
  latestDay,
  latestWeekday,
  nextWeekday,
  type Piece,
  pastWeekday,
  thisDay,
  thisEvening,
  tonight,
  weekdayOfWeek,
  weekdayOfWeekNumber,
} from './moment-pieces.ts'
import { phrase } from './phrases.ts'

const say = (source: string, read: (match: RegExpExecArray) => Piece | undefined): Parser =>
  phrase<Piece>(source, read)

const parts: readonly Parser[] = [
  say(`(?:(sent|sen|tidigt|tidig) )?(pa|under|om) (?:(sena|tidiga) )?(${partWord})`, (m) => {
    const word = m[4] ?? ''
    const shift = shiftOf(m[1] ?? m[3])
    return {
      part: partOf(word),
      ...(shift && { shift }),
      ...(!(m[2] === 'under' && /en$/.test(word)) && { needsMore: true }),
    }
  }),
  say('(?:nattetid|kvallstid)', (m) => ({ part: m[0].startsWith('n') ? 'natt' : 'kvall', needsMore: true })),
  say('(?:vid )?(?:lunchtid|lunchdags)|vid lunch|mitt pa dagen|pa lunchen|pa lunchrasten', () => ({
    part: 'lunch',
  })),
  say(`(?:${partWord})`, (m) => ({ part: partOf(m[0]), needsMore: true })),
  say('sent|tidigt', (m) => ({ shift: m[0] === 'sent' ? 'late' : 'early', needsMore: true })),
  say('(?:(?:pa|under) )?(?:hela )?natten? (?:till|mot)', () => ({
    nightBefore: true,
    part: 'natt',
    needsMore: true,
  })),
  say(
    `(?:(?:pa|under) )?(?:hela )?natten? mellan (?:den )?(${weekday}g?)(?:en|s)? (?:och|till) (?:${weekday}g?)(?:en|s)?`,
    (m) => ({
      day: latestWeekday(weekdayNumber(m[1] ?? '')),
      part: 'natt',
    }),
  ),
]

function shiftOf(word: string | undefined): Piece['shift'] {
  if (!word) return undefined
  return word.startsWith('s') ? 'late' : 'early'
}

const since = '((?:sedan|sen|efter|fore|innan) )?'
const more = (word: string | undefined): Piece => {
  if (!word) return {}
  return { saysMore: true, edge: /^(?:fore|innan)/.test(word) ? 'before' : 'since' }
}

const relativeDays: readonly Parser[] = [
  say(`${since}(?:i ?gar|igor)`, (m) => ({ day: daysAgo(1), ...more(m[1]) })),
  say('i ?gar ?(?=kvall|natt|morse|morgon|em|fm|eftermiddag|formiddag)', () => ({ day: daysAgo(1) })),
  say(`${since}(?:i )?forrgar`, (m) => ({ day: daysAgo(2), ...more(m[1]) })),
  say('i ?dag|under dagen', () => ({ day: thisDay })),
  say('i ?(?:morgon|morron|morrn|morn)(?: ?bitti(?:da)?)?', (m) => ({
    day: daysAhead(1),
    ...(m[0].includes('bitti') && { part: 'morgon' as const }),
  })),
  say('i ?overmorgon', () => ({ day: daysAhead(2) })),
  say('i ?morse', () => ({ day: latestDay, part: 'morgon' })),
  say('i ?(formiddag|eftermiddag|em|fm)', (m) => ({ day: thisDay, part: partOf(m[1] ?? '') })),
  say('i ?(formiddags|eftermiddags|middags|kvalls)', (m) => ({ day: latestDay, part: partOf(m[1] ?? '') })),
  say('i ?kvall|nu i ?kvall', () => ({ day: thisEvening, part: 'kvall' })),
  say('i ?natt|natten som var', () => ({ day: tonight, part: 'natt' })),
  say(`for (${number}) ?(dagar|dag|dygn|veckor|vecka) (?:sedan|sen|tillbaka)`, (m) => {
    const days = numberOf(m[1] ?? '') * ((m[2] ?? '').startsWith('v') ? 7 : 1)
    return Number.isInteger(days) && days <= 400 ? { day: daysAgo(days) } : undefined
  }),
  say(`om (${number}) ?(dagar|dag|dygn|veckor|vecka)`, (m) => {
    const days = numberOf(m[1] ?? '') * ((m[2] ?? '').startsWith('v') ? 7 : 1)
    return Number.isInteger(days) && days <= 400 ? { day: daysAhead(days) } : undefined
  }),
]

const of = (m: RegExpExecArray, group = 1) => weekdayNumber(m[group] ?? '')
const compound = '(kvall(?:en)?|natt(?:en)?|morgon(?:en)?|formiddag(?:en)?|eftermiddag(?:en)?|morron(?:en)?)'

const weekdayPhrases: readonly Parser[] = [
  say(`${since}i ?(${weekday})g?s`, (m) => ({ day: pastWeekday(of(m, 2)), ...more(m[1]) })),
  say(
    `(?:i |pa |under )?(${weekday})g?s?(?:en)?s? ?${compound.replace('(', '(?:')}? ?(?:i )?(forra|nasta) veckan?`,
    (m) => {
      const part = new RegExp(compound).exec(m[0].slice(6))?.[1]
      return { day: weekdayOfWeek(of(m), m[2] === 'forra' ? -1 : 1), ...(part && { part: partOf(part) }) }
    },
  ),
  say(`(?:i |pa |under )?(${weekday})g?s?(?:en)? (?:i )?(?:vecka|v)\\.? ?(\\d{1,2})`, (m) => ({
    day: weekdayOfWeekNumber(of(m), Number(m[2])),
  })),
  say(`(forra|nasta) veckans (${weekday})g`, (m) => ({
    day: weekdayOfWeek(of(m, 2), m[1] === 'forra' ? -1 : 1),
  })),
  say(`forra (${weekday})g(?:en)?s?`, (m) => ({ day: weekdayOfWeek(of(m), -1) })),
  say(`senaste (${weekday})g(?:en)?`, (m) => ({ day: pastWeekday(of(m)) })),
  say(`(?:(?:nu )?pa|nasta|kommande|nu pa) (${weekday})g`, (m) => ({ day: nextWeekday(of(m)) })),
  say(`(?:nasta|kommande) (${weekday})gen`, (m) => ({ day: nextWeekday(of(m)) })),
  say(`${since}(?:pa |under |om )?(${weekday})g(?:en|ens)`, (m) => ({
    day: latestWeekday(of(m, 2)),
    ...more(m[1]),
  })),
  say(`${since}(${weekday})g`, (m) => ({ day: latestWeekday(of(m, 2)), ...more(m[1]) })),
  say('(fre|tors|ons|tis|lor)\\.?(?=\\s+(?:kl|\\d\\d?[.:]\\d\\d))', (m) => ({ day: latestWeekday(of(m)) })),
  // fredagskväll, på lördagkväll, förra fredagsnatten
  say(`(i |pa |under |forra |nasta )?(${weekday})gs?${compound}`, (m) => {
    const part = m[3] ?? ''
    const way = m[1]?.trim()
    const day =
      way === 'forra'
        ? weekdayOfWeek(of(m, 2), -1)
        : way === 'nasta' || (way === 'pa' && !part.endsWith('en'))
          ? nextWeekday(of(m, 2))
          : latestWeekday(of(m, 2))
    return { day, part: partOf(part) }
  }),
]

const named = `(?:(?:pa |i )?(?:(?:${weekday})gs?(?:en)?,?|(?:man|tis|ons|tors|fre|lor|son)\\.?) )?`
const fullYear = (text: string | undefined) =>
  text === undefined ? undefined : Number(text.length === 2 ? `20${text}` : text)

const dates: readonly Parser[] = [
  say(`${since}${named}(?:den )?(\\d{1,2}(?::?[ea])?|${ordinal}) (${month})(?: (20\\d\\d))?`, (m) => {
    const day = calendarDay(dayNumber(m[2] ?? ''), m[3] ?? '', fullYear(m[4]))
    return day && { day, ...more(m[1]) }
  }),
  say(
    `${since}${named}(?:den )?(?<![\\d/.])(\\d{1,2})/(\\d{1,2})(?:(?:[-/]| (?=20))(20\\d\\d|\\d\\d))?(?![\\d/])`,
    (m) => {
      const [, first, day, monthText, year] = m
      if (Number(monthText) > 12 || Number(day) > 31 || Number(day) === 0 || Number(monthText) === 0)
        return undefined
      if (m[0] === '24/7') return undefined
      const read = calendarDay(Number(day), Number(monthText), fullYear(year))
      return read && { day: read, ...more(first) }
    },
  ),
  say('(20\\d\\d)-([01]?\\d)-([0-3]?\\d)t?(?=$|[^\\d-])', iso),
  say('(20\\d\\d)-([01]\\d)-([0-3]\\d)(?=t\\d)', iso),
  say('(20[0-4]\\d)([01]\\d)([0-3]\\d)(?!-?\\d)', iso),
  say(`${named}den (\\d{1,2}):?[ea]`, (m) => {
    const day = dayOfMonth(Number(m[1]))
    return Number(m[1]) >= 1 && Number(m[1]) <= 31 && day ? { day } : undefined
  }),
]

function iso(m: RegExpExecArray): Piece | undefined {
  const day = calendarDay(Number(m[3]), Number(m[2]), Number(m[1]))
  return Number(m[2]) >= 1 && Number(m[2]) <= 12 && day ? { day } : undefined
}

/** Days and parts of them: moments and periods are made of these. */
export const dayParsers: readonly Parser[] = [
  ...relativeDays,
  ...weekdayPhrases,
  ...dates,
  ...parts,
  ...englishDayParsers,
]
