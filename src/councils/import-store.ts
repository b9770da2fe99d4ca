import type { Insertable } from 'kysely'
import type { DatabaseTransaction, Tables } from '../database/index.ts'
import type { Instant } from '../shared/clock.ts'
import { Refusal } from '../shared/errors.ts'
import {
  type AgreementId,
  type CategoryId,
  type CouncilId,
  type FocusAreaId,
  type MemberId,
  newId,
  type OrganisationId,
  type PlaceId,
} from '../shared/ids.ts'
import { personKey } from '../shared/person.ts'
import type { CouncilFile } from './council-file.ts'
import { usualAskAt } from './council-settings.ts'
import type { ImportBooks } from './import-books.ts'
import { coordinatorsOf } from './member-store.ts'
import { settingsColumnsOf } from './settings-store.ts'

/** One import under way. */
interface Import {
  readonly tx: DatabaseTransaction
  readonly at: Instant
  readonly councilId: CouncilId
  readonly file: CouncilFile
  readonly books: ImportBooks
}

/** Rows that were not there: they are written together, for a file brings many. */
type NewRow<Table extends keyof Tables> = Insertable<Tables[Table]>

/** Writes everything a council file tells, and notes what changed. Throws a Refusal when no coordinator would remain. */
export async function importRows(
  tx: DatabaseTransaction,
  at: Instant,
  councilId: CouncilId,
  file: CouncilFile,
  books: ImportBooks,
): Promise<void> {
  const work: Import = { tx, at, councilId, file, books }
  await council(work)
  const before = (await coordinatorsOf(tx, councilId)).length
  await tenants(work)
  await organisations(work)
  await members(work)
  await places(work)
  await categories(work)
  for (const agreement of file.agreements) await agreementWithAreas(work, agreement)
  if (before > 0 && (await coordinatorsOf(tx, councilId)).length === 0) throw new Refusal('lastCoordinator')
}

async function council({ tx, at, councilId, file, books }: Import): Promise<void> {
  const values = {
    name: file.name,
    municipality: file.municipality,
    allowed_numbers: JSON.stringify(file.allowedNumbers),
    ...settingsColumnsOf(file),
  }
  const row = await tx
    .selectFrom('councils')
    .select(['name', 'municipality', 'allowed_numbers', 'ask_weekday', 'ask_at'])
    .where('id', '=', councilId)
    .executeTakeFirst()
  if (!row) {
    const times = { created_at: at, updated_at: at }
    const unset = { channel_conversation: null, ask_weekday: null, ask_at: usualAskAt }
    await tx
      .insertInto('councils')
      .values({ id: councilId, key: file.key, ...times, ...unset, ...values })
      .execute()
    books.created('councils', file.key, file.name)
  } else {
    books.compared('councils', file.key, row, values)
    // Written even when nothing differs: it holds the row, so that nobody's member changes run in between.
    await tx
      .updateTable('councils')
      .set({ ...values, updated_at: at })
      .where('id', '=', councilId)
      .execute()
  }
}

async function tenants({ tx, councilId, file, books }: Import): Promise<void> {
  const rows = await tx
    .selectFrom('accepted_tenants')
    .select('tenant_id')
    .where('council_id', '=', councilId)
    .execute()
  const known = new Set(rows.map((row) => row.tenant_id))
  const fresh: NewRow<'accepted_tenants'>[] = []
  for (const tenant of file.tenants) {
    if (known.delete(tenant)) continue
    fresh.push({ council_id: councilId, tenant_id: tenant })
    books.created('tenants', tenant, tenant)
  }
  if (fresh.length > 0) await tx.insertInto('accepted_tenants').values(fresh).execute()
  for (const tenant of known) {
    await tx
      .deleteFrom('accepted_tenants')
      .where('council_id', '=', councilId)
      .where('tenant_id', '=', tenant)
      .execute()
    books.retired('tenants', tenant, tenant)
  }
}

async function organisations({ tx, councilId, file, books }: Import): Promise<void> {
  const rows = await tx
    .selectFrom('organisations')
    .select(['id', 'key', 'name_sv', 'name_en'])
    .where('council_id', '=', councilId)
    .execute()
  const fresh: NewRow<'organisations'>[] = []
  for (const one of file.organisations) {
    const values = { name_sv: one.name.sv, name_en: one.name.en }
    const row = rows.find((other) => other.key === one.key)
    if (!row) {
      fresh.push({ id: newId<OrganisationId>(), council_id: councilId, key: one.key, ...values })
      books.created('organisations', one.key, one.name.sv)
    } else if (books.compared('organisations', one.key, row, values)) {
      await tx.updateTable('organisations').set(values).where('id', '=', row.id).execute()
    }
  }
  if (fresh.length > 0) await tx.insertInto('organisations').values(fresh).execute()
}

async function members({ tx, at, councilId, file, books }: Import): Promise<void> {
  const rows = await tx
    .selectFrom('members')
    .select(['tenant_id', 'aad_object_id'])
    .where('council_id', '=', councilId)
    .execute()
  const known = new Set(
    rows.map((row) => personKey({ tenantId: row.tenant_id, aadObjectId: row.aad_object_id })),
  )
  const seats = await tx
    .selectFrom('organisations')
    .select(['id', 'key'])
    .where('council_id', '=', councilId)
    .execute()
  const fresh: NewRow<'members'>[] = []
  for (const one of file.members) {
    // Whoever is or has been a member is the chat's to change: a file must not undo what people have decided since.
    if (known.has(personKey(one))) continue
    const organisation = seats.find((seat) => seat.key === one.organisation)
    if (!organisation) throw new Error(`no organisation has the key ${one.organisation}`)
    fresh.push({
      id: newId<MemberId>(),
      council_id: councilId,
      tenant_id: one.tenantId,
      aad_object_id: one.aadObjectId,
      title: one.title,
      organisation_id: organisation.id,
      roles: JSON.stringify([...new Set(one.roles)]),
      added_at: at,
      removed_at: null,
    })
    books.created('members', personKey(one), one.title)
  }
  if (fresh.length > 0) await tx.insertInto('members').values(fresh).execute()
}

