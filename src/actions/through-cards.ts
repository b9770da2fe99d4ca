import {
  button,
  type Card,
  type CardElement,
  card,
  dayInput,
  expanded,
  type FormFrame,
  field,
  heading,
  paragraph,
  placing,
  somethingWrong,
  textInput,
  value,
} from '../chat/index.ts'
import type { Instant } from '../shared/clock.ts'
import { localDate, plusDays, sayDate } from '../shared/stockholm.ts'
import { type Action, effects, lights, textLimit } from './action.ts'
import { actionTitle, toAction } from './cards.ts'
import { throughWords } from './through-words.ts'
import { actionWords } from './words.ts'

/** A line of how it goes is a line. */
export const lineLimit = 200
/** How long a share as people type it may be: "1000 av 1000". */
const progressLimit = 20

/** A form about one action. */
export interface ThroughFrame extends FormFrame {
  readonly action: Action
  readonly now: Instant
}

/** How it goes: a line, a light, and how much is done. */
export function progressForm(frame: ThroughFrame): Card {
  const words = throughWords(frame.locale)
  const { report } = words
  const { action, typed, problems } = frame
  const before = action.progress && words.progressTyped(action.progress.done, action.progress.of)
  return form(frame, report.title(action.number), 'actions.report', report.save, [
    ...field(problems.text, {
      ...textInput('text', report.text, report.textError, report.textHint, lineLimit),
      isRequired: true,
      ...value(typed.text),
    }),
    ...field(problems.light, {
      ...expanded(
        'light',
        report.light,
        report.lightError,
        lights.map((light) => ({ title: words.lightChoice[light], value: light })),
      ),
      ...value(typed.light ?? action.light),
    }),
    ...field(problems.progress, {
      ...textInput('progress', report.progress, report.progressError, report.progressHint, progressLimit),
      ...value(typed.progress ?? before),
    }),
  ])
}

/** What came of it. */
export function finishForm(frame: ThroughFrame): Card {
  const words = throughWords(frame.locale)
  const { finish } = words
  const { typed, problems } = frame
  return form(frame, finish.title(frame.action.number), 'actions.finish', finish.save, [
    paragraph(finish.explain),
    ...field(problems.effect, {
      ...expanded(
        'effect',
        finish.effect,
        finish.effectError,
        effects.map((effect) => ({ title: actionWords(frame.locale).effect[effect], value: effect })),
      ),
      ...value(typed.effect),
    }),
    ...field(problems.text, {
      ...textInput('text', finish.text, finish.textError, finish.textHint, textLimit),
      isMultiline: true,
      ...value(typed.text),
    }),
  ])
}

/** A later day, and why. */
export function postponeForm(frame: ThroughFrame): Card {
  const { postpone } = throughWords(frame.locale)
  const { action, typed, problems, now, locale } = frame
  const today = localDate(now)
  const min = action.dueOn < today ? today : plusDays(action.dueOn, 1)
  const pointers = { seen: action.dueOn }
  return form(
    frame,
    postpone.title(action.number),
    'actions.postpone',
    postpone.save,
    [
      paragraph(postpone.explain(sayDate(action.dueOn, now, locale))),
      ...field(problems.dueOn, {
        ...dayInput(frame.locale, 'dueOn', postpone.day, postpone.dayError),
        isRequired: true,
        min,
        ...value(typed.dueOn),
      }),
      ...why(frame, postpone.whyHint),
    ],
    { pointers },
  )
}

/** Why it is not to be done. */
export function cancelForm(frame: ThroughFrame): Card {
  const { cancel } = throughWords(frame.locale)
  return form(
    frame,
    cancel.title(frame.action.number),
    'actions.cancel',
    cancel.save,
    [paragraph(cancel.explain), ...why(frame, cancel.whyHint)],
    { style: 'destructive' },
  )
}

/** Why it is not over after all. */
export function reopenForm(frame: ThroughFrame): Card {
  const { reopen } = throughWords(frame.locale)
  return form(frame, reopen.title(frame.action.number), 'actions.reopen', reopen.save, [
    paragraph(reopen.explain),
    ...why(frame, reopen.whyHint),
  ])
}

function why(frame: ThroughFrame, hint: string): readonly CardElement[] {
  const words = throughWords(frame.locale).form
  return field(frame.problems.why, {
    ...textInput('why', words.why, words.whyError, hint, textLimit),
    isMultiline: true,
    isRequired: true,
    ...value(frame.typed.why),
  })
}

function form(
  frame: ThroughFrame,
  title: string,
  verb: string,
  save: string,
  body: readonly CardElement[],
  more: {
    readonly pointers?: Readonly<Record<string, string>>
    readonly style?: 'positive' | 'destructive'
  } = {},
): Card {
  const { action } = frame
  const words = throughWords(frame.locale).form
  return card(
    frame.locale,
    title,
    [heading(title), placing(actionTitle(action)), somethingWrong(frame, words.wrong), ...body],
    [
      button({
        title: save,
        verb,
        council: frame.council,
        pointers: { ...more.pointers, action: action.id },
        style: more.style ?? 'positive',
        ...(frame.once ? { once: frame.once } : {}),
      }),
      toAction(action)(words.back, 'actions.show'),
    ],
  )
}
