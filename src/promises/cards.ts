import {
  asWritten,
  button,
  type Card,
  type CardAction,
  type CardElement,
  card,
  facts,
  footnote,
  heading,
  paragraph,
  placing,
  strong,
} from '../chat/index.ts'
import type { CouncilId } from '../shared/ids.ts'
import type { Locale } from '../shared/locale.ts'
import { type LocalDate, sayCalendarDay, sayCalendarDays } from '../shared/stockholm.ts'
import { filterWords } from './filter-words.ts'
import type { Pace } from './pace.ts'
import { commitmentRows, publicSentence, sayTimeLeft } from './pace-fields.ts'
import { type CitizenPromise, type Commitment, isTraining } from './promise.ts'
import type { Which } from './promise-filter.ts'
import { daysIn, firstDayOf, isOpen, lastDayOf } from './span.ts'
import { promiseWords } from './words.ts'

/** For whom a card is made: what it may say and which buttons it has follow from it. */
export interface Reader {
  readonly locale: Locale
  readonly council: CouncilId
  readonly today: LocalDate
  readonly coordinates: boolean
  readonly delivers: boolean
}

/** What the list was narrowed to: as it was written, and in words. */
export interface Narrowed {
  readonly line: string
  readonly said: string
}

/** One page of the promises: one of them, with some of its commitments. */
export interface PromisePage {
  readonly promise: CitizenPromise
  readonly commitments: readonly { readonly commitment: Commitment; readonly pace: Pace }[]
  /** A promise of the past of which nothing was ever logged here: we know nothing of how it was kept. */
  readonly isUnknown: boolean
  /** Whether these are the first of the promise, under which it is told what it is about. */
  readonly isFirst: boolean
  readonly which: Which
  readonly narrowed?: Narrowed
  readonly page: number
  readonly pages: number
  /** Whether the next page is about the same promise. */
  readonly goesOn: boolean
}

/** "Medborgarlöfte · Lugnare kvällar på Noret", the heading of a promise. */
export function promiseTitle(promise: CitizenPromise, locale: Locale): string {
  return `${promiseWords(locale).kind} · ${asWritten(promise.title)}`
}

/** The days that a promise holds and how much of them is left: "2 september–31 december 2016 · fem veckor kvar". */
export function sayPeriod(promise: CitizenPromise, today: LocalDate, locale: Locale): string {
  const { card: words } = promiseWords(locale)
  const from = firstDayOf(promise) ?? today
  const to = lastDayOf(promise, today) ?? today
  const days = sayCalendarDays(from, to, locale)
  const said = () => {
    if (promise.ended && promise.ended.on <= today)
      return words.ended(sayCalendarDay(promise.ended.on, locale))
    if (today > to) return words.isOver
    if (today < from) return words.begins(sayCalendarDay(from, locale))
    return sayTimeLeft(daysIn({ from: today, to }), locale)
  }
  return `${days} · ${said()}`
}

/** One promise: what it is about, how long it lasts, and how each commitment stands. */
export function promiseCard(page: PromisePage, reader: Reader): Card {
  const { locale, today } = reader
  const words = promiseWords(locale).card
  const { promise } = page
  const latest = promise.versions.at(-1)
  const sentences = page.isUnknown
    ? []
    : page.commitments.map(({ commitment, pace }) => publicSentence(commitment, pace, locale))
  const about = [
    paragraph(asWritten(latest?.problem ?? '')),
    facts([
      [words.effect, asWritten(latest?.effect ?? '')],
      [words.followUp, asWritten(latest?.followUp ?? '')],
    ]),
  ]
  return card(
    locale,
    `${promiseWords(locale).kind}: ${promise.title}`,
    [
      heading(promiseTitle(promise, locale)),
      placing(sayPeriod(promise, today, locale)),
      page.narrowed ? footnote(filterWords(locale).shows(asWritten(page.narrowed.said))) : undefined,
      ...(page.isFirst ? about : []),
      ...page.commitments.flatMap(({ commitment, pace }) =>
        commitmentRows(commitment, page.isUnknown ? undefined : pace, locale),
      ),
      page.isUnknown ? footnote(words.isUnknown) : undefined,
      page.pages > 1 ? footnote(words.page(page.page + 1, page.pages)) : undefined,
      {
        type: 'Container',
        id: 'public',
        isVisible: false,
        style: 'emphasis',
        spacing: 'Medium',
        items: [
          strong(isTraining(promise) ? words.publicTraining : words.publicLead, 'None'),
          ...sentences.filter(Boolean).map((sentence) => paragraph(asWritten(sentence), 'Small')),
        ],
      },
      {
        type: 'Container',
        id: 'choices',
        isVisible: false,
        spacing: 'Medium',
        items: [moreChoices(page, reader)],
      },
    ],
    promiseButtons(page, reader),
  )
}

