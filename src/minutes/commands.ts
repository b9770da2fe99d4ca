import { type Ask, type PressHandler, type Reply, type Sayable, say } from '../chat/index.ts'
import type { RulesOf } from '../councils/index.ts'
import type { World } from '../database/index.ts'
import { documentType, type MakeFile, paperDocument } from '../files/index.ts'
import { endsAt } from '../meetings/index.ts'
import type { SectionId } from '../shared/ids.ts'
import { localTime } from '../shared/stockholm.ts'
import { meetingIn, readerOf, showMinutes, shown, showPaper, unlessLocked } from './answer-commands.ts'
import { approvalPresses } from './approval-commands.ts'
import { attendancePresses } from './attendance-commands.ts'
import { beginMinutes } from './begin-minutes.ts'
import { decisionCommands } from './decision-commands.ts'
import { minutesFileName, minutesPaper } from './document-table.ts'
import { documentKind, linkToMinutes, paperBehind, titlesToHide } from './export-minutes.ts'
import { leftCard, leftVerb } from './left-cards.ts'
import { decisionsFor } from './list-decisions.ts'
import { mayWrite, reading } from './minutes.ts'
import { type Data, dayIn, numberIn, textIn } from './minutes-input.ts'
import { fileCard } from './paper-cards.ts'
import { sectionPresses } from './section-commands.ts'
import { meetingMeant, publishedPaper, seenMeeting } from './show-minutes.ts'
import { publicCard, summaryCard } from './summary-cards.ts'
import { takeInItems } from './take-in-items.ts'
import { summaryOf } from './tell-of-minutes.ts'
import { minutesWords } from './words.ts'
import { endMeeting, openSectionOf } from './write-section.ts'

/** Everything a person can say or press about minutes; `publicUrl` is how browsers reach us. */
export function minutesSayable(world: World, rulesOf: RulesOf, publicUrl: string): Sayable {
  const decisions = decisionCommands(world, rulesOf)
  return {
    commands: [
      {
        id: 'minutes.show',
        name: 'protokoll',
        aliases: ['protokollet', 'minutes'],
        roles: reading,
        help: (locale) => minutesWords(locale).help,
        run: (ask, rest) => protocol(world, ask, rest),
      },
      ...decisions.commands,
      {
        id: leftVerb,
        name: 'kvarstående',
        aliases: ['kvarstående beslut', 'alla beslut', 'open decisions', 'decisions'],
        roles: reading,
        help: (locale) => minutesWords(locale).helpLeft,
        run: (ask) => left(world, ask, 1, false),
      },
    ],
    presses: [
      ...showPresses(world, publicUrl),
      ...attendancePresses(world, rulesOf),
      ...sectionPresses(world, rulesOf),
      ...decisions.presses,
      ...approvalPresses(world, rulesOf),
    ],
  }
}

async function protocol(world: World, ask: Ask, rest: string): Promise<Reply> {
  const words = minutesWords(ask.locale)
  const day = dayIn(rest)
  if (day === null) return say(words.notADay)
  const meeting = await meetingMeant(world, ask.who.councilId, day)
  if (!meeting) return say(day ? words.noneOn : words.none)
  return showMinutes(world, ask, meeting.id)
}

async function left(world: World, ask: Ask, page: number, onlyOpen: boolean): Promise<Reply> {
  const all = await decisionsFor(world, ask.who)
  return shown(leftCard(all, { ...readerOf(world, ask), page, onlyOpen }))
}

function showPresses(world: World, publicUrl: string): readonly PressHandler[] {
  const press = (verb: string, run: (ask: Ask, data: Data) => Promise<Reply>): PressHandler => ({
    verb: `minutes.${verb}`,
    roles: reading,
    run: (ask, data) => unlessLocked(world, ask, data, () => run(ask, data)),
  })
  return [
    press('show', (ask, data) => showMinutes(world, ask, meetingIn(data))),
    press('begin', async (ask, data) => {
      await beginMinutes(world, ask, meetingIn(data))
      return showMinutes(world, ask, meetingIn(data), true)
    }),
    press('open', async (ask, data) => {
      const section = textIn(data, 'section') as SectionId
      await openSectionOf(world, ask, meetingIn(data), section)
      return showMinutes(world, ask, meetingIn(data), true)
    }),
    press('takeIn', async (ask, data) => {
      await takeInItems(world, ask, meetingIn(data))
      return showMinutes(world, ask, meetingIn(data), true)
    }),
    press('end', async (ask, data) => {
      await endMeeting(world, ask, meetingIn(data))
      return showMinutes(world, ask, meetingIn(data), true)
    }),
    press('read', async (ask, data) => {
      const meeting = await seenMeeting(world, ask.who, meetingIn(data))
      return showPaper(world, ask, meeting, numberIn(data, 'page'))
    }),
    press('decisions', (ask, data) =>
      left(world, ask, numberIn(data, 'page'), textIn(data, 'open') === 'yes'),
    ),
    press('summaryShow', async (ask, data) => {
      const { councilId, person } = ask.who
      const summary = await summaryOf(world, councilId, meetingIn(data), person)
      if (!summary) return showMinutes(world, ask, meetingIn(data))
      return shown(summaryCard({ ...summary, ...readerOf(world, ask) }))
    }),
    press('public', async (ask, data) => {
      const meeting = await seenMeeting(world, ask.who, meetingIn(data))
      if (!mayWrite(ask.who, meeting)) return showMinutes(world, ask, meeting.id)
      const read = await publishedPaper(world, meeting)
      if (!read || read.isDraft) return say(minutesWords(ask.locale).public.notYet)
      const titles = await titlesToHide(world, ask)
      return shown(publicCard(meeting, read.paper, titles, readerOf(world, ask)))
    }),
    press('document', async (ask, data) => {
      const words = minutesWords(ask.locale)
      const meeting = await seenMeeting(world, ask.who, meetingIn(data))
      if (ask.where.kind !== 'personal') return say(words.file.onlyInOwnChat)
      const token = await linkToMinutes(world, ask, meeting.id)
      if (!token) return showMinutes(world, ask, meeting.id)
      return shown(fileCard(meeting, `${publicUrl}/files/${token}`, readerOf(world, ask)))
    }),
  ]
}

/** How the file of minutes is made when its link is opened: for who may read them then. */
export function minutesFileMakers(world: World): ReadonlyMap<string, MakeFile> {
  return new Map([
    [
      documentKind,
      async (link) => {
        const read = await paperBehind(world, link)
        if (!read) return undefined
        const { paper, minutes, meeting, isDraft, hash } = read
        const ended = localTime(minutes.endedAt ?? endsAt(meeting))
        const body = await paperDocument(minutesPaper(paper, minutes, { hash, isDraft, endsAt: ended }))
        return { name: `${minutesFileName(paper, isDraft)}.docx`, contentType: documentType, body }
      },
    ],
  ])
}
