import { type Action, effects, lights, statuses, textLimit } from '../../src/actions/action.ts'
import { dueCard, lateCard } from '../../src/actions/due-cards.ts'
import { mineCard } from '../../src/actions/mine-cards.ts'
import type { PlanRow } from '../../src/actions/plan.ts'
import { planCard } from '../../src/actions/plan-cards.ts'
import {
  cancelForm,
  finishForm,
  lineLimit,
  postponeForm,
  progressForm,
  reopenForm,
  type ThroughFrame,
} from '../../src/actions/through-cards.ts'
import { throughWords } from '../../src/actions/through-words.ts'
import { toldCard } from '../../src/actions/told-cards.ts'
import { helpAnswers } from '../../src/incidents/incident.ts'
import { ownReport } from '../../src/incidents/own-report-cards.ts'
import { newId } from '../../src/shared/ids.ts'
import type { Locale } from '../../src/shared/locale.ts'
import type { LocalDate } from '../../src/shared/stockholm.ts'
import { anAction, anOwner } from './an-action.ts'
import { checked } from './checked.ts'
import { type Amount, council, incidentOf, type Kind, now, written } from './every-card.ts'

const named = { sv: 'Ordningsstörningar och otrygghet', en: 'Public disorder and unsafety' }

function actionOf(amount: Amount, changes: Partial<Action> = {}): Action {
  return anAction({
    councilId: council,
    training: amount === 'full',
    text: checked(written(amount, textLimit) || 'Lampor'),
    outcome: checked(written(amount, textLimit)),
    owner: anOwner(written(amount, 60) || 'Väktare', 'Polisen'),
    ...(amount === 'none'
      ? {}
      : {
          dueOn: '2025-11-18' as LocalDate,
          light: 'atRisk',
          progress: { done: 9999, of: 9999 },
          ownership: 'asked',
          focusArea: { id: newId(), name: named },
        }),
    ...changes,
  })
}

/** Actions in every state, with every light and every effect. */
const everyAction = (amount: Amount): readonly Action[] => [
  ...statuses.map((status) => {
    const closedAt = status === 'done' || status === 'cancelled' ? now : undefined
    return actionOf(amount, { status, closedAt })
  }),
  ...lights.map((light) => actionOf(amount, { light, status: 'inProgress' })),
  ...effects.map((effect) => actionOf(amount, { effect, status: 'done', closedAt: now })),
]

/** A form as it is first shown, and as it comes back with everything wrong. */
function frames(amount: Amount, locale: Locale): readonly ThroughFrame[] {
  const words = throughWords(locale)
  const fresh = { locale, council, once: undefined, typed: {}, problems: {}, action: actionOf(amount), now }
  if (amount === 'none') return [fresh]
  const long = written(amount, textLimit)
  const typed = { text: written(amount, lineLimit), progress: '2', why: long, dueOn: '2026-02-30' }
  const problem = words.report.textError
  const problems = Object.fromEntries(
    ['text', 'light', 'progress', 'effect', 'dueOn', 'why'].map((field) => [field, problem]),
  )
  return [fresh, { ...fresh, once: newId(), typed, problems }]
}

const choices = (count: number, title: string) =>
  Array.from({ length: count }, (_, at) => ({ title: `${title} ${at}`, value: newId<string>() }))

const groupsOf = (action: Action): readonly PlanRow['group'][] => [
  { kind: 'late' },
  { kind: 'area', area: action.focusArea },
  { kind: 'area', area: undefined },
  { kind: 'owner', owner: action.owner },
  { kind: 'status', status: 'planned' },
  { kind: 'due' },
  { kind: 'closed' },
]

/** A plan in every group, in full and on a page after the last one, narrowed or not. */
function planOf(
  locale: Locale,
  amount: Amount,
  page: number,
  narrowed: boolean,
): Parameters<typeof planCard> {
  const all = everyAction(amount).flatMap((action) => groupsOf(action).map((group) => ({ group, action })))
  const rows = amount === 'none' ? [] : all
  const text = written(amount, 100) || 'lampor'
  const some = (count: number, title: string) => choices(amount === 'none' ? 0 : count, title)
  return [
    rows,
    {
      locale,
      council,
      now,
      filter: narrowed ? { text, period: '2026-11-01/2026-12-01', order: 'owner' } : {},
      said: narrowed ? text : undefined,
      choices: {
        areas: some(12, named[locale]),
        owners: some(35, written(amount, 60)),
        organisations: some(13, named[locale]),
      },
      counts: { late: 1, open: 12, done: 1, training: amount === 'full' ? 12 : 1 },
      page,
      mayPlan: amount !== 'ordinary',
    },
  ]
}

/** Every kind of card by which actions are listed and seen through. */
export const throughKinds: Readonly<Record<string, Kind>> = {
  progressForm: { cards: (locale, amount) => frames(amount, locale).map(progressForm) },
  finishForm: { cards: (locale, amount) => frames(amount, locale).map(finishForm) },
  postponeForm: { cards: (locale, amount) => frames(amount, locale).map(postponeForm) },
  cancelForm: { cards: (locale, amount) => frames(amount, locale).map(cancelForm) },
  reopenForm: { cards: (locale, amount) => frames(amount, locale).map(reopenForm) },
  // Paging, the filter and the way to all stand beside the new one; and what is searched for travels along.
  planCard: {
    buttons: 4,
    writtenPointers: ['text'],
    cards: (locale, amount) =>
      [1, 2, 99].flatMap((page) =>
        [true, false].map((narrowed) => planCard(...planOf(locale, amount, page, narrowed))),
      ),
  },
  mineCard: {
    cards: (locale, amount) => {
      const reports = [
        ...['new', 'assessed'].map((status) => incidentOf(amount, { status: status as 'new' })),
        ...helpAnswers.map(() =>
          incidentOf(amount, { status: 'closed', outcome: checked(written(amount, textLimit) || 'Löst') }),
        ),
      ].map((incident) => ownReport(incident, now, locale))
      const frame = { locale, council, now, mayReport: amount === 'full' }
      return [1, 2, 3, 4].flatMap((page) => [
        mineCard(everyAction(amount), reports, { ...frame, page }),
        mineCard([], amount === 'none' ? [] : reports, { ...frame, page }),
      ])
    },
  },
  dueCard: {
    cards: (locale, amount) =>
      ['2026-11-27', '2026-11-21', '2026-11-20', '2026-11-13', '2025-11-18'].map((dueOn) =>
        dueCard(actionOf(amount, { dueOn: dueOn as LocalDate }), { now, locale }),
      ),
  },
  lateCard: {
    cards: (locale, amount) =>
      ['2026-11-06', '2025-11-18'].map((dueOn) =>
        lateCard(actionOf(amount, { dueOn: dueOn as LocalDate }), { now, locale }),
      ),
  },
  toldCard: {
    cards: (locale, amount) =>
      [undefined, ...effects].flatMap((effect) =>
        [['H-2026-0001'], ['H-2026-0001', 'H-2026-0002', 'H-2026-0003']].map((numbers) =>
          toldCard(actionOf(amount, { effect, status: 'done', closedAt: now }), numbers, locale),
        ),
      ),
  },
}
