import type { Ask } from '../chat/index.ts'
import { actOnce, type Change, type DatabaseTransaction, type Deed, type World } from '../database/index.ts'
import { Refusal } from '../shared/errors.ts'
import type { MeetingId } from '../shared/ids.ts'
import { isBeingWritten, type MinutesBook } from './minutes.ts'
import { writableBook } from './show-minutes.ts'
import { holdOpen } from './store.ts'

/** What minutes are called in the history and the audit. */
export const subjectKind = 'minutes'

/** What was done in minutes, and to other things. */
export interface Done {
  readonly changes: readonly Change[]
  /** What it was done to, when that is not the minutes themselves. */
  readonly subject?: Pick<Deed, 'subjectKind' | 'subjectId'>
  readonly also?: readonly Deed[]
}

/**
 * Does something in minutes that are being written, once per onceId: read anew and held, with history and audit line, in
 * one transaction. Gives the id of what it was done to, also when it was done before. Throws Refusal: notFound, notAllowed, closed (sent or approved), and what `work` throws.
 */
export async function writeInMinutes(
  world: World,
  ask: Ask,
  verb: string,
  id: MeetingId,
  work: (tx: DatabaseTransaction, book: MinutesBook) => Promise<Done>,
): Promise<string> {
  const { councilId, person } = ask.who
  const { subjectId } = await actOnce(
    world,
    { councilId, who: person, verb, onceId: ask.onceId },
    async (tx) => {
      const book = await writableBook({ ...world, db: tx }, ask.who, id)
      if (!isBeingWritten(book.minutes)) throw new Refusal('closed')
      await holdOpen(tx, book.minutes)
      const { changes, also = [], subject } = await work(tx, book)
      return { subjectKind, subjectId: id, ...subject, changes, also }
    },
  )
  return subjectId
}

/** What the history says of warnings that the writer kept. */
export function keptWarnings(kept: readonly string[] = []): readonly Change[] {
  return kept.length > 0 ? [{ field: 'keptWarning', from: null, to: kept.join(', ') }] : []
}
