import type { Paper } from '../files/index.ts'
import type { Instant } from '../shared/clock.ts'
import { localDate, sayCalendarDay } from '../shared/stockholm.ts'
import { agendaLines } from './agenda-cards.ts'
import { factLines } from './agenda-fact-cards.ts'
import { type Briefing, briefingFacts } from './briefing-cards.ts'
import { briefingWords } from './briefing-words.ts'
import { sayWhen } from './cards.ts'
import type { Meeting } from './meeting.ts'

/** How many lines of small print one page has for the agenda, and how many characters a line holds, both on the safe side. */
const [linesOfAgenda, charactersOfLine] = [42, 95] as const

/** How many lines an item says of itself: as many of these as there is room for. */
const factsAtMost = [5, 3, 2, 1] as const

const asItIs = (text: string) => text
const onPaper = { written: asItIs, bold: asItIs }

/** The briefing on one page, in Swedish as all papers: how things stand, and the agenda with what there is room for of its facts. */
export function briefingPaper(meeting: Meeting, briefing: Briefing, now: Instant): Paper {
  const words = briefingWords('sv')
  const day = sayCalendarDay(localDate(now), 'sv')
  return {
    title: words.file.name,
    under: [meeting.title, [sayWhen(meeting, now, 'sv'), meeting.place].filter(Boolean).join(', ')],
    blocks: [
      { kind: 'facts', facts: briefingFacts(briefing.facts, 'sv') },
      { kind: 'heading', text: words.agenda },
      ...agendaThatFits(briefing, now).map((line) => ({ kind: 'text', ...line }) as const),
    ],
    foot: words.file.foot(meeting.title, day),
    isSmall: true,
  }
}

interface Line {
  readonly label?: string
  readonly text: string
}

/** The facts give way first, then the last items: the call has them all. */
function agendaThatFits(briefing: Briefing, now: Instant): readonly Line[] {
  for (const linesAtMost of factsAtMost) {
    const lines = itemsWithFacts(briefing, now, linesAtMost)
    if (linesTaken(lines) <= linesOfAgenda) return lines
  }
  const items = agendaLines(briefing.agenda, 'sv', onPaper).map((label) => ({ label, text: '' }))
  const fitting = items.findIndex((_, at) => linesTaken(items.slice(0, at + 1)) >= linesOfAgenda)
  const left = fitting < 0 ? 0 : items.length - fitting
  return left > 0 ? [...items.slice(0, fitting), { text: briefingWords('sv').file.left(left) }] : items
}

function itemsWithFacts({ agenda, facts }: Briefing, now: Instant, linesAtMost: number): readonly Line[] {
  const labels = agendaLines(agenda, 'sv', onPaper)
  return agenda.flatMap((item, at) => [
    { label: labels[at] ?? '', text: item.note },
    ...factLines(item.kind, facts, { now, locale: 'sv', written: asItIs, linesAtMost }).map((text) => ({
      text: `– ${text}`,
    })),
  ])
}

function linesTaken(lines: readonly Line[]): number {
  return lines.reduce(
    (sum, { label = '', text }) => sum + Math.ceil(`${label} ${text}`.length / charactersOfLine),
    0,
  )
}
