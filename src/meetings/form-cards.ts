import {
  button,
  type Card,
  type CardElement,
  type Choice,
  card,
  compact,
  dayInput,
  type FormFrame,
  field,
  filtered,
  footnote,
  heading,
  placing,
  somethingWrong,
  textInput,
  timeInput,
  value,
} from '../chat/index.ts'
import { bodies, type Meeting, offices, titleLimit } from './meeting.ts'
import { usualRepeats } from './series.ts'
import { meetingWords } from './words.ts'

/** The longest link and the longest words of how often. */
export const formLimits = { link: 500, ownWords: 200, length: 20 } as const

export interface MeetingFormFrame extends FormFrame {
  readonly roles: readonly Choice[]
  /** Those who can be chosen one by one: none, when more are called than there is room for. */
  readonly members: readonly Choice[]
  /** How many there are to choose among, or are called. */
  readonly memberCount: number
  /** Those who may hold an office. */
  readonly holders: readonly Choice[]
  /** The meeting to change and the version the form is filled in from; without it the form plans a new one. */
  readonly amends: { readonly meeting: Meeting; readonly seen: string } | undefined
}

/** The form of a meeting: what, when, where and who; how often, the link and the offices behind "Fler uppgifter". */
export function meetingForm(frame: MeetingFormFrame): Card {
  const { form } = meetingWords(frame.locale)
  const { amends, typed, problems } = frame
  const title = amends ? form.amendTitle : form.title
  const isOpen =
    ['link', 'persons', ...offices].some((each) => problems[each]) || Boolean(typed.link || typed.persons)
  return card(
    frame.locale,
    title,
    [
      heading(title),
      placing(amends ? form.amendLead : form.lead),
      somethingWrong(frame, form.wrong),
      ...text(frame, 'title', form.name, form.nameError, form.nameHint, titleLimit, true),
      ...bodyField(frame),
      ...(amends ? [] : whenFields(frame)),
      ...text(frame, 'length', form.length, form.lengthError, form.lengthHint, formLimits.length, true),
      ...text(frame, 'place', form.place, form.placeError, form.placeHint, titleLimit, false),
      ...(amends ? [] : rolesField(frame)),
      ...(amends ? personsField(frame) : repeatFields(frame)),
      {
        type: 'Container',
        id: 'more',
        isVisible: isOpen,
        spacing: 'Medium',
        items: [
          ...text(frame, 'link', form.link, form.linkError, form.linkHint, formLimits.link, false),
          ...(amends ? [] : personsField(frame)),
          ...officeFields(frame),
        ],
      },
    ],
    [
      button({
        title: amends ? form.save : form.plan,
        verb: amends ? 'meetings.amend' : 'meetings.plan',
        council: frame.council,
        style: 'positive',
        ...(frame.once ? { once: frame.once } : {}),
        ...(amends ? { pointers: { meeting: amends.meeting.id, seen: amends.seen } } : {}),
      }),
      { type: 'Action.ToggleVisibility', title: form.more, targetElements: ['more'] },
      amends
        ? button({
            title: form.back,
            verb: 'meetings.show',
            council: frame.council,
            pointers: { meeting: amends.meeting.id },
            ignoresInputs: true,
          })
        : undefined,
    ],
  )
}

function text(
  frame: FormFrame,
  id: string,
  label: string,
  error: string,
  hint: string,
  limit: number,
  isRequired: boolean,
): readonly CardElement[] {
  return field(frame.problems[id], {
    ...textInput(id, label, error, hint, limit),
    ...(isRequired ? { isRequired } : {}),
    ...value(frame.typed[id]),
  })
}

function bodyField(frame: FormFrame): readonly CardElement[] {
  const { form, body } = meetingWords(frame.locale)
  return field(frame.problems.body, {
    ...compact(
      'body',
      form.body,
      form.bodyError,
      bodies.map((each) => ({ title: body[each], value: each })),
    ),
    value: frame.typed.body || 'council',
  })
}

/** Under each other: beside each other a phone cuts the day, and the long months most. */
function whenFields(frame: FormFrame): readonly CardElement[] {
  const { form } = meetingWords(frame.locale)
  const { typed, problems } = frame
  return [
    ...field(problems.date, {
      ...dayInput(frame.locale, 'date', form.date, form.dateError),
      isRequired: true,
      ...value(typed.date),
    }),
    ...field(problems.time, {
      ...timeInput(frame.locale, 'time', form.time, form.timeError),
      isRequired: true,
      ...value(typed.time),
    }),
  ]
}

function rolesField(frame: MeetingFormFrame): readonly CardElement[] {
  const { form } = meetingWords(frame.locale)
  return field(frame.problems.roles, {
    type: 'Input.ChoiceSet',
    id: 'roles',
    label: form.roles,
    errorMessage: form.rolesError,
    isMultiSelect: true,
    style: 'expanded',
    choices: frame.roles,
    ...value(frame.typed.roles),
  })
}

function personsField(frame: MeetingFormFrame): readonly CardElement[] {
  const { form } = meetingWords(frame.locale)
  const { amends, members, memberCount } = frame
  if (amends && members.length === 0) return [footnote(form.crowd(memberCount))]
  const notAll = members.length < memberCount ? [footnote(form.notAll(members.length, memberCount))] : []
  const choosing = field(frame.problems.persons, {
    type: 'Input.ChoiceSet',
    id: 'persons',
    label: amends ? form.calledNow : form.persons,
    errorMessage: form.personsError,
    placeholder: form.personsHint,
    isMultiSelect: true,
    style: 'filtered',
    choices: members,
    ...value(frame.typed.persons),
  })
  return [...choosing, ...notAll]
}

function repeatFields(frame: FormFrame): readonly CardElement[] {
  const { form, repeat } = meetingWords(frame.locale)
  return [
    ...field(frame.problems.repeat, {
      ...compact(
        'repeat',
        form.repeat,
        form.repeatError,
        usualRepeats.map((each) => ({ title: repeat[each], value: each })),
      ),
      value: frame.typed.repeat || 'once',
    }),
    ...text(
      frame,
      'ownWords',
      form.ownWords,
      form.ownWordsError,
      form.ownWordsHint,
      formLimits.ownWords,
      false,
    ),
  ]
}

function officeFields(frame: MeetingFormFrame): readonly CardElement[] {
  const { form, office } = meetingWords(frame.locale)
  const choices = [{ title: form.nobodyYet, value: 'none' }, ...frame.holders]
  return offices.flatMap((each) =>
    field(frame.problems[each], {
      ...filtered(each, office[each], form.officeError, form.personsHint, choices),
      value: frame.typed[each] || 'none',
    }),
  )
}
