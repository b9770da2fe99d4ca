import { type CalendarSource, calendarType, writeCalendar } from '../calendar/index.ts'
import { type Ask, answerWith, type Card, type Reply, type Sayable, say } from '../chat/index.ts'
import type { World } from '../database/index.ts'
import type { MakeFile } from '../files/index.ts'
import type { MeetingId } from '../shared/ids.ts'
import {
  calendarAddressCard,
  calendarCard,
  calendarChangeCard,
  calendarChangeFormVerb,
  calendarChangeVerb,
  calendarFileCard,
  calendarFileVerb,
  calendarMakeVerb,
  calendarVerb,
} from './calendar-cards.ts'
import { meetingEvent } from './calendar-events.ts'
import { calendarWords } from './calendar-words.ts'
import { reading } from './meeting.ts'
import {
  calendarFileKind,
  calendarSince,
  changeCalendar,
  type LinkAsk,
  linkToMeeting,
  makeCalendar,
  meetingBehind,
  meetingsOf,
  sendMeetingLink,
} from './own-calendar.ts'

/** `kalender`, its buttons, and **Lägg i kalendern** of a meeting's card; `publicUrl` is how browsers reach us. */
export function calendarSayable(world: World, publicUrl: string): Sayable {
  const show = (ask: Ask) =>
    alone(ask, async () => shown(calendarCard(frameOf(ask), await calendarSince(world, ask))))
  const given = (ask: Ask, token: string | undefined) => {
    if (!token) return say(calendarWords(ask.locale).given)
    return shown(calendarAddressCard(frameOf(ask), `${publicUrl}/calendar/${token}.ics`), true)
  }
  return {
    commands: [
      {
        id: calendarVerb,
        name: 'kalender',
        aliases: ['kalendern', 'min kalender', 'calendar', 'my calendar', 'ics'],
        roles: reading,
        help: (locale) => calendarWords(locale).help,
        run: show,
      },
    ],
    presses: [
      { verb: calendarVerb, roles: reading, run: show },
      {
        verb: calendarMakeVerb,
        roles: reading,
        run: (ask) => alone(ask, async () => given(ask, await makeCalendar(world, ask))),
      },
      {
        verb: calendarChangeFormVerb,
        roles: reading,
        run: (ask) => alone(ask, async () => shown(calendarChangeCard(frameOf(ask)))),
      },
      {
        verb: calendarChangeVerb,
        roles: reading,
        run: (ask) => alone(ask, async () => given(ask, await changeCalendar(world, ask))),
      },
      {
        verb: calendarFileVerb,
        roles: reading,
        run: (ask, { meeting }) => fileReply(world, publicUrl, ask, String(meeting) as MeetingId),
      },
    ],
  }
}

/** In the own chat only: an address that others see is nobody's own. */
async function alone(ask: Ask, answer: () => Promise<Reply>): Promise<Reply> {
  return ask.where.kind === 'personal' ? answer() : say(calendarWords(ask.locale).ownChat)
}

async function fileReply(world: World, publicUrl: string, ask: Ask, id: MeetingId): Promise<Reply> {
  if (ask.where.kind === 'personal') return shown(await cardWithMeetingLink(world, publicUrl, ask, id))
  await sendMeetingLink(world, ask, id)
  return say(calendarWords(ask.locale).sent)
}

/** A new link to one meeting as a file, for a member. Throws a Refusal, `notFound`, when there is no such meeting. */
export async function cardWithMeetingLink(
  world: World,
  publicUrl: string,
  ask: LinkAsk,
  id: MeetingId,
): Promise<Card> {
  const { token, meeting } = await linkToMeeting(world, ask, id)
  return calendarFileCard(meeting, `${publicUrl}/files/${token}`, world.clock.now(), ask.locale)
}

/** How the file of one meeting is made when its link is opened. */
export function meetingFileMakers(world: World): ReadonlyMap<string, MakeFile> {
  const make: MakeFile = async (link) => {
    const meeting = await meetingBehind(world, link)
    if (!meeting) return undefined
    const body = Buffer.from(writeCalendar([meetingEvent(meeting, link.locale)]))
    const name = `${calendarWords(link.locale).fileName} ${meeting.on}.ics`
    return { name, contentType: calendarType, body }
  }
  return new Map([[calendarFileKind, make]])
}

/** What stands in a person's calendar of meetings. */
export function meetingsCalendar(world: World): CalendarSource {
  return async (person, locale) => {
    const meetings = await meetingsOf(world, person)
    return meetings.map((meeting) => meetingEvent(meeting, locale))
  }
}

function frameOf(ask: Ask) {
  return { locale: ask.locale, council: ask.who.councilId }
}

function shown(card: Card, stays = false): Reply {
  return answerWith(card, card.fallbackText, stays)
}
