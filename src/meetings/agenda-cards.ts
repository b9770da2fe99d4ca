import { asWritten } from '../chat/index.ts'
import type { Locale } from '../shared/locale.ts'
import type { AgendaItem } from './agenda.ts'
import { meetingWords } from './words.ts'

/** The items of an agenda as lines of a card, in order and numbered: the heading, the minutes, and what is to be decided. */
export function agendaLines(items: readonly AgendaItem[], locale: Locale): readonly string[] {
  const words = meetingWords(locale)
  return items.map(({ kind, title, minutes, purpose }, at) => {
    const heading = title ? asWritten(title) : words.agendaItem[kind]
    const decision = purpose === 'decision' && title ? ` – **${words.purpose.decision}**` : ''
    return `${at + 1}. ${heading}${decision} (${words.card.minutes(minutes)})`
  })
}
