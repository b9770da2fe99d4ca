import {
  asWritten,
  button,
  type Card,
  type CardElement,
  type Choice,
  card,
  heading,
  type Problems,
  paragraph,
  placing,
  problemText,
} from '../chat/index.ts'
import type { Instant } from '../shared/clock.ts'
import type { CouncilId, OnceId } from '../shared/ids.ts'
import type { Locale } from '../shared/locale.ts'
import { type Person, personKey, roles } from '../shared/person.ts'
import { sayMoment } from '../shared/stockholm.ts'
import { membersVerb } from './cards.ts'
import { type ListedMember, type Organisation, titleLength } from './council.ts'
import { addVerb, changeVerb, memberLine, removeFormVerb } from './member-cards.ts'
import { councilWords } from './words.ts'

/** What stands in a form about a member: as it is, or as it was typed. */
export interface MemberTyped {
  readonly person?: string | undefined
  readonly title?: string | undefined
  /** The key of the organisation. */
  readonly organisation?: string | undefined
  /** Roles with commas between, as a choice of several is sent. */
  readonly roles?: string | undefined
}

/** A form that is given back carries what was wrong and the id it was sent with. */
export interface GivenBack {
  readonly problems: Problems
  readonly once: OnceId | undefined
}

/** Somebody who can be picked: how Teams shows them, and when they last wrote. */
export interface Pickable {
  readonly person: Person
  readonly shownName: string | null
  readonly seenAt: Instant
}

/** The form for a new member. */
export function addMemberCard(
  offer: {
    readonly councilId: CouncilId
    readonly writers: readonly Pickable[]
    readonly organisations: readonly Organisation[]
    readonly now: Instant
  },
  typed: MemberTyped,
  back: GivenBack | undefined,
  locale: Locale,
): Card {
  const words = councilWords(locale)
  const choices = offer.writers.map(({ person, shownName, seenAt }): Choice => {
    const name = (shownName ?? '').replace(/\s+/g, ' ').trim().slice(0, 60) || words.unknownName
    return {
      title: `${name}, ${words.lastSeen(sayMoment(seenAt, offer.now, locale))}`,
      value: personKey(person),
    }
  })
  const about = { council: offer.councilId }
  return card(
    locale,
    words.addTitle,
    [
      heading(words.addTitle),
      placing(words.addHint),
      choices.length === 0 ? paragraph(words.nobodyWrote) : undefined,
      problemText(back?.problems.form),
      problemText(back?.problems.person),
      {
        type: 'Input.ChoiceSet',
        id: 'person',
        label: words.person,
        errorMessage: words.problems.person,
        isRequired: true,
        placeholder: words.personHint,
        choices,
        'choices.data': { type: 'Data.Query', dataset: 'graph.microsoft.com/users' },
        ...(typed.person ? { value: typed.person } : {}),
      },
      ...memberInputs(offer.organisations, typed, back?.problems ?? {}, locale),
    ],
    [
      button({ ...about, title: words.save, verb: addVerb, style: 'positive', ...onceOf(back) }),
      button({ ...about, title: words.cancel, verb: membersVerb, ignoresInputs: true }),
    ],
  )
}

/** The form to change a member, with the way to remove. */
export function changeMemberCard(
  offer: {
    readonly councilId: CouncilId
    readonly member: ListedMember
    readonly shownName: string | undefined
    readonly organisations: readonly Organisation[]
  },
  typed: MemberTyped,
  back: GivenBack | undefined,
  locale: Locale,
): Card {
  const words = councilWords(locale)
  const { member } = offer
  const about = { council: offer.councilId, pointers: { member: member.memberId } }
  const title = words.changeTitle(member.title)
  return card(
    locale,
    title,
    [
      heading(asWritten(title)),
      placing(memberLine(member, locale)),
      offer.shownName ? placing(asWritten(words.shownAs(offer.shownName))) : undefined,
      problemText(back?.problems.form),
      ...memberInputs(offer.organisations, typed, back?.problems ?? {}, locale),
    ],
    [
      button({ ...about, title: words.save, verb: changeVerb, style: 'positive', ...onceOf(back) }),
      button({
        ...about,
        title: words.remove,
        verb: removeFormVerb,
        style: 'destructive',
        ignoresInputs: true,
      }),
      button({ council: offer.councilId, title: words.cancel, verb: membersVerb, ignoresInputs: true }),
    ],
  )
}

/** A member as the form to change it begins. */
export function typedOf(member: ListedMember): MemberTyped {
  return {
    title: member.title,
    organisation: member.organisation.key,
    roles: member.roles.join(','),
  }
}

/** The id of a form that is given back, for its button. */
export function onceOf(back: GivenBack | undefined): { once?: OnceId } {
  return back?.once ? { once: back.once } : {}
}

function memberInputs(
  organisations: readonly Organisation[],
  typed: MemberTyped,
  problems: Problems,
  locale: Locale,
): readonly (CardElement | undefined)[] {
  const words = councilWords(locale)
  return [
    ...seatInputs(organisations, typed, problems, { title: words.title, hint: words.titleHint }, locale),
    problemText(problems.roles),
    {
      type: 'Input.ChoiceSet',
      id: 'roles',
      label: words.roles,
      errorMessage: words.problems.roles,
      isRequired: true,
      isMultiSelect: true,
      wrap: true,
      style: 'expanded',
      choices: roles.map((role) => ({ title: words.roleChoices[role], value: role })),
      ...(typed.roles ? { value: typed.roles } : {}),
    },
  ]
}

/** What both a coordinator and somebody who asks to join say of a seat: the title and the organisation. */
export function seatInputs(
  organisations: readonly Organisation[],
  typed: Pick<MemberTyped, 'title' | 'organisation'>,
  problems: Problems,
  asks: { readonly title: string; readonly hint: string },
  locale: Locale,
): readonly (CardElement | undefined)[] {
  const words = councilWords(locale)
  return [
    problemText(problems.title),
    {
      type: 'Input.Text',
      id: 'title',
      label: asks.title,
      errorMessage: words.problems.title,
      isRequired: true,
      maxLength: titleLength,
      placeholder: asks.hint,
      ...(typed.title ? { value: typed.title } : {}),
    },
    problemText(problems.organisation),
    {
      type: 'Input.ChoiceSet',
      id: 'organisation',
      label: words.organisation,
      errorMessage: words.problems.organisation,
      isRequired: true,
      placeholder: words.organisationHint,
      choices: organisations.map((one) => ({ title: one.name[locale], value: one.key })),
      ...(typed.organisation ? { value: typed.organisation } : {}),
    },
  ]
}
