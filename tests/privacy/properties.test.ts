import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { checkText } from '../../src/privacy/index.ts'
import { caught } from './caught-cases.ts'
import { passing } from './passing-cases.ts'
import { kindsIn, moraRules } from './table.ts'

const rules = moraRules()
const numRuns = 3000
const sentences = [...passing, ...caught].map(({ text }) => text)
const plain = passing.map(({ text }) => text)
const words = [...new Set(sentences.flatMap((text) => text.split(/\s+/)))]

/** Anything: real sentences, their words in any order, loose digits and signs, and what nobody would type. */
const anyText = fc.oneof(
  fc.array(fc.constantFrom(...sentences), { maxLength: 4 }).map((some) => some.join(' ')),
  fc.array(fc.constantFrom(...words), { maxLength: 40 }).map((some) => some.join(' ')),
  fc
    .array(fc.oneof(fc.constantFrom(...words), fc.stringMatching(/^[0-9+() @./-]{1,14}$/), fc.string()), {
      maxLength: 20,
    })
    .map((some) => some.join(' ')),
  fc.string({ unit: 'binary', maxLength: 300 }),
)

/** The tenth digit of a personnummer, written here anew so that the library is not its own judge. */
function checkDigit(nine: string): number {
  const sum = [...nine]
    .map((digit, place) => Number(digit) * (place % 2 === 0 ? 2 : 1))
    .reduce((all, product) => all + Math.floor(product / 10) + (product % 10), 0)
  return (10 - (sum % 10)) % 10
}

const spellings = {
  'ten digits and a dash': (day: string, last: string) => `${day.slice(2)}-${last}`,
  'ten digits': (day: string, last: string) => `${day.slice(2)}${last}`,
  'ten digits and a space': (day: string, last: string) => `${day.slice(2)} ${last}`,
  'ten digits and a plus': (day: string, last: string) => `${day.slice(2)}+${last}`,
  'ten digits, a dash in spaces': (day: string, last: string) => `${day.slice(2)} - ${last}`,
  'ten digits and a long dash': (day: string, last: string) => `${day.slice(2)}–${last}`,
  'twelve digits and a dash': (day: string, last: string) => `${day}-${last}`,
  'twelve digits': (day: string, last: string) => `${day}${last}`,
  'twelve digits and a space': (day: string, last: string) => `${day} ${last}`,
  'a day with dashes': (day: string, last: string) =>
    `${day.slice(0, 4)}-${day.slice(4, 6)}-${day.slice(6)}-${last}`,
  'a day with points': (day: string, last: string) =>
    `${day.slice(0, 4)}.${day.slice(4, 6)}.${day.slice(6)}-${last}`,
  'a day with spaces': (day: string, last: string) =>
    `${day.slice(0, 4)} ${day.slice(4, 6)} ${day.slice(6)}-${last}`,
}

const two = (value: number) => String(value).padStart(2, '0')

/** A valid personnummer or samordningsnummer in one of its spellings. */
const personalNumber = fc
  .record({
    year: fc.integer({ min: 1900, max: 2025 }),
    month: fc.integer({ min: 1, max: 12 }),
    day: fc.integer({ min: 1, max: 28 }),
    three: fc.integer({ min: 1, max: 999 }),
    coordination: fc.boolean(),
    spelling: fc.constantFrom(...Object.values(spellings)),
  })
  .map(({ year, month, day, three, coordination, spelling }) => {
    const date = `${year}${two(month)}${two(day + (coordination ? 60 : 0))}`
    const serial = String(three).padStart(3, '0')
    return spelling(date, `${serial}${checkDigit(date.slice(2) + serial)}`)
  })

/** A sentence with something set before, after or between its words. */
const withInside = (inside: fc.Arbitrary<string>, around: readonly string[]) =>
  fc.tuple(fc.constantFrom(...around), fc.nat(), inside).map(([sentence, place, something]) => {
    const parts = sentence.split(' ')
    // What belongs together (a number that is allowed, a place of two words) is not torn apart.
    const whole = /\d|\p{Lu}\S* \p{Lu}/u.test(sentence)
    const at = whole ? (place % 2) * parts.length : place % (parts.length + 1)
    return [...parts.slice(0, at), something, ...parts.slice(at)].join(' ')
  })

const int = (min: number, max: number) => fc.integer({ min, max })
const date = fc
  .tuple(int(2015, 2031), int(1, 12), int(1, 28))
  .map(([year, month, day]) => `${year}-${two(month)}-${two(day)}`)
const time = fc.tuple(int(0, 23), int(0, 59)).map(([hour, minute]) => `${two(hour)}.${two(minute)}`)

