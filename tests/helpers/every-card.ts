import { exportCard } from '../../src/actions/export-cards.ts'
import {
  asWritten,
  type Card,
  createRouter,
  type Member,
  type Standing,
  withLetterhead,
} from '../../src/chat/index.ts'
import { chosenCard, councilCard, versionsCard, whichCouncilCard } from '../../src/councils/cards.ts'
import { connectedCard, disconnectedCard } from '../../src/councils/channel-cards.ts'
import type { Agreement, FocusArea, ListedMember, Organisation } from '../../src/councils/council.ts'
import {
  declinedCard,
  joinFormCard,
  joinPausedCard,
  joinSentCard,
  welcomeMemberCard,
  whichToJoinCard,
} from '../../src/councils/join-cards.ts'
import type { JoinRequest } from '../../src/councils/join-request.ts'
import { joinRequestCard, joinRequestsCard } from '../../src/councils/join-request-cards.ts'
import { memberDoneCard, membersCard, removeMemberCard } from '../../src/councils/member-cards.ts'
import { addMemberCard, changeMemberCard } from '../../src/councils/member-forms.ts'
import { settingsCard, settingsForm, settingsSavedCard } from '../../src/councils/settings-cards.ts'
import { councilWords } from '../../src/councils/words.ts'
import { unreachableReasons } from '../../src/delivery/index.ts'
import { dispatchesCard, writeOffAllCard } from '../../src/dispatches/cards.ts'
import { type Dispatch, whyUndelivered } from '../../src/dispatches/dispatch.ts'
import { dispatchWords } from '../../src/dispatches/words.ts'
import { channelWelcomeCard, helpCard, welcomeCard } from '../../src/help/cards.ts'
import { helpGroups, helpWords } from '../../src/help/words.ts'
import { adviceCard, concernCard } from '../../src/incidents/advice-cards.ts'
import { briefCard } from '../../src/incidents/brief-cards.ts'
import {
  feedbackCard,
  incidentCard,
  incidentTitle,
  receiptCard,
  undoneCard,
  withdrawCard,
  withdrawnCard,
} from '../../src/incidents/cards.ts'
import { assessForm, closeForm, linkForm } from '../../src/incidents/coordinator-cards.ts'
import { reportForm } from '../../src/incidents/form-cards.ts'
import {
  helpAnswers,
  type Incident,
  outcomeKinds,
  shownInBrief,
  statuses,
  textLimit,
} from '../../src/incidents/incident.ts'
import { historyCard, listCard, numberAndTime } from '../../src/incidents/list-cards.ts'
import { noteCard } from '../../src/incidents/nothing-commands.ts'
import { similarCard } from '../../src/incidents/similar-cards.ts'
import { askCard, readCard } from '../../src/incidents/unasked-cards.ts'
import { incidentWords } from '../../src/incidents/words.ts'
import { stemsOf } from '../../src/lookup/index.ts'
import { checkText, compileRules, readWordLists } from '../../src/privacy/index.ts'
import {
  againCard,
  notTomorrowCard,
  stoppedCard,
  tomorrowCard,
  withReminderButtons,
} from '../../src/reminders/cards.ts'
import { choicesForm, choicesSavedCard, stoppedThingsCard } from '../../src/reminders/choices-cards.ts'
import { digestCards } from '../../src/reminders/digest-cards.ts'
import { reminderWords } from '../../src/reminders/words.ts'
import { howToSearchCard, searchCard } from '../../src/search/cards.ts'
import { shareCard } from '../../src/search/share-cards.ts'
import { dayMs, type Instant, instant, plusMs } from '../../src/shared/clock.ts'
import { newId } from '../../src/shared/ids.ts'
import type { Locale } from '../../src/shared/locale.ts'
import { type Role, roles } from '../../src/shared/person.ts'
import type { LocalDate } from '../../src/shared/stockholm.ts'
import { agreementKinds, followUpFacts } from './agreement-cards.ts'
import type { Allowed } from './card-lint.ts'
import { checked } from './checked.ts'
import { emptyDiary } from './diary.ts'
import { actionKinds } from './every-action-card.ts'
import { calendarKinds } from './every-calendar-card.ts'
import { minutesKinds } from './every-minutes-card.ts'
import { throughKinds } from './every-through-card.ts'
import { mora } from './house.ts'
import { meetingKinds } from './meeting-cards.ts'
import { promiseKinds } from './promise-cards.ts'
import { trickyText } from './tricky-text.ts'

export { meetingOf, someBriefing } from './meeting-cards.ts'

export const now = instant('2026-11-20T08:00:00.000Z')
export const council = newId<Incident['councilId']>()

/** How much a card has to say: as much as can be written anywhere, an ordinary amount, or nothing at all. */
export const amounts = ['full', 'ordinary', 'none'] as const
export type Amount = (typeof amounts)[number]

