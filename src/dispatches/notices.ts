import { type Card, withLetterhead } from '../chat/index.ts'
import type { Notice } from '../delivery/index.ts'
import { dispatchWords } from './words.ts'

/** The same notices, whose cards say so when they may have come before: nobody knows whether the first one arrived. */
export function sayingItMayHaveCome(notices: readonly Notice[]): readonly Notice[] {
  return notices.map((notice) => ({
    ...notice,
    render: async (promised, locale) => {
      const message = await notice.render(promised, locale)
      if (!message || !promised.repeated) return message
      return { ...message, card: withLetterhead(message.card as Card, dispatchWords(locale).mayHaveCome) }
    },
  }))
}
