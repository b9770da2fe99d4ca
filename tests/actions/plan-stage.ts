import type { Action, ProgressReport } from '../../src/actions/action.ts'
import { insertAction, insertReport } from '../../src/actions/store.ts'
import { memberOf } from '../../src/councils/index.ts'
import { transact } from '../../src/database/index.ts'
import { instant } from '../../src/shared/clock.ts'
import { type ActionId, newId, type OrganisationId } from '../../src/shared/ids.ts'
import type { Person } from '../../src/shared/person.ts'
import type { LocalDate } from '../../src/shared/stockholm.ts'
import { checked } from '../helpers/checked.ts'
import { type House, mora } from '../helpers/house.ts'

export const day = (text: string) => text as LocalDate

/** An ordinary action of nobody in particular, changed as a test likes. */
export function actionOf(changes: Partial<Action> = {}): Action {
  return {
    id: newId<ActionId>(),
    councilId: newId(),
    number: 'Å-2026-0001',
    training: false,
    cause: checked('Mörkt på gångvägen'),
    text: checked('Byt lampor längs strandstråket'),
    goal: checked('Alla lampor lyser före advent'),
    startsOn: day('2026-11-02'),
    dueOn: day('2026-11-29'),
    owner: {
      memberId: newId(),
      person: mora.fieldWorker,
      title: 'Gatuchef',
      organisation: { id: newId<OrganisationId>(), name: { sv: 'Tekniska förvaltningen', en: 'Works' } },
    },
    ownership: 'accepted',
    ownershipWhy: checked(''),
    focusArea: { id: newId(), name: { sv: 'Ordningsstörningar och otrygghet', en: 'Public disorder' } },
    way: 'spot',
    incidents: [],
    promiseId: undefined,
    origin: checked('BRÅ 26 oktober 2026, § 4'),
    status: 'inProgress',
    light: 'onTrack',
    progress: undefined,
    effect: undefined,
    outcome: checked(''),
    createdBy: mora.coordinator,
    createdAt: instant('2026-10-26T09:00:00.000Z'),
    closedAt: undefined,
    version: 1,
    ...changes,
  }
}

/** A line of how it goes. */
export function reportOf(changes: Partial<ProgressReport> = {}): ProgressReport {
  return {
    at: instant('2026-11-18T09:00:00.000Z'),
    by: mora.fieldWorker,
    text: checked('Hälften är bytta'),
    light: 'onTrack',
    progress: { done: 2, of: 4 },
    ...changes,
  }
}

/** Puts an action of the house's council in its database, owned by one of its members. */
export async function planned(
  { world, councilId }: Pick<House, 'world' | 'councilId'>,
  changes: Partial<Action> = {},
  owner: Person = mora.fieldWorker,
): Promise<Action> {
  const member = await memberOf(world.db, councilId, owner)
  if (!member) throw new Error('the owner is no member')
  const { owner: someone, ...rest } = actionOf({ focusArea: undefined })
  const action: Action = {
    ...rest,
    councilId,
    owner: { ...someone, memberId: member.memberId, person: owner, title: member.title },
    ...changes,
  }
  await transact(world.db, (tx) => insertAction(tx, action))
  return action
}

/** Puts a line of how it goes beside an action. */
export async function reported(
  { world }: Pick<House, 'world'>,
  action: Action,
  changes: Partial<ProgressReport> = {},
): Promise<void> {
  await transact(world.db, (tx) => insertReport(tx, action, reportOf(changes)))
}
