import { lateActions } from '../actions/index.ts'
import { agreementsOf } from '../councils/index.ts'
import type { World } from '../database/index.ts'
import { reportCounts } from '../incidents/index.ts'
import { isTraining, openPromises, standingOf } from '../promises/index.ts'
import { type LocalDate, localDate, plusDays, startOfDay } from '../shared/stockholm.ts'
import type { AgendaFacts, DecisionsOf } from './agenda-facts.ts'
import { comingMeetings, pastMeetings } from './list-store.ts'
import type { Meeting } from './meeting.ts'

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
    next: await meetingAfter(world, meeting),
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

async function meetingAfter({ db }: World, meeting: Meeting): Promise<Meeting | undefined> {
  const page = { start: 0, limit: lookedAt }
  const { meetings } = await comingMeetings(db, meeting.councilId, meeting.on, page)
  return meetings.find(
    ({ id, body, on, at, cancelled }) =>
      id !== meeting.id && body === meeting.body && !cancelled && `${on}${at}` > `${meeting.on}${meeting.at}`,
  )
}
