import { describe, expect, test } from '@jest/globals'
import {
  type FilterReading,
  readFilter,
  readLine,
  readMoment,
  readPeriod,
  stem,
} from '../../src/reading/index.ts'
import { filters } from './filters.ts'
import { heldOut, heldOutLater, readOtherwise } from './held-out.ts'
import { atOtherTimes, lines } from './lines.ts'
import { monday, mora, shown, stockholm } from './mora.ts'

function understood(line: string) {
  const { categoryId = '', placeId = '', occurredAt } = readLine(line, mora, monday)
  return [categoryId, placeId, shown(occurredAt)]
}

describe('a line is read', () => {
  test('in a table of at least 120 lines', () => {
    expect(lines.length).toBeGreaterThanOrEqual(120)
    expect(new Set(lines.map(([line]) => line)).size).toBe(lines.length)
  })

  test.each(lines)('%j', (line, category, place, at, description) => {
    expect([...understood(line), readLine(line, mora, monday).description]).toEqual([
      category,
      place,
      at,
      description,
    ])
  })

  test.each(atOtherTimes)('at %s: %j is %j', (now, line, at) => {
    expect(shown(readLine(line, mora, stockholm(now)).occurredAt)).toBe(at)
  })

  test.each([...heldOut, ...heldOutLater])('held out: %j', (line, ...expected) => {
    expect(understood(line)).toEqual(readOtherwise.get(line) ?? expected)
  })

  test('the same without å, ä and ö, and in capitals', () => {
    for (const [line] of lines) {
      const plain = line.normalize('NFD').replace(/\p{Mn}/gu, '')
      // Without its dots "gäng" may be "gång", and is not taken for either.
      if (/gäng|gång/i.test(line)) continue
      expect([line, ...understood(plain)]).toEqual([line, ...understood(line)])
      expect([line, ...understood(line.toUpperCase())]).toEqual([line, ...understood(line)])
    }
  })

  test('and says where in the line each thing stands', () => {
    const line = 'Buskörning på Noret igår 22.30, ett tjugotal bilar'
    const { spans } = readLine(line, mora, monday)
    expect(spans.map(({ start, end, meaning }) => [meaning, line.slice(start, end)])).toEqual([
      ['category', 'Buskörning'],
      ['place', 'på Noret'],
      ['time', 'igår 22.30'],
    ])
  })

  test('and says how exactly the time was told', () => {
    const precision = (line: string) => readLine(line, mora, monday).precision
    expect(precision('bråk igår')).toBe('day')
    expect(precision('bråk igår kväll')).toBe('partOfDay')
    expect(precision('bråk igår 22.30')).toBe('minute')
    expect(precision('bråk')).toBeUndefined()
  })

  test('with the first 02.30 of the night that has two', () => {
    const now = stockholm('2026-10-25 10:00')
    expect(readMoment('i natt kl 02.30', now)?.at).toBe('2026-10-25T00:30:00.000Z')
    expect(readMoment('för åtta och en halv timme sedan', now)?.at).toBe('2026-10-25T00:30:00.000Z')
  })

  test('by the time told most exactly when several are told', () => {
    const at = (line: string) => shown(readMoment(line, monday)?.at)
    expect(at('nu har det hänt igen, i går 22.30')).toBe('2026-11-22 22:30')
    expect(at('i fredags och i lördags kl 23')).toBe('2026-11-21 23:00')
    expect(at('kl 22.30 och kl 23.30')).toBe('2026-11-22 22:30')
  })

  test('without taking numbers for clocks', () => {
    for (const text of [
      'E45',
      'rv 70',
      '20 bilar',
      '12.50 kr',
      '24/7',
      'H-2026-0001',
      '90 km/h',
      'lampa 2230',
      '1.500',
    ]) {
      expect([text, readMoment(text, monday)?.at]).toEqual([text, undefined])
    }
  })
})

describe('a list is narrowed', () => {
  test('in a table of at least 40 lines', () => {
    expect(filters.length).toBeGreaterThanOrEqual(40)
  })

  test.each(filters)('%j', (line, { from, to, text = '', ...expected }) => {
    const { period, ...read }: FilterReading = readFilter(line, mora, monday)
    expect({ ...read, from: shown(period?.from), to: shown(period?.to) }).toEqual({
      ...expected,
      text,
      from: from ?? '',
      to: to ?? '',
    })
  })

  test('by a week of which a day has 23 hours, and one of which has 25', () => {
    const hours = (text: string) => {
      const period = readPeriod(text, monday)
      return period && (Date.parse(period.to) - Date.parse(period.from)) / 3_600_000
    }
    expect(hours('v 13')).toBe(7 * 24 - 1)
    expect(hours('v 43')).toBe(7 * 24 + 1)
  })

  test('by the last week of a year with 53, when the new year has begun', () => {
    const period = readPeriod('förra veckan', stockholm('2027-01-05 08:00'))
    expect([shown(period?.from), shown(period?.to)]).toEqual(['2026-12-28 00:00', '2027-01-04 00:00'])
    expect(shown(readPeriod('v 53', stockholm('2027-01-05 08:00'))?.from)).toBe('2026-12-28 00:00')
  })
})

describe('a stem', () => {
  test.each([
    ['Skadegörelsen', 'skadegorelse'],
    ['biblioteket', 'bibliotek'],
    ['bråket', 'bråk'],
    ['parkeringarna', 'Parkering'],
    ['stölderna', 'stöld'],
    ['gymnasiet', 'gymnasium'],
    ['Norets', 'noret'],
    ['Östnors', 'östnor'],
    ['industriområdet', 'industriområde'],
    ['traktorerna', 'traktor'],
  ])('of %j is that of %j', (one, other) => {
    expect(stem(one)).toBe(stem(other))
  })
})
