import { readFileSync } from 'node:fs'
import { importCouncil, parseCouncilFile } from '../src/councils/index.ts'
import type { CouncilId } from '../src/shared/ids.ts'
import type { Person } from '../src/shared/person.ts'
import { savedAction } from '../tests/helpers/an-action.ts'
import { choicesOf, type House, houseOf, valuesOf } from '../tests/helpers/house.ts'
import type { StoredCouncil } from './council.ts'

/** Somebody of one of the councils, and what the form of a report takes in it. */
export interface Member {
  readonly who: Person
  readonly councilId: CouncilId
  readonly form: Readonly<Record<string, string>>
}

const councils = 5
const peopleEach = 40
const coordinatorsEach = 2

/**
 * Four councils more beside Mora's, each of its own tenant, and two hundred people in all: two coordinators in each, who
 * get a card of every report, and the rest reporters. Each council has a plan with an action in it.
 */
export async function fiveCouncils({ database, house }: StoredCouncil): Promise<readonly Member[]> {
  const file = parseCouncilFile(
    JSON.parse(readFileSync(new URL('../data/mora-council.json', import.meta.url), 'utf8')),
  )
  const [organisation] = file.organisations
  if (!organisation) throw new Error('no organisation')
  const members: Member[] = []
  for (let number = 1; number <= councils; number++) {
    const tenantId = idOf('7', number)
    const people = Array.from({ length: peopleEach }, (_, at) => ({
      tenantId,
      aadObjectId: idOf('8', number * 1_000 + at),
      title: at < coordinatorsEach ? `Samordnare ${at + 1}` : 'Fältarbetare',
      organisation: organisation.key,
      roles: at < coordinatorsEach ? (['coordinator', 'councilMember'] as const) : (['reporter'] as const),
    }))
    const { councilId } = await importCouncil(house.world, {
      ...file,
      key: `rad-${number}`,
      name: `Rådet ${number}`,
      municipality: `Kommun ${number}`,
      tenants: [tenantId],
      members: people.map((one) => ({ ...one, roles: [...one.roles] })),
      promises: [],
    })
    const here = houseOf({ db: database.db, clock: house.clock }, house.clock, councilId)
    const [first] = people
    if (!first) throw new Error('nobody')
    await savedAction(here, first)
    const form = await formOf(here, first)
    members.push(...people.map(({ aadObjectId }) => ({ who: { tenantId, aadObjectId }, councilId, form })))
  }
  return members
}

async function formOf(house: House, who: Person): Promise<Readonly<Record<string, string>>> {
  const empty = await house.as(who).writes('rapportera')
  const first = (input: string) => Object.values(choicesOf(empty, input))[0] ?? ''
  return {
    ...valuesOf(empty),
    category: first('category'),
    place: first('place'),
    impact: '2',
    similar: 'new',
  }
}

function idOf(begins: string, number: number): string {
  return `${begins}0000000-0000-4000-8000-${String(number).padStart(12, '0')}`
}
