import { type Database, type DatabaseTransaction, savedOne, type Tables } from '../database/index.ts'
import { keepEntry } from '../lookup/index.ts'
import { nothingWritten } from '../shared/checked.ts'
import type { Instant } from '../shared/clock.ts'
import type { CommitmentId, CouncilId, PromiseId } from '../shared/ids.ts'
import { entryOf } from './findable-promise.ts'
import type { CitizenPromise, Commitment, PromiseVersion, Quota } from './promise.ts'

/** All promises of a council with their versions and commitments, the newest first. */
export async function promisesOf(db: Database, councilId: CouncilId): Promise<readonly CitizenPromise[]> {
  const [promises, versions, commitments] = await Promise.all([
    db.selectFrom('promises').selectAll().where('council_id', '=', councilId).execute(),
    db
      .selectFrom('promise_versions')
      .selectAll()
      .where('council_id', '=', councilId)
      .orderBy('number')
      .execute(),
    withOwners(db).where('c.council_id', '=', councilId).orderBy('c.position').execute(),
  ])
  return promises
    .map((row) => toPromise(row, versions, commitments))
    .toSorted((one, other) => (firstDay(one) < firstDay(other) ? 1 : -1))
}

/** All promises of every council, for what is to be derived of them at a beat; in three statements. */
export async function allPromises(db: Database): Promise<readonly CitizenPromise[]> {
  const [promises, versions, commitments] = await Promise.all([
    db.selectFrom('promises').selectAll().orderBy('id').execute(),
    db.selectFrom('promise_versions').selectAll().orderBy('number').execute(),
    withOwners(db).orderBy('c.position').execute(),
  ])
  return promises.map((row) => toPromise(row, versions, commitments))
}

/** One promise of a council; undefined when the council has no such one. */
export async function findPromise(
  db: Database,
  councilId: CouncilId,
  id: PromiseId,
): Promise<CitizenPromise | undefined> {
  const row = await db
    .selectFrom('promises')
    .selectAll()
    .where('council_id', '=', councilId)
    .where('id', '=', id)
    .executeTakeFirst()
  if (!row) return undefined
  const versions = await db
    .selectFrom('promise_versions')
    .selectAll()
    .where('promise_id', '=', id)
    .orderBy('number')
    .execute()
  const commitments = await withOwners(db).where('c.promise_id', '=', id).orderBy('c.position').execute()
  return toPromise(row, versions, commitments)
}

/** The promise that a commitment of a council is part of. */
export async function promiseWith(
  db: Database,
  councilId: CouncilId,
  commitmentId: CommitmentId,
): Promise<CitizenPromise | undefined> {
  const row = await db
    .selectFrom('commitments')
    .select('promise_id')
    .where('council_id', '=', councilId)
    .where('id', '=', commitmentId)
    .executeTakeFirst()
  return row && findPromise(db, councilId, row.promise_id)
}

const firstDay = ({ versions }: CitizenPromise) => versions[0]?.from ?? ''

function withOwners(db: Database) {
  return db
    .selectFrom('commitments as c')
    .leftJoin('organisations as o', 'o.id', 'c.organisation_id')
    .selectAll('c')
    .select(['o.name_sv as owner_sv', 'o.name_en as owner_en'])
}

type CommitmentRow = Tables['commitments'] & { owner_sv: string | null; owner_en: string | null }

function toPromise(
  row: Tables['promises'],
  versions: readonly Tables['promise_versions'][],
  commitments: readonly CommitmentRow[],
): CitizenPromise {
  return {
    id: row.id,
    councilId: row.council_id,
    key: row.key,
    title: row.title,
    versions: versions.filter((one) => one.promise_id === row.id).map(toVersion),
    commitments: commitments.filter((one) => one.promise_id === row.id).map(toCommitment),
    ended: row.ended_on ? { on: row.ended_on, why: row.ended_why } : undefined,
    version: row.version,
  }
}

function toVersion(row: Tables['promise_versions']): PromiseVersion {
  return {
    number: row.number,
    from: row.valid_from,
    to: row.valid_to,
    problem: row.problem,
    effect: row.effect,
    followUp: row.follow_up,
    why: row.why,
    decidedOn: row.decided_on,
  }
}

