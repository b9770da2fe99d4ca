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
} from '../chat/index.ts'
import type { World } from '../database/index.ts'
import type { IncidentId } from '../shared/ids.ts'
import { amendIncident, refuseUnlessAmendable } from './amend-incident.ts'
import { answerFeedback } from './answer-feedback.ts'
import { feedbackCard, type Reader, receiptCard, withdrawCard, withdrawnCard } from './cards.ts'
import { seenIncident } from './change-incident.ts'
import { reportForm } from './form-cards.ts'
import type { Typed } from './form-fields.ts'
import { coordinating, helpAnswers, type Incident, isOwn, reporting } from './incident.ts'
import { formChoices, formOf, freshForm, readObservation } from './observation-input.ts'
import { reportIncident } from './report-incident.ts'
import { refuseUnlessWithdrawable, restoreIncident, withdrawIncident } from './withdraw-incident.ts'
import { incidentWords } from './words.ts'

type Data = Readonly<Record<string, unknown>>

/** What a reporter can write and press: report, change, take back, and answer the feedback. */
export function reportCommands(world: World): {
  commands: readonly Command[]
  presses: readonly PressHandler[]
} {
  const report: Command = {
    id: reportVerb,
    name: 'rapportera',
    aliases: ['rapport', 'anmäl', 'report'],
    roles: reporting,
    help: (locale) => incidentWords(locale).help.report,
    run: (ask, rest) => showForm(world, ask, freshForm(world.clock.now(), rest)),
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
        run: (ask, data) => showForm(world, ask, freshForm(world.clock.now(), textOf(data, 'text'))),
      },
      { verb: 'incidents.report', roles: reporting, run: (ask, data) => sendReport(world, ask, data) },
      own('incidents.amendForm', async (ask, id) => {
        const incident = await seenIncident(world, ask, id)
        refuseUnlessAmendable(ask, incident)
        return showForm(world, ask, formOf(incident), {}, incident)
      }),
      own('incidents.amend', (ask, id, data) => amend(world, ask, id, data)),
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

async function sendReport(world: World, ask: Ask, data: Data): Promise<Reply> {
  const read = await readObservation(world, ask, data)
  if (read.problems) return showForm(world, ask, typedOf(data), read.problems)
  return receipt(world, ask, await reportIncident(world, ask, read.observation), false)
}

async function amend(world: World, ask: Ask, id: IncidentId, data: Data): Promise<Reply> {
  const earlier = await seenIncident(world, ask, id)
  const read = await readObservation(world, ask, data, earlier)
  if (read.problems) return showForm(world, ask, typedOf(data), read.problems, earlier)
  return receipt(world, ask, await amendIncident(world, ask, id, read.observation), true)
}

function receipt(world: World, ask: Ask, incident: Incident, amended: boolean): Reply {
  const card = receiptCard(incident, readerOf(world, ask, incident), amended)
  return answerWith(card, card.fallbackText, true)
}

/** The form, fresh or given back: with the once-id it had, so that sending it again takes effect once. */
async function showForm(
  world: World,
  ask: Ask,
  typed: Typed,
  problems: Problems = {},
  amends?: Incident,
): Promise<Reply> {
  const givenBack = Object.keys(problems).length > 0
  const choices = await formChoices(world, ask)
  const retired = amends?.place.id && !choices.places.some(({ value }) => value === amends.place.id)
  const card = reportForm({
    locale: ask.locale,
    council: ask.who.councilId,
    once: givenBack ? ask.onceId : undefined,
    typed,
    problems,
    categories: choices.categories,
    places: retired
      ? [...choices.places, { title: amends.place.name, value: amends.place.id ?? '' }]
      : choices.places,
    amends,
  })
  return answerWith(card, card.fallbackText)
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

/** What was typed in a form, as texts, to give it back. */
export function typedOf(data: Data): Typed {
  return Object.fromEntries(
    Object.entries(data).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
  )
}
