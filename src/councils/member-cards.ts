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
import type { Unreachable } from '../delivery/index.ts'
import type { Instant } from '../shared/clock.ts'
import type { CouncilId, MemberId } from '../shared/ids.ts'
import type { Locale } from '../shared/locale.ts'
import { localDate, sayDate } from '../shared/stockholm.ts'
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

/** The part of the list that is wanted. */
export interface MembersWanted {
  readonly page: number
  /** Only those whom no message reaches; for who may change the list. */
  readonly onlyUnreachable: boolean
}

/** What a button says for a list of those whom no message reaches. */
export const onlyUnreachable = { only: 'unreachable' } as const

/** The list of members, a page of ten at a time. `view` says whether it can be changed, read, or is the coordinators only. */
export function membersCard(
  list: {
    readonly councilId: CouncilId
    readonly councilName: string
    readonly view: 'change' | 'read' | 'coordinators'
    readonly members: readonly ListedMember[]
    readonly unreachable: ReadonlyMap<MemberId, Unreachable>
    /** How many have asked to join and wait for an answer. */
    readonly waiting: number
    readonly now: Instant
  },
  wanted: MembersWanted,
  locale: Locale,
): Card {
  const words = councilWords(locale)
  const { view, unreachable } = list
  const only = wanted.onlyUnreachable && view === 'change'
  const members = only ? list.members.filter(({ memberId }) => unreachable.has(memberId)) : list.members
  const pages = Math.max(1, Math.ceil(members.length / pageLength))
  const page = Math.min(Math.max(1, wanted.page), pages)
  const shown = members.slice((page - 1) * pageLength, page * pageLength)
  const about = { council: list.councilId, ignoresInputs: true }
  const turn = (title: string, to: number) =>
    button({
      ...about,
      title,
      verb: membersVerb,
      pointers: { page: String(to), ...(only ? onlyUnreachable : {}) },
    })
  const title = titleOf(view, only, locale)
  const count = [words.memberCount(members.length), ...(pages > 1 ? [words.page(page, pages)] : [])]
  return card(
    locale,
    title,
    [
      heading(title),
      placing([asWritten(list.councilName), ...(view === 'coordinators' ? [] : count)].join(' · ')),
      list.waiting > 0 ? waitingRow(list.waiting, list.councilId, locale) : undefined,
      only || unreachable.size > 0
        ? unreachableRow(unreachable.size, only, list.councilId, locale)
        : undefined,
      ...(shown.length > 0
        ? shown.map((member) => memberRow(member, list, locale))
        : [paragraph(only ? words.unreachable.nobody : words.noMembers)]),
      view === 'coordinators' ? footnote(words.coordinatorsHint) : undefined,
    ],
    [
      view === 'change' ? button({ ...about, title: words.add, verb: addFormVerb }) : undefined,
      page > 1 ? turn(words.previous, page - 1) : undefined,
      page < pages ? turn(words.next, page + 1) : undefined,
    ],
  )
}

function titleOf(view: 'change' | 'read' | 'coordinators', only: boolean, locale: Locale): string {
  const words = councilWords(locale)
  if (only) return words.unreachable.title
  return view === 'coordinators' ? words.coordinatorsTitle : words.membersTitle
}

/** How many no message reaches, with the way to see only them, or all again. */
function unreachableRow(count: number, only: boolean, council: CouncilId, locale: Locale): CardElement {
  const words = councilWords(locale).unreachable
  const about = { verb: membersVerb, council, ignoresInputs: true }
  const show = only
    ? button({ ...about, title: words.showAll })
    : button({ ...about, title: words.showOnly, pointers: onlyUnreachable })
  const way: CardElement = { type: 'ActionSet', actions: [show] }
  // The heading and the number below it have said it already.
  if (only) return way
  return { type: 'Container', style: 'emphasis', items: [strong(`⚠ ${words.count(count)}`, 'None'), way] }
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

function memberRow(
  member: ListedMember,
  list: Pick<Parameters<typeof membersCard>[0], 'view' | 'councilId' | 'unreachable' | 'now'>,
  locale: Locale,
): CardElement {
  const away = list.unreachable.get(member.memberId)
  const facts = [
    strong(asWritten(member.title), 'None'),
    paragraph(memberLine(member, locale), 'None'),
    ...(away ? [paragraph(`⚠ ${unreachableLine(away, list.now, locale)}`, 'None')] : []),
  ]
  if (list.view !== 'change') return { type: 'Container', separator: true, items: facts }
  const change = button({
    title: councilWords(locale).change,
    verb: changeFormVerb,
    council: list.councilId,
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

/** Since when and why no message reaches a member, and what to do about it. */
function unreachableLine({ why, since }: Unreachable, now: Instant, locale: Locale): string {
  const words = councilWords(locale).unreachable
  const reason = since ? words.since(sayDate(localDate(since), now, locale), words.why[why]) : words.why[why]
  return `${reason} ${words.cure[why]}`
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
