import { asWritten, button, type Card, card, heading, linkButton, paragraph, placing } from '../chat/index.ts'
import type { CouncilId } from '../shared/ids.ts'
import type { Locale } from '../shared/locale.ts'
import { exportWords } from './export-words.ts'
import { planVerb } from './plan-cards.ts'

/** For whom the files are. */
export interface ExportFrame {
  readonly council: CouncilId
  readonly councilName: string
  readonly count: number
  /** The addresses of the two files. */
  readonly sheet: string
  readonly document: string
  readonly locale: Locale
}

/** The two links to the plan's files. */
export function exportCard({ council, councilName, count, sheet, document, locale }: ExportFrame): Card {
  const words = exportWords(locale)
  return card(
    locale,
    words.title,
    [
      heading(words.title),
      placing(`${asWritten(councilName)} · ${words.count(count)}`),
      paragraph(words.explain),
    ],
    [
      linkButton(words.sheet, sheet),
      linkButton(words.document, document),
      button({ title: words.back, verb: planVerb, council }),
    ],
  )
}
