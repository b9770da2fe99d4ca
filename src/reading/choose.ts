import type { Mention } from './vocabulary.ts'

function within(stems: ReadonlySet<string>, about: ReadonlySet<string>): boolean {
  for (const stem of stems) if (!about.has(stem)) return false
  return true
}

/** Whether a mention is no more than a looser word for what `exact` says: inside its words, or among its names'. */
function isExplainedBy(loose: Mention, exact: Mention): boolean {
  if (exact.from <= loose.from && loose.to <= exact.to && loose.words < exact.words) return true
  return within(loose.stems, exact.about) && !within(exact.stems, loose.about)
}

/** The mentions of one kind that say something that no other says more exactly. */
export function exactest(mentions: readonly Mention[]): Mention[] {
  return mentions.filter(
    (each) => !mentions.some((other) => other.id !== each.id && isExplainedBy(each, other)),
  )
}

/**
 * The one thing of a kind that a line names. The clause that names one first decides (`clauseOf` gives a word's
 * clause): what comes later tells more of it. When two are named equally well it is none of them: we do not guess.
 */
export function theOne(
  mentions: readonly Mention[],
  clauseOf: (word: number) => number,
): Mention | undefined {
  const left = exactest(mentions)
  const first = Math.min(...left.map((each) => clauseOf(each.from)))
  const here = left.filter((each) => clauseOf(each.from) === first)
  const [one, ...others] = here
  if (!one || others.some((other) => other.id !== one.id)) return undefined
  return here.reduce((best, each) => (each.words > best.words ? each : best))
}
