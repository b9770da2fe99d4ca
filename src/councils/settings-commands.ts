import { z } from 'zod'
import { type Ask, answerWith, onceIdOf, press, type Reply, type Sayable } from '../chat/index.ts'
import type { World } from '../database/index.ts'
import { roles } from '../shared/person.ts'
import { changeSettings } from './change-settings.ts'
import type { GivenBack } from './member-forms.ts'
import {
  type SettingsTyped,
  saveSettingsVerb,
  settingsCard,
  settingsForm,
  settingsSavedCard,
  settingsVerb,
} from './settings-cards.ts'
import { settingsInput } from './settings-input.ts'
import { showSettings } from './show-settings.ts'
import { councilWords } from './words.ts'

/** What a person can ask and do about the council's settings: coordinators change them, the others read them. */
export function settingsSayable(world: World): Sayable {
  return {
    commands: [
      {
        id: settingsVerb,
        name: 'inställningar',
        aliases: ['inställning', 'inställningarna', 'settings', 'setting'],
        roles,
        help: (locale) => councilWords(locale).helpSettings,
        run: (ask) => settingsReply(world, ask),
      },
    ],
    presses: [
      { verb: settingsVerb, roles, run: (ask) => settingsReply(world, ask) },
      press({
        verb: saveSettingsVerb,
        roles: ['coordinator'],
        input: (locale) => z.object({ ...settingsInput(locale), seen: z.string().default('') }),
        again: (ask, typed, problems) =>
          settingsReply(world, ask, typed, { problems, once: onceIdOf(typed) }),
        run: async (ask, { seen, ...chosen }) => {
          const settings = await changeSettings(world, ask, chosen, seen)
          const card = settingsSavedCard({ settings, councilName: ask.who.councilName }, ask.locale)
          return answerWith(card, card.fallbackText, true)
        },
      }),
    ],
  }
}

async function settingsReply(
  world: World,
  ask: Ask,
  typed?: SettingsTyped,
  back?: GivenBack,
): Promise<Reply> {
  const { settings, mayChange } = await showSettings(world, ask.who)
  const facts = { settings, councilName: ask.who.councilName }
  const card = mayChange ? settingsForm(facts, typed, back, ask.locale) : settingsCard(facts, ask.locale)
  return answerWith(card, card.fallbackText)
}
