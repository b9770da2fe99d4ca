import type { Ask } from '../chat/index.ts'
import { actOnce, type Change, type World } from '../database/index.ts'
import { Refusal } from '../shared/errors.ts'
import { type ChosenSettings, type CouncilSettings, markOf } from './council-settings.ts'
import { holdMembers } from './member-store.ts'
import { councilSettings, updateSettings } from './settings-store.ts'

/**
 * A coordinator decides how the bot works for the council. `seen` is the mark (`markOf`) of the settings that the form
 * showed. Throws a Refusal: `notAllowed` when the one who asks does not coordinate the council, `changedMeanwhile` when
 * the settings are no longer those that were seen.
 */
export async function changeSettings(
  world: World,
  ask: Pick<Ask, 'who' | 'onceId'>,
  chosen: ChosenSettings,
  seen: string,
): Promise<CouncilSettings> {
  const { councilId } = ask.who
  const act = { councilId, who: ask.who.person, verb: 'councils.saveSettings', onceId: ask.onceId }
  await actOnce(world, act, async (tx) => {
    await holdMembers(tx, ask.who, world.clock.now())
    const before = await councilSettings(tx, councilId)
    if (!before) throw new Refusal('notFound')
    if (markOf(before) !== seen) throw new Refusal('changedMeanwhile')
    await updateSettings(tx, { ...chosen, councilId })
    const compared: readonly Change[] = [
      { field: 'askWeekday', from: shown(before.askWeekday), to: shown(chosen.askWeekday) },
      { field: 'askAt', from: before.askAt, to: chosen.askAt },
    ]
    const changes = compared.filter((change) => change.from !== change.to)
    return { subjectKind: 'council', subjectId: councilId, changes }
  })
  const changed = await councilSettings(world.db, councilId)
  if (!changed) throw new Refusal('notFound')
  return changed
}

function shown(weekday: number | null): string | null {
  return weekday === null ? null : String(weekday)
}
