import { asWritten } from '../chat/index.ts'
import type { World } from '../database/index.ts'
import type { Notice } from '../delivery/index.ts'
import type { KindOfReminder, Reminder } from '../schedule/index.ts'
import type { AgreementId } from '../shared/ids.ts'
import { sayCalendarDay } from '../shared/stockholm.ts'
import { agreementEndingCard } from './agreement-cards.ts'
import { agreementWords } from './agreement-words.ts'
import { lawFollowUpCard } from './follow-up-cards.ts'
import { type Law, readLaw } from './law.ts'
import {
  agreementEndingReminder,
  agreementTitle,
  endingFor,
  lawDueFor,
  lawFollowUpFor,
  lawReminder,
  toldOfEnding,
  toldOfLaw,
} from './remind-council.ts'

/** What a council reminds people of, as they meet it where they choose what they get. */
export function councilReminders(world: World, law: Law = readLaw()): readonly KindOfReminder[] {
  return [
    {
      reminder: agreementEndingReminder(world),
      roles: toldOfEnding,
      name: (locale) => agreementWords(locale).ending.name,
      about: (locale) => agreementWords(locale).ending.about,
      thing: async (councilId, subjectId) => {
        const title = await agreementTitle(world, councilId, subjectId)
        return title && asWritten(title)
      },
    },
    {
      reminder: lawReminder(world, law),
      roles: toldOfLaw,
      name: (locale) => agreementWords(locale).law.name,
      about: (locale) => agreementWords(locale).law.about,
      thing: async (councilId, subjectId, _person, locale) => {
        const due = await lawDueFor(world, councilId, subjectId, law)
        return due && agreementWords(locale).law.thing(sayCalendarDay(due.dueOn, locale))
      },
    },
  ]
}

/** The cards of these reminders. */
export function councilReminderNotices(world: World, law: Law = readLaw()): readonly Notice[] {
  return [
    {
      ...asReminder(agreementEndingReminder(world)),
      render: async ({ councilId, subjectId, occasion, recipient }, locale) => {
        if (recipient.kind !== 'person') return undefined
        const id = subjectId as AgreementId
        const agreement = await endingFor(world, councilId, id, occasion, recipient.person)
        if (!agreement) return undefined
        const card = agreementEndingCard({ councilId, agreement }, world.clock.now(), locale)
        return { card, summary: card.fallbackText }
      },
    },
    {
      ...asReminder(lawReminder(world, law)),
      render: async ({ councilId, subjectId, recipient }, locale) => {
        if (recipient.kind !== 'person') return undefined
        const due = await lawFollowUpFor(world, councilId, subjectId, recipient.person, law)
        if (!due) return undefined
        const card = lawFollowUpCard({ councilId, law, ...due }, world.clock.now(), locale)
        return { card, summary: card.fallbackText }
      },
    },
  ]
}

/** A reminder is of use as long when it is sent as when it is derived; it is repeated, and may come with others. */
function asReminder({ kind, usefulForMs }: Reminder) {
  return { kind, usefulForMs, living: false, whenUncertain: 'repeat', digestible: true } as const
}
