import type { Sayable } from '../chat/index.ts'
import type { RulesOf } from '../councils/index.ts'
import type { World } from '../database/index.ts'
import { answerPresses } from './answer-commands.ts'
import { changePresses } from './change-commands.ts'
import { listCommands } from './list-commands.ts'
import { planCommands } from './plan-commands.ts'

/** Everything a person can say or press about meetings. */
export function meetingSayable(world: World, rulesOf: RulesOf): Sayable {
  const [plan, list] = [planCommands(world, rulesOf), listCommands(world)]
  return {
    commands: [...plan.commands, ...list.commands],
    presses: [
      ...plan.presses,
      ...list.presses,
      ...changePresses(world, rulesOf),
      ...answerPresses(world, rulesOf),
    ],
  }
}
