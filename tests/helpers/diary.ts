import { button, card, heading, paragraph } from '../../src/chat/index.ts'
import type { World } from '../../src/database/index.ts'
import type { Notice } from '../../src/delivery/index.ts'
import type { Reminding } from '../../src/features.ts'
import type { KindOfReminder, Occasion, Reminder } from '../../src/schedule/index.ts'
import { dayMs } from '../../src/shared/clock.ts'
import type { CouncilId } from '../../src/shared/ids.ts'
import type { Person } from '../../src/shared/person.ts'
import { roles } from '../../src/shared/person.ts'

/** The kinds of the diary: of single things, for every role, and of the council's week, for those who coordinate. */
export const [thingKind, weekKind] = ['diary.thing', 'diary.week'] as const

/** Reminders of a test: it writes down what is due, and what things are called. */
export interface Diary {
  readonly more: (world: World) => Reminding
  /** What the things are called; one that is not in it is gone. */
  readonly titles: Map<string, string>
  /** The occasions that it was asked to render things for. */
  readonly rendered: string[]
  readonly occasions: (Occasion & { readonly kind: string })[]
  /** Somebody is to be reminded of a thing, or of the week. */
  due(
    what: { readonly council: CouncilId; readonly subject: string; readonly kind?: string },
    person: Person,
    due: Occasion['due'],
    occasion?: string,
  ): void
}

/** A diary with nothing in it. */
export function emptyDiary(): Diary {
  const titles = new Map<string, string>()
  const occasions: (Occasion & { kind: string })[] = []
  const rendered: string[] = []
  const reminder = (kind: string): Reminder => ({
    kind,
    usefulForMs: 2 * dayMs,
    hours: 'working',
    timeOfDay: '13:00',
    occasions: async () => occasions.filter((one) => one.kind === kind),
  })
  const kinds: readonly KindOfReminder[] = [
    {
      reminder: reminder(thingKind),
      roles,
      name: (locale) => ({ sv: 'Att göra', en: 'To do' })[locale],
      about: (locale) =>
        ({ sv: 'när något är dags att göra', en: 'when it is time to do something' })[locale],
      thing: async (_council, subjectId) => titles.get(subjectId),
    },
    {
      reminder: reminder(weekKind),
      roles: ['coordinator'],
      name: (locale) => ({ sv: 'Veckan som gick', en: 'The week that was' })[locale],
      about: (locale) => ({ sv: 'varje måndag', en: 'every Monday' })[locale],
    },
  ]
  const notices: readonly Notice[] = [
    {
      kind: thingKind,
      living: false,
      whenUncertain: 'repeat',
      digestible: true,
      render: async ({ subjectId, councilId: council, occasion }, locale) => {
        rendered.push(occasion)
        const title = titles.get(subjectId)
        if (!title) return undefined
        const show = button({ title: 'Visa', verb: 'help.show', council })
        return {
          card: card(locale, title, [heading(title), paragraph('Det är dags.')], [show]),
          summary: title,
        }
      },
    },
    {
      kind: weekKind,
      living: false,
      whenUncertain: 'repeat',
      digestible: true,
      render: async (_promised, locale) => {
        const title = 'Veckan som gick'
        return { card: card(locale, title, [heading(title), paragraph('Lugnt.')]), summary: title }
      },
    },
  ]
  return {
    more: () => ({ kinds, notices }),
    titles,
    rendered,
    occasions,
    due: ({ council, subject, kind = thingKind }, person, due, occasion = 'first') => {
      occasions.push({ councilId: council, subjectId: subject, kind, occasion, person, due })
    },
  }
}
