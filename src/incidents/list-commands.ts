import { z } from 'zod'
import {
  type Ask,
  answerWith,
  type Card,
  type Command,
  hasRole,
  type PressHandler,
  type Reply,
  say,
} from '../chat/index.ts'
import { allFocusAreas, categoriesOf, memberOf, placesOf } from '../councils/index.ts'
import { historyOf, type World } from '../database/index.ts'
import { dayMs, type Instant, plusMs } from '../shared/clock.ts'
import type { CategoryId, FocusAreaId, IncidentId, PlaceId } from '../shared/ids.ts'
import { type Person, samePerson } from '../shared/person.ts'
import { tidy } from '../shared/text.ts'
import { incidentCard } from './cards.ts'
import { seenIncident, subjectKind } from './change-incident.ts'
import { coordinating, type Incident, numberPattern, readNumber, reporting, statuses } from './incident.ts'
import { type FilterTexts, filterFields, historyCard, listCard } from './list-cards.ts'
import { incidentOf, readerOf, textOf } from './report-commands.ts'
import {
  incidentByNumber,
  type PageStart,
  pageOfIncidents,
  type Selection,
  surroundingsOf,
} from './show-incidents.ts'
import { incidentWords } from './words.ts'

const pageSize = 5
const periodDays = { week: 7, month: 28, quarter: 91, year: 366 } as const

/** The period that a filter names, when there is one of that name. */
function periodOf(filter: FilterTexts): keyof typeof periodDays | undefined {
  return z.enum(['week', 'month', 'quarter', 'year']).safeParse(filter.period).data
}

/** What anybody who may read incidents can write and press: the list, one by number, and its history. */
export function listCommands(world: World): {
  commands: readonly Command[]
  presses: readonly PressHandler[]
} {
  const list: Command = {
    id: 'incidents.list',
    name: 'händelser',
    aliases: ['händelse', 'rapporter', 'incidents', 'incident'],
    pattern: numberPattern,
    roles: reporting,
    help: (locale) => incidentWords(locale).help.list,
    run: (ask, rest) => {
      const number = readNumber(rest)
      return number
        ? showByNumber(world, ask, number)
        : showList(world, ask, rest ? { text: rest.slice(0, 100) } : {})
    },
  }
  return {
    commands: [list],
    presses: [
      {
        verb: 'incidents.list',
        roles: reporting,
        run: (ask, data) => showList(world, ask, filterOf(data), startOf(textOf(data, 'start'))),
      },
      {
        verb: 'incidents.show',
        roles: reporting,
        run: async (ask, data) => show(world, ask, await seenIncident(world, ask, incidentOf(data))),
      },
      {
        verb: 'incidents.history',
        roles: reporting,
        run: async (ask, data) => showHistory(world, ask, await seenIncident(world, ask, incidentOf(data))),
      },
    ],
  }
}

/** The card of an incident for the person who asks. */
export async function cardFor(world: World, ask: Ask, incident: Incident): Promise<Card> {
  return incidentCard(incident, await surroundingsOf(world, incident), readerOf(world, ask, incident))
}

async function show(world: World, ask: Ask, incident: Incident): Promise<Reply> {
  const card = await cardFor(world, ask, incident)
  return answerWith(card, card.fallbackText)
}

async function showByNumber(world: World, ask: Ask, number: string): Promise<Reply> {
  const incident = await incidentByNumber(world, ask.who, number)
  if (!incident) return say(incidentWords(ask.locale).list.notFound(number))
  return show(world, ask, incident)
}

/** The filter among untrusted data: texts of known fields; "all" narrows nothing. */
function filterOf(data: Readonly<Record<string, unknown>>): FilterTexts {
  const texts = filterFields.map((field) => [field, tidy(textOf(data, field)).slice(0, 100)] as const)
  return Object.fromEntries(texts.filter(([, text]) => text && text !== 'all'))
}

const pageStart = z.tuple([z.iso.datetime(), z.uuid()])

function startOf(pointer: string): PageStart | undefined {
  const parsed = pageStart.safeParse(pointer.split('|'))
  return parsed.success
    ? { occurredAt: parsed.data[0] as Instant, id: parsed.data[1] as IncidentId }
    : undefined
}