/** A text of a field that holds at most `limit` characters. */
export function written(amount: Amount, limit: number): string {
  if (amount === 'none') return ''
  if (amount === 'ordinary') return 'Ett tjugotal bilar på Älgvägen, några kör fort.'.slice(0, limit)
  return trickyText.repeat(Math.ceil(limit / trickyText.length)).slice(0, limit)
}

const named = { sv: 'Ordningsstörningar och otrygghet', en: 'Public disorder and unsafety' }

export function incidentOf(amount: Amount, changes: Partial<Incident> = {}): Incident {
  const full = amount !== 'none'
  return {
    id: newId(),
    councilId: council,
    number: 'H-2026-0001',
    training: amount === 'full',
    reporter: mora.fieldWorker,
    organisation: { id: newId(), name: { sv: 'Socialförvaltningen', en: 'Social services' } },
    category: { id: newId(), name: { sv: 'Hög fart eller trafikfara', en: 'Speeding or traffic danger' } },
    place: { id: undefined, name: checked(written(amount, 120) || 'Rosa Huset'), area: undefined },
    focusArea: full ? { id: newId(), name: named } : undefined,
    occurredAt: instant('2025-12-30T22:30:00.000Z'),
    text: checked(written(amount, textLimit) || 'Bråk'),
    impact: 3,
    certainty: 'secondhand',
    recurring: full ? 'yes' : 'unknown',
    policeReported: full ? 'no' : 'unknown',
    immediateAction: checked(written(amount, textLimit)),
    status: 'new',
    assessmentNote: checked(written(amount, textLimit)),
    linkedTo: full ? { id: newId(), number: 'H-2026-0002' } : undefined,
    outcomeKind: undefined,
    outcome: checked(''),
    helped: undefined,
    reportedAt: instant('2025-12-31T08:30:00.000Z'),
    publishedAt: undefined,
    closedAt: undefined,
    withdrawnAt: undefined,
    version: 1,
    ...changes,
  }
}

const closedAs = (amount: Amount, changes: Partial<Incident> = {}): Incident =>
  incidentOf(amount, {
    status: 'closed',
    outcomeKind: 'action',
    outcome: checked(written(amount, textLimit) || 'Löst'),
    closedAt: now,
    publishedAt: now,
    ...changes,
  })

const readers = (locale: Locale) =>
  [true, false].flatMap((coordinates) => [true, false].map((own) => ({ locale, now, coordinates, own })))

const choices = (count: number, title: string) =>
  Array.from({ length: count }, (_, at) => ({ title: `${title} ${at}`, value: newId() }))

const placeChoices = choices(40, 'Norets handelsområde, vid snabbmatsrestaurangerna')
const categoryChoices = choices(25, 'Hög fart eller trafikfara')

/** Every field of every form as it was typed, with something wrong with each of them, or nothing typed and wrong. */
function formFrame(amount: Amount, locale: Locale) {
  const problem = incidentWords(locale).form.placeError
  const fields = [
    'category',
    'place',
    'placeText',
    'date',
    'time',
    'text',
    'impact',
    'certainty',
    'recurring',
  ]
  const more = ['policeReported', 'immediateAction', 'focusArea', 'note', 'published', 'to', 'kind']
  const typed = Object.fromEntries(
    ['placeText', 'text', 'immediateAction', 'note'].map((field) => [
      field,
      written(amount, field === 'placeText' ? 120 : textLimit),
    ]),
  )
  return {
    locale,
    council,
    once: amount === 'full' ? newId<NonNullable<Parameters<typeof closeForm>[0]['once']>>() : undefined,
    typed:
      amount === 'none' ? {} : { ...typed, date: '2026-11-20', time: '22:30', impact: '2', kind: 'handled' },
    problems:
      amount === 'full' ? Object.fromEntries([...fields, ...more].map((field) => [field, problem])) : {},
  }
}

const rules = compileRules(readWordLists(), { allowedNumbers: [], places: ['Noret'] })

/** Texts of each level that a form can be stopped for: warned of, blocked, and blocked in several ways. */
const advisedTexts = [
  'A-traktor ABC 123 körde mellan raderna',
  'Ring 19121212-1212 om bilarna på Noret',
  'Ring 070-123 45 67 eller skriv till test.person@example.se om ABC 123',
]

const adviceFrame = (locale: Locale, verb: string) => ({
  locale,
  council,
  once: newId<NonNullable<Parameters<typeof closeForm>[0]['once']>>(),
  verb,
  pointers: { similar: 'new' },
})

/** A report's form as it waits behind a question, with nothing wrong in it. */
function formBehind(locale: Locale, amount: Amount): Card {
  return reportForm({
    ...formFrame(amount, locale),
    problems: {},
    categories: categoryChoices,
    places: placeChoices,
    amends: undefined,
    urgent: amount === 'full',
    now,
  })
}

