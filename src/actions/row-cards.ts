import { asWritten, type CardAction, type CardElement } from '../chat/index.ts'
import type { Instant } from '../shared/clock.ts'
import type { CouncilId } from '../shared/ids.ts'
import type { Locale } from '../shared/locale.ts'
import { localDate, sayDate } from '../shared/stockholm.ts'
import type { Action } from './action.ts'
import { actionTitle } from './cards.ts'
import { daysLate } from './plan.ts'
import { type ThroughWords, throughWords } from './through-words.ts'
import { actionWords } from './words.ts'

/** For whom rows are made, and when. */
export interface RowFrame {
  readonly locale: Locale
  readonly council: CouncilId
  readonly now: Instant
}

/** How an action stands, in symbols and words: "▲ Försenad 8 dagar · ◆ Risk · 2 av 4 gjort". */
export function sayState(action: Action, now: Instant, locale: Locale): string {
  const words = actionWords(locale)
  const { late: sayLate, progress } = throughWords(locale)
  const late = daysLate(action, localDate(now))
  const open = action.status === 'planned' || action.status === 'inProgress'
  return [
    late > 0 ? sayLate(late) : words.status[action.status],
    open && action.light ? words.light[action.light] : undefined,
    action.effect ? words.effect[action.effect].toLowerCase() : undefined,
    open && action.progress ? progress(action.progress.done, action.progress.of) : undefined,
  ]
    .filter(Boolean)
    .join(' · ')
}

/** "Å-2026-0001 · Kommunpolis · klart senast fredag 27 november": the line under an action's text, safe to show. */
export function sayPlacing(action: Action, now: Instant, locale: Locale): string {
  return placed(action, [asWritten(action.owner.title)], now, locale)
}

/** The same to who answers for it, who knows that. */
export function sayOwnPlacing(action: Action, now: Instant, locale: Locale): string {
  return placed(action, [], now, locale)
}

function placed(action: Action, owner: readonly string[], now: Instant, locale: Locale): string {
  const words = throughWords(locale)
  return [
    ...(action.training ? [actionWords(locale).card.training] : []),
    action.number,
    ...owner,
    sayDay(action, words, now, locale),
  ].join(' · ')
}

function sayDay(action: Action, words: ThroughWords, now: Instant, locale: Locale): string {
  if (!action.closedAt) return words.dueBy(sayDate(action.dueOn, now, locale))
  const day = sayDate(localDate(action.closedAt), now, locale)
  return action.status === 'done' ? words.doneOn(day) : words.cancelledOn(day)
}

/** One thing in a list: its title, what places it, how it stands, and what can be done beside it. */
export function row(
  { title, under, state }: { readonly title: string; readonly under: string; readonly state: string },
  actions: readonly CardAction[],
  separator: boolean,
): CardElement {
  return {
    type: 'ColumnSet',
    separator,
    // Under the name of its group it stands close to it.
    spacing: separator ? 'Medium' : 'Small',
    columns: [
      { type: 'Column', width: 'stretch', items: rowTexts({ title, under, state }) },
      { type: 'Column', width: 'auto', items: [{ type: 'ActionSet', actions }] },
    ],
  }
}

/** The three lines of a thing in a list. */
export function rowTexts(said: {
  readonly title: string
  readonly under: string
  readonly state: string
}): readonly CardElement[] {
  return [
    { type: 'TextBlock', text: said.title, wrap: true, weight: 'Bolder' },
    { type: 'TextBlock', text: said.under, wrap: true, isSubtle: true, size: 'Small', spacing: 'None' },
    { type: 'TextBlock', text: said.state, wrap: true, size: 'Small', spacing: 'None' },
  ]
}

/** What a row says of an action. */
export function rowOf(action: Action, { now, locale }: RowFrame) {
  return {
    title: actionTitle(action),
    under: sayPlacing(action, now, locale),
    state: sayState(action, now, locale),
  }
}