function toCommitment(row: CommitmentRow): Commitment {
  return {
    id: row.id,
    position: row.position,
    owner: row.organisation_id
      ? { id: row.organisation_id, name: { sv: row.owner_sv ?? '', en: row.owner_en ?? '' } }
      : { id: undefined, name: row.owner_text },
    text: row.text,
    quota: toQuota(row.quota_kind, row.quota_count),
    sinceVersion: row.since_version,
    untilVersion: row.until_version ?? undefined,
    reachedOn: row.reached_on ?? undefined,
  }
}

function toQuota(kind: string, count: number): Quota {
  switch (kind) {
    case 'inPeriod':
    case 'perWeek':
      return { kind, count }
    case 'perMonth':
      return { kind, count, andHolidays: false }
    case 'perMonthAndHolidays':
      return { kind: 'perMonth', count, andHolidays: true }
    case 'milestone':
      return { kind }
    default:
      return { kind: 'none' }
  }
}

function quotaColumns(quota: Quota): Pick<Tables['commitments'], 'quota_kind' | 'quota_count'> {
  const holidays = quota.kind === 'perMonth' && quota.andHolidays
  return {
    quota_kind: holidays ? 'perMonthAndHolidays' : quota.kind,
    quota_count: 'count' in quota ? quota.count : 0,
  }
}

/** Saves a new promise. */
export async function insertPromise(
  tx: DatabaseTransaction,
  promise: CitizenPromise,
  createdAt: Instant,
): Promise<void> {
  const { id, councilId, key, title, ended, version } = promise
  await tx
    .insertInto('promises')
    .values({
      id,
      council_id: councilId,
      key,
      title,
      ended_on: ended?.on ?? null,
      ended_why: ended?.why ?? nothingWritten,
      created_at: createdAt,
      version,
    })
    .execute()
  for (const each of promise.versions) await insertVersion(tx, promise, each)
  for (const each of promise.commitments) await insertCommitment(tx, promise, each)
  await keepEntry(tx, entryOf(promise))
}

async function insertVersion(
  tx: DatabaseTransaction,
  { id, councilId }: CitizenPromise,
  version: PromiseVersion,
): Promise<void> {
  await tx
    .insertInto('promise_versions')
    .values({
      promise_id: id,
      council_id: councilId,
      number: version.number,
      valid_from: version.from,
      valid_to: version.to,
      problem: version.problem,
      effect: version.effect,
      follow_up: version.followUp,
      why: version.why,
      decided_on: version.decidedOn,
    })
    .execute()
}

async function insertCommitment(
  tx: DatabaseTransaction,
  { id, councilId }: CitizenPromise,
  commitment: Commitment,
): Promise<void> {
  const { owner } = commitment
  await tx
    .insertInto('commitments')
    .values({
      id: commitment.id,
      promise_id: id,
      council_id: councilId,
      position: commitment.position,
      organisation_id: owner.id ?? null,
      owner_text: owner.id === undefined ? owner.name : nothingWritten,
      text: commitment.text,
      ...quotaColumns(commitment.quota),
      since_version: commitment.sinceVersion,
      until_version: commitment.untilVersion ?? null,
      reached_on: commitment.reachedOn ?? null,
    })
    .execute()
}

/**
 * Saves the next state of a promise: its end, new versions and commitments, and milestones that were reached. Throws
 * Refusal('changedMeanwhile') when somebody else changed it since it was read, and nothing is saved.
 */
export async function updatePromise(
  tx: DatabaseTransaction,
  before: CitizenPromise,
  after: CitizenPromise,
): Promise<void> {
  const result = await tx
    .updateTable('promises')
    .set({
      ended_on: after.ended?.on ?? null,
      ended_why: after.ended?.why ?? nothingWritten,
      version: before.version + 1,
    })
    .where('id', '=', before.id)
    .where('council_id', '=', before.councilId)
    .where('version', '=', before.version)
    .executeTakeFirst()
  savedOne(result)
  await keepEntry(tx, entryOf(after))
  for (const version of after.versions.slice(before.versions.length)) await insertVersion(tx, after, version)
  for (const commitment of after.commitments) {
    const known = before.commitments.some(({ id }) => id === commitment.id)
    if (!known) await insertCommitment(tx, after, commitment)
    else
      await tx
        .updateTable('commitments')
        .set({
          until_version: commitment.untilVersion ?? null,
          reached_on: commitment.reachedOn ?? null,
        })
        .where('id', '=', commitment.id)
        .where('council_id', '=', before.councilId)
        .execute()
  }
}
