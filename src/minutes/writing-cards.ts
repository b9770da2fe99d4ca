import {
  asWritten,
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
  heading,
  paragraph,
  placing,
  somethingWrong,
  strong,
  textInput,
  value,
} from '../chat/index.ts'
import type { Meeting } from '../meetings/index.ts'
import { localDate, sayDate } from '../shared/stockholm.ts'
import { chosen, headingOf, meetingLine, type Reader, toMinutes } from './cards.ts'
import { leaderField } from './leading-cards.ts'
import { type Decision, minutesLimits, type Section } from './minutes.ts'
import { minutesWords } from './words.ts'

/** A form about the minutes of a meeting. */
export interface MinutesFrame extends FormFrame {
  readonly meeting: Meeting
  readonly now: Reader['now']
}

/** What is said in a §. `theirs` is what somebody else wrote meanwhile: then both texts stand in the box. */
export function sectionForm(section: Section, frame: MinutesFrame, theirs?: Section): Card {
  const all = minutesWords(frame.locale)
  const words = all.write
  const { typed, problems } = frame
  const text = theirs ? bothTexts(theirs.text, typed.text ?? '') : (typed.text ?? section.text)
  return form(
    frame,
    words.title(section.number),
    asWritten(headingOf(section, frame.locale)),
    'minutes.write',
    words.save,
    { section: section.id, seen: String((theirs ?? section).version) },
    [
      ...(theirs ? [strong(words.meanwhile), paragraph(words.meanwhileText, 'Small')] : []),
      ...field(problems.text, {
        ...textInput('text', words.text, words.textError, words.textHint, minutesLimits.text),
        isMultiline: true,
        ...value(text),
      }),
      ...field(problems.heading, {
        ...textInput('heading', words.heading, words.headingError, words.headingHint, minutesLimits.heading),
        ...value(typed.heading ?? section.heading),
      }),
    ],
  )
}

/** Both texts, theirs first; one that has the other in it already is all there is. */
export function bothTexts(theirs: string, yours: string): string {
  if (yours === '' || theirs.includes(yours)) return theirs
  return theirs === '' || yours.includes(theirs) ? yours : `${theirs}\n\n${yours}`
}

/** What was decided in a §, by whom it is to be done and when. */
export function decisionForm(section: Section, owners: readonly Choice[], frame: MinutesFrame): Card {
  const words = minutesWords(frame.locale).decide
  const { typed, problems } = frame
  return form(
    frame,
    words.title(section.number),
    asWritten(headingOf(section, frame.locale)),
    'minutes.decide',
    words.save,
    { section: section.id },
    [
      ...field(problems.text, {
        ...textInput('text', words.text, words.textError, words.textHint, minutesLimits.decision),
        isMultiline: true,
        isRequired: true,
        ...value(typed.text),
      }),
      paragraph(words.explain),
      ...ownerFields(frame, owners, words.owner, words.dueOn),
    ],
  )
}

/** Who is to do what was decided, and when. */
export function assignForm(decision: Decision, owners: readonly Choice[], frame: MinutesFrame): Card {
  const words = minutesWords(frame.locale).decide
  return form(
    frame,
    words.assignTitle,
    asWritten(decision.text),
    'minutes.assign',
    words.save,
    { decision: decision.id },
    ownerFields(frame, owners, words.ownerNeeded, words.dueOnNeeded),
  )
}

function ownerFields(
  { locale, typed, problems, now }: MinutesFrame,
  owners: readonly Choice[],
  ownerLabel: string,
  dayLabel: string,
): readonly CardElement[] {
  const words = minutesWords(locale).decide
  return [
    ...field(problems.owner, {
      ...filtered('owner', ownerLabel, words.ownerError, words.ownerHint, owners),
      ...chosen(owners, typed.owner),
    }),
    ...field(problems.dueOn, {
      ...dayInput(locale, 'dueOn', dayLabel, words.dueOnError),
      min: localDate(now),
      ...value(typed.dueOn),
    }),
  ]
}

