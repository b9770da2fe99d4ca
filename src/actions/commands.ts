import type { Sayable } from '../chat/index.ts'
import type { World } from '../database/index.ts'
import { formCommands } from './form-commands.ts'
import type { Language } from './language.ts'
import { showCommands } from './show-commands.ts'

export { createButton } from './form-commands.ts'

/** Everything a person can say or press about one action. */
export function actionSayable(world: World, language: Language): Sayable {
  const form = formCommands(world, language)
  const show = showCommands(world, language)
  return {
    commands: [...form.commands, ...show.commands],
    presses: [...form.presses, ...show.presses],
  }
}
