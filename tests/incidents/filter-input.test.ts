import { describe, expect, test } from '@jest/globals'
import { filterOf, sayFilter, selectionOf } from '../../src/incidents/filter-input.ts'
import { townOf, townPointer } from '../../src/incidents/vocabulary.ts'
import { instant } from '../../src/shared/clock.ts'

const now = instant('2026-11-20T08:00:00.000Z')
const choices = { places: [], categories: [], areas: [{ title: 'Noret', value: townPointer('Noret') }] }
const from = '2026-11-08T23:00:00.000Z'
const to = '2026-11-15T23:00:00.000Z'

describe('A filter among untrusted data', () => {
  test('is texts of known fields, tidied and short; “all” narrows nothing', () => {
    const data = {
      text: `  ${'å'.repeat(300)} `,
      place: 'all',
      status: 7,
      period: ['week'],
      other: 'x',
      area: '',
    }
    expect(filterOf(data)).toEqual({ text: 'å'.repeat(100) })
  })

  test('narrows to the interval that it says', () => {
    expect(selectionOf({ period: `${from}/${to}` }, now)).toEqual({ since: from, before: to })
    expect(selectionOf({ period: 'week' }, now)).toEqual({ since: '2026-11-13T08:00:00.000Z' })
  })

  test.each([
    `${from}`,
    `${from}/`,
    `/${to}`,
    `${from}/${to}/${to}`,
    '2026-11-09/2026-11-16',
    'igår/idag',
    "'; drop table incidents; --/x",
    '2026-13-45T00:00:00.000Z/2026-11-15T23:00:00.000Z',
    `P1W/${to}`,
    'decade',
  ])('with the forged period %j is not narrowed by it, and says nothing of it', (period) => {
    expect(selectionOf({ period }, now)).toEqual({})
    expect(sayFilter({ period }, choices, 'sv')).toBeUndefined()
  })

  test('with an interval that ends before it begins finds nothing, and does not fail', () => {
    expect(selectionOf({ period: `${to}/${from}` }, now)).toEqual({ since: to, before: from })
    expect(sayFilter({ period: `${to}/${from}` }, choices, 'sv')).toEqual(expect.any(String))
  })

  test('tells a part of the municipality from a focus area', () => {
    expect(selectionOf({ area: townPointer('Noret') }, now)).toEqual({ town: 'Noret' })
    expect(selectionOf({ area: 'ett-fokusområde' }, now)).toEqual({ focusAreaId: 'ett-fokusområde' })
    expect(sayFilter({ area: townPointer('Noret') }, choices, 'sv')).toBe('Noret')
    expect(townOf('Noret')).toBeUndefined()
  })

  test('with a forged part of the municipality says nothing of it, and no status but those that are listed', () => {
    expect(sayFilter({ area: townPointer('<b>Återhållet</b>') }, choices, 'sv')).toBeUndefined()
    // A pointer to no part at all narrows to no focus area that there is.
    expect(selectionOf({ area: 'town:' }, now)).toEqual({ focusAreaId: 'town:' })
    for (const status of ['undone', 'allt', 'NEW']) expect(selectionOf({ status }, now)).toEqual({})
    expect(selectionOf({ status: 'withdrawn' }, now)).toEqual({ status: 'withdrawn' })
  })
})
