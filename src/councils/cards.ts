import {
  asWritten,
  button,
  type Card,
  type CardElement,
  card,
  chatWords,
  chooseCouncilVerb,
  facts,
  footnote,
  heading,
  helpVerb,
  paragraph,
  placing,
  strong,
  switchCouncilVerb,
} from '../chat/index.ts'
import type { CouncilId } from '../shared/ids.ts'
import type { Locale } from '../shared/locale.ts'
import { type LocalDate, sayCalendarDay } from '../shared/stockholm.ts'
import { checkLines } from './agreement-cards.ts'
import { checkAgreement } from './agreement-check.ts'
import type { Agreement, FocusArea } from './council.ts'
import { type FollowUpFacts, followUpLines } from './follow-up-cards.ts'
import { councilWords } from './words.ts'

/** The verbs on this feature's cards about the council itself. */
export const showVerb = 'councils.show'
export const versionsVerb = 'councils.versions'
export const membersVerb = 'councils.members'
export const requestsVerb = 'councils.joinRequests'

/** What the card of a council needs to know. */
export interface CouncilCardFacts {
  readonly councilId: CouncilId
  readonly name: string
  readonly municipality: string
  readonly date: LocalDate
  readonly isToday: boolean
  readonly agreement: Agreement | undefined
  /** How the council stands with what it is to follow up; of today only. */
  readonly followUp: FollowUpFacts
  readonly focusAreas: readonly FocusArea[]
  readonly agreements: readonly Agreement[]
  readonly mayChooseCouncil: boolean
  /** Where the coordinators' cards come, for a coordinator who reads. */
  readonly cardsGo: 'here' | 'inChannel' | 'oneByOne' | undefined
}

/** A council with what it has agreed, as it stood on a day. */
export function councilCard(council: CouncilCardFacts, locale: Locale): Card {
  const words = councilWords(locale)
  const day = sayCalendarDay(council.date, locale)
  const about = { council: council.councilId, ignoresInputs: true }
  return card(
    locale,
    words.councilSummary(council.name),
    [
      heading(asWritten(council.name)),
      placing(council.isToday ? asWritten(council.municipality) : words.asOn(day)),
      ...(council.agreement
        ? agreementBody(council.agreement, council, locale)
        : noAgreementBody(council, locale)),
      ...(council.isToday ? followUpLines(council.followUp, council.date, locale) : []),
      council.cardsGo ? footnote(sayWhere(council.cardsGo, locale)) : undefined,
    ],
    [
      council.isToday ? undefined : button({ ...about, title: words.showToday, verb: showVerb }),
      council.agreements.length > 0
        ? button({ ...about, title: words.earlier, verb: versionsVerb })
        : undefined,
      button({ ...about, title: words.toMembers, verb: membersVerb }),
      council.mayChooseCouncil
        ? button({ ...about, title: words.otherCouncil, verb: switchCouncilVerb })
        : undefined,
    ],
  )
}

function sayWhere(cardsGo: 'here' | 'inChannel' | 'oneByOne', locale: Locale): string {
  const words = councilWords(locale).channel
  return { here: words.cardsHere, inChannel: words.cardsInChannel, oneByOne: words.cardsOneByOne }[cardsGo]
}

function agreementBody(
  agreement: Agreement,
  { focusAreas, isToday }: Pick<CouncilCardFacts, 'focusAreas' | 'isToday'>,
  locale: Locale,
): readonly CardElement[] {
  const words = councilWords(locale)
  const parties = agreement.parties.map((party) => asWritten(`${party.name} (${party.signedBy})`))
  return [
    strong(asWritten(agreement.title)),
    paragraph(asWritten(agreement.purpose), 'Small'),
    facts([
      [words.period, sayPeriod(agreement, locale)],
      [words.parties, parties.join(', ')],
      [words.followUp, asWritten(agreement.followUp)],
      [words.registryNumber, agreement.registryNumber ? asWritten(agreement.registryNumber) : undefined],
    ]),
    strong(words.focusAreas, 'Large'),
    ...(focusAreas.length > 0
      ? focusAreas.flatMap((area) => focusAreaLines(area, locale))
      : [paragraph(words.noFocusAreas, 'Small')]),
    ...checkLines(checkAgreement(agreement, focusAreas.length), isToday, locale),
  ]
}

