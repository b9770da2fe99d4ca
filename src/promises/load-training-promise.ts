import { z } from 'zod'
import { organisationsOf } from '../councils/index.ts'
import { actOnce, type World } from '../database/index.ts'
import type { PrivacyRules } from '../privacy/index.ts'
import { dayMs } from '../shared/clock.ts'
import { type CouncilId, type DeliveryId, newId, type OnceId } from '../shared/ids.ts'
import { type LocalDate, localDate, plusDays } from '../shared/stockholm.ts'
import { insertDelivery } from './delivery-store.ts'
import { promiseKind } from './findable-promise.ts'
import { cleared, toPromise } from './import-promises.ts'
import { type Delivery, trainingKey } from './promise.ts'
import { type FilePromise, parsePromises } from './promise-file.ts'
import { insertPromise } from './store.ts'

/** Whoever is said to have logged a training delivery: nobody. */
const nobody = { tenantId: 'training', aadObjectId: 'training' }

const day = z.iso.date().transform((date) => date as LocalDate)

const trainingFile = z.object({
  promise: z.object({
    /** The promise of the council's file that it is a copy of. */
    copyOf: z.string(),
    title: z.string(),
    /** The day of the file that today is to be like. */
    today: day,
    deliveries: z.array(
      z.object({
        /** Which commitment, counted from one. */
        commitment: z.int().min(1),
        deliveredOn: day,
        count: z.int().min(1).default(1),
        minutes: z.int().optional(),
        staff: z.int().optional(),
        organisation: z.string(),
        note: z.string().default(''),
      }),
    ),
  }),
})

/**
 * Loads the training promise into a council, once: a copy of the first version of one of the council's file, moved by
 * whole weeks so that today is like a day near its end, with what had been done by then. Throws when the file is not a
 * training file, or names what the council does not have.
 */
export async function loadTrainingPromise(
  world: World,
  councilId: CouncilId,
  json: unknown,
  promises: readonly unknown[],
  rules: PrivacyRules,
): Promise<void> {
  const { promise: told } = trainingFile.parse(json)
  const act = {
    councilId,
    who: nobody,
    verb: 'promises.loadTraining',
    onceId: `training-promise-${councilId}` as OnceId,
  }
  await actOnce(world, act, async (tx) => {
    const organisations = await organisationsOf(tx, councilId)
    const keys = organisations.map(({ key }) => key)
    const original = parsePromises(promises, keys).find(({ key }) => key === told.copyOf)
    if (!original) throw new Error(`the council's file has no promise "${told.copyOf}"`)
    const now = world.clock.now()
    const days = Math.floor((Date.parse(localDate(now)) - Date.parse(told.today)) / (7 * dayMs)) * 7
    const copy = movedBy(days, original, told.title)
    const promise = toPromise(councilId, copy, organisations, rules)
    await insertPromise(tx, promise, now)
    for (const each of told.deliveries) {
      const commitment = promise.commitments[each.commitment - 1]
      const organisation = organisations.find(({ key }) => key === each.organisation)
      if (!commitment || !organisation) throw new Error('the training data names what is not there')
      const delivery: Delivery = {
        id: newId<DeliveryId>(),
        councilId,
        commitmentId: commitment.id,
        deliveredOn: plusDays(each.deliveredOn, days),
        count: each.count,
        minutes: each.minutes,
        staff: each.staff,
        organisation,
        note: cleared(each.note, rules, copy.key),
        loggedBy: nobody,
        loggedAt: now,
        withdrawnAt: undefined,
        version: 1,
      }
      await insertDelivery(tx, delivery)
    }
    return { subjectKind: promiseKind, subjectId: promise.id, changes: [] }
  })
}

/** The first version of a promise and what came with it, some days later. */
function movedBy(days: number, { key, versions, commitments }: FilePromise, title: string): FilePromise {
  const later = (date: LocalDate) => plusDays(date, days)
  return {
    key: trainingKey(key),
    title,
    versions: versions.slice(0, 1).map((version) => ({
      ...version,
      from: later(version.from),
      to: later(version.to),
      decidedOn: later(version.decidedOn),
    })),
    commitments: commitments
      .filter(({ sinceVersion }) => sinceVersion === 1)
      .map(({ reachedOn: _, untilVersion: __, ...each }) => each),
  }
}
