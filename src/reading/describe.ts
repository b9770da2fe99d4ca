import type { Clause } from './clauses.ts'
import type { Token } from './tokens.ts'

/** A stretch of the line that was understood. */
export interface Span {
  readonly start: number
  readonly end: number
  readonly meaning: 'category' | 'place' | 'time'
  /** The words say more than the form will show: they stay in the description too. */
  readonly saysMore: boolean
}

/** What may begin a sentence of its own when the time before it is taken away: "i går ett tjugotal bilar". */
const beginning =
  /^(?:\d+|en|ett|tva|tre|fyra|fem|sex|sju|atta|nio|tio|ca|cirka|runt|flera|flertal|manga|nagra|nagon|stor|stort|stora|liten|mindre|minst|over|mycket|massa|hog|hogt|mer)$/

/**
 * The description: the writer's words without what the form shows by itself. Nothing else is lost.
 * 1. A clause in which every word was understood goes away, except words that say more than the form does: a category
 *    by a synonym ("klotter" when the form says Skadegörelse), a span of time ("mellan 22 och 23").
 * 2. Of any other clause only the time goes, and only where the sentence stands without it: at its end, among the
 *    understood words it begins or ends with, or before a word that can begin a sentence.
 * 3. Everything else stays as it was written; the first letter becomes a capital.
 */
export function describe(
  line: string,
  clauses: readonly Clause[],
  tokens: readonly Token[],
  spans: readonly Span[],
): string {
  let text = ''
  for (const clause of clauses) {
    const kept = keptOf(line, clause, tokens, spans)
    if (kept === '') continue
    text += text === '' ? kept : clause.mark + kept
  }
  return capitalised(ended(text.trim(), line.trimEnd().at(-1)))
}

/** The text with the mark that ended the line, when what it ended is gone. */
function ended(text: string, mark: string | undefined): string {
  const isEnd = (each: string | undefined) => each !== undefined && '.!?'.includes(each)
  return text !== '' && isEnd(mark) && !isEnd(text.at(-1)) ? text + mark : text
}

function capitalised(text: string): string {
  const [first = ''] = text
  const capital = first.toUpperCase()
  // Of some letters the capital is another word's beginning (ß, SS): they stay.
  return capital.toLowerCase() === first ? capital + text.slice(first.length) : text
}

function keptOf(line: string, clause: Clause, tokens: readonly Token[], spans: readonly Span[]): string {
  const words = tokens.filter((token) => token.start >= clause.start && token.end <= clause.end)
  const here = spans
    .filter((span) => span.start < clause.end && span.end > clause.start)
    .sort((one, other) => one.start - other.start)
  const whole = line.slice(clause.start, clause.end)
  if (here.length === 0) return whole
  const understood = words.map((word) =>
    here.find((span) => span.start <= word.start && word.end <= span.end),
  )
  if (understood.every((span) => span !== undefined)) {
    return here
      .filter((span) => span.saysMore)
      .map((span) => line.slice(Math.max(span.start, clause.start), Math.min(span.end, clause.end)))
      .join(' ')
  }
  const time = here.find((span) => span.meaning === 'time' && !span.saysMore)
  if (!time || time.start < clause.start || time.end > clause.end) return whole
  return standsWithout(time, words, understood) ? cut(line, clause, time, words, understood) : whole
}

function standsWithout(
  time: Span,
  words: readonly Token[],
  understood: readonly (Span | undefined)[],
): boolean {
  const first = understood.indexOf(time)
  const last = understood.lastIndexOf(time)
  const closes = understood.slice(last + 1).every((span) => span !== undefined)
  if (closes) return true
  const opens = understood.slice(0, first).every((span) => span !== undefined)
  if (!opens) return false
  const next = understood[last + 1]
  return first > 0 || next !== undefined || beginning.test(words[last + 1]?.folded ?? '')
}

/** The clause without its time; and, when what it begins with is understood and a sentence follows, without that too. */
function cut(
  line: string,
  clause: Clause,
  time: Span,
  words: readonly Token[],
  understood: readonly (Span | undefined)[],
): string {
  const opening = understood.indexOf(undefined)
  const open = understood.slice(0, opening)
  const next = words[opening]
  if (open.includes(time) && open.every((span) => !span?.saysMore) && next && beginning.test(next.folded)) {
    return line.slice(next.start, clause.end)
  }
  const left = line.slice(clause.start, time.start).trimEnd()
  const right = line.slice(time.end, clause.end).trimStart()
  return left && right ? `${left} ${right}` : left + right
}
