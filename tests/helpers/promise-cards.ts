import type { Card } from '../../src/chat/index.ts'
import {
  endedCard,
  noneFoundCard,
  noPromisesCard,
  promiseCard,
  promiseVersionsCard,
  type Reader,
} from '../../src/promises/cards.ts'
import {
  deliveriesCard,
  deliveryReceiptCard,
  milestoneCard,
  withdrawnDeliveryCard,
} from '../../src/promises/delivery-cards.ts'
import { endingCard, paceCard } from '../../src/promises/due-cards.ts'
import {
  choiceTitle,
  endForm,
  extendForm,
  linesLimit,
  logForm,
  makeForm,
  nothingToLogCard,
} from '../../src/promises/form-cards.ts'
import { paceOf } from '../../src/promises/pace.ts'
import {
  type CitizenPromise,
  type Commitment,
  type Delivery,
  type Quota,
  textLimit,
  titleLimit,
} from '../../src/promises/promise.ts'
import { promiseWords } from '../../src/promises/words.ts'
import { type Instant, instant } from '../../src/shared/clock.ts'
import { newId } from '../../src/shared/ids.ts'
import type { Locale } from '../../src/shared/locale.ts'
import { type LocalDate, plusDays } from '../../src/shared/stockholm.ts'
import { checked } from './checked.ts'
import { mora } from './house.ts'
import { trickyText } from './tricky-text.ts'

type Amount = 'full' | 'ordinary' | 'none'

const now: Instant = instant('2026-11-20T08:00:00.000Z')
const today = '2026-11-20' as LocalDate
const councilId = newId<CitizenPromise['councilId']>()

/** A text of a field that holds at most `limit` characters. */
function written(amount: Amount, limit: number): string {
  if (amount === 'none') return ''
  if (amount === 'ordinary') return 'Fotpatrull på Noret, mest på kvällarna.'.slice(0, limit)
  return trickyText.repeat(Math.ceil(limit / trickyText.length)).slice(0, limit)
}

const quotas: readonly Quota[] = [
  { kind: 'inPeriod', count: 40 },
  { kind: 'perWeek', count: 2 },
  { kind: 'perMonth', count: 1, andHolidays: true },
  { kind: 'milestone' },
  { kind: 'none' },
]

function promiseOf(amount: Amount, more: Partial<CitizenPromise> = {}): CitizenPromise {
  const version = (number: number, from: string, to: string) => ({
    number,
    from: from as LocalDate,
    to: to as LocalDate,
    problem: checked(written(amount, textLimit) || 'Buller'),
    effect: checked(written(amount, textLimit) || 'Lugn'),
    followUp: checked(written(amount, textLimit)),
    why: checked(written(amount, textLimit)),
    decidedOn: from as LocalDate,
  })
  const versions = Array.from({ length: amount === 'full' ? 5 : 1 }, (_, at) =>
    version(at + 1, `202${at + 1}-09-02`, `202${at + 2}-09-01`),
  )
  const owner = (at: number): Commitment['owner'] =>
    at % 2 === 0
      ? { id: newId(), name: { sv: 'Polisen', en: 'The police' } }
      : { id: undefined, name: checked(written(amount, 80) || 'Ica') }
  return {
    id: newId(),
    councilId,
    key: amount === 'full' ? 'training-noret' : 'noret',
    title: checked(written(amount, titleLimit) || 'Noret'),
    versions: amount === 'full' ? versions : [version(1, '2026-09-02', '2026-12-31')],
    commitments: quotas.map((quota, at) => ({
      id: newId(),
      position: at + 1,
      owner: owner(at),
      text: checked(written(amount, textLimit) || 'Patrull'),
      quota,
      sinceVersion: 1,
      untilVersion: undefined,
      reachedOn: amount === 'ordinary' ? today : undefined,
    })),
    ended: undefined,
    version: 1,
    ...more,
  }
}

function deliveryOf(amount: Amount): Delivery {
  return {
    id: newId(),
    councilId,
    commitmentId: newId(),
    deliveredOn: (amount === 'full' ? '2025-12-30' : '2026-11-19') as LocalDate,
    count: amount === 'full' ? 99 : 1,
    minutes: amount === 'none' ? undefined : 1439,
    staff: amount === 'none' ? undefined : 999,
    organisation: { id: newId(), name: { sv: 'Polisen', en: 'The police' } },
    note: checked(written(amount, textLimit)),
    loggedBy: mora.police,
    loggedAt: now,
    withdrawnAt: undefined,
    version: 1,
  }
}

const readers = (locale: Locale): readonly Reader[] =>
  [true, false].flatMap((coordinates) =>
    [true, false].map((delivers) => ({ locale, council: councilId, today, coordinates, delivers })),
  )

const standing = (promise: CitizenPromise, on: LocalDate = today) =>
  promise.commitments.map((commitment) => ({ commitment, pace: paceOf(promise, commitment, [], on) }))

/** A promise with a delivery for its first commitment. */
function receiptOf(amount: Amount, quota: Quota['kind'] = 'inPeriod') {
  const promise = promiseOf(amount)
  const one = standing(promise).find(({ commitment }) => commitment.quota.kind === quota)
  if (!one) throw new Error(`no commitment of the kind ${quota}`)
  return { promise, ...one, delivery: deliveryOf(amount) }
}

