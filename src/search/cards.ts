import {
  asWritten,
  button,
  type Card,
  type CardElement,
  card,
  footnote,
  heading,
  paragraph,
  placing,
} from '../chat/index.ts'
import type { CouncilId } from '../shared/ids.ts'
import type { Locale } from '../shared/locale.ts'
import { excerptOf } from './excerpt.ts'
import type { Found } from './searchable.ts'
import { searchWords } from './words.ts'

export interface SearchFrame {
  readonly locale: Locale
  readonly council: CouncilId
  /** What was asked, as it was written. */
  readonly text: string
  readonly stems: readonly string[]
  readonly found: readonly Found[]
  /** Where the next page begins, as a pointer. */
  readonly next: string | undefined
  readonly isFirstPage: boolean
  /** Whether there are older ones, not yet ranked. */
  readonly older: boolean
}

/** How to search, for somebody who did not say what for. */
export function howToSearchCard(locale: Locale): Card {
  const words = searchWords(locale)
  return card(locale, words.title, [heading(words.title), paragraph(words.how), paragraph(words.howExample)])
}

/** What was found, the best first: each opens by a press. */
export function searchCard(frame: SearchFrame): Card {
  const words = searchWords(frame.locale)
  const page = (title: string, pointers: Record<string, string>) =>
    button({
      title,
      verb: 'search.page',
      council: frame.council,
      pointers: { text: frame.text, ...pointers },
      ignoresInputs: true,
    })
  const nothing = frame.found.length === 0 && frame.isFirstPage
  return card(
    frame.locale,
    words.title,
    [
      heading(words.title),
      placing(words.for(asWritten(frame.text))),
      ...frame.found.flatMap((found, at) => foundRow(found, frame, at)),
      ...(nothing
        ? [paragraph(words.none), paragraph(frame.older ? words.noneInNewest : words.noneText, 'Small')]
        : [footnote(frame.older ? words.amongNewest : words.best)]),
    ],
    [
      frame.next ? page(words.more, { from: frame.next }) : undefined,
      frame.isFirstPage ? undefined : page(words.again, {}),
    ],
  )
}

function foundRow(found: Found, frame: SearchFrame, at: number): readonly CardElement[] {
  // The text that is the title has been said.
  const texts = found.texts.filter((text) => asWritten(text) !== found.title)
  const excerpt = sayExcerpt(texts, frame.stems)
  const show = button({
    title: searchWords(frame.locale).show,
    verb: found.show.verb,
    council: frame.council,
    pointers: found.show.pointers,
    ignoresInputs: true,
  })
  return [
    {
      type: 'ColumnSet',
      separator: at > 0,
      spacing: 'Medium',
      columns: [
        {
          type: 'Column',
          width: 'stretch',
          items: [
            { type: 'TextBlock', text: found.title, wrap: true, weight: 'Bolder' },
            {
              type: 'TextBlock',
              text: found.under,
              wrap: true,
              isSubtle: true,
              size: 'Small',
              spacing: 'None',
            },
            ...(excerpt ? [paragraph(excerpt, 'None')] : []),
          ],
        },
        { type: 'Column', width: 'auto', items: [{ type: 'ActionSet', actions: [show] }] },
      ],
    },
  ]
}

/** The sentence with the words that were asked for in bold; what people wrote stays as written. */
function sayExcerpt(texts: readonly string[], stems: readonly string[]): string {
  return excerptOf(texts, stems)
    .map(({ text, found }) => (found ? `**${asWritten(text)}**` : asWritten(text)))
    .join('')
}
