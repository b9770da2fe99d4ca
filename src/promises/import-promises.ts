import { organisationsOf } from '../councils/index.ts'
import { actOnce, type DatabaseTransaction, type Deed, type World } from '../database/index.ts'
import { checkText, type PrivacyRules } from '../privacy/index.ts'
import type { Checked } from '../shared/checked.ts'
import type { Instant } from '../shared/clock.ts'
import { type CommitmentId, type CouncilId, newId, type OnceId, type PromiseId } from '../shared/ids.ts'
import type { Person } from '../shared/person.ts'
import { promiseKind } from './findable-promise.ts'
import type { CitizenPromise, Commitment, PromiseVersion } from './promise.ts'
import type { FilePromise } from './promise-file.ts'
import { insertPromise, promisesOf, updatePromise } from './store.ts'

/** Who is named in the books for what a file brought: the operator at the machine, not a person in Teams. */
const importer: Person = { tenantId: 'import', aadObjectId: 'import' }

/** How many promises an import made and extended. */
export interface ImportedPromises {
  readonly made: number
  readonly extended: number
}

/**
 * Takes promises in from the council's file, in one transaction; again and again if need be. A promise is known by its
 * key: a new one is made, and one that is there gets the versions (and their commitments) that only the file has.
 * Everything else stays as the chat has it. Throws when a text points out somebody, or an organisation is not there.
 */
export async function importPromises(
  world: World,
  councilId: CouncilId,
  promises: readonly FilePromise[],
  rules: PrivacyRules,
): Promise<ImportedPromises> {
  let came: readonly ('made' | 'extended')[] = []
  const act = { councilId, who: importer, verb: 'promises.import', onceId: newId<OnceId>() }
  await actOnce(world, act, async (tx) => {
    const there = await promisesOf(tx, councilId)
    const organisations = await organisationsOf(tx, councilId)
    const deeds: (Deed & { came: 'made' | 'extended' })[] = []
    for (const file of promises) {
      const told = toPromise(councilId, file, organisations, rules)
      const before = there.find(({ key }) => key === file.key)
      const deed = before ? await extended(tx, before, told) : await made(tx, told, world.clock.now())
      if (deed) deeds.push({ ...deed, came: before ? 'extended' : 'made' })
    }
    came = deeds.map((deed) => deed.came)
    return { subjectKind: 'council', subjectId: councilId, changes: [], also: deeds }
  })
  const count = (what: (typeof came)[number]) => came.filter((each) => each === what).length
  return { made: count('made'), extended: count('extended') }
}

async function made(tx: DatabaseTransaction, told: CitizenPromise, now: Instant): Promise<Deed> {
  await insertPromise(tx, told, now)
  return deedOf(told, null)
}

/** Undefined when the file has nothing that is not there. */
async function extended(
  tx: DatabaseTransaction,
  before: CitizenPromise,
  told: CitizenPromise,
): Promise<Deed | undefined> {
  if (told.versions.length <= before.versions.length) return undefined
  const after = withMoreVersions(before, told)
  await updatePromise(tx, before, after)
  return deedOf(after, before.versions.at(-1)?.to ?? null)
}

function deedOf(promise: CitizenPromise, from: string | null): Deed {
  const changes = [{ field: 'lastDay', from, to: promise.versions.at(-1)?.to ?? null }]
  return { subjectKind: promiseKind, subjectId: promise.id, changes }
}

/** A promise that is there, with the versions that only another telling of it has. */
function withMoreVersions(before: CitizenPromise, told: CitizenPromise): CitizenPromise {
  const known = before.versions.length
  const added = told.commitments.filter(({ sinceVersion }) => sinceVersion > known)
  const positions = before.commitments.length
  return {
    ...before,
    versions: [...before.versions, ...told.versions.slice(known)],
    commitments: [
      ...before.commitments.map((each) => ({
        ...each,
        untilVersion: each.untilVersion ?? endIn(told, each),
      })),
      ...added.map((each, at) => ({ ...each, position: positions + at + 1 })),
    ],
  }
}

/** The last version that another telling of the promise gives a commitment. */
function endIn({ commitments }: CitizenPromise, commitment: Commitment): number | undefined {
  const { text, sinceVersion } = commitment
  return commitments.find((each) => each.text === text && each.sinceVersion === sinceVersion)?.untilVersion
}

/** A promise as a file tells it, with identities of its own. */
export function toPromise(
  councilId: CouncilId,
  file: FilePromise,
  organisations: Awaited<ReturnType<typeof organisationsOf>>,
  rules: PrivacyRules,
): CitizenPromise {
  const clear = (text: string) => cleared(text, rules, file.key)
  return {
    id: newId<PromiseId>(),
    councilId,
    key: file.key,
    title: clear(file.title),
    versions: file.versions.map(
      (version, at): PromiseVersion => ({
        number: at + 1,
        from: version.from,
        to: version.to,
        problem: clear(version.problem),
        effect: clear(version.effect),
        followUp: clear(version.followUp),
        why: clear(version.why),
        decidedOn: version.decidedOn,
      }),
    ),
    commitments: file.commitments.map((each, at): Commitment => {
      const organisation = organisations.find(({ key }) => key === each.organisation)
      if (each.organisation !== undefined && !organisation)
        throw new Error(`the council has no organisation "${each.organisation}"`)
      return {
        id: newId<CommitmentId>(),
        position: at + 1,
        owner: organisation
          ? { id: organisation.id, name: organisation.name }
          : { id: undefined, name: clear(each.owner ?? '') },
        text: clear(each.text),
        quota: each.quota,
        sinceVersion: each.sinceVersion,
        untilVersion: each.untilVersion,
        reachedOn: each.reachedOn,
      }
    }),
    ended: undefined,
    version: 1,
  }
}

/** A text of a file that points out nobody. Throws otherwise, and names the promise but not the text. */
export function cleared(text: string, rules: PrivacyRules, of: string): Checked {
  const verdict = checkText(text, rules)
  if (verdict.kind === 'clear') return verdict.text
  throw new Error(`a text of the promise "${of}" points out somebody: write it without`)
}
