import type { CouncilId, OnceId } from '../shared/ids.ts'
import type { Locale } from '../shared/locale.ts'
import type { OpenUrlAction } from './link.ts'
import type { Mention } from './mention.ts'
import { unbroken } from './unbroken.ts'
import { asWritten } from './written.ts'

/**
 * Adaptive Cards as plain JSON, version 1.5: the part of the schema that we use, typed by us, so that no library stands
 * between what a feature says and what is sent. https://learn.microsoft.com/adaptive-cards/
 */
export interface Card {
  readonly type: 'AdaptiveCard'
  readonly $schema: 'http://adaptivecards.io/schemas/adaptive-card.json'
  readonly version: '1.5'
  readonly lang: Locale
  readonly fallbackText: string
  readonly body: readonly CardElement[]
  readonly actions?: readonly CardAction[]
  readonly msteams?: { readonly entities: readonly Mention[] }
}

type Spacing = 'None' | 'Small' | 'Default' | 'Medium' | 'Large'

interface Placed {
  readonly id?: string
  readonly spacing?: Spacing
  readonly separator?: boolean
  readonly isVisible?: boolean
}

export interface TextBlock extends Placed {
  readonly type: 'TextBlock'
  readonly text: string
  readonly wrap: true
  readonly size?: 'Small' | 'Default' | 'Medium' | 'Large' | 'ExtraLarge'
  readonly weight?: 'Lighter' | 'Default' | 'Bolder'
  readonly isSubtle?: boolean
  readonly style?: 'heading'
  readonly color?: 'Default' | 'Accent' | 'Attention'
  readonly fontType?: 'Monospace'
  readonly horizontalAlignment?: 'Left' | 'Center' | 'Right'
}

export interface FactSet extends Placed {
  readonly type: 'FactSet'
  readonly facts: readonly { readonly title: string; readonly value: string }[]
}

export interface Container extends Placed {
  readonly type: 'Container'
  readonly items: readonly CardElement[]
  readonly style?: 'default' | 'emphasis' | 'warning' | 'attention'
  readonly selectAction?: ExecuteAction
}

export interface ColumnSet extends Placed {
  readonly type: 'ColumnSet'
  readonly columns: readonly {
    readonly type: 'Column'
    readonly width: 'auto' | 'stretch' | `${number}px`
    readonly items: readonly CardElement[]
  }[]
}

export interface ActionSet extends Placed {
  readonly type: 'ActionSet'
  readonly actions: readonly CardAction[]
}

/** Younger than version 1.5: clients that do not know it show the fallback. `value` is of a hundred. */
export interface ProgressBar extends Placed {
  readonly type: 'ProgressBar'
  readonly value: number
  readonly color: 'Good' | 'Warning'
  readonly fallback: TextBlock
}

interface Input extends Placed {
  readonly id: string
  readonly label: string
  readonly errorMessage: string
  readonly isRequired?: boolean
  readonly value?: string
}

export interface TextInput extends Input {
  readonly type: 'Input.Text'
  readonly isMultiline?: boolean
  readonly maxLength?: number
  readonly placeholder?: string
}

export interface Choice {
  readonly title: string
  readonly value: string
}

export interface ChoiceInput extends Input {
  readonly type: 'Input.ChoiceSet'
  readonly style?: 'compact' | 'expanded' | 'filtered'
  readonly isMultiSelect?: boolean
  /** Long titles break into lines instead of losing their end. */
  readonly wrap?: true
  readonly placeholder?: string
  readonly choices: readonly Choice[]
  /** Lets Teams offer its people; clients without a people picker show `choices`. */
  readonly 'choices.data'?: { readonly type: 'Data.Query'; readonly dataset: string }
}

export interface DateInput extends Input {
  readonly type: 'Input.Date'
  /** Without one a client says its own words, in its own language. */
  readonly placeholder: string
  readonly max?: string
  readonly min?: string
}

export interface TimeInput extends Input {
  readonly type: 'Input.Time'
  /** As of a day. */
  readonly placeholder: string
}

export type CardElement =
  | TextBlock
  | FactSet
  | Container
  | ColumnSet
  | ActionSet
  | ProgressBar
  | TextInput
  | ChoiceInput
  | DateInput
  | TimeInput

/** What a button carries back: pointers only, and never a truth. */
export interface PressData {
  readonly verb: string
  readonly once: OnceId
  readonly council?: CouncilId
  readonly [pointer: string]: string | undefined
}