function promiseButtons(page: PromisePage, reader: Reader): readonly (CardAction | undefined)[] {
  const { card: words } = promiseWords(reader.locale)
  const { council } = reader
  const pointers = { promise: page.promise.id }
  const next = page.page + 1
  const turn = (title: string, to: number) =>
    button({
      title,
      verb: 'promises.list',
      council,
      pointers: { which: page.which, page: String(to), ...lineOf(page) },
    })
  return [
    reader.delivers && isOpen(page.promise, reader.today)
      ? button({ title: words.log, verb: 'promises.form', council, pointers, style: 'positive' })
      : undefined,
    button({ title: words.deliveries, verb: 'promises.deliveries', council, pointers }),
    next < page.pages ? turn(page.goesOn ? words.more : words.next, next) : undefined,
    next === page.pages && page.pages > 1 ? turn(words.first, 0) : undefined,
    { type: 'Action.ToggleVisibility', title: words.moreButton, targetElements: ['choices'] },
  ]
}

/** What is seldom done: behind "Fler val". */
function moreChoices(page: PromisePage, reader: Reader): CardElement {
  const { council, locale } = reader
  const { card: words } = promiseWords(locale)
  const { promise } = page
  const to = (title: string, verb: string) =>
    button({ title, verb, council, pointers: { promise: promise.id } })
  const other = page.which === 'open' ? 'over' : 'open'
  const all = button({ title: filterWords(locale).all, verb: 'promises.list', council })
  const publicly: CardAction = {
    type: 'Action.ToggleVisibility',
    title: words.public,
    targetElements: ['public'],
  }
  return {
    type: 'ActionSet',
    actions: [
      publicly,
      ...(reader.coordinates && !promise.ended ? [to(words.extend, 'promises.extendForm')] : []),
      ...(reader.coordinates && isOpen(promise, reader.today) ? [to(words.end, 'promises.endForm')] : []),
      ...(reader.coordinates ? [button({ title: words.make, verb: 'promises.makeForm', council })] : []),
      ...(promise.versions.length > 1 ? [to(words.versions, 'promises.versions')] : []),
      page.narrowed
        ? all
        : button({ title: words[other], verb: 'promises.list', council, pointers: { which: other } }),
    ],
  }
}

const lineOf = ({ narrowed }: PromisePage) => (narrowed ? { line: narrowed.line } : {})

/** When nothing fits what was asked for, with what else to ask. */
export function noneFoundCard(said: string, { locale, council }: Reader): Card {
  const words = filterWords(locale)
  return card(
    locale,
    words.noneFound,
    [
      heading(promiseWords(locale).none.title),
      footnote(words.shows(asWritten(said))),
      paragraph(words.noneFound),
      paragraph(words.noneFoundMore, 'Small'),
    ],
    [button({ title: words.all, verb: 'promises.list', council, style: 'positive' })],
  )
}

/** When there is no promise to show. */
export function noPromisesCard(which: Which, reader: Reader): Card {
  const { none, card: words } = promiseWords(reader.locale)
  const other = which === 'open' ? 'over' : 'open'
  const { council } = reader
  return card(
    reader.locale,
    none[which],
    [
      heading(none.title),
      paragraph(none[which]),
      which === 'open' ? paragraph(none.openMore, 'Small') : undefined,
    ],
    [
      reader.coordinates && which === 'open'
        ? button({ title: words.make, verb: 'promises.makeForm', council, style: 'positive' })
        : undefined,
      button({ title: words[other], verb: 'promises.list', council, pointers: { which: other } }),
    ],
  )
}

/** What a promise has said, the latest version first, with why and when it was decided. */
export function promiseVersionsCard(promise: CitizenPromise, reader: Reader): Card {
  const { locale, council } = reader
  const words = promiseWords(locale)
  const shown = promise.versions.toReversed().slice(0, 5)
  const rows = shown.flatMap((version): readonly CardElement[] => {
    const before = promise.versions.find(({ number }) => number === version.number - 1)
    // An extension often changes the days only: what it says as before is told once, where it was first said.
    const said = (field: 'problem' | 'effect' | 'followUp') =>
      version[field] === before?.[field] ? '' : asWritten(version[field])
    return [
      strong(
        `${words.versions.version(version.number)} · ${sayCalendarDays(version.from, version.to, locale)}`,
        'Medium',
      ),
      placing(words.versions.decided(sayCalendarDay(version.decidedOn, locale))),
      facts([
        [words.versions.why, asWritten(version.why)],
        [words.card.problem, said('problem')],
        [words.card.effect, said('effect')],
        [words.card.followUp, said('followUp')],
      ]),
    ]
  })
  const { title } = words.versions
  return card(
    locale,
    `${title}: ${promise.title}`,
    [heading(title), placing(promiseTitle(promise, locale)), ...rows],
    [backTo(promise, locale, council)],
  )
}

/** The button to a promise. */
export function backTo(promise: CitizenPromise, locale: Locale, council: CouncilId): CardAction {
  const title = promiseWords(locale).card.back
  return button({
    title,
    verb: 'promises.show',
    council,
    pointers: { promise: promise.id },
    ignoresInputs: true,
  })
}

/** After a promise was ended, with the way back. */
export function endedCard(promise: CitizenPromise, reader: Reader): Card {
  const { end } = promiseWords(reader.locale)
  const undo = button({
    title: end.undo,
    verb: 'promises.resume',
    council: reader.council,
    pointers: { promise: promise.id },
  })
  return card(
    reader.locale,
    end.doneTitle,
    [
      heading(end.doneTitle),
      placing(promiseTitle(promise, reader.locale)),
      paragraph(asWritten(promise.ended?.why ?? '')),
    ],
    [undo, backTo(promise, reader.locale, reader.council)],
  )
}
