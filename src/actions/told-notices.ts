import type { World } from '../database/index.ts'
import type { Notice } from '../delivery/index.ts'
import type { ActionId } from '../shared/ids.ts'
import { toldKind, wordTo } from './tell-reporters.ts'
import { toldCard } from './told-cards.ts'

/** Word to those who reported: what their report led to. */
export function toldNotices(world: World): readonly Notice[] {
  return [
    {
      kind: toldKind,
      living: false,
      whenUncertain: 'hold',
      render: async ({ councilId, subjectId, recipient }, locale) => {
        if (recipient.kind !== 'person') return undefined
        const word = await wordTo(world, councilId, subjectId as ActionId, recipient.person)
        if (!word) return undefined
        const card = toldCard(word.action, word.numbers, locale)
        return { card, summary: card.fallbackText }
      },
    },
  ]
}
