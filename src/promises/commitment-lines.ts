import type { Quota } from './promise.ts'

/** One line of a form that says who does what, and how often. */
export interface CommitmentLine {
  readonly owner: string
  readonly text: string
  readonly quota: Quota
}

const numbers: Readonly<Record<string, number>> = {
  ...{ en: 1, ett: 1, två: 2, tre: 3, fyra: 4, fem: 5, sex: 6, sju: 7, åtta: 8, nio: 9, tio: 10 },
  ...{ one: 1, once: 1, two: 2, twice: 2, three: 3, four: 4, five: 5, six: 6 },
}
const number = `(\\d{1,3}|${Object.keys(numbers).join('|')})`
const times = `${number}(?:\\s*(?:gånger|gång|ggr|times|helg|helger|weekends?))?`
const atEnd = (source: string) =>
  new RegExp(`[,;]?\\s*(?:minst\\s+|at least\\s+)?(?:${source})\\s*\\.?$`, 'iu')

/** How often, at the end of a line, and the quota that it means. */
const endings: readonly (readonly [RegExp, (count: number) => Quota])[] = [
  [
    atEnd(
      `${times}\\s+(?:i månaden|per månad|varje månad|a month|per month)\\s*(?:,|och|and)+\\s*(?:vid\\s+|på\\s+|on\\s+)?(?:stor)?(?:helger|holidays|great holidays)`,
    ),
    (count) => ({ kind: 'perMonth', count, andHolidays: true }),
  ],
  [
    atEnd(`${times}\\s+(?:i månaden|per månad|varje månad|a month|per month)`),
    (count) => ({ kind: 'perMonth', count, andHolidays: false }),
  ],
  [
    atEnd(`${times}\\s+(?:i veckan|per vecka|varje vecka|a week|per week)`),
    (count) => ({ kind: 'perWeek', count }),
  ],
  [
    atEnd(`${times}\\s+(?:i perioden|under perioden|i period|in the period)`),
    (count) => ({ kind: 'inPeriod', count }),
  ],
  [atEnd('(varje vecka|every week)'), () => ({ kind: 'perWeek', count: 1 })],
  [atEnd('(varje månad|every month)'), () => ({ kind: 'perMonth', count: 1, andHolidays: false })],
  [atEnd('(ska bli klart|ska vara klart|to be finished)'), () => ({ kind: 'milestone' })],
]

/** Reads "Polisen: insatser på plats, 4 i perioden". Gives undefined when it does not say who and what. */
export function readCommitmentLine(line: string): CommitmentLine | undefined {
  const [, owner = '', said = ''] = /^\s*(?:[-•*]\s+)?([^:]{2,80}):\s*(.+)$/u.exec(line) ?? []
  const { text, quota } = endingOf(said.trim())
  return owner.trim() && text.length > 1 ? { owner: owner.trim(), text, quota } : undefined
}

function endingOf(said: string): Pick<CommitmentLine, 'text' | 'quota'> {
  for (const [ending, quotaOf] of endings) {
    const match = ending.exec(said)
    if (!match) continue
    const count = numbers[(match[1] ?? '').toLowerCase()] ?? Number(match[1])
    const quota = quotaOf(Number.isNaN(count) ? 1 : count)
    if ('count' in quota && quota.count < 1) continue
    return { text: said.slice(0, match.index).trim(), quota }
  }
  return { text: said.replace(/[.;,\s]+$/, ''), quota: { kind: 'none' } }
}
