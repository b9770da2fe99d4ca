import {
  button,
  type Card,
  type CardElement,
  card,
  facts,
  footnote,
  heading,
  paragraph,
  strong,
} from '../chat/index.ts'
import { dayMs, type Instant } from '../shared/clock.ts'
import type { Locale } from '../shared/locale.ts'
import { localDate, sayDate } from '../shared/stockholm.ts'
import type { Brief } from './incident.ts'
import { type ListFrame, listRow } from './list-cards.ts'
import { unaskedWords } from './unasked-words.ts'

/** What coordinators get when a week begins: what is new, what waits, and what has waited longest, with the way on. */
export function briefCard({ councilId, since, news, waiting }: Brief, now: Instant, locale: Locale): Card {
  const { brief } = unaskedWords(locale)
  const [longest, ...others] = waiting.first
  const frame: RowFrame = { locale, council: councilId, now }
  const row = rowIn(frame)
  const hidden = waiting.count - waiting.first.length
  return card(
    locale,
    brief.title,
    [
      heading(brief.title),
      facts([
        [brief.news, brief.newsCount(news, sayDate(localDate(since), now, locale))],
        [brief.waiting, brief.waitingCount(waiting.count)],
      ]),
      ...(longest ? [strong(brief.longest), row(longest)] : [paragraph(brief.allAssessed)]),
      ...(others.length > 0 ? [strong(brief.also), ...others.map(row)] : []),
      hidden > 0 ? footnote(brief.more(hidden)) : undefined,
    ],
    [
      longest &&
        button({
          title: brief.assess(longest.number),
          verb: 'incidents.assessForm',
          council: councilId,
          pointers: { incident: longest.id },
          style: 'positive',
          ignoresInputs: true,
        }),
      waiting.count > 0
        ? button({
            title: brief.showWaiting,
            verb: 'incidents.list',
            council: councilId,
            pointers: { status: 'new' },
            ignoresInputs: true,
          })
        : undefined,
    ],
  )
}

type RowFrame = Pick<ListFrame, 'locale' | 'council' | 'now'>

function rowIn(frame: RowFrame): (incident: Brief['waiting']['first'][number]) => CardElement {
  const { brief } = unaskedWords(frame.locale)
  return (incident) => listRow(incident, frame, brief.waited(daysBetween(incident.reportedAt, frame.now)))
}

/** As days change at midnight: 0 is the same day. */
function daysBetween(at: Instant, now: Instant): number {
  return Math.round((Date.parse(localDate(now)) - Date.parse(localDate(at))) / dayMs)
}
