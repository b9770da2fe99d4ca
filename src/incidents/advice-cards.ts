import {
  asWritten,
  button,
  type Card,
  type CardElement,
  card,
  footnote,
  heading,
  interlude,
  paragraph,
  placing,
  reportVerb,
  strong,
} from '../chat/index.ts'
import { type Concern, type FieldAdvice, type Finding, markOf, privacyWords } from '../privacy/index.ts'
import type { CouncilId, OnceId } from '../shared/ids.ts'
import type { Locale } from '../shared/locale.ts'
import { incidentWords } from './words.ts'

/** Where the advice is shown, and what its buttons do. */
export interface AdviceFrame {
  readonly locale: Locale
  readonly council: CouncilId
  readonly once: OnceId
  /** The press that the form itself makes, which the buttons make again with a decision. */
  readonly verb: string
  readonly pointers: Readonly<Record<string, string>>
}

/**
 * What to think about before a text is saved: the place marked, why, and how it can be said instead. A warning can be
 * kept, a block cannot; the form with everything that was typed waits behind.
 */
export function adviceCard(form: Card, advice: readonly FieldAdvice<string>[], frame: AdviceFrame): Card {
  const { advice: words } = incidentWords(frame.locale)
  const privacy = privacyWords(frame.locale)
  const blocked = advice.some(({ verdict }) => verdict.kind === 'blocked')
  const to = (title: string, decision: Record<string, string>, style?: 'positive') =>
    button({
      title,
      verb: frame.verb,
      council: frame.council,
      once: frame.once,
      pointers: { ...frame.pointers, ...decision },
      ...(style ? { style } : {}),
    })
  const takeable = advice.every(({ verdict }) => verdict.suggestion !== '')
  const marks = advice.map(({ verdict }) => markOf(verdict.text)).join(',')
  return interlude(form, {
    body: [
      heading(blocked ? privacy.blocked : privacy.warned),
      placing(privacy.nothingKept),
      ...advice.flatMap((one) => adviceRows(one, frame.locale)),
    ],
    actions: [
      ...(takeable ? [to(words.take, { take: 'yes' }, 'positive')] : []),
      ...(blocked ? [] : [to(words.keep, { accepted: marks })]),
    ],
    change: words.change,
  })
}

function adviceRows({ verdict }: FieldAdvice<string>, locale: Locale): readonly CardElement[] {
  const { reasons, suggestion } = privacyWords(locale)
  const kinds = [...new Set(verdict.findings.map(({ kind }) => kind))]
  return [
    {
      type: 'Container',
      style: 'emphasis',
      spacing: 'Medium',
      items: [paragraph(marked(verdict.text, verdict.findings), 'None')],
    },
    ...kinds.flatMap((kind) => [
      strong(`⚠ ${reasons[kind].what}`, 'Small'),
      paragraph(`${reasons[kind].why} ${reasons[kind].instead}`, 'None'),
    ]),
    ...(verdict.suggestion ? [strong(suggestion), paragraph(asWritten(verdict.suggestion), 'None')] : []),
  ]
}

/** The text with what was found in bold. */
function marked(text: string, findings: readonly Finding[]): string {
  const inOrder = findings.toSorted((one, other) => one.start - other.start)
  let shown = ''
  let at = 0
  for (const { start, end } of inOrder) {
    if (start < at) continue
    shown += `${asWritten(text.slice(at, start))}**${asWritten(text.slice(start, end).trim())}**${text.slice(start, end).endsWith(' ') ? ' ' : ''}`
    at = end
  }
  return shown + asWritten(text.slice(at))
}

/** A text about a child or about one person: not for us. Where to turn, in two lines; nothing of it is kept. */
export function concernCard(concern: Concern, council: CouncilId, locale: Locale): Card {
  const words = incidentWords(locale)
  const { concern: ways, nothingKept } = privacyWords(locale)
  return card(
    locale,
    words.advice.concernTitle,
    [
      heading(words.advice.concernTitle),
      ...ways[concern].map((line) => paragraph(line)),
      footnote(nothingKept),
    ],
    [button({ title: words.advice.reportPlace, verb: reportVerb, council })],
  )
}
