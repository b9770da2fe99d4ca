import { type Card, card, paragraph, type Reply, type TextReply } from '../chat/index.ts'
import type { Locale } from '../shared/locale.ts'
import { cutTo } from '../shared/text.ts'
import { cardAttachment } from './attachment.ts'
import type { Carried } from './carried.ts'
import { teamsWords } from './words.ts'

/** A title that is longer does not fit the dialog's edge. */
const longestTitle = 64

type Json = unknown
type Object = Readonly<Record<string, Json>>

/**
 * The card with the buttons of the given verbs opening a dialog, which is the one thing that Action.Execute cannot do
 * (https://learn.microsoft.com/microsoftteams/platform/task-modules-and-cards/what-are-task-modules).
 */
export function openingDialogs<Shown extends object>(shown: Shown, verbs: ReadonlySet<string>): Shown {
  if (verbs.size === 0) return shown
  return eachExecute(shown, (action) =>
    verbs.has(String(action.verb)) ? submitOf(action, { msteams: { type: 'task/fetch' } }) : action,
  ) as Shown
}

/** What a dialog is about, beside what it shows. */
export interface InDialog {
  readonly locale: Locale
  /** What its buttons bring along. */
  readonly carried: Carried
  /** What was sent by it just now, as texts; undefined when it is being opened. */
  readonly sent: Sent | undefined
}

/** What was filled in and pressed: texts by name. */
export type Sent = Readonly<Record<string, string>>

/**
 * A reply as what a dialog shows next. In a dialog every button is an Action.Submit. A text takes the place of what was
 * there, so a form whose time may come can be sent again as it was: nothing that was typed is lost.
 */
export function dialogAnswer(reply: Reply, { locale, carried, sent }: InDialog): object {
  const title = reply.kind === 'card' ? cutTo(reply.summary, longestTitle) : 'Tryggve'
  const content =
    reply.kind === 'card'
      ? eachExecute(reply.card, (action) => submitOf(action, carried))
      : textCard(reply, locale, sent)
  const value = { title, width: 'medium', height: 'large', card: cardAttachment(content as object) }
  return { task: { type: 'continue', value } }
}

/** A card whose buttons bring something along. */
export function carrying<Shown extends object>(shown: Shown, carried: Carried): Shown {
  if (Object.keys(carried).length === 0) return shown
  const brings = (action: Object) => ({ ...action, data: { ...(action.data as Object), ...carried } })
  return eachExecute(shown, (action) => ({
    ...brings(action),
    fallback: brings(action.fallback as Object),
  })) as Shown
}

function textCard({ text, mayHelpAgain }: TextReply, locale: Locale, sent: Sent | undefined): object {
  const again = { type: 'Action.Submit', title: teamsWords(locale).sendAgain, data: sent }
  const shown: Card = card(locale, text, [paragraph(text)])
  return sent && mayHelpAgain ? { ...shown, actions: [again] } : shown
}

/** An Action.Execute as the Action.Submit that its fallback already is, with more data. */
function submitOf(action: Object, data: object): Object {
  const fallback = action.fallback as Object
  return { ...fallback, data: { ...(fallback.data as Object), ...data } }
}

/** A card with every Action.Execute in it, however deep, given to `change`; what buttons send is no part of the card. */
function eachExecute(value: Json, change: (action: Object) => Object): Json {
  if (Array.isArray(value)) return value.map((each) => eachExecute(each, change))
  if (typeof value !== 'object' || value === null) return value
  if ((value as Object).type === 'Action.Execute') return change(value as Object)
  return Object.fromEntries(
    Object.entries(value).map(([name, each]) => [name, name === 'data' ? each : eachExecute(each, change)]),
  )
}
