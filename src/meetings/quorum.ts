import type { Called } from './meeting.ts'

/** When a council can decide: always, when more than half of those called come, or when so many come. */
export type Quorum =
  | { readonly kind: 'none' }
  | { readonly kind: 'half' }
  | { readonly kind: 'count'; readonly count: number }

/** How it stands with a meeting's answers. */
export interface Attendance {
  readonly coming: number
  readonly notComing: number
  readonly substitutes: number
  readonly silent: number
  /** How many have to come; 0 when the council has no rule. */
  readonly needed: number
  /** Whether so many come, themselves or by a substitute. */
  readonly canDecide: boolean
}

/** Counts the answers against the council's rule. A substitute counts as the one they come for. */
export function attendanceOf(called: readonly Pick<Called, 'answer'>[], quorum: Quorum): Attendance {
  const count = (answer: Called['answer']) => called.filter((one) => one.answer === answer).length
  const [coming, substitutes] = [count('coming'), count('substitute')]
  const needed =
    quorum.kind === 'none' ? 0 : quorum.kind === 'half' ? Math.floor(called.length / 2) + 1 : quorum.count
  return {
    coming,
    substitutes,
    notComing: count('notComing'),
    silent: count('none'),
    needed,
    canDecide: coming + substitutes >= needed,
  }
}
