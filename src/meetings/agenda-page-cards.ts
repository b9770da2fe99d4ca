import {
  asWritten,
  button,
  type Card,
  type CardElement,
  card,
  compact,
  type FormFrame,
  field,
  footnote,
  heading,
  paragraph,
  placing,
  somethingWrong,
  strong,
  textInput,
  value,
} from '../chat/index.ts'
import { type Instant, minuteMs, plusMs } from '../shared/clock.ts'
import type { AgendaItemId } from '../shared/ids.ts'
import type { Locale } from '../shared/locale.ts'
import { localTime } from '../shared/stockholm.ts'
import { type AgendaItem, itemLimits, purposes } from './agenda.ts'
import { factLines, inCards } from './agenda-fact-cards.ts'
import type { AgendaFacts } from './agenda-facts.ts'
import { agendaWords } from './agenda-words.ts'
import { sayWhen } from './cards.ts'
import { type Meeting, startsAt } from './meeting.ts'
import { meetingWords } from './words.ts'

/** An agenda as a card shows it. */
export interface AgendaPage {
  readonly meeting: Meeting
  readonly items: readonly (AgendaItem & { readonly number: number; readonly mayChange: boolean })[]
  /** What was removed and can be put back by the reader. */
  readonly removed: readonly AgendaItem[]
  readonly locked: boolean
  readonly lockDays: number
  readonly facts: AgendaFacts
  readonly isOpen: boolean
  /** Whether the reader may propose an item. */
  readonly proposes: boolean
  /** Which page, from 1, or the item whose page it is. */
  readonly shows: number | AgendaItemId
}

/** How many items a page has at most, and how many characters they are: a card has no room for more. */
const [itemsAtMost, longestPage] = [18, 23_000] as const

/** What an item is called: by its heading, or by its kind. */
export function itemName({ kind, title }: Pick<AgendaItem, 'kind' | 'title'>, locale: Locale): string {
  return title || meetingWords(locale).agendaItem[kind]
}

/** The agenda of a meeting: every item with its clock time, what it is for, and what it says by itself today. */
export function agendaCard(page: AgendaPage, now: Instant, locale: Locale): Card {
  const words = agendaWords(locale)
  const { meeting, items, isOpen } = page
  const over = items.reduce((sum, { minutes }) => sum + minutes, 0) - meeting.lengthMinutes
  const rows = [
    ...items.map((item, at) => {
      const before = items.slice(0, at).reduce((sum, { minutes }) => sum + minutes, 0)
      return { id: item.id, elements: itemRows(item, before, page, now, locale) }
    }),
    ...page.removed.map((item) => ({ id: item.id, elements: [removedRow(item, meeting, locale)] })),
  ]
  const pages = pagesOf(rows)
  const number = Math.max(1, Math.min(pages.length, pageNumber(pages, page.shows)))
  const turn = (title: string, to: number) =>
    toItem(meeting, title, 'meetings.agenda', undefined, { page: to })
  return card(
    locale,
    `${words.title}: ${meeting.title}`,
    [
      heading(`${words.title}: ${asWritten(meeting.title)}`),
      placing(sayWhen(meeting, now, locale)),
      isOpen ? footnote(page.locked ? words.locked : words.locks(page.lockDays)) : undefined,
      over > 0 ? strong(words.overTime(over)) : undefined,
      ...(pages[number - 1] ?? []).flatMap(({ elements }) => elements),
      pages.length > 1 ? footnote(words.page(number, pages.length)) : undefined,
    ],
    [
      number < pages.length ? turn(words.nextPage, number + 1) : undefined,
      number > 1 ? turn(words.previousPage, number - 1) : undefined,
      isOpen && page.proposes
        ? toItem(meeting, words.add, 'meetings.agendaForm', undefined, { style: 'positive' })
        : undefined,
      toItem(meeting, words.meeting, 'meetings.show'),
    ],
  )
}

interface Row {
  readonly id: AgendaItemId
  readonly elements: readonly CardElement[]
}

/** The rows by pages: as many on each as a card has room for. */
function pagesOf(rows: readonly Row[]): readonly (readonly Row[])[] {
  const pages: Row[][] = []
  let room = 0
  for (const row of rows) {
    const size = JSON.stringify(row.elements).length
    const last = pages.at(-1)
    if (last && last.length < itemsAtMost && size <= room) last.push(row)
    else {
      pages.push([row])
      room = longestPage
    }
    room -= size
  }
  return pages
}

function pageNumber(pages: readonly (readonly Row[])[], shows: number | AgendaItemId): number {
  if (typeof shows === 'number') return shows
  return pages.findIndex((rows) => rows.some(({ id }) => id === shows)) + 1
}

