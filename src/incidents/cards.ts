import {
  asWritten,
  button,
  type Card,
  type CardAction,
  type CardElement,
  card,
  facts,
  footnote,
  heading,
  headingWithState,
  paragraph,
  placing,
  strong,
} from '../chat/index.ts'
import type { Instant } from '../shared/clock.ts'
import type { OnceId } from '../shared/ids.ts'
import type { Locale } from '../shared/locale.ts'
import type { Role } from '../shared/person.ts'
import { sayMoment } from '../shared/stockholm.ts'
import { helpAnswers, type Incident, isFresh, isGone, type Surroundings } from './incident.ts'
import { incidentWords } from './words.ts'

/** For whom a card is made, and when: what it may say and which buttons it has follow from it. */
export interface Reader {
  readonly locale: Locale
  readonly now: Instant
  readonly coordinates: boolean
  readonly own: boolean
}

/** A button that another feature has on the card of an incident, for those who may press it. */
export interface FurtherButton {
  readonly verb: string
  readonly roles: readonly Role[]
  readonly title: (locale: Locale) => string
}

/** "Buskörning · Norets handelsområde": what it is and where, the heading of an incident. */
export function incidentTitle(incident: Incident, locale: Locale): string {
  return `${incident.category.name[locale]} · ${asWritten(incident.place.name)}`
}

/** One line that tells an incident apart in a list of choices, plain text. */
export function incidentLine(incident: Incident, now: Instant, locale: Locale): string {
  const when = sayMoment(incident.occurredAt, now, locale)
  return `${incident.number} · ${incident.category.name[locale]} · ${incident.place.name} · ${when}`
}

/** One incident as this reader may see it: to a coordinator with what can be done next. */
export function incidentCard(
  incident: Incident,
  around: Surroundings,
  reader: Reader,
  further: readonly FurtherButton[] = [],
): Card {
  const words = incidentWords(reader.locale)
  const title = incidentTitle(incident, reader.locale)
  const when = sayMoment(incident.occurredAt, reader.now, reader.locale)
  const state = words.status[incident.status]
  const under = [incident.training ? words.card.training : undefined, incident.number, when]
    .filter(Boolean)
    .join(' · ')
  const body =
    isGone(incident) && !(reader.own && incident.status === 'withdrawn')
      ? [paragraph(incident.status === 'undone' ? words.undo.coordinator : words.card.withdrawnText)]
      : [
          paragraph(asWritten(incident.text)),
          incidentFacts(incident, around, reader),
          outcomeOf(incident, reader),
        ]
  return card(
    reader.locale,
    `${incident.number} ${incident.category.name[reader.locale]}, ${incident.place.name}`,
    [headingWithState(title, under, state), ...body, footnote(reportedLine(incident, reader))],
    incidentButtons(incident, reader, isGone(incident) ? [] : further),
  )
}

function incidentFacts(incident: Incident, around: Surroundings, reader: Reader): CardElement {
  const words = incidentWords(reader.locale)
  const { locale } = reader
  const told = incident.recurring === 'yes' ? words.recurring.yes : undefined
  const police = incident.policeReported === 'yes' || incident.policeReported === 'no'
  return facts([
    [words.card.focusArea, incident.focusArea?.name[locale] ?? words.card.noFocusArea],
    [words.card.impact, words.impact[incident.impact]],
    [words.card.certainty, words.certainty[incident.certainty]],
    [words.card.reportedBy, incident.organisation.name[locale]],
    [words.card.recurring, told],
    [words.card.policeReported, police ? words.policeReported[incident.policeReported] : undefined],
    [words.card.immediateAction, asWritten(incident.immediateAction)],
    [words.card.similar, around.atSamePlace > 0 ? words.card.similarCount(around.atSamePlace) : undefined],
    [
      words.card.observations,
      around.observations > 0 ? words.card.observationCount(around.observations) : undefined,
    ],
    [words.card.linkedTo, incident.linkedTo?.number],
    [words.card.note, reader.coordinates ? asWritten(incident.assessmentNote) : undefined],
  ])
}

function outcomeOf(incident: Incident, reader: Reader): CardElement | undefined {
  if (!incident.outcomeKind) return undefined
  const words = incidentWords(reader.locale)
  return {
    type: 'Container',
    separator: true,
    spacing: 'Medium',
    items: [
      strong(`${words.card.outcome}: ${words.outcomeKind[incident.outcomeKind]}`, 'None'),
      paragraph(asWritten(incident.outcome), 'Small'),
      ...(incident.helped && reader.coordinates
        ? [footnote(`${words.card.helped}: ${words.helped[incident.helped]}`)]
        : []),
    ],
  }
}

function reportedLine(incident: Incident, reader: Reader): string {
  const { card: words } = incidentWords(reader.locale)
  const reported = words.reported(sayMoment(incident.reportedAt, reader.now, reader.locale))
  if (incident.status === 'new') return `${reported} · ${words.waiting}`
  if (!incident.publishedAt || isGone(incident)) return reported
  return `${reported} · ${words.published}: ${words.publishedYes.toLowerCase()}`
}

