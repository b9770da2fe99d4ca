import { type AgendaItem, itemLimits, numbered, usualItems } from '../../src/meetings/agenda.ts'
import type { AgendaFacts } from '../../src/meetings/agenda-facts.ts'
import { agendaCard, itemForm } from '../../src/meetings/agenda-page-cards.ts'
import { staleCard, substituteForm, whyForm } from '../../src/meetings/answer-cards.ts'
import { type Briefing, briefingFileCard } from '../../src/meetings/briefing-cards.ts'
import { type Beside, meetingCard, type Reader } from '../../src/meetings/cards.ts'
import {
  cancelMeetingForm,
  changedCard,
  moveForm,
  noLongerCalledCard,
} from '../../src/meetings/change-cards.ts'
import { whoCard } from '../../src/meetings/everybody-cards.ts'
import { formLimits, meetingForm } from '../../src/meetings/form-cards.ts'
import { meetingsCard } from '../../src/meetings/list-cards.ts'
import {
  type Attendee,
  answers,
  bodies,
  type Called,
  type Meeting,
  titleLimit,
  whyLimit,
} from '../../src/meetings/meeting.ts'
import { type MeetingSettings, usualSettings } from '../../src/meetings/meeting-settings.ts'
import { turns } from '../../src/meetings/meeting-turn.ts'
import { attendanceOf } from '../../src/meetings/quorum.ts'
import { meetingReminderCard } from '../../src/meetings/reminder-cards.ts'
import {
  meetingRulesCard,
  meetingRulesForm,
  meetingRulesSavedCard,
} from '../../src/meetings/settings-cards.ts'
import { meetingWords } from '../../src/meetings/words.ts'
import { minuteMs, plusMs } from '../../src/shared/clock.ts'
import { type CategoryId, newId } from '../../src/shared/ids.ts'
import type { Locale } from '../../src/shared/locale.ts'
import type { LocalDate } from '../../src/shared/stockholm.ts'
import { anAction } from './an-action.ts'
import { checked } from './checked.ts'
import { type Amount, council, type Kind, now, written } from './every-card.ts'
import { mora } from './house.ts'

const attendee = (amount: Amount): Attendee => ({
  memberId: newId(),
  person: { ...mora.chair, aadObjectId: newId() },
  title: written(amount, 60) || 'Väktare',
  organisation: { id: newId(), name: { sv: 'Polisen', en: 'The police' } },
})

const calledBy = (amount: Amount): readonly Called[] =>
  Array.from({ length: { full: 300, ordinary: 14, none: 1 }[amount] }, (_, at) => {
    const answer = answers[at % answers.length] ?? 'none'
    return {
      ...attendee(amount),
      answer,
      why: checked(answer === 'notComing' ? written(amount, whyLimit) : ''),
      substitute: answer === 'substitute' ? attendee(amount) : undefined,
      answeredAt: undefined,
    }
  })

export function meetingOf(amount: Amount, changes: Partial<Meeting> = {}): Meeting {
  const full = amount !== 'none'
  return {
    id: newId(),
    councilId: council,
    seriesId: full ? newId() : undefined,
    title: checked(written(amount, titleLimit) || 'Höst'),
    body: 'council',
    on: '2026-11-26' as LocalDate,
    at: '13:00',
    lengthMinutes: 120,
    place: checked(written(amount, titleLimit)),
    link: full ? `https://teams.microsoft.com/${'l'.repeat(300)}` : '',
    offices: { chair: undefined, secretary: undefined, approver: undefined },
    called: calledBy(amount),
    calledAt: full ? now : undefined,
    moved: undefined,
    cancelled: undefined,
    sequence: 0,
    createdBy: mora.coordinator,
    createdAt: now,
    version: 1,
    ...changes,
  }
}

/** A meeting in every state it can be in. */
function everyMeeting(amount: Amount): readonly Meeting[] {
  const why = checked(written(amount, whyLimit) || 'För få kan komma')
  const moved = { on: '2026-11-19' as LocalDate, at: '09:00', why }
  return [
    ...bodies.map((body) => meetingOf(amount, { body })),
    meetingOf(amount, { moved }),
    meetingOf(amount, { moved: { ...moved, on: '2027-05-06' as LocalDate, why: checked('') } }),
    meetingOf(amount, { moved: { ...moved, on: '2027-05-15' as LocalDate, why: checked('') } }),
    meetingOf(amount, { cancelled: { at: now, why } }),
    meetingOf(amount, { on: '2026-11-12' as LocalDate }),
  ]
}

