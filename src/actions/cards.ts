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
import { isMeasurable } from '../reading/index.ts'
import { dayMs, type Instant } from '../shared/clock.ts'
import type { Locale } from '../shared/locale.ts'
import { localDate, sayDate } from '../shared/stockholm.ts'

import { capital } from '../shared/text.ts'
import { type Action, isLate, isOpen, type ProgressReport } from './action.ts'

import { isForAgenda } from './due-days.ts'
import { dueWords } from './due-words.ts'
import { throughWords } from './through-words.ts'
import { actionWords } from './words.ts'

/** For whom a card is made, and when: what it may say and which buttons it has follow from it. */
export interface Reader {
  readonly locale: Locale
  readonly now: Instant
  readonly own: boolean
  /** The owner and the coordinators: they report, finish, postpone, cancel and change. */
  readonly seesThrough: boolean
}

/** What a card of one action says beside the action itself. */
export interface Beside {
  readonly latest: ProgressReport | undefined
  /** The title of the promise it serves. */
  readonly promise: string | undefined
}

const titleLength = 90

/** What is to be done, as a heading: at most a line or two. */
export function actionTitle(action: Action): string {
  return asWritten(shortened(action.text))
}

/** A text in one line of at most so many characters, plain text. */
function shortened(text: string): string {
  const line = text.replace(/\s+/g, ' ')
  return line.length <= titleLength ? line : `${line.slice(0, titleLength).replace(/\s+\S*$/u, '')} …`
}

/** "⚠ Försenad": where an action is on its way, in a symbol and a word. That it is late goes before all else. */
export function stateOf(action: Action, now: Instant, locale: Locale): string {
  const words = actionWords(locale)
  return isLate(action, localDate(now)) ? words.late : words.status[action.status]
}

/**
 * Who is to have done it by when, in one plain sentence; or when it was done. It is said to the owner when it is their
 * `own`; `owner` is what they are called in it.
 */
export function actionSentence(
  action: Action,
  now: Instant,
  locale: Locale,
  { own = false, owner = asWritten(action.owner.title) } = {},
): string {
  const { card: words } = actionWords(locale)
  const organisation = action.owner.organisation.name[locale]
  const closed = action.closedAt && sayDate(localDate(action.closedAt), now, locale)
  if (action.status === 'done' && closed) return words.done(owner, organisation, closed)
  if (action.status === 'cancelled' && closed) return words.cancelled(closed)
  const day = sayDate(action.dueOn, now, locale)
  const owned = own ? words.dueYours(day) : words.due(owner, organisation, day)
  const due = action.ownership === 'declined' ? words.dueUnowned(day) : owned
  const late = daysLate(action, now)
  return late > 0 ? `${due} ${words.late(late)}` : due
}

function daysLate(action: Action, now: Instant): number {
  const today = localDate(now)
  return isLate(action, today) ? (Date.parse(today) - Date.parse(action.dueOn)) / dayMs : 0
}

/** One action as this reader may see it, with what they can do next. */
export function actionCard(action: Action, beside: Beside, reader: Reader): Card {
  const { locale, now } = reader
  const words = actionWords(locale)
  const under = [action.training ? words.card.training : undefined, action.number].filter(Boolean).join(' · ')
  return card(
    locale,
    `${action.number} ${shortened(action.text)}`,
    [
      headingWithState(actionTitle(action), under, stateOf(action, now, locale)),
      action.text.length > titleLength ? paragraph(asWritten(action.text)) : undefined,
      paragraph(actionSentence(action, now, locale, { own: reader.own })),
      ownershipLine(action, reader),
      isForAgenda(action, localDate(now)) ? strong(dueWords(locale).onAgenda, 'Small') : undefined,
      actionFacts(action, beside, locale),
      followUp(action, beside, reader),
      cameOfIt(action, locale),
      footnote(words.card.footer[action.way](sayDate(action.startsOn, now, locale))),
    ],
    actionButtons(action, reader),
  )
}

/** How the owner stands to it, while that is not settled. */
function ownershipLine(action: Action, { locale, own }: Reader): CardElement | undefined {
  const { card: words } = actionWords(locale)
  if (!isOpen(action) || action.ownership === 'accepted') return undefined
  if (action.ownership === 'declined')
    return strong(words.declined(asWritten(action.owner.title), asWritten(action.ownershipWhy)), 'Small')
  return own ? strong(words.waitsForYou, 'Small') : paragraph(words.asked, 'Small')
}

function actionFacts(action: Action, { promise }: Beside, locale: Locale): CardElement {
  const { card: words } = actionWords(locale)
  return facts([
    [words.cause, asWritten(action.cause)],
    [words.goal, asWritten(action.goal)],
    [words.focusArea, action.focusArea?.name[locale]],
    [words.incidents, action.incidents.map(({ number }) => number).join(', ')],
    [words.promise, promise && asWritten(promise)],
    [words.origin, asWritten(action.origin)],
  ])
}

