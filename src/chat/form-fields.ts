import type { CouncilId, OnceId } from '../shared/ids.ts'
import type { Locale } from '../shared/locale.ts'
import {
  type CardElement,
  type Choice,
  type ChoiceInput,
  type DateInput,
  paragraph,
  problemText,
  type TextInput,
  type TimeInput,
} from './card.ts'
import type { Problems } from './command.ts'
import { chatWords } from './words.ts'

/** What stands in a form: as typed, nothing of it checked. */
export type Typed = Readonly<Record<string, string | undefined>>

/** What every form needs to know of where it is shown. */
export interface FormFrame {
  readonly locale: Locale
  readonly council: CouncilId
  /** Kept when a form is given back, so that it takes effect once. */
  readonly once: OnceId | undefined
  readonly typed: Typed
  readonly problems: Problems
}

type AnyInput = Extract<CardElement, { label: string }>

/** An input with, when the form came back, what is wrong said in words right above it. */
export function field(problem: string | undefined, input: AnyInput): readonly CardElement[] {
  const told = problemText(problem)
  return told ? [told, { ...input, spacing: 'Small' }] : [{ spacing: 'Medium', ...input }]
}

/** The line at the top of a form that came back. */
export function somethingWrong(frame: FormFrame, text: string): CardElement | undefined {
  return Object.keys(frame.problems).length > 0 ? paragraph(text, 'Small') : undefined
}

/** What stands in an input; nothing, when nothing was typed. */
export function value(text: string | undefined): { value?: string } {
  return text ? { value: text } : {}
}

/** Choices to search among by typing. */
export function filtered(
  id: string,
  label: string,
  errorMessage: string,
  placeholder: string,
  choices: readonly Choice[],
): ChoiceInput {
  return { type: 'Input.ChoiceSet', id, label, errorMessage, placeholder, style: 'filtered', choices }
}

/** A few choices, all in sight; one must be taken. */
export function expanded(
  id: string,
  label: string,
  errorMessage: string,
  choices: readonly Choice[],
): ChoiceInput {
  return { type: 'Input.ChoiceSet', id, label, errorMessage, style: 'expanded', isRequired: true, choices }
}

/** A drop-down; one must be taken. */
export function compact(
  id: string,
  label: string,
  errorMessage: string,
  choices: readonly Choice[],
): ChoiceInput {
  return { type: 'Input.ChoiceSet', id, label, errorMessage, style: 'compact', isRequired: true, choices }
}

/** A text of at most `maxLength` characters. */
export function textInput(
  id: string,
  label: string,
  errorMessage: string,
  placeholder: string,
  maxLength: number,
): TextInput {
  return { type: 'Input.Text', id, label, errorMessage, placeholder, maxLength }
}

/** A day to choose; in an empty one it says so in the reader's language. */
export function dayInput(locale: Locale, id: string, label: string, errorMessage: string): DateInput {
  return { type: 'Input.Date', id, label, errorMessage, placeholder: chatWords(locale).chooseDay }
}

/** A time of day to choose, as a day is. */
export function timeInput(locale: Locale, id: string, label: string, errorMessage: string): TimeInput {
  return { type: 'Input.Time', id, label, errorMessage, placeholder: chatWords(locale).chooseTime }
}

/** What comes before everything else in a form, such as danger now. The texts are ours: nothing in them is escaped. */
export function warningRow({ title, text }: { readonly title: string; readonly text: string }): CardElement {
  return {
    type: 'Container',
    style: 'attention',
    items: [
      { type: 'TextBlock', text: `⚠ ${title}`, wrap: true, size: 'Large', weight: 'Bolder' },
      paragraph(text, 'None'),
    ],
  }
}
