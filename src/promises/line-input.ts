import { readMoment, stem } from '../reading/index.ts'
import type { Instant } from '../shared/clock.ts'
import type { CommitmentId } from '../shared/ids.ts'
import { type LocalDate, localDate } from '../shared/stockholm.ts'
import { fold } from '../shared/text.ts'
import { type Amount, countIn, durationIn, staffIn } from './amounts.ts'
import type { Quota } from './promise.ts'

/** A commitment as a line may name it. */
export interface Nameable {
  readonly id: CommitmentId
  /** Whether it is that of the writer's own organisation. */
  readonly own: boolean
  readonly title: string
  readonly owner: string
  readonly text: string
  readonly kind: Quota['kind']
}

/** What a line after `insats` was understood to say. What was not understood is not there: it is never guessed. */
export interface DeliveryReading {
  /** Those that fit equally well, the best first: one when it is clear which is meant. */
  readonly fitting: readonly CommitmentId[]
  readonly deliveredOn?: LocalDate
  readonly count?: number
  readonly minutes?: number
  readonly staff?: number
  /** The rest, in the writer's own words. */
  readonly note: string
}

interface Token {
  readonly folded: string
  readonly key: string
  readonly start: number
  readonly end: number
}

const tying: ReadonlySet<string> = new Set(
  (
    'en ett den det de vi jag i pa vid med for av till fran om och eller som att har hade var ar nu pa hos ' +
    'under ca cirka the a an of at on in with to and for we was were'
  ).split(' '),
)

function tokensOf(text: string): readonly Token[] {
  return Array.from(text.matchAll(/[\p{L}\p{N}]+/gu), (match) => {
    const folded = fold(match[0])
    return { folded, key: stem(folded), start: match.index, end: match.index + match[0].length }
  })
}

const carrying = (text: string) => tokensOf(text).filter(({ folded }) => !tying.has(folded))

const shortest = 4

/** Whether two words mean the same, or one begins with the other: "noretparkeringen" is about Noret. */
function isSame(one: string, other: string): boolean {
  if (one === other) return true
  const [short, long] = one.length < other.length ? [one, other] : [other, one]
  return short.length >= shortest && long.startsWith(short)
}

interface Fit {
  readonly id: CommitmentId
  readonly score: number
  readonly named: boolean
  /** Where the words of the line begin that say no more than its owner and title do, and than its text does. */
  readonly naming: readonly number[]
  readonly repeating: readonly number[]
}

/** The command's own word: "insats noret" means the one that promises efforts, when nothing else tells which. */
const effort = stem('insats')

/** Whether a word of a line is that of a text but for its ending: "Norets", but not "noretparkeringen". */
function saysNoMore({ folded }: Token, word: Token): boolean {
  const [short, long] = folded.length < word.folded.length ? [folded, word.folded] : [word.folded, folded]
  return long.startsWith(short) && long.length - short.length <= 2
}

/** How well a line names a commitment: its owner most, then the promise, then what is promised. */
function fitOf(one: Nameable, line: readonly Token[]): Fit {
  const seen = new Set<Token>()
  const hits = (text: string) => {
    const words = carrying(text)
    const found = line.filter((token) => !seen.has(token) && words.some(({ key }) => isSame(token.key, key)))
    for (const token of found) seen.add(token)
    return {
      count: found.length,
      starts: found
        .filter((token) => words.some((word) => saysNoMore(token, word)))
        .map(({ start }) => start),
    }
  }
  const [owner, title, text] = [hits(one.owner), hits(one.title), hits(one.text)]
  const named = 3 * owner.count + 2 * title.count + 1.5 * text.count
  const usual = carrying(one.text).some(({ key }) => isSame(key, effort)) ? 0.5 : 0
  const seldom = one.kind === 'milestone' ? 1 : 0
  return {
    id: one.id,
    score: named + usual - seldom + (one.own ? 1 : 0),
    named: named > 0,
    naming: [...owner.starts, ...title.starts],
    repeating: text.starts,
  }
}