function frameOf(amount: Amount, locale: Locale) {
  const { make, form } = promiseWords(locale)
  const fields = ['title', 'problem', 'effect', 'followUp', 'why', 'note']
  const more = ['from', 'to', 'decidedOn', 'commitments', 'commitment', 'date', 'count', 'duration', 'staff']
  const typed = Object.fromEntries(fields.map((field) => [field, written(amount, textLimit)]))
  return {
    locale,
    council: councilId,
    once: undefined,
    typed: amount === 'none' ? {} : { ...typed, commitments: written(amount, linesLimit), date: today },
    problems:
      amount === 'full'
        ? Object.fromEntries(
            [...fields, ...more].map((field) => [field, make.commitmentError(2) || form.wrong]),
          )
        : {},
  }
}

type Cards = (locale: Locale, amount: Amount) => readonly Card[]

/** Every kind of card about promises. */
export const promiseKinds: Readonly<
  Record<
    string,
    { readonly cards: Cards; readonly buttons?: number; readonly writtenPointers?: readonly string[] }
  >
> = {
  promiseCard: {
    // To log, to read what was logged, to leaf, and everything else behind the fourth.
    buttons: 4,
    // What the list was narrowed to travels along to the next page.
    writtenPointers: ['line'],
    cards: (locale, amount) =>
      readers(locale).flatMap((reader) =>
        (['open', 'over'] as const).flatMap((which) =>
          [plusDays(today, -400), today, plusDays(today, 400)].flatMap((on) =>
            [0, 1].map((page) => {
              const ended = which === 'over' ? { on: today, why: checked('Klart.') } : undefined
              const promise = promiseOf(amount, { ended })
              const commitments = standing(promise, on)
              const isUnknown = which === 'over' && amount === 'none'
              const isFirst = page === 0
              return promiseCard(
                {
                  promise,
                  commitments,
                  isFirst,
                  isUnknown,
                  which,
                  page,
                  pages: 2,
                  goesOn: amount === 'full',
                  ...(amount === 'full'
                    ? { narrowed: { line: written(amount, 100), said: written(amount, 100) } }
                    : {}),
                },
                { ...reader, today: on },
              )
            }),
          ),
        ),
      ),
  },
  noPromisesCard: {
    cards: (locale) =>
      readers(locale).flatMap((reader) =>
        (['open', 'over'] as const).map((which) => noPromisesCard(which, reader)),
      ),
  },
  noneFoundCard: {
    cards: (locale, amount) => readers(locale).map((reader) => noneFoundCard(written(amount, 100), reader)),
  },
  promiseVersionsCard: {
    cards: (locale, amount) =>
      readers(locale).map((reader) => promiseVersionsCard(promiseOf(amount), reader)),
  },
  endedCard: {
    cards: (locale, amount) => {
      const why = checked(written(amount, textLimit) || 'Klart.')
      return readers(locale).map((reader) =>
        endedCard(promiseOf(amount, { ended: { on: today, why } }), reader),
      )
    },
  },
  deliveryReceiptCard: {
    cards: (locale, amount) =>
      readers(locale).flatMap((reader) =>
        (['logged', 'corrected', 'restored'] as const).map((came) =>
          deliveryReceiptCard(receiptOf(amount), came, reader, now),
        ),
      ),
  },
  withdrawnDeliveryCard: {
    cards: (locale, amount) =>
      readers(locale).map((reader) => withdrawnDeliveryCard(receiptOf(amount, 'perWeek'), reader, now)),
  },
  milestoneCard: {
    cards: (locale, amount) =>
      readers(locale).map((reader) => {
        const { promise, commitment, pace } = receiptOf(amount, 'milestone')
        return milestoneCard(promise, commitment, pace, reader)
      }),
  },
  deliveriesCard: {
    cards: (locale, amount) =>
      readers(locale).map((reader) => {
        const { promise, commitment } = receiptOf(amount)
        const rows = Array.from({ length: amount === 'none' ? 0 : 6 }, () => ({
          delivery: deliveryOf(amount),
          commitment,
          mayCorrect: reader.delivers,
        }))
        const older = amount === 'full' ? 12 : undefined
        return deliveriesCard(promise, rows, { reader, now, older, isFirstPage: amount !== 'full' })
      }),
  },
  logForm: {
    cards: (locale, amount) => {
      const commitments = Array.from({ length: 40 }, () => ({
        title: choiceTitle([written(amount, 400) || 'Polisen']),
        value: newId<string>(),
      }))
      return [undefined, newId<Delivery['id']>()].map((corrects) =>
        logForm({ ...frameOf(amount, locale), commitments, several: amount === 'full', corrects }),
      )
    },
  },
  makeForm: { cards: (locale, amount) => [makeForm(frameOf(amount, locale))] },
  extendForm: {
    cards: (locale, amount) => [extendForm(promiseOf(amount), today, frameOf(amount, locale))],
  },
  endForm: { cards: (locale, amount) => [endForm(promiseOf(amount), frameOf(amount, locale))] },
  nothingToLogCard: { cards: (locale) => [nothingToLogCard({ locale, council: councilId })] },
  paceCard: {
    cards: (locale, amount) => {
      const { promise, commitment } = receiptOf(amount)
      return (['week', 'month'] as const).map((kind) => {
        const turn = { kind, key: '2026-W47', from: today, to: today, demanded: 9999, done: 0, isOver: false }
        return paceCard({ promise, commitment, turn }, { now, locale })
      })
    },
  },
  endingCard: {
    cards: (locale, amount) =>
      [0, 1, 30].map((days) =>
        endingCard({ promise: promiseOf(amount), last: plusDays(today, days) }, { now, locale }),
      ),
  },
}
