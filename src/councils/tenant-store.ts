import type { Database, DatabaseTransaction } from '../database/index.ts'
import type { CouncilId } from '../shared/ids.ts'
import type { Person } from '../shared/person.ts'

/** Lets the people of a tenant be members of the council. */
export async function acceptTenant(
  tx: DatabaseTransaction,
  councilId: CouncilId,
  tenantId: string,
): Promise<void> {
  await tx
    .insertInto('accepted_tenants')
    .values({ council_id: councilId, tenant_id: tenantId.toLowerCase() })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

/** Every tenant that some council accepts, lower case. */
export async function acceptedTenants(db: Database): Promise<ReadonlySet<string>> {
  const rows = await db.selectFrom('accepted_tenants').select('tenant_id').distinct().execute()
  return new Set(rows.map((row) => row.tenant_id))
}

/** Whether a council accepts the person's tenant. */
export async function acceptsTenantOf(db: Database, councilId: CouncilId, person: Person): Promise<boolean> {
  const row = await db
    .selectFrom('accepted_tenants')
    .select('tenant_id')
    .where('council_id', '=', councilId)
    .where('tenant_id', '=', person.tenantId.toLowerCase())
    .executeTakeFirst()
  return row !== undefined
}
