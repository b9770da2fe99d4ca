import { type Ask, answerWith, type Reply, type Sayable, say } from '../chat/index.ts'
import { memberOf } from '../councils/index.ts'
import type { World } from '../database/index.ts'
import { documentType, type FileLink, linkTo, type MakeFile, paperDocument } from '../files/index.ts'
import type { MeetingId } from '../shared/ids.ts'
import type { DecisionsOf } from './agenda-facts.ts'
import { briefingOf } from './brief-meeting.ts'
import { briefingFileCard, briefingFileVerb } from './briefing-cards.ts'
import { briefingPaper } from './briefing-table.ts'
import { briefingWords } from './briefing-words.ts'
import { seenMeeting } from './change-meeting.ts'
import { meetingOf } from './list-commands.ts'
import { type Meeting, maySee, reading } from './meeting.ts'
import { meetingNow } from './show-meetings.ts'

/** **Skriv ut** of a briefing: a link to it as a file, in the reader's own chat; `publicUrl` is how browsers reach us. */
export function briefingSayable(world: World, publicUrl: string): Sayable {
  return {
    commands: [],
    presses: [
      {
        verb: briefingFileVerb,
        roles: reading,
        run: (ask, data) => fileReply(world, publicUrl, ask, meetingOf(data)),
      },
    ],
  }
}

async function fileReply(world: World, publicUrl: string, ask: Ask, id: MeetingId): Promise<Reply> {
  const { who, where, locale } = ask
  const meeting = await seenMeeting(world, who, id)
  if (where.kind !== 'personal') return say(briefingWords(locale).file.ownChat)
  const { councilId, person } = who
  const token = await linkTo(world, { councilId, who: person, kind: briefingFileVerb, about: id, locale })
  const card = briefingFileCard(meeting, `${publicUrl}/files/${token}`, world.clock.now(), locale)
  return answerWith(card, card.fallbackText)
}

/** How the briefing is made when its link is opened: as things stand then, for who may read it then. */
export function briefingFileMakers(world: World, decisionsOf: DecisionsOf): ReadonlyMap<string, MakeFile> {
  const make: MakeFile = async (link) => {
    const meeting = await meetingBehind(world, link)
    if (!meeting) return undefined
    const briefing = await briefingOf(world, meeting, decisionsOf)
    const body = await paperDocument(briefingPaper(meeting, briefing, world.clock.now()))
    return { name: `${briefingWords('sv').file.name} ${meeting.on}.docx`, contentType: documentType, body }
  }
  return new Map([[briefingFileVerb, make]])
}

async function meetingBehind(
  world: World,
  { councilId, who, about }: FileLink,
): Promise<Meeting | undefined> {
  const member = await memberOf(world.db, councilId, who)
  const meeting = await meetingNow(world, councilId, about as MeetingId)
  return member && meeting && maySee(member, meeting) ? meeting : undefined
}
