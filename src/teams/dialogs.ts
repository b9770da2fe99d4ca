import { type Card, card, paragraph, type Reply } from '../chat/index.ts'
import type { Locale } from '../shared/locale.ts'
import { cardAttachment } from './attachment.ts'
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

/**
 * A reply as what a dialog shows next. In a dialog every button is an Action.Submit. A text takes the place of what was
 * there, so a form that was sent can be sent again as it was (`sent`): nothing that was typed is lost.
 */
export function dialogAnswer(reply: Reply, locale: Locale, sent?: Object): object {
  const shown = reply.kind === 'card' ? reply.card : textCard(reply.text, locale, sent)
  const title = (reply.kind === 'card' ? reply.summary : 'Tryggve').slice(0, longestTitle)
  const content = eachExecute(shown, (action) => submitOf(action, {}))
  const value = { title, width: 'medium', height: 'large', card: cardAttachment(content as object) }
  return { task: { type: 'continue', value } }
}

function textCard(text: string, locale: Locale, sent: Object | undefined): object {
  const again = { type: 'Action.Submit', title: teamsWords(locale).sendAgain, data: sent }
  const shown: Card = card(locale, text, [paragraph(text)])
  return sent ? { ...shown, actions: [again] } : shown
}

/** An Action.Execute as the Action.Submit that its fallback already is, with more data. */
function submitOf(action: Object, data: Object): Object {
  const fallback = action.fallback as Object
  return { ...fallback, data: { ...(fallback.data as Object), ...data } }
}

/** A card with every Action.Execute in it, however deep, given to `change`. */
function eachExecute(value: Json, change: (action: Object) => Object): Json {
  if (Array.isArray(value)) return value.map((each) => eachExecute(each, change))
  if (typeof value !== 'object' || value === null) return value
  if ((value as Object).type === 'Action.Execute') return change(value as Object)
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, eachExecute(each, change)]))
}
