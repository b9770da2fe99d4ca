import { describe, expect, test } from '@jest/globals'
import { CouncilFileError, parseCouncilFile } from '../../src/councils/index.ts'
import { readJson } from './stage.ts'

/** Mora's file with some values changed, by their paths (`places.2.name`); undefined takes one out. */
function mora(changes: Readonly<Record<string, unknown>>): unknown {
  const file = readJson('data/mora-council.json')
  for (const [path, value] of Object.entries(changes)) {
    const steps = path.split('.')
    const last = steps.pop()!
    const at = steps.reduce(
      (node, step) => node[step] as Record<string, unknown>,
      file as Record<string, unknown>,
    )
    if (value === undefined) delete at[last]
    else at[last] = value
  }
  return file
}

function faultsOf(json: unknown): readonly string[] {
  try {
    parseCouncilFile(json)
  } catch (problem) {
    if (problem instanceof CouncilFileError) return problem.faults
    throw problem
  }
  return []
}

describe('the file of a council', () => {
  test.each(['data/mora-council.json', 'data/council.example.json'])('%s can be read', (path) => {
    expect(faultsOf(readJson(path))).toEqual([])
  })

  test('every fault is listed at once, with its place and its cure', () => {
    const faults = faultsOf(
      mora({
        'places.2.nam': 'Färnäs',
        'members.0.roles': ['kung'],
        'members.1.tenantId': 'polisen',
        'agreements.0.validFrom': '2016-09-31',
        categories: 'alla',
        name: undefined,
      }),
    )
    expect(faults).toEqual(
      expect.arrayContaining([
        'places[2]: there is no field "nam"; check the spelling or take it out',
        'members[0].roles[0]: choose among reporter, councilMember, coordinator, chair, registrar',
        'members[1].tenantId: write a GUID, like 00000000-0000-4000-8000-000000000000',
        'agreements[0].validFrom: write a day that exists, like "2026-01-31"',
        'categories: write a list here, in [ and ]',
        'name: write a text in quotes',
      ]),
    )
    expect(faults).toHaveLength(6)
  })

  test('what points at something that is not in the file is said', () => {
    const faults = faultsOf(
      mora({
        'members.0.organisation': 'tullen',
        'members.1.tenantId': '00000000-0000-4000-8000-000000000009',
        'agreements.0.focusAreas.0.categories': ['tjuvfiske'],
        'agreements.0.focusAreas.5.areas': ['Orsa'],
        'categories.18.key': 'annat',
      }),
    )
    expect(faults).toEqual([
      'categories: one with the key "other" is needed, for what fits nowhere else',
      'members[0].organisation: no organisation has the key "tullen"; add it first',
      'members[1].tenantId: the tenant is not among tenants; add it there',
      'agreements[0].focusAreas[0].categories: no category has the key "tjuvfiske"; add it or check the spelling',
      'agreements[0].focusAreas[5].areas: no place lies in "Orsa"; add one or check the spelling',
    ])
  })

  test('a key twice, a period backwards and two agreements at once are said', () => {
    const faults = faultsOf(
      mora({
        'places.1.key': 'noret',
        'agreements.0.validTo': '2016-01-01',
        'agreements.1.validTo': null,
      }),
    )
    expect(faults).toEqual([
      'places[1]: "noret" is already there; every one is listed once',
      'agreements[0].validTo: the last day is before the first; change one of them',
      'agreements[0].focusAreas[0].validTo: the last day is before the first; change one of them',
      ...[1, 2, 3, 4, 5].map(
        (at) =>
          `agreements[0].focusAreas[${at}].validTo: the last day is before the first; change one of them`,
      ),
      'agreements[2]: is in force at the same time as agreements[1]; let the former end the day before',
    ])
  })

  test('the day and time when reporters are asked are named in either language, or left out', () => {
    const asked = [
      { weekday: 'torsdag', at: '13:00' },
      { weekday: 'MÅNDAG', at: '07:00' },
      { weekday: 'Friday', at: '19:00' },
      { weekday: 'mandag' },
      null,
      undefined,
    ]
    for (const askForReports of asked) expect(faultsOf(mora({ askForReports }))).toEqual([])
    expect(parseCouncilFile(mora({ askForReports: { weekday: 'måndag' } })).askForReports?.at).toBe('13:00')
  })

  test.each([
    [
      { weekday: 'tors', at: '13:00' },
      ['weekday: write a day from Monday to Friday, like "torsdag" or "thursday"'],
    ],
    [
      { weekday: 'lördag', at: '13:00' },
      ['weekday: write a day from Monday to Friday, like "torsdag" or "thursday"'],
    ],
    [
      { weekday: 4, at: '13:00' },
      ['weekday: write a day from Monday to Friday, like "torsdag" or "thursday"'],
    ],
    [{ at: '13:00' }, ['weekday: write a day from Monday to Friday, like "torsdag" or "thursday"']],
    [{ weekday: 'fredag', at: '06:59' }, ['at: write a time from 07:00 to 19:00, like "13:00"']],
    [{ weekday: 'fredag', at: '19:01' }, ['at: write a time from 07:00 to 19:00, like "13:00"']],
    [{ weekday: 'fredag', at: '9:00' }, ['at: write a time from 07:00 to 19:00, like "13:00"']],
    [
      { weekday: 'idag', at: 13 },
      [
        'weekday: write a day from Monday to Friday, like "torsdag" or "thursday"',
        'at: write a time from 07:00 to 19:00, like "13:00"',
      ],
    ],
  ])('%j is no day and time to ask at, and the cure has an example', (askForReports, faults) => {
    expect(faultsOf(mora({ askForReports }))).toEqual(faults.map((fault) => `askForReports.${fault}`))
  })

  test.each([[null], [[]], ['text'], [42], [{}]])('%j is no council', (json) => {
    expect(() => parseCouncilFile(json)).toThrow(CouncilFileError)
  })

  test('no person’s name stands in Mora’s file: titles are roles and parties sign by their post', () => {
    const file = parseCouncilFile(readJson('data/mora-council.json'))
    expect(file.members.map((member) => member.title)).toEqual([
      'Samordnare Mora',
      'Kommunpolis',
      'Fältarbetare',
      'Rådets ordförande',
    ])
    expect([
      ...new Set(file.agreements.flatMap((one) => one.parties.map((party) => party.signedBy))),
    ]).toEqual(['Kommunalråd', 'Lokalpolisområdeschef', 'Kommunstyrelsens ordförande'])
  })
})
