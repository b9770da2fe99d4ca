import { describe, expect, test } from '@jest/globals'
import { planChoices, planFilterIn, planSelectionOf, sayPlanFilter } from '../../src/actions/plan-input.ts'
import { progressIn } from '../../src/actions/through-input.ts'
import type { Ask } from '../../src/chat/index.ts'
import type { FocusArea } from '../../src/councils/index.ts'
import { instant } from '../../src/shared/clock.ts'
import { newId } from '../../src/shared/ids.ts'
import type { LocalDate } from '../../src/shared/stockholm.ts'
import { anAction, anOwner } from '../helpers/an-action.ts'

/** Friday 20 November 2026. */
const now = instant('2026-11-20T09:00:00.000Z')

const area = (sv: string, validFrom: string): FocusArea => ({
  id: newId(),
  key: sv,
  name: { sv, en: sv },
  description: '',
  categories: [],
  areas: [],
  agreementId: newId(),
  validFrom: validFrom as LocalDate,
  validTo: null,
  position: 1,
})
const [newer, older] = [area('Trafik', '2023-01-01'), area('Trafik', '2016-09-02')]
const noret = area('Noret', '2016-09-02')
const police = anOwner('Kommunpolis', 'Polisen')
const streets = anOwner('Gatuchef', 'Tekniska förvaltningen')
const narrowing = {
  areas: [newer, older, noret],
  actions: [
    anAction({ owner: police, focusArea: { id: older.id, name: older.name } }),
    anAction({ owner: streets, focusArea: { id: noret.id, name: noret.name } }),
  ],
}
const me = newId<Ask['who']['memberId']>()
const ask = { who: { memberId: me }, locale: 'sv' } as Ask

describe('A line after åtgärder', () => {
  const named: Readonly<Record<string, string>> = {
    [police.memberId]: 'KOMMUNPOLIS',
    [streets.memberId]: 'GATUCHEF',
    [police.organisation.id]: 'POLISEN',
    [streets.organisation.id]: 'TEKNISKA',
    [newer.id]: 'TRAFIK',
    [noret.id]: 'NORET',
    [me]: 'JAG',
  }

  test.each<readonly [line: string, means: Record<string, string>]>([
    ['', {}],
    ['försenade polisen', { state: 'late', organisation: 'POLISEN' }],
    ['forsenade polisen', { state: 'late', organisation: 'POLISEN' }],
    ['trafik klara', { area: 'TRAFIK', state: 'done' }],
    ['klara i trafik', { area: 'TRAFIK', state: 'done' }],
    ['öppna noret', { area: 'NORET', state: 'open' }],
    ['mina', { owner: 'JAG' }],
    ['mina försenade', { owner: 'JAG', state: 'late' }],
    ['kommunpolis', { owner: 'KOMMUNPOLIS' }],
    ['gatuchefen', { owner: 'GATUCHEF' }],
    ['pågående', { state: 'inProgress' }],
    ['avbrutna', { state: 'cancelled' }],
    ['planerade tekniska förvaltningen', { state: 'planned', organisation: 'TEKNISKA' }],
    ['tekniska', { text: 'tekniska' }],
    ['lampor', { text: 'lampor' }],
    ['försenade lampor', { state: 'late', text: 'lampor' }],
    ['late polisen', { state: 'late', organisation: 'POLISEN' }],
    ['i november', { period: '2026-11-01/2026-12-01' }],
    ['mina i november', { owner: 'JAG', period: '2026-11-01/2026-12-01' }],
    // A plan looks ahead: the nearer December is the one that comes, the nearer October the one that was.
    ['i december', { period: '2026-12-01/2027-01-01' }],
    ['i januari', { period: '2027-01-01/2027-02-01' }],
    ['i oktober', { period: '2026-10-01/2026-11-01' }],
    ['i december 2025', { period: '2025-12-01/2026-01-01' }],
    ['förra månaden', { period: '2026-10-01/2026-11-01' }],
    ['nästa vecka', { period: '2026-11-23/2026-11-30' }],
    ['försenade per ansvarig', { state: 'late', order: 'owner' }],
    ['efter status', { order: 'status' }],
    ['per område', { order: 'area' }],
  ])('”%s” is understood', (line, means) => {
    const filter = planFilterIn(line, ask, narrowing, now)
    const read = Object.fromEntries(
      Object.entries(filter).map(([field, value]) => [field, named[value] ?? value]),
    )
    expect(read).toEqual(means)
  })

  test('means every focus area of that name, those of earlier agreements too', () => {
    const filter = planFilterIn('trafik', ask, narrowing, now)
    expect(planSelectionOf(filter, narrowing, now)).toEqual({ areaIds: [newer.id, older.id] })
  })

  test('is said back in words', () => {
    const said = (line: string) =>
      sayPlanFilter(planFilterIn(line, ask, narrowing, now), planChoices(narrowing, 'sv'), me, 'sv')
    expect(said('försenade polisen')).toBe('Polisen · Försenade')
    expect(said('lampor i november')).toBe('”lampor” · klart 1–30 november 2026')
    expect(said('mina försenade')).toBe('Dina · Försenade')
    expect(said('per ansvarig')).toBeUndefined()
    expect(said('')).toBeUndefined()
  })
})

describe('How much is done, as it is typed', () => {
  const before = { done: 1, of: 4 }
  test.each<readonly [text: string, means: unknown]>([
    ['', undefined],
    ['2 av 4', { done: 2, of: 4 }],
    ['2/4', { done: 2, of: 4 }],
    ['2 of 4', { done: 2, of: 4 }],
    ['5 av 4', { done: 5, of: 4 }],
    ['3', { done: 3, of: 4 }],
    ['50 %', { done: 50, of: 100 }],
    ['50%', { done: 50, of: 100 }],
    ['100 procent', { done: 100, of: 100 }],
    ['120 %', 'unclear'],
    ['2 av 0', 'unclear'],
    ['hälften', 'unclear'],
    ['-1', 'unclear'],
  ])('”%s”', (text, means) => {
    expect(progressIn(text, before)).toEqual(means)
  })

  test('a count alone means nothing when nobody has said of how many', () => {
    expect(progressIn('3', undefined)).toBe('unclear')
  })
})
