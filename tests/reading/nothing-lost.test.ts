import { expect, test } from '@jest/globals'
import fc from 'fast-check'
import { readFilter, readLine, readMoment, readPeriod } from '../../src/reading/index.ts'
import { instant } from '../../src/shared/clock.ts'
import { filters } from './filters.ts'
import { heldOut } from './held-out.ts'
import { atOtherTimes, lines } from './lines.ts'
import { mora } from './mora.ts'

const known = [
  ...lines.map(([line]) => line),
  ...heldOut.map(([line]) => line),
  ...atOtherTimes.map(([, line]) => line),
  ...filters.map(([line]) => line),
]
const knownWords = [...new Set(known.flatMap((line) => line.split(' ')))]
/** Words that speak of what is to come. A date may, too, when it is near. */
const announcing =
  /idag|i dag|ikväll|i kväll|morgon|övermorgon|på |nästa|kommande|om |vecka|\d\/\d|\d-\d|\d{8}|jan|feb|mar|apr|maj|jun|jul|aug|sep|okt|nov|dec|eftermiddag|förmiddag|\bem\b|\bfm\b/i

const word = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom(...knownWords) },
  { weight: 2, arbitrary: fc.nat(9999).map(String) },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      'kl',
      '22.30',
      '24/7',
      '–',
      '-',
      '(',
      '"',
      '3/10',
      'den',
      'i',
      'på',
      'natt',
      'mot',
      ':',
    ),
  },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 8 }) },
)
const line = fc.oneof(
  fc.array(word, { maxLength: 25 }).map((words) => words.join(' ')),
  fc
    .tuple(fc.array(word, { maxLength: 25 }), fc.constantFrom(', ', '. ', '\n', ' - ', '; ', '\t'))
    .map(([words, mark]) => words.join(mark)),
  fc.string({ unit: 'binary', maxLength: 200 }),
  fc.string({ unit: 'grapheme', maxLength: 100 }),
)
const now = fc
  .date({ min: new Date('2020-01-01'), max: new Date('2035-12-31'), noInvalidDate: true })
  .map((date) => instant(date))

const wordsOf = (text: string) =>
  Array.from(text.matchAll(/[\p{L}\p{N}]+/gu), (match) => ({
    word: match[0].toLowerCase(),
    start: match.index,
    end: match.index + match[0].length,
  }))

test('no line makes the reader fail, and no word of it is lost', () => {
  fc.assert(
    fc.property(line, now, (text, at) => {
      const { description, spans } = readLine(text, mora, at)
      const left = wordsOf(description).map(({ word: each }) => each)
      for (const { word: each, start, end } of wordsOf(text.normalize('NFC'))) {
        if (spans.some((span) => span.start <= start && end <= span.end)) continue
        const found = left.indexOf(each)
        expect([each, found >= 0]).toEqual([each, true])
        left.splice(found, 1)
      }
    }),
    { numRuns: 1500 },
  )
})

test('nothing is added: every word of the description is one of the line', () => {
  fc.assert(
    fc.property(line, now, (text, at) => {
      const there = wordsOf(text.normalize('NFC')).map(({ word: each }) => each)
      for (const { word: each } of wordsOf(readLine(text, mora, at).description)) {
        const found = there.indexOf(each)
        expect([each, found >= 0]).toEqual([each, true])
        there.splice(found, 1)
      }
    }),
    { numRuns: 1000 },
  )
})

test('a time is never ahead of now, unless the line announces it', () => {
  fc.assert(
    fc.property(line, now, (text, at) => {
      const { occurredAt } = readLine(text, mora, at)
      fc.pre(!announcing.test(text))
      if (occurredAt) expect(occurredAt <= at).toBe(true)
    }),
    { numRuns: 1500 },
  )
})

test('no line makes a filter, a moment or a period fail, and a period ends after it begins', () => {
  fc.assert(
    fc.property(line, now, (text, at) => {
      readMoment(text, at)
      const period = readPeriod(text, at)
      if (period) expect(period.from < period.to).toBe(true)
      const { period: narrowed } = readFilter(text, mora, at)
      expect(narrowed).toEqual(period && { from: period.from, to: period.to })
    }),
    { numRuns: 1000 },
  )
})
