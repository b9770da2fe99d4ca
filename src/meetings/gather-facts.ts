import { lateActions } from '../actions/index.ts'
import { agreementsOf } from '../councils/index.ts'
import type { World } from '../database/index.ts'
import { categoryCounts, reportCounts, reportingSince } from '../incidents/index.ts'
import { isTraining, openPromises, standingOf } from '../promises/index.ts'
import { type LocalDate, localDate, plusDays, startOfDay } from '../shared/stockholm.ts'
import type { AgendaFacts, DecisionsOf } from './agenda-facts.ts'
import { meetingAfter, pastMeetings } from './list-store.ts'
import type { Meeting } from './meeting.ts'
import { earlierMonths, type SeasonCounts, seasonsIn } from './season.ts'

/** How far back the situation is told when there has been no meeting, and how far ahead an agreement's end is "soon". */
const [firstSpanDays, soonDays] = [90, 180] as const
/** Among so many meetings the one before and the one after are looked for. */
const lookedAt = 60

/** What the agenda of a meeting says by itself: the facts of the moment it is looked at. */
export async function gatherFacts(
  world: World,
  meeting: Meeting,
  decisionsOf: DecisionsOf,
): Promise<AgendaFacts> {
  const { db, clock } = world
  const { councilId } = meeting
  const today = localDate(clock.now())
  const promises = (await openPromises(world, councilId, today)).filter((each) => !isTraining(each))
  return {
    today,
    approver: meeting.offices.approver?.title,
    decisions: await decisionsOf(meeting),
    situation: await situationOf(world, meeting, today),
    late: await lateActions(world, councilId),
    promises: await Promise.all(promises.map((promise) => standingOf(world, promise, today))),
    agreementEnds: lastOf(await agreementsOf(db, councilId), today),
    seasons: await seasonsOf(world, meeting, today),
    next: await meetingAfter(db, meeting),
  }
}

async function situationOf(
  world: World,
  meeting: Meeting,
  today: LocalDate,
): Promise<AgendaFacts['situation']> {
  const { db, clock } = world
  const held = await pastMeetings(db, meeting.councilId, today, { start: 0, limit: lookedAt })
  const last = held.meetings.find(({ body, cancelled }) => body === meeting.body && !cancelled)
  const since = last?.on ?? plusDays(today, -firstSpanDays)
  const from = startOfDay(since)
  const days = Math.round((Date.parse(today) - Date.parse(since)) / 86_400_000)
  const earlier = startOfDay(plusDays(since, -days))
  return {
    since,
    sinceMeeting: last !== undefined,
    now: await reportCounts(db, meeting.councilId, from, clock.now()),
    before: await reportCounts(db, meeting.councilId, earlier, from),
  }
}

/** What earlier years say of the months that follow the meeting: nothing in a council with less than a year of reports. */
async function seasonsOf(
  { db }: World,
  { councilId, on }: Meeting,
  today: LocalDate,
): Promise<AgendaFacts['seasons']> {
  const first = await reportingSince(db, councilId)
  if (!first) return []
  const since = localDate(first)
  const earlier: SeasonCounts[] = []
  for (const months of earlierMonths(on, since, today)) {
    const [from, before] = [startOfDay(months.from), startOfDay(months.before)]
    earlier.push({ ...months, counts: await categoryCounts(db, councilId, from, before) })
  }
  if (earlier.length === 0) return []
  const all = await categoryCounts(db, councilId, startOfDay(since), startOfDay(today))
  return seasonsIn(earlier, all, since, today)
}

/** The last day of the agreement in force, when it is soon and no later one takes over. */
function lastOf(
  agreements: readonly { readonly validFrom: LocalDate; readonly validTo: LocalDate | null }[],
  today: LocalDate,
): LocalDate | undefined {
  const inForce = agreements.filter(({ validTo }) => validTo === null || validTo >= today)
  if (inForce.some(({ validTo }) => validTo === null)) return undefined
  const end = inForce
    .map(({ validTo }) => validTo)
    .toSorted()
    .at(-1)
  return end && end <= plusDays(today, soonDays) ? end : undefined
}
