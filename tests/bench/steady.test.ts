import { expect, test } from '@jest/globals'
import type { Usage } from '../../bench/process.ts'
import { whatGrew } from '../../bench/steady.ts'

const hour = 3_600

/** Sixty looks at a process, each what `at` makes of its number. */
function looks(at: (number: number) => Partial<Usage>): readonly Usage[] {
  const usual = { memory: 400e6, heap: 90e6, handles: 30, cpuMs: 0 }
  return Array.from({ length: 60 }, (_, number) => ({ ...usual, ...at(number) }))
}

test('What goes up and down is flat, also when it was small in the beginning', () => {
  const tides = looks((number) => ({
    heap: 90e6 + (number % 7) * 3e6,
    memory: (number < 15 ? 250e6 : 400e6) + (number % 5) * 10e6,
    handles: 25 + (number % 11),
  }))
  expect(whatGrew(tides, hour)).toEqual([])
})

test.each([
  ['a tenth of the heap in an hour', (number: number) => ({ heap: 90e6 + number * 0.25e6 }), 'heap'],
  ['memory outside the heap', (number: number) => ({ memory: 400e6 + number * 2e6 }), 'resident memory'],
  ['a handle a minute', (number: number) => ({ handles: 30 + number }), 'open handles'],
] as const)('It is seen when %s is not given back', (_, at, named) => {
  expect(whatGrew(looks(at), hour)).toEqual([expect.stringContaining(named)])
})

test('In a short run only what runs away is seen', () => {
  const learning = looks((number) => ({ heap: 80e6 + number * 0.4e6, memory: 300e6 + number * 2e6 }))
  expect(whatGrew(learning, 20)).toEqual([])
  const runningAway = looks((number) => ({ heap: 50e6 + number * 10e6 }))
  expect(whatGrew(runningAway, 20)).toEqual([expect.stringContaining('heap')])
})
