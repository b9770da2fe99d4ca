import {
  asWritten,
  button,
  type Card,
  card,
  compact,
  type FormFrame,
  facts,
  field,
  footnote,
  heading,
  placing,
  somethingWrong,
  strong,
  textInput,
  value,
} from '../chat/index.ts'
import type { CouncilId } from '../shared/ids.ts'
import type { Locale } from '../shared/locale.ts'
import { type MeetingSettings, offsetNames, settingsMark, settingsTexts } from './meeting-settings.ts'
import { meetingSettingsWords } from './settings-words.ts'

/** The verbs on the cards of a council's rules for its meetings. */
export const rulesVerb = 'meetings.rules'
export const saveRulesVerb = 'meetings.saveRules'

/** The rules as a coordinator changes them: as they are, or as they were typed. */
export function meetingRulesForm(settings: MeetingSettings, councilName: string, frame: FormFrame): Card {
  const words = meetingSettingsWords(frame.locale)
  const { problems, locale } = frame
  const shown = { ...settingsTexts(settings), ...frame.typed }
  const number = (id: string, label: string, error: string, usual: string) =>
    field(problems[id], { ...textInput(id, label, error, usual, 4), ...value(shown[id]), isRequired: true })
  return card(
    locale,
    words.title,
    [
      heading(words.title),
      placing(`${asWritten(councilName)} · ${words.lead}`),
      somethingWrong(frame, words.wrong),
      ...number('lockDays', words.lockDays, words.lockDaysError, '7'),
      ...field(problems.quorum, {
        ...compact(
          'quorum',
          words.quorum,
          words.quorumError,
          (['none', 'half', 'count'] as const).map((kind) => ({ title: words.quorums[kind], value: kind })),
        ),
        ...value(shown.quorum),
      }),
      ...field(problems.count, {
        ...textInput('count', words.count, words.countError, '8', 3),
        ...value(shown.count),
      }),
      ...field(problems.summaries, {
        ...compact(
          'summaries',
          words.summaries,
          words.summariesError,
          (['approved', 'atOnce'] as const).map((kind) => ({ title: words.summary[kind], value: kind })),
        ),
        ...value(shown.summaries),
      }),
      strong(words.reminders),
      ...offsetNames.flatMap((name) =>
        name === 'soonMinutes'
          ? number(name, words.offsets[name], words.minutesError, '60')
          : number(name, words.offsets[name], words.daysError, '7'),
      ),
    ],
    [
      button({
        title: words.save,
        verb: saveRulesVerb,
        council: frame.council,
        style: 'positive',
        pointers: { seen: frame.typed.seen ?? settingsMark(settings) },
        ...(frame.once ? { once: frame.once } : {}),
      }),
    ],
  )
}

/** The rules as everybody in the council may read them. */
export function meetingRulesCard(settings: MeetingSettings, councilName: string, locale: Locale): Card {
  const words = meetingSettingsWords(locale)
  return card(locale, words.title, [
    heading(words.title),
    placing(asWritten(councilName)),
    ...ruleRows(settings, locale),
    footnote(words.whoChanges),
  ])
}

/** What is said when the rules have been saved: how they are now. */
export function meetingRulesSavedCard(settings: MeetingSettings, councilName: string, locale: Locale): Card {
  const words = meetingSettingsWords(locale)
  return card(
    locale,
    words.saved,
    [heading(`✓ ${words.saved}`), placing(asWritten(councilName)), ...ruleRows(settings, locale)],
    [toRules(words.change, settings.councilId)],
  )
}

function toRules(title: string, council: CouncilId) {
  return button({ title, verb: rulesVerb, council })
}

function ruleRows({ lockDays, quorum, summaries, offsets }: MeetingSettings, locale: Locale) {
  const words = meetingSettingsWords(locale)
  const decides = quorum.kind === 'count' ? words.atLeast(quorum.count) : words.quorums[quorum.kind]
  return [
    facts([
      [words.lockDays, String(lockDays)],
      [words.quorum, decides],
      [words.summaries, words.summary[summaries]],
    ]),
    strong(words.reminders),
    facts(offsetNames.map((name) => [words.offsets[name], String(offsets[name])] as const)),
  ]
}
