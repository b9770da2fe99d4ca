import ical, {
  ICalCalendarMethod,
  ICalEventBusyStatus,
  type ICalEventData,
  ICalEventStatus,
  ICalEventTransparency,
} from 'ical-generator'
import { minuteMs, plusMs } from '../shared/clock.ts'
import { plusDays } from '../shared/stockholm.ts'
import type { CalendarEvent, EventTime } from './event.ts'

/** What a calendar is over HTTP and as a file. */
export const calendarType = 'text/calendar; charset=utf-8; method=PUBLISH'

/** How often a calendar that is subscribed to asks to be read again; the programs decide themselves. */
const readAgainSeconds = 60 * 60

const statuses = {
  tentative: ICalEventStatus.TENTATIVE,
  confirmed: ICalEventStatus.CONFIRMED,
  cancelled: ICalEventStatus.CANCELLED,
} satisfies Record<CalendarEvent['state'], ICalEventStatus>

/**
 * Events as text/calendar (RFC 5545), the same for the same events. `name` is what a calendar that is subscribed to calls
 * itself; a file without one is put into the calendar that the person has already. A link that is no address is left out.
 * Throws RangeError when a day is none. docs/decisions/0025 says why it is written so.
 */
export function writeCalendar(events: readonly CalendarEvent[], name?: string): string {
  const calendar = ical({
    prodId: { company: 'Tryggve', product: 'Tryggve', language: 'SV' },
    method: ICalCalendarMethod.PUBLISH,
    ...(name === undefined ? {} : { name: plain(name), ttl: readAgainSeconds }),
  })
  for (const event of inOrder(events)) calendar.createEvent(dataOf(event))
  // Every line ends, the last one too (RFC 5545 section 3.1).
  return `${calendar.toString()}\r\n`
}

function dataOf(event: CalendarEvent): ICalEventData {
  const busy = event.busy && event.state !== 'cancelled'
  return {
    id: event.uid,
    sequence: event.sequence,
    ...timesOf(event.when),
    // When it changed, not when it is read: the same calendar is then the same text, and a later change is later.
    stamp: event.changedAt,
    lastModified: event.changedAt,
    summary: plain(event.title),
    ...(event.place ? { location: plain(event.place) } : {}),
    ...(event.description ? { description: plain(event.description) } : {}),
    ...(URL.canParse(event.link) ? { url: addressOf(event.link) } : {}),
    status: statuses[event.state],
    transparency: busy ? ICalEventTransparency.OPAQUE : ICalEventTransparency.TRANSPARENT,
    busystatus: busyStatus(event, busy),
  }
}

function timesOf(when: EventTime): Pick<ICalEventData, 'start'> & Partial<ICalEventData> {
  // A day ends before the next one begins: DTEND is not part of it (RFC 5545 section 3.6.1).
  if ('on' in when) return { start: when.on, end: plusDays(when.on, 1), allDay: true }
  return { start: when.startsAt, end: plusMs(when.startsAt, when.lengthMinutes * minuteMs) }
}

function busyStatus({ state }: CalendarEvent, busy: boolean): ICalEventBusyStatus {
  if (!busy) return ICalEventBusyStatus.FREE
  return state === 'tentative' ? ICalEventBusyStatus.TENTATIVE : ICalEventBusyStatus.BUSY
}

/** What a text may hold: control characters have no place in one (RFC 5545 section 3.3.11), nor halves of characters. */
function plain(text: string): string {
  return text
    .toWellFormed()
    .replace(/\r\n?/g, '\n')
    .replace(/(?![\n\t])\p{Cc}/gu, '')
}

/** The signs that the writer would escape as if this were text are written so that an address keeps its meaning. */
function addressOf(link: string): string {
  const escapes = { ',': '%2C', ';': '%3B', '\\': '%5C' }
  return new URL(link).href.replace(/[,;\\]/g, (sign) => escapes[sign as keyof typeof escapes])
}

/** By time, then by id, so that the order of the database never shows. */
function inOrder(events: readonly CalendarEvent[]): readonly CalendarEvent[] {
  const key = ({ when, uid }: CalendarEvent) => `${'on' in when ? when.on : when.startsAt} ${uid}`
  return events.toSorted((one, other) => (key(one) < key(other) ? -1 : 1))
}
