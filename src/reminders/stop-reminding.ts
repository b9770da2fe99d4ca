import type { Ask } from '../chat/index.ts'
import { actOnce, type World } from '../database/index.ts'
import { isStopped, type KindOfReminder, remindAgain, stopReminding } from '../schedule/index.ts'
import { type Pointed, remindedOf } from './reminded.ts'

/**
 * Stops reminding who asks of a thing, or reminds them of it again. Asked again, it changes nothing. Throws a Refusal,
 * `notReminded`, when we have not reminded them of it.
 */
export async function chooseAboutThing(
  world: World,
  kinds: readonly KindOfReminder[],
  ask: Pick<Ask, 'who' | 'onceId'>,
  pointed: Pointed,
  wanted: 'stop' | 'again',
): Promise<KindOfReminder> {
  const { kind, thing } = await remindedOf(world.db, kinds, ask, pointed)
  const { person, councilId } = ask.who
  if ((await isStopped(world.db, person, thing)) === (wanted === 'stop')) return kind
  const act = { councilId, who: person, verb: `reminders.${wanted}`, onceId: ask.onceId }
  await actOnce(world, act, async (tx) => {
    if (wanted === 'stop') await stopReminding(tx, person, thing, world.clock.now())
    else await remindAgain(tx, person, thing)
    const [from, to] = wanted === 'stop' ? ['no', 'yes'] : ['yes', 'no']
    const changes = [{ field: `${thing.kind} stopped`, from: from ?? null, to: to ?? null }]
    return { subjectKind: 'reminder', subjectId: thing.subjectId, changes }
  })
  return kind
}
