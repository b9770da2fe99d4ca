import {
  type Ask,
  onceIdOf,
  type Problems,
  press,
  type Reply,
  type Sayable,
  type Typed,
} from '../chat/index.ts'
import type { World } from '../database/index.ts'
import type { OnceId } from '../shared/ids.ts'
import { changeMeetingSettings, showMeetingSettings } from './change-meeting-settings.ts'
import { answer } from './list-commands.ts'
import { reading } from './meeting.ts'
import {
  meetingRulesCard,
  meetingRulesForm,
  meetingRulesSavedCard,
  rulesVerb,
  saveRulesVerb,
} from './settings-cards.ts'
import { meetingSettingsInput } from './settings-input.ts'
import { meetingSettingsWords } from './settings-words.ts'

/** `mötesregler`: coordinators change how the council meets, the others read it. */
export function settingsCommands(world: World): Sayable {
  return {
    commands: [
      {
        id: rulesVerb,
        name: 'mötesregler',
        aliases: ['mötesreglerna', 'mötesinställningar', 'meeting rules', 'meeting settings'],
        roles: reading,
        help: (locale) => meetingSettingsWords(locale).help,
        run: (ask) => rules(world, ask),
      },
    ],
    presses: [
      { verb: rulesVerb, roles: reading, run: (ask) => rules(world, ask) },
      press({
        verb: saveRulesVerb,
        roles: ['coordinator'],
        input: meetingSettingsInput,
        again: (ask, typed, problems) => rules(world, ask, typed, problems, onceIdOf(typed)),
        run: async (ask, { chosen, seen }) => {
          const settings = await changeMeetingSettings(world, ask, chosen, seen)
          return answer(meetingRulesSavedCard(settings, ask.who.councilName, ask.locale), true)
        },
      }),
    ],
  }
}

async function rules(
  world: World,
  ask: Ask,
  typed: Typed = {},
  problems: Problems = {},
  once?: OnceId,
): Promise<Reply> {
  const { settings, mayChange } = await showMeetingSettings(world, ask)
  const { councilName, councilId } = ask.who
  if (!mayChange) return answer(meetingRulesCard(settings, councilName, ask.locale))
  const frame = { locale: ask.locale, council: councilId, once, typed, problems }
  return answer(meetingRulesForm(settings, councilName, frame))
}
