import {
  asWritten,
  button,
  type Card,
  card,
  chatWords,
  footnote,
  heading,
  helpVerb,
  joinVerb,
  type Member,
  type Problems,
  paragraph,
  placing,
  problemText,
  reportVerb,
} from '../chat/index.ts'
import type { Instant } from '../shared/clock.ts'
import type { CouncilId } from '../shared/ids.ts'
import type { Locale } from '../shared/locale.ts'
import { type LocalDate, sayDate, sayMoment } from '../shared/stockholm.ts'
import type { Organisation } from './council.ts'
import type { JoinRequest } from './join-request.ts'
import { type GivenBack, onceOf, seatInputs } from './member-forms.ts'
import { councilWords } from './words.ts'

/** The verb that sends the question. */
export const joinSendVerb = 'councils.join'

/** A council that somebody may ask to join. */
interface Joinable {
  readonly councilId: CouncilId
  readonly councilName: string
}

/** Which council a person wants to join, when there is more than one to ask. */
export function whichToJoinCard(
  councils: readonly { readonly id: CouncilId; readonly name: string }[],
  locale: Locale,
): Card {
  const words = councilWords(locale).join
  const actions = councils.map(({ id, name }) => button({ title: name, verb: joinVerb, council: id }))
  return card(locale, words.whichTitle, [
    heading(words.whichTitle),
    paragraph(words.which),
    { type: 'ActionSet', actions },
  ])
}

/** What is asked of somebody who wants to join: what they do, and where. Nothing of what the council has. */
export function joinFormCard(
  to: Joinable & {
    readonly organisations: readonly Organisation[]
    readonly open: JoinRequest | undefined
    readonly now: Instant
  },
  typed: { readonly title?: string | undefined; readonly organisation?: string | undefined },
  back: GivenBack | undefined,
  locale: Locale,
): Card {
  const words = councilWords(locale).join
  const problems: Problems = back?.problems ?? {}
  const title = words.formTitle(to.councilName)
  const asks = { title: words.title, hint: words.titleHint }
  return card(
    locale,
    title,
    [
      heading(asWritten(title)),
      placing(words.formHint),
      to.open ? paragraph(words.askedAlready(sayMoment(to.open.askedAt, to.now, locale))) : undefined,
      problemText(problems.form),
      ...seatInputs(to.organisations, typed, problems, asks, locale),
    ],
    [
      button({
        title: words.send,
        verb: joinSendVerb,
        council: to.councilId,
        style: 'positive',
        ...onceOf(back),
      }),
    ],
  )
}

/** What is said when the question has been sent. */
export function joinSentCard(to: Joinable, locale: Locale): Card {
  const words = councilWords(locale).join
  return card(locale, words.sentTitle, [
    heading(`✓ ${words.sentTitle}`),
    paragraph(words.sent(asWritten(to.councilName))),
    footnote(chatWords(locale).emergency),
  ])
}

/** What is said to somebody who asks again soon after a no. */
export function joinPausedCard(
  to: Joinable,
  paused: { readonly until: LocalDate; readonly reason: string },
  now: Instant,
  locale: Locale,
): Card {
  const words = councilWords(locale).join
  return card(locale, words.pausedTitle, [
    heading(words.pausedTitle),
    paragraph(words.paused(asWritten(to.councilName), sayDate(paused.until, now, locale))),
    paused.reason ? paragraph(words.reasonWas(asWritten(paused.reason))) : undefined,
    footnote(chatWords(locale).emergency),
  ])
}

/** The answer to somebody who was let in: what they are, and what they can do. */
export function welcomeMemberCard(member: Member, mayReport: boolean, locale: Locale): Card {
  const words = councilWords(locale).joinAnswer
  const names = member.roles.map((role) => chatWords(locale).roles[role])
  const title = words.approvedTitle(member.councilName)
  const about = { council: member.councilId }
  return card(
    locale,
    title,
    [
      heading(asWritten(title)),
      paragraph(words.approved(asWritten(member.title), names.join(', '))),
      paragraph(mayReport ? `${words.mayReport} ${words.seeAll}` : words.seeAll),
      footnote(chatWords(locale).emergency),
    ],
    [
      mayReport ? button({ ...about, title: words.report, verb: reportVerb, style: 'positive' }) : undefined,
      button({ ...about, title: chatWords(locale).showHelp, verb: helpVerb }),
    ],
  )
}

/** The answer to somebody who was not let in, with the coordinator's reason when there is one. */
export function declinedCard(
  councilName: string,
  reason: string,
  askAgainOn: LocalDate | undefined,
  now: Instant,
  locale: Locale,
): Card {
  const words = councilWords(locale)
  const title = words.joinAnswer.declinedTitle(councilName)
  return card(locale, title, [
    heading(asWritten(title)),
    paragraph(words.joinAnswer.declined),
    reason ? paragraph(words.join.reasonWas(asWritten(reason))) : undefined,
    askAgainOn ? paragraph(words.joinAnswer.declinedThen(sayDate(askAgainOn, now, locale))) : undefined,
    footnote(chatWords(locale).emergency),
  ])
}
