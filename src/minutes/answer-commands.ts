import {
  type Ask,
  answerWith,
  type Card,
  type PressHandler,
  type Problems,
  type Reply,
  type Typed,
} from '../chat/index.ts'
import type { RulesOf } from '../councils/index.ts'
import type { World } from '../database/index.ts'
import { adviceCard, concernCard, decisionIn } from '../incidents/index.ts'
import type { Meeting } from '../meetings/index.ts'
import { type CheckedFields, checkFields } from '../privacy/index.ts'
import { Refusal } from '../shared/errors.ts'
import type { MeetingId } from '../shared/ids.ts'
import { lockedCard, minutesCard, notBegunCard, notPublishedCard, type Reader } from './cards.ts'
import { isBeingWritten, type MinutesBook, mayApprove, mayWrite, reading } from './minutes.ts'
import { type Data, textIn } from './minutes-input.ts'
import { paperCard } from './paper-cards.ts'
import { bookOf, paperFor, seenMeeting, writableBook } from './show-minutes.ts'
import { minutesNow } from './tell-of-minutes.ts'
import type { MinutesFrame } from './writing-cards.ts'

/** A card as an answer, with its own first words as the summary. */
export function shown(card: Card, stays = false): Reply {
  return answerWith(card, card.fallbackText, stays)
}

/** For whom a card is made when this person asks. */
export function readerOf(world: World, ask: Ask): Reader {
  return { locale: ask.locale, council: ask.who.councilId, now: world.clock.now() }
}

/** What a form about the minutes of a meeting needs to know; with problems it is one that is given back. */
export function frameOf(
  world: World,
  ask: Ask,
  meeting: Meeting,
  typed: Typed = {},
  problems: Problems = {},
  isBack = false,
): MinutesFrame {
  return { ...readerOf(world, ask), meeting, typed, problems, once: isBack ? ask.onceId : undefined }
}

/** The meeting that a pressed card points at; what is no id finds nothing. */
export function meetingIn(data: Data): MeetingId {
  return textIn(data, 'meeting') as MeetingId
}

/** The minutes of a meeting as they are for this person: to write in, or to read. */
export async function showMinutes(world: World, ask: Ask, id: MeetingId, stays = false): Promise<Reply> {
  const meeting = await seenMeeting(world, ask.who, id)
  const writes = mayWrite(ask.who, meeting)
  const book = await bookOf(world.db, meeting)
  const reader = readerOf(world, ask)
  if (!book) return shown(notBegunCard(meeting, writes, reader), stays)
  if (writes && isBeingWritten(book.minutes)) return shown(minutesCard(book, reader), stays)
  return showPaper(world, ask, meeting, 1, stays)
}

/** The minutes of a meeting to read, as far as this person may. */
export async function showPaper(
  world: World,
  ask: Ask,
  meeting: Meeting,
  page: number,
  stays = false,
): Promise<Reply> {
  const read = await paperFor(world, ask.who, meeting)
  const reader = readerOf(world, ask)
  if (!read) {
    const begun = await bookOf(world.db, meeting)
    return shown(begun ? notPublishedCard(meeting, reader) : notBegunCard(meeting, false, reader), stays)
  }
  const writes = mayWrite(ask.who, meeting)
  const approves = mayApprove(ask.who, meeting)
  return shown(paperCard({ ...read, ...reader, page, writes, approves }), stays)
}

/** What came of checking what somebody wrote: fit to be stored, or the answer that says what to think about first. */
export async function checkedTexts<Field extends string>(
  world: World,
  rulesOf: RulesOf,
  ask: Ask,
  data: Data,
  texts: Readonly<Record<Field, string>>,
  form: () => Card,
  verb: string,
  pointers: Readonly<Record<string, string>>,
): Promise<Extract<CheckedFields<Field>, { kind: 'clear' }> | { readonly kind: 'advice'; reply: Reply }> {
  const { councilId: council } = ask.who
  const result = checkFields(texts, await rulesOf(world.db, council), decisionIn(data))
  if (result.kind === 'clear') return result
  const [concern] = result.advice.flatMap(({ verdict }) => (verdict.concern ? [verdict.concern] : []))
  if (concern) return { kind: 'advice', reply: shown(concernCard(concern, council, ask.locale)) }
  const frame = { locale: ask.locale, council, once: ask.onceId, verb, pointers }
  return { kind: 'advice', reply: shown(adviceCard(form(), result.advice, frame)) }
}

/** Does something, and says why not in the words of minutes when they are locked, with what was typed given back. */
export async function unlessLocked(
  world: World,
  ask: Ask,
  data: Data,
  run: () => Promise<Reply>,
): Promise<Reply> {
  try {
    return await run()
  } catch (problem) {
    if (!(problem instanceof Refusal) || problem.reason !== 'closed') throw problem
    const now = await minutesNow(world, ask.who.councilId, meetingIn(data))
    const state = now?.minutes.state
    if (state !== 'sent' && state !== 'approved') throw problem
    return shown(lockedCard(state, textIn(data, 'text') || textIn(data, 'why'), ask.locale))
  }
}

/** What a press does with the minutes that it is about. */
type WithBook = (ask: Ask, data: Data, book: MinutesBook) => Promise<Reply> | Reply

/**
 * Presses of who writes in minutes. What opens a form says at once when they are locked, before anybody has written in it;
 * what saves leaves that to the saving, so that a press that was saved before they were locked answers as it did.
 */
export function writingPresses(world: World): {
  readonly opening: (verb: string, run: WithBook) => PressHandler
  readonly writing: (verb: string, run: WithBook) => PressHandler
} {
  const press = (verb: string, run: WithBook): PressHandler => ({
    verb: `minutes.${verb}`,
    roles: reading,
    run: (ask, data) =>
      unlessLocked(world, ask, data, async () =>
        run(ask, data, await writableBook(world, ask.who, meetingIn(data))),
      ),
  })
  return {
    writing: press,
    opening: (verb, run) =>
      press(verb, (ask, data, book) => {
        if (!isBeingWritten(book.minutes)) throw new Refusal('closed')
        return run(ask, data, book)
      }),
  }
}