function adviceOn(locale: Locale, amount: Amount, text: string): Card {
  // A whole text, with signs that markdown would act on around what is found.
  const whole = amount === 'full' ? `${written(amount, textLimit - text.length - 2)}. ${text}` : text
  const verdict = checkText(whole, rules)
  if (verdict.kind === 'clear') throw new Error('nothing was found in a text that there is advice on')
  const advice = { field: 'text', verdict }
  const fields = amount === 'full' ? [advice, { ...advice, field: 'immediateAction' }] : [advice]
  return adviceCard(formBehind(locale, amount), fields, adviceFrame(locale, 'incidents.report'))
}

const organisation = {
  id: newId<Organisation['id']>(),
  key: 'polis',
  name: { sv: 'Polisen', en: 'The police' },
}

function memberIn(amount: Amount, may: readonly Role[] = roles): ListedMember {
  return {
    memberId: newId(),
    person: mora.fieldWorker,
    title: written(amount, 60) || 'Väktare',
    organisation,
    roles: may,
  }
}

/** Members whom no message reaches, for one reason after the other: all of them, or the first. */
function unreachableAmong(members: readonly ListedMember[], amount: Amount) {
  return new Map(
    members.slice(0, amount === 'full' ? members.length : 1).map(({ memberId }, at) => {
      const why = unreachableReasons[at % unreachableReasons.length] ?? 'noAddress'
      const since = why === 'noAddress' ? undefined : instant('2025-12-30T22:30:00.000Z')
      return [memberId, { reachable: false, why, since } as const]
    }),
  )
}

const settingsFacts = (amount: Amount) => ({
  settings: { councilId: council, askWeekday: amount === 'none' ? null : (4 as const), askAt: '13:00' },
  councilName: written(amount, 120) || 'Rådet',
})

const memberSaid = (amount: Amount) =>
  amount === 'none' ? {} : { title: written(amount, 60), organisation: 'polis', roles: 'reporter,chair' }
const memberBack = (amount: Amount, locale: Locale) =>
  amount === 'full' ? { problems: councilWords(locale).problems, once: newId<never>() } : undefined

function agreementOf(amount: Amount): Agreement {
  return {
    id: newId(),
    key: '2023',
    title: written(amount, 200) || 'Överenskommelse',
    purpose: written(amount, 1000) || 'Trygghet',
    parties: Array.from({ length: amount === 'none' ? 1 : 4 }, () => ({
      name: written(amount, 120) || 'Mora kommun',
      signedBy: written(amount, 120) || 'Kommunalråd',
    })),
    followUp: written(amount, 300) || 'Rådet',
    causes: written(amount, 500),
    goals: written(amount, 500),
    documentation: written(amount, 500),
    registryNumber: amount === 'none' ? null : 'KS 2023/0001',
    validFrom: '2023-01-01' as LocalDate,
    validTo: amount === 'none' ? null : ('2026-12-31' as LocalDate),
  }
}

function focusAreaOf(amount: Amount): FocusArea {
  return {
    id: newId(),
    key: 'ORDNING',
    name: named,
    description: written(amount, 600) || 'Ordning',
    categories: ['noise'],
    areas: amount === 'full' ? ['Noret', 'Centrum'] : [],
    agreementId: newId(),
    validFrom: '2023-01-01' as LocalDate,
    validTo: null,
    position: 1,
  }
}

function councilFacts(amount: Amount) {
  return {
    councilId: council,
    name: written(amount, 120) || 'Rådet',
    municipality: written(amount, 120) || 'Mora',
    date: '2026-11-20' as LocalDate,
    isToday: amount !== 'full',
    agreement: amount === 'none' ? undefined : agreementOf(amount),
    focusAreas: amount === 'none' ? [] : Array.from({ length: 8 }, () => focusAreaOf(amount)),
    agreements: amount === 'none' ? [] : Array.from({ length: 15 }, () => agreementOf(amount)),
    mayChooseCouncil: amount === 'full',
    followUp: followUpFacts(amount),
    cardsGo: ({ full: 'here', ordinary: 'inChannel', none: 'oneByOne' } as const)[amount],
  }
}

const member = (amount: Amount, may: readonly Role[] = roles): Member => ({
  memberId: newId(),
  person: mora.fieldWorker,
  councilId: council,
  councilName: written(amount, 120) || 'Rådet',
  organisationId: newId(),
  title: written(amount, 60),
  roles: may,
})

