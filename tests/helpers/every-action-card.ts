import { type Action, ownerships, statuses, textLimit } from '../../src/actions/action.ts'
import { actionCard, actionReceiptCard, type Beside } from '../../src/actions/cards.ts'
import { type ActionFormFrame, actionForm, originLimit } from '../../src/actions/form-cards.ts'
import { actionHistoryCard } from '../../src/actions/history-cards.ts'
import { actionDeclinedCard, declineDoneCard, declineForm, ownerCard } from '../../src/actions/owner-cards.ts'
import { actionWords } from '../../src/actions/words.ts'
import { instant } from '../../src/shared/clock.ts'
import { newId, type PromiseId } from '../../src/shared/ids.ts'
import type { Locale } from '../../src/shared/locale.ts'
import type { LocalDate } from '../../src/shared/stockholm.ts'
import { anAction, anOwner } from './an-action.ts'
import { checked } from './checked.ts'
import { type Amount, council, type Kind, now, written } from './every-card.ts'
import { mora } from './house.ts'

const long = (amount: Amount, or: string) => checked(written(amount, textLimit) || or)

function actionOf(amount: Amount, changes: Partial<Action> = {}): Action {
  const full = amount !== 'none'
  return anAction({
    councilId: council,
    training: amount === 'full',
    cause: long(amount, 'Släckt'),
    text: long(amount, 'Lampor'),
    goal: long(amount, 'Lyser'),
    origin: checked(written(amount, originLimit)),
    ownershipWhy: long(amount, 'Nej'),
    outcome: checked(written(amount, textLimit)),
    owner: anOwner(written(amount, 60) || 'Väktare', 'Polisen'),
    ...(full
      ? {
          dueOn: '2025-11-18' as LocalDate,
          light: 'offTrack',
          progress: { done: 9999, of: 9999 },
          incidents: Array.from({ length: 10 }, (_, at) => ({ id: newId(), number: `H-2026-000${at}` })),
          focusArea: { id: newId(), name: { sv: 'Hot och våld', en: 'Threats and violence' } },
          promiseId: newId<PromiseId>(),
        }
      : {}),
    ...changes,
  })
}

const everyAction = (amount: Amount): readonly Action[] => [
  ...ownerships.map((ownership) => actionOf(amount, { ownership })),
  ...statuses.map((status) => actionOf(amount, { status, closedAt: now, effect: 'tooEarly' })),
]

const readers = (locale: Locale) =>
  [true, false].flatMap((own) =>
    [true, false].map((more) => ({ locale, now, own, seesThrough: own || more })),
  )

function besideOf(amount: Amount): Beside {
  if (amount === 'none') return { latest: undefined, promise: undefined }
  const latest = {
    at: now,
    by: mora.police,
    text: long(amount, ''),
    light: 'atRisk' as const,
    progress: undefined,
  }
  return { latest, promise: written(amount, 120) }
}

const choices = (count: number, title: string) =>
  Array.from({ length: count }, (_, at) => ({ title: `${title} ${at}`, value: newId() }))

/** The form as it is first shown, and with everything that can be typed and something wrong with each field. */
function frames(amount: Amount, locale: Locale): readonly ActionFormFrame[] {
  const { ownerError } = actionWords(locale).form
  const fields = ['cause', 'text', 'goal', 'startsOn', 'dueOn', 'owner', 'focusArea', 'way']
  const more = ['incidents', 'promise', 'origin', 'why']
  const frame: ActionFormFrame = {
    locale,
    council,
    once: undefined,
    typed: {},
    problems: {},
    owners: choices(amount === 'none' ? 1 : 60, 'Fältarbetare · Socialförvaltningen'),
    focusAreas: choices(7, 'Ordningsstörningar och otrygghet'),
    promises: amount === 'none' ? [] : choices(6, 'Trygghetslöfte om Noret'),
    amends: undefined,
    urgent: amount === 'full',
  }
  if (amount === 'none') return [frame]
  const text = written(amount, textLimit)
  const back = {
    ...frame,
    once: newId<NonNullable<ActionFormFrame['once']>>(),
    typed: { cause: text, text, goal: text, why: text, origin: written(amount, originLimit) },
    problems: Object.fromEntries([...fields, ...more].map((field) => [field, ownerError])),
  }
  return [frame, back, { ...back, amends: { action: actionOf(amount), seen: '3' } }]
}

/** Every card of actions that is about what was agreed, who answers for it, and its history. */
export const actionKinds: Readonly<Record<string, Kind>> = {
  actionCard: {
    cards: (locale, amount) =>
      everyAction(amount).flatMap((action) =>
        readers(locale).map((reader) => actionCard(action, besideOf(amount), reader)),
      ),
  },
  actionReceiptCard: {
    cards: (locale, amount) =>
      everyAction(amount).flatMap((action) =>
        readers(locale).flatMap((reader) =>
          [true, false].map((amended) => actionReceiptCard(action, reader, amended)),
        ),
      ),
  },
  actionForm: { cards: (locale, amount) => frames(amount, locale).map(actionForm) },
  ownerCard: {
    cards: (locale, amount) =>
      everyAction(amount).flatMap((action) =>
        readers(locale).map((reader) => ownerCard(action, besideOf(amount), reader)),
      ),
  },
  actionDeclinedCard: {
    cards: (locale, amount) => everyAction(amount).map((action) => actionDeclinedCard(action, now, locale)),
  },
  declineForm: {
    cards: (locale, amount) => {
      const why = actionWords(locale).decline.whyError
      const frame = { locale, council, once: undefined, typed: {}, problems: {} }
      const back = { ...frame, typed: { why: written(amount, textLimit) }, problems: { why } }
      return [frame, back].map((each) => declineForm(actionOf(amount), each))
    },
  },
  declineDoneCard: { cards: (locale, amount) => [declineDoneCard(actionOf(amount), locale)] },
  actionHistoryCard: {
    cards: (locale, amount) => {
      const action = actionOf(amount)
      const why = written(amount, textLimit)
      const told = [
        ['text', written(amount, textLimit)],
        ['status', 'inProgress'],
        ['dueOn', '2026-12-01'],
        ['promise', action.promiseId ?? ''],
        ['keptWarning', 'plate, ageAndClass'],
      ] as const
      const changes = told.map(([field, to]) => ({
        field,
        from: field === 'status' ? 'planned' : null,
        to,
        ...(why ? { why } : {}),
      }))
      const acts = Array.from({ length: amount === 'none' ? 0 : 40 }, () => ({
        at: instant('2026-11-19T08:00:00.000Z'),
        who: written(amount, 60),
        changes,
      }))
      const promises = new Map(action.promiseId ? [[action.promiseId as string, written(amount, 120)]] : [])
      return [actionHistoryCard(action, acts, promises, now, locale)]
    },
  },
}
