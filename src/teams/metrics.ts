import { Counter, Histogram, type Registry } from 'prom-client'
import type { Heard } from './inbound.ts'

/** Why a request is turned away. */
export const whyRefused = ['token', 'tenant', 'malformed', 'body', 'tooMany', 'link', 'metrics'] as const
export type WhyRefused = (typeof whyRefused)[number]
/** How something goes to Teams: the answer to a line, what is said unasked, a changed card. */
export const ways = ['answer', 'post', 'update'] as const
/** What an activity may be to us. */
export const turnKinds = Object.keys({
  line: true,
  invoke: true,
  looked: true,
  unknownInvoke: true,
  tooLong: true,
  installed: true,
  removed: true,
  meeting: true,
  nothing: true,
  malformed: true,
} satisfies Record<Heard['kind'], true>)

/** What an operator can count: nothing in it tells who or what. */
export interface TeamsMetrics {
  readonly turns: Counter<'kind'>
  readonly turnSeconds: Histogram<'kind'>
  readonly refused: { readonly inc: (labels: { readonly why: WhyRefused }) => void }
  readonly repeats: Counter
  readonly sends: {
    readonly inc: (labels: { readonly way: (typeof ways)[number]; readonly outcome: string }) => void
  }
}

/** The numbers of the way in and out, added to the process's registry. */
export function teamsMetrics(registry: Registry): TeamsMetrics {
  const registers = [registry]
  return {
    turns: new Counter({
      name: 'tryggve_turns_total',
      help: 'Activities that were answered, by what they were',
      labelNames: ['kind'],
      registers,
    }),
    turnSeconds: new Histogram({
      name: 'tryggve_turn_seconds',
      help: 'How long an activity took to answer, in seconds',
      labelNames: ['kind'],
      buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 3, 5, 10, 15],
      registers,
    }),
    refused: new Counter({
      name: 'tryggve_requests_refused_total',
      help: 'Requests that were turned away, by why',
      labelNames: ['why'],
      registers,
    }),
    repeats: new Counter({
      name: 'tryggve_repeats_total',
      help: 'Activities that came again and took no effect again',
      registers,
    }),
    sends: new Counter({
      name: 'tryggve_sends_total',
      help: 'Attempts to send to Teams, by what came of them',
      labelNames: ['way', 'outcome'],
      registers,
    }),
  }
}
