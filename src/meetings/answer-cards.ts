import {
  button,
  type Card,
  type Choice,
  card,
  type FormFrame,
  field,
  filtered,
  heading,
  paragraph,
  placing,
  somethingWrong,
  textInput,
  value,
} from '../chat/index.ts'
import type { Instant } from '../shared/clock.ts'
import { sayWhen, toMeeting } from './cards.ts'
import { isComing, type Meeting, whyLimit } from './meeting.ts'
import { meetingWords } from './words.ts'

/** Asks why somebody does not come, who has said so already: it may be left empty. */
export function whyForm(meeting: Meeting, now: Instant, frame: FormFrame): Card {
  const words = meetingWords(frame.locale)
  return card(
    frame.locale,
    words.why.title,
    [
      heading(words.why.title),
      placing(sayWhen(meeting, now, frame.locale)),
      paragraph(words.why.lead),
      somethingWrong(frame, words.form.wrong),
      ...field(frame.problems.why, {
        ...textInput('why', words.why.why, words.why.error, words.why.hint, whyLimit),
        isMultiline: true,
        ...value(frame.typed.why),
      }),
    ],
    [send(meeting, words.why.send, 'meetings.decline', frame), back(meeting, words.form.back)],
  )
}

/** Asks who comes in somebody's place; when there is nobody to choose, says what to do instead. */
export function substituteForm(
  meeting: Meeting,
  choices: readonly Choice[],
  now: Instant,
  frame: FormFrame,
): Card {
  const { substitute, form } = meetingWords(frame.locale)
  const top = [heading(substitute.title), placing(sayWhen(meeting, now, frame.locale))]
  if (choices.length === 0)
    return card(
      frame.locale,
      substitute.title,
      [...top, paragraph(substitute.nobody)],
      [back(meeting, form.back)],
    )
  return card(
    frame.locale,
    substitute.title,
    [
      ...top,
      paragraph(substitute.lead),
      somethingWrong(frame, form.wrong),
      ...field(frame.problems.substitute, {
        ...filtered('substitute', substitute.whom, substitute.error, substitute.hint, choices),
        isRequired: true,
        ...value(frame.typed.substitute),
      }),
    ],
    [send(meeting, substitute.send, 'meetings.substitute', frame), back(meeting, form.back)],
  )
}

/** What an old card is answered with, when the meeting it asked about is moved, cancelled or over. */
export function staleCard(
  meeting: Meeting,
  isAsked: boolean,
  now: Instant,
  locale: FormFrame['locale'],
): Card {
  const { stale, card: said } = meetingWords(locale)
  const to = toMeeting(meeting)
  if (isComing(meeting, now))
    return card(
      locale,
      stale.moved,
      [heading(stale.moved), paragraph(stale.movedText(sayWhen(meeting, now, locale)))],
      [
        ...(isAsked
          ? [
              to(said.accept, 'meetings.accept', { style: 'positive' as const }),
              to(said.decline, 'meetings.decline'),
            ]
          : []),
        to(said.show, 'meetings.show'),
      ],
    )
  const [title, text] = meeting.cancelled
    ? [stale.cancelled, stale.cancelledText]
    : [stale.over, stale.overText]
  return card(
    locale,
    title,
    [heading(title), paragraph(text)],
    [
      to(said.show, 'meetings.show'),
      button({ title: said.all, verb: 'meetings.list', council: meeting.councilId }),
    ],
  )
}

function send(meeting: Meeting, title: string, verb: string, frame: FormFrame) {
  return button({
    title,
    verb,
    council: frame.council,
    style: 'positive',
    pointers: { meeting: meeting.id, seen: `${meeting.on}T${meeting.at}` },
    ...(frame.once ? { once: frame.once } : {}),
  })
}

function back(meeting: Meeting, title: string) {
  return toMeeting(meeting)(title, 'meetings.show', { ignoresInputs: true })
}
