import { z } from 'zod'
import {
  type Ask,
  hasRole,
  type Problems,
  pageFrom,
  problemsOf,
  type Reply,
  type Sayable,
  say,
  type Typed,
  typedTexts,
} from '../chat/index.ts'
import type { RulesOf } from '../councils/index.ts'
import type { World } from '../database/index.ts'
import { adviceCard, concernCard, decisionIn } from '../incidents/index.ts'
import { checkFields, checkText } from '../privacy/index.ts'
import { Refusal } from '../shared/errors.ts'
import { type AgendaItemId, type MeetingId, newId, type OnceId } from '../shared/ids.ts'
import type { Locale } from '../shared/locale.ts'
import { tidy } from '../shared/text.ts'
import { type AgendaItem, itemLimits, itemMinutes, purposes } from './agenda.ts'
import type { DecisionsOf } from './agenda-facts.ts'
import { agendaCard, itemForm, itemName } from './agenda-page-cards.ts'
import { agendaWords } from './agenda-words.ts'
import { addItem, changeItem, type ItemChange, mayChangeItem, openAgenda } from './change-agenda.ts'
import { seenMeeting, wasDone } from './change-meeting.ts'
import { gatherFacts } from './gather-facts.ts'
import { answer, meetingOf, textOf } from './list-commands.ts'
import { isComing, type Meeting, mayPlan, proposing, reading } from './meeting.ts'
import { lockDaysOf, nextMeeting } from './show-meetings.ts'

type Data = Readonly<Record<string, unknown>>

interface Desk {
  readonly world: World
  readonly rulesOf: RulesOf
  readonly decisionsOf: DecisionsOf
}

/** What is written and pressed about agendas: reading one, proposing an item, and putting the list in order. */
export function agendaCommands(world: World, rulesOf: RulesOf, decisionsOf: DecisionsOf): Sayable {
  const desk: Desk = { world, rulesOf, decisionsOf }
  const step = (verb: string, kind: Exclude<ItemChange['kind'], 'amend'>) => ({
    verb,
    roles: reading,
    run: async (ask: Ask, data: Data) => {
      await changeItem(world, ask, meetingOf(data), itemOf(data), { kind })
      return showAgenda(desk, ask, meetingOf(data), itemOf(data), true)
    },
  })
  return {
    commands: [
      {
        id: 'meetings.agenda',
        name: 'dagordning',
        aliases: ['dagordningen', 'visa dagordning', 'agenda'],
        roles: reading,
        help: (locale) => agendaWords(locale).help,
        run: async (ask) => {
          const meeting = await nextMeeting(world, ask.who.councilId)
          return meeting ? showAgenda(desk, ask, meeting.id, 1) : say(agendaWords(ask.locale).none)
        },
      },
      {
        id: 'meetings.agendaForm',
        name: 'dagordning lägg till',
        aliases: ['dagordningen lägg till', 'agenda add', 'föreslå punkt'],
        roles: proposing,
        help: (locale) => agendaWords(locale).helpAdd,
        run: (ask, rest) => openForm(desk, ask, rest),
      },
    ],
    presses: [
      {
        verb: 'meetings.agenda',
        roles: reading,
        run: (ask, data) => showAgenda(desk, ask, meetingOf(data), pageFrom(data.page)),
      },
      {
        verb: 'meetings.agendaForm',
        roles: reading,
        run: async (ask, data) =>
          formFor(desk, ask, await proposable(desk, ask, meetingOf(data)), undefined, {}),
      },
      { verb: 'meetings.agendaAdd', roles: reading, run: (ask, data) => save(desk, ask, data, undefined) },
      {
        verb: 'meetings.agendaItem',
        roles: reading,
        run: async (ask, data) => {
          const { meeting, item } = await changeable(desk, ask, data)
          const typed = {
            ...{ title: itemName(item, ask.locale), note: item.note, minutes: String(item.minutes) },
            ...{ purpose: item.purpose, presenter: item.presenter, registryNumber: item.registryNumber },
          }
          return formFor(desk, ask, meeting, item, typed)
        },
      },
      {
        verb: 'meetings.agendaAmend',
        roles: reading,
        run: async (ask, data) => {
          if (await wasDone(world, ask)) return showAgenda(desk, ask, meetingOf(data), itemOf(data), true)
          return save(desk, ask, data, (await changeable(desk, ask, data)).item)
        },
      },
      step('meetings.agendaUp', 'up'),
      step('meetings.agendaDown', 'down'),
      step('meetings.agendaRemove', 'remove'),
      step('meetings.agendaRestore', 'restore'),
    ],
  }
}

/** A page of an agenda: the one that is asked for, or the one where an item stands. */
async function showAgenda(
  desk: Desk,
  ask: Ask,
  id: MeetingId,
  shows: number | AgendaItemId,
  stays = false,
): Promise<Reply> {
  const { world, decisionsOf } = desk
  const kept = await openAgenda(world, ask.who, id)
  const { meeting, locked } = kept
  const isOpen = isComing(meeting, world.clock.now())
  const may = (item: AgendaItem) => isOpen && mayChangeItem(ask.who, meeting, item, locked)
  const page = {
    meeting,
    locked,
    isOpen,
    lockDays: await lockDaysOf(world, meeting.councilId),
    items: kept.items.map((item) => ({ ...item, mayChange: may(item) })),
    removed: kept.removed.filter(may),
    facts: await gatherFacts(world, meeting, decisionsOf),
    proposes: hasRole(ask.who, proposing) || mayPlan(ask.who, meeting),
    shows,
  }
  return answer(agendaCard(page, world.clock.now(), ask.locale), stays)
}

