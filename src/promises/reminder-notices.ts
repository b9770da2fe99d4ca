import { asWritten } from '../chat/index.ts'
import type { World } from '../database/index.ts'
import type { Notice } from '../delivery/index.ts'
import type { KindOfReminder, Reminder } from '../schedule/index.ts'
import type { CommitmentId, PromiseId } from '../shared/ids.ts'
import { endingCard, paceCard } from './due-cards.ts'
import { dueWords } from './due-words.ts'
import { coordinating, delivering } from './promise.ts'
import { endingFor, endingReminder, paceFor, paceReminder, saidOf } from './remind-promises.ts'

/** What promises remind people of, as they meet it where they choose what they get. */
export function promiseReminders(world: World): readonly KindOfReminder[] {
  const thing: KindOfReminder['thing'] = async (councilId, subjectId) => {
    const said = await saidOf(world, councilId, subjectId)
    return said && asWritten(said)
  }
  return [
    {
      reminder: paceReminder(world),
      roles: delivering,
      name: (locale) => dueWords(locale).pace.name,
      about: (locale) => dueWords(locale).pace.about,
      thing,
    },
    {
      reminder: endingReminder(world),
      roles: coordinating,
      name: (locale) => dueWords(locale).ending.name,
      about: (locale) => dueWords(locale).ending.about,
      thing,
    },
  ]
}

/** The cards of these reminders. */
export function promiseNotices(world: World): readonly Notice[] {
  return [
    {
      ...asReminder(paceReminder(world)),
      render: async ({ councilId, subjectId, occasion, recipient }, locale) => {
        if (recipient.kind !== 'person') return undefined
        const due = await paceFor(world, councilId, subjectId as CommitmentId, occasion, recipient.person)
        if (!due) return undefined
        const card = paceCard(due, { now: world.clock.now(), locale })
        return { card, summary: card.fallbackText }
      },
    },
    {
      ...asReminder(endingReminder(world)),
      render: async ({ councilId, subjectId, occasion, recipient }, locale) => {
        if (recipient.kind !== 'person') return undefined
        const ending = await endingFor(world, councilId, subjectId as PromiseId, occasion, recipient.person)
        if (!ending) return undefined
        const card = endingCard(ending, { now: world.clock.now(), locale })
        return { card, summary: card.fallbackText }
      },
    },
  ]
}

/** A reminder is of use as long when it is sent as when it is derived; it is repeated, and may come with others. */
function asReminder({ kind, usefulForMs }: Reminder) {
  return { kind, usefulForMs, living: false, whenUncertain: 'repeat', digestible: true } as const
}
