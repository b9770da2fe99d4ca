import { button, type Card, withLetterhead } from '../chat/index.ts'
import type { World } from '../database/index.ts'
import type { Message, Notice } from '../delivery/index.ts'
import { calmMoment, type KindOfReminder } from '../schedule/index.ts'
import type { Instant } from '../shared/clock.ts'
import { lookAgainVerb, withReminderButtons } from './cards.ts'
import { originalOccasion } from './snooze.ts'
import { stillWanted } from './still-wanted.ts'
import { reminderWords } from './words.ts'

type Render = Notice['render']

/**
 * The same notices as people have chosen them. A reminder that its person does not want is no longer needed; the others
 * can be put off until tomorrow, or stopped, where they stand. Whatever may have come before says so.
 */
export function asReminders(
  world: World,
  kinds: readonly KindOfReminder[],
  notices: readonly Notice[],
): readonly Notice[] {
  return notices.map((notice) => {
    const kind = kinds.find(({ reminder }) => reminder.kind === notice.kind)
    const render = kind ? reminding(world, kind, notice.render) : notice.render
    // What was due by day and is late, because we were away or Teams was, waits for the morning too.
    const calm = kind?.reminder.hours === 'working' ? { calm: (at: Instant) => calmMoment(at) } : {}
    return { ...notice, ...calm, render: sayingRepeated(render) }
  })
}

/**
 * The same notices, whose living cards are shown anew to the one whose own chat they stand in when they are looked at again.
 * What goes to several is not: each of them would need a card of their own.
 */
export function lookedAtAgain(notices: readonly Notice[]): readonly Notice[] {
  return notices.map((notice) => (notice.living ? { ...notice, render: refreshed(notice) } : notice))
}

function refreshed({ kind, render }: Notice): Render {
  return async (promised, locale) => {
    const message = await render(promised, locale)
    const { councilId: council, subjectId: subject, recipient } = promised
    if (!message || recipient.kind !== 'person') return message
    const title = reminderWords(locale).lookAgain
    return {
      ...message,
      refresh: button({ title, verb: lookAgainVerb, council, pointers: { kind, subject } }),
    }
  }
}

function reminding(world: World, kind: KindOfReminder, render: Render): Render {
  return async (promised, locale) => {
    const { recipient, councilId, subjectId } = promised
    if (recipient.kind !== 'person') return render(promised, locale)
    if (!(await stillWanted(world, kind, promised, recipient.person))) return undefined
    const message = await render({ ...promised, occasion: originalOccasion(promised.occasion) }, locale)
    const thing = { councilId, kind: kind.reminder.kind, subjectId }
    return message && changed(message, (card) => withReminderButtons(card, thing, locale))
  }
}

function sayingRepeated(render: Render): Render {
  return async (promised, locale) => {
    const message = await render(promised, locale)
    if (!message || !promised.repeated) return message
    return changed(message, (card) => withLetterhead(card, reminderWords(locale).repeated))
  }
}

function changed(message: Message, change: (card: Card) => Card): Message {
  return { ...message, card: change(message.card as Card) }
}