/** How it goes: enligt plan, risk or avviker, how much is done, and the latest line about it. */
function followUp(action: Action, { latest }: Beside, { locale, now }: Reader): CardElement | undefined {
  const words = actionWords(locale)
  if (!isOpen(action)) return undefined
  const light = action.light && words.light[action.light]
  const share = action.progress && words.card.progress(action.progress.done, action.progress.of)
  const told = [light, share].filter(Boolean).join(' · ')
  return {
    type: 'Container',
    separator: true,
    spacing: 'Medium',
    items: [
      paragraph(`**${words.card.followUp}:** ${told || words.card.noReport}`, 'None'),
      ...(latest?.text
        ? [
            paragraph(
              `${capital(sayDate(localDate(latest.at), now, locale))}: ${asWritten(latest.text)}`,
              'Small',
            ),
          ]
        : []),
    ],
  }
}

function cameOfIt(action: Action, locale: Locale): CardElement | undefined {
  const words = actionWords(locale)
  if (isOpen(action)) return undefined
  const title = action.status === 'done' ? words.card.cameOfIt : words.card.whyCancelled
  return {
    type: 'Container',
    separator: true,
    spacing: 'Medium',
    items: [
      strong(action.effect ? `${title}: ${words.effect[action.effect]}` : title, 'None'),
      ...(action.outcome ? [paragraph(asWritten(action.outcome), 'Small')] : []),
    ],
  }
}

/** The buttons of an action for who reads it: three in sight, the rest behind "…". */
export function actionButtons(action: Action, reader: Reader): readonly CardAction[] {
  const { card: words } = actionWords(reader.locale)
  const to = toAction(action)
  const history = to(words.history, 'actions.history', { secondary: true })
  if (!reader.seesThrough) return [to(words.history, 'actions.history')]
  if (!isOpen(action)) {
    return [to(throughWords(reader.locale).reopen.button, 'actions.reopenForm'), history]
  }
  const positive = { style: 'positive' } as const
  const later = { secondary: true } as const
  const amend = to(words.amend, 'actions.amendForm', later)
  const postpone = to(words.postpone, 'actions.postponeForm', later)
  const cancel = to(words.cancel, 'actions.cancelForm', later)
  const report = (more: typeof positive | typeof later | undefined) =>
    to(words.report, 'actions.reportForm', more)
  const finish = (more: typeof later | undefined) => to(words.finish, 'actions.finishForm', more)
  if (reader.own && action.ownership !== 'accepted') {
    // Teams shows six: first the answer, and what is done less often when it is given.
    const no = action.ownership === 'asked' ? [to(words.decline, 'actions.declineForm')] : []
    return [to(words.accept, 'actions.accept', positive), ...no, report(later), finish(later), amend, history]
  }
  if (action.ownership === 'declined') {
    const reassign = to(words.reassign, 'actions.amendForm', positive)
    return [reassign, report(undefined), finish(later), postpone, cancel, history]
  }
  return [report(positive), finish(undefined), postpone, amend, cancel, history]
}

/** A button that does something with one action. */
export const toAction =
  (action: Action) =>
  (title: string, verb: string, more: { style?: 'positive'; secondary?: boolean } = {}): CardAction =>
    button({
      title,
      verb,
      council: action.councilId,
      pointers: { action: action.id },
      ignoresInputs: true,
      ...more,
    })

/** The receipt at once: the number, what was agreed, who is told, and a hint when nobody can see the goal is reached. */
export function actionReceiptCard(action: Action, reader: Reader, amended: boolean): Card {
  const words = actionWords(reader.locale)
  const title = amended ? words.receipt.amendedTitle(action.number) : words.receipt.title(action.number)
  const to = toAction(action)
  const told =
    action.ownership === 'accepted'
      ? reader.own && words.receipt.ownerIsYou
      : words.receipt.ownerTold(asWritten(action.owner.title))
  const notTold = action.training ? words.receipt.training : told
  return card(
    reader.locale,
    title,
    [
      heading(`✓ ${title}`),
      paragraph(actionTitle(action)),
      placing(actionSentence(action, reader.now, reader.locale)),
      notTold ? paragraph(notTold) : undefined,
      isMeasurable(action.goal) ? undefined : footnote(words.receipt.hint),
    ],
    [
      to(words.receipt.show, 'actions.show'),
      to(words.card.amend, 'actions.amendForm'),
      button({
        title: words.receipt.another,
        verb: 'actions.form',
        council: action.councilId,
        secondary: true,
      }),
    ],
  )
}
