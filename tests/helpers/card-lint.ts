import * as AdaptiveCards from 'adaptivecards'
import type { Card } from '../../src/chat/index.ts'

type Node = Readonly<Record<string, unknown>>

/** What Teams accepts of a card, with room for the envelope around it. */
export const longestCard = 28_000

/** What a card of its kind may have that others may not. */
export interface Allowed {
  /** Fields of a button's data that may hold what a person wrote. */
  readonly writtenPointers?: readonly string[]
  /** How many top-level buttons may show besides those behind "…"; three, where nothing is said. */
  readonly buttons?: number
}

/** Signs of the tricky text that act, when they stand as they were written. */
const raw: readonly RegExp[] = [
  /\*\*fetstil/,
  /(?<!\\)_kursivt/,
  /(?<!\\)`koden/,
  /(?<!\\)~~?struket/,
  /(?<!\\)\[(länken|bilden)(?<!\\)\]\(/,
  /(?<!\\)<(at|b)>/,
  /(?<!\\)# Rubriken/,
  /(?<!\\)[-+] (punkten|plustecknet)/,
  /1\. första/,
  /(?<!\\)> citatet/,
  /(?<!\\)\| kolumnen/,
  /\{\{DATE/,
]

/** Everything that is wrong with a card, in words; nothing when it is as it should be. */
export function lintCard(card: Card, allowed: Allowed = {}): readonly string[] {
  const nodes = nodesOf(card)
  return [
    ...schemaFaults(card),
    ...(card.version === '1.5' ? [] : [`version ${card.version}`]),
    ...(card.fallbackText ? [] : ['no fallbackText']),
    ...sizeFaults(card),
    ...duplicateIds(nodes),
    ...nodes.flatMap(inputFaults),
    ...nodes.flatMap((node) => actionFaults(node, allowed)),
    ...nodes.flatMap(textFaults),
    ...facesOf(card).flatMap(headingFaults),
    ...buttonFaults(card, allowed),
  ]
}

/** Every string that a person sees on a card, as it is sent. */
export function seenTexts(card: Card): readonly string[] {
  const seen: string[] = [card.fallbackText]
  for (const node of nodesOf(card))
    for (const field of ['text', 'title', 'label', 'placeholder', 'errorMessage'] as const) {
      const text = node[field]
      if (typeof text === 'string') seen.push(text)
    }
  const facts = nodesOf(card).flatMap((node) => (node.type === 'FactSet' ? (node.facts as Node[]) : []))
  return [...seen, ...facts.map(({ value }) => String(value))]
}

/** What Microsoft's own reader of cards says, told to accept nothing newer than 1.5 and to show six buttons, as Teams. */
function schemaFaults(card: Card): readonly string[] {
  const context = new AdaptiveCards.SerializationContext(AdaptiveCards.Versions.v1_5)
  const read = new AdaptiveCards.AdaptiveCard()
  read.hostConfig = new AdaptiveCards.HostConfig({ actions: { maxActions: 6 } })
  // Its check of `lang` accepts every other card only (a regular expression with a memory): that one is ours.
  // The people picker of Teams is younger than 1.5, and is passed over by clients that know nothing of it; so is the
  // progress bar, in whose place they show its fallback.
  const plain = JSON.stringify(card, (name, value) =>
    name === 'choices.data' ? undefined : value?.type === 'ProgressBar' ? value.fallback : value,
  )
  const { lang, ...json } = JSON.parse(plain)
  read.parse(json, context)
  const said: string[] = []
  for (let at = 0; at < context.eventCount; at++) said.push(context.getEventAt(at).message)
  said.push(...read.validateProperties().validationEvents.map(({ message }) => message))
  // A field that Teams fills by itself (its people) may begin without choices; that reader knows nothing of it.
  const filledLater = nodesOf(card).filter((node) => 'choices.data' in node).length
  for (let at = 0; at < filledLater; at++)
    remove(said, 'An Input.ChoiceSet must have at least one choice defined.')
  return [...said.map((message) => `schema: ${message}`), ...(/^(sv|en)$/.test(lang) ? [] : [`lang ${lang}`])]
}

function remove(said: string[], message: string): void {
  const at = said.indexOf(message)
  if (at >= 0) said.splice(at, 1)
}

function sizeFaults(card: Card): readonly string[] {
  const { length } = JSON.stringify(card)
  return length > longestCard ? [`${length} characters, more than ${longestCard}`] : []
}

function duplicateIds(nodes: readonly Node[]): readonly string[] {
  const ids = nodes.flatMap(({ id, type }) => (typeof id === 'string' && type !== undefined ? [id] : []))
  return ids.filter((id, at) => ids.indexOf(id) !== at).map((id) => `the id "${id}" twice`)
}

function inputFaults(node: Node): readonly string[] {
  if (!String(node.type).startsWith('Input.')) return []
  const faults = ['id', 'label', 'errorMessage'].filter((field) => !node[field])
  if (node.type === 'Input.Text' && !node.maxLength) faults.push('maxLength')
  // Without one, a client asks in a language of its own.
  if (/^Input\.(Date|Time)$/.test(String(node.type)) && !node.placeholder) faults.push('placeholder')
  if (node.type === 'Input.ChoiceSet' && node.value && !hasChoice(node)) faults.push(`choice "${node.value}"`)
  return faults.map((field) => `input ${node.id}: no ${field}`)
}

function hasChoice({ choices, value, isMultiSelect, ...rest }: Node): boolean {
  const known = (choices as readonly { value: string }[]).map((choice) => choice.value)
  const chosen = isMultiSelect ? String(value).split(',') : [String(value)]
  return 'choices.data' in rest || chosen.every((one) => known.includes(one))
}

function actionFaults(node: Node, { writtenPointers = [] }: Allowed): readonly string[] {
  const title = `button "${String(node.title)}"`
  if (node.type === 'Action.OpenUrl') return linkFaults(node, title)
  if (node.type === 'Action.ToggleVisibility') return node.title ? [] : ['a toggle without a title']
  if (!String(node.type).startsWith('Action.')) return []
  if (node.type !== 'Action.Execute') return [`${title} is ${node.type}`]
  const { verb, ...data } = node.data as Record<string, string>
  const fallback = node.fallback as Node | undefined
  const { once, ...pointers } = data
  const written = Object.entries(pointers).filter(([name, value]) => {
    return !writtenPointers.includes(name) && (/[\s<*[]/.test(value) || value.length > 100)
  })
  return [
    !node.title && `${title} has no title`,
    fallback?.type !== 'Action.Submit' && `${title} has no Action.Submit as fallback`,
    JSON.stringify(fallback?.data) !== JSON.stringify(node.data) &&
      `${title}: the fallback carries other data`,
    fallback?.title !== node.title && `${title}: the fallback has another title`,
    verb !== node.verb && `${title}: data.verb is not the verb`,
    !/^[a-z]+\.[a-zA-Z]+$/.test(String(node.verb)) &&
      `${title}: the verb ${node.verb} is no <feature>.<verb>`,
    !/^[\w-]{8,80}$/.test(once ?? '') && `${title}: no once`,
    written.length > 0 && `${title} carries what a person wrote: ${written.map(([name]) => name).join(', ')}`,
  ].filter((fault) => typeof fault === 'string')
}

/**
 * A link goes to a page of ours, over https, and carries nothing but what we drew by lot; or to the online meeting whose
 * link its planner gave.
 */
function linkFaults({ title, url }: Node, named: string): readonly string[] {
  const ours = /^https:\/\/(tryggve\.example\/files\/[\w-]{43}|teams\.microsoft\.com\/l{300})$/
  return [
    !title && 'a link without a title',
    !ours.test(String(url)) && `${named} leads elsewhere, or carries more than a token: ${url}`,
  ].filter((fault) => typeof fault === 'string')
}

function textFaults(node: Node): readonly string[] {
  const shown = [
    node.type === 'TextBlock' ? String(node.text) : '',
    ...(node.type === 'FactSet'
      ? (node.facts as Node[]).flatMap(({ title, value }) => [`${title}`, `${value}`])
      : []),
  ]
  const faults = raw.flatMap((sign) =>
    shown.filter((text) => sign.test(text)).map((text) => `not escaped (${sign}): ${text.slice(0, 60)}`),
  )
  if (node.type !== 'TextBlock') return faults
  if (String(node.text).trim() === '') faults.push('an empty text')
  if (/undefined|null|NaN|\[object/.test(String(node.text))) faults.push(`a leak: ${node.text}`)
  if (node.wrap !== true) faults.push(`not wrapped: ${node.text}`)
  // Teams gives Good and Warning too little contrast; and a colour alone tells nothing to many.
  if (node.color === 'Good' || node.color === 'Warning') faults.push(`the color ${node.color}`)
  if (node.color && node.color !== 'Default' && !/[\p{L}\p{S}]/u.test(String(node.text)))
    faults.push('a color without a word or a symbol')
  return faults
}

/** What is seen of a card at a time: all of it, or of a question in between first the question and then the form. */
function facesOf(card: Card): readonly (readonly Node[])[] {
  const body = card.body as readonly unknown[] as readonly Node[]
  const behind = body.findIndex(({ id, isVisible }) => id === 'form' && isVisible === false)
  if (behind < 0) return [nodesOf(card)]
  return [nodesOf(body.toSpliced(behind, 1)), nodesOf(body[behind])]
}

function headingFaults(nodes: readonly Node[]): readonly string[] {
  const headings = nodes.filter(({ style, type }) => type === 'TextBlock' && style === 'heading')
  return headings.length === 1 ? [] : [`${headings.length} headings`]
}

function buttonFaults(card: Card, { buttons = 3 }: Allowed): readonly string[] {
  const top = card.actions ?? []
  const shown = top.filter((action) => !('mode' in action) || action.mode !== 'secondary')
  const positive = top.filter((action) => 'style' in action && action.style === 'positive')
  return [
    ...(shown.length > buttons
      ? [`${shown.length} buttons: ${shown.map(({ title }) => title).join(', ')}`]
      : []),
    ...(top.length > 6 ? [`${top.length} buttons, of which Teams shows six`] : []),
    ...(positive.length > 1 ? [`${positive.length} main buttons`] : []),
  ]
}

/** Every object of a card, but for the fallbacks, which are compared with what they stand in for. */
function nodesOf(node: unknown): readonly Node[] {
  if (Array.isArray(node)) return node.flatMap(nodesOf)
  if (node === null || typeof node !== 'object') return []
  const parts = Object.entries(node).filter(([name]) => name !== 'fallback' && name !== 'data')
  return [node as Node, ...parts.flatMap(([, part]) => nodesOf(part))]
}
