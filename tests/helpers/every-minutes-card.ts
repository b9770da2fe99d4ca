import { statuses } from '../../src/actions/action.ts'
import type { Attendee, Meeting } from '../../src/meetings/index.ts'
import { itemKinds } from '../../src/meetings/index.ts'
import { addAttendanceForm, attendanceCard, attendForm } from '../../src/minutes/attendance-cards.ts'
import { lockedCard, minutesCard, notBegunCard, notPublishedCard } from '../../src/minutes/cards.ts'
import { leaderChoices, leadForm } from '../../src/minutes/leading-cards.ts'
import { leftCard } from '../../src/minutes/left-cards.ts'
import {
  type Decision,
  type Minutes,
  type MinutesBook,
  minutesLimits,
  minutesStates,
  presences,
} from '../../src/minutes/minutes.ts'
import { changeAskedCard, fileCard, paperCard, toApproveCard } from '../../src/minutes/paper-cards.ts'
import type { Standing } from '../../src/minutes/standing.ts'
import { publicCard, summaryCard } from '../../src/minutes/summary-cards.ts'
import { minutesWords } from '../../src/minutes/words.ts'
import {
  askChangeForm,
  assignForm,
  correctForm,
  decisionCard,
  decisionForm,
  type MinutesFrame,
  sectionForm,
  sendForm,
  withdrawForm,
} from '../../src/minutes/writing-cards.ts'
import { written as paperOf } from '../../src/minutes/written-minutes.ts'
import { type MemberId, newId, type SectionId } from '../../src/shared/ids.ts'
import type { Locale } from '../../src/shared/locale.ts'
import type { LocalDate } from '../../src/shared/stockholm.ts'
import { anAction, anOwner } from './an-action.ts'
import { checked } from './checked.ts'
import { type Amount, council, type Kind, now, written } from './every-card.ts'
import { mora } from './house.ts'
import { itemsOf } from './meeting-cards.ts'

const day = '2026-11-26' as LocalDate

const attendee = (amount: Amount): Attendee => anOwner(written(amount, 60) || 'Väktare', 'Polisen')

function meetingOf(amount: Amount): Meeting {
  const holder = amount === 'none' ? undefined : attendee(amount)
  return {
    id: newId(),
    councilId: council,
    seriesId: undefined,
    title: checked(written(amount, 120) || 'Möte'),
    body: 'council',
    on: day,
    at: '13:00',
    lengthMinutes: 120,
    place: checked(written(amount, 120)),
    link: '',
    offices: { chair: holder, secretary: holder, approver: holder },
    called: [],
    calledAt: now,
    moved: undefined,
    cancelled: undefined,
    sequence: 0,
    createdBy: mora.coordinator,
    createdAt: now,
    version: 1,
  }
}

function minutesOf(amount: Amount, meeting: Meeting, changes: Partial<Minutes> = {}): Minutes {
  return {
    councilId: council,
    meetingId: meeting.id,
    number: amount === 'full' ? 12 : 1,
    state: 'draft',
    openSectionId: undefined,
    beganAt: now,
    endedAt: amount === 'none' ? undefined : now,
    sentAt: undefined,
    changeAsked: checked(written(amount, minutesLimits.why) || 'Fel dag'),
    approved: undefined,
    text: '',
    why: checked(written(amount, minutesLimits.why)),
    ledBy: undefined,
    notedBy: undefined,
    version: 1,
    ...changes,
  }
}

const approved = (amount: Amount) =>
  ({
    state: 'approved',
    approved: {
      by: newId<MemberId>(),
      title: written(amount, 60) || 'Väktare',
      at: now,
      hash: 'a0'.repeat(32),
    },
  }) as const

function bookOf(amount: Amount, changes: Partial<Minutes> = {}): MinutesBook {
  const meeting = meetingOf(amount)
  const count = { full: 20, ordinary: 10, none: 1 }[amount]
  const sections = Array.from({ length: count }, (_, at) => ({
    id: newId<SectionId>(),
    agendaItemId: undefined,
    number: at + 1,
    kind: itemKinds[at % itemKinds.length] ?? 'own',
    heading: checked(at % 2 === 0 ? '' : written(amount, minutesLimits.heading)),
    text: checked(at % 3 === 0 ? '' : written(amount, minutesLimits.text)),
    version: 1,
  }))
  const decisions = sections.slice(0, 2).flatMap(({ id }) =>
    Array.from({ length: amount === 'full' ? 15 : 1 }, (_, at) => ({
      ...decisionOf(amount, at % 2 === 0),
      sectionId: id,
      meetingId: meeting.id,
    })),
  )
  const attendances = presences.flatMap((presence) =>
    Array.from({ length: { full: 12, ordinary: 3, none: 0 }[amount] }, (_, at) => ({
      id: newId<string>(),
      memberId: undefined,
      title: written(amount, minutesLimits.title),
      organisation: written(amount, 60),
      presence,
      until: at % 2 === 0 ? undefined : 2,
      version: 1,
    })),
  )
  const ledBy = amount === 'full' ? attendances[0]?.id : undefined
  const minutes = minutesOf(amount, meeting, { openSectionId: sections[0]?.id, ledBy, ...changes })
  return {
    meeting,
    minutes,
    sections,
    attendances,
    decisions,
    waiting: itemsOf(amount).slice(0, amount === 'full' ? 12 : 1),
  }
}

