import { randomUUID } from 'node:crypto'
import type { World } from '../database/index.ts'
import { type Attempt, attempt, type Means } from './attempt.ts'
import { claimDue, forgetLostClaims, letGoOfDeadLeases, type Worker, watchLeases } from './claim.ts'
import { type Digest, kindsDigested, kindsRepeated, type Notice, type Sender } from './notice.ts'
import type { OutboxRow } from './outbox.ts'
import type { Pace } from './pace.ts'
import { type Jitter, repeatUncertain } from './settle.ts'

/**
 * How much is under way at once: at 50 requests a second enough for answers that take a second. More is taken when half
 * of it is done, so that the database is asked for several at a time.
 */
const mostUnderWay = 48
const takeMoreBelow = mostUnderWay / 2

export interface DeliveryOptions {
  readonly world: World
  readonly notices: readonly Notice[]
  readonly sender: Sender
  /** Keeps the rates of Teams; without it nothing waits. */
  readonly pace?: Pace
  /** Puts what is due for one person in the same hour into one message; without it each comes alone. */
  readonly digest?: Digest
  /** Is told of every attempt, without a word of what was sent or to whom, and of how long its tenant is paused by it. */
  readonly onAttempt: (attempt: Omit<Attempt, 'settle'>, pausedMs: number) => void
  /** Is told of a fault of the database. What it kept us from writing down is written down later. */
  readonly onFault?: (fault: unknown) => void
  /**
   * Whether no other process can be at work on the database, as with SQLite: then what was being sent at the start was
   * left by a process that died, and need not wait for its lease to run out.
   */
  readonly alone?: boolean
  /** Chance, for how long to wait. */
  readonly jitter?: Jitter
}

/** Sends what is owed. */
export interface Delivery {
  /**
   * Sends everything that is due now; calls that overlap share one round and the next. Rejects when the database cannot
   * be asked; what was sent until then is written down at the next call.
   */
  readonly drain: () => Promise<void>
  /** Begins nothing more; resolves when what is under way is written down. What is left waits. */
  readonly stop: () => Promise<void>
}

/**
 * Delivery: takes what is due under a lease, asks whether it is still needed, renders it from today's truth, makes ONE
 * attempt, and lets the outcome decide what becomes of it (docs/decisions/0019-delivery.md).
 */
export function createDelivery(options: DeliveryOptions): Delivery {
  const { world, sender, pace, digest } = options
  const notices = new Map(options.notices.map((notice) => [notice.kind, notice]))
  const repeated = kindsRepeated(options.notices)
  const worker: Worker = { world, id: randomUUID(), kinds: [...notices.keys()] }
  const stopping = new AbortController()
  const means: Means = {
    worker,
    notices,
    sender,
    jitter: options.jitter ?? Math.random,
    signal: stopping.signal,
    ...(pace ? { pace } : {}),
    ...(digest ? { together: { kinds: kindsDigested(options.notices), digest } } : {}),
  }
  const leases = watchLeases()
  const underWay = new Set<Promise<void>>()
  /** What the database could not take: it is ours to write down, however long that takes. */
  const unwritten = new Set<Attempt>()
  let running: Promise<void> | undefined
  let again = false
  let started = false
  /** Whether the database may have done something for us without our knowing. */
  let lostTrack = false

  async function writeDown(made: Attempt): Promise<void> {
    const pausedMs = await made.settle()
    unwritten.delete(made)
    const { settle: _, ...told } = made
    options.onAttempt(told, pausedMs)
  }

  async function deal(row: OutboxRow): Promise<void> {
    const made = await attempt(means, row)
    if (made.fault) lostTrack = true
    await writeDown(made).catch((fault) => {
      unwritten.add(made)
      options.onFault?.(fault)
    })
  }

  function begin(row: OutboxRow): void {
    const dealing = deal(row).finally(() => underWay.delete(dealing))
    underWay.add(dealing)
  }

  async function round(): Promise<void> {
    for (const made of [...unwritten]) await writeDown(made)
    const allDead = options.alone === true && !started
    if (allDead || leases.believable()) await letGoOfDeadLeases(worker, allDead)
    started = true
    if (lostTrack && underWay.size === 0) {
      await forgetLostClaims(worker)
      lostTrack = false
    }
    await repeatUncertain(world, repeated)
    while (await beginMore()) {
      // Whoever is done makes room; what is due is asked for when there is room for several.
    }
  }

  /** Takes and begins as much as there is room for, and waits until there is room again. False when all is done. */
  async function beginMore(): Promise<boolean> {
    const before = underWay.size
    const taken = stopping.signal.aborted ? [] : await claimDue(worker, mostUnderWay - before)
    for (const row of taken) {
      begin(row)
      // One at a time: SQLite answers at once, and dozens rendered in one go would make those wait whose turn it is.
      await new Promise((turn) => setImmediate(turn))
    }
    // Whoever was done meanwhile has made way for the next in its line.
    if (before === 0 && taken.length === 0) return false
    if (taken.length === 0 && underWay.size > 0) await Promise.race(underWay)
    while (underWay.size > takeMoreBelow) await Promise.race(underWay)
    return true
  }

  async function rounds(): Promise<void> {
    do {
      again = false
      await round().catch((fault) => {
        lostTrack = true
        leases.doubt()
        throw fault
      })
    } while (again && !stopping.signal.aborted)
  }

  return {
    stop: async () => {
      stopping.abort()
      await running?.catch(() => undefined)
      await Promise.all(underWay)
    },
    drain: async () => {
      if (stopping.signal.aborted) return
      again = true
      running ??= rounds().finally(() => {
        running = undefined
      })
      return running
    },
  }
}
