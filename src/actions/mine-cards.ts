import {
  button,
  type Card,
  type CardElement,
  card,
  footnote,
  heading,
  paragraph,
  placing,
} from '../chat/index.ts'
import type { OwnReport } from '../incidents/index.ts'
import type { Locale } from '../shared/locale.ts'
import { localDate, plusDays } from '../shared/stockholm.ts'
import { capital } from '../shared/text.ts'
import type { Action } from './action.ts'
import { toAction } from './cards.ts'
import { planWords } from './plan-words.ts'
import { type RowFrame, rowOf, rowTexts, sayOwnPlacing } from './row-cards.ts'
import { actionWords } from './words.ts'

export const mineVerb = 'actions.mine'

export interface MineFrame extends RowFrame {
  readonly page: number
  /** Whether the reader may report incidents. */
  readonly mayReport: boolean
}

/** Few enough that each has its own buttons and the card is calm. */
const pageLength = 4
/** An action that is due within so many days goes before an answer that waits to be read. */
const soonDays = 7

interface Thing {
  readonly rank: number
  readonly elements: (separator: boolean) => CardElement
}

/** What is on a member's table, the most urgent first: actions that are late or due, answers to reports, and the rest. */
export function mineCard(actions: readonly Action[], reports: readonly OwnReport[], frame: MineFrame): Card {
  const { mine, list } = planWords(frame.locale)
  const things = [
    ...actions.map((action) => actionThing(action, frame)),
    ...reports.map(reportThing),
  ].toSorted((one, other) => one.rank - other.rank)
  const training = actions.filter((action) => action.training).length
  const pages = Math.max(1, Math.ceil(things.length / pageLength))
  const page = Math.min(Math.max(1, frame.page), pages)
  const shown = things.slice((page - 1) * pageLength, page * pageLength)
  const turn = (title: string, at: number) =>
    button({ title, verb: mineVerb, council: frame.council, pointers: { page: String(at) } })
  if (things.length === 0) return nothing(frame)
  return card(
    frame.locale,
    mine.title,
    [
      heading(mine.title),
      placing(counted(actions.length - training, reports.length, training, frame.locale)),
      ...shown.map(({ elements }, at) => elements(at > 0)),
      pages > 1 ? footnote(list.page(page, pages)) : undefined,
      training > 0 ? footnote(list.trainingNote(training)) : undefined,
    ],
    [
      page < pages ? turn(list.next, page + 1) : undefined,
      page > 1 ? turn(list.previous, page - 1) : undefined,
    ],
  )
}

/** How much there is that counts; when there is training among it, that it does not. */
function counted(actions: number, reports: number, training: number, locale: Locale): string {
  const { mine, list } = planWords(locale)
  const counts = capital(mine.counts(actions, reports))
  if (!counts) return mine.onlyTraining
  return training > 0 ? list.notCounted(counts) : counts
}

function nothing(frame: MineFrame): Card {
  const { mine } = planWords(frame.locale)
  return card(
    frame.locale,
    mine.none,
    [
      heading(mine.title),
      paragraph(mine.none),
      paragraph(frame.mayReport ? mine.noneText : mine.noneToRead, 'Small'),
    ],
    [
      frame.mayReport
        ? button({ title: mine.report, verb: 'incidents.form', council: frame.council, style: 'positive' })
        : undefined,
    ],
  )
}

function actionThing(action: Action, frame: RowFrame): Thing {
  const { card: words } = actionWords(frame.locale)
  const { mine, list } = planWords(frame.locale)
  const said = { ...rowOf(action, frame), under: sayOwnPlacing(action, frame.now, frame.locale) }
  const asked = action.ownership === 'asked' ? `${mine.asked} · ` : ''
  const isSoon = action.dueOn <= plusDays(localDate(frame.now), soonDays)
  const to = toAction(action)
  const show = to(list.show, 'actions.show')
  const answering = [to(words.accept, 'actions.accept'), to(words.decline, 'actions.declineForm'), show]
  const working = [
    to(words.report, 'actions.reportForm'),
    to(words.finish, 'actions.finishForm'),
    show,
    to(words.postpone, 'actions.postponeForm', { secondary: true }),
  ]
  return {
    rank: isSoon ? 0 : 2,
    elements: (separator) =>
      thing({ ...said, state: `${asked}${said.state}` }, separator, [
        {
          type: 'ActionSet',
          spacing: 'Small',
          actions: action.ownership === 'accepted' ? working : answering,
        },
      ]),
  }
}

function reportThing({ title, under, state, question, actions }: OwnReport): Thing {
  return {
    rank: question ? 1 : 3,
    elements: (separator) =>
      thing({ title, under, state }, separator, [
        ...(question ? [paragraph(question, 'Small')] : []),
        { type: 'ActionSet', spacing: 'Small', actions },
      ]),
  }
}

function thing(
  said: Parameters<typeof rowTexts>[0],
  separator: boolean,
  more: readonly CardElement[],
): CardElement {
  return { type: 'Container', separator, spacing: 'Medium', items: [...rowTexts(said), ...more] }
}
