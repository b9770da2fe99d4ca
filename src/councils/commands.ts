import type { Sayable } from '../chat/index.ts'
import type { World } from '../database/index.ts'

/** What a person can ask about the council and its members. */
export function councilSayable(_world: World): Sayable {
  return { commands: [], presses: [] }
}
