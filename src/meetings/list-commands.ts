import {
  type Ask,
  answerWith,
  type Card,
  hasRole,
  pageFrom,
  type Reply,
  type Sayable,
} from '../chat/index.ts'
import type { World } from '../database/index.ts'
import { Refusal } from '../shared/errors.ts'
import type { MeetingId } from '../shared/ids.ts'
import { meetingCard, type Reader } from './cards.ts'
import { seenMeeting } from './change-meeting.ts'
import { whoCard } from './everybody-cards.ts'
import { meetingsCard } from './list-cards.ts'
import { calledAs, type Meeting, mayPlan, planning, reading, substitutesFor } from './meeting.ts'
import { meetingsFor, shownMeeting } from './show-meetings.ts'
import { meetingWords } from './words.ts'

type Data = Readonly<Record<string, unknown>>

/** How many meetings a page of the list shows. */
const limit = 8

/** What every member can write and press: the meetings to come and past, and one of them. */
export function listCommands(world: World): Sayable {
  return {
    commands: [
      {
        id: 'meetings.list',
        name: 'möten',
        aliases: ['kommande möten', 'mötena', 'meetings'],
        roles: reading,
        help: (locale) => meetingWords(locale).help.list,
        run: (ask) => showList(world, ask, 'coming', 0),
      },
    ],
    presses: [
      {
        verb: 'meetings.list',
        roles: reading,
        run: (ask, data) =>
          showList(
            world,
            ask,
            textOf(data, 'which') === 'past' ? 'past' : 'coming',
            Number(textOf(data, 'start')),
          ),
      },
      {
        verb: 'meetings.show',
        roles: reading,
        // Cards that were sent before there was a verb for it are looked at again by this one.
        reads: true,
        run: async (ask, data) => showMeeting(world, ask, await seenMeeting(world, ask.who, meetingOf(data))),
      },
      {
        verb: 'meetings.who',
        roles: reading,
        run: async (ask, data) => {
          const meeting = await seenMeeting(world, ask.who, meetingOf(data))
          const reader = readerOf(world, ask, meeting)
          if (!reader.sees) throw new Refusal('notAllowed')
          return answer(whoCard(meeting, pageFrom(data.page), reader))
        },
      },
    ],
  }
}

async function showList(world: World, ask: Ask, which: 'coming' | 'past', wanted: number): Promise<Reply> {
  const { councilId } = ask.who
  const from = Number.isInteger(wanted) && wanted > 0 && wanted < 100_000 ? wanted : 0
  let start = from - (from % limit)
  let page = await meetingsFor(world, councilId, which, { start, limit })
  if (page.meetings.length === 0 && start > 0) {
    start = 0
    page = await meetingsFor(world, councilId, which, { start, limit })
  }
  const reader = {
    locale: ask.locale,
    council: councilId,
    now: world.clock.now(),
    plans: hasRole(ask.who, planning),
  }
  return answer(meetingsCard({ ...page, which, start, limit }, reader))
}

/** The card of a meeting as this person may see it. */
export async function showMeeting(world: World, ask: Ask, meeting: Meeting, stays = false): Promise<Reply> {
  // What somebody has left to do is told to themselves.
  const reader = ask.where.kind === 'personal' ? ask.who.person : undefined
  return answer(
    meetingCard(meeting, await shownMeeting(world, meeting, reader), readerOf(world, ask, meeting)),
    stays,
  )
}

/** For whom a card of this meeting is made when this person asks. */
export function readerOf(world: World, { who, where, locale }: Ask, meeting: Meeting): Reader {
  return {
    locale,
    now: world.clock.now(),
    own: calledAs(meeting, who.person),
    replaces: substitutesFor(meeting, who.person),
    plans: mayPlan(who, meeting),
    sees: where.kind === 'personal' && mayPlan(who, meeting),
    inChannel: false,
  }
}

/** A card as an answer; `stays` when it takes the place of the pressed one for good. */
export function answer(card: Card, stays = false): Reply {
  return answerWith(card, card.fallbackText, stays)
}

/** The meeting a pressed card points at; what is no id finds nothing. */
export function meetingOf(data: Data): MeetingId {
  return textOf(data, 'meeting') as MeetingId
}

/** A text among untrusted data, or an empty one. */
export function textOf(data: Data, field: string): string {
  const value = data[field]
  return typeof value === 'string' ? value : ''
}
