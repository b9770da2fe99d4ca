import { asWritten, button, type Card, card, heading, paragraph } from '../chat/index.ts'
import type { CouncilId } from '../shared/ids.ts'
import type { Locale } from '../shared/locale.ts'
import { councilWords } from './words.ts'

/** The verb that makes a channel the council's. */
export const connectVerb = 'councils.connect'
/** The verb that lets go of the council's channel. */
export const disconnectVerb = 'councils.disconnect'

/** What is said in a channel that is the council's: newly, instead of another one, or as it already was. */
export function connectedCard(
  council: { readonly id: CouncilId; readonly name: string },
  came: 'connected' | 'moved' | 'already',
  locale: Locale,
): Card {
  const words = councilWords(locale).channel
  const title = words.connectedTitle(council.name)
  return card(
    locale,
    title,
    [
      heading(asWritten(came === 'already' ? title : `✓ ${title}`)),
      paragraph(came === 'already' ? words.already : words.connected),
      came === 'moved' ? paragraph(words.moved, 'Small') : undefined,
    ],
    [button({ title: words.disconnect, verb: disconnectVerb, council: council.id })],
  )
}

/** What is said when a council has let go of its channel. */
export function disconnectedCard(councilName: string, locale: Locale): Card {
  const words = councilWords(locale).channel
  return card(locale, words.disconnectedTitle, [
    heading(`✓ ${words.disconnectedTitle}`),
    paragraph(words.disconnected(asWritten(councilName))),
  ])
}
