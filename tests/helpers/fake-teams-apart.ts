import { fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import type { Arrival, Failure, FailureRule } from './fake-teams.ts'
import type { Counts, FakeTeamsOrders } from './fake-teams-process.ts'

/** A fake Teams in a process of its own, as a test or a benchmark speaks with it. */
export interface FakeTeamsApart {
  /** The service address, as activities carry it. */
  readonly url: string
  /** Where it is asked and told things; another process can do so by `fakeTeamsAt(url, control)`. */
  readonly control: string
  counts(): Promise<Counts>
  /** Every request in the order it came; `timesPosted` and `postedIn` of fake-teams.ts count in it. */
  arrivals(): Promise<readonly Arrival[]>
  failNext(...failures: readonly Failure[]): Promise<void>
  failWhen(rule: FailureRule): Promise<void>
  /** What was to fail does not. */
  failNoMore(): Promise<void>
  forget(): Promise<void>
  /** Resolves when what is counted is as wanted; rejects when it is not within `withinMs` milliseconds. */
  until(wanted: (counts: Counts) => boolean, withinMs: number, everyMs?: number): Promise<Counts>
}

/** A way to speak with a fake that somebody else has started. */
export function fakeTeamsAt(url: string, control: string): FakeTeamsApart {
  const ask = async <Answer>(path: string, told?: unknown): Promise<Answer> => {
    const response = await fetch(`${control}${path}`, {
      ...(told === undefined ? {} : { method: 'POST', body: JSON.stringify(told) }),
    })
    if (!response.ok) throw new Error(`the fake Teams does not understand ${path}`)
    return (await response.json()) as Answer
  }
  const counts = () => ask<Counts>('/counts')
  return {
    url,
    control,
    counts,
    arrivals: () => ask('/arrivals'),
    failNext: (...failures) => ask('/fail-next', failures),
    failWhen: (rule) => ask('/fail-when', rule),
    failNoMore: () => ask('/fail-no-more', {}),
    forget: () => ask('/forget', {}),
    until: async (wanted, withinMs, everyMs = 100) => {
      const end = performance.now() + withinMs
      for (;;) {
        const now = await counts()
        if (wanted(now)) return now
        if (performance.now() > end) throw new Error(`not within ${withinMs} ms: ${JSON.stringify(now)}`)
        await new Promise((resolve) => setTimeout(resolve, everyMs))
      }
    },
  }
}

/** Starts one; it ends with `stop`, or with the process that started it. Needs no jest. */
export async function startFakeTeamsApart(
  orders: FakeTeamsOrders = {},
): Promise<FakeTeamsApart & { readonly pid: number; stop(): Promise<void> }> {
  const path = fileURLToPath(new URL('fake-teams-process.ts', import.meta.url))
  const child = fork(path, [JSON.stringify(orders)], { execArgv: ['--no-warnings'] })
  const gone = once(child, 'exit')
  const [told] = (await Promise.race([
    once(child, 'message'),
    gone.then(() => Promise.reject(new Error('the fake Teams ended before it was ready'))),
  ])) as [{ url: string; control: string }]
  // Who forgets to stop it is not kept from ending.
  child.unref()
  child.channel?.unref()
  return {
    ...fakeTeamsAt(told.url, told.control),
    pid: child.pid ?? 0,
    stop: async () => {
      child.ref()
      child.kill('SIGKILL')
      await gone
    },
  }
}
