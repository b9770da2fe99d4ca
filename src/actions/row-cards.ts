import { asWritten, button, type CardAction, type CardElement } from '../chat/index.ts'
import type { Instant } from '../shared/clock.ts'
import type { CouncilId } from '../shared/ids.ts'
import type { Locale } from '../shared/locale.ts'
import { localDate, sayDate } from '../shared/stockholm.ts'
import type { Action } from './action.ts'
import { daysLate } from './plan.ts'
import { type ThroughWords, throughWords } from './through-words.ts'

/** For whom rows are made, and when. */
export interface RowFrame {
  readonly locale: Locale
  readonly council: CouncilId
  readonly now: Instant
}

/** How much of an action's text a row shows: the card has all of it. */
const shownSigns = 140

/** An action's text in a line, cut at a word. */
export function inShort(text: string): string {
  if (text.length <= shownSigns) return text
  const cut = text.slice(0, shownSigns)
  return `${cut.slice(0, Math.max(cut.lastIndexOf(' '), shownSigns / 2)).trimEnd()} …`
}

/** How an action stands, in symbols and words: "▲ Försenad 8 dagar · ◆ Risk · 2 av 4 gjort". */
export function sayState(action: Action, now: Instant, locale: Locale): string {
  const words = throughWords(locale)
  const late = daysLate(action, localDate(now))
  const open = action.status === 'planned' || action.status === 'inProgress'
  return [
    late > 0 ? words.late(late) : words.status[action.status],
    open && action.light ? words.light[action.light] : undefined,
    action.effect ? words.effect[action.effect].toLowerCase() : undefined,
    open && action.progress ? words.progress(action.progress.done, action.progress.of) : undefined,
  ]
    .filter(Boolean)
    .join(' · ')
}

/** "Å-2026-0001 · Kommunpolis · klart senast fredag 27 november": the line under an action's text, safe to show. */
export function sayPlacing(action: Action, now: Instant, locale: Locale): string {
  const words = throughWords(locale)
  return [
    ...(action.training ? [words.training] : []),
    action.number,
    asWritten(action.owner.title),
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
    spacing: 'Medium',
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
    title: asWritten(inShort(action.text)),
    under: sayPlacing(action, now, locale),
    state: sayState(action, now, locale),
  }
}

/** A button about one action that needs nothing of the card it stands on. */
export function aboutAction(
  action: Action,
  title: string,
  verb: string,
  more: { readonly style?: 'positive' | 'destructive'; readonly secondary?: boolean } = {},
) {
  return button({
    title,
    verb,
    council: action.councilId,
    pointers: { action: action.id },
    ignoresInputs: true,
    ...more,
  })
}
