import type { Ask } from '../chat/index.ts'
import { actOnce, type Change, type World } from '../database/index.ts'
import { Refusal } from '../shared/errors.ts'
import type { CouncilId, FollowUpId } from '../shared/ids.ts'
import type { FollowUp, ToldFollowUp } from './follow-up.ts'
import { addFollowUp, followUpWith, updateFollowUp } from './follow-up-store.ts'
import { holdMembers } from './member-store.ts'

const subjectKind = 'followUp'

/** A follow-up of a council, taken back or not. Throws a Refusal (`notFound`) when there is none, or it is another's. */
export async function followUpFor(world: World, councilId: CouncilId, id: FollowUpId): Promise<FollowUp> {
  const found = await followUpWith(world.db, councilId, id)
  if (!found) throw new Refusal('notFound')
  return found
}

/** A coordinator notes that something was followed up. Throws a Refusal (`notAllowed`) for anybody else. */
export async function noteFollowUp(world: World, ask: Ask, told: ToldFollowUp): Promise<FollowUp> {
  const { councilId } = ask.who
  const { subjectId } = await actOnce(world, actOf(ask, 'councils.noteFollowUp'), async (tx) => {
    await holdMembers(tx, ask.who, world.clock.now())
    const id = await addFollowUp(tx, councilId, told)
    return { subjectKind, subjectId: id, changes: changesBetween(undefined, told) }
  })
  return followUpFor(world, councilId, subjectId as FollowUpId)
}

/**
 * Corrects what was noted. `seen` is the version that the form showed. Throws a Refusal: notAllowed, notFound, withdrawn
 * (take that back first), changedMeanwhile.
 */
export async function correctFollowUp(
  world: World,
  ask: Ask,
  id: FollowUpId,
  told: ToldFollowUp,
  seen: number,
): Promise<FollowUp> {
  return changeFollowUp(world, ask, 'councils.correctFollowUp', id, (before) => {
    if (before.withdrawn) throw new Refusal('withdrawn')
    if (before.version !== seen) throw new Refusal('changedMeanwhile')
    return { ...before, ...told }
  })
}

/** Takes a follow-up back: it counts no more. Throws a Refusal: notAllowed, notFound. */
export async function withdrawFollowUp(world: World, ask: Ask, id: FollowUpId): Promise<FollowUp> {
  return changeFollowUp(world, ask, 'councils.withdrawFollowUp', id, (before) => ({
    ...before,
    withdrawn: true,
  }))
}

/** Undoes that it was taken back: it counts again. Throws a Refusal: notAllowed, notFound. */
export async function restoreFollowUp(world: World, ask: Ask, id: FollowUpId): Promise<FollowUp> {
  return changeFollowUp(world, ask, 'councils.restoreFollowUp', id, (before) => ({
    ...before,
    withdrawn: false,
  }))
}

async function changeFollowUp(
  world: World,
  ask: Ask,
  verb: string,
  id: FollowUpId,
  decide: (before: FollowUp) => FollowUp,
): Promise<FollowUp> {
  const { councilId } = ask.who
  await actOnce(world, actOf(ask, verb), async (tx) => {
    const now = world.clock.now()
    await holdMembers(tx, ask.who, now)
    const before = await followUpFor({ ...world, db: tx }, councilId, id)
    const after = decide(before)
    const changes = changesBetween(before, after)
    if (changes.length > 0) await updateFollowUp(tx, after, after.withdrawn ? now : null)
    return { subjectKind, subjectId: id, changes }
  })
  return followUpFor(world, councilId, id)
}

function actOf({ who, onceId }: Ask, verb: string) {
  return { councilId: who.councilId, who: who.person, verb, onceId }
}

type Told = ToldFollowUp & { readonly withdrawn?: boolean }

function changesBetween(before: Told | undefined, after: Told): readonly Change[] {
  const said = (told: Told | undefined) => ({
    followedOn: told?.followedOn ?? null,
    things: told?.things.join(' ') ?? null,
    withdrawn: told?.withdrawn ? 'yes' : null,
  })
  const [from, to] = [said(before), said(after)]
  return (['followedOn', 'things', 'withdrawn'] as const)
    .map((field) => ({ field, from: from[field], to: to[field] }))
    .filter((change) => change.from !== change.to)
}
