import { describe, expect, test } from '@jest/globals'
import type { Action } from '../../src/actions/action.ts'
import {
  arranged,
  countsOf,
  daysLate,
  isWanted,
  type PlanOrder,
  type PlanSelection,
} from '../../src/actions/plan.ts'
import { instant } from '../../src/shared/clock.ts'
import { type FocusAreaId, newId } from '../../src/shared/ids.ts'
import type { LocalDate } from '../../src/shared/stockholm.ts'
import { anAction, anOwner } from '../helpers/an-action.ts'
import { checked } from '../helpers/checked.ts'

const today = '2026-11-20' as LocalDate
const day = (text: string) => text as LocalDate
const trafik = { id: newId<FocusAreaId>(), name: { sv: 'Trafik', en: 'Traffic' } }
const noret = { id: newId<FocusAreaId>(), name: { sv: 'Noret', en: 'Noret' } }
const police = anOwner('Kommunpolis', 'Polisen')
const streets = anOwner('Gatuchef', 'Tekniska förvaltningen')

const actions: readonly Action[] = [
  anAction({
    number: 'Å-2026-0001',
    focusArea: trafik,
    owner: streets,
    dueOn: day('2026-11-30'),
    status: 'inProgress',
  }),
  anAction({ number: 'Å-2026-0002', focusArea: noret, owner: police, dueOn: day('2026-11-19') }),
  anAction({ number: 'Å-2026-0003', focusArea: noret, owner: police, dueOn: day('2026-12-31') }),
  anAction({ number: 'Å-2026-0004', owner: streets, dueOn: day('2026-11-01'), status: 'inProgress' }),
  anAction({
    number: 'Å-2026-0005',
    focusArea: trafik,
    owner: police,
    dueOn: day('2026-10-01'),
    status: 'done',
    closedAt: instant('2026-11-02T08:00:00.000Z'),
  }),
  anAction({
    number: 'Å-2026-0006',
    dueOn: day('2026-12-01'),
    status: 'cancelled',
    closedAt: instant('2026-11-03T08:00:00.000Z'),
  }),
  anAction({ number: 'Å-2026-0007', owner: streets, dueOn: today }),
]

function order(by: PlanOrder): readonly string[] {
  return arranged(actions, by, [noret.id, trafik.id], today).map(
    ({ action, group }) => `${group.kind} ${action.number.slice(-1)}`,
  )
}

function wanted(selection: PlanSelection): string {
  return actions
    .filter((action) => isWanted(action, selection, today))
    .map(({ number }) => number.slice(-1))
    .join('')
}

describe('A plan', () => {
  test('has what has been late longest first and what is over last, the latest first', () => {
    for (const by of ['area', 'owner', 'status', 'due'] as const) {
      expect([by, order(by).slice(0, 2)]).toEqual([by, ['late 4', 'late 2']])
      expect([by, order(by).slice(-2)]).toEqual([by, ['closed 6', 'closed 5']])
    }
  })

  test('goes in between by the council’s own areas, by owner, by status, or by day', () => {
    const between = (by: PlanOrder) => order(by).slice(2, -2)
    expect(between('area')).toEqual(['area 3', 'area 1', 'area 7'])
    expect(between('owner')).toEqual(['owner 7', 'owner 1', 'owner 3'])
    expect(between('status')).toEqual(['status 1', 'status 7', 'status 3'])
    expect(between('due')).toEqual(['due 7', 'due 1', 'due 3'])
  })

  test('is narrowed by each thing, and by several at once', () => {
    expect(wanted({})).toBe('1234567')
    expect(wanted({ state: 'late' })).toBe('24')
    expect(wanted({ state: 'open' })).toBe('12347')
    expect(wanted({ state: 'done' })).toBe('5')
    expect(wanted({ areaIds: [trafik.id] })).toBe('15')
    expect(wanted({ ownerId: police.memberId })).toBe('235')
    expect(wanted({ organisationId: streets.organisation.id })).toBe('147')
    expect(wanted({ due: { from: day('2026-11-01'), before: day('2026-11-30') } })).toBe('247')
    expect(wanted({ state: 'late', ownerId: police.memberId })).toBe('2')
  })

  test('is searched by every word, in its stem or as a part of a word, with or without dots', () => {
    const lamps = anAction({ text: checked('Byt lampor och beskär buskar längs strandstråket') })
    const holds = (text: string) => isWanted(lamps, { text }, today)
    expect(
      ['lampor', 'lampan', 'strandstraket', 'stråket', 'lampor buskar', lamps.number].map(holds),
    ).toEqual(Array(6).fill(true))
    expect(['lampor noret', 'vasagatan', 'lampor och farthinder'].map(holds)).toEqual([false, false, false])
  })

  test('counts what is late, open and done, and tells training apart', () => {
    expect(countsOf(actions, today)).toEqual({ late: 2, open: 5, done: 1, training: 0 })
    const training = actions.map((action) => ({ ...action, training: true }))
    expect(countsOf(training, today)).toEqual({ late: 0, open: 0, done: 0, training: 7 })
  })

  test('counts days late over a clock change, and none on the day itself', () => {
    const due = (dueOn: string) => anAction({ dueOn: day(dueOn) })
    expect(daysLate(due('2026-10-24'), day('2026-10-26'))).toBe(2)
    expect(daysLate(due('2026-03-28'), day('2026-03-30'))).toBe(2)
    expect(daysLate(due('2026-11-20'), today)).toBe(0)
    expect(daysLate({ ...due('2026-11-01'), status: 'done' }, today)).toBe(0)
  })
})
