import {
  asWritten,
  button,
  type Card,
  type CardElement,
  card,
  footnote,
  heading,
  paragraph,
  placing,
  problemText,
  strong,
  timeInput,
} from '../chat/index.ts'
import type { Locale } from '../shared/locale.ts'
import { type CouncilSettings, markOf, nobodyAsked, weekdays } from './council-settings.ts'
import { type GivenBack, onceOf } from './member-forms.ts'
import { councilWords } from './words.ts'

/** The verbs on this feature's cards about settings. */
export const settingsVerb = 'councils.settings'
export const saveSettingsVerb = 'councils.saveSettings'

/** What the cards of the settings need to know. */
export interface SettingsFacts {
  readonly settings: CouncilSettings
  readonly councilName: string
}

/** What stands in the form: as it was typed. */
export interface SettingsTyped {
  readonly askWeekday?: string | undefined
  readonly askAt?: string | undefined
  /** The mark of the settings that were shown when the form was opened. */
  readonly seen?: string | undefined
}

/** The settings as a coordinator changes them: as they are, or as they were typed. */
export function settingsForm(
  { settings, councilName }: SettingsFacts,
  typed: SettingsTyped | undefined,
  back: GivenBack | undefined,
  locale: Locale,
): Card {
  const words = councilWords(locale).settings
  const { problems } = words
  const shown = typed ?? { askWeekday: String(settings.askWeekday ?? nobodyAsked), askAt: settings.askAt }
  const days = weekdays.map((day) => ({ title: capital(words.weekdays[day]), value: String(day) }))
  const choices = [{ title: words.askNobody, value: nobodyAsked }, ...days]
  const chosen = choices.find(({ value }) => value === shown.askWeekday)
  return card(
    locale,
    words.title,
    [
      heading(words.title),
      placing(asWritten(councilName)),
      ...askLines(locale),
      problemText(back?.problems.askWeekday),
      {
        type: 'Input.ChoiceSet',
        id: 'askWeekday',
        label: words.askWeekday,
        errorMessage: problems.askWeekday,
        isRequired: true,
        choices,
        ...(chosen ? { value: chosen.value } : {}),
      },
      problemText(back?.problems.askAt),
      {
        ...timeInput(locale, 'askAt', words.askAt, problems.askAt),
        isRequired: true,
        ...(shown.askAt ? { value: shown.askAt } : {}),
      },
    ],
    [
      button({
        title: councilWords(locale).save,
        verb: saveSettingsVerb,
        council: settings.councilId,
        pointers: { seen: typed?.seen ?? markOf(settings) },
        style: 'positive',
        ...onceOf(back),
      }),
    ],
  )
}

/** The settings as everybody in the council may read them. */
export function settingsCard({ settings, councilName }: SettingsFacts, locale: Locale): Card {
  const words = councilWords(locale).settings
  return card(locale, words.title, [
    heading(words.title),
    placing(asWritten(councilName)),
    ...askLines(locale),
    strong(sayAsked(settings, locale)),
    footnote(words.whoChanges),
  ])
}

/** What is said when settings have been saved: how they are now. */
export function settingsSavedCard({ settings, councilName }: SettingsFacts, locale: Locale): Card {
  const words = councilWords(locale).settings
  return card(
    locale,
    words.savedTitle,
    [
      heading(`✓ ${words.savedTitle}`),
      placing(asWritten(councilName)),
      strong(words.ask),
      paragraph(sayAsked(settings, locale), 'None'),
    ],
    [button({ title: words.changeAgain, verb: settingsVerb, council: settings.councilId })],
  )
}

/** What the question is, and whom it goes to. */
function askLines(locale: Locale): readonly CardElement[] {
  const words = councilWords(locale).settings
  return [strong(words.ask), paragraph(words.askHint, 'None')]
}

function sayAsked({ askWeekday, askAt }: CouncilSettings, locale: Locale): string {
  const words = councilWords(locale).settings
  if (askWeekday === null) return words.notAsked
  return words.asked(words.weekdays[askWeekday], locale === 'sv' ? askAt.replace(':', '.') : askAt)
}

function capital(word: string): string {
  return word.slice(0, 1).toUpperCase() + word.slice(1)
}
