import {
  asWritten,
  button,
  type Card,
  type CardElement,
  type Choice,
  type ChoiceInput,
  card,
  footnote,
  heading,
  paragraph,
  placing,
} from '../chat/index.ts'
import type { Change } from '../database/index.ts'
import { findingKinds, privacyWords } from '../privacy/index.ts'
import type { Instant } from '../shared/clock.ts'
import type { CouncilId } from '../shared/ids.ts'
import type { Locale } from '../shared/locale.ts'
import { sayMoment } from '../shared/stockholm.ts'
import { incidentTitle } from './cards.ts'
import { type Incident, listedStatuses, type ToldField } from './incident.ts'
import { type IncidentWords, incidentWords } from './words.ts'

/** What a list is narrowed by, as pointers on its buttons and values of its form: nothing of it is trusted. */
export type FilterTexts = Readonly<Partial<Record<FilterField, string>>>
export const filterFields = ['text', 'place', 'category', 'area', 'status', 'period'] as const
export type FilterField = (typeof filterFields)[number]

export interface ListFrame {
  readonly locale: Locale
  readonly council: CouncilId
  readonly now: Instant
  readonly filter: FilterTexts
  /** The filter in words, or nothing when all are shown. */
  readonly said: string | undefined
  readonly choices: {
    readonly places: readonly Choice[]
    readonly categories: readonly Choice[]
    readonly areas: readonly Choice[]
  }
  /** Where the next older page begins, as a pointer. */
  readonly older: string | undefined
  readonly isFirstPage: boolean
}

/** The incidents a person may see, newest first: each opens by a press; the filter is behind a button. */
export function listCard(incidents: readonly Incident[], frame: ListFrame): Card {
  const { list } = incidentWords(frame.locale)
  const { status } = incidentWords(frame.locale)
  const rows = incidents.map((incident, at) => listRow(incident, frame, status[incident.status], at > 0))
  const empty = frame.said ? [list.noneFound, list.noneFoundText] : [list.none, list.noneText]
  const listTo = (title: string, pointers: Record<string, string>) =>
    button({ title, verb: 'incidents.list', council: frame.council, pointers, ignoresInputs: true })
  return card(
    frame.locale,
    list.title,
    [
      heading(list.title),
      placing(frame.said ? list.filtered(asWritten(frame.said)) : list.newest),
      ...(incidents.length > 0 ? rows : [paragraph(empty[0] ?? ''), paragraph(empty[1] ?? '', 'Small')]),
      incidents.length > 0 ? footnote(list.footer(incidents.length)) : undefined,
      filterForm(frame),
    ],
    [
      frame.older ? listTo(list.older, { ...pointersOf(frame.filter), start: frame.older }) : undefined,
      frame.isFirstPage ? undefined : listTo(list.newestAgain, pointersOf(frame.filter)),
      { type: 'Action.ToggleVisibility', title: list.filter, targetElements: ['filter'] },
      frame.said ? listTo(list.all, {}) : undefined,
      incidents.length === 0 && !frame.said
        ? button({
            title: list.report,
            verb: 'incidents.form',
            council: frame.council,
            style: 'positive',
            ignoresInputs: true,
          })
        : undefined,
    ],
  )
}

function pointersOf(filter: FilterTexts): Record<string, string> {
  return Object.fromEntries(
    Object.entries(filter).filter((entry): entry is [string, string] => Boolean(entry[1])),
  )
}

/** One incident in a list, with what is to be said of its state, and a button that opens it. */
export function listRow(
  incident: Incident,
  frame: Pick<ListFrame, 'locale' | 'council' | 'now'>,
  state: string,
  separator = false,
): CardElement {
  const words = incidentWords(frame.locale)
  return {
    type: 'ColumnSet',
    separator,
    spacing: 'Medium',
    columns: [
      {
        type: 'Column',
        width: 'stretch',
        items: [
          { type: 'TextBlock', text: incidentTitle(incident, frame.locale), wrap: true, weight: 'Bolder' },
          {
            type: 'TextBlock',
            text: numberAndTime(incident, frame.now, frame.locale),
            wrap: true,
            isSubtle: true,
            size: 'Small',
            spacing: 'None',
          },
          {
            type: 'TextBlock',
            text: state,
            wrap: true,
            size: 'Small',
            spacing: 'None',
          },
        ],
      },
      {
        type: 'Column',
        width: 'auto',
        items: [
          {
            type: 'ActionSet',
            actions: [
              button({
                title: words.list.show,
                verb: 'incidents.show',
                council: frame.council,
                pointers: { incident: incident.id },
                ignoresInputs: true,
              }),
            ],
          },
        ],
      },
    ],
  }
}

