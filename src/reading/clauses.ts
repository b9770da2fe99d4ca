/** A stretch of a line between two marks, and the mark (with the space around it) before it. */
export interface Clause {
  readonly start: number
  readonly end: number
  readonly mark: string
}

const marks = /\s*(?:[,;!?\n]+|[.:]+(?=\s|$)|\s[-–—](?=\s))\s*/g

/** The clauses of a line; what lies beyond `until` belongs to the last one. A mark within `whole` (as in "kl. 22") parts nothing. */
export function clausesOf(line: string, until: number, whole?: { start: number; end: number }): Clause[] {
  const clauses: Clause[] = []
  let start = 0
  let mark = ''
  for (const match of line.slice(0, until).matchAll(marks)) {
    if (whole && match.index < whole.end && match.index + match[0].length > whole.start) {
      if (match.index >= whole.start && match.index + match[0].trimEnd().length <= whole.end) continue
    }
    clauses.push({ start, end: match.index, mark })
    start = match.index + match[0].length
    mark = match[0]
  }
  clauses.push({ start, end: line.length, mark })
  return clauses
}
