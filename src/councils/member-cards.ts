import {
  asWritten,
  button,
  type Card,
  type CardElement,
  card,
  chatWords,
  footnote,
  heading,
  paragraph,
  placing,
  strong,
} from '../chat/index.ts'
import type { CouncilId } from '../shared/ids.ts'
import type { Locale } from '../shared/locale.ts'
import { membersVerb, requestsVerb } from './cards.ts'
import type { ListedMember } from './council.ts'
import { councilWords } from './words.ts'

/** The verbs on this feature's cards about members. */
export const addFormVerb = 'councils.addForm'
export const addVerb = 'councils.add'
export const changeFormVerb = 'councils.changeForm'
export const changeVerb = 'councils.change'
export const removeFormVerb = 'councils.removeForm'
export const removeVerb = 'councils.remove'

const pageLength = 10

/** The list of members, a page of ten at a time. `view` says whether it can be changed, read, or is the coordinators only. */
export function membersCard(
  list: {
    readonly councilId: CouncilId
    readonly councilName: string
    readonly view: 'change' | 'read' | 'coordinators'
    readonly members: readonly ListedMember[]
    /** How many have asked to join and wait for an answer. */
    readonly waiting: number
  },
  wantedPage: number,
  locale: Locale,
): Card {
  const words = councilWords(locale)
  const { members, view } = list
  const pages = Math.max(1, Math.ceil(members.length / pageLength))
  const page = Math.min(Math.max(1, wantedPage), pages)
  const shown = members.slice((page - 1) * pageLength, page * pageLength)
  const about = { council: list.councilId, ignoresInputs: true }
  const turn = (title: string, to: number) =>
    button({ ...about, title, verb: membersVerb, pointers: { page: String(to) } })
  const title = view === 'coordinators' ? words.coordinatorsTitle : words.membersTitle
  const count = [words.memberCount(members.length), ...(pages > 1 ? [words.page(page, pages)] : [])]
  return card(
    locale,
    title,
    [
      heading(title),
      placing([asWritten(list.councilName), ...(view === 'coordinators' ? [] : count)].join(' · ')),
      list.waiting > 0 ? waitingRow(list.waiting, list.councilId, locale) : undefined,
      ...(shown.length > 0
        ? shown.map((member) => memberRow(member, view === 'change' ? list.councilId : undefined, locale))
        : [paragraph(words.noMembers)]),
      view === 'coordinators' ? footnote(words.coordinatorsHint) : undefined,
    ],
    [
      view === 'change' ? button({ ...about, title: words.add, verb: addFormVerb }) : undefined,
      page > 1 ? turn(words.previous, page - 1) : undefined,
      page < pages ? turn(words.next, page + 1) : undefined,
    ],
  )
}

/** How many have asked to join, with the way to answer them. */
function waitingRow(waiting: number, council: CouncilId, locale: Locale): CardElement {
  const words = councilWords(locale).joinRequest
  const show = button({ title: words.show, verb: requestsVerb, council, ignoresInputs: true })
  return {
    type: 'Container',
    style: 'emphasis',
    items: [strong(`○ ${words.count(waiting)}`, 'None'), { type: 'ActionSet', actions: [show] }],
  }
}

function memberRow(member: ListedMember, changeableIn: CouncilId | undefined, locale: Locale): CardElement {
  const facts = [strong(asWritten(member.title), 'None'), paragraph(memberLine(member, locale), 'None')]
  if (!changeableIn) return { type: 'Container', separator: true, items: facts }
  const change = button({
    title: councilWords(locale).change,
    verb: changeFormVerb,
    council: changeableIn,
    pointers: { member: member.memberId },
    ignoresInputs: true,
  })
  return {
    type: 'ColumnSet',
    separator: true,
    columns: [
      { type: 'Column', width: 'stretch', items: facts },
      { type: 'Column', width: 'auto', items: [{ type: 'ActionSet', actions: [change] }] },
    ],
  }
}

/** Where a member comes from and what the member may do, in one line. */
export function memberLine(member: ListedMember, locale: Locale): string {
  const names = member.roles.map((role) => chatWords(locale).roles[role])
  return asWritten(`${member.organisation.name[locale]} · ${names.join(', ')}`)
}

/** Asks once more before a member is removed. */
export function removeMemberCard(
  offer: {
    readonly councilId: CouncilId
    readonly member: ListedMember
    readonly shownName: string | undefined
  },
  locale: Locale,
): Card {
  const words = councilWords(locale)
  const about = { council: offer.councilId, pointers: { member: offer.member.memberId } }
  const title = words.removeTitle(offer.member.title)
  return card(
    locale,
    title,
    [
      heading(asWritten(title)),
      placing(memberLine(offer.member, locale)),
      offer.shownName ? placing(asWritten(words.shownAs(offer.shownName))) : undefined,
      paragraph(words.removeText),
    ],
    [
      button({ ...about, title: words.removeYes, verb: removeVerb, style: 'destructive' }),
      button({ ...about, title: words.cancel, verb: changeFormVerb }),
    ],
  )
}

/** What is said when a member has been added, changed or removed. */
export function memberDoneCard(
  done: {
    readonly councilId: CouncilId
    readonly what: 'added' | 'changed' | 'removed'
    readonly member: ListedMember | undefined
  },
  locale: Locale,
): Card {
  const words = councilWords(locale)
  const title = { added: words.addedTitle, changed: words.changedTitle, removed: words.removedTitle }[
    done.what
  ]
  return card(
    locale,
    title,
    [
      heading(`✓ ${title}`),
      ...(done.member
        ? [strong(asWritten(done.member.title)), paragraph(memberLine(done.member, locale), 'None')]
        : [paragraph(words.removedText)]),
    ],
    [button({ council: done.councilId, title: words.toList, verb: membersVerb })],
  )
}
