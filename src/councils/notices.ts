import { type Card, hasRole, withLetterhead } from '../chat/index.ts'
import type { World } from '../database/index.ts'
import type { Notice } from '../delivery/index.ts'
import type { JoinRequestId } from '../shared/ids.ts'
import type { Role } from '../shared/person.ts'
import { findStanding } from './find-standing.ts'
import { declinedCard, welcomeMemberCard } from './join-cards.ts'
import { joinRequestCard } from './join-request-cards.ts'
import { councilReminderNotices } from './reminder-notices.ts'
import { coordinatesNow, showAnswer } from './show-answer.ts'
import { isAsker, showJoinRequest } from './show-join.ts'
import { joinAnswerKind, joinRequestKind } from './tell-of-join.ts'

/** Who may report incidents, as docs/decisions/0005 says: they are told how. */
const reporting: readonly Role[] = ['reporter', 'councilMember', 'coordinator', 'chair']

/**
 * What councils make us say unasked: who wants to join, to the coordinators, and the answer, to who asked; that an agreement
 * runs out, and that it is time to follow up.
 */
export function councilNotices(world: World): readonly Notice[] {
  return [
    ...councilReminderNotices(world),
    {
      kind: joinRequestKind,
      living: true,
      whenUncertain: 'hold',
      render: async ({ councilId, subjectId, recipient }, locale) => {
        const reader = recipient.kind === 'person' ? recipient.person : recipient
        const councilName = await coordinatesNow(world, councilId, reader)
        if (councilName === undefined) return undefined
        const seen = await showJoinRequest(world, councilId, subjectId as JoinRequestId, reader)
        // Who was let in as a coordinator needs no card about it.
        if (recipient.kind === 'person' && isAsker(seen.request, recipient.person)) return undefined
        const card = joinRequestCard({ ...seen, councilName, now: world.clock.now() }, {}, {}, locale)
        return { card, summary: card.fallbackText }
      },
    },
    {
      kind: joinAnswerKind,
      living: false,
      whenUncertain: 'hold',
      render: async ({ councilId, subjectId, recipient }, locale) => {
        if (recipient.kind !== 'person') return undefined
        const answer = await showAnswer(world, councilId, subjectId as JoinRequestId, recipient.person)
        if (!answer) return undefined
        const card =
          answer.kind === 'approved'
            ? welcomeMemberCard(answer.member, hasRole(answer.member, reporting), locale)
            : declinedCard(answer.councilName, answer.reason, answer.askAgainOn, world.clock.now(), locale)
        return { card, summary: card.fallbackText }
      },
    },
  ]
}

/**
 * The same notices for people who may sit in several councils: what they get in their own chat says which council it is
 * about, as every answer does there.
 */
export function sayingWhichCouncil(world: World, notices: readonly Notice[]): readonly Notice[] {
  const standingOf = findStanding(world)
  return notices.map((notice) => ({
    ...notice,
    render: async (promised, locale) => {
      const message = await notice.render(promised, locale)
      if (!message || promised.recipient.kind !== 'person') return message
      const where = { conversationId: '', kind: 'personal' } as const
      const standing = await standingOf(promised.recipient.person, where, promised.councilId)
      if (standing.kind !== 'member' || !standing.several) return message
      return { ...message, card: withLetterhead(message.card as Card, standing.member.councilName) }
    },
  }))
}
