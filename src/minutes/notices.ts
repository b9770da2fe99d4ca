import type { Card } from '../chat/index.ts'
import { memberOf } from '../councils/index.ts'
import type { World } from '../database/index.ts'
import type { Message, Notice, Promised } from '../delivery/index.ts'
import type { CouncilId, MeetingId } from '../shared/ids.ts'
import type { Locale } from '../shared/locale.ts'
import { minutesCard } from './cards.ts'
import { isBeingWritten, mayApprove, mayWrite } from './minutes.ts'
import { changeAskedCard, toApproveCard } from './paper-cards.ts'
import { bookOf } from './show-minutes.ts'
import { summaryCard } from './summary-cards.ts'
import {
  approveKind,
  changeKind,
  channelSummaryKind,
  minutesNow,
  ownersToMention,
  summaryKind,
  summaryOf,
  teamsKind,
} from './tell-of-minutes.ts'

/** What minutes make us say unasked: to the approver, to who writes them, and the summaries. */
export function minutesNotices(world: World): readonly Notice[] {
  const living = (
    kind: string,
    render: (promised: Promised, id: MeetingId, locale: Locale) => Promise<Card | undefined>,
  ): Notice => ({
    kind,
    living: true,
    whenUncertain: 'hold',
    render: async (promised, locale): Promise<Message | undefined> => {
      const card = await render(promised, promised.subjectId as MeetingId, locale)
      return card && { card, summary: card.fallbackText }
    },
  })
  const reader = (council: CouncilId, locale: Locale) => ({ council, locale, now: world.clock.now() })

  /** The minutes as they are now, and who is told of them; undefined when they may not be told any more. */
  const told = async ({ councilId, recipient }: Promised, id: MeetingId) => {
    const now = await minutesNow(world, councilId, id)
    if (!now || recipient.kind !== 'person') return undefined
    const member = await memberOf(world.db, councilId, recipient.person)
    return member && { ...now, member }
  }

  return [
    living(approveKind, async (promised, id, locale) => {
      const now = await told(promised, id)
      if (!now) return undefined
      const { meeting, minutes, member } = now
      return toApproveCard(meeting, minutes, mayApprove(member, meeting), reader(promised.councilId, locale))
    }),
    living(changeKind, async (promised, id, locale) => {
      const now = await told(promised, id)
      if (!now || !mayWrite(now.member, now.meeting)) return undefined
      return changeAskedCard(now.meeting, now.minutes, reader(promised.councilId, locale))
    }),
    // Not a living card: where somebody is writing, nothing is put in the place of what they write in.
    {
      ...living(teamsKind, async (promised, id, locale) => {
        const now = await told(promised, id)
        if (!now || !mayWrite(now.member, now.meeting) || !isBeingWritten(now.minutes)) return undefined
        const book = await bookOf(world.db, now.meeting)
        return book && minutesCard(book, reader(promised.councilId, locale))
      }),
      living: false,
    },
    living(summaryKind, async ({ councilId, recipient }, id, locale) => {
      if (recipient.kind !== 'person') return undefined
      const summary = await summaryOf(world, councilId, id, recipient.person)
      return summary && summaryCard({ ...summary, ...reader(councilId, locale) })
    }),
    living(channelSummaryKind, async ({ councilId, recipient }, id, locale) => {
      const summary = await summaryOf(world, councilId, id, undefined)
      if (!summary || recipient.kind !== 'conversation') return undefined
      const owners = await ownersToMention(world, councilId, id, recipient.conversationId)
      return summaryCard({ ...summary, ...reader(councilId, locale), own: undefined, owners })
    }),
  ]
}
