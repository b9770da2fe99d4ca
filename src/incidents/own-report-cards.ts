import { amongOthers, asWritten, button, type CardAction } from '../chat/index.ts'
import type { Instant } from '../shared/clock.ts'
import type { Locale } from '../shared/locale.ts'
import { incidentTitle } from './cards.ts'
import { type HelpAnswer, helpAnswers, type Incident } from './incident.ts'
import { numberAndTime } from './list-cards.ts'
import { incidentWords } from './words.ts'

/** One's own report as a thing among others: what it is, how it stands, and what one may do. */
export interface OwnReport {
  readonly title: string
  readonly under: string
  readonly state: string
  /** What is asked when there is an answer: whether it helped; the actions say yes and no to it. */
  readonly question: string | undefined
  readonly actions: readonly CardAction[]
}

/** A report of the reader's own for a card that holds other things too. */
export function ownReport(incident: Incident, now: Instant, locale: Locale): OwnReport {
  const words = incidentWords(locale)
  const isAnswered = incident.status === 'closed'
  const to = (title: string, verb: string, more: Record<string, string> = {}, secondary = false) =>
    button({
      title,
      verb,
      council: incident.councilId,
      pointers: { incident: incident.id, ...more },
      ignoresInputs: true,
      secondary,
    })
  const answer = (helped: HelpAnswer) =>
    to(words.helped[helped], 'incidents.helped', { helped, ...amongOthers })
  const show = to(words.list.show, 'incidents.show')
  return {
    title: incidentTitle(incident, locale),
    under: numberAndTime(incident, now, locale),
    state: isAnswered
      ? `${words.status.closed}: ${asWritten(incident.outcome)}`
      : words.status[incident.status],
    question: isAnswered ? words.feedback.ask : undefined,
    actions: isAnswered
      ? [...helpAnswers.map(answer), show]
      : [
          show,
          to(words.card.amend, 'incidents.amendForm'),
          to(words.card.withdraw, 'incidents.withdrawForm', {}, true),
        ],
  }
}
