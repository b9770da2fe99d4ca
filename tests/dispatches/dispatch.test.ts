import { expect, test } from '@jest/globals'
import { undeliveredBy, whyHeldOf } from '../../src/dispatches/dispatch.ts'

test.each([
  ['timeout', 'late'],
  ['ETIMEDOUT', 'late'],
  ['HTTP 504', 'late'],
  ['HTTP 408 Timeout', 'late'],
  ['HTTP 5040', 'error'],
  ['HTTP 500 ServiceError', 'error'],
  ['HTTP 503', 'error'],
  ['ECONNRESET', 'broken'],
  ['the answer is not JSON', 'broken'],
  ['', 'broken'],
  ['workerDied', 'stopped'],
  ['restored', 'restored'],
  ['fault', 'fault'],
])('what is held because of "%s" is told as %s', (reason, why) => {
  expect(whyHeldOf(reason)).toBe(why)
})

test('what could not be delivered is counted by what its reasons mean; what nobody foresaw is a fault of ours', () => {
  const undelivered = [
    { reason: 'blocked', count: 2 },
    { reason: 'HTTP 400 BadSyntax', count: 3 },
    { reason: 'HTTP 413', count: 1 },
    { reason: '', count: 1 },
  ]
  expect([...undeliveredBy({ undelivered })]).toEqual([
    ['blocked', 2],
    ['refused', 5],
  ])
})
