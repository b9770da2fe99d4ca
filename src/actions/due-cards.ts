import {
  amongOthers,
  asWritten,
  button,
  type Card,
  type CardElement,
  card,
  heading,
  paragraph,
  placing,
  strong,
} from '../chat/index.ts'
import type { Instant } from '../shared/clock.ts'
import type { Locale } from '../shared/locale.ts'
import { localDate, sayDate } from '../shared/stockholm.ts'
import type { Action } from './action.ts'
import { actionTitle, toAction } from './cards.ts'
import { daysFrom, isForAgenda } from './due-days.ts'
import { dueWords } from './due-words.ts'
import { sayOwnPlacing, sayPlacing, sayState } from './row-cards.ts'
import { actionWords } from './words.ts'

/** For whom a reminder is made, and when. */
interface Frame {
  readonly now: Instant
  readonly locale: Locale
}

/** To who answers for an action: when it is, or was, to be done, how it stands, and what can be done about it at once. */
export function dueCard(action: Action, { now, locale }: Frame): Card {
  const { due } = dueWords(locale)
  const { card: words } = actionWords(locale)
  const days = daysFrom(localDate(now), action.dueOn)
  const title = sayWhen(days, locale)
  const to = toAction(action)
  return card(
    locale,
    title,
    [
      heading(title),
      strong(actionTitle(action)),
      placing(sayOwnPlacing(action, now, locale)),
      paragraph(sayState(action, now, locale), 'Small'),
      onAgenda(action, { now, locale }),
      paragraph(
        days < 0 ? `${due.wasDue(sayDate(action.dueOn, now, locale))} ${due.helpLate}` : due.helpAhead,
        'Small',
      ),
    ],
    [
      // Two of them and "…" are what a phone has room for in a row.
      to(words.report, 'actions.reportForm', { style: 'positive' }),
      to(words.finish, 'actions.finishForm', { secondary: days > 0 }),
      to(words.postpone, 'actions.postponeForm', { secondary: days <= 0 }),
      to(dueWords(locale).show, 'actions.show', { secondary: true }),
    ],
  )
}

function sayWhen(days: number, locale: Locale): string {
  const { due } = dueWords(locale)
  if (days < 0) return due.late
  if (days === 0) return due.today
  return days === 1 ? due.tomorrow : due.ahead(days)
}

/** A late action among others on a card, with the buttons its owner answers with; the card stands as it is meanwhile. */
export function answerRow(action: Action, { now, locale }: Frame): CardElement {
  const { due } = dueWords(locale)
  const { card: words } = actionWords(locale)
  const to = (title: string, verb: string) =>
    button({
      title,
      verb,
      council: action.councilId,
      pointers: { ...amongOthers, action: action.id },
      ignoresInputs: true,
    })
  return {
    type: 'Container',
    separator: true,
    spacing: 'Medium',
    items: [
      strong(actionTitle(action)),
      placing([action.number, due.wasDue(sayDate(action.dueOn, now, locale))].join(' · ')),
      {
        type: 'ActionSet',
        spacing: 'Small',
        actions: [to(words.finish, 'actions.finishForm'), to(words.report, 'actions.reportForm')],
      },
    ],
  }
}

/** To a coordinator: an action of somebody's is two weeks late. */
export function lateCard(action: Action, { now, locale }: Frame): Card {
  const { late, show } = dueWords(locale)
  const { card: words } = actionWords(locale)
  const title = late.title(action.number)
  const to = toAction(action)
  const { owner } = action
  return card(
    locale,
    title,
    [
      heading(title),
      strong(actionTitle(action)),
      placing(sayPlacing(action, now, locale)),
      paragraph(sayState(action, now, locale), 'Small'),
      onAgenda(action, { now, locale }),
      paragraph(late.text(asWritten(owner.title), asWritten(owner.organisation.name[locale])), 'Small'),
    ],
    [
      to(show, 'actions.show'),
      to(words.reassign, 'actions.amendForm'),
      to(words.postpone, 'actions.postponeForm'),
    ],
  )
}

function onAgenda(action: Action, { now, locale }: Frame) {
  return isForAgenda(action, localDate(now)) ? strong(dueWords(locale).onAgenda, 'Small') : undefined
}