async function showList(world: World, ask: Ask, filter: FilterTexts, start?: PageStart): Promise<Reply> {
  const { councilId } = ask.who
  const now = world.clock.now()
  const [places, categories, areas] = [
    await placesOf(world.db, councilId),
    await categoriesOf(world.db, councilId),
    await allFocusAreas(world.db, councilId),
  ]
  const choices = {
    places: places.map(({ id, name }) => ({ title: name, value: id })),
    categories: categories.map(({ id, name }) => ({ title: name[ask.locale], value: id })),
    areas: areas.map(({ id, name, validFrom }) => ({
      title: `${name[ask.locale]} (${validFrom.slice(0, 4)})`,
      value: id,
    })),
  }
  const page = await pageOfIncidents(world, ask.who, selectionOf(filter, now), start, pageSize)
  const card = listCard(page.incidents, {
    locale: ask.locale,
    council: councilId,
    now,
    filter,
    said: sayFilter(filter, choices, ask),
    choices,
    older: page.older && `${page.older.occurredAt}|${page.older.id}`,
    isFirstPage: start === undefined,
  })
  return answerWith(card, card.fallbackText)
}

function selectionOf(filter: FilterTexts, now: Instant): Selection {
  const status = z.enum(statuses).safeParse(filter.status)
  const period = periodOf(filter)
  return {
    ...(filter.text ? { text: filter.text } : {}),
    ...(filter.place ? { placeId: filter.place as PlaceId } : {}),
    ...(filter.category ? { categoryId: filter.category as CategoryId } : {}),
    ...(filter.area ? { focusAreaId: filter.area as FocusAreaId } : {}),
    ...(status.success ? { status: status.data } : {}),
    ...(period ? { since: plusMs(now, -periodDays[period] * dayMs) } : {}),
  }
}

function sayFilter(
  filter: FilterTexts,
  choices: Record<'places' | 'categories' | 'areas', readonly { title: string; value: string }[]>,
  ask: Ask,
): string | undefined {
  const words = incidentWords(ask.locale)
  const named = (options: readonly { title: string; value: string }[], value: string | undefined) =>
    options.find((option) => option.value === value)?.title
  const status = z.enum(statuses).safeParse(filter.status)
  const period = periodOf(filter)
  const parts = [
    filter.text && `”${filter.text}”`,
    named(choices.categories, filter.category),
    named(choices.places, filter.place),
    named(choices.areas, filter.area),
    status.success ? words.status[status.data] : undefined,
    period && words.list.periods[period],
  ].filter(Boolean)
  return parts.length > 0 ? parts.join(' · ') : undefined
}

async function showHistory(world: World, ask: Ask, incident: Incident): Promise<Reply> {
  const acts = await historyOf(world.db, ask.who.councilId, subjectKind, incident.id)
  const names = new Map<string, string>()
  const entries = []
  for (const act of acts) {
    const key = act.who.aadObjectId
    if (!names.has(key)) names.set(key, await nameOf(world, ask, act.who, incident))
    entries.push({ at: act.at, who: names.get(key) ?? '', changes: seenChanges(ask, act.changes) })
  }
  const card = historyCard(
    incident,
    entries.filter(({ changes }) => changes.length > 0),
    world.clock.now(),
    ask.locale,
  )
  return answerWith(card, card.fallbackText)
}

/** The coordinators' own notes are for coordinators. */
function seenChanges<Change extends { readonly field: string }>(
  ask: Ask,
  changes: readonly Change[],
): readonly Change[] {
  if (hasRole(ask.who, coordinating)) return changes
  return changes.filter(({ field }) => field !== 'assessmentNote' && field !== 'linkedTo')
}

/** What somebody is called in the history: by title to a coordinator; to others only what they need to know. */
async function nameOf(world: World, ask: Ask, who: Person, incident: Incident): Promise<string> {
  const { history } = incidentWords(ask.locale)
  if (samePerson(who, ask.who.person)) return history.you
  if (!hasRole(ask.who, coordinating)) {
    return samePerson(who, incident.reporter) ? history.reporter : history.coordinator
  }
  return (await memberOf(world.db, ask.who.councilId, who))?.title ?? history.formerMember
}
