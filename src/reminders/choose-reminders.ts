import type { Ask } from '../chat/index.ts'
import { actOnce, type Change, type World } from '../database/index.ts'
import { type Choices, choicesOf, type KindOfReminder, noChoices, saveChoices } from '../schedule/index.ts'
import { personKey } from '../shared/person.ts'
import { kindsFor } from './show-choices.ts'

/** What a person chose in the form: of the kinds that they may get in this council, those that they want. */
export interface Chosen {
  /** The kinds that the form showed: one that came since is not declined. */
  readonly offered: readonly string[]
  readonly wanted: readonly string[]
  readonly digest: boolean
  readonly timeOfDay: string | undefined
}

/**
 * Saves how who asks wants to be reminded, in all their councils. What they have chosen about kinds that they may not get
 * in this council stays as it is.
 */
export async function chooseReminders(
  world: World,
  kinds: readonly KindOfReminder[],
  ask: Pick<Ask, 'who' | 'onceId'>,
  chosen: Chosen,
): Promise<void> {
  const { person, councilId, memberId } = ask.who
  const offered = kindsFor(ask.who, kinds)
    .map(({ reminder }) => reminder.kind)
    .filter((kind) => chosen.offered.includes(kind))
  const act = { councilId, who: person, verb: 'reminders.save', onceId: ask.onceId }
  await actOnce(world, act, async (tx) => {
    const before = (await choicesOf(tx, [person])).get(personKey(person)) ?? noChoices
    const others = [...before.off].filter((kind) => !offered.includes(kind))
    const declined = offered.filter((kind) => !chosen.wanted.includes(kind))
    const { digest, timeOfDay } = chosen
    const after = { digest, timeOfDay, off: new Set([...others, ...declined]) }
    await saveChoices(tx, person, after, world.clock.now())
    return { subjectKind: 'reminders', subjectId: memberId, changes: changesBetween(before, after) }
  })
}

function changesBetween(before: Choices, after: Choices): readonly Change[] {
  const said = ({ digest, timeOfDay, off }: Choices) => ({
    digest: digest ? 'yes' : 'no',
    timeOfDay: timeOfDay ?? null,
    off: [...off].toSorted().join(' ') || null,
  })
  const [from, to] = [said(before), said(after)]
  return (['digest', 'timeOfDay', 'off'] as const)
    .map((field) => ({ field, from: from[field], to: to[field] }))
    .filter((change) => change.from !== change.to)
}
