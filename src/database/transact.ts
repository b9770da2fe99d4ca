import { CompiledQuery } from 'kysely'
import { isBusy } from './sqlite.ts'
import type { Database, DatabaseTransaction } from './tables.ts'

type Work<Result> = (tx: DatabaseTransaction) => Promise<Result>

/** Somebody's work that waits for its turn, and for the commit that it will share. */
interface Job {
  /** Does the work; gives what tells who waits that it is stored. */
  readonly run: Work<() => void>
  readonly fail: (problem: unknown) => void
}

/** How many share one commit at most: nobody waits long for the others. */
const mostTogether = 64

const queues = new WeakMap<Database, Job[]>()

/**
 * Does some work, all or nothing; when it resolves, what it saved is on the disk. What the work throws is passed on,
 * and nothing of it is stored.
 *
 * PostgreSQL puts commits that come together on its disk together. SQLite does not, and waiting for the disk is most of
 * what an act costs there; so on SQLite we do: whatever waits shares one transaction, each work behind a savepoint of
 * its own, and is answered after the one commit.
 */
export function transact<Result>(db: Database, work: Work<Result>): Promise<Result> {
  if (db.getExecutor().adapter.supportsMultipleConnections) return db.transaction().execute(work)
  return new Promise<Result>((resolve, fail) => {
    const run = async (tx: DatabaseTransaction) => {
      const result = await work(tx)
      return () => resolve(result)
    }
    const waiting = queues.get(db)
    if (waiting) waiting.push({ run, fail })
    else {
      const queue = [{ run, fail }]
      queues.set(db, queue)
      void workOff(db, queue)
    }
  })
}

async function workOff(db: Database, queue: Job[]): Promise<void> {
  while (queue.length > 0) {
    // SQLite answers at once, so without a pause one request would run to its end before the next is even read.
    await new Promise((allHeard) => setImmediate(allHeard))
    await commitTogether(db, queue.splice(0, mostTogether))
  }
  queues.delete(db)
}

/** Never rejects: whatever happens is told to those who wait. */
async function commitTogether(db: Database, jobs: readonly Job[]): Promise<void> {
  try {
    const stored = await db.transaction().execute(async (tx) => {
      const tell: (() => void)[] = []
      for (const job of jobs) tell.push(await behindSavepoint(tx, job))
      return tell
    })
    for (const tell of stored) tell()
  } catch (problem) {
    for (const job of jobs) job.fail(problem)
  }
}

const mark = CompiledQuery.raw('savepoint job')
const keep = CompiledQuery.raw('release job')
const undo = CompiledQuery.raw('rollback to job')

async function behindSavepoint(tx: DatabaseTransaction, job: Job): Promise<() => void> {
  await tx.executeQuery(mark)
  try {
    const tell = await job.run(tx)
    await tx.executeQuery(keep)
    return tell
  } catch (problem) {
    // Nobody here can write now: the others need not wait for that too, one after the other.
    if (isBusy(problem)) throw problem
    await tx.executeQuery(undo)
    await tx.executeQuery(keep)
    return () => job.fail(problem)
  }
}
