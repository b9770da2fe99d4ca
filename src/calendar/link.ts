import { createHash, randomBytes } from 'node:crypto'
import type { Database, DatabaseTransaction } from '../database/index.ts'
import type { Instant } from '../shared/clock.ts'
import type { Locale } from '../shared/locale.ts'
import { type Person, personKey, personOfKey } from '../shared/person.ts'

/** Whose calendar an address opens, and in which language it is written. */
export interface CalendarOwner {
  readonly person: Person
  readonly locale: Locale
}

/**
 * Gives a person an address: what stands in it, 256 random bits, which is kept nowhere. Undefined when they have one
 * already, which is the only one.
 */
export async function giveAddress(
  tx: DatabaseTransaction,
  at: Instant,
  owner: CalendarOwner,
): Promise<string | undefined> {
  const { token, row } = newAddress(at, owner)
  const given = await tx
    .insertInto('calendar_links')
    .values(row)
    .onConflict((on) => on.column('person').doNothing())
    .executeTakeFirst()
  return Number(given.numInsertedOrUpdatedRows) === 1 ? token : undefined
}

/** Gives a person a new address, in the place of the one they had, which opens nothing from then on. */
export async function changeAddress(
  tx: DatabaseTransaction,
  at: Instant,
  owner: CalendarOwner,
): Promise<string> {
  const { token, row } = newAddress(at, owner)
  const { person, ...rest } = row
  await tx
    .insertInto('calendar_links')
    .values(row)
    .onConflict((on) => on.column('person').doUpdateSet(rest))
    .execute()
  return token
}

/** Since when a person has the address that they have; undefined when they have none. */
export async function addressSince(db: Database, person: Person): Promise<Instant | undefined> {
  const row = await db
    .selectFrom('calendar_links')
    .select('made_at')
    .where('person', '=', personKey(person))
    .executeTakeFirst()
  return row?.made_at
}

/** Whose calendar a token opens. Whatever is asked for, the database is asked once: a guess learns nothing from the time. */
export async function ownerOf(db: Database, token: string): Promise<CalendarOwner | undefined> {
  const row = await db
    .selectFrom('calendar_links')
    .select(['person', 'locale'])
    .where('hash', '=', hashOf(token))
    .executeTakeFirst()
  return row && { person: personOfKey(row.person), locale: row.locale as Locale }
}

/** Hexadecimal: whichever way people copy it from a chat, no sign in it means anything there. */
function newAddress(at: Instant, { person, locale }: CalendarOwner) {
  const token = randomBytes(32).toString('hex')
  return { token, row: { person: personKey(person), hash: hashOf(token), locale, made_at: at } }
}

function hashOf(token: string): string {
  return createHash('sha256').update(token).digest('hex')
}
