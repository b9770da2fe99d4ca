import {
  asWritten,
  button,
  type Card,
  type CardElement,
  card,
  footnote,
  heading,
  paragraph,
  placing,
} from '../chat/index.ts'
import { localDate, sayDate } from '../shared/stockholm.ts'
import { actions, type Reader, shortened } from './cards.ts'
import { becameOf, isLeft, type Standing } from './standing.ts'
import { minutesWords } from './words.ts'

export const leftVerb = 'minutes.decisions'

export interface LeftFrame extends Reader {
  readonly page: number
  readonly onlyOpen: boolean
}

const pageLength = 7
const excerptLength = 300

/** Every decision since the beginning and what became of it, or only those of which something is left to do. */
export function leftCard(all: readonly Standing[], frame: LeftFrame): Card {
  const { locale, now, council } = frame
  const words = minutesWords(locale)
  const today = localDate(now)
  const left = all.filter(isLeft)
  const late = left.filter((one) => becameOf(one, today) === 'late').length
  const wanted = frame.onlyOpen ? left : all
  const pages = Math.max(1, Math.ceil(wanted.length / pageLength))
  const page = Math.min(Math.max(1, frame.page), pages)
  const shown = wanted.slice((page - 1) * pageLength, page * pageLength)
  const title = frame.onlyOpen ? words.left.openTitle : words.left.title
  const to = (caption: string, at: number, onlyOpen: boolean) =>
    button({
      title: caption,
      verb: leftVerb,
      council,
      pointers: { page: String(at), open: onlyOpen ? 'yes' : 'no' },
    })
  return card(
    locale,
    title,
    [
      heading(title),
      placing(words.left.counts(left.length, late, all.length)),
      all.length === 0 ? paragraph(words.left.none) : undefined,
      all.length > 0 && wanted.length === 0 ? paragraph(words.left.noneLeft) : undefined,
      ...shown.map((one) => row(one, frame)),
      pages > 1 ? footnote(words.paper.page(page, pages)) : undefined,
    ],
    [
      page < pages ? to(words.paper.next, page + 1, frame.onlyOpen) : undefined,
      page > 1 ? to(words.paper.previous, page - 1, frame.onlyOpen) : undefined,
      all.length === 0
        ? undefined
        : frame.onlyOpen
          ? to(words.left.all, 1, false)
          : to(words.left.onlyOpen, 1, true),
    ],
  )
}

function row(one: Standing, { locale, now, council }: LeftFrame): CardElement {
  const words = minutesWords(locale)
  const { action } = one
  const became = words.became[becameOf(one, localDate(now))]
  const day = !action
    ? undefined
    : action.closedAt
      ? words.left.done(sayDate(localDate(action.closedAt), now, locale))
      : words.left.due(sayDate(action.dueOn, now, locale))
  const told = [became, one.owner && asWritten(one.owner), action?.number, day].filter(Boolean).join(' · ')
  return {
    type: 'Container',
    separator: true,
    spacing: 'Medium',
    items: [
      placing(words.left.origin(one.section, sayDate(one.on, now, locale))),
      paragraph(shortened(one.text, excerptLength), 'None'),
      paragraph(told, 'None'),
      ...(action
        ? [
            actions([
              button({
                title: words.left.show,
                verb: 'actions.show',
                council,
                pointers: { action: action.id },
              }),
            ]),
          ]
        : []),
    ],
  }
}
