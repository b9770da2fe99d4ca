import type { Sayable } from '../chat/index.ts'
import type { RulesOf } from '../councils/index.ts'
import type { World } from '../database/index.ts'
import { agendaCommands } from './agenda-commands.ts'
import { type DecisionsOf, noDecisions } from './agenda-facts.ts'
import { answerPresses } from './answer-commands.ts'
import { changePresses } from './change-commands.ts'
import { listCommands } from './list-commands.ts'
import { planCommands } from './plan-commands.ts'
import { settingsCommands } from './settings-commands.ts'

/** Everything a person can say or press about meetings. `decisionsOf` gives what the agenda says of earlier minutes. */
export function meetingSayable(
  world: World,
  rulesOf: RulesOf,
  decisionsOf: DecisionsOf = noDecisions,
): Sayable {
  const [plan, list] = [planCommands(world, rulesOf), listCommands(world)]
  const agenda = agendaCommands(world, rulesOf, decisionsOf)
  const settings = settingsCommands(world)
  return {
    commands: [...plan.commands, ...list.commands, ...agenda.commands, ...settings.commands],
    presses: [
      ...plan.presses,
      ...list.presses,
      ...agenda.presses,
      ...settings.presses,
      ...changePresses(world, rulesOf),
      ...answerPresses(world, rulesOf),
    ],
  }
}
