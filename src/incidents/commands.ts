import type { Sayable } from '../chat/index.ts'
import type { RulesOf } from '../councils/index.ts'
import type { World } from '../database/index.ts'
import type { FurtherButton } from './cards.ts'
import { coordinatorPresses } from './coordinator-commands.ts'
import { listCommands } from './list-commands.ts'
import { nothingCommands } from './nothing-commands.ts'
import { reportCommands } from './report-commands.ts'
import { vocabularies } from './vocabulary.ts'

/** Everything a person can say or press about incidents; their cards have further buttons, from other features. */
export function incidentSayable(
  world: World,
  rulesOf: RulesOf,
  further: readonly FurtherButton[] = [],
): Sayable {
  const language = { rulesOf, vocabularyOf: vocabularies(world) }
  const report = reportCommands(world, language)
  const list = listCommands(world, language, further)
  const nothing = nothingCommands(world)
  return {
    commands: [...report.commands, ...nothing.commands, ...list.commands],
    presses: [
      ...report.presses,
      ...nothing.presses,
      ...list.presses,
      ...coordinatorPresses(world, rulesOf, further),
    ],
  }
}
