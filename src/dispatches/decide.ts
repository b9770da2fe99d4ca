import { actOnce, type DatabaseTransaction, type Deed, doneBefore, type World } from '../database/index.ts'
import {
  findHeld,
  type Held,
  heldOf,
  isMessageOf,
  messageIfNeeded,
  sendAgain,
  writeOff,
} from '../delivery/index.ts'
import type { Instant } from '../shared/clock.ts'
import { Refusal } from '../shared/errors.ts'
import type { CouncilId, OnceId } from '../shared/ids.ts'
import { type Decided, type DecidedOnAll, type Desk, type DispatchKinds, mostAtOnce } from './dispatch.ts'

/** What somebody wants done with what is held. */
export type Decision = 'sendAgain' | 'writeOff'

/**
 * Decides on one held message: it is sent once more, if it is still needed, or written off for good. Whoever comes second
 * changes nothing and is told. Throws a Refusal (`notFound`) for what is no message of the desk's.
 */
export async function decide(
  world: World,
  kinds: DispatchKinds,
  desk: Desk,
  id: string,
  decision: Decision,
): Promise<Decided> {
  const held = await findHeld(world.db, kinds.notices, id, desk.council?.id)
  if (!held) {
    if (await isMessageOf(world.db, id, desk.council?.id)) return 'before'
    throw new Refusal('notFound')
  }
  const decided = await whatTo(world, kinds, held, decision)
  const act = {
    councilId: held.councilId,
    who: desk.person,
    verb: `dispatches.${decision}`,
    onceId: desk.onceId,
  }
  try {
    await actOnce(world, act, async (tx) => {
      const deed = await settle(tx, world, held, decided)
      if (!deed) throw new Refusal('changedMeanwhile')
      return deed
    })
  } catch (problem) {
    if (problem instanceof Refusal && problem.reason === 'changedMeanwhile') return 'before'
    throw problem
  }
  return decided
}

/**
 * Decides on everything that was held at a moment, the oldest first and so many at a time: what the person saw, and
 * nothing that has been held since. Each council's part is one act in its own books.
 */
export async function decideOnAll(
  world: World,
  kinds: DispatchKinds,
  desk: Desk,
  heldAt: Instant,
  decision: Decision,
): Promise<DecidedOnAll> {
  const page = { from: 0, most: mostAtOnce }
  const all = (await heldOf(world.db, kinds.notices, desk.council?.id, page)).held
  const seen = all.filter(({ heldSince }) => heldSince <= heldAt)
  const counts = { sending: 0, notNeeded: 0, writtenOff: 0, before: 0 }
  for (const [councilId, held] of Map.groupBy(seen, (one) => one.councilId))
    for (const one of await decideIn(world, kinds, desk, councilId, held, decision)) counts[one]++
  const { count } = await heldOf(world.db, kinds.notices, desk.council?.id, { from: 0, most: 1 })
  return { ...counts, left: count }
}

async function decideIn(
  world: World,
  kinds: DispatchKinds,
  desk: Desk,
  councilId: CouncilId,
  held: readonly Held[],
  decision: Decision,
): Promise<readonly Decided[]> {
  const onceId = `${desk.onceId}/${councilId}` as OnceId
  if ((await doneBefore(world, desk.person, onceId)) !== undefined) return held.map(() => 'before')
  const wanted: { readonly one: Held; readonly to: Decided }[] = []
  for (const one of held) wanted.push({ one, to: await whatTo(world, kinds, one, decision) })
  const act = { councilId, who: desk.person, verb: `dispatches.${decision}All`, onceId }
  let decided: Decided[] = []
  try {
    await actOnce(world, act, async (tx) => {
      decided = []
      const deeds: Deed[] = []
      for (const { one, to } of wanted) {
        const deed = await settle(tx, world, one, to)
        decided.push(deed ? to : 'before')
        if (deed) deeds.push(deed)
      }
      const [first, ...also] = deeds
      if (!first) throw new Refusal('changedMeanwhile')
      return { ...first, also }
    })
  } catch (problem) {
    if (!(problem instanceof Refusal && problem.reason === 'changedMeanwhile')) throw problem
  }
  return decided
}

/** What a decision means for a message today: what is no longer needed is not sent again. */
async function whatTo(world: World, kinds: DispatchKinds, held: Held, decision: Decision): Promise<Decided> {
  if (decision === 'writeOff') return 'writtenOff'
  return (await isStillNeeded(world, kinds, held)) ? 'sending' : 'notNeeded'
}

/** Whether delivery would send it now, as it asks itself before every attempt. */
async function isStillNeeded(world: World, { notices }: DispatchKinds, held: Held): Promise<boolean> {
  const notice = notices.find(({ kind }) => kind === held.kind)
  // A kind that we do not know may be one of a newer version: it is left for that.
  if (!notice) return true
  const asked = { dueAt: held.dueAt, now: world.clock.now(), locale: 'sv' } as const
  try {
    return (await messageIfNeeded(notice, { ...held, repeated: true }, asked)) !== undefined
  } catch {
    // That it cannot be made is for delivery to find out, and to tell the operators.
    return true
  }
}

/** Moves a message to where it was decided to go; undefined when it is no longer held. */
async function settle(
  tx: DatabaseTransaction,
  world: World,
  held: Held,
  to: Decided,
): Promise<Deed | undefined> {
  const at = world.clock.now()
  const moved = to === 'sending' ? await sendAgain(tx, held.id, at) : await writeOff(tx, held.id, at)
  if (!moved) return undefined
  const state = to === 'sending' ? 'waiting' : 'noLongerNeeded'
  return {
    subjectKind: 'dispatch',
    subjectId: held.id,
    changes: [{ field: 'state', from: 'uncertain', to: state, why: to }],
  }
}