/** Items of an agenda: none, the usual ones, or many with the longest texts. */
export function itemsOf(amount: Amount): readonly AgendaItem[] {
  if (amount === 'none') return []
  const kinds = amount === 'full' ? [...usualItems, ...usualItems, ...usualItems] : usualItems
  return kinds.map(([kind, minutes, purpose], position) => ({
    id: newId(),
    councilId: council,
    meetingId: newId(),
    position,
    kind: amount === 'full' ? 'own' : kind,
    title: checked(amount === 'full' ? written(amount, itemLimits.title) : ''),
    note: checked(amount === 'full' ? written(amount, itemLimits.note) : ''),
    minutes,
    presenter: checked(written(amount, itemLimits.presenter)),
    purpose,
    registryNumber: checked(amount === 'full' ? written(amount, itemLimits.registryNumber) : ''),
    proposedBy: undefined,
    addedLate: false,
    removed: false,
    version: 1,
  }))
}

const rulesOf = (amount: Amount): MeetingSettings => ({
  ...usualSettings,
  councilId: council,
  quorum: amount === 'none' ? { kind: 'half' } : { kind: 'count', count: 8 },
})

function factsOf(amount: Amount): AgendaFacts {
  const full = amount !== 'none'
  const place = { place: 'Noret', area: 'Mora tätort', count: 4 }
  const counts = {
    unpublished: 0,
    all: full ? 9 : 0,
    places: full ? [place, { ...place, area: 'Färnäs', count: 2 }] : [],
  }
  const day = '2026-10-01' as LocalDate
  const open = { text: checked(written(amount, 500) || 'Lamporna byts.'), origin: '§ 4, 2026-08-20' }
  const season = {
    category: { id: newId<CategoryId>(), name: { sv: written(amount, 60), en: written(amount, 60) } },
    ...{ from: '2025-12-01' as LocalDate, before: '2026-02-01' as LocalDate, count: 14, times: 2 },
  }
  const late = anAction({ text: checked(written(amount, 500)), dueOn: day })
  return {
    today: '2026-11-19' as LocalDate,
    approver: full ? written(amount, 60) : undefined,
    decisions: {
      last: full ? { on: day, approved: amount === 'full' } : undefined,
      open: full ? Array.from({ length: 9 }, () => ({ ...open, owner: 'Kommunpolis', dueOn: day })) : [],
    },
    situation: {
      since: day,
      sinceMeeting: full,
      now: counts,
      before: { ...counts, all: 3, places: [place] },
    },
    late: full ? Array.from({ length: 9 }, () => late) : [],
    promises: [],
    agreementEnds: full ? day : undefined,
    seasons: full ? [season, { ...season, count: 5, times: 1.5 }, { ...season, times: 7 }] : [],
    next: full ? meetingOf(amount) : undefined,
  }
}

/** What the briefing of a meeting is made of. */
export function someBriefing(amount: Amount): Briefing {
  return { agenda: itemsOf(amount), facts: factsOf(amount), isLocked: amount !== 'none' }
}

const besideOf = (amount: Amount, meeting: Meeting): Beside => ({
  ownLate: amount === 'none' ? 0 : 2,
  attendance: attendanceOf(meeting.called, amount === 'none' ? { kind: 'none' } : { kind: 'half' }),
  agenda: itemsOf(amount),
  series:
    amount === 'none'
      ? undefined
      : { rule: 'FREQ=MONTHLY;INTERVAL=1;BYMONTH=2,5,9,11;BYDAY=2TH', left: amount === 'full' ? 8 : 1 },
})

function readers(meeting: Meeting, locale: Locale): readonly Reader[] {
  const nobody = { locale, now, own: undefined, replaces: [], plans: false, sees: false, inChannel: false }
  return [
    nobody,
    { ...nobody, inChannel: true },
    { ...nobody, replaces: meeting.called.slice(0, 1) },
    ...meeting.called.slice(0, 4).flatMap((own) => [
      { ...nobody, own },
      { ...nobody, own, plans: true, sees: true },
    ]),
  ]
}

/** A form as it is first shown, and as it comes back with everything wrong. */
function frames(amount: Amount, locale: Locale) {
  const { form } = meetingWords(locale)
  const fields = ['title', 'body', 'date', 'time', 'length', 'place', 'link', 'roles', 'persons', 'chair']
  const more = ['secretary', 'approver', 'repeat', 'ownWords', 'why', 'rest', 'substitute']
  const typed = {
    title: written(amount, titleLimit),
    place: written(amount, titleLimit),
    link: amount === 'none' ? '' : `https://teams.microsoft.com/${'l'.repeat(300)}`,
    ownWords: written(amount, formLimits.ownWords),
    why: written(amount, whyLimit),
    date: '2026-11-26',
    time: '13:00',
  }
  return [
    { locale, council, once: undefined, typed: {}, problems: {} },
    {
      ...{ locale, council, once: newId<never>(), typed },
      problems: Object.fromEntries([...fields, ...more].map((each) => [each, form.nameError])),
    },
  ]
}

const choices = (count: number) =>
  Array.from({ length: count }, (_, at) => ({
    title: `Områdeschef ${at} · Socialförvaltningen`,
    value: newId(),
  }))

