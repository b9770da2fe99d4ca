import type { Action } from '../../src/actions/action.ts'
import { insertAction } from '../../src/actions/store.ts'
import { listedMembers } from '../../src/councils/index.ts'
import { transact } from '../../src/database/index.ts'
import { instant } from '../../src/shared/clock.ts'
import { newId } from '../../src/shared/ids.ts'
import { type Person, samePerson } from '../../src/shared/person.ts'
import type { LocalDate } from '../../src/shared/stockholm.ts'
import { checked } from './checked.ts'
import { type House, mora } from './house.ts'

/** Somebody who answers for actions, by title and organisation. */
export function anOwner(title: string, organisation: string): Action['owner'] {
  return {
    memberId: newId(),
    person: mora.police,
    title,
    organisation: { id: newId(), name: { sv: organisation, en: organisation } },
  }
}

/** An agreed action, for tests of what comes after it was made. */
export function anAction(changes: Partial<Action> = {}): Action {
  return {
    id: newId(),
    councilId: newId(),
    number: 'Å-2026-0001',
    training: false,
    cause: checked('Släckta lampor och skymd sikt'),
    text: checked('Byt lampor'),
    goal: checked('Alla lyktstolpar tända'),
    startsOn: '2026-11-01' as LocalDate,
    dueOn: '2026-11-30' as LocalDate,
    owner: anOwner('Kommunpolis', 'Polisen'),
    ownership: 'accepted',
    ownershipWhy: checked(''),
    focusArea: undefined,
    way: 'spot',
    incidents: [],
    promiseId: undefined,
    origin: checked(''),
    status: 'planned',
    light: undefined,
    progress: undefined,
    effect: undefined,
    outcome: checked(''),
    createdBy: mora.coordinator,
    createdAt: instant('2026-11-01T08:00:00.000Z'),
    closedAt: undefined,
    version: 1,
    ...changes,
  }
}

/** Saves an action of Mora's: owned by a member, about some incidents. What the changes say of the owner is kept. */
export async function savedAction(
  { world, councilId }: House,
  owner: Person,
  changes: Partial<Action> = {},
): Promise<Action> {
  const member = (await listedMembers(world.db, changes.councilId ?? councilId)).find((one) =>
    samePerson(one.person, owner),
  )
  if (!member) throw new Error('no such member')
  const { memberId, person, title, organisation } = member
  const action = anAction({
    councilId,
    number: `Å-2026-${newId<string>().slice(0, 8)}`,
    owner: { memberId, person, title, organisation },
    ...changes,
  })
  await transact(world.db, (tx) => insertAction(tx, action))
  return action
}
