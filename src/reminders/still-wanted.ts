import { hasRole } from '../chat/index.ts'
import { memberOf } from '../councils/index.ts'
import type { World } from '../database/index.ts'
import { type Promised, tellingsAbout } from '../delivery/index.ts'
import { choicesOf, isStopped, type KindOfReminder } from '../schedule/index.ts'
import { type Person, personKey } from '../shared/person.ts'
import { isToldBySnooze } from './snooze.ts'

/**
 * Whether a person still is to have a reminder, at the moment of sending: since it was promised they may have left the
 * council or the role, turned off its kind, stopped the thing, or asked for it tomorrow.
 */
export async function stillWanted(
  { db }: World,
  { reminder, roles }: KindOfReminder,
  { councilId, subjectId, occasion }: Promised,
  person: Person,
): Promise<boolean> {
  const member = await memberOf(db, councilId, person)
  if (!member || !hasRole(member, roles)) return false
  const { kind } = reminder
  const choices = (await choicesOf(db, [person])).get(personKey(person))
  if (choices?.off.has(kind)) return false
  const thing = { councilId, kind, subjectId }
  if (await isStopped(db, person, thing)) return false
  const tellings = await tellingsAbout(db, { ...thing, recipient: { kind: 'person', person } })
  return !isToldBySnooze(occasion, tellings)
}