/** The meeting, when this person may propose an item for it. */
async function proposable({ world }: Desk, ask: Ask, id: MeetingId): Promise<Meeting> {
  const meeting = await seenMeeting(world, ask.who, id)
  if (!hasRole(ask.who, proposing) && !mayPlan(ask.who, meeting)) throw new Refusal('notAllowed')
  if (!isComing(meeting, world.clock.now())) throw new Refusal('meetingOver')
  return meeting
}

async function changeable({ world }: Desk, ask: Ask, data: Data) {
  const { meeting, items, locked } = await openAgenda(world, ask.who, meetingOf(data))
  const item = items.find(({ id }) => id === itemOf(data))
  if (!item) throw new Refusal('notFound')
  if (!mayChangeItem(ask.who, meeting, item, locked)) throw new Refusal('notAllowed')
  if (!isComing(meeting, world.clock.now())) throw new Refusal('meetingOver')
  return { meeting, item }
}

/** The words after the command, checked before a form is opened with them as the heading. */
async function openForm(desk: Desk, ask: Ask, line: string): Promise<Reply> {
  const title = tidy(line).slice(0, itemLimits.title)
  const verdict = checkText(title, await desk.rulesOf(desk.world.db, ask.who.councilId))
  if (verdict.kind !== 'clear' && verdict.concern)
    return answer(concernCard(verdict.concern, ask.who.councilId, ask.locale))
  const meeting = await nextMeeting(desk.world, ask.who.councilId)
  if (!meeting) return say(agendaWords(ask.locale).none)
  return formFor(desk, ask, meeting, undefined, { title })
}

async function save(desk: Desk, ask: Ask, data: Data, item: AgendaItem | undefined): Promise<Reply> {
  const { world, rulesOf } = desk
  const meeting = await proposableOr(desk, ask, data, item)
  const again = (problems: Problems) =>
    formCard(desk, ask, meeting, item, typedTexts(data), problems, ask.onceId)
  const parsed = schemas[ask.locale].safeParse(data)
  if (!parsed.success) return answer(again(problemsOf(parsed.error)))
  const { minutes, purpose, ...written } = parsed.data
  // What is called by its kind goes on being so, in the reader's language, until somebody calls it something else.
  const title = item && !item.title && written.title === itemName(item, ask.locale) ? '' : written.title
  const rules = await rulesOf(world.db, ask.who.councilId)
  const checked = checkFields({ ...written, title }, rules, decisionIn(data))
  if (checked.kind === 'advice')
    return answer(
      adviceCard(again({}), checked.advice, {
        locale: ask.locale,
        council: ask.who.councilId,
        once: ask.onceId,
        verb: item ? 'meetings.agendaAmend' : 'meetings.agendaAdd',
        pointers: { meeting: meeting.id, ...(item ? { item: item.id, seen: textOf(data, 'seen') } : {}) },
      }),
    )
  const texts = { ...checked.texts, minutes, purpose }
  if (item) {
    const change = { kind: 'amend', texts, seen: Number(textOf(data, 'seen')) } as const
    await changeItem(world, ask, meeting.id, item.id, change)
    return showAgenda(desk, ask, meeting.id, item.id, true)
  }
  return showAgenda(desk, ask, meeting.id, await addItem(world, ask, meeting.id, texts), true)
}

function proposableOr(desk: Desk, ask: Ask, data: Data, item: AgendaItem | undefined): Promise<Meeting> {
  return item ? seenMeeting(desk.world, ask.who, meetingOf(data)) : proposable(desk, ask, meetingOf(data))
}

/** Made once in each language. */
const schemas = { sv: schemaOf('sv'), en: schemaOf('en') }

function schemaOf(locale: Locale) {
  const { form } = agendaWords(locale)
  const text = (error: string, most: number, least = 0) =>
    z.string(error).default('').transform(tidy).pipe(z.string().min(least, error).max(most, error))
  return z.object({
    title: text(form.titleError, itemLimits.title, 3),
    note: text(form.noteError, itemLimits.note),
    presenter: text(form.presenterError, itemLimits.presenter),
    registryNumber: text(form.registryNumberError, itemLimits.registryNumber),
    minutes: z.coerce
      .number(form.minutesError)
      .int(form.minutesError)
      .min(itemMinutes.least, form.minutesError)
      .max(itemMinutes.most, form.minutesError),
    purpose: z.enum(purposes, form.purposeError),
  })
}

function formFor(desk: Desk, ask: Ask, meeting: Meeting, item: AgendaItem | undefined, typed: Typed): Reply {
  return answer(formCard(desk, ask, meeting, item, typed, {}, newId()))
}

function formCard(
  { world }: Desk,
  ask: Ask,
  meeting: Meeting,
  item: AgendaItem | undefined,
  typed: Typed,
  problems: Problems,
  once: OnceId,
) {
  const frame = { locale: ask.locale, council: ask.who.councilId, once, typed, problems }
  return itemForm(meeting, item, mayPlan(ask.who, meeting), world.clock.now(), frame)
}

function itemOf(data: Data): AgendaItemId {
  return textOf(data, 'item') as AgendaItemId
}
