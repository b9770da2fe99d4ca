import type { CouncilId } from '../shared/ids.ts'
import { fold } from '../shared/text.ts'

/**
 * A day on which a council may ask, numbered as in ISO 8601: Monday is 1, Friday 5. Reminders keep to working days, and a
 * question that a weekend moves to the next week would be about a week that is over.
 */
export const weekdays = [1, 2, 3, 4, 5] as const
export type Weekday = (typeof weekdays)[number]

/** What a council's coordinators have decided about how the bot works for them. */
export interface CouncilSettings {
  readonly councilId: CouncilId
  /** The day on which reporters who have been silent are asked "Har du något att rapportera?"; null: nobody is asked. */
  readonly askWeekday: Weekday | null
  /** The Swedish time of day at which they are asked, `13:00`. */
  readonly askAt: string
}

/** The part of the settings that a coordinator chooses. */
export type ChosenSettings = Omit<CouncilSettings, 'councilId'>

/** When a council is asked that has not chosen a time. */
export const usualAskAt = '13:00'

/** Nobody is to be asked outside these hours, whatever a council would choose: the quiet hours begin soon after. */
const [earliest, latest] = ['07:00', '19:00']

/** Whether a text is a time of day at which reporters may be asked, `07:00` to `19:00`. */
export function isAskTime(text: string): boolean {
  return /^([01]\d|2[0-3]):[0-5]\d$/.test(text) && text >= earliest && text <= latest
}

const names: readonly (readonly string[])[] = [
  ['måndag', 'monday'],
  ['tisdag', 'tuesday'],
  ['onsdag', 'wednesday'],
  ['torsdag', 'thursday'],
  ['fredag', 'friday'],
]

/** The day from Monday to Friday with a Swedish or English name, in capitals or not, with or without its dots. */
export function weekdayNamed(name: string): Weekday | undefined {
  const folded = fold(name)
  return weekdays.find((day) => names[day - 1]?.some((one) => fold(one) === folded))
}

/** What stands for "nobody is asked" where a day is chosen. */
export const nobodyAsked = 'none'

/** The settings in one word, by which a form knows whether they were changed since it was opened. */
export function markOf(settings: ChosenSettings): string {
  return `${settings.askWeekday ?? nobodyAsked}-${settings.askAt}`
}
