import { asWritten } from '../chat/index.ts'
import type { Locale } from '../shared/locale.ts'
import type { AgendaItem } from './agenda.ts'
import { agendaWords } from './agenda-words.ts'
import { meetingWords } from './words.ts'

/** How what people wrote, and what weighs most, stand in a card. */
const inACard = { written: asWritten, bold: (text: string) => `**${text}**` }

/** The items of an agenda as lines of a card, or of what is said instead, in order and numbered: the heading, the minutes, and what is to be decided. */
export function agendaLines(
  items: readonly AgendaItem[],
  locale: Locale,
  { written, bold } = inACard,
): readonly string[] {
  const words = meetingWords(locale)
  return items.map(({ kind, title, minutes, purpose, addedLate }, at) => {
    const heading = title ? written(title) : words.agendaItem[kind]
    const decision = purpose === 'decision' && title ? ` – ${bold(words.purpose.decision)}` : ''
    const late = addedLate ? `, ${agendaWords(locale).late}` : ''
    return `${at + 1}. ${heading}${decision} (${words.card.minutes(minutes)}${late})`
  })
}
