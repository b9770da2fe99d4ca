import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import type { Member } from '../../src/chat/index.ts'
import {
  changesBetween,
  type Incident,
  incidentNumber,
  isFresh,
  isGone,
  mayAmend,
  mayCoordinate,
  mayRestore,
  maySee,
  mayWithdraw,
  numberPattern,
  readNumber,
  type Status,
  statuses,
} from '../../src/incidents/incident.ts'
import { instant, minuteMs, plusMs } from '../../src/shared/clock.ts'
import { newId } from '../../src/shared/ids.ts'
import { type Role, roles } from '../../src/shared/person.ts'
import { checked } from '../helpers/checked.ts'
import { mora } from '../helpers/house.ts'

const council = newId<Incident['councilId']>()
const now = instant('2026-11-20T08:00:00.000Z')

const who = (may: readonly Role[], person = mora.chair, councilId = council): Member => ({
  memberId: newId(),
  person,
  councilId,
  councilName: 'Rådet i Älvdalen',
  organisationId: newId(),
  title: 'Fältarbetare',
  roles: may,
})

function incident(changes: Partial<Incident> = {}): Incident {
  return {
    id: newId(),
    councilId: council,
    number: 'H-2026-0001',
    training: false,
    reporter: mora.fieldWorker,
    organisation: { id: newId(), name: { sv: 'Socialförvaltningen', en: 'Social services' } },
    category: { id: newId(), name: { sv: 'Skadegörelse', en: 'Vandalism' } },
    place: { id: undefined, name: checked('Älgvägen'), area: undefined },
    focusArea: undefined,
    occurredAt: now,
    text: checked('En krossad ruta.'),
    impact: 1,
    certainty: 'observed',
    recurring: 'unknown',
    policeReported: 'unknown',
    immediateAction: checked(''),
    status: 'new',
    assessmentNote: checked(''),
    linkedTo: undefined,
    outcomeKind: undefined,
    outcome: checked(''),
    helped: undefined,
    reportedAt: now,
    publishedAt: undefined,
    closedAt: undefined,
    withdrawnAt: undefined,
    version: 1,
    ...changes,
  }
}

describe('Who may do what with an incident', () => {
  const rules = { maySee, mayAmend, mayWithdraw, mayRestore, mayCoordinate }
  const allowed = (member: Member, one: Incident) =>
    Object.entries(rules)
      .filter(([, may]) => may(member, one))
      .map(([name]) => name.slice(3))
      .join(' ')

  type Row = Readonly<Record<Status, string>>
  const table: readonly [who: string, member: Member, published: boolean, row: Row][] = [
    [
      'who reported it',
      who(['reporter'], mora.fieldWorker),
      false,
      {
        new: 'See Amend Withdraw',
        assessed: 'See Amend Withdraw',
        closed: 'See',
        withdrawn: 'See Restore',
        undone: 'See',
      },
    ],
    [
      'who reported it and has no role for it any more',
      who(['registrar'], mora.fieldWorker),
      false,
      {
        new: 'See Amend Withdraw',
        assessed: 'See Amend Withdraw',
        closed: 'See',
        withdrawn: 'See Restore',
        undone: 'See',
      },
    ],
    [
      'a coordinator',
      who(['coordinator']),
      false,
      {
        new: 'See Amend Coordinate',
        assessed: 'See Amend Coordinate',
        closed: 'See Coordinate',
        withdrawn: 'See Coordinate',
        undone: 'See Coordinate',
      },
    ],
    [
      'a coordinator who reported it',
      who(['coordinator'], mora.fieldWorker),
      false,
      {
        new: 'See Amend Withdraw Coordinate',
        assessed: 'See Amend Withdraw Coordinate',
        closed: 'See Coordinate',
        withdrawn: 'See Restore Coordinate',
        undone: 'See Coordinate',
      },
    ],
    ...(['reporter', 'councilMember', 'chair'] as const).flatMap((role): typeof table => [
      [`a ${role}`, who([role]), false, { new: '', assessed: '', closed: '', withdrawn: '', undone: '' }],
      [
        `a ${role}`,
        who([role]),
        true,
        { new: 'See', assessed: 'See', closed: 'See', withdrawn: '', undone: '' },
      ],
    ]),
    [
      'a registrar',
      who(['registrar']),
      true,
      { new: '', assessed: '', closed: '', withdrawn: '', undone: '' },
    ],
    [
      'nobody of another council, not even with every role',
      who(roles, mora.chair, newId()),
      true,
      { new: '', assessed: '', closed: '', withdrawn: '', undone: '' },
    ],
  ]

  test.each(table)('%s (published: %3$s)', (_name, member, published, row) => {
    const came = statuses.map((status) => [
      status,
      allowed(member, incident({ status, publishedAt: published ? now : undefined })),
    ])
    expect(Object.fromEntries(came)).toEqual(row)
  })
})

