import type { CouncilId } from '../shared/ids.ts'
import type { Quorum } from './quorum.ts'

/** When a council is told of its meetings: whole days before (or after) the day, and minutes before it begins. */
export interface Offsets {
  /** Who has not answered is asked again. */
  readonly unanswered: number
  /** The locked agenda and the one-page briefing. */
  readonly briefing: number
  /** Owners of late actions on the agenda. */
  readonly owners: number
  readonly eve: number
  /** Minutes before it begins, with the link. */
  readonly soonMinutes: number
  /** The coordinators prepare. */
  readonly prepare: number
  /** Days after: the minutes are not written. */
  readonly unwritten: number
  /** Days after: the minutes are not approved. */
  readonly unapproved: number
}

/** What a council has decided about its meetings. */
export interface MeetingSettings {
  readonly councilId: CouncilId
  /** How many days before a meeting its agenda is locked. */
  readonly lockDays: number
  readonly quorum: Quorum
  readonly offsets: Offsets
  /** Whether summaries go out when the minutes are approved, or at once, marked as a draft. */
  readonly summaries: 'approved' | 'atOnce'
}

/** What holds until a council has decided otherwise. */
export const usualSettings: Omit<MeetingSettings, 'councilId'> = {
  lockDays: 7,
  quorum: { kind: 'none' },
  offsets: {
    unanswered: 14,
    briefing: 7,
    owners: 3,
    eve: 1,
    soonMinutes: 60,
    prepare: 21,
    unwritten: 1,
    unapproved: 7,
  },
  summaries: 'approved',
}

/** The offsets in the order of the days before and after a meeting. */
export const offsetNames = [
  'prepare',
  'unanswered',
  'briefing',
  'owners',
  'eve',
  'soonMinutes',
  'unwritten',
  'unapproved',
] as const satisfies readonly (keyof Offsets)[]

/** The part of the settings that a coordinator chooses. */
export type ChosenMeetingSettings = Omit<MeetingSettings, 'councilId'>

/** The settings as texts, one for each input of their form. */
export function settingsTexts(chosen: ChosenMeetingSettings): Readonly<Record<string, string>> {
  const { lockDays, quorum, summaries, offsets } = chosen
  return {
    lockDays: String(lockDays),
    quorum: quorum.kind,
    count: quorum.kind === 'count' ? String(quorum.count) : '',
    summaries,
    ...Object.fromEntries(offsetNames.map((name) => [name, String(offsets[name])])),
  }
}

/** The settings in one word, by which a form knows whether they were changed since it was opened. */
export function settingsMark(chosen: ChosenMeetingSettings): string {
  return Object.values(settingsTexts(chosen)).join('-')
}