function incidentButtons(
  incident: Incident,
  reader: Reader,
  further: readonly FurtherButton[],
): readonly CardAction[] {
  const { card: words, withdraw } = incidentWords(reader.locale)
  const open = incident.status === 'new' || incident.status === 'assessed'
  const { coordinates, own } = reader
  const to = toIncident(incident)
  const [first, ...last] = coordinates ? coordinatorButtons(incident, reader) : []
  const others = further.map(({ title, verb }) => to(title(reader.locale), verb))
  // It is assessed, something is done about it, and then it is closed.
  const buttons: CardAction[] = [...(first ? [first] : []), ...others, ...last]
  // With other features' buttons beside them, what is done less often steps back.
  const less = { secondary: further.length > 0 }
  if (coordinates && open)
    buttons.push(
      incident.linkedTo
        ? to(words.unlink, 'incidents.unlink', less)
        : to(words.link, 'incidents.linkForm', less),
    )
  const rarely = { secondary: coordinates }
  if (open && own)
    buttons.push(
      to(words.amend, 'incidents.amendForm', rarely),
      to(words.withdraw, 'incidents.withdrawForm', rarely),
    )
  if (open && coordinates && !own) buttons.push(to(words.amend, 'incidents.amendForm', rarely))
  if (incident.status === 'withdrawn' && own) buttons.push(to(withdraw.undo, 'incidents.restore'))
  // Alone it is the button; behind "…" there would be nothing else to see.
  buttons.push(to(words.history, 'incidents.history', { secondary: buttons.length > 0 }))
  return buttons
}

/** What a coordinator does first with an incident: it is assessed and closed, and opened again. */
function coordinatorButtons(incident: Incident, reader: Reader): readonly CardAction[] {
  const { card: words } = incidentWords(reader.locale)
  const to = toIncident(incident)
  if (incident.status === 'closed') return [to(words.reopen, 'incidents.reopen')]
  if (incident.status !== 'new' && incident.status !== 'assessed') return []
  return [
    to(words.assess, 'incidents.assessForm', { style: 'positive' }),
    to(words.close, 'incidents.closeForm'),
  ]
}

const toIncident =
  (incident: Incident) =>
  (title: string, verb: string, more: { style?: 'positive'; secondary?: boolean } = {}) =>
    button({
      title,
      verb,
      council: incident.councilId,
      pointers: { incident: incident.id },
      ignoresInputs: true,
      ...more,
    })

/** The receipt at once: the number, what was understood, what happens next, and the way to change one's mind. */
export function receiptCard(incident: Incident, reader: Reader, amended: boolean): Card {
  const words = incidentWords(reader.locale)
  const title = amended ? words.receipt.amendedTitle(incident.number) : words.receipt.title(incident.number)
  const undoable = isFresh(incident, reader.now)
  const to = (name: string, verb: string, secondary = false) =>
    button({ title: name, verb, council: incident.councilId, pointers: { incident: incident.id }, secondary })
  return card(
    reader.locale,
    title,
    [
      heading(`✓ ${title}`),
      placing(
        `${incidentTitle(incident, reader.locale)} · ${sayMoment(incident.occurredAt, reader.now, reader.locale)}`,
      ),
      paragraph(asWritten(incident.text)),
      paragraph(words.receipt.next),
      footnote(words.form.emergency),
    ],
    [
      to(words.receipt.amend, 'incidents.amendForm'),
      undoable ? to(words.undo.button, 'incidents.undo') : undefined,
      to(words.receipt.withdraw, 'incidents.withdrawForm', undoable),
      button({
        title: words.receipt.another,
        verb: 'incidents.form',
        council: incident.councilId,
        secondary: undoable,
      }),
    ],
  )
}

/** Asks once more before a report is taken back. `once` makes the answer take effect once. */
export function withdrawCard(incident: Incident, reader: Reader, once?: OnceId): Card {
  const { withdraw } = incidentWords(reader.locale)
  const title = withdraw.title(incident.number)
  const pointers = { incident: incident.id }
  return card(
    reader.locale,
    title,
    [heading(title), placing(incidentTitle(incident, reader.locale)), paragraph(withdraw.explain)],
    [
      button({
        title: withdraw.yes,
        verb: 'incidents.withdraw',
        council: incident.councilId,
        pointers,
        style: 'destructive',
        ...(once ? { once } : {}),
      }),
      button({ title: withdraw.no, verb: 'incidents.show', council: incident.councilId, pointers }),
    ],
  )
}

/** After a report was undone. */
export function undoneCard(incident: Incident, reader: Reader): Card {
  const { undo, form } = incidentWords(reader.locale)
  const title = undo.title(incident.number)
  const report = button({ title: form.send, verb: 'incidents.form', council: incident.councilId })
  return card(reader.locale, title, [heading(title), paragraph(undo.explain)], [report])
}

/** After a report was taken back: what that means, and the way back. */
export function withdrawnCard(incident: Incident, reader: Reader): Card {
  const { withdraw } = incidentWords(reader.locale)
  const title = withdraw.doneTitle(incident.number)
  const undo = button({
    title: withdraw.undo,
    verb: 'incidents.restore',
    council: incident.councilId,
    pointers: { incident: incident.id },
  })
  return card(reader.locale, title, [heading(title), paragraph(withdraw.done)], [undo])
}

/** The answer to who reported: what came of it, and the question whether that helped. */
export function feedbackCard(incident: Incident, reader: Reader): Card {
  const words = incidentWords(reader.locale)
  const title = words.feedback.title(incident.number)
  const kind = incident.outcomeKind ? words.outcomeKind[incident.outcomeKind] : ''
  const when = sayMoment(incident.occurredAt, reader.now, reader.locale)
  const answers = helpAnswers.map((answer) =>
    button({
      title: words.helped[answer],
      verb: 'incidents.helped',
      council: incident.councilId,
      pointers: { incident: incident.id, helped: answer },
    }),
  )
  const answered = incident.helped !== undefined
  return card(
    reader.locale,
    title,
    [
      heading(title),
      placing(`${incidentTitle(incident, reader.locale)} · ${when}`),
      strong(kind),
      paragraph(asWritten(incident.outcome), 'Small'),
      answered ? footnote(words.feedback.thanks) : paragraph(words.feedback.ask),
    ],
    answered ? [] : answers,
  )
}