/** Numbers of everyday reports: none of them is anybody's. */
const everyday = fc.oneof(
  date,
  time,
  fc.tuple(date, time).map(([day, clock]) => `${day} ${clock}`),
  fc.tuple(date, time).map(([day, clock]) => `${day} ${clock.replace('.', '')}`),
  fc.tuple(date, date).map(([from, to]) => `${from}--${to}`),
  fc.tuple(int(1, 31), int(1, 12)).map(([day, month]) => `${day}/${month}`),
  fc.tuple(time, time).map(([from, to]) => `kl ${from}-${to}`),
  fc.tuple(time, time).map(([from, to]) => `${from.replace('.', '')}-${to.replace('.', '')}`),
  int(5, 180).map((speed) => `${speed} km/h`),
  fc.constantFrom('E45', 'E16', 'riksväg 70', 'rv 26', 'väg 1024', 'länsväg 296'),
  fc
    .tuple(fc.constantFrom('KS', 'SN', 'BUN', 'TN'), int(2015, 2031), int(1, 99999))
    .map(([board, year, number]) => `dnr ${board} ${year}/${String(number).padStart(5, '0')}`),
  int(1, 9_999_999).map((amount) => `${new Intl.NumberFormat('sv').format(amount)} kr`),
  int(1, 999_999).map((amount) => `${amount} kronor`),
  int(1, 2999).map((lamp) => `lampa ${lamp}`),
  int(1, 999).map((line) => `buss ${line}`),
  int(1, 53).map((week) => `v. ${week}`),
  int(1, 120).map((item) => `§ ${item}`),
  int(1, 999).map((number) => `H-2026-${String(number).padStart(3, '0')}`),
)

describe('the privacy check, whatever is written', () => {
  test('never fails, marks places in the text that do not overlap, and suggests a clear text', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const verdict = checkText(text, rules)
        if (verdict.kind === 'clear') return
        let free = 0
        for (const { start, end } of verdict.findings) {
          expect(start).toBeGreaterThanOrEqual(free)
          expect(end).toBeGreaterThan(start)
          free = end
        }
        expect(free).toBeLessThanOrEqual(verdict.text.length)
        expect(checkText(verdict.suggestion, rules)).toMatchObject({
          kind: 'clear',
          text: verdict.suggestion,
        })
      }),
      { numRuns },
    )
  })

  test('says the same of a text however often it is asked', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const plain = (verdict: ReturnType<typeof checkText>) => JSON.stringify(verdict)
        expect(plain(checkText(text, rules))).toBe(plain(checkText(text, rules)))
      }),
      { numRuns: 500 },
    )
  })

  test.each(Object.entries(spellings))('blocks every valid personnummer written as %s', (_, spelling) => {
    expect(kindsIn(`Ring ${spelling('19121212', '1212')} om detta`, rules)).toEqual(['personnummer'])
  })

  test('blocks a valid personnummer or samordningsnummer anywhere in any sentence', () => {
    fc.assert(
      fc.property(withInside(personalNumber, sentences), (text) => {
        const verdict = checkText(text, rules)
        expect(verdict.kind).toBe('blocked')
        if (verdict.kind === 'clear') return
        expect(checkText(verdict.suggestion, rules).kind).toBe('clear')
      }),
      { numRuns },
    )
  })

  test('never takes dates, hours, speeds, roads, diary numbers, amounts, lamps and buses for something of a person', () => {
    const ofNumbers = new Set<string>([
      'personnummer',
      'samordningsnummer',
      'phone',
      'plate',
      'caseNumber',
      'account',
    ])
    const ofPlaces = new Set<string>(['homeAddress', 'ageAndClass'])
    fc.assert(
      fc.property(withInside(everyday, plain), (text) => {
        const found = kindsIn(text, rules).filter((kind) => ofNumbers.has(kind) || ofPlaces.has(kind))
        expect([text, found]).toEqual([text, []])
      }),
      { numRuns },
    )
  })

  test('lets a sentence that passes pass with such a number before it or after it', () => {
    fc.assert(
      fc.property(fc.constantFrom(...plain), everyday, everyday, (sentence, before, after) => {
        for (const text of [`${before}: ${sentence}`, `${before}. ${sentence}`, `${sentence} ${after}`]) {
          expect([text, checkText(text, rules).kind]).toEqual([text, 'clear'])
        }
      }),
      { numRuns },
    )
  })

  test('takes no long time over texts made to take long', () => {
    const hard = [
      'a'.repeat(4000),
      '0'.repeat(4000),
      '070-'.repeat(1000),
      'a@'.repeat(2000),
      'a.'.repeat(2000),
    ]
    for (const text of [
      ...hard,
      'han är '.repeat(600),
      'en psykiskt '.repeat(400),
      '('.repeat(4000),
      'Anna '.repeat(800),
    ]) {
      const start = performance.now()
      checkText(text, rules)
      expect(performance.now() - start).toBeLessThan(1500)
    }
  })
})
