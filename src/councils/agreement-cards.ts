import {
  asWritten,
  button,
  type Card,
  type CardElement,
  card,
  footnote,
  heading,
  paragraph,
  placing,
  strong,
} from '../chat/index.ts'
import { dayMs, type Instant } from '../shared/clock.ts'
import type { CouncilId } from '../shared/ids.ts'
import type { Locale } from '../shared/locale.ts'
import { localDate, sayDate } from '../shared/stockholm.ts'
import type { AgreementCheck } from './agreement-check.ts'
import { agreementWords } from './agreement-words.ts'
import type { Agreement } from './council.ts'

/** What an agreement describes of what it must, and why the rest matters; the cure for the one in force today. */
export function checkLines(
  { missing, goalsAreVague }: AgreementCheck,
  isToday: boolean,
  locale: Locale,
): readonly CardElement[] {
  const { check } = agreementWords(locale)
  const vague = goalsAreVague ? [paragraph(`○ ${check.vague}`, 'Small')] : []
  if (missing.length === 0) return [paragraph(check.whole), ...vague]
  return [
    strong(check.some(missing.length)),
    ...missing.map((part) => paragraph(check.part(...check.parts[part]), 'Small')),
    ...vague,
    footnote(isToday ? check.cure : check.source),
  ]
}

/** To coordinators and the chair: an agreement runs out, and nothing takes its place. */
export function agreementEndingCard(
  {
    councilId,
    agreement,
  }: {
    readonly councilId: CouncilId
    readonly agreement: Agreement & { readonly validTo: NonNullable<Agreement['validTo']> }
  },
  now: Instant,
  locale: Locale,
): Card {
  const { ending } = agreementWords(locale)
  const last = agreement.validTo
  const days = Math.round((Date.parse(last) - Date.parse(localDate(now))) / dayMs)
  const title = ending.title(days)
  return card(
    locale,
    title,
    [heading(title), placing(asWritten(agreement.title)), paragraph(ending.text(sayDate(last, now, locale)))],
    [
      button({
        title: ending.show,
        verb: 'councils.show',
        council: councilId,
        style: 'positive',
        ignoresInputs: true,
      }),
    ],
  )
}
