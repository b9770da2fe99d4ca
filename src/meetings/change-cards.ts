import {
  asWritten,
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
  strong,
  textInput,
  timeInput,
  value,
} from '../chat/index.ts'
import type { Instant } from '../shared/clock.ts'
import type { Locale } from '../shared/locale.ts'
import { sayDate } from '../shared/stockholm.ts'
import { placeLines, sayWhen, toMeeting } from './cards.ts'
import { isComing, type Meeting, whyLimit } from './meeting.ts'
import { meetingWords } from './words.ts'

/** The form that moves a meeting, or it and the rest of its series. */
export function moveForm(meeting: Meeting, now: Instant, frame: FormFrame): Card {
  const { move, form } = meetingWords(frame.locale)
  const { typed, problems } = frame
  return card(
    frame.locale,
    move.title,
    [
      heading(move.title),
      placing(asWritten(meeting.title)),
      paragraph(move.lead(sayWhen(meeting, now, frame.locale))),
      somethingWrong(frame, form.wrong),
      ...field(problems.date, {
        ...dayInput(frame.locale, 'date', move.date, form.dateError),
        isRequired: true,
        ...value(typed.date),
      }),
      ...field(problems.time, {
        ...timeInput(frame.locale, 'time', move.time, form.timeError),
        isRequired: true,
        ...value(typed.time),
      }),
      ...whyField(frame, move.why, move.whyHint),
      ...whichField(meeting, frame),
    ],
    buttons(meeting, move.send, 'meetings.move', frame, 'positive'),
  )
}

/** The form that cancels a meeting, or it and the rest of its series. */
export function cancelMeetingForm(meeting: Meeting, now: Instant, frame: FormFrame): Card {
  const { cancel, form } = meetingWords(frame.locale)
  return card(
    frame.locale,
    cancel.title,
    [
      heading(cancel.title),
      placing(asWritten(meeting.title)),
      paragraph(cancel.lead(capital(sayWhen(meeting, now, frame.locale)))),
      somethingWrong(frame, form.wrong),
      ...whyField(frame, cancel.why, cancel.whyHint),
      ...whichField(meeting, frame),
    ],
    buttons(meeting, cancel.send, 'meetings.cancel', frame, 'destructive'),
  )
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}

function whyField(frame: FormFrame, label: string, hint: string): readonly CardElement[] {
  const { move } = meetingWords(frame.locale)
  return field(frame.problems.why, {
    ...textInput('why', label, move.whyError, hint, whyLimit),
    isRequired: true,
    ...value(frame.typed.why),
  })
}

/** Which meetings it is about: a choice only for those that belong to a series. */
function whichField(meeting: Meeting, frame: FormFrame): readonly CardElement[] {
  if (!meeting.seriesId) return []
  const { move } = meetingWords(frame.locale)
  return field(frame.problems.rest, {
    ...expanded('rest', move.rest, move.restError, [
      { title: move.one, value: 'one' },
      { title: move.andRest, value: 'rest' },
    ]),
    value: frame.typed.rest === 'rest' ? 'rest' : 'one',
  })
}

function buttons(
  meeting: Meeting,
  title: string,
  verb: string,
  frame: FormFrame,
  style: 'positive' | 'destructive',
) {
  const { form } = meetingWords(frame.locale)
  return [
    button({
      title,
      verb,
      council: frame.council,
      style,
      pointers: { meeting: meeting.id, seen: frame.typed.seen ?? `${meeting.on}T${meeting.at}` },
      ...(frame.once ? { once: frame.once } : {}),
    }),
    toMeeting(meeting)(form.back, 'meetings.show', { ignoresInputs: true }),
  ]
}

/**
 * Word to those who were called that a meeting is moved or cancelled; of a moved one it asks again. `isAsked` says
 * whether the reader is called to it now.
 */
export function changedCard(
  meeting: Meeting,
  { rest, isAsked, now, locale }: { rest: boolean; isAsked: boolean; now: Instant; locale: Locale },
): Card {
  const { told, card: said, clock } = meetingWords(locale)
  const to = toMeeting(meeting)
  const show = to(said.show, 'meetings.show')
  if (meeting.cancelled) {
    const title = (rest ? told.cancelledRest : told.cancelled)(meeting.title)
    return card(
      locale,
      title,
      [
        heading((rest ? told.cancelledRest : told.cancelled)(asWritten(meeting.title))),
        placing(capital(sayWhen(meeting, now, locale))),
        paragraph(told.why(asWritten(meeting.cancelled.why))),
        rest ? paragraph(told.restCancelled) : undefined,
      ],
      [show],
    )
  }
  const { moved } = meeting
  const title = rest ? told.movedRest : told.moved
  const asks = isAsked && isComing(meeting, now)
  return card(
    locale,
    title(meeting.title),
    [
      heading(title(asWritten(meeting.title))),
      strong(told.to(sayWhen(meeting, now, locale)), 'Small'),
      moved
        ? paragraph(told.from(`${sayDate(moved.on, now, locale)} ${clock(moved.at)}`), 'None')
        : undefined,
      ...placeLines(meeting, locale),
      moved ? paragraph(told.why(asWritten(moved.why))) : undefined,
      rest ? paragraph(told.rest) : undefined,
      asks ? strong(said.askAgain) : undefined,
    ],
    [
      ...(asks
        ? [
            to(said.accept, 'meetings.accept', { style: 'positive' as const }),
            to(said.decline, 'meetings.decline'),
          ]
        : []),
      show,
    ],
  )
}

/** The card of somebody who was called and no longer is. */
export function noLongerCalledCard(meeting: Meeting, now: Instant, locale: Locale): Card {
  const { told } = meetingWords(locale)
  return card(locale, told.noLonger, [
    heading(asWritten(meeting.title)),
    placing(capital(sayWhen(meeting, now, locale))),
    paragraph(told.noLonger),
  ])
}