/** The commitments that a line may mean: those it names best; of nothing named, the writer's own. */
function fitting(commitments: readonly Nameable[], line: readonly Token[]): readonly Fit[] {
  const fits = commitments.map((one) => ({ ...fitOf(one, line), own: one.own }))
  const named = fits.filter((each) => each.named)
  const own = fits.filter((each) => each.own)
  const pool = named.length > 0 ? named : own.length > 0 ? own : fits
  const best = Math.max(...pool.map(({ score }) => score))
  return pool.filter(({ score }) => score === best)
}

/** "Helgen 14–15 november": the first of two days belongs to the last, which is the one that is read. */
const daysBefore = /(?:(?<!\p{L})helgen\s+)?(?:(?<!\p{L})den\s+)?(?<!\d)\d{1,2}\s*[-–]\s*$/iu

/**
 * Reads a line such as "noret 2 h, 2 personer igår kväll": which commitment, on which Swedish day, how many times, for
 * how long and by how many of the staff. The rest is the note. Never fails.
 */
export function readDelivery(whole: string, commitments: readonly Nameable[], now: Instant): DeliveryReading {
  const line = whole.normalize('NFC')
  const cuts: Pick<Amount, 'start' | 'end'>[] = []
  let left = line
  const take = (found: Amount | undefined): number | undefined => {
    if (!found) return undefined
    left = blanked(left, found)
    if (!found.saysMore) cuts.push(found)
    return found.value
  }
  const minutes = take(durationIn(left))
  const staff = take(staffIn(left))
  const count = take(countIn(left))
  const moment = readMoment(left, now)
  if (moment)
    cuts.push({
      ...moment,
      start: moment.start - (daysBefore.exec(line.slice(0, moment.start))?.[0].length ?? 0),
    })
  const rest = cuts.reduce(blanked, line)
  const words = tokensOf(rest).filter(({ folded }) => !tying.has(folded))
  const found = fitting(commitments, words)
  const naming = new Set(found.flatMap((each) => each.naming))
  const repeating = new Set(found.flatMap((each) => each.repeating))
  return {
    fitting: found.map(({ id }) => id),
    ...(moment ? { deliveredOn: localDate(moment.at) } : {}),
    ...(count === undefined ? {} : { count }),
    ...(minutes === undefined ? {} : { minutes }),
    ...(staff === undefined ? {} : { staff }),
    note: noteOf(rest, naming, repeating),
  }
}

function blanked(text: string, { start, end }: Pick<Amount, 'start' | 'end'>): string {
  return text.slice(0, start) + ' '.repeat(end - start) + text.slice(end)
}

/**
 * What is left of a line: a clause that says no more than the commitment does goes away, and so do the words that name
 * the promise or its owner where another clause begins with them. Nothing else is lost.
 */
function noteOf(rest: string, naming: ReadonlySet<number>, repeating: ReadonlySet<number>): string {
  const clauses = Array.from(rest.matchAll(/[^,;!?\n]+/gu)).flatMap((match) => {
    const tokens = tokensOf(match[0]).map((token) => ({ ...token, start: token.start + match.index }))
    const ties = ({ folded }: Token) => tying.has(folded)
    if (tokens.every((token) => ties(token) || naming.has(token.start) || repeating.has(token.start)))
      return []
    const first = tokens.findIndex((token) => !ties(token) && !naming.has(token.start))
    // A small word before it belongs to what follows: "vid ishallen".
    const from = tokens.slice(0, first).findLastIndex((token) => naming.has(token.start)) + 1
    const start = (tokens[from]?.start ?? match.index) - match.index
    return [match[0].slice(start).replace(/\s+/g, ' ').trim()]
  })
  const note = clauses.join(', ')
  return note.charAt(0).toUpperCase() + note.slice(1)
}
