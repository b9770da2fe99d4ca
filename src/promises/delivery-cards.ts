import {
  asWritten,
  button,
  type Card,
  type CardElement,
  card,
  heading,
  paragraph,
  placing,
} from '../chat/index.ts'
import type { Instant } from '../shared/clock.ts'
import type { Locale } from '../shared/locale.ts'
import { sayDate } from '../shared/stockholm.ts'
import { capital } from '../shared/text.ts'
import { backTo, promiseTitle, type Reader } from './cards.ts'
import type { Pace } from './pace.ts'
import { commitmentRows } from './pace-fields.ts'
import { type CitizenPromise, type Commitment, type Delivery, ownerName } from './promise.ts'
import { promiseWords } from './words.ts'

/** "2 h", "1 h 30 min", "45 min". */
export function sayDuration(minutes: number, locale: Locale): string {
  const { delivery } = promiseWords(locale)
  const [hours, rest] = [Math.floor(minutes / 60), minutes % 60]
  return [hours > 0 ? delivery.hours(String(hours)) : '', rest > 0 ? delivery.minutes(rest) : '']
    .filter(Boolean)
    .join(' ')
}

/** When and how much, in one line: "Torsdag 19 november · 2 h · två personer", and who did it when others promised it. */
export function sayDelivery(
  delivery: Delivery,
  commitment: Commitment,
  now: Instant,
  locale: Locale,
): string {
  const { delivery: words } = promiseWords(locale)
  return [
    capital(sayDate(delivery.deliveredOn, now, locale)),
    delivery.count > 1 ? words.count(delivery.count) : '',
    delivery.minutes ? sayDuration(delivery.minutes, locale) : '',
    delivery.staff ? words.staff(delivery.staff) : '',
    delivery.organisation.id === commitment.owner.id ? '' : delivery.organisation.name[locale],
  ]
    .filter(Boolean)
    .join(' · ')
}

/** A delivery with what it was for and how that stands now. */
export interface Receipt {
  readonly promise: CitizenPromise
  readonly commitment: Commitment
  readonly pace: Pace
  readonly delivery: Delivery
}

/** After something was logged, corrected or counted again: what was understood, and how the promise stands with it. */
export function deliveryReceiptCard(
  { promise, commitment, pace, delivery }: Receipt,
  came: 'logged' | 'corrected' | 'restored',
  reader: Reader,
  now: Instant,
): Card {
  const { locale, council } = reader
  const { delivery: words } = promiseWords(locale)
  const title = words[came]
  const pointers = { delivery: delivery.id }
  return card(
    locale,
    title,
    [
      heading(`✓ ${title}`),
      placing(sayDelivery(delivery, commitment, now, locale)),
      delivery.note ? paragraph(asWritten(delivery.note)) : undefined,
      ...commitmentRows(commitment, pace, locale),
    ],
    [
      button({ title: words.correct, verb: 'promises.correctForm', council, pointers }),
      button({ title: words.undo, verb: 'promises.withdraw', council, pointers }),
      button({ title: words.another, verb: 'promises.form', council, pointers: { promise: promise.id } }),
    ],
  )
}

/** After a delivery was taken back, with the way to undo it. */
export function withdrawnDeliveryCard(
  { promise, commitment, pace, delivery }: Receipt,
  reader: Reader,
  now: Instant,
): Card {
  const { locale, council } = reader
  const { delivery: words } = promiseWords(locale)
  const undo = button({
    title: words.undo,
    verb: 'promises.restore',
    council,
    pointers: { delivery: delivery.id },
  })
  return card(
    locale,
    words.withdrawn,
    [
      heading(words.withdrawn),
      placing(sayDelivery(delivery, commitment, now, locale)),
      paragraph(words.withdrawnText),
      ...commitmentRows(commitment, pace, locale),
    ],
    [undo, backTo(promise, locale, council)],
  )
}

/** After a milestone was reached, or turned out not to be. */
export function milestoneCard(
  promise: CitizenPromise,
  commitment: Commitment,
  pace: Pace,
  reader: Reader,
): Card {
  const { locale, council } = reader
  const { delivery: words } = promiseWords(locale)
  const isReached = commitment.reachedOn !== undefined
  const title = isReached ? `✓ ${words.reached}` : words.unreached
  const undo = button({
    title: words.undo,
    verb: 'promises.unreach',
    council,
    pointers: { commitment: commitment.id },
  })
  return card(
    locale,
    title,
    [
      heading(title),
      placing(promiseTitle(promise, locale)),
      isReached ? undefined : paragraph(words.unreachedText),
      ...commitmentRows(commitment, pace, locale),
    ],
    [isReached ? undo : undefined, backTo(promise, locale, council)],
  )
}

export interface DeliveryRow {
  readonly delivery: Delivery
  readonly commitment: Commitment
  readonly mayCorrect: boolean
}

export interface DeliveryListFrame {
  readonly reader: Reader
  readonly now: Instant
  /** Where the next older page begins. */
  readonly older: number | undefined
  readonly isFirstPage: boolean
}

/** What was done for a promise, the latest first, each with a way to correct it for those who may. */
export function deliveriesCard(
  promise: CitizenPromise,
  rows: readonly DeliveryRow[],
  { reader, now, older, isFirstPage }: DeliveryListFrame,
): Card {
  const { locale, council } = reader
  const { delivery: words } = promiseWords(locale)
  const page = (title: string, start: number) =>
    button({
      title,
      verb: 'promises.deliveries',
      council,
      pointers: { promise: promise.id, start: String(start) },
    })
  return card(
    locale,
    `${words.list}: ${promise.title}`,
    [
      heading(words.list),
      placing(promiseTitle(promise, locale)),
      ...(rows.length > 0 ? rows.map((row) => deliveryRow(row, reader, now)) : [paragraph(words.none)]),
    ],
    [
      backTo(promise, locale, council),
      older === undefined ? undefined : page(words.older, older),
      isFirstPage ? undefined : page(words.newest, 0),
    ],
  )
}

function deliveryRow(
  { delivery, commitment, mayCorrect }: DeliveryRow,
  reader: Reader,
  now: Instant,
): CardElement {
  const { locale, council } = reader
  const { delivery: words } = promiseWords(locale)
  const what = `${asWritten(ownerName(commitment, locale))}: ${asWritten(commitment.text)}`
  const small = { wrap: true, size: 'Small', spacing: 'None' } as const
  const correct = button({
    title: words.correct,
    verb: 'promises.correctForm',
    council,
    pointers: { delivery: delivery.id },
  })
  return {
    type: 'ColumnSet',
    separator: true,
    spacing: 'Medium',
    columns: [
      {
        type: 'Column',
        width: 'stretch',
        items: [
          {
            type: 'TextBlock',
            text: sayDelivery(delivery, commitment, now, locale),
            wrap: true,
            weight: 'Bolder',
          },
          { type: 'TextBlock', text: what, isSubtle: true, ...small },
          ...(delivery.note
            ? [{ type: 'TextBlock' as const, text: asWritten(delivery.note), ...small }]
            : []),
        ],
      },
      ...(mayCorrect
        ? [
            {
              type: 'Column' as const,
              width: 'auto' as const,
              items: [{ type: 'ActionSet' as const, actions: [correct] }],
            },
          ]
        : []),
    ],
  }
}
