import type { World } from '../database/index.ts'
import type { Notice } from '../delivery/index.ts'
import { hourMs } from '../shared/clock.ts'
import type { Locale } from '../shared/locale.ts'
import { cardWithLinks } from './export-commands.ts'
import { linksKind, readerOf } from './export-plan.ts'
import { exportWords } from './export-words.ts'

/** The links for who asked among others, in their own chat. Nobody waits for them longer than an hour. */
export function exportNotices(world: World, publicUrl: string): readonly Notice[] {
  return [
    {
      kind: linksKind,
      living: false,
      whenUncertain: 'hold',
      usefulForMs: hourMs,
      render: async ({ councilId, recipient }, locale) => {
        if (recipient.kind !== 'person') return undefined
        const reader = await readerOf(world, { councilId, who: recipient.person })
        const card = reader && (await cardWithLinks(world, publicUrl, reader, locale))
        return card && { card, summary: card.fallbackText }
      },
    },
  ]
}

/** What that message is called where messages are listed. */
export const exportDispatchNames = [
  { kind: linksKind, name: (locale: Locale) => exportWords(locale).dispatch },
]
