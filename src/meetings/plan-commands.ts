import {
  type Ask,
  answerWith,
  type Problems,
  type Reply,
  type Sayable,
  type Typed,
  typedTexts,
} from '../chat/index.ts'
import { listedMembers, type RulesOf } from '../councils/index.ts'
import type { World } from '../database/index.ts'
import { adviceCard, concernCard } from '../incidents/index.ts'
import { checkText } from '../privacy/index.ts'
import { newId, type OnceId } from '../shared/ids.ts'
import { tidy } from '../shared/text.ts'
import { amendMeeting } from './amend-meeting.ts'
import { plannedMeeting, wasDone } from './change-meeting.ts'
import { type MeetingFormFrame, meetingForm } from './form-cards.ts'
import { readMeeting } from './line-input.ts'
import { meetingOf, showMeeting, textOf } from './list-commands.ts'
import { type Body, type Meeting, planning, reading } from './meeting.ts'
import { formChoices, formOf, type ReadPlanned, readPlanned } from './meeting-input.ts'
import { planMeeting } from './plan-meeting.ts'
import { planOn } from './plan-on.ts'
import { meetingWords, sayRule } from './words.ts'

type Data = Readonly<Record<string, unknown>>

interface Desk {
  readonly world: World
  readonly rulesOf: RulesOf
}

/** Who is usually called to a meeting of each body. */
const usuallyCalled: Readonly<Record<Body, string>> = {
  council: 'councilMember,coordinator,chair',
  operationalGroup: 'coordinator',
  other: '',
}

/** What is written and pressed to plan a meeting or a series, and to change what was planned. */
export function planCommands(world: World, rulesOf: RulesOf): Sayable {
  const desk: Desk = { world, rulesOf }
  return {
    commands: [
      {
        id: 'meetings.form',
        name: 'möte',
        aliases: [
          'nytt möte',
          'planera möte',
          'planera ett möte',
          'meeting',
          'new meeting',
          'plan meeting',
          'plan a meeting',
        ],
        roles: planning,
        help: (locale) => meetingWords(locale).help.plan,
        run: (ask, rest) => openForm(desk, ask, rest),
      },
    ],
    presses: [
      { verb: 'meetings.form', roles: planning, run: (ask) => openForm(desk, ask, '') },
      { verb: 'meetings.plan', roles: planning, run: (ask, data) => plan(desk, ask, data) },
      {
        verb: 'meetings.planOn',
        roles: planning,
        run: async (ask, data) => showMeeting(world, ask, await planOn(world, ask, meetingOf(data)), true),
      },
      {
        verb: 'meetings.amendForm',
        roles: reading,
        run: async (ask, data) => {
          const meeting = await plannedMeeting(world, ask, meetingOf(data))
          const amends = { meeting, seen: String(meeting.version) }
          return answerForm(await frameOf(desk, ask, formOf(meeting, ask.locale), {}, amends))
        },
      },
      { verb: 'meetings.amend', roles: reading, run: (ask, data) => amend(desk, ask, data) },
    ],
  }
}

/** A card has room for a line of this length. */
const longestLine = 500

/** The words after the command, read and checked before a form is opened with them. */
async function openForm(desk: Desk, ask: Ask, line: string): Promise<Reply> {
  const { world, rulesOf } = desk
  const now = world.clock.now()
  const text = tidy(line).slice(0, longestLine)
  const verdict = checkText(text, await rulesOf(world.db, ask.who.councilId))
  if (verdict.kind !== 'clear' && verdict.concern) {
    const card = concernCard(verdict.concern, ask.who.councilId, ask.locale)
    return answerWith(card, card.fallbackText)
  }
  const words = meetingWords(ask.locale)
  const read = readMeeting(text, now)
  const body = read.body ?? 'council'
  const members = await listedMembers(world.db, ask.who.councilId)
  const chair = body === 'council' ? members.find(({ roles }) => roles.includes('chair')) : undefined
  const typed: Typed = {
    title: (read.title || words.usualTitle[body]).slice(0, 120),
    body,
    date: read.on,
    time: read.at,
    length: words.duration(read.lengthMinutes ?? (body === 'council' ? 120 : 60)),
    place: read.place?.slice(0, 120),
    roles: usuallyCalled[body],
    repeat: read.rule ? 'ownWords' : 'once',
    ownWords: read.rule && sayRule(read.rule, ask.locale),
    chair: chair?.memberId,
    secretary: ask.who.memberId,
  }
  return answerForm(await frameOf(desk, ask, typed, {}))
}

async function plan(desk: Desk, ask: Ask, data: Data): Promise<Reply> {
  const { world, rulesOf } = desk
  const read = await readPlanned(world, ask, data, await rulesOf(world.db, ask.who.councilId))
  if (read.kind !== 'read') return givenBack(desk, ask, data, read, 'meetings.plan')
  return showMeeting(world, ask, await planMeeting(world, ask, read.planned, read.rrule), true)
}

async function amend(desk: Desk, ask: Ask, data: Data): Promise<Reply> {
  const { world, rulesOf } = desk
  const id = meetingOf(data)
  const meeting = await plannedMeeting(world, ask, id)
  // Pressed again it has another version already, and the form would be too late for it.
  if (await wasDone(world, ask)) return showMeeting(world, ask, meeting, true)
  const amends = { meeting, seen: textOf(data, 'seen') }
  const read = await readPlanned(world, ask, data, await rulesOf(world.db, ask.who.councilId), meeting)
  if (read.kind !== 'read') return givenBack(desk, ask, data, read, 'meetings.amend', amends)
  return showMeeting(world, ask, await amendMeeting(world, ask, id, read.planned, Number(amends.seen)), true)
}

/** The form with everything that was typed and what is wrong, or behind what to think about first. */
async function givenBack(
  desk: Desk,
  ask: Ask,
  data: Data,
  read: Exclude<ReadPlanned, { kind: 'read' }>,
  verb: string,
  amends?: MeetingFormFrame['amends'],
): Promise<Reply> {
  const problems = read.kind === 'faulty' ? read.problems : {}
  const frame = await frameOf(desk, ask, typedTexts(data), problems, amends, ask.onceId)
  if (read.kind === 'faulty') return answerForm(frame)
  const card = adviceCard(meetingForm(frame), read.advice, {
    locale: ask.locale,
    council: ask.who.councilId,
    once: ask.onceId,
    verb,
    pointers: amends ? { meeting: amends.meeting.id, seen: amends.seen } : {},
  })
  return answerWith(card, card.fallbackText)
}

function answerForm(frame: MeetingFormFrame): Reply {
  const card = meetingForm(frame)
  return answerWith(card, card.fallbackText)
}

/** A form, fresh or given back: then with the once-id it had, so that sending it again takes effect once. */
async function frameOf(
  { world }: Desk,
  ask: Ask,
  typed: Typed,
  problems: Problems,
  amends?: { readonly meeting: Meeting; readonly seen: string },
  once: OnceId = newId(),
): Promise<MeetingFormFrame> {
  const choices = await formChoices(world, ask, amends?.meeting)
  return { ...choices, locale: ask.locale, council: ask.who.councilId, once, typed, problems, amends }
}
