import { z } from 'zod'
import {
  type Ask,
  answerWith,
  type Card,
  type FormFrame,
  type PressHandler,
  type Problems,
  press,
  type Reply,
  type Typed,
} from '../chat/index.ts'
import { allFocusAreas, focusAreasOn, type RulesOf } from '../councils/index.ts'
import type { World } from '../database/index.ts'
import { type CheckedFields, checkFields } from '../privacy/index.ts'
import type { FocusAreaId, IncidentId } from '../shared/ids.ts'
import type { Locale } from '../shared/locale.ts'
import { localDate } from '../shared/stockholm.ts'
import { tidy } from '../shared/text.ts'
import { adviceCard, concernCard } from './advice-cards.ts'
import { assessIncident, refuseUnlessOpen } from './assess-incident.ts'
import { type FurtherButton, incidentLine } from './cards.ts'
import { seenIncident } from './change-incident.ts'
import { closeIncident, reopenIncident } from './close-incident.ts'
import { assessForm, closeForm, linkForm } from './coordinator-cards.ts'
import { coordinating, type Impact, type Incident, impacts, outcomeKinds, textLimit } from './incident.ts'
import { linkIncidents, unlinkIncident } from './link-incidents.ts'
import { cardFor } from './list-commands.ts'
import { decisionIn } from './observation-input.ts'
import { incidentOf } from './report-commands.ts'
import { offerLinks } from './show-incidents.ts'
import { incidentWords } from './words.ts'

/** What a coordinator can press on an incident: assess, link, close and open again. */
export function coordinatorPresses(
  world: World,
  rulesOf: RulesOf,
  further: readonly FurtherButton[],
): readonly PressHandler[] {
  const show = async (ask: Ask, incident: Incident) => answer(await cardFor(world, ask, incident, further))
  const open = (verb: string, form: Form): PressHandler => ({
    verb,
    roles: coordinating,
    run: (ask, data) => showForm(world, ask, incidentOf(data), form),
  })
  const at = (verb: string, act: (ask: Ask, id: IncidentId) => Promise<Incident>): PressHandler => ({
    verb,
    roles: coordinating,
    run: async (ask, data) => show(ask, await act(ask, incidentOf(data))),
  })
  return [
    open('incidents.assessForm', showAssess),
    press({
      verb: 'incidents.assess',
      roles: coordinating,
      input: assessInput,
      run: async (ask, input) => {
        const focusAreaId = input.focusArea === 'none' ? undefined : (input.focusArea as FocusAreaId)
        const checked = await check(world, rulesOf, ask, { note: input.note }, input)
        if (checked.kind === 'advice')
          return advised(world, ask, input, checked, 'incidents.assess', showAssess)
        const assessment = {
          focusAreaId,
          impact: input.impact as Impact,
          note: checked.texts.note,
          published: input.published === 'yes',
        }
        return show(ask, await assessIncident(world, ask, input.incident, assessment, checked.kept))
      },
      again: (ask, typed, problems) => showForm(world, ask, incidentOf(typed), showAssess, typed, problems),
    }),
    open('incidents.linkForm', showLink),
    press({
      verb: 'incidents.link',
      roles: coordinating,
      input: linkInput,
      run: async (ask, input) => show(ask, await linkIncidents(world, ask, input.incident, input.to)),
      again: (ask, typed, problems) => showForm(world, ask, incidentOf(typed), showLink, typed, problems),
    }),
    at('incidents.unlink', (ask, id) => unlinkIncident(world, ask, id)),
    open('incidents.closeForm', showClose),
    press({
      verb: 'incidents.close',
      roles: coordinating,
      input: closeInput,
      run: async (ask, input) => {
        const checked = await check(world, rulesOf, ask, { text: input.text }, input)
        if (checked.kind === 'advice')
          return advised(world, ask, input, checked, 'incidents.close', showClose)
        const closing = { kind: input.kind, text: checked.texts.text }
        return show(ask, await closeIncident(world, ask, input.incident, closing, checked.kept))
      },
      again: (ask, typed, problems) => showForm(world, ask, incidentOf(typed), showClose, typed, problems),
    }),
    at('incidents.reopen', (ask, id) => reopenIncident(world, ask, id)),
  ]
}

/** What the writer decided at an earlier advice; checkFields reads it. */
const decided = { accepted: z.string().optional(), take: z.string().optional() }

