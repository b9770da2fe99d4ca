import { describe, expect, test } from '@jest/globals'
import { agendaWords } from '../../src/meetings/agenda-words.ts'
import { earlierMonths, type Season, seasonsIn } from '../../src/meetings/season.ts'
import { type CategoryId, newId } from '../../src/shared/ids.ts'
import { type LocalDate, sayMonths } from '../../src/shared/stockholm.ts'

const day = (text: string) => text as LocalDate
const [since, today] = [day('2024-01-01'), day('2026-01-01')]

const named = (sv: string) => ({ id: newId<CategoryId>(), name: { sv, en: sv } })
const [vandalism, fires, litter, noise] = ['Skadegörelse', 'Bränder', 'Nedskräpning', 'Störande ljud'].map(
  named,
) as [Season['category'], Season['category'], Season['category'], Season['category']]

describe('The months of earlier years that a meeting looks at', () => {
  test.each([
    // The meeting, since when there are reports, today, and what is looked at.
    ['2026-06-11', '2023-01-10', '2026-06-01', ['2025-06..2025-08', '2024-06..2024-08', '2023-06..2023-08']],
    ['2026-06-15', '2024-12-01', '2026-06-15', ['2025-06..2025-08']],
    ['2026-06-16', '2024-12-01', '2026-06-15', ['2025-07..2025-09']],
    ['2026-11-26', '2019-01-01', '2026-11-20', ['2025-12..2026-02', '2024-12..2025-02', '2023-12..2024-02']],
    // Not before the council reported the whole of them.
    ['2026-06-11', '2025-06-02', '2026-06-11', []],
    ['2026-06-11', '2025-06-01', '2026-06-01', ['2025-06..2025-08']],
    // Less than a year of reports says nothing of a year.
    ['2026-06-11', '2025-06-01', '2026-05-31', []],
    // A meeting long ahead: what is not over yet is not looked at.
    ['2027-10-14', '2025-01-01', '2026-11-20', ['2025-10..2025-12']],
    // A meeting that has been: what came after it is not an earlier year.
    ['2026-02-12', '2024-12-01', '2026-11-20', ['2025-02..2025-04']],
  ])('%s, with reports since %s, on %s', (on, first, now, looked) => {
    const months = earlierMonths(day(on), day(first), day(now))
    expect(months.map(({ from, before }) => `${from.slice(0, 7)}..${before.slice(0, 7)}`)).toEqual(looked)
    expect(months.every(({ from, before }) => from.endsWith('-01') && before.endsWith('-01'))).toBe(true)
  })
})

describe('What earlier years say of the months that come', () => {
  const months = { from: day('2025-07-01'), before: day('2025-09-01') }
  const before = { from: day('2024-07-01'), before: day('2024-09-01') }
  const of = (category: Season['category'], count: number) => ({ category, count })
  // Two years are 731 days, the two months 62: 118 reports in all are ten in so long a time.
  const tenUsual = of(vandalism, 118)

  test.each([
    ['as many as usual', 10, []],
    ['a little more than usual', 14, []],
    ['half as many again', 16, [16]],
    ['twice as many', 20, [20]],
  ])('%s', (_, count, told) => {
    const seasons = seasonsIn([{ ...months, counts: [of(vandalism, count)] }], [tenUsual], since, today)
    expect(seasons.map((each) => each.count)).toEqual(told)
  })

  test('four reports are never told, however few are usual', () => {
    const few = (count: number) =>
      seasonsIn([{ ...months, counts: [of(fires, count)] }], [of(fires, count)], since, today)
    expect(few(4)).toEqual([])
    expect(few(5)).toMatchObject([{ category: fires, count: 5, ...months }])
    expect(few(5)[0]?.times).toBeCloseTo(731 / 62)
  })

  test('the latest of several years, and an older one when the latest was as usual', () => {
    const [many, more, usual] = [of(vandalism, 20), of(vandalism, 30), of(vandalism, 9)]
    const told = (latest: typeof many, older: typeof many) =>
      seasonsIn(
        [
          { ...months, counts: [latest] },
          { ...before, counts: [older] },
        ],
        [tenUsual],
        since,
        today,
      )
    expect(told(many, more)).toMatchObject([{ count: 20, from: months.from }])
    expect(told(usual, more)).toMatchObject([{ count: 30, from: before.from }])
    expect(told(usual, usual)).toEqual([])
  })

  test('the three categories with the most reports, the most first', () => {
    const counts = [of(fires, 6), of(litter, 12), of(noise, 5), of(vandalism, 9)]
    const seasons = seasonsIn([{ ...months, counts }], counts, since, today)
    expect(seasons.map(({ category }) => category.name.sv)).toEqual([
      ...['Nedskräpning', 'Skadegörelse', 'Bränder'],
    ])
  })

  test('nothing without reports, and nothing of a category that is not in the whole', () => {
    expect(seasonsIn([{ ...months, counts: [] }], [], since, today)).toEqual([])
    expect(seasonsIn([{ ...months, counts: [of(fires, 9)] }], [], since, today)).toEqual([])
  })
})

describe('A season in words', () => {
  const said = (times: number, locale: 'sv' | 'en' = 'sv') => {
    const months = sayMonths(day('2025-07-01'), day('2025-08-31'), locale).replace(/\s/g, ' ')
    return agendaWords(locale).facts.season(locale === 'sv' ? 'Skadegörelse' : 'Vandalism', 14, months, times)
  }

  test.each([
    [1.5, 'Skadegörelse: 14 rapporter i juli–augusti 2025, hälften fler än vanligt.'],
    [1.74, 'Skadegörelse: 14 rapporter i juli–augusti 2025, hälften fler än vanligt.'],
    [1.75, 'Skadegörelse: 14 rapporter i juli–augusti 2025, dubbelt så många som vanligt.'],
    [2.49, 'Skadegörelse: 14 rapporter i juli–augusti 2025, dubbelt så många som vanligt.'],
    [2.5, 'Skadegörelse: 14 rapporter i juli–augusti 2025, tre gånger så många som vanligt.'],
    [5.4, 'Skadegörelse: 14 rapporter i juli–augusti 2025, fem gånger så många som vanligt.'],
    [5.5, 'Skadegörelse: 14 rapporter i juli–augusti 2025, mer än fem gånger så många som vanligt.'],
    [17, 'Skadegörelse: 14 rapporter i juli–augusti 2025, mer än fem gånger så många som vanligt.'],
  ])('%s times as many', (times, sentence) => {
    expect(said(times)).toBe(sentence)
  })

  test.each([
    [1.5, 'Vandalism: 14 reports in July – August 2025, half as many again as usual.'],
    [2, 'Vandalism: 14 reports in July – August 2025, twice as many as usual.'],
    [3, 'Vandalism: 14 reports in July – August 2025, three times as many as usual.'],
    [9, 'Vandalism: 14 reports in July – August 2025, more than five times as many as usual.'],
  ])('%s times as many, in English', (times, sentence) => {
    expect(said(times, 'en')).toBe(sentence)
  })

  test('over the turn of the year with both years', () => {
    const months = sayMonths(day('2025-12-01'), day('2026-01-31'), 'sv')
    expect(months).toBe('december 2025–januari 2026')
  })
})
