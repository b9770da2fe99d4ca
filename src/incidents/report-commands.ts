import { z } from 'zod'
import {
  type Ask,
  answerWith,
  type Command,
  hasRole,
  type PressHandler,
  type Problems,
  type Reply,
  reportVerb,
  say,
  type Typed,
  typedTexts,
} from '../chat/index.ts'
import type { World } from '../database/index.ts'
import { type Concern, checkText, type PrivacyRules } from '../privacy/index.ts'
import type { IncidentId, OnceId } from '../shared/ids.ts'
import { tidy } from '../shared/text.ts'
import { type AdviceFrame, adviceCard, concernCard } from './advice-cards.ts'
import { amendIncident, refuseUnlessAmendable } from './amend-incident.ts'
import { answerFeedback } from './answer-feedback.ts'
import { feedbackCard, type Reader, receiptCard, undoneCard, withdrawCard, withdrawnCard } from './cards.ts'
import { seenIncident } from './change-incident.ts'
import { type ReportFormFrame, reportForm } from './form-cards.ts'
import { coordinating, helpAnswers, type Incident, isOwn, reporting, textLimit } from './incident.ts'
import type { Language } from './language.ts'
import type { Observation } from './observation.ts'
import { type Advised, formChoices, formOf, readForm, readObservation } from './observation-input.ts'
import { reportIncident } from './report-incident.ts'
import { similarTo } from './show-incidents.ts'
import { similarCard } from './similar-cards.ts'
import { undoReport } from './undo-report.ts'
import { refuseUnlessWithdrawable, restoreIncident, withdrawIncident } from './withdraw-incident.ts'
import { incidentWords } from './words.ts'

type Data = Readonly<Record<string, unknown>>

/** What a reporter can write and press: report, change, take back, and answer the feedback. */
export function reportCommands(
  world: World,
  language: Language,
): {
  commands: readonly Command[]
  presses: readonly PressHandler[]
} {
  const report: Command = {
    id: reportVerb,
    name: 'rapportera',
    aliases: ['rapport', 'report'],
    roles: reporting,
    help: (locale) => incidentWords(locale).help.report,
    run: (ask, rest) => openForm(world, language, ask, rest),
  }
  const own = (
    verb: string,
    run: (ask: Ask, incident: IncidentId, data: Data) => Promise<Reply>,
  ): PressHandler => ({
    verb,
    roles: reporting,
    run: (ask, data) => run(ask, incidentOf(data), data),
  })
  return {
    commands: [report],
    presses: [
      {
        verb: reportVerb,
        roles: reporting,
        run: (ask, data) => openForm(world, language, ask, textOf(data, 'text')),
      },
      {
        verb: 'incidents.report',
        roles: reporting,
        run: (ask, data) => sendReport(world, language, ask, data),
      },
      own('incidents.amendForm', async (ask, id) => {
        const incident = await seenIncident(world, ask, id)
        refuseUnlessAmendable(ask, incident)
        return answerForm(await formFrame(world, ask, formOf(incident), {}, incident))
      }),
      own('incidents.amend', (ask, id, data) => amend(world, language, ask, id, data)),
      own('incidents.undo', async (ask, id) => {
        const incident = await undoReport(world, ask, id)
        const card = undoneCard(incident, readerOf(world, ask, incident))
        return answerWith(card, card.fallbackText, true)
      }),
      own('incidents.withdrawForm', async (ask, id) => {
        const incident = await seenIncident(world, ask, id)
        refuseUnlessWithdrawable(ask, incident)
        const card = withdrawCard(incident, readerOf(world, ask, incident))
        return answerWith(card, card.fallbackText)
      }),
      own('incidents.withdraw', async (ask, id) => {
        const incident = await withdrawIncident(world, ask, id)
        const card = withdrawnCard(incident, readerOf(world, ask, incident))
        return answerWith(card, card.fallbackText, true)
      }),
      own('incidents.restore', async (ask, id) =>
        receipt(world, ask, await restoreIncident(world, ask, id), true),
      ),
      own('incidents.helped', async (ask, id, data) => {
        const helped = z.enum(helpAnswers).safeParse(data.helped)
        if (!helped.success) return say(incidentWords(ask.locale).feedback.ask)
        const incident = await answerFeedback(world, ask, id, helped.data)
        const card = feedbackCard(incident, readerOf(world, ask, incident))
        return answerWith(card, card.fallbackText, true)
      }),
    ],
  }
}

/** A card has room for a line of this length; what of it is more than a description may be is for the writer to cut. */
const longestLine = 4000

/** The words after the command, read and checked before a form is opened with them. */
async function openForm(
  world: World,
  { rulesOf, vocabularyOf }: Language,
  ask: Ask,
  line: string,
): Promise<Reply> {
  const rules = await rulesOf(world.db, ask.who.councilId)
  const text = tidy(line).slice(0, longestLine)
  const verdict = checkText(text, rules)
  if (verdict.kind !== 'clear' && verdict.concern) return concern(ask, verdict.concern)
  const typed = await readForm(world, vocabularyOf, ask, text)
  const tooLong = (typed.text ?? '').length > textLimit
  const problems = tooLong ? { text: incidentWords(ask.locale).form.textError } : {}
  const frame = await formFrame(world, ask, typed, problems, undefined)
  return answerForm({ ...frame, urgent: verdict.urgent, ...(ask.quoted ? { quoted: ask.quoted } : {}) })
}

