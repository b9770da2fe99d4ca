import {
  asWritten,
  button,
  type Card,
  type CardElement,
  type Choice,
  card,
  dayInput,
  type FormFrame,
  field,
  filtered,
  footnote,
  heading,
  paragraph,
  placing,
  somethingWrong,
  textInput,
  value,
} from '../chat/index.ts'
import type { DeliveryId } from '../shared/ids.ts'
import { type LocalDate, sayCalendarDay } from '../shared/stockholm.ts'
import { backTo, promiseTitle } from './cards.ts'
import { type CitizenPromise, textLimit, titleLimit } from './promise.ts'
import { promiseWords } from './words.ts'

export interface LogFormFrame extends FormFrame {
  readonly commitments: readonly Choice[]
  /** Whether what was written fits several of them. */
  readonly several: boolean
  /** The delivery to correct; without it the form logs a new one. */
  readonly corrects: DeliveryId | undefined
}

/** The form for what was done: what it was for, when, how many times, how long and by how many. */
export function logForm(frame: LogFormFrame): Card {
  const { form } = promiseWords(frame.locale)
  const title = frame.corrects ? form.correctTitle : form.title
  const { typed, problems } = frame
  const pointers = frame.corrects ? { delivery: frame.corrects } : {}
  const date = day(frame, 'date', form.date, form.dateError)
  const count = field(problems.count, {
    ...textInput('count', form.count, form.countError, '1', 2),
    ...value(typed.count ?? '1'),
  })
  return card(
    frame.locale,
    title,
    [
      heading(title),
      placing(form.lead),
      somethingWrong(frame, form.wrong),
      frame.several ? paragraph(form.several, 'Small') : undefined,
      ...field(problems.commitment, {
        ...filtered(
          'commitment',
          form.commitment,
          form.commitmentError,
          form.commitmentPlaceholder,
          frame.commitments,
        ),
        isRequired: true,
        ...value(chosen(typed.commitment, frame.commitments)),
      }),
      ...date,
      ...count,
      ...field(problems.duration, {
        ...textInput('duration', form.duration, form.durationError, form.durationHint, 30),
        ...value(typed.duration),
      }),
      ...field(problems.staff, {
        ...textInput('staff', form.staff, form.staffError, form.staffHint, 3),
        ...value(typed.staff),
      }),
      ...field(problems.note, {
        ...textInput('note', form.note, form.noteError, form.noteHint, textLimit),
        isMultiline: true,
        ...value(typed.note),
      }),
    ],
    [
      button({
        title: form.save,
        verb: frame.corrects ? 'promises.correct' : 'promises.log',
        council: frame.council,
        style: 'positive',
        pointers,
        ...(frame.once ? { once: frame.once } : {}),
      }),
      frame.corrects
        ? button({
            title: form.withdraw,
            verb: 'promises.withdraw',
            council: frame.council,
            pointers,
            ignoresInputs: true,
          })
        : undefined,
    ],
  )
}

/** A choice that is no longer there cannot stand in the form. */
function chosen(id: string | undefined, choices: readonly Choice[]): string | undefined {
  return choices.some((choice) => choice.value === id) ? id : undefined
}

/** The form for a new promise. */
export function makeForm(frame: FormFrame): Card {
  const { make, form } = promiseWords(frame.locale)
  return card(
    frame.locale,
    make.title,
    [
      heading(make.title),
      placing(make.lead),
      somethingWrong(frame, form.wrong),
      ...text(frame, 'title', make.name, make.nameError, make.nameHint, titleLimit),
      ...text(frame, 'problem', make.problem, make.textError),
      ...text(frame, 'effect', make.effect, make.textError),
      ...text(frame, 'followUp', make.followUp, make.textError, make.followUpHint),
      ...day(frame, 'from', make.from, make.dayError),
      ...day(frame, 'to', make.to, make.toError),
      ...day(frame, 'decidedOn', make.decidedOn, make.dayError),
      ...commitmentLines(frame, make.commitments, true),
      footnote(make.commitmentsMore),
    ],
    [save(frame, make.save, 'promises.make', {})],
  )
}

/** The form that extends a promise. */
export function extendForm(promise: CitizenPromise, last: LocalDate, frame: FormFrame): Card {
  const { extend, make, form } = promiseWords(frame.locale)
  return card(
    frame.locale,
    extend.title,
    [
      heading(extend.title),
      placing(promiseTitle(promise, frame.locale)),
      paragraph(extend.lead(sayCalendarDay(last, frame.locale))),
      somethingWrong(frame, form.wrong),
      ...day(frame, 'to', extend.to, extend.toError),
      ...day(frame, 'decidedOn', make.decidedOn, make.dayError),
      ...text(frame, 'why', extend.why, make.textError, extend.whyHint),
      ...commitmentLines(frame, extend.commitments, false),
      footnote(`${make.commitmentsMore} ${extend.anew}`),
    ],
    [
      save(frame, extend.save, 'promises.extend', { promise: promise.id }),
      backTo(promise, frame.locale, frame.council),
    ],
  )
}

/** The form that ends a promise. */
export function endForm(promise: CitizenPromise, frame: FormFrame): Card {
  const { end, make, form } = promiseWords(frame.locale)
  return card(
    frame.locale,
    end.title,
    [
      heading(end.title),
      placing(promiseTitle(promise, frame.locale)),
      paragraph(end.lead),
      somethingWrong(frame, form.wrong),
      ...text(frame, 'why', end.why, make.textError, end.whyHint),
    ],
    [
      save(frame, end.save, 'promises.end', { promise: promise.id }),
      backTo(promise, frame.locale, frame.council),
    ],
  )
}

function save(frame: FormFrame, title: string, verb: string, pointers: Record<string, string>) {
  const once = frame.once ? { once: frame.once } : {}
  return button({ title, verb, council: frame.council, style: 'positive', pointers, ...once })
}

function text(
  frame: FormFrame,
  id: string,
  label: string,
  error: string,
  hint = '',
  limit = textLimit,
): readonly CardElement[] {
  return field(frame.problems[id], {
    ...textInput(id, label, error, hint, limit),
    isMultiline: limit === textLimit,
    isRequired: true,
    ...value(frame.typed[id]),
  })
}

/** The longest list of commitments that may be typed. */
export const linesLimit = 4000

function commitmentLines(frame: FormFrame, label: string, isRequired: boolean): readonly CardElement[] {
  const { make } = promiseWords(frame.locale)
  return field(frame.problems.commitments, {
    ...textInput('commitments', label, make.commitmentsError, make.commitmentsHint, linesLimit),
    isMultiline: true,
    isRequired,
    ...value(frame.typed.commitments),
  })
}

function day(frame: FormFrame, id: string, label: string, error: string): readonly CardElement[] {
  return field(frame.problems[id], {
    ...dayInput(frame.locale, id, label, error),
    isRequired: true,
    ...value(frame.typed[id]),
  })
}

/** A commitment as a choice of a form: plain text, no longer than a line or two. */
export function choiceTitle(parts: readonly string[]): string {
  const title = parts.join(' · ')
  return title.length > 140 ? `${title.slice(0, 139)}…` : title
}

/** What a form says when there is nothing that could be logged. */
export function nothingToLogCard(frame: Pick<FormFrame, 'locale' | 'council'>): Card {
  const { form, help } = promiseWords(frame.locale)
  const show = button({ title: asWritten(help.list.write), verb: 'promises.list', council: frame.council })
  return card(frame.locale, form.title, [heading(form.title), paragraph(form.nothingToLog)], [show])
}
