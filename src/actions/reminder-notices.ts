import type { World } from '../database/index.ts'
import type { Notice } from '../delivery/index.ts'
import type { KindOfReminder, Reminder } from '../schedule/index.ts'
import type { ActionId } from '../shared/ids.ts'
import { coordinating, reading } from './action.ts'
import { actionTitle } from './cards.ts'
import { dueCard, lateCard } from './due-cards.ts'
import { dueWords } from './due-words.ts'
import { dueFor, dueReminder, lateFor, lateReminder } from './remind-due.ts'
import { actionNow } from './show-action.ts'

/** What actions remind people of, as they meet it where they choose what they get. */
export function actionReminders(world: World): readonly KindOfReminder[] {
  const thing: KindOfReminder['thing'] = async (councilId, subjectId) => {
    const action = await actionNow(world, councilId, subjectId as ActionId)
    return action && `${action.number} ${actionTitle(action)}`
  }
  return [
    {
      reminder: dueReminder(world),
      roles: reading,
      name: (locale) => dueWords(locale).due.name,
      about: (locale) => dueWords(locale).due.about,
      thing,
    },
    {
      reminder: lateReminder(world),
      roles: coordinating,
      name: (locale) => dueWords(locale).late.name,
      about: (locale) => dueWords(locale).late.about,
      thing,
    },
  ]
}

/** The cards of these reminders. */
export function reminderNotices(world: World): readonly Notice[] {
  const told = [
    [dueReminder(world), dueFor, dueCard],
    [lateReminder(world), lateFor, lateCard],
  ] as const
  return told.map(([reminder, find, cardOf]) => ({
    ...asReminder(reminder),
    render: async ({ councilId, subjectId, occasion, recipient }, locale) => {
      if (recipient.kind !== 'person') return undefined
      const action = await find(world, councilId, subjectId as ActionId, occasion, recipient.person)
      if (!action) return undefined
      const card = cardOf(action, { now: world.clock.now(), locale })
      return { card, summary: card.fallbackText }
    },
  }))
}

/** A reminder is of use as long when it is sent as when it is derived; it is repeated, and may come with others. */
function asReminder({ kind, usefulForMs }: Reminder) {
  return { kind, usefulForMs, living: false, whenUncertain: 'repeat', digestible: true } as const
}
