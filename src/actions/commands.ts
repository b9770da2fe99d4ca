import { answerWith, card, heading, type Sayable } from '../chat/index.ts'
import type { RulesOf } from '../councils/index.ts'
import type { World } from '../database/index.ts'
import type { ActionId } from '../shared/ids.ts'
import { reading } from './action.ts'
import { seenAction } from './change-action.ts'
import { planCommands } from './plan-commands.ts'
import { sayPlacing, sayState } from './row-cards.ts'
import { throughButtons } from './through-cards.ts'
import { type ShowAction, throughPresses } from './through-commands.ts'

/** Everything a person can say or press about actions. */
export function actionSayable(world: World, rulesOf: RulesOf): Sayable {
  const show: ShowAction = async (ask, action) => {
    const now = world.clock.now()
    const title = `${action.number} ${sayState(action, now, ask.locale)}`
    return answerWith(
      card(
        ask.locale,
        title,
        [heading(title), heading(sayPlacing(action, now, ask.locale))],
        throughButtons(action, ask.locale),
      ),
      title,
    )
  }
  const plan = planCommands(world, { mayExport: false })
  return {
    commands: plan.commands,
    presses: [
      ...plan.presses,
      ...throughPresses(world, rulesOf, show),
      {
        verb: 'actions.show',
        roles: reading,
        run: async (ask, data) => show(ask, await seenAction(world, ask.who, data.action as ActionId)),
      },
    ],
  }
}