/** The line under an incident's title in lists. */
export function numberAndTime(incident: Incident, now: Instant, locale: Locale): string {
  const training = incident.training ? [incidentWords(locale).card.training] : []
  return [...training, incident.number, sayMoment(incident.occurredAt, now, locale)].join(' · ')
}

function filterForm(frame: ListFrame): CardElement {
  const words = incidentWords(frame.locale)
  const { list } = words
  const choice = (id: FilterField, label: string, choices: readonly Choice[]): ChoiceInput => ({
    type: 'Input.ChoiceSet',
    id,
    label,
    errorMessage: list.anyError,
    style: choices.length > 8 ? 'filtered' : 'compact',
    spacing: 'Medium',
    choices: [{ title: list.any, value: 'all' }, ...choices],
    value: frame.filter[id] ?? 'all',
  })
  const states = listedStatuses.map((status) => ({ title: words.status[status], value: status }))
  const periods = Object.entries(list.periods).map(([value, title]) => ({ title, value }))
  return {
    type: 'Container',
    id: 'filter',
    isVisible: false,
    separator: true,
    spacing: 'Medium',
    items: [
      {
        type: 'Input.Text',
        id: 'text',
        label: list.text,
        errorMessage: list.textError,
        placeholder: list.textHint,
        maxLength: 100,
        ...(frame.filter.text ? { value: frame.filter.text } : {}),
      },
      choice('category', list.category, frame.choices.categories),
      choice('place', list.place, frame.choices.places),
      choice('area', list.area, frame.choices.areas),
      choice('status', list.status, states),
      choice('period', list.period, periods),
      {
        type: 'ActionSet',
        actions: [
          button({ title: list.apply, verb: 'incidents.list', council: frame.council, style: 'positive' }),
        ],
      },
    ],
  }
}

/** One change as somebody may read it: when, by whom, and what. */
export interface TimelineEntry {
  readonly at: Instant
  readonly who: string
  readonly changes: readonly Change[]
}

/** How much of a history a card holds: the latest acts, as long as their words leave room for the rest of the card. */
const shownEntries = 15
const shownSigns = 18_000

/** The history of an incident, the latest change first. */
export function historyCard(
  incident: Incident,
  entries: readonly TimelineEntry[],
  now: Instant,
  locale: Locale,
): Card {
  const words = incidentWords(locale)
  const title = words.history.title(incident.number)
  const acts = entries
    .slice(0, shownEntries)
    .map((entry): readonly CardElement[] => [
      paragraph(`**${asWritten(entry.who)}** · ${sayMoment(entry.at, now, locale)}`),
      ...entry.changes.map((change) => paragraph(sayChange(change, words, now, locale), 'None')),
    ])
  const shown = acts.filter((_, at) => JSON.stringify(acts.slice(0, at + 1)).length <= shownSigns)
  const items = shown.flat()
  const hidden = entries.length - shown.length
  return card(
    locale,
    title,
    [
      heading(title),
      placing(incidentTitle(incident, locale)),
      ...(items.length > 0 ? items : [paragraph(words.history.none)]),
      hidden > 0 ? footnote(words.history.more(hidden)) : undefined,
    ],
    [
      button({
        title: words.card.back,
        verb: 'incidents.show',
        council: incident.councilId,
        pointers: { incident: incident.id },
      }),
    ],
  )
}

function sayChange(change: Change, words: IncidentWords, now: Instant, locale: Locale): string {
  const field = words.fields[change.field as ToldField] ?? change.field
  const said = (value: string | null) =>
    value === null ? '' : sayValue(change.field as ToldField, value, words, now, locale)
  if (change.to === null) return words.history.emptied(field, said(change.from))
  if (change.from === null) return words.history.set(field, said(change.to))
  return words.history.changed(field, said(change.from), said(change.to))
}

function sayValue(
  field: ToldField,
  value: string,
  words: IncidentWords,
  now: Instant,
  locale: Locale,
): string {
  const coded: Partial<Record<ToldField, Readonly<Record<string, string>>>> = {
    status: words.status,
    impact: words.impact,
    certainty: words.certainty,
    recurring: words.recurring,
    policeReported: words.policeReported,
    outcomeKind: words.outcomeKind,
    helped: words.helped,
    published: { yes: words.yes, no: words.no },
  }
  if (field === 'occurredAt') return sayMoment(value as Instant, now, locale)
  if (field === 'keptWarning') return sayKinds(value, locale)
  const shown = coded[field]?.[value] ?? value
  return asWritten(shown.length > 160 ? `${shown.slice(0, 160)}…` : shown)
}

/** The kinds of warnings that were kept, in words. */
function sayKinds(value: string, locale: Locale): string {
  const { reasons } = privacyWords(locale)
  return findingKinds
    .flatMap((kind) => (value.split(', ').includes(kind) ? [reasons[kind].what] : []))
    .join(', ')
}
