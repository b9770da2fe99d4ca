import type { CouncilId, MemberId, OnceId, OrganisationId } from '../shared/ids.ts'
import type { Locale } from '../shared/locale.ts'
import type { Person, Role } from '../shared/person.ts'
import type { Intent, Quoted, Where } from './intent.ts'

/** A person as a member of the council they speak in now: what every use case is given, read anew at every intent. */
export interface Member {
  readonly memberId: MemberId
  readonly person: Person
  readonly councilId: CouncilId
  readonly councilName: string
  readonly organisationId: OrganisationId
  readonly title: string
  readonly roles: readonly Role[]
}

/** One question put to us, with everything that is known about who asks, where and in which language. */
export interface Ask {
  readonly who: Member
  readonly where: Where
  readonly locale: Locale
  readonly onceId: OnceId
  /** The message that is asked with, where it is not what the person wrote to us now. */
  readonly quoted?: Quoted
}

/**
 * Somebody asks who is answered apart from any council: who belongs to none can be told what this is and how to join, and
 * an operator can see to the bot.
 */
export interface OutsiderAsk {
  readonly person: Person
  readonly where: Where
  readonly locale: Locale
  readonly onceId: OnceId
}

/** How a person stands: in one council, in several without having said which, or in none. */
export type Standing =
  | {
      readonly kind: 'member'
      readonly member: Member
      /** Whether the person has seats in other councils too: then every card says which one it is about. */
      readonly several: boolean
    }
  | { readonly kind: 'undecided'; readonly councils: readonly { id: CouncilId; name: string }[] }
  | { readonly kind: 'outsider' }

/**
 * Tells how a person stands. `councilId` is the council a pressed card says it belongs to: only a pointer, and whoever
 * is not a member of it stands outside.
 */
export type FindStanding = (
  person: Person,
  where: Where,
  councilId: CouncilId | undefined,
) => Promise<Standing>

export function hasRole(member: Member, allowed: readonly Role[]): boolean {
  return allowed.some((role) => member.roles.includes(role))
}

/** What somebody asks, apart from any council. */
export function outsiderAsk({ who, where, locale, onceId }: Intent): OutsiderAsk {
  return { person: who, where, locale, onceId }
}
