import type { Database, DatabaseTransaction } from '../database/index.ts'
import type { Instant } from '../shared/clock.ts'
import type { CouncilId } from '../shared/ids.ts'
import { type Person, personKey } from '../shared/person.ts'

/** How a person wants to be reminded. */
export interface Choices {
  /** Gathered in one card a day, instead of each when it is due. */
  readonly digest: boolean
  /** `HH:MM`, when reminders of a day come; undefined when the person has not chosen. */
  readonly timeOfDay: string | undefined
  /** The kinds that the person does not want. */
  readonly off: ReadonlySet<string>
}

/** One thing that a person does not want to be reminded of any more. */
export interface Stopped {
  readonly councilId: CouncilId
  readonly kind: string
  readonly subjectId: string
}

export const noChoices: Choices = { digest: false, timeOfDay: undefined, off: new Set() }

/** How many people are asked for in one statement. */
const atOnce = 400

/** What these people have chosen, by personKey; who has chosen nothing is not in it. */
export async function choicesOf(
  db: Database,
  people: readonly Person[],
): Promise<ReadonlyMap<string, Choices>> {
  const keys = [...new Set(people.map(personKey))]
  const found = new Map<string, { digest: boolean; timeOfDay: string | undefined; off: Set<string> }>()
  const of = (who: string) => {
    const known = found.get(who) ?? { digest: false, timeOfDay: undefined, off: new Set<string>() }
    found.set(who, known)
    return known
  }
  for (let from = 0; from < keys.length; from += atOnce) {
    const some = keys.slice(from, from + atOnce)
    const settings = await db.selectFrom('reminder_settings').selectAll().where('who', 'in', some).execute()
    for (const row of settings)
      Object.assign(of(row.who), { digest: row.digest === 1, timeOfDay: row.time_of_day || undefined })
    const off = await db.selectFrom('reminders_off').selectAll().where('who', 'in', some).execute()
    for (const row of off) of(row.who).off.add(row.kind)
  }
  return found
}

/** Saves how a person wants to be reminded, in the place of what was chosen before. */
export async function saveChoices(
  tx: DatabaseTransaction,
  person: Person,
  choices: Choices,
  at: Instant,
): Promise<void> {
  const who = personKey(person)
  const news = {
    digest: choices.digest ? (1 as const) : (0 as const),
    time_of_day: choices.timeOfDay ?? '',
    at,
  }
  await tx
    .insertInto('reminder_settings')
    .values({ who, ...news })
    .onConflict((conflict) => conflict.column('who').doUpdateSet(news))
    .execute()
  await tx.deleteFrom('reminders_off').where('who', '=', who).execute()
  const off = [...choices.off].map((kind) => ({ who, kind, at }))
  if (off.length > 0) await tx.insertInto('reminders_off').values(off).execute()
}

/** Whether a person has said that they want no more reminders of a thing. */
export async function isStopped(db: Database, person: Person, thing: Stopped): Promise<boolean> {
  const row = await db
    .selectFrom('reminders_stopped')
    .select('at')
    .where('who', '=', personKey(person))
    .where('kind', '=', thing.kind)
    .where('subject_id', '=', thing.subjectId)
    .where('council_id', '=', thing.councilId)
    .executeTakeFirst()
  return row !== undefined
}

/** Saves that a person wants no more reminders of a thing. */
export async function stopReminding(
  tx: DatabaseTransaction,
  person: Person,
  thing: Stopped,
  at: Instant,
): Promise<void> {
  await tx
    .insertInto('reminders_stopped')
    .values({
      who: personKey(person),
      kind: thing.kind,
      subject_id: thing.subjectId,
      council_id: thing.councilId,
      at,
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

/** Takes back that a person wants no more reminders of a thing. */
export async function remindAgain(tx: DatabaseTransaction, person: Person, thing: Stopped): Promise<void> {
  await tx
    .deleteFrom('reminders_stopped')
    .where('who', '=', personKey(person))
    .where('kind', '=', thing.kind)
    .where('subject_id', '=', thing.subjectId)
    .where('council_id', '=', thing.councilId)
    .execute()
}

/** The things of a council that a person wants no more reminders of. */
export async function stoppedOf(
  db: Database,
  person: Person,
  councilId: CouncilId,
): Promise<readonly Stopped[]> {
  const rows = await db
    .selectFrom('reminders_stopped')
    .selectAll()
    .where('who', '=', personKey(person))
    .where('council_id', '=', councilId)
    .orderBy('at')
    .orderBy('kind')
    .orderBy('subject_id')
    .execute()
  return rows.map((row) => ({ councilId: row.council_id, kind: row.kind, subjectId: row.subject_id }))
}
