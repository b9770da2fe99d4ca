import { type Ask, answerWith, type Command, hasRole, type PressHandler, type Reply } from '../chat/index.ts'
import type { World } from '../database/index.ts'
import { ownReports } from '../incidents/index.ts'
import { type Role, roles } from '../shared/person.ts'
import { planning, reading } from './action.ts'
import { mineCard, mineVerb } from './mine-cards.ts'
import { type PlanFilter, planCard, planVerb } from './plan-cards.ts'
import {
  narrowingOf,
  orderOf,
  planChoices,
  planFilterIn,
  planFilterOf,
  planSelectionOf,
  sayPlanFilter,
} from './plan-input.ts'
import { planWords } from './plan-words.ts'
import { actionsOf, showPlan } from './show-plan.ts'

/** Who may report incidents: a registrar may not (incidents/incident.ts). */
const reporting: readonly Role[] = roles.filter((role) => role !== 'registrar')

type Data = Readonly<Record<string, unknown>>

/** The plan and one's own part of it: what anybody in the council can write and press. */
export function planCommands(world: World): {
  readonly commands: readonly Command[]
  readonly presses: readonly PressHandler[]
} {
  const plan: Command = {
    id: planVerb,
    name: 'åtgärder',
    aliases: ['åtgärdsplan', 'åtgärdsplanen', 'plan', 'planen', 'actions', 'action plan'],
    roles: reading,
    help: (locale) => planWords(locale).help.list,
    run: (ask, rest) => showList(world, ask, { line: rest }),
  }
  const mine: Command = {
    id: mineVerb,
    name: 'mina',
    aliases: ['mitt', 'my', 'mine', 'mina åtgärder', 'mina rapporter', 'my actions', 'my reports'],
    roles: reading,
    help: (locale) => planWords(locale).help.mine,
    run: (ask) => showMine(world, ask, 1),
  }
  return {
    commands: [plan, mine],
    presses: [
      {
        verb: planVerb,
        roles: reading,
        run: (ask, data) => showList(world, ask, { filter: planFilterOf(data), page: pageOf(data) }),
      },
      { verb: mineVerb, roles: reading, run: (ask, data) => showMine(world, ask, pageOf(data)) },
    ],
  }
}

function pageOf(data: Data): number {
  const page = Number(data.page ?? 1)
  return Number.isInteger(page) ? page : 1
}

async function showList(
  world: World,
  ask: Ask,
  wanted: { readonly line: string } | { readonly filter: PlanFilter; readonly page: number },
): Promise<Reply> {
  const now = world.clock.now()
  const { who, locale } = ask
  const narrowing = await narrowingOf(world, ask)
  const filter = 'line' in wanted ? planFilterIn(wanted.line, ask, narrowing, now) : wanted.filter
  const choices = planChoices(narrowing, locale)
  const { rows, counts } = await showPlan(
    world,
    who,
    planSelectionOf(filter, narrowing, now),
    orderOf(filter),
  )
  const card = planCard(rows, {
    locale,
    council: who.councilId,
    now,
    filter,
    said: sayPlanFilter(filter, choices, who.memberId, locale),
    choices,
    counts,
    page: 'page' in wanted ? wanted.page : 1,
    mayPlan: hasRole(who, planning),
  })
  return answerWith(card, card.fallbackText)
}

async function showMine(world: World, ask: Ask, page: number): Promise<Reply> {
  const mayReport = hasRole(ask.who, reporting)
  const actions = await actionsOf(world, ask.who)
  const reports = mayReport ? await ownReports(world, ask) : []
  const card = mineCard(actions, reports, {
    locale: ask.locale,
    council: ask.who.councilId,
    now: world.clock.now(),
    page,
    mayReport,
  })
  return answerWith(card, card.fallbackText)
}
