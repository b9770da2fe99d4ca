import type { Database, Tables } from '../../src/database/index.ts'
import { type Instant, instant } from '../../src/shared/clock.ts'
import { type CouncilId, type MemberId, newId } from '../../src/shared/ids.ts'
import type { Person } from '../../src/shared/person.ts'

const atOnce = 500

/** A conversation that can be written to, as the address book has it: a person's own chat, or else a channel. */
export function openAddress(
  serviceUrl: string,
  { id, tenantId, person }: { readonly id: string; readonly tenantId: string; readonly person?: Person },
): Tables['addresses'] {
  const kind = person ? 'personal' : 'channel'
  const conversation = { id, name: '', conversationType: kind, isGroup: !person, tenantId }
  const seen: Instant = instant('2026-11-20T08:00:00.000Z')
  return {
    conversation_id: id,
    kind,
    tenant_id: tenantId,
    person: person ? `${person.tenantId}/${person.aadObjectId}` : null,
    shown_name: null,
    locale: 'sv',
    service_url: serviceUrl,
    reference: JSON.stringify({
      channelId: 'msteams',
      serviceUrl,
      bot: { id: '28:tryggve', name: '' },
      conversation,
    }),
    seen_at: seen,
    closed_at: null,
    closed_why: null,
  }
}

/**
 * Lets so many reporters into a council who have never said anything, but can be reached: by turns of the tenants, each
 * in a chat whose id names them both.
 */
export async function addManyPeople(
  db: Database,
  councilId: CouncilId,
  serviceUrl: string,
  { count, tenants }: { readonly count: number; readonly tenants: readonly string[] },
): Promise<void> {
  const organisation = await db.selectFrom('organisations').select('id').executeTakeFirstOrThrow()
  for (const tenant_id of tenants)
    await db
      .insertInto('accepted_tenants')
      .values({ council_id: councilId, tenant_id })
      .onConflict((conflict) => conflict.doNothing())
      .execute()
  const people: readonly Person[] = Array.from({ length: count }, (_, at) => ({
    tenantId: tenants[at % tenants.length] ?? '',
    aadObjectId: newId<string>(),
  }))
  for (let from = 0; from < count; from += atOnce) {
    const some = people.slice(from, from + atOnce)
    await db
      .insertInto('members')
      .values(
        some.map((person) => ({
          id: newId<MemberId>(),
          council_id: councilId,
          tenant_id: person.tenantId,
          aad_object_id: person.aadObjectId,
          title: 'Fältarbetare',
          organisation_id: organisation.id,
          roles: '["reporter"]',
          added_at: instant('2026-11-20T08:00:00.000Z'),
          removed_at: null,
        })),
      )
      .execute()
    await db
      .insertInto('addresses')
      .values(
        some.map((person) =>
          openAddress(serviceUrl, { id: chatOf(person), tenantId: person.tenantId, person }),
        ),
      )
      .execute()
  }
}

/** The chat of a person; its tenant can be read off it. */
export function chatOf({ tenantId, aadObjectId }: Person): string {
  return `a:${tenantId}-${aadObjectId}`
}

/** What finds the tenant in the id of a chat of ours, for the fake Teams. */
export const tenantInChat = '^a:([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})-'