describe('A number', () => {
  test.each([
    ['H-2026-0001', 'H-2026-0001'],
    ['h-2026-1', 'H-2026-0001'],
    ['h 2026 1', 'H-2026-0001'],
    ['h2026-1', 'H-2026-0001'],
    ['  H - 2026 - 0001 ', 'H-2026-0001'],
    ['H-2026-12345', 'H-2026-12345'],
    ['H-2026-000012', 'H-2026-0012'],
    ['ÖVN-2026-0003', 'ÖVN-2026-0003'],
    ['övn 2026 3', 'ÖVN-2026-0003'],
    ['ovn-2026-3', 'ÖVN-2026-0003'],
    ['övn-2026-3'.normalize('NFD'), 'ÖVN-2026-0003'],
  ])('written as %j is read as %s', (text, number) => {
    expect(readNumber(text)).toBe(number)
  })

  test.each([
    '',
    'H',
    'H-2026',
    'H-26-1',
    'H-2026-1 och',
    'A-2026-1',
    'H-20261',
    'H-2026-1234567',
    'händelse 2026 1',
  ])('is not read in %j', (text) => {
    expect(readNumber(text)).toBeUndefined()
  })

  test('is read as it is written, whichever it is', () => {
    const numbers = fc.record({
      training: fc.boolean(),
      year: fc.integer({ min: 2000, max: 2999 }),
      running: fc.integer({ min: 1, max: 999_999 }),
    })
    fc.assert(
      fc.property(numbers, ({ training, year, running }) => {
        const number = incidentNumber(training, year, running)
        expect(readNumber(number)).toBe(number)
        expect(readNumber(number.toLowerCase().replaceAll('-', ' '))).toBe(number)
        expect(numberPattern.test(number)).toBe(true)
      }),
    )
  })
})

describe('What changed', () => {
  test('is nothing between an incident and itself, and what cannot be told is not told', () => {
    const one = incident()
    expect(changesBetween(one, one)).toEqual([])
    expect(changesBetween(one, { ...one, version: 9, closedAt: now, withdrawnAt: now, id: newId() })).toEqual(
      [],
    )
  })

  test('is told field by field, with nothing for what was or became empty', () => {
    const before = incident({ outcome: checked('Löst'), immediateAction: checked('') })
    const after: Incident = {
      ...before,
      category: { id: newId(), name: { sv: 'Annat', en: 'Other' } },
      impact: 3,
      immediateAction: checked('Vi städade på Älgvägen.'),
      outcome: checked(''),
      focusArea: { id: newId(), name: { sv: 'Noret', en: 'Noret' } },
      linkedTo: { id: newId(), number: 'H-2026-0002' },
      publishedAt: now,
      status: 'assessed',
    }
    expect(changesBetween(before, after)).toEqual([
      { field: 'category', from: 'Skadegörelse', to: 'Annat' },
      { field: 'impact', from: '1', to: '3' },
      { field: 'immediateAction', from: null, to: 'Vi städade på Älgvägen.' },
      { field: 'focusArea', from: null, to: 'Noret' },
      { field: 'status', from: 'new', to: 'assessed' },
      { field: 'linkedTo', from: null, to: 'H-2026-0002' },
      { field: 'outcome', from: 'Löst', to: null },
      { field: 'published', from: 'no', to: 'yes' },
    ])
  })

  test('backwards is the same, turned round', () => {
    const before = incident()
    const after = incident({
      ...before,
      text: checked('Två krossade rutor.'),
      status: 'closed',
      outcome: checked('Löst'),
    })
    const turned = changesBetween(after, before).map(({ field, from, to }) => ({ field, from: to, to: from }))
    expect(changesBetween(before, after)).toEqual(turned)
  })
})

describe('A report that was just made', () => {
  test.each([
    [0, true],
    [10 * minuteMs, true],
    [10 * minuteMs + 1, false],
    [24 * 60 * minuteMs, false],
    // Another machine's clock may be a little behind the one that it was reported by.
    [-minuteMs, true],
  ])('can be undone after %i milliseconds: %s', (age, fresh) => {
    expect(isFresh(incident({ reportedAt: now }), plusMs(now, age))).toBe(fresh)
  })

  test('can be undone only while nobody has acted on it', () => {
    const fresh = statuses.filter((status) => isFresh(incident({ status }), now))
    expect(fresh).toEqual(['new'])
    expect(statuses.filter((status) => isGone(incident({ status })))).toEqual(['withdrawn', 'undone'])
  })
})
