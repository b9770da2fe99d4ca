import {
  asWritten,
  button,
  type Card,
  card,
  heading,
  inSomebodysMessage,
  paragraph,
  placing,
} from '../chat/index.ts'
import type { CouncilId } from '../shared/ids.ts'
import type { Locale } from '../shared/locale.ts'
import type { ShareCommand, Shared } from './shareable.ts'
import { searchWords } from './words.ts'

export interface ShareFrame {
  readonly locale: Locale
  readonly council: { readonly id: CouncilId; readonly name: string }
  readonly command: ShareCommand
  /** Whether those who read the chat are the council: then they see what all its members may see. */
  readonly amongCouncil: boolean
}

/**
 * A thing as it is put in a chat. What it says depends on who may read the chat, not on who put it there; whoever presses
 * sees what they may see, alone.
 */
export function shareCard(shared: Shared, { locale, council, command, amongCouncil }: ShareFrame): Card {
  const words = searchWords(locale)
  const name = `${words.kinds[command]} ${shared.number}`
  const open = button({
    title: words.show,
    verb: shared.show.verb,
    council: council.id,
    pointers: { ...shared.show.pointers, ...inSomebodysMessage },
  })
  const says =
    amongCouncil && shared.forEverybody
      ? [heading(shared.title), placing(shared.under)]
      : [heading(name), placing(asWritten(council.name)), paragraph(words.onlyForThose, 'Small')]
  return card(locale, name, says, [open])
}
