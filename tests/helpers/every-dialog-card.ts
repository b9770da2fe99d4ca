import { type Card, say, sayLater } from '../../src/chat/index.ts'
import type { Locale } from '../../src/shared/locale.ts'
import { dialogAnswer } from '../../src/teams/dialogs.ts'
import { type Amount, written } from './every-card.ts'

/** What a dialog of Teams shows when the answer is a text, whether or not the form that was sent can be sent again. */
function textsIn(locale: Locale, amount: Amount): readonly Card[] {
  const text = written(amount, 300) || 'Ta bort'
  return [say(text), sayLater(text)].map((reply) => {
    const { task } = dialogAnswer(reply, { locale, carried: {}, sent: { verb: 'incidents.report' } }) as {
      task: { value: { card: { content: Card } } }
    }
    return task.value.card.content
  })
}

/** Cards that exist in dialogs only. There every button is an Action.Submit, so the rules for cards of a chat are not theirs. */
export const dialogKinds = { 'the dialog: a text': { cards: textsIn } }
