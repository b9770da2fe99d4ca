import {
  asWritten,
  button,
  type Card,
  type CardAction,
  type CardElement,
  card,
  footnote,
  heading,
  paragraph,
  placing,
} from '../chat/index.ts'
import type { Instant } from '../shared/clock.ts'
import type { CouncilId } from '../shared/ids.ts'
import type { Locale } from '../shared/locale.ts'
import { sayWhen } from './cards.ts'
import { endsAt, type Meeting } from './meeting.ts'
import { meetingWords } from './words.ts'

/** A page of meetings as a card shows it. */
export interface ListPage {
  readonly which: 'coming' | 'past'
  readonly meetings: readonly Meeting[]
  readonly count: number
  readonly start: number
  readonly limit: number
}

export interface ListReader {
  readonly locale: Locale
  readonly council: CouncilId
  readonly now: Instant
  /** Whether the reader may plan a meeting. */
  readonly plans: boolean
}

/** The meetings to come or those that have been, each with the way to open it. */
export function meetingsCard(page: ListPage, reader: ListReader): Card {
  const { list } = meetingWords(reader.locale)
  const { page: pageOf } = meetingWords(reader.locale).card
  const pages = Math.ceil(page.count / page.limit)
  const title = page.which === 'past' ? list.past : list.title
  const body: readonly CardElement[] =
    page.count > 0
      ? [
          heading(title),
          placing(list.count(page.count)),
          ...page.meetings.map((each) => rowOf(each, page, reader)),
          ...(pages > 1 ? [footnote(pageOf(Math.floor(page.start / page.limit) + 1, pages))] : []),
        ]
      : [heading(title), ...emptyRows(page, reader)]
  return card(reader.locale, title, body, buttonsOf(page, reader))
}

function emptyRows({ which }: ListPage, { locale, plans }: ListReader): readonly CardElement[] {
  const { list } = meetingWords(locale)
  if (which === 'past') return [paragraph(list.nonePast)]
  return [paragraph(list.none), ...(plans ? [paragraph(list.nonePlan, 'Small')] : [])]
}

function rowOf(meeting: Meeting, page: ListPage, { locale, council, now }: ListReader): CardElement {
  const { list } = meetingWords(locale)
  const under = [
    sayWhen(meeting, now, locale),
    meeting.place ? asWritten(meeting.place) : '',
    stateOf(meeting, now, locale),
  ]
  return {
    type: 'ColumnSet',
    spacing: 'Medium',
    separator: true,
    columns: [
      {
        type: 'Column',
        width: 'stretch',
        items: [
          {
            type: 'TextBlock',
            text: asWritten(meeting.title),
            wrap: true,
            weight: 'Bolder',
            spacing: 'None',
          },
          placing(under.filter(Boolean).join(' · ')),
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
                title: list.open,
                verb: 'meetings.show',
                council,
                pointers: { meeting: meeting.id, which: page.which },
              }),
            ],
          },
        ],
      },
    ],
  }
}

/** How it stands with a meeting: a symbol and a word. */
export function stateOf(meeting: Meeting, now: Instant, locale: Locale): string {
  const { list } = meetingWords(locale)
  if (meeting.cancelled) return list.cancelled
  if (endsAt(meeting) <= now) return list.over
  return meeting.calledAt ? list.called : list.planned
}

function buttonsOf(
  { which, start, limit, count }: ListPage,
  { locale, council, plans }: ListReader,
): readonly CardAction[] {
  const { list } = meetingWords(locale)
  const to = (title: string, from: number, of: ListPage['which']) =>
    button({ title, verb: 'meetings.list', council, pointers: { which: of, start: String(from) } })
  return [
    ...(start > 0 ? [to(list.earlier, Math.max(0, start - limit), which)] : []),
    ...(start + limit < count ? [to(list.later, start + limit, which)] : []),
    which === 'past' ? to(list.showComing, 0, 'coming') : to(list.showPast, 0, 'past'),
    ...(plans && which === 'coming' ? [button({ title: list.plan, verb: 'meetings.form', council })] : []),
  ]
}
