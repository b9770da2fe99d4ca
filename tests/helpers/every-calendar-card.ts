import {
  calendarAddressCard,
  calendarCard,
  calendarChangeCard,
  calendarFileCard,
} from '../../src/meetings/calendar-cards.ts'
import type { CalendarMeeting } from '../../src/meetings/calendar-meeting.ts'
import { titleLimit } from '../../src/meetings/meeting.ts'
import { instant } from '../../src/shared/clock.ts'
import { newId } from '../../src/shared/ids.ts'
import type { LocalDate } from '../../src/shared/stockholm.ts'
import { checked } from './checked.ts'
import { type Amount, council, type Kind, now, written } from './every-card.ts'

const meetingOf = (amount: Amount): CalendarMeeting => ({
  id: newId(),
  councilName: written(amount, 120) || 'Rådet',
  title: checked(written(amount, titleLimit) || 'Rådet'),
  on: '2027-05-27' as LocalDate,
  at: '13:00',
  lengthMinutes: 120,
  place: checked(written(amount, 120)),
  link: '',
  called: true,
  cancelledWhy: undefined,
  sequence: 0,
  changedAt: now,
  part: 'comes',
  substitutesFor: [],
})

/** Every card about the calendar. */
export const calendarKinds: Readonly<Record<string, Kind>> = {
  calendarCard: {
    cards: (locale) =>
      [undefined, instant('2025-12-30T22:30:00.000Z')].map((since) =>
        calendarCard({ locale, council }, since),
      ),
  },
  calendarChangeCard: { cards: (locale) => [calendarChangeCard({ locale, council })] },
  calendarAddressCard: {
    cards: (locale) => {
      const url = `https://tryggve.example/calendar/${'0123456789abcdef'.repeat(4)}.ics`
      return [calendarAddressCard({ locale, council }, url)]
    },
  },
  calendarFileCard: {
    cards: (locale, amount) => {
      const url = `https://tryggve.example/files/${'aZ09_-'.padEnd(43, 'x')}`
      return [calendarFileCard(meetingOf(amount), url, now, locale)]
    },
  },
}
