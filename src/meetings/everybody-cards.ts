import { asWritten, button, type Card, card, heading, paragraph, placing } from '../chat/index.ts'
import { sayWhen } from './cards.ts'
import type { Meeting } from './meeting.ts'
import { lineOf, namedAtMost, type Reader, toPage } from './who-cards.ts'
import { meetingWords } from './words.ts'

/** Everybody who is called and what they have said, a page at a time. */
export function whoCard(
  meeting: Meeting,
  wanted: number,
  { now, locale }: Pick<Reader, 'now' | 'locale'>,
): Card {
  const { card: said, list } = meetingWords(locale)
  const pages = Math.max(1, Math.ceil(meeting.called.length / namedAtMost))
  const page = Math.min(Math.max(1, wanted), pages)
  const shown = meeting.called.slice((page - 1) * namedAtMost, page * namedAtMost)
  const under = [said.calledCount(meeting.called.length), pages > 1 ? said.page(page, pages) : '']
  return card(
    locale,
    `${said.who}: ${meeting.title}`,
    [
      heading(said.who),
      placing(`${asWritten(meeting.title)} · ${sayWhen(meeting, now, locale)}`),
      placing(under.filter(Boolean).join(' · ')),
      paragraph(shown.map((one) => lineOf(one, locale)).join('\n\n')),
    ],
    [
      page < pages ? toPage(meeting, list.later, page + 1) : undefined,
      page > 1 ? toPage(meeting, said.previous, page - 1) : undefined,
      button({
        title: said.show,
        verb: 'meetings.show',
        council: meeting.councilId,
        pointers: { meeting: meeting.id },
      }),
    ],
  )
}