function itemRows(
  item: AgendaPage['items'][number],
  before: number,
  { meeting, facts }: AgendaPage,
  now: Instant,
  locale: Locale,
): readonly CardElement[] {
  const words = agendaWords(locale)
  const time = localTime(plusMs(startsAt(meeting), before * minuteMs)).replace(':', '.')
  const under = [
    words.minutes(item.minutes),
    meetingWords(locale).purpose[item.purpose],
    item.presenter ? words.presenter(asWritten(item.presenter)) : '',
    item.registryNumber ? words.registryNumber(asWritten(item.registryNumber)) : '',
    item.addedLate ? words.late : '',
  ].filter(Boolean)
  const facted = [
    ...(item.note ? [asWritten(item.note)] : []),
    ...factLines(item.kind, facts, { now, locale, ...inCards }).map((line) => `- ${line}`),
  ]
  const title = `${time} · ${item.number}. ${asWritten(itemName(item, locale))}`
  return [
    row(
      [
        { type: 'TextBlock', text: title, wrap: true, weight: 'Bolder', spacing: 'None' },
        placing(under.join(' · ')),
      ],
      item.mayChange ? toItem(meeting, words.change, 'meetings.agendaItem', item) : undefined,
    ),
    ...(facted.length > 0 ? [paragraph(facted.join('\n'), 'Small')] : []),
  ]
}

function row(items: readonly CardElement[], action: ReturnType<typeof button> | undefined): CardElement {
  const own = { type: 'Column', width: 'stretch', items } as const
  return {
    type: 'ColumnSet',
    spacing: 'Medium',
    separator: true,
    columns: action
      ? [own, { type: 'Column', width: 'auto', items: [{ type: 'ActionSet', actions: [action] }] }]
      : [own],
  }
}

function removedRow(item: AgendaItem, meeting: Meeting, locale: Locale): CardElement {
  const words = agendaWords(locale)
  const restore = toItem(meeting, words.restore, 'meetings.agendaRestore', item)
  return row([paragraph(words.removed(asWritten(itemName(item, locale))), 'None')], restore)
}

/** The form of an item: a new one, or one that is there, which can also be moved a step or removed. */
export function itemForm(
  meeting: Meeting,
  item: AgendaItem | undefined,
  moves: boolean,
  now: Instant,
  frame: FormFrame,
): Card {
  const { form } = agendaWords(frame.locale)
  const { typed, problems, locale } = frame
  const title = item ? form.changeTitle : form.addTitle
  const seen = frame.typed.seen ?? String(item?.version ?? '')
  const line = (id: 'title' | 'note' | 'presenter' | 'registryNumber', hint: string) =>
    field(problems[id], {
      ...textInput(id, form[id], form[`${id}Error`], hint, itemLimits[id]),
      ...(id === 'title' ? { isRequired: true } : {}),
      ...value(typed[id]),
    })
  return card(
    locale,
    title,
    [
      heading(title),
      placing(`${asWritten(meeting.title)} · ${sayWhen(meeting, now, locale)}`),
      somethingWrong(frame, form.wrong),
      ...line('title', form.titleHint),
      ...line('note', form.noteHint),
      ...field(problems.minutes, {
        ...textInput('minutes', form.minutes, form.minutesError, '10', 3),
        isRequired: true,
        value: typed.minutes ?? '10',
      }),
      ...field(problems.purpose, {
        ...compact(
          'purpose',
          form.purpose,
          form.purposeError,
          purposes.map((each) => ({ title: meetingWords(locale).purpose[each], value: each })),
        ),
        value: typed.purpose || 'dialogue',
      }),
      ...line('presenter', form.presenterHint),
      ...line('registryNumber', form.registryNumberHint),
      item && moves
        ? {
            type: 'ActionSet',
            spacing: 'Medium',
            actions: [
              toItem(meeting, form.up, 'meetings.agendaUp', item, { ignoresInputs: true }),
              toItem(meeting, form.down, 'meetings.agendaDown', item, { ignoresInputs: true }),
            ],
          }
        : undefined,
    ],
    [
      button({
        title: form.save,
        verb: item ? 'meetings.agendaAmend' : 'meetings.agendaAdd',
        council: frame.council,
        style: 'positive',
        pointers: { meeting: meeting.id, ...(item ? { item: item.id, seen } : {}) },
        ...(frame.once ? { once: frame.once } : {}),
      }),
      item
        ? toItem(meeting, form.remove, 'meetings.agendaRemove', item, {
            style: 'destructive',
            ignoresInputs: true,
          })
        : undefined,
      toItem(meeting, form.back, 'meetings.agenda', undefined, { ignoresInputs: true }),
    ],
  )
}

function toItem(
  meeting: Meeting,
  title: string,
  verb: string,
  item?: AgendaItem,
  { page, ...options }: { style?: 'positive' | 'destructive'; ignoresInputs?: boolean; page?: number } = {},
) {
  const pointers = {
    meeting: meeting.id,
    ...(item ? { item: item.id } : {}),
    ...(page ? { page: String(page) } : {}),
  }
  return button({ title, verb, council: meeting.councilId, pointers, ...options })
}
