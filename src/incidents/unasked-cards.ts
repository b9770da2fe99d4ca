import { button, type Card, card, heading, paragraph, placing } from '../chat/index.ts'
import type { CouncilId } from '../shared/ids.ts'
import type { Locale } from '../shared/locale.ts'
import { sayMoment } from '../shared/stockholm.ts'
import { incidentTitle, type Reader } from './cards.ts'
import type { Incident } from './incident.ts'
import { unaskedWords } from './unasked-words.ts'

/** The question to a silent reporter, answered with one tap: the card then turns into the receipt. */
export function askCard(council: CouncilId, locale: Locale): Card {
  const { ask } = unaskedWords(locale)
  return card(
    locale,
    ask.title,
    [heading(ask.title), paragraph(ask.text)],
    [
      button({
        title: ask.nothing,
        verb: 'incidents.nothing',
        council,
        style: 'positive',
        ignoresInputs: true,
      }),
      button({ title: ask.report, verb: 'incidents.form', council, ignoresInputs: true }),
    ],
  )
}

/** To who reported: a coordinator has read it, and what happens next. */
export function readCard(incident: Incident, reader: Reader): Card {
  const { read } = unaskedWords(reader.locale)
  const title = read.title(incident.number)
  const when = sayMoment(incident.occurredAt, reader.now, reader.locale)
  return card(
    reader.locale,
    title,
    [
      heading(`✓ ${title}`),
      placing(`${incidentTitle(incident, reader.locale)} · ${when}`),
      paragraph(read.next),
      incident.publishedAt ? paragraph(read.published, 'Small') : undefined,
    ],
    [
      button({
        title: read.show,
        verb: 'incidents.show',
        council: incident.councilId,
        pointers: { incident: incident.id },
      }),
    ],
  )
}