async function sendReport(world: World, { rulesOf }: Language, ask: Ask, data: Data): Promise<Reply> {
  const rules = await rulesOf(world.db, ask.who.councilId)
  const read = await readObservation(world, ask, data, rules)
  if (read.kind === 'faulty') return givenBack(world, rules, ask, data, read.problems)
  if (read.kind === 'advice') return advised(world, ask, data, read, 'incidents.report')
  const similar = textOf(data, 'similar')
  const others = similar ? [] : await similarTo(world, ask, read.observation)
  if (others.length > 0) return askIfSame(world, ask, data, read.observation, others)
  const sameAs = similar && similar !== 'new' ? { sameAs: similar as IncidentId } : {}
  const incident = await reportIncident(world, ask, read.observation, { ...sameAs, kept: read.kept })
  return receipt(world, ask, incident, false)
}

async function amend(
  world: World,
  { rulesOf }: Language,
  ask: Ask,
  id: IncidentId,
  data: Data,
): Promise<Reply> {
  const earlier = await seenIncident(world, ask, id)
  const rules = await rulesOf(world.db, ask.who.councilId)
  const read = await readObservation(world, ask, data, rules, earlier)
  if (read.kind === 'faulty') return givenBack(world, rules, ask, data, read.problems, earlier)
  if (read.kind === 'advice') return advised(world, ask, data, read, 'incidents.amend', earlier)
  return receipt(world, ask, await amendIncident(world, ask, id, read.observation, read.kept), true)
}

/** Advice on the texts; a text about a child or one person is shown the right way, and the form is not kept. */
async function advised(
  world: World,
  ask: Ask,
  data: Data,
  read: Advised,
  verb: string,
  amends?: Incident,
): Promise<Reply> {
  const [about] = read.advice.flatMap(({ verdict }) => (verdict.concern ? [verdict.concern] : []))
  if (about) return concern(ask, about)
  const form = reportForm(await formFrame(world, ask, typedTexts(data), {}, amends, ask.onceId))
  const card = adviceCard(form, read.advice, adviceFrame(ask, verb, data, amends))
  return answerWith(card, card.fallbackText)
}

function concern(ask: Ask, about: Concern): Reply {
  const card = concernCard(about, ask.who.councilId, ask.locale)
  return answerWith(card, card.fallbackText)
}

async function askIfSame(
  world: World,
  ask: Ask,
  data: Data,
  observation: Observation,
  others: Awaited<ReturnType<typeof similarTo>>,
): Promise<Reply> {
  const { text, immediateAction, place } = observation
  const texts = { text, immediateAction, ...(place.id ? {} : { placeText: place.name }) }
  const form = reportForm(
    await formFrame(world, ask, { ...typedTexts(data), ...texts }, {}, undefined, ask.onceId),
  )
  const card = similarCard(form, others, world.clock.now(), adviceFrame(ask, 'incidents.report', data))
  return answerWith(card, card.fallbackText)
}

/** What the buttons of a question carry on: the decisions that were made before it. */
function adviceFrame(ask: Ask, verb: string, data: Data, amends?: Incident): AdviceFrame {
  const accepted = textOf(data, 'accepted')
  const similar = textOf(data, 'similar')
  return {
    locale: ask.locale,
    council: ask.who.councilId,
    once: ask.onceId,
    verb,
    pointers: {
      ...(accepted ? { accepted } : {}),
      ...(similar ? { similar } : {}),
      ...(amends ? { incident: amends.id } : {}),
    },
  }
}

async function givenBack(
  world: World,
  rules: PrivacyRules,
  ask: Ask,
  data: Data,
  problems: Problems,
  amends?: Incident,
): Promise<Reply> {
  const frame = await formFrame(world, ask, typedTexts(data), problems, amends, ask.onceId)
  return answerForm({ ...frame, urgent: checkText(textOf(data, 'text'), rules).urgent })
}

function receipt(world: World, ask: Ask, incident: Incident, amended: boolean): Reply {
  const card = receiptCard(incident, readerOf(world, ask, incident), amended)
  return answerWith(card, card.fallbackText, true)
}

function answerForm(frame: ReportFormFrame): Reply {
  const card = reportForm(frame)
  return answerWith(card, card.fallbackText)
}

/** A form, fresh or given back: then with the once-id it had, so that sending it again takes effect once. */
async function formFrame(
  world: World,
  ask: Ask,
  typed: Typed,
  problems: Problems,
  amends: Incident | undefined,
  once?: OnceId,
): Promise<ReportFormFrame> {
  const choices = await formChoices(world, ask)
  const retired = amends?.place.id && !choices.places.some(({ value }) => value === amends.place.id)
  return {
    locale: ask.locale,
    council: ask.who.councilId,
    once,
    typed,
    problems,
    categories: choices.categories,
    places: retired
      ? [...choices.places, { title: amends.place.name, value: amends.place.id ?? '' }]
      : choices.places,
    amends,
    urgent: false,
    now: world.clock.now(),
  }
}

/** For whom a card of this incident is made when this person asks. */
export function readerOf(world: World, ask: Ask, incident: Incident): Reader {
  return {
    locale: ask.locale,
    now: world.clock.now(),
    coordinates: hasRole(ask.who, coordinating),
    own: isOwn(ask.who, incident),
  }
}

/** The incident a pressed card points at; what is no id finds nothing. */
export function incidentOf(data: Data): IncidentId {
  return textOf(data, 'incident') as IncidentId
}

/** A text among untrusted data, or an empty one. */
export function textOf(data: Data, field: string): string {
  const value = data[field]
  return typeof value === 'string' ? value : ''
}
