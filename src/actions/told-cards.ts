import { asWritten, button, type Card, card, footnote, heading, paragraph, strong } from '../chat/index.ts'
import type { Locale } from '../shared/locale.ts'
import type { Action } from './action.ts'
import { throughWords } from './through-words.ts'
import { actionWords } from './words.ts'

/** Word to who reported: which of their reports led to an action that is done, and what came of it. */
export function toldCard(action: Action, numbers: readonly string[], locale: Locale): Card {
  const { told } = throughWords(locale)
  const title = told.title(numbers)
  return card(
    locale,
    title,
    [
      heading(title),
      paragraph(told.text(numbers, action.number, asWritten(action.text.trim().replace(/[.\s]+$/, '')))),
      action.effect ? strong(actionWords(locale).effect[action.effect]) : undefined,
      action.outcome ? paragraph(asWritten(action.outcome), 'None') : undefined,
      footnote(told.thanks),
    ],
    [
      button({
        title: told.show,
        verb: 'actions.show',
        council: action.councilId,
        pointers: { action: action.id },
      }),
    ],
  )
}
