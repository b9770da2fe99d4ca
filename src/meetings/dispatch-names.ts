import type { World } from '../database/index.ts'
import type { CouncilId, MeetingId } from '../shared/ids.ts'
import type { Locale, Texts } from '../shared/locale.ts'
import { meetingNow } from './show-meetings.ts'
import { callKind, changedKind } from './tell-called.ts'

const names = {
  call: { sv: 'Kallelse till ett möte', en: 'A call to a meeting' },
  changed: {
    sv: 'Besked om ett flyttat eller inställt möte',
    en: 'Word of a meeting that was moved or cancelled',
  },
} satisfies Record<string, Texts<string>>

/** What the messages that meetings cause are called where they are listed, and the meeting they are about. */
export function meetingDispatchNames(world: World) {
  const about = async (councilId: CouncilId, id: string) => {
    const meeting = await meetingNow(world, councilId, id as MeetingId)
    return meeting && `${meeting.title} ${meeting.on}`
  }
  return [
    { kind: callKind, name: (locale: Locale) => names.call[locale], about },
    { kind: changedKind, name: (locale: Locale) => names.changed[locale], about },
  ]
}
