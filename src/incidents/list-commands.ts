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
import { memberOf } from '../councils/index.ts'
import { historyOf, type World } from '../database/index.ts'
import type { Instant } from '../shared/clock.ts'
import type { IncidentId } from '../shared/ids.ts'
import { type Person, samePerson } from '../shared/person.ts'
import { type FurtherButton, incidentCard, incidentTitle } from './cards.ts'
import { seenIncident, subjectKind } from './change-incident.ts'
import { filterChoices, filterIn, filterOf, sayFilter, selectionOf } from './filter-input.ts'
import { incidentKind, shelvesFor } from './findable-incident.ts'
import { coordinating, type Incident, numberPattern, readNumber, reporting } from './incident.ts'
import type { Language } from './language.ts'
import { type FilterTexts, historyCard, listCard, numberAndTime } from './list-cards.ts'
import { type OwnReport, ownReport } from './own-report-cards.ts'
import { ownReportsOf } from './own-reports.ts'
import { incidentOf, readerOf, textOf } from './report-commands.ts'
import {
  incidentByNumber,
  incidentsSeenBy,
  type PageStart,
  pageOfIncidents,
  surroundingsOf,
} from './show-incidents.ts'
import { incidentWords } from './words.ts'

const pageSize = 5
/** What anybody who may read incidents can write and press: the list, one by number, and its history. */
export function listCommands(
  world: World,
  { vocabularyOf }: Language,
  further: readonly FurtherButton[],
): {
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
    run: async (ask, rest) => {
      const number = readNumber(rest)
      if (number) return showByNumber(world, ask, number, further)
      return showList(world, ask, rest ? await filterIn(world, vocabularyOf, ask, rest) : {})
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
        // Cards that were sent before there was a verb for it are looked at again by this one.
        reads: true,
        run: async (ask, data) => show(world, ask, await seenIncident(world, ask, incidentOf(data)), further),
      },
      {
        verb: 'incidents.history',
        roles: reporting,
        run: async (ask, data) => showHistory(world, ask, await seenIncident(world, ask, incidentOf(data))),
      },
    ],
  }
}

/** Incidents among what `sök` looks through: where those that a person may see lie, and how a found one is shown. */
export function foundIncidents(world: World) {
  return {
    kind: incidentKind,
    roles: reporting,
    shelvesFor,
    read: async (ask: Ask, ids: readonly string[]) =>
      (await incidentsSeenBy(world, ask.who, ids)).map((incident) => ({
        id: incident.id,
        title: incidentTitle(incident, ask.locale),
        under: numberAndTime(incident, world.clock.now(), ask.locale),
        texts: [incident.text, incident.immediateAction, incident.outcome],
        show: { verb: 'incidents.show', pointers: { incident: incident.id } },
      })),
  }
}

/** The card of an incident for the person who asks. */
export async function cardFor(
  world: World,
  ask: Ask,
  incident: Incident,
  further: readonly FurtherButton[],
): Promise<Card> {
  const theirs = further.filter(({ roles }) => hasRole(ask.who, roles))
  return incidentCard(incident, await surroundingsOf(world, incident), readerOf(world, ask, incident), theirs)
}

async function show(
  world: World,
  ask: Ask,
  incident: Incident,
  further: readonly FurtherButton[],
): Promise<Reply> {
  const card = await cardFor(world, ask, incident, further)
  return answerWith(card, card.fallbackText)
}

async function showByNumber(
  world: World,
  ask: Ask,
  number: string,
  further: readonly FurtherButton[],
): Promise<Reply> {
  const incident = await incidentByNumber(world, ask.who, number)
  if (!incident) return say(incidentWords(ask.locale).list.notFound(number))
  return show(world, ask, incident, further)
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
  const choices = await filterChoices(world, ask)
  const page = await pageOfIncidents(world, ask.who, selectionOf(filter, now), start, pageSize)
  const card = listCard(page.incidents, {
    locale: ask.locale,
    council: councilId,
    now,
    filter,
    said: sayFilter(filter, choices, ask.locale),
    choices,
    older: page.older && `${page.older.occurredAt}|${page.older.id}`,
    isFirstPage: start === undefined,
  })
  return answerWith(card, card.fallbackText)
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

/** A member's own reports that are not over, for a card that holds other things of theirs too; the newest first. */
export async function ownReports(world: World, ask: Ask): Promise<readonly OwnReport[]> {
  const now = world.clock.now()
  return (await ownReportsOf(world, ask.who)).map((incident) => ownReport(incident, now, ask.locale))
}
