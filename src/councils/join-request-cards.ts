import {
  asWritten,
  button,
  type Card,
  type CardElement,
  card,
  chatWords,
  facts,
  footnote,
  heading,
  headingWithState,
  type Problems,
  paragraph,
  problemText,
  strong,
} from '../chat/index.ts'
import type { Instant } from '../shared/clock.ts'
import type { CouncilId } from '../shared/ids.ts'
import type { Locale } from '../shared/locale.ts'
import { type Role, roles } from '../shared/person.ts'
import { sayMoment } from '../shared/stockholm.ts'
import { membersVerb } from './cards.ts'
import { type JoinRequest, reasonLength } from './join-request.ts'
import { councilWords } from './words.ts'

/** The verbs on the coordinators' cards about who wants to join. */
export const requestVerb = 'councils.joinRequest'
export const approveVerb = 'councils.approveJoin'
export const declineVerb = 'councils.declineJoin'

/** What somebody is let in as, unless the coordinator chooses otherwise: the one who can do the least. */
const usualRole: Role = 'reporter'

/** What the card of a request needs to know. */
export interface RequestCardFacts {
  readonly request: JoinRequest
  readonly councilName: string
  readonly shownName: string | undefined
  readonly sameTenant: boolean
  readonly decidedBy: string | undefined
  readonly now: Instant
}

/** Somebody wants to join: who, and the two answers; or, once decided, what was answered and by whom. */
export function joinRequestCard(
  seen: RequestCardFacts,
  typed: Readonly<Record<string, string>>,
  problems: Problems,
  locale: Locale,
): Card {
  const words = councilWords(locale).joinRequest
  const { request } = seen
  const state = { asked: words.waiting, approved: words.approved, declined: words.declined }[request.state]
  const title = words.title(request.title)
  const open = request.state === 'asked'
  return card(
    locale,
    title,
    [
      headingWithState(asWritten(title), asWritten(seen.councilName), state),
      facts([
        [words.name, asWritten(shortened(seen.shownName) ?? words.noName)],
        [councilWords(locale).organisation, asWritten(request.organisation.name[locale])],
        [words.tenant, seen.sameTenant ? words.sameTenant : words.otherTenant],
        [words.asked, sayMoment(request.askedAt, seen.now, locale)],
      ]),
      ...(open ? decisionInputs(typed, problems, locale) : [decisionFacts(seen, locale)]),
    ],
    open ? decisionButtons(request, locale) : [],
  )
}

function decisionInputs(
  typed: Readonly<Record<string, string>>,
  problems: Problems,
  locale: Locale,
): readonly (CardElement | undefined)[] {
  const words = councilWords(locale)
  return [
    footnote(words.joinRequest.check),
    problemText(problems.role),
    {
      type: 'Input.ChoiceSet',
      id: 'role',
      style: 'expanded',
      wrap: true,
      label: words.joinRequest.role,
      errorMessage: words.joinRequest.problems.role,
      isRequired: true,
      choices: roles.map((role) => ({ title: words.roleChoices[role], value: role })),
      value: roles.find((role) => role === typed.role) ?? usualRole,
    },
    problemText(problems.reason),
    {
      type: 'Input.Text',
      id: 'reason',
      label: words.joinRequest.reason,
      errorMessage: words.joinRequest.problems.reason,
      isMultiline: true,
      maxLength: reasonLength,
      ...(typed.reason ? { value: typed.reason } : {}),
    },
  ]
}

function decisionButtons(request: JoinRequest, locale: Locale) {
  const words = councilWords(locale).joinRequest
  const about = { council: request.councilId, pointers: { request: request.id } }
  return [
    button({ ...about, title: words.approve, verb: approveVerb, style: 'positive' }),
    button({ ...about, title: words.decline, verb: declineVerb, style: 'destructive' }),
  ]
}

function decisionFacts(seen: RequestCardFacts, locale: Locale): CardElement {
  const words = councilWords(locale).joinRequest
  const { request, now } = seen
  const moment = request.decidedAt ? sayMoment(request.decidedAt, now, locale) : ''
  return facts([
    [words.decidedWho, asWritten(words.decidedBy(seen.decidedBy ?? words.aCoordinator, moment))],
    [words.letInAs, request.role ? chatWords(locale).roles[request.role] : undefined],
    [words.reasonGiven, request.reason ? asWritten(request.reason) : undefined],
  ])
}

/** Everybody who waits for an answer, each to be opened. */
export function joinRequestsCard(
  list: {
    readonly councilId: CouncilId
    readonly requests: readonly JoinRequest[]
    readonly now: Instant
  },
  locale: Locale,
): Card {
  const words = councilWords(locale).joinRequest
  const rows = list.requests.map((request): CardElement => {
    const asked = sayMoment(request.askedAt, list.now, locale)
    const open = button({
      title: words.open,
      verb: requestVerb,
      council: list.councilId,
      pointers: { request: request.id },
    })
    return {
      type: 'ColumnSet',
      separator: true,
      columns: [
        {
          type: 'Column',
          width: 'stretch',
          items: [
            strong(asWritten(request.title), 'None'),
            paragraph(asWritten(`${request.organisation.name[locale]} · ${asked}`), 'None'),
          ],
        },
        { type: 'Column', width: 'auto', items: [{ type: 'ActionSet', actions: [open] }] },
      ],
    }
  })
  return card(
    locale,
    words.listTitle,
    [heading(words.listTitle), ...(rows.length > 0 ? rows : [paragraph(words.nobody)])],
    [button({ title: councilWords(locale).toList, verb: membersVerb, council: list.councilId })],
  )
}

/** A name as Teams tells it, in one line that does not take over the card. */
function shortened(name: string | undefined): string | undefined {
  return name?.replace(/\s+/g, ' ').trim().slice(0, 60) || undefined
}
