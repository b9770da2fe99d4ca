import type { Ask } from '../chat/index.ts'
import type { World } from '../database/index.ts'
import { saysAll } from '../lookup/index.ts'
import { sayDate } from '../shared/stockholm.ts'
import { type Action, isOpen, maySee, reading, readNumber } from './action.ts'
import { actionTitle, stateOf } from './cards.ts'
import { entryOf } from './findable-action.ts'
import { actionByNumber } from './show-action.ts'
import { wholePlan } from './show-plan.ts'

/** Actions among what can be put in a chat: one by its number, or those that say what was asked; the open ones first. */
export function shareableActions(world: World) {
  async function find({ who }: Ask, text: string): Promise<readonly Action[]> {
    const number = readNumber(text)
    if (number) {
      const action = await actionByNumber(world, who, number)
      return action ? [action] : []
    }
    const said = (await wholePlan(world, who)).filter((action) => {
      const { title, texts } = entryOf(action)
      return maySee(who, action) && saysAll(text, [...title, ...texts])
    })
    return said.toSorted((one, other) => Number(isOpen(other)) - Number(isOpen(one)))
  }
  return {
    command: 'findActions' as const,
    roles: reading,
    find: async (ask: Ask, text: string, limit: number) => {
      const now = world.clock.now()
      const shared = (await find(ask, text)).slice(0, limit).map((action) => ({
        id: action.id,
        title: actionTitle(action),
        under: `${action.number} · ${stateOf(action, now, ask.locale)} · ${sayDate(action.dueOn, now, ask.locale)}`,
        number: action.number,
        // The plan is the council's: every member reads all of it.
        forEverybody: true,
        show: { verb: 'actions.show', pointers: { action: action.id } },
      }))
      return { shared, isMore: false }
    },
  }
}
