import { type Ask, hasRole } from '../chat/index.ts'
import { actOnce, type World } from '../database/index.ts'
import { Refusal } from '../shared/errors.ts'
import {
  type ChosenMeetingSettings,
  type MeetingSettings,
  settingsMark,
  settingsTexts,
} from './meeting-settings.ts'
import { holdSettings, meetingSettings, saveMeetingSettings } from './settings-store.ts'

/** What a member may read of their council's rules for meetings, and whether they may change them. */
export async function showMeetingSettings(
  world: World,
  { who }: Pick<Ask, 'who'>,
): Promise<{ readonly settings: MeetingSettings; readonly mayChange: boolean }> {
  const settings = await meetingSettings(world.db, who.councilId)
  return { settings, mayChange: hasRole(who, ['coordinator']) }
}

/**
 * A coordinator decides how the council meets, once per onceId. `seen` is the mark of the settings that the form showed.
 * Throws Refusal: notAllowed, changedMeanwhile.
 */
export async function changeMeetingSettings(
  world: World,
  { who, onceId }: Pick<Ask, 'who' | 'onceId'>,
  chosen: ChosenMeetingSettings,
  seen: string,
): Promise<MeetingSettings> {
  if (!hasRole(who, ['coordinator'])) throw new Refusal('notAllowed')
  const { councilId, person } = who
  const act = { councilId, who: person, verb: 'meetings.saveRules', onceId }
  await actOnce(world, act, async (tx) => {
    await holdSettings(tx, councilId)
    const before = await meetingSettings(tx, councilId)
    if (settingsMark(before) !== seen) throw new Refusal('changedMeanwhile')
    await saveMeetingSettings(tx, councilId, chosen)
    const [from, to] = [settingsTexts(before), settingsTexts(chosen)]
    const changes = Object.keys(to)
      .filter((field) => from[field] !== to[field])
      .map((field) => ({ field: `meetings.${field}`, from: from[field] ?? null, to: to[field] ?? null }))
    return { subjectKind: 'council', subjectId: councilId, changes }
  })
  return meetingSettings(world.db, councilId)
}
