import { type Token, tokensIn } from '../lookup/index.ts'

/** A piece of an excerpt; `found` when it is a word that was asked for. */
export interface Piece {
  readonly text: string
  readonly found: boolean
}

const longest = 160

/**
 * The sentence around the first word that was asked for, in the text that has most of them; the beginning of the first
 * text when none has any. Long sentences are cut between words, marked by "…". Empty when there is no text.
 */
export function excerptOf(texts: readonly string[], stems: readonly string[]): readonly Piece[] {
  const wanted = new Set(stems)
  const read = texts
    .map((text) => text.normalize('NFC'))
    .map((text) => ({ text, hits: tokensIn(text).filter((token) => wanted.has(token.stem)) }))
    .toSorted((one, other) => differing(other.hits) - differing(one.hits))
  const best = read.find(({ text }) => text.trim())
  if (!best) return []
  const [from, to] = window(best.text, best.hits[0])
  return [
    ...plain(sentenceStart(best.text, from) ? '' : '…'),
    ...piecesOf(best.text, from, to, best.hits),
    ...plain(sentenceEnd(best.text, to) ? '' : '…'),
  ]
}

const differing = (hits: readonly Token[]): number => new Set(hits.map(({ stem }) => stem)).size

/** Where the sentence around a word begins and ends, no longer than it may be. */
function window(text: string, hit: Token | undefined): [from: number, to: number] {
  const start = hit?.start ?? 0
  const before = text.slice(0, start)
  const sentence = Math.max(
    ...[...before.matchAll(/[.!?]\s+|\n/g)].map((end) => end.index + end[0].length),
    0,
  )
  const ending = /[.!?](?=\s|$)|\n/.exec(text.slice(hit?.end ?? 0))
  const end = ending ? (hit?.end ?? 0) + ending.index + (ending[0] === '\n' ? 0 : 1) : text.trimEnd().length
  if (end - sentence <= longest) return [sentence, end]
  const from = start - sentence <= longest / 2 ? sentence : wordStart(text, start - longest / 2)
  return [from, end - from <= longest ? end : wordEnd(text, from + longest, hit?.end ?? 0)]
}

function wordStart(text: string, from: number): number {
  const gap = /\s/.exec(text.slice(from))
  return gap ? from + gap.index + 1 : from
}

function wordEnd(text: string, to: number, atLeast: number): number {
  const gap = text.slice(0, to).search(/\s\S*$/)
  return Math.max(gap < 0 ? to : gap, atLeast)
}

function sentenceStart(text: string, from: number): boolean {
  return from === 0 || /([.!?]\s+|\n\s*)$/.test(text.slice(0, from))
}

function sentenceEnd(text: string, to: number): boolean {
  return /[.!?]$/.test(text.slice(0, to)) || /^\s*(\n|$)/.test(text.slice(to))
}

function piecesOf(text: string, from: number, to: number, hits: readonly Token[]): readonly Piece[] {
  const pieces: Piece[] = []
  let at = from
  for (const hit of hits) {
    if (hit.start < at || hit.end > to) continue
    pieces.push(...plain(text.slice(at, hit.start)), { text: text.slice(hit.start, hit.end), found: true })
    at = hit.end
  }
  return [...pieces, ...plain(text.slice(at, to))]
}

const plain = (text: string): readonly Piece[] => (text ? [{ text, found: false }] : [])
