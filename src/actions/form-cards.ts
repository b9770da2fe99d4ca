import {
  asWritten,
  button,
  type Card,
  type CardAction,
  type Choice,
  card,
  compact,
  dayInput,
  type FormFrame,
  field,
  filtered,
  heading,
  paragraph,
  placing,
  somethingWrong,
  textInput,
  value,
  warningRow,
} from '../chat/index.ts'
import { privacyWords } from '../privacy/index.ts'
import { type Action, textLimit, ways } from './action.ts'
import { actionWords } from './words.ts'

/** How long the line may be that says which meeting or decision an action comes from. */
export const originLimit = 120

export interface ActionFormFrame extends FormFrame {
  readonly owners: readonly Choice[]
  readonly focusAreas: readonly Choice[]
  /** Empty when the council has made no promise: then there is nothing to choose. */
  readonly promises: readonly Choice[]
  /** The action to change and the version the form is filled in from; without it the form makes a new one. */
  readonly amends: { readonly action: Action; readonly seen: string } | undefined
  /** Words in the line that say it is dangerous now: 112 is lifted to the top. */
  readonly urgent: boolean
}

/** The form of an action: Brå's columns, one owner, and what it belongs to behind "Fler uppgifter". */
export function actionForm(frame: ActionFormFrame): Card {
  const { form } = actionWords(frame.locale)
  const { amends, typed, problems } = frame
  const title = amends ? form.amendTitle(amends.action.number) : form.title
  const inputs = fieldsOf(frame)
  const isOpen =
    Boolean(problems.startsOn || problems.way || problems.incidents || problems.promise || problems.origin) ||
    problems.dueOn === form.dueBeforeStart ||
    Boolean(typed.origin)
  const more: CardAction = { type: 'Action.ToggleVisibility', title: form.more, targetElements: ['more'] }
  return card(
    frame.locale,
    title,
    [
      frame.urgent ? warningRow(privacyWords(frame.locale).danger) : undefined,
      heading(title),
      placing(form.lead),
      typed.incidents ? paragraph(form.about(asWritten(typed.incidents)), 'Small') : undefined,
      somethingWrong(frame, form.wrong),
      ...inputs.text,
      ...inputs.cause,
      ...inputs.goal,
      ...inputs.dueOn,
      ...inputs.owner,
      ...(amends ? inputs.why : []),
      ...inputs.focusArea,
      { type: 'Container', id: 'more', isVisible: isOpen, spacing: 'Medium', items: inputs.more },
    ],
    [
      button({
        title: amends ? form.save : form.send,
        verb: amends ? 'actions.amend' : 'actions.create',
        council: frame.council,
        style: 'positive',
        ...(frame.once ? { once: frame.once } : {}),
        ...(amends ? { pointers: { action: amends.action.id, seen: amends.seen } } : {}),
      }),
      more,
      amends
        ? button({
            title: form.back,
            verb: 'actions.show',
            council: frame.council,
            pointers: { action: amends.action.id },
            ignoresInputs: true,
          })
        : undefined,
    ],
  )
}

function fieldsOf(frame: ActionFormFrame) {
  const { form, way } = actionWords(frame.locale)
  const { typed, problems } = frame
  const long = (id: 'cause' | 'text' | 'goal', label: string, error: string, hint: string) =>
    field(problems[id], {
      ...textInput(id, label, error, hint, textLimit),
      isMultiline: true,
      isRequired: true,
      ...value(typed[id]),
    })
  const day = (id: 'startsOn' | 'dueOn', label: string, errorMessage: string) =>
    field(problems[id], {
      ...dayInput(frame.locale, id, label, errorMessage),
      // A client that asks for what is hidden behind "Fler uppgifter" would ask for what nobody sees.
      isRequired: id === 'dueOn',
      ...value(typed[id]),
    })
  const none = (title: string, choices: readonly Choice[]) => [{ title, value: 'none' }, ...choices]
  return {
    cause: long('cause', form.cause, form.causeError, form.causeHint),
    text: long('text', form.text, form.textError, form.textHint),
    goal: long('goal', form.goal, form.goalError, form.goalHint),
    dueOn: day('dueOn', form.dueOn, form.dueOnError),
    owner: field(problems.owner, {
      ...filtered('owner', form.owner, form.ownerError, form.ownerPlaceholder, frame.owners),
      isRequired: true,
      ...value(typed.owner),
    }),
    why: field(problems.why, {
      ...textInput('why', form.why, form.whyTooLong, form.whyHint, textLimit),
      ...value(typed.why),
    }),
    focusArea: field(problems.focusArea, {
      ...compact('focusArea', form.focusArea, form.focusAreaError, none(form.noFocusArea, frame.focusAreas)),
      isRequired: false,
      value: typed.focusArea || 'none',
    }),
    more: [
      ...day('startsOn', form.startsOn, form.startsOnError),
      ...field(problems.way, {
        ...compact(
          'way',
          form.way,
          form.wayError,
          ways.map((each) => ({ title: way[each], value: each })),
        ),
        isRequired: false,
        value: typed.way || 'spot',
      }),
      ...field(problems.incidents, {
        ...textInput('incidents', form.incidents, form.incidentsError, form.incidentsHint, 200),
        ...value(typed.incidents),
      }),
      ...(frame.promises.length > 0 || problems.promise
        ? field(problems.promise, {
            ...compact('promise', form.promise, form.promiseError, none(form.noPromise, frame.promises)),
            isRequired: false,
            value: typed.promise || 'none',
          })
        : []),
      ...field(problems.origin, {
        ...textInput('origin', form.origin, form.originError, form.originHint, originLimit),
        ...value(typed.origin),
      }),
    ],
  }
}
