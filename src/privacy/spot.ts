import { type Finding, type FindingKind, levelOf } from './verdict.ts'

/** A finding at its place in the text. */
export function spot(kind: FindingKind, start: number, end: number, rewrite: string): Finding {
  return { kind, level: levelOf(kind), start, end, rewrite }
}

/** The rewrite with a capital letter where the marked words began a sentence. */
export function capitalLike(original: string, rewrite: string, first: boolean): string {
  return first && /^\p{Lu}/u.test(original) ? rewrite.charAt(0).toUpperCase() + rewrite.slice(1) : rewrite
}
