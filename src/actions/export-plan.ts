import { type Ask, hasRole, type Member } from '../chat/index.ts'
import { memberOf } from '../councils/index.ts'
import { actOnce, type World } from '../database/index.ts'
import { promiseToSend } from '../delivery/index.ts'
import { type FileLink, linkTo } from '../files/index.ts'
import type { Locale } from '../shared/locale.ts'
import { fold } from '../shared/text.ts'
import { reading } from './action.ts'
import { agreedActions, latestReports } from './export-store.ts'
import type { WrittenPlan } from './written-plan.ts'

/** The files a plan is exported as, and the kinds of their links. */
export const planFiles = { sheet: 'actions.sheet', document: 'actions.document' } as const

/** The message that brings somebody who asked among others their links. */
export const linksKind = 'actions.links'

/** The plan of a member's council, cause by cause; the causes in the order in which their first action is due. */
export async function planToWrite(world: World, { councilId, councilName }: Member): Promise<WrittenPlan> {
  const [actions, latest] = [
    await agreedActions(world.db, councilId),
    await latestReports(world.db, councilId),
  ]
  const causes = Map.groupBy(actions, ({ cause }) => fold(cause))
  return {
    councilName,
    at: world.clock.now(),
    causes: [...causes.values()].map((together) => ({ cause: together[0]?.cause ?? '', actions: together })),
    latest,
  }
}

/** How many actions a member's council has agreed on. */
export async function countAgreed(world: World, { councilId }: Member): Promise<number> {
  return (await agreedActions(world.db, councilId)).length
}

/** Links to the plan's two files, for one member, each of which works once. */
export async function linksToPlan(
  world: World,
  { councilId, person }: Member,
  locale: Locale,
): Promise<{ readonly sheet: string; readonly document: string }> {
  const link = (kind: string) => linkTo(world, { councilId, who: person, kind, about: '', locale })
  return { sheet: await link(planFiles.sheet), document: await link(planFiles.document) }
}

/** Who asked for a file, as a member who may read the plan now; undefined when they may not any more. */
export async function readerOf(
  world: World,
  { councilId, who }: Pick<FileLink, 'councilId' | 'who'>,
): Promise<Member | undefined> {
  const member = await memberOf(world.db, councilId, who)
  return member && hasRole(member, reading) ? member : undefined
}

/** Promises who asked where others read along their links in their own chat: there they are made, and live from then. */
export async function sendLinks(world: World, { who, onceId }: Ask): Promise<void> {
  const { councilId, person } = who
  const owed = {
    councilId,
    kind: linksKind,
    subjectId: councilId,
    occasion: onceId,
    recipient: { kind: 'person', person },
  } as const
  await actOnce(world, { councilId, who: person, verb: 'actions.export', onceId }, async (tx) => {
    await promiseToSend(tx, world.clock.now(), [owed])
    return { subjectKind: 'plan', subjectId: councilId, changes: [] }
  })
}
