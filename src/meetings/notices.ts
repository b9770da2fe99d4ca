import { memberOf } from '../councils/index.ts'
import type { World } from '../database/index.ts'
import type { Notice, Recipient } from '../delivery/index.ts'
import type { MeetingId } from '../shared/ids.ts'
import type { Locale } from '../shared/locale.ts'
import { meetingCard, type Reader } from './cards.ts'
import { changedCard, noLongerCalledCard } from './change-cards.ts'
import { calledAs, type Meeting, mayPlan, substitutesFor } from './meeting.ts'
import { meetingNow, shownMeeting } from './show-meetings.ts'
import { callKind, changedKind, changedOccasion } from './tell-called.ts'

/** What meetings make us say unasked: everybody's living card of a meeting, and word that it is moved or cancelled. */
export function meetingNotices(world: World): readonly Notice[] {
  return [
    {
      kind: callKind,
      living: true,
      whenUncertain: 'hold',
      render: async ({ councilId, subjectId, recipient }, locale) => {
        const meeting = await meetingNow(world, councilId, subjectId as MeetingId)
        if (!meeting || meeting.calledAt === undefined) return undefined
        const reader = await readerFor(world, meeting, recipient, locale)
        if (!reader) return undefined
        const concerned = reader.own ?? reader.replaces[0] ?? (reader.plans || reader.inChannel || undefined)
        const card = concerned
          ? meetingCard(
              meeting,
              await shownMeeting(world, meeting, recipient.kind === 'person' ? recipient.person : undefined),
              reader,
            )
          : noLongerCalledCard(meeting, reader.now, locale)
        return { card, summary: card.fallbackText }
      },
    },
    {
      kind: changedKind,
      living: false,
      whenUncertain: 'hold',
      render: async ({ councilId, subjectId, occasion, recipient }, locale) => {
        const meeting = await meetingNow(world, councilId, subjectId as MeetingId)
        const rest = occasion.startsWith('rest/')
        // Moved once more, or cancelled since: another message says that.
        if (!meeting || changedOccasion(meeting, rest) !== occasion) return undefined
        const reader = await readerFor(world, meeting, recipient, locale)
        if (!reader) return undefined
        const card = changedCard(meeting, {
          rest,
          isAsked: reader.own !== undefined,
          now: reader.now,
          locale,
        })
        return { card, summary: card.fallbackText }
      },
    },
  ]
}

/** For whom a card is made, by what they are today: who has left the council reads nothing. */
async function readerFor(
  world: World,
  meeting: Meeting,
  recipient: Recipient,
  locale: Locale,
): Promise<Reader | undefined> {
  const now = world.clock.now()
  const nobody = { own: undefined, replaces: [], plans: false, sees: false }
  if (recipient.kind === 'conversation') return { locale, now, ...nobody, inChannel: true }
  const member = await memberOf(world.db, meeting.councilId, recipient.person)
  if (!member) return undefined
  const plans = mayPlan(member, meeting)
  return {
    locale,
    now,
    own: calledAs(meeting, recipient.person),
    replaces: substitutesFor(meeting, recipient.person),
    plans,
    sees: plans,
    inChannel: false,
  }
}
