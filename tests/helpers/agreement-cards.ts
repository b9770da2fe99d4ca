import type { Card } from '../../src/chat/index.ts'
import { agreementEndingCard } from '../../src/councils/agreement-cards.ts'
import { agreementWords } from '../../src/councils/agreement-words.ts'
import type { Agreement } from '../../src/councils/council.ts'
import { type FollowUp, type FollowUpState, followedThings } from '../../src/councils/follow-up.ts'
import {
  type FollowUpFacts,
  followUpForm,
  followUpReceiptCard,
  followUpsCard,
  followUpWithdrawnCard,
  lawFollowUpCard,
} from '../../src/councils/follow-up-cards.ts'
import { type Law, readLaw } from '../../src/councils/law.ts'
import { type Instant, instant } from '../../src/shared/clock.ts'
import { newId } from '../../src/shared/ids.ts'
import type { Locale } from '../../src/shared/locale.ts'
import { type LocalDate, plusDays, plusMonths } from '../../src/shared/stockholm.ts'
import { trickyText } from './tricky-text.ts'

type Amount = 'full' | 'ordinary' | 'none'

const now: Instant = instant('2026-11-20T08:00:00.000Z')
const today = '2026-11-20' as LocalDate
const councilId = newId<FollowUp['councilId']>()

const long = (limit: number) => trickyText.repeat(Math.ceil(limit / trickyText.length)).slice(0, limit)

/** What we say of the law: as long as it may be, reviewed by the customer, or as it comes. */
function lawOf(amount: Amount): Law {
  const law = readLaw()
  if (amount === 'ordinary') return law
  const says = amount === 'full' ? { sv: long(300), en: long(300) } : law.followUp.says
  return { ...law, reviewedOn: amount === 'none' ? '2026-12-01' : null, followUp: { ...law.followUp, says } }
}

/** Each thing in another standing: in time, soon again, late; or none of them noted. */
function statesOf(amount: Amount): readonly FollowUpState[] {
  return followedThings.map((thing, at) => {
    const lastOn = plusMonths(today, -([3, 20, 40][at] ?? 0))
    return amount === 'none'
      ? { thing, lastOn: undefined, dueOn: plusMonths(today, 24) }
      : { thing, lastOn, dueOn: plusMonths(lastOn, 24) }
  })
}

/** How a council stands with what it is to follow up, as the card of the council shows it. */
export function followUpFacts(amount: Amount): FollowUpFacts {
  const coordinates = amount !== 'none'
  return { councilId, states: statesOf(amount), any: coordinates, coordinates, law: lawOf(amount) }
}

const followUpOf = (more: Partial<FollowUp> = {}): FollowUp => ({
  id: newId(),
  councilId,
  followedOn: '2025-03-14' as LocalDate,
  things: followedThings,
  fromFile: false,
  withdrawn: false,
  version: 1,
  ...more,
})

/** A text of an agreement's, and an agreement with a last day. */
function endingOf(amount: Amount): Agreement & { readonly validTo: LocalDate } {
  return {
    id: newId(),
    key: '2023',
    title: amount === 'full' ? long(200) : 'Överenskommelse från 2023',
    purpose: 'Trygghet',
    parties: [],
    followUp: 'Rådet',
    causes: '',
    goals: '',
    documentation: '',
    registryNumber: null,
    validFrom: '2023-01-01' as LocalDate,
    validTo: plusDays(today, amount === 'none' ? 1 : 90),
  }
}

const problems = (locale: Locale) => agreementWords(locale).followUp.problems

/** The kinds of cards about what an agreement must describe, its end, and what was followed up. */
export const agreementKinds: Readonly<
  Record<string, { readonly cards: (locale: Locale, amount: Amount) => readonly Card[] }>
> = {
  agreementEndingCard: {
    cards: (locale, amount) => [agreementEndingCard({ councilId, agreement: endingOf(amount) }, now, locale)],
  },
  followUpForm: {
    cards: (locale, amount) =>
      [undefined, followUpOf()].map((corrects) =>
        followUpForm(
          {
            locale,
            council: councilId,
            once: amount === 'full' ? newId<never>() : undefined,
            typed: amount === 'none' ? {} : { date: '2026-11-20', things: 'agreement,kungen' },
            problems: amount === 'full' ? problems(locale) : {},
          },
          today,
          corrects,
        ),
      ),
  },
  followUpReceiptCard: {
    cards: (locale) =>
      (['noted', 'corrected', 'restored'] as const).map((came) =>
        followUpReceiptCard(followUpOf(), came, locale),
      ),
  },
  followUpWithdrawnCard: {
    cards: (locale) => [followUpWithdrawnCard(followUpOf({ withdrawn: true }), locale)],
  },
  followUpsCard: {
    cards: (locale, amount) => {
      const followUps = Array.from({ length: amount === 'none' ? 0 : 15 }, (_, at) =>
        followUpOf({ withdrawn: at === 1, fromFile: at === 2 }),
      )
      const councilName = amount === 'full' ? long(120) : 'Rådet'
      return [true, false].map((coordinates) =>
        followUpsCard({ councilId, councilName, followUps, coordinates, law: lawOf(amount) }, locale),
      )
    },
  },
  lawFollowUpCard: {
    cards: (locale, amount) =>
      [-40, 0, 30].map((days) =>
        lawFollowUpCard(
          { councilId, dueOn: plusDays(today, days), states: statesOf(amount), law: lawOf(amount) },
          now,
          locale,
        ),
      ),
  },
}
