import {
  button,
  type Card,
  type CardElement,
  card,
  footnote,
  heading,
  type Problems,
  paragraph,
  problemText,
  strong,
  timeInput,
} from '../chat/index.ts'
import { type Choices, type KindOfReminder, usualMorning } from '../schedule/index.ts'
import type { CouncilId, OnceId } from '../shared/ids.ts'
import type { Locale } from '../shared/locale.ts'
import { againVerb, type ReminderThing, sayTime, showVerb, thingButton } from './cards.ts'
import { reminderWords } from './words.ts'

/** The verbs on the cards where people choose. */
export const saveVerb = 'reminders.save'
export const stoppedVerb = 'reminders.stopped'

/** What the cards of the choices need to know. */
export interface ChoicesFrame {
  readonly locale: Locale
  readonly council: CouncilId
  /** The kinds that the person may get here. */
  readonly kinds: readonly KindOfReminder[]
  /** Whether the person sits in several councils. */
  readonly several: boolean
}

/** What stands in the form: as it was typed. */
export interface ChoicesTyped {
  readonly wanted?: string | undefined
  readonly digest?: string | undefined
  readonly timeOfDay?: string | undefined
}

/** A thing that is stopped; `title`, safe for a card, is undefined when the thing is gone. */
export interface StoppedRow {
  readonly thing: ReminderThing
  readonly title: string | undefined
}

/** The form where a person chooses: as it is, or as it was typed, with what is wrong. Below it what they have stopped. */
export function choicesForm(
  frame: ChoicesFrame,
  choices: Choices,
  stopped: { readonly rows: readonly StoppedRow[]; readonly count: number },
  back?: { readonly typed: ChoicesTyped; readonly problems: Problems; readonly once: OnceId | undefined },
): Card {
  const { locale, council, kinds, several } = frame
  const words = reminderWords(locale)
  const offered = kinds.map(({ reminder }) => reminder.kind)
  const now: ChoicesTyped = {
    wanted: offered.filter((kind) => !choices.off.has(kind)).join(','),
    digest: choices.digest ? 'digest' : 'each',
    timeOfDay: choices.timeOfDay,
  }
  const shown = back?.typed ?? now
  const way = shown.digest === 'digest' ? 'digest' : 'each'
  const wanted = (shown.wanted ?? '').split(',').filter((kind) => offered.includes(kind))
  const more = stopped.count > stopped.rows.length
  return card(
    locale,
    words.title,
    [
      heading(words.title),
      paragraph(kinds.length > 0 ? words.lead : words.nothing),
      kinds.length > 0
        ? {
            type: 'Input.ChoiceSet',
            id: 'wanted',
            label: words.wanted,
            errorMessage: words.problems.wanted,
            style: 'expanded',
            isMultiSelect: true,
            wrap: true,
            choices: kinds.map(({ reminder, name, about }) => ({
              title: words.kind(name(locale), about(locale)),
              value: reminder.kind,
            })),
            ...(wanted.length > 0 ? { value: wanted.join(',') } : {}),
          }
        : undefined,
      problemText(back?.problems.digest),
      {
        type: 'Input.ChoiceSet',
        id: 'digest',
        label: words.how,
        errorMessage: words.problems.digest,
        isRequired: true,
        style: 'expanded',
        wrap: true,
        choices: [
          { title: words.each, value: 'each' },
          { title: words.digest, value: 'digest' },
        ],
        value: way,
      },
      problemText(back?.problems.timeOfDay),
      {
        ...timeInput(locale, 'timeOfDay', words.timeOfDay, words.problems.timeOfDay),
        ...(shown.timeOfDay ? { value: shown.timeOfDay } : {}),
      },
      footnote(words.hours),
      several ? footnote(words.several) : undefined,
      ...(stopped.rows.length > 0 ? [{ ...strong(words.stoppedList, 'Large'), separator: true }] : []),
      ...stopped.rows.map((row) => stoppedRow(row, locale)),
    ],
    [
      button({
        title: words.save,
        verb: saveVerb,
        council,
        pointers: { offered: offered.join(',') },
        style: 'positive',
        ...(back?.once ? { once: back.once } : {}),
      }),
      more
        ? button({ title: words.showAll(stopped.count), verb: stoppedVerb, council, ignoresInputs: true })
        : undefined,
    ],
  )
}

/** What is said when choices have been saved: in words, what one gets now. */
export function choicesSavedCard({ locale, council, kinds, several }: ChoicesFrame, choices: Choices): Card {
  const words = reminderWords(locale)
  const got = kinds.filter(({ reminder }) => !choices.off.has(reminder.kind))
  const declined = kinds.filter(({ reminder }) => choices.off.has(reminder.kind))
  const list = (title: string, some: readonly KindOfReminder[]): readonly CardElement[] =>
    some.length === 0
      ? []
      : [strong(title), paragraph(some.map(({ name }) => `- ${name(locale)}`).join('\n'), 'None')]
  return card(
    locale,
    words.savedTitle,
    [
      heading(`✓ ${words.savedTitle}`),
      ...list(words.youGet, got),
      got.length === 0 ? paragraph(words.youGetNothing) : paragraph(sayHow(choices, locale)),
      ...list(words.youDoNotGet, declined),
      several ? footnote(words.several) : undefined,
    ],
    [button({ title: words.change, verb: showVerb, council })],
  )
}

function sayHow({ digest, timeOfDay }: Choices, locale: Locale): string {
  const words = reminderWords(locale)
  if (digest) return words.savedDigest(sayTime(timeOfDay ?? usualMorning, locale))
  return timeOfDay ? words.savedEachAt(sayTime(timeOfDay, locale)) : words.savedEach
}

/** What a person has stopped in a council, a page at a time. `next` is where the next page begins. */
export function stoppedThingsCard(
  { locale, council }: Pick<ChoicesFrame, 'locale' | 'council'>,
  rows: readonly StoppedRow[],
  next: number | undefined,
): Card {
  const words = reminderWords(locale)
  return card(
    locale,
    words.stoppedList,
    [
      heading(words.stoppedList),
      ...(rows.length === 0 ? [paragraph(words.stoppedNone)] : rows.map((row) => stoppedRow(row, locale))),
    ],
    [
      next
        ? button({ title: words.more, verb: stoppedVerb, council, pointers: { from: String(next) } })
        : undefined,
      button({ title: words.mine, verb: showVerb, council }),
    ],
  )
}

function stoppedRow({ thing, title }: StoppedRow, locale: Locale): CardElement {
  const words = reminderWords(locale)
  const again = thingButton(thing, { title: words.remindAgain, verb: againVerb })
  return {
    type: 'ColumnSet',
    spacing: 'Medium',
    columns: [
      { type: 'Column', width: 'stretch', items: [paragraph(title ?? words.gone, 'None')] },
      { type: 'Column', width: 'auto', items: [{ type: 'ActionSet', actions: [again] }] },
    ],
  }
}