/** Held messages to everybody there can be, for every reason there is. */
function dispatchesIn(amount: Amount): readonly Dispatch[] {
  const reasons = ['HTTP 504', 'ECONNRESET', 'HTTP 500', 'workerDied', 'fault'] as const
  return reasons.slice(0, { full: 5, ordinary: 1, none: 0 }[amount]).map((reason, at) => ({
    id: newId(),
    councilId: council,
    kind: 'incidents.coordination',
    subjectId: newId(),
    occasion: 'v1',
    recipient: { kind: 'person', person: mora.fieldWorker },
    reason,
    dueAt: instant('2025-12-30T22:30:00.000Z'),
    heldSince: plusMs(now, -at),
    repeated: at % 2 === 0,
    name: at === 4 ? undefined : () => written(amount, 60),
    about: at % 2 === 0 ? 'H-2026-0001' : undefined,
    to: ([{ title: written(amount, 60) }, 'channel', 'nobody'] as const)[at % 3] ?? 'nobody',
    councilName: written(amount, 120) || undefined,
  }))
}

const desks = (amount: Amount) => [
  { council: { id: council, name: joining(amount).councilName } },
  { council: undefined },
]

const joining = (amount: Amount) => ({ councilId: council, councilName: written(amount, 120) || 'Rådet' })

const joinRequestOf = (amount: Amount, state: JoinRequest['state']): JoinRequest => ({
  id: newId(),
  councilId: council,
  person: mora.outsider,
  title: checked(written(amount, 60) || 'Väktare'),
  organisation,
  askedAt: instant('2025-12-30T22:30:00.000Z'),
  version: 1,
  state,
  decidedBy: state === 'asked' ? null : mora.police,
  decidedAt: state === 'asked' ? null : now,
  role: state === 'approved' ? 'reporter' : null,
  reason: checked(state === 'declined' ? written(amount, 300) : ''),
})

/** What the chat answers by itself, to somebody who stands so and writes a line. */
async function chatCard(standing: Standing, text: string, locale: Locale): Promise<Card> {
  const route = createRouter({
    sayables: [
      {
        commands: (['incidents.form', 'help.show'] as const).map((id, at) => ({
          id,
          name: ['rapportera', 'hjälp'][at] ?? '',
          aliases: [['report', 'help'][at] ?? ''],
          roles,
          help: () => ({
            write: (locale === 'en' ? ['report', 'help'] : ['rapportera', 'hjälp'])[at] ?? '',
            gives: '',
          }),
          run: async () => {
            throw new Error('not asked for')
          },
        })),
        presses: [],
      },
    ],
    findStanding: async () => standing,
    onFault: () => undefined,
  })
  const where = { conversationId: 'chatt', kind: 'personal' } as const
  const said = { kind: 'words', text } as const
  const reply = await route({ who: mora.fieldWorker, where, locale, onceId: newId(), said })
  if (reply.kind !== 'card') throw new Error(reply.text)
  return reply.card
}

export interface Kind extends Allowed {
  readonly cards: (locale: Locale, amount: Amount) => readonly Card[] | Promise<readonly Card[]>
}

/** Every kind of card there is, by the function that makes it. One that is missing here fails the first test. */
const reminder = { councilId: council, kind: 'diary.thing', subjectId: newId<string>() }
/** What a thing is called as its feature says it: safe for a card. */
const called = (amount: Amount) => asWritten(written(amount, 120)) || 'Möt skolan'

/** What a person is reminded of here: two kinds, or none; with what they chose, and what they stopped. */
const choicesFrame = (amount: Amount, locale: Locale) => ({
  locale,
  council,
  kinds:
    amount === 'none' ? [] : emptyDiary().more({ db: undefined as never, clock: { now: () => now } }).kinds,
  several: amount === 'full',
})
const chosen = (amount: Amount) => ({
  digest: amount === 'full',
  timeOfDay: amount === 'none' ? undefined : '08:30',
  off: new Set(amount === 'full' ? ['diary.week'] : []),
})
const stoppedRows = (amount: Amount) =>
  amount === 'none'
    ? []
    : Array.from({ length: 5 }, (_, at) => ({
        thing: reminder,
        title: at === 1 ? undefined : called(amount),
      }))

