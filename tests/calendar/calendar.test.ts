import { describe, expect, test } from '@jest/globals'
import { type CalendarEvent, writeCalendar } from '../../src/calendar/index.ts'
import { instant } from '../../src/shared/clock.ts'
import { newId } from '../../src/shared/ids.ts'
import { type LocalDate, localTime, momentAt } from '../../src/shared/stockholm.ts'
import { faultOfLines, readCalendar } from '../helpers/read-calendar.ts'

const meeting = (changes: Partial<CalendarEvent> = {}): CalendarEvent => ({
  uid: '11111111-2222-4333-8444-555555555555',
  sequence: 0,
  title: 'Rådet i november',
  when: { startsAt: momentAt('2026-11-26' as LocalDate, '13:00'), lengthMinutes: 120 },
  place: 'Kommunhuset, Älvsalen',
  link: 'https://example.se/mote?rum=4',
  description: 'Dagordning och svar: skriv möten till Tryggve i Teams.',
  state: 'confirmed',
  busy: true,
  changedAt: instant('2026-11-05T09:00:00.000Z'),
  ...changes,
})

function onlyEvent(event: CalendarEvent) {
  const text = writeCalendar([event], 'Tryggve')
  expect(faultOfLines(text)).toBeUndefined()
  const [read] = readCalendar(text).events
  if (!read) throw new Error('no event')
  return read
}

