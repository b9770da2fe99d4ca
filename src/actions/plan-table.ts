import type { Column, Table } from '../files/index.ts'
import { localDate, sayCalendarDay } from '../shared/stockholm.ts'
import type { Action } from './action.ts'
import { planWords as words } from './export-words.ts'
import { sayState } from './row-cards.ts'
import type { WrittenPlan } from './written-plan.ts'

/** One action in the plan: its cause has a number that the causes count up, and others of that cause have the same. */
interface Line {
  readonly cause: string
  readonly action: Action
  readonly state: string
  readonly latest: string
  readonly latestOn: string
  readonly closedOn: string
}

/** What a column shows of an action. */
type Shown = Column & { readonly cell: (line: Line) => string }

const text = (heading: string, width: number, cell: Shown['cell']): Shown => ({
  heading,
  width,
  kind: 'text',
  cell,
})
const day = (heading: string, cell: Shown['cell']): Shown => ({ heading, width: 13, kind: 'day', cell })

/** Brå's columns in their order, each of them in parts that can be filtered, and what else we know. */
const inSheet: readonly Shown[] = [
  text(words.cause, 26, ({ cause }) => cause),
  text(words.number, 14, ({ action }) => action.number),
  text(words.action, 36, ({ action }) => action.text),
  text(words.goal, 30, ({ action }) => action.goal),
  day(words.starts, ({ action }) => action.startsOn),
  day(words.due, ({ action }) => action.dueOn),
  text(words.who, 20, ({ action }) => action.owner.title),
  text(words.organisation, 22, ({ action }) => action.owner.organisation.name.sv),
  text(words.followUp, 24, ({ state }) => state),
  text(words.latest, 32, ({ latest }) => latest),
  day(words.latestOn, ({ latestOn }) => latestOn),
  text(words.outcome, 28, ({ action }) => action.outcome),
  day(words.closedOn, ({ closedOn }) => closedOn),
  text(words.area, 24, ({ action }) => action.focusArea?.name.sv ?? ''),
  text(words.way, 18, ({ action }) => words.ways[action.way]),
  text(words.incidents, 14, ({ action }) => action.incidents.map(({ number }) => number).join(', ')),
  text(words.origin, 22, ({ action }) => action.origin),
]

/** Brå's six columns as they are, with the rest in the cells where it belongs. */
const inDocument: readonly Shown[] = [
  text(words.cause, 18, ({ cause }) => cause),
  text(words.action, 25, ({ action }) => {
    const placed = [action.number, action.focusArea?.name.sv, words.ways[action.way]]
    return paragraphs([action.text, placed.filter(Boolean).join(' · '), action.origin])
  }),
  text(words.goal, 20, ({ action }) => action.goal),
  text(words.when, 18, ({ action }) => words.span(action.startsOn, action.dueOn)),
  text(words.who, 16, ({ action }) => paragraphs([action.owner.title, action.owner.organisation.name.sv])),
  text(words.followUp, 22, ({ state, latest, latestOn, action, closedOn }) =>
    paragraphs([
      state,
      latest && `${latestOn}: ${latest}`,
      action.outcome && `${closedOn}: ${action.outcome}`,
    ]),
  ),
]

/** The plan for a sheet: every fact in a column of its own, to be sorted and filtered. */
export function planForSheet(plan: WrittenPlan): Table {
  return tableOf(plan, inSheet)
}

/** The plan for paper: the six columns of Brå's example. */
export function planForDocument(plan: WrittenPlan): Table {
  return tableOf(plan, inDocument)
}

/** The name of a plan's file without its ending: "Åtgärdsplan Mora 2026-11-23". */
export function planFileName({ councilName, at }: WrittenPlan): string {
  return `${words.title} ${councilName} ${localDate(at)}`
}

function tableOf(plan: WrittenPlan, shown: readonly Shown[]): Table {
  return {
    title: words.title,
    under: `${plan.councilName}, ${sayCalendarDay(localDate(plan.at), 'sv')}`,
    none: words.none,
    columns: shown.map(({ heading, width, kind }) => ({ heading, width, kind })),
    rows: linesOf(plan).map((line) => shown.map(({ cell }) => cell(line))),
  }
}

function linesOf({ causes, latest, at }: WrittenPlan): readonly Line[] {
  return causes.flatMap(({ cause, actions }, before) =>
    actions.map((action): Line => {
      const report = latest.get(action.id)
      return {
        cause: `${before + 1}. ${cause}`,
        action,
        state: sayState(action, at, 'sv'),
        latest: report?.text ?? '',
        latestOn: report ? localDate(report.at) : '',
        closedOn: action.closedAt ? localDate(action.closedAt) : '',
      }
    }),
  )
}

function paragraphs(parts: readonly string[]): string {
  return parts.filter(Boolean).join('\n')
}
