import { mentionOf } from '../chat/index.ts'
import { memberOf, mentionable } from '../councils/index.ts'
import type { World } from '../database/index.ts'
import type { Notice } from '../delivery/index.ts'
import type { ActionId } from '../shared/ids.ts'
import { isOwner, maySeeThrough } from './action.ts'
import type { Language } from './language.ts'
import { actionDeclinedCard, ownerCard } from './owner-cards.ts'
import { reminderNotices } from './reminder-notices.ts'
import { actionNow } from './show-action.ts'
import { besideOf } from './show-commands.ts'
import { declinedKind, ownerKind } from './tell-owner.ts'
import { toldNotices } from './told-notices.ts'

/** What actions make us say unasked: the owner's living card, the coordinators' when an owner has said no, and word to reporters. */
export function actionNotices(world: World, language: Language): readonly Notice[] {
  return [
    {
      kind: ownerKind,
      living: true,
      whenUncertain: 'hold',
      render: async ({ councilId, subjectId, recipient }, locale) => {
        const action = await actionNow(world, councilId, subjectId as ActionId)
        if (!action || recipient.kind !== 'person') return undefined
        // By what they are today: who has left the council reads nothing.
        const member = await memberOf(world.db, councilId, recipient.person)
        if (!member) return undefined
        const beside = await besideOf(world, language, locale, action)
        const own = isOwner(member, action)
        const seesThrough = maySeeThrough(member, action)
        const card = ownerCard(action, beside, { locale, now: world.clock.now(), own, seesThrough })
        return { card, summary: card.fallbackText }
      },
    },
    {
      kind: declinedKind,
      living: true,
      whenUncertain: 'hold',
      render: async ({ councilId, subjectId, recipient }, locale) => {
        const action = await actionNow(world, councilId, subjectId as ActionId)
        if (!action) return undefined
        if (recipient.kind === 'person') {
          const member = await memberOf(world.db, councilId, recipient.person)
          if (!member || !maySeeThrough(member, action)) return undefined
        }
        const { person, title } = action.owner
        const inChannel = recipient.kind === 'conversation' ? recipient.conversationId : undefined
        const named = inChannel && (await mentionable(world, councilId, person, inChannel))
        const mention = named ? mentionOf(person, title) : undefined
        const card = actionDeclinedCard(action, world.clock.now(), locale, mention)
        return { card, summary: card.fallbackText }
      },
    },
    ...toldNotices(world),
    ...reminderNotices(world),
  ]
}