/** A decision as it is in the minutes now, and what can be done about it. */
export function decisionCard(
  decision: Decision,
  { section, owner, action }: { section: Section; owner: string | undefined; action: string | undefined },
  meeting: Meeting,
  reader: Reader,
): Card {
  const all = minutesWords(reader.locale)
  const words = all.decide
  const to = toMinutes(meeting)
  const pointers = { decision: decision.id }
  const day = decision.dueOn && sayDate(decision.dueOn, reader.now, reader.locale)
  const taken = decision.withdrawnAt !== undefined
  const title = taken ? words.withdrawn : `✓ ${words.saved}`
  return card(
    reader.locale,
    title,
    [
      heading(title),
      placing(all.section(section.number, asWritten(headingOf(section, reader.locale)))),
      paragraph(asWritten(decision.text)),
      owner && day ? paragraph(words.owned(asWritten(owner), day), 'Small') : undefined,
      taken ? undefined : paragraph(action ? words.action(action) : words.noAction, 'Small'),
    ],
    [
      taken || action ? undefined : to(words.assign, 'minutes.assignForm', { pointers, style: 'positive' }),
      decision.actionId
        ? button({
            title: words.showAction,
            verb: 'actions.show',
            council: reader.council,
            pointers: { action: decision.actionId },
          })
        : undefined,
      to(all.attendance.back, 'minutes.show'),
      taken ? undefined : to(words.withdraw, 'minutes.withdrawForm', { pointers, secondary: true }),
    ],
  )
}

/** Why a decision is taken back. */
export function withdrawForm(decision: Decision, frame: MinutesFrame): Card {
  const words = minutesWords(frame.locale)
  return form(
    frame,
    words.decide.withdrawTitle,
    asWritten(decision.text),
    'minutes.withdraw',
    words.decide.withdraw,
    { decision: decision.id },
    [paragraph(words.decide.withdrawExplain), ...whyField(frame, words.why.label, words.why.hint)],
    'destructive',
  )
}

/** To whom the minutes go for approval; `leaders` are those who may have led the meeting, when it is not known who did. */
export function sendForm(
  approvers: readonly Choice[],
  frame: MinutesFrame,
  leaders?: readonly Choice[],
): Card {
  const words = minutesWords(frame.locale).send
  const { typed, problems } = frame
  return form(frame, words.title, meetingLine(frame.meeting, frame), 'minutes.send', words.send, {}, [
    paragraph(words.explain),
    ...(leaders ? leaderField(leaders, frame) : []),
    ...(approvers.length > 0
      ? field(problems.approver, {
          ...compact('approver', words.approver, words.approverError, approvers),
          ...chosen(approvers, typed.approver),
        })
      : [strong(words.approverError)]),
  ])
}

/** What the approver wants otherwise. */
export function askChangeForm(frame: MinutesFrame): Card {
  const words = minutesWords(frame.locale).approve
  return form(
    frame,
    words.askTitle,
    meetingLine(frame.meeting, frame),
    'minutes.askChange',
    words.send,
    {},
    whyField(frame, words.what, words.whatHint),
  )
}

/** Why approved minutes are corrected. */
export function correctForm(frame: MinutesFrame): Card {
  const words = minutesWords(frame.locale)
  return form(
    frame,
    words.approve.correctTitle,
    meetingLine(frame.meeting, frame),
    'minutes.correct',
    words.approve.begin,
    {},
    [paragraph(words.approve.correctExplain), ...whyField(frame, words.why.label, words.approve.whatHint)],
  )
}

function whyField({ locale, typed, problems }: FormFrame, label: string, hint: string) {
  return field(problems.why, {
    ...textInput('why', label, minutesWords(locale).why.error, hint, minutesLimits.why),
    isMultiline: true,
    isRequired: true,
    ...value(typed.why),
  })
}

function form(
  frame: MinutesFrame,
  title: string,
  under: string,
  verb: string,
  save: string,
  pointers: Readonly<Record<string, string>>,
  body: readonly CardElement[],
  style: 'positive' | 'destructive' = 'positive',
): Card {
  const words = minutesWords(frame.locale)
  return card(
    frame.locale,
    title,
    [heading(title), placing(under), somethingWrong(frame, words.write.wrong), ...body],
    [
      button({
        title: save,
        verb,
        council: frame.council,
        pointers: { ...pointers, meeting: frame.meeting.id },
        style,
        ...(frame.once ? { once: frame.once } : {}),
      }),
      toMinutes(frame.meeting)(words.attendance.back, 'minutes.show'),
    ],
  )
}
