import ICAL from 'ical.js'

/** An event as another library reads it. */
export interface ReadEvent {
  readonly uid: string
  readonly sequence: number
  readonly title: string
  readonly place: string
  readonly description: string
  readonly url: string
  readonly status: string
  readonly transparent: boolean
  readonly allDay: boolean
  /** As RFC 5545 has it, read into ISO form: `2026-11-26T12:00:00Z`, or `2026-11-26` for a day. */
  readonly start: string
  readonly end: string
  readonly stamp: string
  readonly modified: string
}

/** A calendar as another library reads it. Throws when it cannot. */
export interface ReadCalendar {
  readonly method: string
  readonly version: string
  readonly name: string | undefined
  readonly refresh: string | undefined
  readonly events: readonly ReadEvent[]
}

/** Reads text/calendar with ical.js, strictly. */
export function readCalendar(text: string): ReadCalendar {
  const design = ICAL.design as { strict?: boolean }
  design.strict = true
  const root = new ICAL.Component(ICAL.parse(text))
  const said = (component: ICAL.Component, name: string) => {
    const value = component.getFirstPropertyValue(name)
    return value === null ? undefined : String(value)
  }
  return {
    method: said(root, 'method') ?? '',
    version: said(root, 'version') ?? '',
    name: said(root, 'x-wr-calname'),
    refresh: said(root, 'refresh-interval'),
    events: root.getAllSubcomponents('vevent').map((component) => {
      const event = new ICAL.Event(component)
      return {
        uid: event.uid,
        sequence: event.sequence,
        title: event.summary,
        place: said(component, 'location') ?? '',
        description: said(component, 'description') ?? '',
        url: said(component, 'url') ?? '',
        status: said(component, 'status') ?? '',
        transparent: said(component, 'transp') === 'TRANSPARENT',
        allDay: event.startDate.isDate,
        start: event.startDate.toString(),
        end: event.endDate.toString(),
        stamp: said(component, 'dtstamp') ?? '',
        modified: said(component, 'last-modified') ?? '',
      }
    }),
  }
}

/** What RFC 5545 section 3.1 asks of the lines themselves; gives the first fault, or undefined. */
export function faultOfLines(text: string): string | undefined {
  if (!text.endsWith('\r\n')) return 'the last line does not end'
  if (/[^\r]\n|\r[^\n]/.test(text)) return 'a line ends by half'
  for (const line of text.slice(0, -2).split('\r\n')) {
    if (Buffer.byteLength(line) > 75) return `too long: ${line}`
    if (/(?!\t)\p{Cc}/u.test(line)) return `a control character: ${JSON.stringify(line)}`
    if (!line.isWellFormed()) return `half a character: ${line}`
    if (line === '') return 'an empty line'
  }
  return undefined
}