function decisionOf(amount: Amount, acted = true, changes: Partial<Decision> = {}): Decision {
  return {
    id: newId(),
    councilId: council,
    meetingId: newId(),
    sectionId: newId(),
    text: checked(written(amount, minutesLimits.decision) || 'Klubbat'),
    ownerId: acted ? newId() : undefined,
    dueOn: acted ? day : undefined,
    actionId: acted ? newId() : undefined,
    madeBy: mora.coordinator,
    madeAt: now,
    withdrawnAt: undefined,
    version: 1,
    ...changes,
  }
}

const reader = (locale: Locale) => ({ locale, council, now })

/** A form as it is first shown, and as it comes back with everything wrong. */
function frames(amount: Amount, locale: Locale): readonly MinutesFrame[] {
  const fresh = { ...reader(locale), meeting: meetingOf(amount), once: undefined, typed: {}, problems: {} }
  if (amount === 'none') return [fresh]
  const fields = ['text', 'heading', 'owner', 'dueOn', 'why', 'approver', 'presence', 'until', 'who', 'ledBy']
  const problems = Object.fromEntries(fields.map((field) => [field, minutesWords(locale).why.error]))
  const typed = {
    ...{ text: written(amount, minutesLimits.text), heading: written(amount, minutesLimits.heading) },
    ...{ why: written(amount, minutesLimits.why), who: written(amount, minutesLimits.title) },
    ...{ owner: newId<string>(), dueOn: '2026-02-30', approver: 'nobody', presence: 'none', until: '99' },
  }
  return [fresh, { ...fresh, once: newId(), typed, problems }]
}

const owners = (amount: Amount) =>
  Array.from({ length: amount === 'none' ? 1 : 40 }, () => ({
    title: written(amount, 60) || 'Väktare',
    value: newId<string>(),
  }))

const sectionIn = (amount: Amount) => {
  const section = bookOf(amount === 'none' ? 'ordinary' : amount).sections[1]
  if (!section) throw new Error('no section')
  return section
}

const paperIn = (amount: Amount, book: MinutesBook) => {
  const titles = new Map(
    book.decisions.map(({ ownerId }) => [ownerId ?? '', written(amount, 60) || 'Väktare']),
  )
  const next = amount === 'none' ? null : { on: day, at: '13:00' }
  return paperOf(book, written(amount, 120) || 'Rådet', titles, next)
}

function standings(amount: Amount): readonly Standing[] {
  return Array.from({ length: { full: 20, ordinary: 2, none: 0 }[amount] }, (_, at): Standing => {
    const status = statuses[at % statuses.length] ?? 'planned'
    const closedAt = status === 'done' || status === 'cancelled' ? now : undefined
    const dueOn = (at % 2 === 0 ? '2025-11-26' : '2027-11-26') as LocalDate
    return {
      id: newId(),
      meetingId: newId(),
      on: day,
      section: at + 1,
      text: checked(written(amount, minutesLimits.decision)),
      withdrawn: at % 6 === 5,
      owner: at % 5 === 4 ? undefined : written(amount, 60),
      action: at % 5 === 4 ? undefined : { id: newId(), number: 'Å-2026-0001', status, dueOn, closedAt },
    }
  })
}

