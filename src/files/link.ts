import { createHash, randomBytes } from 'node:crypto'
import { actOnce, type World } from '../database/index.ts'
import { minuteMs, plusMs } from '../shared/clock.ts'
import type { CouncilId, OnceId } from '../shared/ids.ts'
import type { Locale } from '../shared/locale.ts'
import { type Person, personKey, personOfKey } from '../shared/person.ts'

/** How long a link lives, in milliseconds: long enough to go from the chat to the browser. */
export const linkLivesMs = 10 * minuteMs

/** Who asked for which file. */
export interface FileLink {
  readonly councilId: CouncilId
  readonly who: Person
  /** `<feature>.<noun>`: who makes the file. */
  readonly kind: string
  /** What the file is of, in the words of that feature; empty when the kind says it all. */
  readonly about: string
  readonly locale: Locale
}

/** What stands in a link: 256 random bits, in signs that an address takes as they are. */
const tokenPattern = /^[\w-]{43}$/

/** A new link to a file: gives what stands in the address, which is kept nowhere. What has run out is forgotten. */
export async function linkTo(world: World, link: FileLink): Promise<string> {
  const token = randomBytes(32).toString('base64url')
  const now = world.clock.now()
  await world.db.deleteFrom('file_links').where('expires_at', '<=', now).execute()
  const row = {
    hash: hashOf(token),
    council_id: link.councilId,
    who: personKey(link.who),
    kind: link.kind,
    about: link.about,
    locale: link.locale,
    made_at: now,
    expires_at: plusMs(now, linkLivesMs),
    used_at: null,
  }
  await world.db.insertInto('file_links').values(row).execute()
  return token
}

/** What a link that still works was made for; undefined when it has been used, has run out or never was. */
export async function findLink(world: World, token: string): Promise<FileLink | undefined> {
  if (!tokenPattern.test(token)) return undefined
  const row = await world.db
    .selectFrom('file_links')
    .selectAll()
    .where('hash', '=', hashOf(token))
    .where('used_at', 'is', null)
    .where('expires_at', '>', world.clock.now())
    .executeTakeFirst()
  if (!row) return undefined
  return {
    councilId: row.council_id,
    who: personOfKey(row.who),
    kind: row.kind,
    about: row.about,
    locale: row.locale as Locale,
  }
}

/** Uses a link up, and notes who fetched what. True for one only, however many come at once. */
export async function useLink(world: World, token: string, link: FileLink): Promise<boolean> {
  const hash = hashOf(token)
  const { councilId, who, kind } = link
  // The hash is what makes it happen once; the row is marked so that a glance at it tells as much.
  const act = { councilId, who, verb: kind, onceId: hash as OnceId }
  const { again } = await actOnce(world, act, async (tx) => {
    const now = world.clock.now()
    const used = await tx
      .updateTable('file_links')
      .set({ used_at: now })
      .where('hash', '=', hash)
      .where('used_at', 'is', null)
      .where('expires_at', '>', now)
      .executeTakeFirst()
    if (Number(used.numUpdatedRows) !== 1) throw new LinkIsGone()
    return { subjectKind: 'file', subjectId: link.about || kind, changes: [] }
  }).catch((problem: unknown) => {
    if (problem instanceof LinkIsGone) return { again: true }
    throw problem
  })
  return !again
}

/** Somebody was there before. */
class LinkIsGone extends Error {}

function hashOf(token: string): string {
  return createHash('sha256').update(token).digest('hex')
}
