import { describe, expect, test } from '@jest/globals'
import { readMoment } from '../../src/reading/index.ts'
import { instant } from '../../src/shared/clock.ts'
import { localDate } from '../../src/shared/stockholm.ts'

/** A Friday, week 47, nine in the morning in Stockholm. */
const now = instant('2026-11-20T08:00:00.000Z')

const days: readonly (readonly [text: string, on: string, words: string, precision: string])[] = [
  ['noise at Noret yesterday', '2026-11-19', 'yesterday', 'day'],
  ['noise yesterday evening', '2026-11-19', 'yesterday evening', 'partOfDay'],
  ['the day before yesterday', '2026-11-18', 'the day before yesterday', 'day'],
  ['cars this morning', '2026-11-20', 'this morning', 'partOfDay'],
  ['cars last night', '2026-11-20', 'last night', 'partOfDay'],
  ['two days ago', '2026-11-18', 'two days ago', 'day'],
  ['last Friday', '2026-11-13', 'last Friday', 'day'],
  ['on Saturday night', '2026-11-15', 'on Saturday night', 'partOfDay'],
  ['on November 14th', '2026-11-14', 'on November 14th', 'day'],
  ['the 3rd of October 2026', '2026-10-03', 'the 3rd of October 2026', 'day'],
  ['next Monday', '2026-11-23', 'next Monday', 'day'],
]

describe('A day told in English', () => {
  test.each(days)('%s', (text, on, words, precision) => {
    const read = readMoment(text, now)
    expect(read && [localDate(read.at), text.slice(read.start, read.end), read.precision]).toEqual([
      on,
      words,
      precision,
    ])
  })

  test.each(['they march on', 'it may be late', 'the 31st of April', 'Fridays'])('is not in: %s', (text) => {
    expect(readMoment(text, now)).toBeUndefined()
  })
})
