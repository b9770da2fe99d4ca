import {
  amongOthers,
  type Card,
  type CardAction,
  type CardElement,
  card,
  type ExecuteAction,
  footnote,
  heading,
} from '../chat/index.ts'
import type { Digest, Message } from '../delivery/index.ts'
import type { Locale } from '../shared/locale.ts'
import { stopVerb, tomorrowVerb } from './cards.ts'
import { reminderWords } from './words.ts'

/** More would be a list that nobody reads, and not a card. */
const most = 8
/** What Teams accepts of a card, with room for the envelope around it. */
const longestCard = 28_000

/**
 * Several reminders for one person in one card: each with its own texts, its main button and what can be done about any
 * reminder. What does not fit is left for the next card; a card with inputs or named parts of its own comes alone, for
 * names would clash.
 */
export const digestCards: Digest = (parts, locale) => {
  const [first] = parts
  if (!first) throw new Error('nothing to gather')
  const alone = parts.findIndex(hasNames)
  const limit = Math.min(alone < 0 ? parts.length : alone, most)
  for (let taken = limit; taken > 1; taken--) {
    const gathered = digestOf(parts.slice(0, taken), taken < parts.length, locale)
    if (JSON.stringify(gathered).length > longestCard) continue
    const summaries = parts.slice(0, taken).map(({ summary }) => summary)
    const summary = `${gathered.fallbackText}: ${summaries.join(' · ')}`.slice(0, 200)
    return { message: { card: gathered, summary }, taken }
  }
  return { message: first, taken: 1 }
}

function digestOf(parts: readonly Message[], more: boolean, locale: Locale): Card {
  const words = reminderWords(locale)
  const title = words.digestTitle(parts.length)
  return card(locale, title, [
    heading(title),
    ...parts.map(({ card: part }) => partOf(part as Card)),
    more ? { ...footnote(words.digestMore), separator: true } : undefined,
  ])
}

function partOf({ body, actions = [] }: Card): CardElement {
  const buttons = buttonsOf(actions)
  const under: readonly CardElement[] =
    buttons.length > 0 ? [{ type: 'ActionSet', spacing: 'Medium', actions: buttons }] : []
  const items = asPart([...body, ...under]) as readonly CardElement[]
  return {
    type: 'Container',
    separator: true,
    spacing: 'Large',
    items,
  }
}

/** The main button of a part, and those of every reminder. */
function buttonsOf(actions: readonly CardAction[]): readonly CardAction[] {
  const pressable = actions.filter((action) => action.type === 'Action.Execute')
  const ours = pressable.filter(isOurs)
  const own = pressable.filter((action) => !isOurs(action))
  const main = own.find(({ style }) => style === 'positive') ?? own[0]
  return [...(main ? [main] : []), ...ours]
}

function isOurs({ verb }: ExecuteAction): boolean {
  return verb === tomorrowVerb || verb === stopVerb
}

type Node = Readonly<Record<string, unknown>>

/** The same under the one heading of the card; its buttons say that they stand among others. */
function asPart(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(asPart)
  if (node === null || typeof node !== 'object') return node
  const { style, ...rest }: Node = node as Node
  const parts = Object.fromEntries(Object.entries(rest).map(([name, inner]) => [name, asPart(inner)]))
  if (rest.type === 'TextBlock' && style === 'heading') return { ...parts, size: 'Medium' }
  const styled = style === undefined ? parts : { style, ...parts }
  const presses = rest.type === 'Action.Execute' || rest.type === 'Action.Submit'
  return presses ? { ...styled, data: { ...(rest.data as Node), ...amongOthers } } : styled
}

/** Whether parts of a card are known by name: its inputs, and what a button shows and hides. */
function hasNames({ card: part }: Message): boolean {
  const named = (node: unknown): boolean => {
    if (Array.isArray(node)) return node.some(named)
    if (node === null || typeof node !== 'object') return false
    if ('type' in node && 'id' in node && typeof node.id === 'string') return true
    return Object.entries(node).some(([name, inner]) => name !== 'data' && named(inner))
  }
  return named((part as Card).body)
}
