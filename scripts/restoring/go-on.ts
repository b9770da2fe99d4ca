import { skipNumbers, transact, type World } from '../../src/database/index.ts'
import { doubtUnsent, promiseToSend } from '../../src/delivery/index.ts'
import { createFeatures } from '../../src/features.ts'
import { createSchedule } from '../../src/schedule/index.ts'
import { localYear } from '../../src/shared/stockholm.ts'

/**
 * Makes a database that was brought back from an earlier moment ready to go on from, before anybody serves it: it does not
 * remember what was sent and which numbers were given since. Gives how many messages are doubted; they are what waited
 * then, and the reminders that have become due since.
 */
export async function goOnAfterRestore(
  world: World,
  config: Parameters<typeof createFeatures>[1],
): Promise<{ readonly doubted: number }> {
  const { reminders } = createFeatures(world, config)
  // What cannot be derived now is tried again by the server, and is no reason to have no database.
  await createSchedule({ world, reminders, promise: promiseToSend, onFault: () => undefined }).beat()
  return transact(world.db, async (tx) => {
    const now = world.clock.now()
    await skipNumbers(tx, localYear(now))
    return { doubted: await doubtUnsent(tx, now) }
  })
}
