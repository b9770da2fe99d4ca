import type { Sayable } from '../chat/index.ts'
import type { World } from '../database/index.ts'
import { coordinatorPresses } from './coordinator-commands.ts'
import { listCommands } from './list-commands.ts'
import { reportCommands } from './report-commands.ts'

/** Everything a person can say or press about incidents. */
export function incidentSayable(world: World): Sayable {
  const report = reportCommands(world)
  const list = listCommands(world)
  return {
    commands: [...report.commands, ...list.commands],
    presses: [...report.presses, ...list.presses, ...coordinatorPresses(world)],
  }
}
