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
  strong,
} from '../chat/index.ts'
import type { Locale } from '../shared/locale.ts'
import { toAction } from './cards.ts'
import { type PlanCounts, type PlanGroup, type PlanRow, planOrders, planStates } from './plan.ts'
import { planWords } from './plan-words.ts'
import { type RowFrame, row, rowOf } from './row-cards.ts'
import { actionWords } from './words.ts'

/** The verbs that others answer, and the plan has buttons for. */
export const newActionVerb = 'actions.form'
export const exportVerb = 'actions.export'
export const planVerb = 'actions.list'

/** What a plan is narrowed by, as pointers on its buttons and values of its form: nothing of it is trusted. */
export const planFields = ['text', 'area', 'owner', 'organisation', 'state', 'period', 'order'] as const
export type PlanField = (typeof planFields)[number]
export type PlanFilter = Readonly<Partial<Record<PlanField, string>>>

export interface PlanChoices {
  readonly areas: readonly Choice[]
  readonly owners: readonly Choice[]
  readonly organisations: readonly Choice[]
}

export interface PlanFrame extends RowFrame {
  readonly filter: PlanFilter
  /** The filter in words, or nothing when all is shown. */
  readonly said: string | undefined
  readonly choices: PlanChoices
  readonly counts: PlanCounts
  readonly page: number
  /** Whether the reader may agree on new actions. */
  readonly mayPlan: boolean
}

/** How many actions a page holds: a card has room for no more that are calm to read. */
export const pageLength = 6

/** The plan, a page at a time: what is late first, then group by group; the filter is behind a button. */
export function planCard(rows: readonly PlanRow[], frame: PlanFrame): Card {
  const { list } = planWords(frame.locale)
  const pages = Math.max(1, Math.ceil(rows.length / pageLength))
  const page = Math.min(Math.max(1, frame.page), pages)
  const shown = rows.slice((page - 1) * pageLength, page * pageLength)
  const to = (title: string, pointers: Readonly<Record<string, string>>, secondary = false) =>
    button({ title, verb: planVerb, council: frame.council, pointers, ignoresInputs: true, secondary })
  const kept = pointersOf(frame.filter)
  const turn = (title: string, at: number, secondary = false) =>
    to(title, { ...kept, page: String(at) }, secondary)
  const { counts } = frame
  return card(
    frame.locale,
    list.title,
    [
      heading(list.title),
      placing(
        frame.said
          ? list.filtered(asWritten(frame.said))
          : counts.training > 0
            ? list.notCounted(list.counts(counts.late, counts.open, counts.done))
            : list.counts(counts.late, counts.open, counts.done),
      ),
      ...(shown.length > 0 ? groups(shown, frame) : nothingToShow(frame)),
      pages > 1 ? footnote(list.page(page, pages)) : undefined,
      counts.training > 0 ? footnote(list.trainingNote(counts.training)) : undefined,
      filterForm(frame),
    ],
    [
      frame.mayPlan
        ? button({
            title: list.new,
            verb: newActionVerb,
            council: frame.council,
            style: 'positive',
            ignoresInputs: true,
          })
        : undefined,
      page < pages ? turn(list.next, page + 1) : undefined,
      page > 1 ? turn(list.previous, page - 1, page < pages) : undefined,
      { type: 'Action.ToggleVisibility', title: list.filter, targetElements: ['filter'] },
      frame.said ? to(list.all, {}) : undefined,
      rows.length > 0
        ? button({
            title: list.export,
            verb: exportVerb,
            council: frame.council,
            pointers: kept,
            ignoresInputs: true,
            secondary: true,
          })
        : undefined,
    ],
  )
}

function nothingToShow({ said, mayPlan, locale }: PlanFrame): readonly CardElement[] {
  const { list } = planWords(locale)
  if (said) return [paragraph(list.noneFound), paragraph(list.noneFoundText, 'Small')]
  return [paragraph(list.none), paragraph(mayPlan ? list.noneText : list.noneToRead, 'Small')]
}

/** The rows of a page, with the name of a group where it begins. */
function groups(rows: readonly PlanRow[], frame: PlanFrame): readonly CardElement[] {
  const { list } = planWords(frame.locale)
  return rows.flatMap(({ action, group }, at) => {
    const [name, before] = [nameOf(group, frame.locale), rows[at - 1]]
    const begins = !before || nameOf(before.group, frame.locale) !== name
    const shown = row(rowOf(action, frame), [toAction(action)(list.show, 'actions.show')], !begins)
    return begins && name ? [strong(name), shown] : [shown]
  })
}

function nameOf(group: PlanGroup, locale: Locale): string {
  const { list } = planWords(locale)
  const { status } = actionWords(locale)
  switch (group.kind) {
    case 'late':
      return list.states.late
    case 'closed':
      return list.closed
    case 'area':
      return group.area?.name[locale] ?? list.noArea
    case 'owner':
      return `${asWritten(group.owner.title)}, ${group.owner.organisation.name[locale]}`
    case 'status':
      return status[group.status]
    case 'due':
      return list.states.open
  }
}

function pointersOf(filter: PlanFilter): Record<string, string> {
  return Object.fromEntries(
    Object.entries(filter).filter((entry): entry is [string, string] => Boolean(entry[1])),
  )
}

function filterForm(frame: PlanFrame): CardElement {
  const { list } = planWords(frame.locale)
  const { filter, choices } = frame
  const one = (id: PlanField, label: string, options: readonly Choice[], value: string): ChoiceInput => ({
    type: 'Input.ChoiceSet',
    id,
    label,
    errorMessage: list.anyError,
    style: options.length > 8 ? 'filtered' : 'compact',
    spacing: 'Medium',
    choices: options,
    value,
  })
  const choice = (id: PlanField, label: string, options: readonly Choice[]) => {
    const chosen = filter[id] ?? 'all'
    // A period that was written is no choice of the list; it is kept as long as nothing else is chosen.
    const written = chosen !== 'all' && !options.some(({ value }) => value === chosen)
    const own = written && frame.said ? [{ title: frame.said, value: chosen }] : []
    return one(id, label, [{ title: list.any, value: 'all' }, ...own, ...options], chosen)
  }
  const named = (values: Readonly<Record<string, string>>) =>
    Object.entries(values).map(([value, title]) => ({ title, value }))
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
        ...(filter.text ? { value: filter.text } : {}),
      },
      choice('area', list.area, choices.areas),
      choice('owner', list.owner, choices.owners),
      choice('organisation', list.organisation, choices.organisations),
      choice(
        'state',
        list.state,
        planStates.map((state) => ({ title: list.states[state], value: state })),
      ),
      choice('period', list.period, named(list.periods)),
      one(
        'order',
        list.order,
        planOrders.map((order) => ({ title: list.orders[order], value: order })),
        filter.order ?? 'area',
      ),
      {
        type: 'ActionSet',
        actions: [button({ title: list.apply, verb: planVerb, council: frame.council, style: 'positive' })],
      },
    ],
  }
}