/** What every kind of press says. */
export interface Pressable {
  readonly title: string
  readonly data: PressData
  readonly style?: 'positive' | 'destructive'
  readonly mode?: 'secondary'
  readonly associatedInputs?: 'auto' | 'none'
}

export interface ExecuteAction extends Pressable {
  readonly type: 'Action.Execute'
  readonly verb: string
  /** For clients older than Universal Actions; `data.verb` says the same there. */
  readonly fallback: Pressable & { readonly type: 'Action.Submit' }
}

export interface ToggleAction {
  readonly type: 'Action.ToggleVisibility'
  readonly title: string
  readonly targetElements: readonly string[]
}

export type CardAction = ExecuteAction | ToggleAction | OpenUrlAction

/** An element with its texts kept together, and what is in it. */
function keptTogether(element: CardElement): CardElement {
  switch (element.type) {
    case 'TextBlock':
      return { ...element, text: unbroken(element.text) }
    case 'FactSet':
      return { ...element, facts: element.facts.map((fact) => ({ ...fact, value: unbroken(fact.value) })) }
    case 'Container':
      return { ...element, items: element.items.map(keptTogether) }
    case 'ColumnSet':
      return {
        ...element,
        columns: element.columns.map((column) => ({ ...column, items: column.items.map(keptTogether) })),
      }
    default:
      return element
  }
}

/** A card of ours. `fallbackText` is what a client that shows no cards says in its place. */
export function card(
  locale: Locale,
  fallbackText: string,
  body: readonly (CardElement | undefined)[],
  actions: readonly (CardAction | undefined)[] = [],
): Card {
  const shown = actions.filter((action) => action !== undefined)
  return {
    type: 'AdaptiveCard',
    $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
    version: '1.5',
    lang: locale,
    fallbackText: fallbackText.slice(0, 200),
    body: body.filter((element) => element !== undefined).map(keptTogether),
    ...(shown.length > 0 ? { actions: shown } : {}),
  }
}

/** The one heading of a card: what it is. */
export function heading(text: string): TextBlock {
  return { type: 'TextBlock', text, wrap: true, style: 'heading', size: 'Large', weight: 'Bolder' }
}

/** The card under a quiet line that says which council it is about, for those who sit in several. */
export function withLetterhead(card: Card, councilName: string): Card {
  const text = asWritten(councilName)
  const line: TextBlock = {
    type: 'TextBlock',
    text,
    wrap: true,
    size: 'Small',
    isSubtle: true,
    spacing: 'None',
  }
  return { ...card, body: [line, ...card.body] }
}

/** The line under the heading: the facts that place the thing. */
export function placing(text: string): TextBlock {
  return { type: 'TextBlock', text, wrap: true, isSubtle: true, spacing: 'None' }
}

/** A paragraph. */
export function paragraph(text: string, spacing: Spacing = 'Medium'): TextBlock {
  return { type: 'TextBlock', text, wrap: true, spacing }
}

/** A small, quiet line, for what is said last. */
export function footnote(text: string): TextBlock {
  return { type: 'TextBlock', text, wrap: true, size: 'Small', isSubtle: true, spacing: 'Medium' }
}

/** A line in bold, for a group's name or a thing to notice. */
export function strong(text: string, spacing: Spacing = 'Medium'): TextBlock {
  return { type: 'TextBlock', text, wrap: true, weight: 'Bolder', spacing }
}

/** Facts as title and value; those without a value are left out. */
export function facts(pairs: readonly (readonly [title: string, value: string | undefined])[]): FactSet {
  const known = pairs.flatMap(([title, value]) => (value ? [{ title, value }] : []))
  return { type: 'FactSet', facts: known, spacing: 'Medium' }
}

/** A heading to the left and a state (symbol and word) to the right. */
export function headingWithState(title: string, under: string, state: string): ColumnSet {
  return {
    type: 'ColumnSet',
    columns: [
      { type: 'Column', width: 'stretch', items: [heading(title), placing(under)] },
      {
        type: 'Column',
        width: 'auto',
        items: [{ type: 'TextBlock', text: state, wrap: true, weight: 'Bolder' }],
      },
    ],
  }
}

/** The error at a field that a form came back with: above the input, in words. */
export function problemText(problem: string | undefined): TextBlock | undefined {
  if (!problem) return undefined
  return { type: 'TextBlock', text: `⚠ ${problem}`, wrap: true, weight: 'Bolder', spacing: 'Medium' }
}