export const minutesKinds: Readonly<Record<string, Kind>> = {
  minutesCard: {
    cards: (locale, amount) =>
      (['draft', 'changeAsked'] as const).flatMap((state) =>
        [{ state }, { state, openSectionId: undefined, endedAt: undefined }].map((changes) =>
          minutesCard(bookOf(amount, changes), reader(locale)),
        ),
      ),
  },
  notBegunCard: {
    cards: (locale, amount) =>
      [true, false].map((writes) => notBegunCard(meetingOf(amount), writes, reader(locale))),
  },
  lockedCard: {
    cards: (locale, amount) =>
      (['sent', 'approved'] as const).map((state) =>
        lockedCard(state, written(amount, minutesLimits.text), locale),
      ),
  },
  notPublishedCard: { cards: (locale, amount) => [notPublishedCard(meetingOf(amount), reader(locale))] },
  // Turning pages has no main act, and each member is a row of their own.
  attendanceCard: {
    buttons: 4,
    cards: (locale, amount) => [1, 2, 99].map((page) => attendanceCard(bookOf(amount), page, reader(locale))),
  },
  attendForm: {
    cards: (locale, amount) =>
      frames(amount, locale).flatMap((frame) => {
        const { attendances, sections } = bookOf(amount === 'none' ? 'ordinary' : amount)
        return attendances.slice(0, 2).map((one) => attendForm(one, '1', { ...frame, sections }))
      }),
  },
  addAttendanceForm: {
    cards: (locale, amount) =>
      frames(amount, locale).map((frame) =>
        addAttendanceForm({ ...frame, sections: bookOf(amount).sections }),
      ),
  },
  sectionForm: {
    cards: (locale, amount) =>
      frames(amount, locale).flatMap((frame) =>
        [undefined, sectionIn(amount)].map((theirs) => sectionForm(sectionIn(amount), frame, theirs)),
      ),
  },
  decisionForm: {
    cards: (locale, amount) =>
      frames(amount, locale).map((frame) => decisionForm(sectionIn(amount), owners(amount), frame)),
  },
  assignForm: {
    cards: (locale, amount) =>
      frames(amount, locale).map((frame) => assignForm(decisionOf(amount), owners(amount), frame)),
  },
  withdrawForm: {
    cards: (locale, amount) => frames(amount, locale).map((frame) => withdrawForm(decisionOf(amount), frame)),
  },
  decisionCard: {
    cards: (locale, amount) =>
      [decisionOf(amount), decisionOf(amount, false), decisionOf(amount, true, { withdrawnAt: now })].map(
        (decision) => {
          const action = decision.actionId && 'Å-2026-0001'
          const told = { section: sectionIn(amount), owner: action && 'Väktare', action }
          return decisionCard(decision, told, meetingOf(amount), reader(locale))
        },
      ),
  },
  leadForm: {
    cards: (locale, amount) => frames(amount, locale).map((frame) => leadForm(bookOf(amount), frame)),
  },
  sendForm: {
    cards: (locale, amount) =>
      frames(amount, locale).flatMap((frame) =>
        [undefined, leaderChoices(bookOf(amount), locale)].map((leaders) =>
          sendForm(owners(amount), frame, leaders),
        ),
      ),
  },
  askChangeForm: { cards: (locale, amount) => frames(amount, locale).map(askChangeForm) },
  correctForm: { cards: (locale, amount) => frames(amount, locale).map(correctForm) },
  paperCard: {
    // Turning pages and fetching the file are ways to read, beside the two answers of who approves.
    buttons: 4,
    cards: (locale, amount) =>
      minutesStates.flatMap((state) =>
        [true, false].flatMap((may) =>
          [1, 2, 99].map((page) => {
            const isDraft = state !== 'approved'
            const book = bookOf(amount, isDraft ? { state } : approved(amount))
            const { meeting, minutes } = book
            const paper = paperIn(amount, book)
            const what = { meeting, minutes, paper, hash: 'a0'.repeat(32), isDraft, page }
            return paperCard({ ...reader(locale), ...what, writes: may, approves: may })
          }),
        ),
      ),
  },
  toApproveCard: {
    cards: (locale, amount) =>
      minutesStates.flatMap((state) =>
        [true, false].map((approves) => {
          const { meeting, minutes } = bookOf(amount, { state })
          return toApproveCard(meeting, minutes, approves, reader(locale))
        }),
      ),
  },
  changeAskedCard: {
    cards: (locale, amount) =>
      minutesStates.map((state) => {
        const { meeting, minutes } = bookOf(amount, { state })
        return changeAskedCard(meeting, minutes, reader(locale))
      }),
  },
  fileCard: {
    cards: (locale, amount) => [
      fileCard(meetingOf(amount), `https://tryggve.example/files/${'x'.repeat(43)}`, reader(locale)),
    ],
  },
  leftCard: {
    cards: (locale, amount) =>
      [true, false].flatMap((onlyOpen) =>
        [1, 2].map((page) => leftCard(standings(amount), { ...reader(locale), page, onlyOpen })),
      ),
  },
  summaryCard: {
    cards: (locale, amount) =>
      [true, false].flatMap((isDraft) =>
        [undefined, amount === 'none' ? [] : statuses].map((states) => {
          const book = bookOf(amount)
          const own = states?.map((status) =>
            anAction({ councilId: council, status, text: checked(written(amount, 500) || 'Lampor') }),
          )
          const { meeting } = book
          return summaryCard({ ...reader(locale), meeting, paper: paperIn(amount, book), isDraft, own })
        }),
      ),
  },
  // The text to copy is a paper of a Swedish authority, in a field of its own.
  publicCard: {
    cards: (locale, amount) => {
      const book = bookOf(amount)
      return [publicCard(book.meeting, paperIn(amount, book), ['Väktare'], reader(locale))]
    },
  },
}