export const kinds: Readonly<Record<string, Kind>> = {
  ...actionKinds,
  ...throughKinds,
  ...calendarKinds,
  ...minutesKinds,
  tomorrowCard: {
    cards: (locale, amount) =>
      [dayMs, 3 * dayMs].map((ms) => tomorrowCard(reminder, called(amount), plusMs(now, ms), now, locale)),
  },
  notTomorrowCard: { cards: (locale, amount) => [notTomorrowCard(reminder, called(amount), locale)] },
  stoppedCard: { cards: (locale, amount) => [stoppedCard(reminder, called(amount), locale)] },
  againCard: { cards: (locale, amount) => [againCard(reminder, called(amount), locale)] },
  choicesForm: {
    cards: (locale, amount) => {
      const stopped = {
        rows: stoppedRows(amount),
        count: amount === 'full' ? 12 : stoppedRows(amount).length,
      }
      const typed = {
        wanted: written(amount, 60),
        digest: written(amount, 60),
        timeOfDay: written(amount, 60),
      }
      const back = { typed, problems: reminderWords(locale).problems, once: newId<never>() }
      return [undefined, back].map((given) =>
        choicesForm(choicesFrame(amount, locale), chosen(amount), stopped, given),
      )
    },
  },
  choicesSavedCard: {
    cards: (locale, amount) => [choicesSavedCard(choicesFrame(amount, locale), chosen(amount))],
  },
  stoppedThingsCard: {
    cards: (locale, amount) => [
      stoppedThingsCard({ locale, council }, stoppedRows(amount), amount === 'full' ? 5 : undefined),
    ],
  },
  'a reminder, and several in one card': {
    cards: (locale, amount) => {
      const parts = Array.from({ length: amount === 'none' ? 2 : 12 }, (_, at) => {
        const plain =
          at % 2 === 0 ? helpCard(member(amount), { first: [], rest: [] }, true, locale) : welcomeCard(locale)
        const { title, repeated } = reminderWords(locale)
        return {
          card: withReminderButtons(withLetterhead(plain, repeated), reminder, locale),
          summary: title,
        }
      })
      const { message } = digestCards(parts, locale)
      return [...parts.slice(0, 2).map((part) => part.card), message.card as Card]
    },
  },
  incidentCard: {
    cards: (locale, amount) =>
      readers(locale).flatMap((reader) => [
        ...statuses.map((status) => {
          const incident = incidentOf(amount, { status, publishedAt: amount === 'full' ? now : undefined })
          return incidentCard(incident, { atSamePlace: 0, observations: 0 }, reader)
        }),
        ...outcomeKinds.map((outcomeKind) =>
          incidentCard(
            closedAs(amount, { outcomeKind, ...(amount === 'full' ? { helped: 'partly' } : {}) }),
            { atSamePlace: 3, observations: 1 },
            reader,
          ),
        ),
      ]),
  },
  receiptCard: {
    cards: (locale, amount) =>
      readers(locale).flatMap((reader) => [
        receiptCard(incidentOf(amount), reader, true),
        receiptCard(incidentOf(amount), reader, false),
      ]),
  },
  withdrawCard: {
    cards: (locale, amount) => readers(locale).map((reader) => withdrawCard(incidentOf(amount), reader)),
  },
  withdrawnCard: {
    cards: (locale, amount) => readers(locale).map((reader) => withdrawnCard(incidentOf(amount), reader)),
  },
  feedbackCard: {
    cards: (locale, amount) =>
      [undefined, ...helpAnswers].flatMap((helped) =>
        outcomeKinds.map((outcomeKind) =>
          feedbackCard(closedAs(amount, { helped, outcomeKind }), {
            locale,
            now,
            coordinates: false,
            own: true,
          }),
        ),
      ),
  },
  readCard: {
    cards: (locale, amount) =>
      [undefined, now].map((publishedAt) =>
        readCard(incidentOf(amount, { status: 'assessed', publishedAt }), {
          locale,
          now,
          coordinates: false,
          own: true,
        }),
      ),
  },
  askCard: { cards: (locale) => [askCard(council, locale)] },
  noteCard: {
    cards: (locale, amount) => {
      const { title, again, undone, explain } = incidentWords(locale).nothing
      const ask = { locale, who: member(amount) }
      const texts = [title(47), again(47), undone(47)]
      return texts.map((text, at) => noteCard(ask, text, at < 2 ? explain : undefined))
    },
  },
  briefCard: {
    cards: (locale, amount) => {
      const brief = { councilId: council, since: instant('2026-11-15T23:00:00.000Z') }
      const first = Array.from({ length: shownInBrief }, () => incidentOf(amount, { training: false }))
      return [
        briefCard({ ...brief, news: 4, waiting: { count: 12, first } }, now, locale),
        briefCard({ ...brief, news: 0, waiting: { count: 1, first: first.slice(0, 1) } }, now, locale),
        briefCard({ ...brief, news: 1, waiting: { count: 0, first: [] } }, now, locale),
      ]
    },
  },
  reportForm: {
    cards: (locale, amount) =>
      [undefined, { id: newId<Incident['id']>(), number: 'H-2026-0001' }].map((amends) =>
        reportForm({
          ...formFrame(amount, locale),
          categories: categoryChoices,
          places: amount === 'none' ? [] : placeChoices,
          amends,
          urgent: amount !== 'ordinary',
          now,
          ...(amount === 'full' ? { quoted: { writtenAt: plusMs(now, -dayMs), isCut: true } } : {}),
        }),
      ),
  },
  undoneCard: {
    cards: (locale, amount) =>
      readers(locale).map((reader) => undoneCard(incidentOf(amount, { status: 'undone' }), reader)),
  },
  // What was typed waits in the form behind; its fields are bounded, and what is said of them stands before them.
  adviceCard: {
    cards: (locale, amount) => advisedTexts.map((text) => adviceOn(locale, amount, text)),
  },
  concernCard: {
    cards: (locale) => (['child', 'person'] as const).map((about) => concernCard(about, council, locale)),
  },
  similarCard: {
    cards: (locale, amount) =>
      [1, 3].map((count) =>
        similarCard(
          formBehind(locale, amount),
          Array.from({ length: count }, (_, at) => ({ incident: incidentOf(amount), mayRead: at % 2 === 0 })),
          now,
          adviceFrame(locale, 'incidents.report'),
        ),
      ),
  },
  assessForm: {
    cards: (locale, amount) => [
      assessForm({
        ...formFrame(amount, locale),
        incident: incidentOf(amount, { focusArea: undefined }),
        focusAreas: amount === 'none' ? [] : choices(30, named[locale]),
      }),
    ],
  },
  linkForm: {
    cards: (locale, amount) => [
      linkForm({
        ...formFrame(amount, locale),
        incident: incidentOf(amount),
        targets: amount === 'none' ? [] : choices(25, written(amount, 200)),
      }),
    ],
  },
  closeForm: {
    cards: (locale, amount) => [closeForm({ ...formFrame(amount, locale), incident: incidentOf(amount) })],
  },
  // Paging has no main act: older, newest, filter and all stand side by side; and what is searched for travels along.
  listCard: {
    buttons: 4,
    writtenPointers: ['text'],
    cards: (locale, amount) => {
      const incidents = statuses.map((status) => incidentOf(amount, { status }))
      const text = written(amount, 100)
      return [undefined, text || undefined].map((said) =>
        listCard(amount === 'none' ? [] : [...incidents, closedAs(amount)], {
          locale,
          council,
          now,
          filter: text ? { text, place: placeChoices[3]?.value ?? '' } : {},
          said,
          choices: { places: placeChoices, categories: categoryChoices, areas: choices(20, named[locale]) },
          older: amount === 'full' ? `2026-11-19T21:30:00.000Z|${newId()}` : undefined,
          isFirstPage: amount !== 'full',
        }),
      )
    },
  },
  historyCard: {
    cards: (locale, amount) => {
      const long = written(amount, textLimit)
      const change = (field: string, from: string | null, to: string | null) => ({ field, from, to })
      const entry = (at: Instant) => ({
        at,
        who: written(amount, 60),
        changes: [
          change('text', long, long),
          change('immediateAction', long, null),
          change('place', long.slice(0, 120), long.slice(0, 120)),
          change('outcome', null, long),
          change('status', 'new', 'assessed'),
          change('impact', '1', '3'),
          change('published', 'no', 'yes'),
          change('occurredAt', now, plusMs(now, -1)),
        ],
      })
      const entries = Array.from({ length: amount === 'none' ? 0 : 40 }, (_, at) => entry(plusMs(now, -at)))
      return [historyCard(incidentOf(amount), entries, now, locale)]
    },
  },
  exportCard: {
    cards: (locale, amount) => {
      const link = `https://tryggve.example/files/${'aZ09_-'.padEnd(43, 'x')}`
      const count = { full: 212, ordinary: 1, none: 2 }[amount]
      return [exportCard({ ...joining(amount), council, count, sheet: link, document: link, locale })]
    },
  },
  // The four ways on from a council are ways to look, not acts.
  councilCard: { buttons: 4, cards: (locale, amount) => [councilCard(councilFacts(amount), locale)] },
  versionsCard: { cards: (locale, amount) => [versionsCard(councilFacts(amount), locale)] },
  whichCouncilCard: {
    cards: (locale, amount) => [
      whichCouncilCard([{ id: council, name: written(amount, 120) || 'Rådet' }], locale),
    ],
  },
  chosenCard: {
    cards: (locale, amount) => [chosenCard({ id: council, name: written(amount, 120) || 'Rådet' }, locale)],
  },
  membersCard: {
    cards: (locale, amount) =>
      (['change', 'read', 'coordinators'] as const).flatMap((view) =>
        [1, 2, 9].flatMap((page) => {
          const members = Array.from({ length: amount === 'none' ? 0 : 35 }, () => memberIn(amount))
          const waiting = amount === 'full' ? 2 : 0
          const councilName = written(amount, 120) || 'Rådet'
          const unreachable = unreachableAmong(view === 'change' ? members : [], amount)
          const list = { councilId: council, councilName, view, members, unreachable, waiting, now }
          return [true, false].map((onlyUnreachable) => membersCard(list, { page, onlyUnreachable }, locale))
        }),
      ),
  },
  removeMemberCard: {
    cards: (locale, amount) => [
      removeMemberCard(
        { councilId: council, member: memberIn(amount), shownName: written(amount, 60) || undefined },
        locale,
      ),
    ],
  },
  memberDoneCard: {
    cards: (locale, amount) =>
      (['added', 'changed', 'removed'] as const).map((what) =>
        memberDoneCard(
          { councilId: council, what, member: what === 'removed' ? undefined : memberIn(amount) },
          locale,
        ),
      ),
  },
  addMemberCard: {
    cards: (locale, amount) => {
      const writers = Array.from({ length: amount === 'none' ? 0 : 40 }, () => ({
        person: mora.outsider,
        shownName: written(amount, 200) || null,
        seenAt: now,
      }))
      const offer = { councilId: council, writers, organisations: [organisation], now }
      return [addMemberCard(offer, memberSaid(amount), memberBack(amount, locale), locale)]
    },
  },
  changeMemberCard: {
    cards: (locale, amount) => {
      const shownName = written(amount, 60) || undefined
      const offer = { councilId: council, member: memberIn(amount), shownName, organisations: [organisation] }
      return [changeMemberCard(offer, memberSaid(amount), memberBack(amount, locale), locale)]
    },
  },
  settingsForm: {
    cards: (locale, amount) => {
      const back =
        amount === 'full'
          ? { problems: councilWords(locale).settings.problems, once: newId<never>() }
          : undefined
      const typed = { askWeekday: written(amount, 60), askAt: written(amount, 60), seen: '4-13:00' }
      return [settingsForm(settingsFacts(amount), amount === 'ordinary' ? undefined : typed, back, locale)]
    },
  },
  settingsCard: { cards: (locale, amount) => [settingsCard(settingsFacts(amount), locale)] },
  settingsSavedCard: { cards: (locale, amount) => [settingsSavedCard(settingsFacts(amount), locale)] },
  whichToJoinCard: {
    cards: (locale, amount) => [
      whichToJoinCard([{ id: council, name: written(amount, 120) || 'Rådet' }], locale),
    ],
  },
  joinFormCard: {
    cards: (locale, amount) => {
      const open = amount === 'full' ? joinRequestOf(amount, 'asked') : undefined
      const organisations = Array.from({ length: 13 }, () => organisation)
      const to = { ...joining(amount), organisations, open, now }
      return [joinFormCard(to, memberSaid(amount), memberBack(amount, locale), locale)]
    },
  },
  joinSentCard: { cards: (locale, amount) => [joinSentCard(joining(amount), locale)] },
  joinPausedCard: {
    cards: (locale, amount) => {
      const paused = { until: '2026-11-27' as LocalDate, reason: written(amount, 300) }
      return [joinPausedCard(joining(amount), paused, now, locale)]
    },
  },
  joinRequestCard: {
    cards: (locale, amount) =>
      (['asked', 'approved', 'declined'] as const).map((state) => {
        const seen = {
          request: joinRequestOf(amount, state),
          councilName: joining(amount).councilName,
          shownName: written(amount, 200) || undefined,
          sameTenant: amount === 'full',
          decidedBy: state === 'asked' ? undefined : written(amount, 60) || undefined,
          now,
        }
        const typed = amount === 'full' ? { role: 'kung', reason: written(amount, 300) } : {}
        const problem = councilWords(locale).joinRequest.problems
        return joinRequestCard(seen, typed, amount === 'full' ? problem : {}, locale)
      }),
  },
  joinRequestsCard: {
    cards: (locale, amount) => {
      const requests = Array.from({ length: amount === 'none' ? 0 : 20 }, () =>
        joinRequestOf(amount, 'asked'),
      )
      return [joinRequestsCard({ councilId: council, requests, now }, locale)]
    },
  },
  welcomeMemberCard: {
    cards: (locale, amount) => [
      welcomeMemberCard(member(amount), true, locale),
      welcomeMemberCard(member(amount, ['registrar']), false, locale),
    ],
  },
  declinedCard: {
    cards: (locale, amount) => {
      const again = amount === 'none' ? undefined : ('2026-11-27' as LocalDate)
      return [declinedCard(joining(amount).councilName, written(amount, 300), again, now, locale)]
    },
  },
  connectedCard: {
    cards: (locale, amount) =>
      (['connected', 'moved', 'already'] as const).map((came) =>
        connectedCard({ id: council, name: joining(amount).councilName }, came, locale),
      ),
  },
  disconnectedCard: { cards: (locale, amount) => [disconnectedCard(joining(amount).councilName, locale)] },
  searchCard: {
    writtenPointers: ['text'],
    cards: (locale, amount) => {
      const text = written(amount, 100) || 'bilar'
      const found = Array.from({ length: 5 }, () => incidentOf(amount)).map((incident) => ({
        id: incident.id,
        title: incidentTitle(incident, locale),
        under: numberAndTime(incident, now, locale),
        texts: [incident.text, incident.immediateAction],
        show: { verb: 'incidents.show', pointers: { incident: incident.id } },
      }))
      return [true, false].map((older) =>
        searchCard({
          locale,
          council,
          text,
          stems: stemsOf('bilar åäö'),
          found: amount === 'none' ? [] : found,
          next: amount === 'full' ? `2026-11-19T21:30:00.000Z|${newId()}|||` : undefined,
          isFirstPage: amount !== 'full',
          older,
        }),
      )
    },
  },
  shareCard: {
    cards: (locale, amount) => {
      const { number, ...incident } = incidentOf(amount)
      const shared = {
        id: incident.id,
        title: incidentTitle({ number, ...incident }, locale),
        under: numberAndTime({ number, ...incident }, now, locale),
        number,
        show: { verb: 'incidents.show', pointers: { incident: incident.id } },
      }
      const its = { id: council, name: written(amount, 100) || 'Mora' }
      return [true, false].map((forEverybody) =>
        shareCard(
          { ...shared, forEverybody },
          { locale, council: its, command: 'findIncidents', amongCouncil: true },
        ),
      )
    },
  },
  dispatchesCard: {
    cards: (locale, amount) => {
      const shown = dispatchesIn(amount)
      const { decided, decidedOnAll } = dispatchWords(locale)
      const counts = { sending: 1, notNeeded: 2, writtenOff: 3, before: 1, left: 2 }
      const undelivered = [...whyUndelivered, 'HTTP 400'].map((reason) => ({ reason, count: 2 }))
      const queue = {
        waiting: shown.length,
        oldestDueAt: shown.length > 0 ? now : undefined,
        pausedUntil: amount === 'full' ? plusMs(now, 60_000) : undefined,
        undelivered: amount === 'none' ? [] : undelivered,
      }
      const list = { shown, count: amount === 'full' ? 15 : shown.length, page: 2, pages: 3, queue, now }
      const notes = [undefined, ...Object.values(decided), decidedOnAll(counts)]
      return desks(amount).flatMap((desk) =>
        notes.map((note) =>
          dispatchesCard(amount === 'full' ? list : { ...list, page: 1, pages: 1 }, desk, note, locale),
        ),
      )
    },
  },
  writeOffAllCard: {
    cards: (locale, amount) =>
      desks(amount).map((desk) => writeOffAllCard(amount === 'full' ? 200 : 1, now, desk, locale)),
  },
  ...promiseKinds,
  ...agreementKinds,
  ...meetingKinds,
  howToSearchCard: { cards: (locale) => [howToSearchCard(locale)] },
  helpCard: {
    cards: (locale, amount) => {
      const { list, report } = incidentWords(locale).help
      const { helpCouncil, helpMembers, helpSettings } = councilWords(locale)
      const helps = [report, list, helpCouncil, helpMembers, helpSettings, helpWords(locale).help]
      const rest = helpGroups.map((group) => ({ group, helps: helps.slice(2) }))
      const none = { first: [], rest: [] }
      return [
        helpCard(
          member(amount),
          amount === 'none' ? none : { first: helps, rest },
          amount !== 'none',
          locale,
        ),
        helpCard(
          member(amount, ['reporter']),
          { first: helps.slice(0, 2), rest: rest.slice(0, 1) },
          true,
          locale,
        ),
      ]
    },
  },
  welcomeCard: { cards: (locale) => [welcomeCard(locale)] },
  channelWelcomeCard: {
    cards: (locale, amount) => [
      channelWelcomeCard(undefined, locale),
      ...(['here', 'elsewhere'] as const).map((came) =>
        channelWelcomeCard({ council: { id: council, name: joining(amount).councilName }, came }, locale),
      ),
    ],
  },
  // What the chat itself answers. Only here does a button carry a whole line: to report it, or to say it rightly.
  'the chat: you are in no council': {
    cards: async (locale, amount) => [await chatCard({ kind: 'outsider' }, written(amount, 500), locale)],
  },
  'the chat: which council': {
    cards: async (locale, amount) => {
      const councils = [{ id: council, name: written(amount, 120) || 'Rådet' }]
      return [await chatCard({ kind: 'undecided', councils }, 'hej', locale)]
    },
  },
  'the chat: not understood': {
    writtenPointers: ['text', 'line'],
    cards: async (locale, amount) => [
      await chatCard(
        { kind: 'member', member: member(amount), several: true },
        written(amount, 5_000),
        locale,
      ),
      await chatCard(
        { kind: 'member', member: member(amount), several: true },
        `raportera ${written(amount, 900)}`,
        locale,
      ),
    ],
  },
}
