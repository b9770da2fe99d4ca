import { type Ask, hasRole } from '../chat/index.ts'
import { findStanding } from '../councils/index.ts'
import type { World } from '../database/index.ts'
import {
  type Choices,
  choicesOf,
  type KindOfReminder,
  noChoices,
  type Stopped,
  stoppedOf,
} from '../schedule/index.ts'
import { personKey } from '../shared/person.ts'

/** What a person gets, and may choose about it. */
export interface Shown {
  readonly choices: Choices
  /** The kinds that the person may get in this council. */
  readonly kinds: readonly KindOfReminder[]
  /** Whether the person sits in several councils: the choices hold in all of them. */
  readonly several: boolean
}

/** The kinds that somebody may get by their roles. */
export function kindsFor(who: Ask['who'], kinds: readonly KindOfReminder[]): readonly KindOfReminder[] {
  return kinds.filter(({ roles }) => hasRole(who, roles))
}

/** How the person who asks is reminded now. */
export async function showChoices(
  world: World,
  kinds: readonly KindOfReminder[],
  { who, where }: Ask,
): Promise<Shown> {
  const { person } = who
  const standing = await findStanding(world)(person, where, who.councilId)
  return {
    choices: (await choicesOf(world.db, [person])).get(personKey(person)) ?? noChoices,
    kinds: kindsFor(who, kinds),
    several: standing.kind === 'member' && standing.several,
  }
}

/** A thing that somebody wants no more reminders of. */
export interface StoppedThing {
  readonly thing: Stopped
  /** What it is called; undefined when it is gone, or not theirs to see any more. */
  readonly title: string | undefined
}

/** Some of the things of the council that the person wants no more reminders of, and how many there are. */
export async function showStopped(
  world: World,
  kinds: readonly KindOfReminder[],
  { who, locale }: Ask,
  from: number,
  most: number,
): Promise<{ readonly stopped: readonly StoppedThing[]; readonly count: number }> {
  const all = await stoppedOf(world.db, who.person, who.councilId)
  const stopped = all.slice(from, from + most).map(async (thing) => {
    return { thing, title: await titleOf(kinds, { who, locale }, thing) }
  })
  return { stopped: await Promise.all(stopped), count: all.length }
}

/** What a thing is called that somebody is reminded of; undefined when it is gone, or not theirs to see any more. */
export async function titleOf(
  kinds: readonly KindOfReminder[],
  { who, locale }: Pick<Ask, 'who' | 'locale'>,
  { councilId, kind: wanted, subjectId }: Stopped,
): Promise<string | undefined> {
  const kind = kinds.find(({ reminder }) => reminder.kind === wanted)
  return kind?.thing ? kind.thing(councilId, subjectId, who.person, locale) : kind?.name(locale)
}
