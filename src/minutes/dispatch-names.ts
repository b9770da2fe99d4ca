import type { World } from '../database/index.ts'
import type { CouncilId, MeetingId } from '../shared/ids.ts'
import type { Locale, Texts } from '../shared/locale.ts'
import {
  approveKind,
  changeKind,
  channelSummaryKind,
  minutesNow,
  summaryKind,
  teamsKind,
} from './tell-of-minutes.ts'

const names = {
  approve: { sv: 'Protokoll att justera', en: 'Minutes to approve' },
  change: { sv: 'Önskad ändring i ett protokoll', en: 'A change asked for in minutes' },
  summary: { sv: 'Sammanfattning av ett möte', en: 'Summary of a meeting' },
  channel: { sv: 'Sammanfattning av ett möte till kanalen', en: 'Summary of a meeting to the channel' },
  teams: {
    sv: 'Protokollet när ett möte börjar eller slutar',
    en: 'The minutes as a meeting starts or ends',
  },
} satisfies Record<string, Texts<string>>

/** What the messages that minutes cause are called where they are listed, and the day of the meeting they are about. */
export function minutesDispatchNames(world: World) {
  const about = async (councilId: CouncilId, id: string) =>
    (await minutesNow(world, councilId, id as MeetingId))?.meeting.on
  return [
    { kind: approveKind, name: (locale: Locale) => names.approve[locale], about },
    { kind: changeKind, name: (locale: Locale) => names.change[locale], about },
    { kind: summaryKind, name: (locale: Locale) => names.summary[locale], about },
    { kind: channelSummaryKind, name: (locale: Locale) => names.channel[locale], about },
    { kind: teamsKind, name: (locale: Locale) => names.teams[locale], about },
  ]
}