/** Every kind of card that is about meetings. */
export const meetingKinds: Readonly<Record<string, Kind>> = {
  meetingCard: {
    // Three answers, and what planners find behind "Fler".
    buttons: 4,
    cards: (locale, amount) =>
      everyMeeting(amount).flatMap((meeting) =>
        readers(meeting, locale).map((reader) => meetingCard(meeting, besideOf(amount, meeting), reader)),
      ),
  },
  whoCard: {
    cards: (locale, amount) => {
      const [one, ...rest] = calledBy(amount)
      const many = one ? [one, ...rest, ...Array.from({ length: 60 }, () => one)] : []
      return [1, 2, 9].map((page) => whoCard(meetingOf(amount, { called: many }), page, { now, locale }))
    },
  },
  meetingsCard: {
    buttons: 4,
    cards: (locale, amount) =>
      (['coming', 'past'] as const).flatMap((which) =>
        [true, false].map((plans) => {
          const meetings = amount === 'none' ? [] : everyMeeting(amount)
          const page = { which, meetings, count: meetings.length * 3, start: meetings.length, limit: 8 }
          return meetingsCard(page, { locale, council, now, plans })
        }),
      ),
  },
  meetingForm: {
    cards: (locale, amount) =>
      frames(amount, locale).flatMap((frame) => {
        const meeting = meetingOf(amount)
        const many = { roles: choices(5), members: choices(60), memberCount: 300, holders: choices(25) }
        const amends = { meeting, seen: '1' }
        return [
          meetingForm({ ...frame, ...many, amends: undefined }),
          meetingForm({ ...frame, ...many, amends }),
        ]
      }),
  },
  agendaCard: {
    // Its pages both ways, besides what is done with it.
    buttons: 4,
    cards: (locale, amount) =>
      [true, false].flatMap((locked) =>
        [true, false].flatMap((mayChange) => {
          const meeting = meetingOf(amount)
          const items = numbered(itemsOf(amount)).map((item) => ({ ...item, addedLate: locked, mayChange }))
          const removed = mayChange ? items : []
          const rest = { meeting, items, removed, locked, lockDays: 7, isOpen: true, proposes: mayChange }
          return [1, 2, 9].map((shows) => agendaCard({ ...rest, facts: factsOf(amount), shows }, now, locale))
        }),
      ),
  },
  itemForm: {
    cards: (locale, amount) =>
      frames(amount, locale).flatMap((frame) =>
        [itemsOf(amount)[0], undefined].map((item) => itemForm(meetingOf(amount), item, true, now, frame)),
      ),
  },
  moveForm: {
    cards: (locale, amount) => frames(amount, locale).map((frame) => moveForm(meetingOf(amount), now, frame)),
  },
  cancelMeetingForm: {
    cards: (locale, amount) =>
      frames(amount, locale).map((frame) => cancelMeetingForm(meetingOf(amount), now, frame)),
  },
  whyForm: {
    cards: (locale, amount) => frames(amount, locale).map((frame) => whyForm(meetingOf(amount), now, frame)),
  },
  substituteForm: {
    cards: (locale, amount) =>
      frames(amount, locale).map((frame) =>
        substituteForm(meetingOf(amount), choices(amount === 'none' ? 0 : 100), now, frame),
      ),
  },
  briefingFileCard: {
    cards: (locale, amount) => [
      briefingFileCard(meetingOf(amount), `https://tryggve.example/files/${'x'.repeat(43)}`, now, locale),
    ],
  },
  meetingReminderCard: {
    buttons: 3,
    cards: (locale, amount) =>
      turns.map((turn) => {
        const briefing = someBriefing(amount)
        const { facts } = briefing
        const beside = {
          ...(turn === 'briefing' ? { briefing } : {}),
          ...(turn === 'owners' ? { late: facts.late } : {}),
          ...(turn === 'unapproved' && amount === 'none' ? { minutes: 'none' as const } : {}),
        }
        return meetingReminderCard(meetingOf(amount), turn, beside, { now, locale })
      }),
  },
  meetingRulesForm: {
    cards: (locale, amount) =>
      frames(amount, locale).map((frame) =>
        meetingRulesForm(rulesOf(amount), 'Mora', { ...frame, typed: {} }),
      ),
  },
  meetingRulesCard: { cards: (locale, amount) => [meetingRulesCard(rulesOf(amount), 'Mora', locale)] },
  meetingRulesSavedCard: {
    cards: (locale, amount) => [meetingRulesSavedCard(rulesOf(amount), 'Mora', locale)],
  },
  staleCard: {
    cards: (locale, amount) =>
      everyMeeting(amount).flatMap((meeting) =>
        [true, false].map((isAsked) => staleCard(meeting, isAsked, plusMs(now, minuteMs), locale)),
      ),
  },
  changedCard: {
    cards: (locale, amount) =>
      everyMeeting(amount).flatMap((meeting) =>
        [true, false].flatMap((rest) =>
          [true, false].map((isAsked) => changedCard(meeting, { rest, isAsked, now, locale })),
        ),
      ),
  },
  noLongerCalledCard: { cards: (locale, amount) => [noLongerCalledCard(meetingOf(amount), now, locale)] },
}
