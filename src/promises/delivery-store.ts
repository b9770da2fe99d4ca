import { type Database, type DatabaseTransaction, savedOne, type Tables } from '../database/index.ts'
import type { CommitmentId, CouncilId, DeliveryId } from '../shared/ids.ts'
import type { Delivery } from './promise.ts'

function withOrganisation(db: Database) {
  return db
    .selectFrom('deliveries as d')
    .innerJoin('organisations as o', 'o.id', 'd.organisation_id')
    .selectAll('d')
    .select(['o.name_sv as organisation_sv', 'o.name_en as organisation_en'])
}

type DeliveryRow = Tables['deliveries'] & { organisation_sv: string; organisation_en: string }

function toDelivery(row: DeliveryRow): Delivery {
  return {
    id: row.id,
    councilId: row.council_id,
    commitmentId: row.commitment_id,
    deliveredOn: row.delivered_on,
    count: row.count,
    minutes: row.minutes ?? undefined,
    staff: row.staff ?? undefined,
    organisation: { id: row.organisation_id, name: { sv: row.organisation_sv, en: row.organisation_en } },
    note: row.note,
    loggedBy: { tenantId: row.logged_by_tenant, aadObjectId: row.logged_by_aad },
    loggedAt: row.logged_at,
    withdrawnAt: row.withdrawn_at ?? undefined,
    version: row.version,
  }
}

function deliveryColumns(delivery: Delivery) {
  return {
    commitment_id: delivery.commitmentId,
    delivered_on: delivery.deliveredOn,
    count: delivery.count,
    minutes: delivery.minutes ?? null,
    staff: delivery.staff ?? null,
    organisation_id: delivery.organisation.id,
    note: delivery.note,
    withdrawn_at: delivery.withdrawnAt ?? null,
  }
}

/** What was done for some commitments of a council and stands, the latest first. */
export async function deliveriesOf(
  db: Database,
  councilId: CouncilId,
  commitments: readonly CommitmentId[],
): Promise<readonly Delivery[]> {
  if (commitments.length === 0) return []
  const rows = await withOrganisation(db)
    .where('d.council_id', '=', councilId)
    .where('d.commitment_id', 'in', commitments)
    .where('d.withdrawn_at', 'is', null)
    .orderBy('d.delivered_on', 'desc')
    .orderBy('d.logged_at', 'desc')
    .orderBy('d.id')
    .execute()
  return rows.map(toDelivery)
}

/** One delivery of a council, withdrawn or not. */
export async function findDelivery(
  db: Database,
  councilId: CouncilId,
  id: DeliveryId,
): Promise<Delivery | undefined> {
  const row = await withOrganisation(db)
    .where('d.council_id', '=', councilId)
    .where('d.id', '=', id)
    .executeTakeFirst()
  return row && toDelivery(row)
}

/** Saves a new delivery. */
export async function insertDelivery(tx: DatabaseTransaction, delivery: Delivery): Promise<void> {
  await tx
    .insertInto('deliveries')
    .values({
      id: delivery.id,
      council_id: delivery.councilId,
      ...deliveryColumns(delivery),
      logged_by_tenant: delivery.loggedBy.tenantId,
      logged_by_aad: delivery.loggedBy.aadObjectId,
      logged_at: delivery.loggedAt,
      version: delivery.version,
    })
    .execute()
}

/** Saves the next state of a delivery. Throws Refusal('changedMeanwhile') when somebody else was faster. */
export async function updateDelivery(
  tx: DatabaseTransaction,
  before: Delivery,
  after: Delivery,
): Promise<void> {
  const result = await tx
    .updateTable('deliveries')
    .set({ ...deliveryColumns(after), version: before.version + 1 })
    .where('id', '=', before.id)
    .where('council_id', '=', before.councilId)
    .where('version', '=', before.version)
    .executeTakeFirst()
  savedOne(result)
}