async function check<Field extends string>(
  world: World,
  rulesOf: RulesOf,
  ask: Ask,
  texts: Readonly<Record<Field, string>>,
  data: Readonly<Record<string, unknown>>,
): Promise<CheckedFields<Field>> {
  return checkFields(texts, await rulesOf(world.db, ask.who.councilId), decisionIn(data))
}

/** The form steps back behind the advice, with everything that was typed. */
async function advised(
  world: World,
  ask: Ask,
  input: Readonly<Record<string, unknown>> & { readonly incident: IncidentId },
  checked: Extract<CheckedFields<string>, { kind: 'advice' }>,
  verb: string,
  form: Form,
): Promise<Reply> {
  const [concern] = checked.advice.flatMap(({ verdict }) => (verdict.concern ? [verdict.concern] : []))
  const { councilId } = ask.who
  if (concern) return answer(concernCard(concern, councilId, ask.locale))
  const incident = await seenIncident(world, ask, input.incident)
  const typed = Object.fromEntries(
    Object.entries(input).map(([field, value]) => [field, String(value ?? '')]),
  )
  const frame = { locale: ask.locale, council: councilId, once: ask.onceId }
  const behind = await form(world, ask, incident, { ...frame, typed, problems: {} })
  return answer(adviceCard(behind, checked.advice, { ...frame, verb, pointers: { incident: incident.id } }))
}

function answer(card: Card): Reply {
  return answerWith(card, card.fallbackText)
}

const incidentId = z.string().transform((id) => id as IncidentId)

function assessInput(locale: Locale) {
  const { assess, form } = incidentWords(locale)
  return z.object({
    incident: incidentId,
    focusArea: z.string(assess.areaError).min(1, assess.areaError),
    impact: z.coerce.number(form.impactError).pipe(
      z.union(
        impacts.map((impact) => z.literal(impact)),
        form.impactError,
      ),
    ),
    note: z
      .string(assess.noteError)
      .default('')
      .transform(tidy)
      .pipe(z.string().max(textLimit, assess.noteError)),
    published: z.enum(['yes', 'no'], assess.publishError),
    ...decided,
  })
}

function linkInput(locale: Locale) {
  const { link } = incidentWords(locale)
  return z.object({ incident: incidentId, to: z.string(link.toError).min(1, link.toError).pipe(incidentId) })
}

function closeInput(locale: Locale) {
  const { close } = incidentWords(locale)
  return z.object({
    incident: incidentId,
    kind: z.enum(outcomeKinds, close.kindError),
    text: z
      .string(close.textError)
      .transform(tidy)
      .pipe(z.string().min(3, close.textError).max(textLimit, close.textError)),
    ...decided,
  })
}

type Form = (world: World, ask: Ask, incident: Incident, frame: FormFrame) => Promise<Card> | Card

async function showForm(
  world: World,
  ask: Ask,
  id: IncidentId,
  form: Form,
  typed: Typed = {},
  problems: Problems = {},
): Promise<Reply> {
  const incident = await seenIncident(world, ask, id)
  refuseUnlessOpen(ask, incident)
  const once = Object.keys(problems).length > 0 ? ask.onceId : undefined
  const card = await form(world, ask, incident, {
    locale: ask.locale,
    council: ask.who.councilId,
    once,
    typed,
    problems,
  })
  return answerWith(card, card.fallbackText)
}

async function showAssess(world: World, ask: Ask, incident: Incident, frame: FormFrame): Promise<Card> {
  const inForce = await focusAreasOn(world.db, ask.who.councilId, localDate(incident.occurredAt))
  const known = await allFocusAreas(world.db, ask.who.councilId)
  const chosen = known.filter(
    ({ id }) => id === incident.focusArea?.id && !inForce.some((area) => area.id === id),
  )
  const focusAreas = [...inForce, ...chosen].map(({ id, name }) => ({ title: name[ask.locale], value: id }))
  return assessForm({ ...frame, incident, focusAreas })
}

async function showLink(world: World, ask: Ask, incident: Incident, frame: FormFrame): Promise<Card> {
  const targets = (await offerLinks(world, incident)).map((target) => ({
    title: incidentLine(target, world.clock.now(), ask.locale),
    value: target.id,
  }))
  return linkForm({ ...frame, incident, targets })
}

function showClose(_world: World, _ask: Ask, incident: Incident, frame: FormFrame): Card {
  return closeForm({ ...frame, incident })
}
