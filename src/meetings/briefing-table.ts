import type { Paper } from '../files/index.ts'
import type { Instant } from '../shared/clock.ts'
import { localDate, sayCalendarDay } from '../shared/stockholm.ts'
import { agendaLines } from './agenda-cards.ts'
import { factLines } from './agenda-fact-cards.ts'
import { type Briefing, briefingFacts } from './briefing-cards.ts'
import { briefingWords } from './briefing-words.ts'
import { sayWhen } from './cards.ts'
import type { Meeting } from './meeting.ts'

/** How many lines of small print one page has below its title, and how many characters a line holds: so few that it holds in a broader font than Calibri, too. */
const linesOfPage = 54
const charactersOf = { line: 85, fact: 62 } as const

/** How many lines an item says of itself: as many of these as there is room for. */
const factsAtMost = [20, 12, 8, 5, 3, 2, 1] as const

const asItIs = (text: string) => text
const onPaper = { written: asItIs, bold: asItIs }

/** The briefing on one page, in Swedish as all papers: how things stand, and the agenda with what there is room for of its facts. */
export function briefingPaper(meeting: Meeting, briefing: Briefing, now: Instant): Paper {
  const words = briefingWords('sv')
  const day = sayCalendarDay(localDate(now), 'sv')
  const under = [meeting.title, [sayWhen(meeting, now, 'sv'), meeting.place].filter(Boolean).join(', ')]
  const facts = briefingFacts(briefing.facts, 'sv')
  const room =
    linesOfPage -
    sum(under.map((line) => linesTaken(line, charactersOf.line))) -
    sum(facts.map(([, value]) => linesTaken(value, charactersOf.fact)))
  return {
    title: words.file.name,
    under,
    blocks: [
      { kind: 'facts', facts },
      { kind: 'heading', text: words.agenda },
      ...agendaThatFits(briefing, room, now).map((line) => ({ kind: 'text', ...line }) as const),
    ],
    foot: words.file.foot(meeting.title, day),
    isSmall: true,
  }
}

interface Line {
  readonly label?: string
  readonly text: string
}

/** The facts give way first, then the last items: the agenda's own card has them all. */
function agendaThatFits(briefing: Briefing, room: number, now: Instant): readonly Line[] {
  for (const linesAtMost of factsAtMost) {
    const lines = itemsWithFacts(briefing, now, linesAtMost)
    if (allTaken(lines) <= room) return lines
  }
  const items = agendaLines(briefing.agenda, 'sv', onPaper).map((label) => ({ label, text: '' }))
  if (allTaken(items) <= room) return items
  const fitting = items.findIndex((_, at) => allTaken(items.slice(0, at + 1)) >= room)
  return [...items.slice(0, fitting), { text: briefingWords('sv').file.left(items.length - fitting) }]
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

function allTaken(lines: readonly Line[]): number {
  return sum(lines.map(({ label = '', text }) => linesTaken(`${label} ${text}`, charactersOf.line)))
}

/** How many lines a text takes on paper, where each of its own lines begins a new one. */
function linesTaken(text: string, characters: number): number {
  return sum(text.split('\n').map((line) => Math.max(1, Math.ceil(line.length / characters))))
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((all, each) => all + each, 0)
}