describe('A calendar that is written, read back by another library', () => {
  test('says the same of a meeting', () => {
    expect(onlyEvent(meeting({ sequence: 3 }))).toEqual({
      uid: '11111111-2222-4333-8444-555555555555',
      sequence: 3,
      title: 'Rådet i november',
      place: 'Kommunhuset, Älvsalen',
      description: 'Dagordning och svar: skriv möten till Tryggve i Teams.',
      url: 'https://example.se/mote?rum=4',
      status: 'CONFIRMED',
      transparent: false,
      allDay: false,
      start: '2026-11-26T12:00:00Z',
      end: '2026-11-26T14:00:00Z',
      stamp: '2026-11-05T09:00:00Z',
      modified: '2026-11-05T09:00:00Z',
    })
  })

  test('has its method, name and how often to read it again; the file of one meeting has no name', () => {
    const feed = readCalendar(writeCalendar([meeting()], 'Tryggve'))
    expect(feed).toMatchObject({ method: 'PUBLISH', version: '2.0', name: 'Tryggve', refresh: 'PT1H' })
    expect(writeCalendar([meeting()], 'Tryggve')).toContain('\r\nX-PUBLISHED-TTL:PT1H\r\n')
    const file = readCalendar(writeCalendar([meeting()]))
    expect(file).toMatchObject({ method: 'PUBLISH', name: undefined, refresh: undefined })
  })

  // 25 October 2026 and 28 March 2027: Sweden is two hours ahead of UTC in summer, one in winter.
  test.each([
    ['2026-10-24', '13:00', '2026-10-24T11:00:00Z', '2026-10-24T13:00:00Z'],
    ['2026-10-25', '13:00', '2026-10-25T12:00:00Z', '2026-10-25T14:00:00Z'],
    ['2027-03-27', '13:00', '2027-03-27T12:00:00Z', '2027-03-27T14:00:00Z'],
    ['2027-03-28', '13:00', '2027-03-28T11:00:00Z', '2027-03-28T13:00:00Z'],
    // Over the change itself two hours are two hours, whatever the clock on the wall says.
    ['2026-10-25', '01:30', '2026-10-24T23:30:00Z', '2026-10-25T01:30:00Z'],
    ['2027-03-28', '01:30', '2027-03-28T00:30:00Z', '2027-03-28T02:30:00Z'],
  ])('has %s at %s at its moment, also when the clocks change', (day, time, start, end) => {
    const when = { startsAt: momentAt(day as LocalDate, time), lengthMinutes: 120 }
    const read = onlyEvent(meeting({ when }))
    expect([read.start, read.end]).toEqual([start, end])
    expect(localTime(instant(read.start))).toBe(time)
  })

  test.each([
    ['2026-10-25', '2026-10-26'],
    ['2027-03-28', '2027-03-29'],
    ['2026-12-31', '2027-01-01'],
    ['2028-02-29', '2028-03-01'],
  ])('has the whole day %s, and not an hour of the next', (on, end) => {
    const read = onlyEvent(meeting({ when: { on: on as LocalDate }, busy: false }))
    expect(read).toMatchObject({ allDay: true, start: on, end, transparent: true })
    const text = writeCalendar([meeting({ when: { on: on as LocalDate } })])
    expect(text).toContain(`\r\nDTSTART;VALUE=DATE:${on.replaceAll('-', '')}\r\n`)
  })

  test('tells of a move and of a cancellation as later ones of the same', () => {
    const first = onlyEvent(meeting())
    const when = { startsAt: momentAt('2026-12-03' as LocalDate, '13:00'), lengthMinutes: 120 }
    const moved = onlyEvent(meeting({ when, sequence: 1, changedAt: instant('2026-11-10T09:00:00.000Z') }))
    const cancelled = onlyEvent(
      meeting({
        when,
        sequence: 2,
        title: 'Inställt: Rådet i november',
        state: 'cancelled',
        changedAt: instant('2026-11-20T09:00:00.000Z'),
      }),
    )
    expect(new Set([first.uid, moved.uid, cancelled.uid]).size).toBe(1)
    expect([first, moved, cancelled].map(({ sequence }) => sequence)).toEqual([0, 1, 2])
    expect(first.stamp < moved.stamp && moved.stamp < cancelled.stamp).toBe(true)
    expect(moved.start).toBe('2026-12-03T12:00:00Z')
    // Whoever is told that it is cancelled is not kept busy by it.
    expect(cancelled).toMatchObject({ status: 'CANCELLED', transparent: true })
  })

  test('says to Outlook too whether it keeps anybody busy', () => {
    const said = (changes: Partial<CalendarEvent>) =>
      /X-MICROSOFT-CDO-BUSYSTATUS:(\w+)/.exec(writeCalendar([meeting(changes)]))?.[1]
    expect(said({})).toBe('BUSY')
    expect(said({ state: 'tentative' })).toBe('TENTATIVE')
    expect(said({ busy: false })).toBe('FREE')
    expect(said({ state: 'cancelled' })).toBe('FREE')
  })

  test('keeps long Swedish lines whole, folded between characters and never in one', () => {
    for (let start = 0; start < 80; start++) {
      const long = `${'x'.repeat(start)}${'Åtgärder på Älvgatan och Öjevägen é 🚲 '.repeat(30)}slut`
      const read = onlyEvent(meeting({ title: long, place: long, description: `${long}\n${long}` }))
      expect([read.title, read.place, read.description]).toEqual([long, long, `${long}\n${long}`])
    }
  })

  test.each([
    ['signs that mean something in it', 'Komma, semikolon; kolon: "citat" \\ snett \\n inte ny rad'],
    ['a line that would begin something', 'Rådet\nEND:VEVENT\nBEGIN:VALARM\nATTENDEE:mailto:x'],
    ['lines that end as on other machines', 'ett\r\ntvå\rtre'],
    ['signs that no text may hold', 'ett\u0000två\u0007tre\u001b\u0085'],
    ['half a character', 'ett\uD83Dtvå'],
  ])('is not broken by %s', (_what, text) => {
    const read = onlyEvent(meeting({ title: text, place: text, description: text }))
    const tidy = text
      .toWellFormed()
      .replace(/\r\n?/g, '\n')
      .replace(/(?!\n)\p{Cc}/gu, '')
    // What was half a character is a whole sign, which says so.
    expect([read.title, read.place, read.description]).toEqual([tidy, tidy, tidy])
  })

  test('keeps an address one that opens the same', () => {
    const link = 'https://example.se/a,b;c?d=å&e=1%2C2'
    const { url } = onlyEvent(meeting({ link }))
    expect(url).toBe('https://example.se/a%2Cb%3Bc?d=%C3%A5&e=1%2C2')
    expect(onlyEvent(meeting({ link: 'rum 4\r\nATTENDEE:x' })).url).toBe('')
  })

  test('holds a thousand events, in the order of their times, and is the same whatever order they came in', () => {
    const many = Array.from({ length: 1000 }, (_, at) =>
      meeting({
        uid: newId<string>(),
        title: `Möte ${at} på Älvgatan`,
        when: { startsAt: instant(Date.UTC(2026, 0, 1) + at * 7_777_777), lengthMinutes: 60 },
      }),
    )
    const text = writeCalendar(many, 'Tryggve')
    expect(faultOfLines(text)).toBeUndefined()
    const { events } = readCalendar(text)
    expect(events.map(({ uid }) => uid)).toEqual(many.map(({ uid }) => uid))
    expect(writeCalendar(many.toReversed(), 'Tryggve')).toBe(text)
  })

  test('may hold nothing', () => {
    const text = writeCalendar([], 'Tryggve')
    expect(faultOfLines(text)).toBeUndefined()
    expect(readCalendar(text).events).toEqual([])
  })
})
