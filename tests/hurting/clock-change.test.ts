import { expect, test } from '@jest/globals'
import fc from 'fast-check'
import {
  createDelivery,
  type Notice,
  type Outcome,
  promiseToSend,
  recipientKey,
} from '../../src/delivery/index.ts'
import { createSchedule, type Occasion, type Reminder } from '../../src/schedule/index.ts'
import { dayMs, hourMs, type Instant, instant, minuteMs, plusMs } from '../../src/shared/clock.ts'
import { type LocalDate, localDate, localTime, momentAt, plusDays } from '../../src/shared/stockholm.ts'
import { type Engine, eachDatabase } from '../helpers/databases.ts'
import { fixedClock } from '../helpers/fixed-clock.ts'
import { addCouncil } from '../helpers/small-council.ts'

/** What people wanted that night, by the local time that is meant; of 02.30 there is one too few or one too many. */
const times = [
  '22:15',
  '23:59',
  '00:00',
  '01:30',
  '02:00',
  '02:30',
  '02:59',
  '03:00',
  '03:30',
  '07:00',
  '08:00',
]
const kinds = { any: 'prov.när-som-helst', working: 'prov.arbetstid' } as const

interface Arrived {
  readonly what: string
  readonly at: Instant
}

/** Lives through a night, from 22 the evening before to 09 on the morning after, and gives what arrived when. */
async function liveThrough(engine: Engine, sunday: LocalDate, beats: (minute: number) => number) {
  const database = await engine.open()
  const from = momentAt(plusDays(sunday, -1), '22:00')
  const until = momentAt(sunday, '09:00')
  const clock = fixedClock(from)
  const world = { db: database.db, clock }
  const councilId = await addCouncil(database.db)
  const person = {
    tenantId: '6d6f7261-0000-4000-8000-000000000001',
    aadObjectId: '6d6f7261-0000-4000-8000-000000000103',
  }
  const days = [plusDays(sunday, -1), sunday]
  /** The stored facts: on each day, at each time; in working hours, what was due in the night comes on Monday. */
  const reminder = (hours: 'any' | 'working'): Reminder => ({
    kind: kinds[hours],
    usefulForMs: 2 * dayMs,
    hours,
    timeOfDay: '08:00',
    occasions: async (span) =>
      days.flatMap((day) =>
        times.flatMap((time): Occasion[] => {
          const at = momentAt(day, time)
          if (at <= span.after || at > span.until) return []
          const subjectId = `${hours} ${day} ${time}`
          return [{ councilId, subjectId, occasion: 'en gång', person, due: { at } }]
        }),
      ),
  })
  const arrived: Arrived[] = []
  const faults: unknown[] = []
  const notices = Object.values(kinds).map(
    (kind): Notice => ({
      kind,
      living: false,
      whenUncertain: 'repeat',
      usefulForMs: 2 * dayMs,
      render: async ({ subjectId }) => ({ card: {}, summary: subjectId }),
    }),
  )
  const delivered: Outcome = { kind: 'delivered', conversationId: 'chatt', activityId: 'kort' }
  const delivery = createDelivery({
    world,
    notices,
    sender: {
      placeOf: async (to) => ({ conversationId: recipientKey(to), tenantId: 'hemma', locale: 'sv' }),
      post: async (_to, { summary }) => {
        arrived.push({ what: summary, at: clock.now() })
        return delivered
      },
      update: async () => delivered,
    },
    onAttempt: ({ fault }) => fault && faults.push(fault),
  })
  const schedule = createSchedule({
    world,
    reminders: [reminder('any'), reminder('working')],
    promise: promiseToSend,
    onFault: (fault) => faults.push(fault),
  })
  const minutes = (Date.parse(until) - Date.parse(from)) / minuteMs
  for (let minute = 0; minute <= minutes; minute += 1) {
    clock.set(plusMs(from, minute * minuteMs))
    // The last beat is never left out: what was late arrives with it.
    const times = minute === minutes ? 1 : beats(minute)
    await Promise.all(
      Array.from({ length: times }, async () => {
        await schedule.beat()
        await delivery.drain()
      }),
    )
  }
  expect(faults).toEqual([])
  await database.close()
  return { arrived, minutes, from, until }
}

/** What is to arrive in that night: everything once that is meant for then, and nothing that keeps to working hours. */
function meant(sunday: LocalDate, from: Instant, until: Instant) {
  return [plusDays(sunday, -1), sunday].flatMap((day) =>
    times.flatMap((time) => {
      const at = momentAt(day, time)
      // What was due on Saturday before we look comes with the first beat.
      return at <= until ? [{ what: `any ${day} ${time}`, at: at < from ? from : at }] : []
    }),
  )
}

const nights = [
  ['spring, when 02.30 is none', '2026-03-29', 10 * hourMs],
  ['autumn, when 02.30 comes twice', '2026-10-25', 12 * hourMs],
] as const

/** How often each beat of a night happens: half of them not at all, the others twice at once. */
function halfOfThemTwice(minutes: number): readonly number[] {
  return fc.sample(fc.constantFrom(0, 2), minutes)
}

eachDatabase('The night when clocks change', (engine: Engine) => {
  // What is derived is the same on both: here the database is asked once a minute, and that takes its time.
  if (engine.name === 'SQLite')
    test.each(nights)('in %s: each reminder comes once, in the minute that is meant', async (...row) => {
      const [, day, lastsMs] = row
      const sunday = day as LocalDate
      const { arrived, minutes, from, until } = await liveThrough(engine, sunday, () => 1)
      expect(minutes * minuteMs).toBe(lastsMs)
      expect(arrived.toSorted(byWhat)).toEqual(meant(sunday, from, until).toSorted(byWhat))
      // A time that the spring leaves out is an hour later; of two, the first is meant.
      const halfPastTwo = arrived.find(({ what }) => what === `any ${day} 02:30`)?.at ?? from
      const spring = day === '2026-03-29'
      expect([localDate(halfPastTwo), localTime(halfPastTwo)]).toEqual([day, spring ? '03:30' : '02:30'])
      expect(halfPastTwo).toBe(instant(`${day}T0${spring ? 1 : 0}:30:00Z`))
    })

  const some = engine.name === 'SQLite' ? nights : nights.slice(1)
  test.each(some)(
    'in %s: half of the beats are left out, the others happen twice at once',
    async (...row) => {
      const sunday = row[1] as LocalDate
      const beats = halfOfThemTwice(721)
      const { arrived, from, until, minutes } = await liveThrough(
        engine,
        sunday,
        (minute) => beats[minute] ?? 0,
      )
      const nextBeat = (at: Instant) => {
        const first = Math.ceil((Date.parse(at) - Date.parse(from)) / minuteMs)
        const next = beats.findIndex((times, minute) => minute >= first && times > 0)
        return plusMs(from, Math.min(next === -1 ? minutes : next, minutes) * minuteMs)
      }
      const expected = meant(sunday, from, until).map(({ what, at }) => ({ what, at: nextBeat(at) }))
      expect(arrived.toSorted(byWhat)).toEqual(expected.toSorted(byWhat))
    },
  )
})

function byWhat(one: Arrived, other: Arrived): number {
  return one.what < other.what ? -1 : 1
}
