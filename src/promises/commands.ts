import type { Sayable } from '../chat/index.ts'
import type { RulesOf } from '../councils/index.ts'
import type { World } from '../database/index.ts'
import { coordinatorPresses } from './coordinator-commands.ts'
import { listCommands } from './list-commands.ts'
import { logCommands } from './log-commands.ts'

/** Everything a person can say or press about promises to citizens. */
export function promiseSayable(world: World, rulesOf: RulesOf): Sayable {
  const list = listCommands(world)
  const log = logCommands(world, rulesOf)
  return {
    commands: [...list.commands, ...log.commands],
    presses: [...list.presses, ...log.presses, ...coordinatorPresses(world, rulesOf)],
  }
}
