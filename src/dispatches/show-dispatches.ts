import { councilOf, memberOf } from '../councils/index.ts'
import type { World } from '../database/index.ts'
import { type Held, heldOf, queueOf } from '../delivery/index.ts'
import { dayMs, plusMs } from '../shared/clock.ts'
import { type Desk, type Dispatch, type Dispatches, type DispatchKinds, pageLength } from './dispatch.ts'

/** How far back what could not be delivered is counted. */
const countedMs = 7 * dayMs

/** What is held in a desk's council, or in all of them: the page asked for, or the last there is. */
export async function showDispatches(
  world: World,
  kinds: DispatchKinds,
  desk: Desk,
  wanted: number,
): Promise<Dispatches> {
  const at = (page: number) =>
    heldOf(world.db, kinds.notices, desk.council?.id, { from: (page - 1) * pageLength, most: pageLength })
  let page = Math.max(1, wanted)
  let { held, count } = await at(page)
  const pages = Math.max(1, Math.ceil(count / pageLength))
  if (page > pages) {
    page = pages
    held = (await at(page)).held
  }
  const now = world.clock.now()
  return {
    shown: await Promise.all(held.map((one) => dispatchOf(world, kinds, desk, one))),
    count,
    page,
    pages,
    queue: await queueOf(world, desk.council?.id, plusMs(now, -countedMs)),
    now,
  }
}

async function dispatchOf(world: World, kinds: DispatchKinds, desk: Desk, held: Held): Promise<Dispatch> {
  const named = kinds.named.find(({ kind }) => kind === held.kind)
  return {
    ...held,
    name: named?.name,
    about: await named?.about?.(held.councilId, held.subjectId),
    to: await recipientOf(world, held),
    councilName: desk.council ? undefined : (await councilOf(world.db, held.councilId))?.name,
  }
}

async function recipientOf(world: World, { recipient, councilId }: Held): Promise<Dispatch['to']> {
  if (recipient.kind === 'conversation') return 'channel'
  const member = await memberOf(world.db, councilId, recipient.person)
  return member ? { title: member.title } : 'nobody'
}
