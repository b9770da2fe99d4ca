import {
  asWritten,
  button,
  type Card,
  type CardElement,
  type Choice,
  card,
  type FormFrame,
  field,
  filtered,
  heading,
  paragraph,
  placing,
  somethingWrong,
  strong,
} from '../chat/index.ts'
import type { Locale } from '../shared/locale.ts'
import { actions, chosen, meetingLine, type Reader, toMinutes } from './cards.ts'
import {
  leaderOf,
  type MinutesBook,
  type Presence,
  presences,
  secretaryTitle,
  tookPartIn,
} from './minutes.ts'
import { minutesWords } from './words.ts'

/** So many can be chosen among: a card holds 28,000 characters. */
const offered = 60

/** Those who may have led the meeting: the holders of its offices first, then by how they took part. */
export function leaderChoices(book: MinutesBook, locale: Locale): readonly Choice[] {
  const words = minutesWords(locale)
  const holders = new Set(Object.values(book.meeting.offices).map((holder) => holder?.memberId))
  const kept = new Set([book.minutes.ledBy, book.minutes.notedBy])
  const order = ({ id, memberId, presence }: { id: string; memberId?: unknown; presence: Presence }) =>
    kept.has(id) ? -2 : holders.has(memberId as never) && memberId ? -1 : presences.indexOf(presence)
  return tookPartIn(book)
    .toSorted((one, other) => order(one) - order(other))
    .slice(0, offered)
    .map(({ id, title, presence }) => ({
      title: presence === 'present' ? title : `${title} · ${words.presence[presence]}`,
      value: id,
    }))
}

/** The field that asks who led the meeting; with nobody to choose among, what to do first. */
export function leaderField(choices: readonly Choice[], { locale, typed, problems }: FormFrame) {
  const { lead } = minutesWords(locale)
  if (choices.length === 0) return [strong(lead.nobody)]
  return field(problems.ledBy, {
    ...filtered('ledBy', lead.who, lead.whoError, lead.hint, choices),
    isRequired: true,
    ...chosen(choices, typed.ledBy),
  })
}

/** Who leads the meeting and keeps the minutes, as it is noted now, above the attendance. */
export function leadingRow(book: MinutesBook, { locale }: Reader): CardElement {
  const { lead } = minutesWords(locale)
  const leader = leaderOf(book)
  const secretary = secretaryTitle(book)
  return {
    type: 'Container',
    spacing: 'Medium',
    items: [
      leader
        ? paragraph(`**${lead.leads}:** ${asWritten(leader.title)}`, 'None')
        : strong(lead.missing, 'None'),
      ...(secretary ? [paragraph(`**${lead.notes}:** ${asWritten(secretary)}`, 'None')] : []),
      actions([toMinutes(book.meeting)(lead.who, 'minutes.leadForm')]),
    ],
  }
}

/** Who led the meeting, and who kept the minutes when it was not the secretary. */
export function leadForm(book: MinutesBook, frame: FormFrame & Pick<Reader, 'now'>): Card {
  const { locale, problems } = frame
  const words = minutesWords(locale)
  const { meeting, minutes } = book
  const choices = leaderChoices(book, locale)
  const led = { ledBy: leaderOf(book)?.id, notedBy: minutes.notedBy }
  const typed = { ...led, ...frame.typed }
  const seen = { seenLed: minutes.ledBy ?? '', seenNoted: minutes.notedBy ?? '' }
  return card(
    locale,
    words.lead.who,
    [
      heading(words.lead.who),
      placing(meetingLine(meeting, frame)),
      somethingWrong(frame, words.write.wrong),
      paragraph(words.lead.explain, 'Small'),
      ...leaderField(choices, { ...frame, typed }),
      ...(choices.length > 0
        ? field(problems.notedBy, {
            ...filtered('notedBy', words.lead.noter, words.lead.whoError, words.lead.hint, choices),
            ...chosen(choices, typed.notedBy),
          })
        : []),
    ],
    [
      choices.length > 0
        ? button({
            title: words.attendance.save,
            verb: 'minutes.lead',
            council: meeting.councilId,
            pointers: {
              meeting: meeting.id,
              seenLed: frame.typed.seenLed ?? seen.seenLed,
              seenNoted: frame.typed.seenNoted ?? seen.seenNoted,
            },
            style: 'positive',
            ...(frame.once ? { once: frame.once } : {}),
          })
        : undefined,
      toMinutes(meeting)(words.attendance.title, 'minutes.attendance'),
    ],
  )
}
