import { actOnce, type World } from '../database/index.ts'
import { ownWords } from '../shared/checked.ts'
import type { OnceId } from '../shared/ids.ts'
import { newId } from '../shared/ids.ts'
import type { Person } from '../shared/person.ts'
import type { Council } from './council.ts'
import { coordinatorsOf, seatPerson } from './member-store.ts'
import { allCouncils, organisationsOf } from './store.ts'
import { acceptTenant } from './tenant-store.ts'

/** Who is named in the books for what the operator's settings brought. */
const operator: Person = { tenantId: 'operator', aadObjectId: 'operator' }

/** The organisation that first coordinators are put under where the council has it, else its first one. */
const firstOrganisation = 'kommunledning'

/**
 * Lets a council that nobody coordinates begin: the persons (the setting COORDINATORS) become its coordinators, and
 * their tenants are accepted. A council that has a coordinator is left alone, so the setting may stand for ever.
 */
export async function addFirstCoordinators(world: World, persons: readonly Person[]): Promise<void> {
  for (const council of await allCouncils(world.db)) {
    const already = await coordinatorsOf(world.db, council.id)
    if (already.length > 0) continue
    for (const person of persons) await addCoordinator(world, council, person)
  }
}

async function addCoordinator(world: World, council: Council, person: Person): Promise<void> {
  const organisations = await organisationsOf(world.db, council.id)
  const organisation = organisations.find((one) => one.key === firstOrganisation) ?? organisations[0]
  if (!organisation) return
  const act = { councilId: council.id, who: operator, verb: 'councils.addFirst', onceId: newId<OnceId>() }
  await actOnce(world, act, async (tx) => {
    await acceptTenant(tx, council.id, person.tenantId)
    const memberId = await seatPerson(tx, world.clock.now(), council.id, person, {
      title: ownWords('Samordnare'),
      organisationId: organisation.id,
      roles: ['coordinator'],
    })
    const changes = [{ field: 'roles', from: null, to: 'coordinator' }]
    return { subjectKind: 'member', subjectId: memberId, changes }
  })
}