async function places({ tx, at, councilId, file, books }: Import): Promise<void> {
  const rows = await tx
    .selectFrom('places')
    .select(['id', 'key', 'name', 'area', 'synonyms', 'retired_at'])
    .where('council_id', '=', councilId)
    .execute()
  const fresh: NewRow<'places'>[] = []
  for (const one of file.places) {
    const values = {
      name: one.name,
      area: one.area,
      synonyms: JSON.stringify(one.synonyms),
      retired_at: null,
    }
    const row = rows.find((other) => other.key === one.key)
    if (!row) {
      fresh.push({ id: newId<PlaceId>(), council_id: councilId, key: one.key, ...values })
      books.created('places', one.key, one.name)
    } else if (books.compared('places', one.key, row, values)) {
      await tx.updateTable('places').set(values).where('id', '=', row.id).execute()
    }
  }
  if (fresh.length > 0) await tx.insertInto('places').values(fresh).execute()
  const listed = new Set(file.places.map((one) => one.key))
  for (const row of rows) {
    if (row.retired_at !== null || listed.has(row.key)) continue
    await tx.updateTable('places').set({ retired_at: at }).where('id', '=', row.id).execute()
    books.retired('places', row.key, row.name)
  }
}

async function categories({ tx, at, councilId, file, books }: Import): Promise<void> {
  const rows = await tx
    .selectFrom('categories')
    .select(['id', 'key', 'name_sv', 'name_en', 'synonyms', 'position', 'retired_at'])
    .where('council_id', '=', councilId)
    .execute()
  const fresh: NewRow<'categories'>[] = []
  for (const [position, one] of file.categories.entries()) {
    const values = {
      name_sv: one.name.sv,
      name_en: one.name.en,
      synonyms: JSON.stringify(one.synonyms),
      position,
      retired_at: null,
    }
    const row = rows.find((other) => other.key === one.key)
    if (!row) {
      fresh.push({ id: newId<CategoryId>(), council_id: councilId, key: one.key, ...values })
      books.created('categories', one.key, one.name.sv)
    } else if (books.compared('categories', one.key, row, values)) {
      await tx.updateTable('categories').set(values).where('id', '=', row.id).execute()
    }
  }
  if (fresh.length > 0) await tx.insertInto('categories').values(fresh).execute()
  const listed = new Set(file.categories.map((one) => one.key))
  for (const row of rows) {
    if (row.retired_at !== null || listed.has(row.key)) continue
    await tx.updateTable('categories').set({ retired_at: at }).where('id', '=', row.id).execute()
    books.retired('categories', row.key, row.name_sv)
  }
}

type FileAgreement = CouncilFile['agreements'][number]

async function agreementWithAreas(work: Import, one: FileAgreement): Promise<void> {
  const { tx, councilId, books } = work
  const values = {
    title: one.title,
    purpose: one.purpose,
    parties: JSON.stringify(one.parties),
    follow_up: one.followUp,
    causes: one.causes ?? '',
    goals: one.goals ?? '',
    documentation: one.documentation ?? '',
    registry_number: one.registryNumber ?? null,
    valid_from: one.validFrom,
    valid_to: one.validTo,
  }
  const row = await tx
    .selectFrom('agreements')
    .selectAll()
    .where('council_id', '=', councilId)
    .where('key', '=', one.key)
    .executeTakeFirst()
  const id = row?.id ?? newId<AgreementId>()
  if (!row) {
    await tx
      .insertInto('agreements')
      .values({ id, council_id: councilId, key: one.key, ...values })
      .execute()
    books.created('agreements', one.key, one.title)
  } else if (books.compared('agreements', one.key, row, values)) {
    await tx.updateTable('agreements').set(values).where('id', '=', id).execute()
  }
  await focusAreas(work, id, one)
}

async function focusAreas(work: Import, agreementId: AgreementId, agreement: FileAgreement): Promise<void> {
  const { tx, councilId, books } = work
  const rows = await tx
    .selectFrom('focus_areas')
    .selectAll()
    .where('council_id', '=', councilId)
    .where('agreement_id', '=', agreementId)
    .execute()
  const fresh: NewRow<'focus_areas'>[] = []
  for (const [position, one] of agreement.focusAreas.entries()) {
    const values = {
      name_sv: one.name.sv,
      name_en: one.name.en,
      description: one.description,
      categories: JSON.stringify(one.categories),
      areas: JSON.stringify(one.areas),
      valid_from: one.validFrom ?? agreement.validFrom,
      valid_to: one.validTo === undefined ? agreement.validTo : one.validTo,
      position,
    }
    const row = rows.find((other) => other.key === one.key)
    const key = `${agreement.key}.${one.key}`
    if (!row) {
      const id = newId<FocusAreaId>()
      const about = { id, council_id: councilId, agreement_id: agreementId, key: one.key }
      fresh.push({ ...about, ...values })
      books.created('focusAreas', key, one.name.sv)
    } else if (books.compared('focusAreas', key, row, values)) {
      await tx.updateTable('focus_areas').set(values).where('id', '=', row.id).execute()
    }
  }
  if (fresh.length > 0) await tx.insertInto('focus_areas').values(fresh).execute()
}
