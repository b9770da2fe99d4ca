import { Counter, Histogram, type Registry } from 'prom-client'

/** Why a request is turned away. */
export const whyRefused = ['token', 'tenant', 'malformed', 'body', 'tooMany', 'link', 'metrics'] as const
export type WhyRefused = (typeof whyRefused)[number]

/** What an operator can count: nothing in it tells who or what. */
export interface TeamsMetrics {
  readonly turns: Counter<'kind'>
  readonly turnSeconds: Histogram<'kind'>
  readonly refused: Counter<'why'>
  readonly repeats: Counter
  readonly sends: Counter<'way' | 'outcome'>
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
