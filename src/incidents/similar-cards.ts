import {
  asWritten,
  button,
  type Card,
  type CardElement,
  heading,
  interlude,
  paragraph,
  placing,
} from '../chat/index.ts'
import type { Instant } from '../shared/clock.ts'
import type { IncidentId } from '../shared/ids.ts'
import { sayMoment } from '../shared/stockholm.ts'
import type { AdviceFrame } from './advice-cards.ts'
import type { Incident } from './incident.ts'
import { incidentWords } from './words.ts'

/** A similar incident as a reporter may know of it: its own words only to who may read it. */
export interface Similar {
  readonly incident: Incident
  readonly mayRead: boolean
}

/** Asks, before a report is saved, whether it is about something that has been reported already. */
export function similarCard(form: Card, similar: readonly Similar[], now: Instant, frame: AdviceFrame): Card {
  const { similar: words } = incidentWords(frame.locale)
  return interlude(form, {
    body: [
      heading(words.title),
      placing(words.lead(similar.length)),
      ...similar.map((one) => similarRow(one, now, frame)),
    ],
    actions: [decide(words.different, 'new', frame)],
    change: words.change,
  })
}

function similarRow({ incident, mayRead }: Similar, now: Instant, frame: AdviceFrame): CardElement {
  const { locale } = frame
  const { similar: words } = incidentWords(locale)
  const when = sayMoment(incident.occurredAt, now, locale)
  const line = words.at(incident.category.name[locale], asWritten(incident.place.name), when)
  return {
    type: 'Container',
    separator: true,
    spacing: 'Medium',
    items: [
      paragraph(mayRead ? `**${incident.number}** · ${line}` : line, 'None'),
      ...(mayRead ? [paragraph(asWritten(incident.text), 'Small')] : []),
      { type: 'ActionSet', spacing: 'Small', actions: [decide(words.same, incident.id, frame)] },
    ],
  }
}

function decide(title: string, similar: IncidentId | 'new', frame: AdviceFrame) {
  const pointers = { ...frame.pointers, similar }
  return button({ title, verb: frame.verb, council: frame.council, once: frame.once, pointers })
}
