import type { Ask } from '../chat/index.ts'
import { actOnce, type World } from '../database/index.ts'
import { newId } from '../shared/ids.ts'
import { type Week, weekOf } from '../shared/stockholm.ts'
import { countReportedSince, findZeroReport, saveZeroReport, undoZeroReport } from './zero-store.ts'

const zeroKind = 'zeroReport'

/** What came of saying that a week was calm. */
export type NothingReported =
  | { readonly kind: 'noted'; readonly week: Week }
  | { readonly kind: 'alreadyNoted'; readonly week: Week }
  | { readonly kind: 'hasReported'; readonly week: Week; readonly count: number }

/** Notes, once for a person and week, that there is nothing to report; not when the person has reported something. */
export async function reportNothing(world: World, ask: Ask): Promise<NothingReported> {
  const now = world.clock.now()
  const week = weekOf(now)
  const count = await countReportedSince(world.db, ask.who, week.from)
  if (count > 0) return { kind: 'hasReported', week, count }
  const earlier = await findZeroReport(world.db, ask.who, week.key)
  if (earlier && !earlier.undone_at) return { kind: 'alreadyNoted', week }
  const { councilId, person, organisationId } = ask.who
  const id = earlier?.id ?? newId<string>()
  await actOnce(
    world,
    { councilId, who: person, verb: 'incidents.reportNothing', onceId: ask.onceId },
    async (tx) => {
      await saveZeroReport(tx, {
        id,
        council_id: councilId,
        reporter_tenant: person.tenantId,
        reporter_aad: person.aadObjectId,
        organisation_id: organisationId,
        week: week.key,
        reported_at: now,
        undone_at: null,
      })
      const noted = { field: 'week', from: null, to: week.key }
      return { subjectKind: zeroKind, subjectId: id, changes: [noted] }
    },
  )
  return { kind: 'noted', week }
}

/** Takes back what the person said of this week, if anything. Gives the week. */
export async function undoNothing(world: World, ask: Ask): Promise<Week> {
  const now = world.clock.now()
  const week = weekOf(now)
  const report = await findZeroReport(world.db, ask.who, week.key)
  if (!report || report.undone_at) return week
  const { councilId, person } = ask.who
  await actOnce(
    world,
    { councilId, who: person, verb: 'incidents.undoNothing', onceId: ask.onceId },
    async (tx) => {
      await undoZeroReport(tx, report, now)
      const undone = { field: 'week', from: week.key, to: null }
      return { subjectKind: zeroKind, subjectId: report.id, changes: [undone] }
    },
  )
  return week
}
