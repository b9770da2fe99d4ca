import {
  asWritten,
  type Card,
  type CardElement,
  card,
  footnote,
  heading,
  paragraph,
  placing,
} from '../chat/index.ts'
import type { Change } from '../database/index.ts'
import { findingKinds, privacyWords } from '../privacy/index.ts'
import type { Instant } from '../shared/clock.ts'
import type { Locale } from '../shared/locale.ts'
import { type LocalDate, sayDate, sayMoment } from '../shared/stockholm.ts'
import type { Action, ToldField } from './action.ts'
import { actionTitle, toAction } from './cards.ts'
import { actionWords } from './words.ts'

/** One act as the history tells it. */
export interface ToldAct {
  readonly at: Instant
  readonly who: string
  readonly changes: readonly Change[]
}

/** How many acts are told, and how many characters of card they may take. */
const shownActs = 15
const shownSigns = 18_000

/** What was changed on an action, the latest first: who, what, and why. `promises` says what a promise's id is called. */
export function actionHistoryCard(
  action: Action,
  acts: readonly ToldAct[],
  promises: ReadonlyMap<string, string>,
  now: Instant,
  locale: Locale,
): Card {
  const { history, card: words } = actionWords(locale)
  const title = history.title(action.number)
  const told = acts.slice(0, shownActs).map((act): readonly CardElement[] => {
    // One why belongs to everything that was changed at once.
    const why = act.changes.find((change) => change.why)?.why
    return [
      paragraph(`**${asWritten(act.who)}** · ${sayMoment(act.at, now, locale)}`),
      ...act.changes.map((change) => paragraph(sayChange(change, act, promises, now, locale), 'None')),
      ...(why ? [paragraph(history.why(asWritten(why)), 'None')] : []),
    ]
  })
  const shown = told.filter((_, at) => JSON.stringify(told.slice(0, at + 1)).length <= shownSigns)
  const hidden = acts.length - shown.length
  return card(
    locale,
    title,
    [
      heading(title),
      placing(actionTitle(action)),
      ...(shown.length > 0 ? shown.flat() : [paragraph(history.none)]),
      hidden > 0 ? footnote(history.more(hidden)) : undefined,
    ],
    [toAction(action)(words.back, 'actions.show')],
  )
}

function sayChange(
  change: Change,
  act: ToldAct,
  promises: ReadonlyMap<string, string>,
  now: Instant,
  locale: Locale,
): string {
  const { history, fields, card: words } = actionWords(locale)
  if (change.field === 'status' && change.from === null) return history.created
  const cancels = act.changes.some(({ field, to }) => field === 'status' && to === 'cancelled')
  const ofWhy = cancels && change.field === 'outcome'
  const name = ofWhy ? words.whyCancelled : (fields[change.field as ToldField] ?? change.field)
  const said = (value: string) => sayValue(change.field as ToldField, value, promises, now, locale)
  if (change.to === null) return history.emptied(name, said(change.from ?? ''))
  if (change.from === null) return history.set(name, said(change.to))
  return history.changed(name, said(change.from), said(change.to))
}

function sayValue(
  field: ToldField,
  text: string,
  promises: ReadonlyMap<string, string>,
  now: Instant,
  locale: Locale,
): string {
  const { status, light, effect, way, ownership } = actionWords(locale)
  const coded: Partial<Record<ToldField, Readonly<Record<string, string>>>> = {
    status,
    light,
    effect,
    way,
    ownership,
  }
  if (field === 'startsOn' || field === 'dueOn') return sayDate(text as LocalDate, now, locale)
  if (field === 'keptWarning') {
    const { reasons } = privacyWords(locale)
    const kept = text.split(', ')
    return findingKinds.flatMap((kind) => (kept.includes(kind) ? [reasons[kind].what] : [])).join(', ')
  }
  const shown = field === 'promise' ? (promises.get(text) ?? '…') : (coded[field]?.[text] ?? text)
  return asWritten(shown.length > 160 ? `${shown.slice(0, 160)}…` : shown)
}
