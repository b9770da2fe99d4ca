import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { describe, expect, test } from '@jest/globals'
import { answerWith, card, type Reply, say } from '../../src/chat/index.ts'
import { type InboundActivity, readActivity } from '../../src/teams/activity.ts'
import { createLatestPresses, type LatestPresses } from '../../src/teams/latest-presses.ts'
import { teamsActivities } from '../helpers/teams-activities.ts'

setFlagsFromString('--expose-gc')
const collectGarbage = runInNewContext('gc') as () => void

const activities = teamsActivities('https://smba.trafficmanager.net/emea/')
const form = answerWith(card('sv', 'Formulär', []), 'Formulär')

function pressOn(card: string, data: object = {}): InboundActivity {
  const activity = readActivity(activities.execute('incidents.report', data, card))
  if (!activity) throw new Error('no activity')
  return activity
}

/** Presses are noted in a call of their own, so that nothing but `latest` could hold on to them. */
function noteMany(latest: LatestPresses, count: number): WeakRef<object>[] {
  return Array.from({ length: count }, (_, at) => {
    const press = pressOn(`card-${at}`, { text: 'x'.repeat(1_000) })
    const reply: Reply = { ...form }
    latest.note(press, Promise.resolve(reply))
    return [new WeakRef<object>(press), new WeakRef<object>(reply)]
  }).flat()
}

describe('Which press on a card was the latest', () => {
  test('is remembered without what was filled in, and without what was answered', async () => {
    const latest = createLatestPresses()
    const refs = noteMany(latest, 100)
    // What a WeakRef has given is held until the work under way is done.
    await new Promise((resolve) => setImmediate(resolve))
    collectGarbage()
    expect(refs.filter((ref) => ref.deref() !== undefined)).toEqual([])
  })

  test('is known by the press itself: one that shows a card overtakes the earlier, a text does not', async () => {
    const latest = createLatestPresses()
    const [first, second, third, elsewhere] = [pressOn('1'), pressOn('1'), pressOn('1'), pressOn('2')]
    latest.note(first, Promise.resolve(form))
    expect(await latest.isOvertaken(first)).toBe(false)
    latest.note(second, Promise.resolve(form))
    expect([await latest.isOvertaken(first), await latest.isOvertaken(second)]).toEqual([true, false])
    latest.note(third, Promise.resolve(say('Tack.')))
    expect([await latest.isOvertaken(first), await latest.isOvertaken(second)]).toEqual([false, false])
    expect(await latest.isOvertaken(elsewhere)).toBe(false)
  })

  test('that failed overtakes nothing', async () => {
    const latest = createLatestPresses()
    const first = pressOn('1')
    latest.note(first, Promise.resolve(form))
    latest.note(pressOn('1'), Promise.reject(new Error('no database')))
    expect(await latest.isOvertaken(first)).toBe(false)
  })
})