function focusAreaLines(area: FocusArea, locale: Locale): readonly CardElement[] {
  const words = councilWords(locale)
  const limited = area.areas.length > 0 ? ` (${words.onlyIn(area.areas.join(', '))})` : ''
  return [
    strong(asWritten(`${area.name[locale]}${limited}`), 'Medium'),
    paragraph(asWritten(area.description), 'None'),
  ]
}

function noAgreementBody(council: CouncilCardFacts, locale: Locale): readonly CardElement[] {
  const words = councilWords(locale)
  const { date, agreements } = council
  const ended = agreements
    .map((one) => one.validTo)
    .filter((to) => to !== null && to < date)
    .toSorted()
    .at(-1)
  const begins = agreements
    .map((one) => one.validFrom)
    .filter((from) => from > date)
    .toSorted()
    .at(0)
  const around = [
    ended ? words.lastEnded(sayCalendarDay(ended, locale)) : undefined,
    begins ? words.nextBegins(sayCalendarDay(begins, locale)) : undefined,
    agreements.length === 0 ? words.noAgreements : undefined,
  ].filter((line) => line !== undefined)
  return [
    strong(council.isToday ? words.noneToday : words.noneThen(sayCalendarDay(date, locale))),
    ...(around.length > 0 ? [paragraph(around.join(' '), 'Small')] : []),
    paragraph(words.noneCure, 'Small'),
  ]
}

function sayPeriod(agreement: Agreement, locale: Locale): string {
  const words = councilWords(locale)
  const from = sayCalendarDay(agreement.validFrom, locale)
  return agreement.validTo === null
    ? words.untilFurther(from)
    : words.between(from, sayCalendarDay(agreement.validTo, locale))
}

/** How many versions of the agreement are listed: the newest; an older one is shown by its year. */
const listedVersions = 12

/** Every version of the agreement, the newest first, each to be opened. */
export function versionsCard(
  council: Pick<CouncilCardFacts, 'councilId' | 'name' | 'agreements'>,
  locale: Locale,
): Card {
  const words = councilWords(locale)
  const about = { council: council.councilId, ignoresInputs: true }
  const versions = council.agreements.slice(0, listedVersions).map(
    (one): CardElement => ({
      type: 'Container',
      spacing: 'Medium',
      separator: true,
      items: [
        strong(asWritten(one.title), 'None'),
        paragraph(sayPeriod(one, locale), 'None'),
        {
          type: 'ActionSet',
          actions: [
            button({ ...about, title: words.show, verb: showVerb, pointers: { day: one.validFrom } }),
          ],
        },
      ],
    }),
  )
  return card(
    locale,
    words.earlierTitle,
    [
      heading(words.earlierTitle),
      placing(asWritten(council.name)),
      ...(versions.length > 0 ? versions : [paragraph(words.noAgreements)]),
    ],
    [button({ ...about, title: words.showToday, verb: showVerb })],
  )
}

/** The councils that a person can choose among. */
export function whichCouncilCard(
  councils: readonly { readonly id: CouncilId; readonly name: string }[],
  locale: Locale,
): Card {
  const words = chatWords(locale)
  const actions = councils.map(({ id, name }) =>
    button({ title: name, verb: chooseCouncilVerb, council: id }),
  )
  return card(locale, words.whichCouncilTitle, [
    heading(words.whichCouncilTitle),
    { type: 'ActionSet', actions },
  ])
}

/** What is said when a council has been chosen. */
export function chosenCard(council: { readonly id: CouncilId; readonly name: string }, locale: Locale): Card {
  const words = councilWords(locale)
  return card(
    locale,
    words.chosenTitle(council.name),
    [
      heading(asWritten(words.chosenTitle(council.name))),
      paragraph(words.chosen),
      footnote(words.chosenSwitch),
    ],
    [button({ title: chatWords(locale).showHelp, verb: helpVerb, council: council.id })],
  )
}
