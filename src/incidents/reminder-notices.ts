import type { World } from '../database/index.ts'
import type { Notice } from '../delivery/index.ts'
import type { KindOfReminder, Reminder } from '../schedule/index.ts'
import { asked, askReminder, isStillToBeAsked } from './ask-silent.ts'
import { briefCard } from './brief-cards.ts'
import { briefFor, briefReminder } from './brief-coordinators.ts'
import { coordinating } from './incident.ts'
import { askCard } from './unasked-cards.ts'
import { unaskedWords } from './unasked-words.ts'

/** What incidents remind people of, as they meet it where they choose what they get. */
export function incidentReminders(world: World): readonly KindOfReminder[] {
  return [
    {
      reminder: briefReminder(world),
      roles: coordinating,
      name: (locale) => unaskedWords(locale).brief.name,
      about: (locale) => unaskedWords(locale).brief.about,
    },
    {
      reminder: askReminder(world),
      roles: asked,
      name: (locale) => unaskedWords(locale).ask.name,
      about: (locale) => unaskedWords(locale).ask.about,
    },
  ]
}

/** The cards of these reminders. */
export function reminderNotices(world: World): readonly Notice[] {
  return [
    {
      ...asReminder(briefReminder(world)),
      render: async ({ councilId, recipient }, locale) => {
        if (recipient.kind !== 'person') return undefined
        const brief = await briefFor(world, councilId, recipient.person)
        if (!brief) return undefined
        const summary = unaskedWords(locale).brief.summary(brief.news, brief.waiting.count)
        return { card: briefCard(brief, world.clock.now(), locale), summary }
      },
    },
    {
      ...asReminder(askReminder(world)),
      render: async ({ councilId, occasion, recipient }, locale) => {
        if (recipient.kind !== 'person') return undefined
        if (!(await isStillToBeAsked(world, councilId, occasion, recipient.person))) return undefined
        return { card: askCard(councilId, locale), summary: unaskedWords(locale).ask.title }
      },
    },
  ]
}

/** A reminder is of use as long when it is sent as when it is derived; it is repeated, and may come with others. */
function asReminder({ kind, usefulForMs }: Reminder) {
  return { kind, usefulForMs, living: false, whenUncertain: 'repeat', digestible: true } as const
}
