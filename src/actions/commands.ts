import type { Sayable } from '../chat/index.ts'
import type { World } from '../database/index.ts'
import { formCommands } from './form-commands.ts'
import type { Language } from './language.ts'
import { planCommands } from './plan-commands.ts'
import { showAction, showCommands } from './show-commands.ts'
import { throughPresses } from './through-commands.ts'

export { createButton } from './form-commands.ts'

/** Everything a person can say or press about actions. */
export function actionSayable(world: World, language: Language): Sayable {
  const form = formCommands(world, language)
  const plan = planCommands(world)
  const show = showCommands(world, language)
  const through = throughPresses(world, language.rulesOf, (ask, action) =>
    showAction(world, language, ask, action),
  )
  return {
    commands: [...form.commands, ...plan.commands, ...show.commands],
    presses: [...form.presses, ...plan.presses, ...show.presses, ...through],
  }
}
