import { compileVocabulary, readFilter } from '../reading/index.ts'
import type { Instant } from '../shared/clock.ts'
import type { Locale } from '../shared/locale.ts'
import { localDate, plusDays, sayCalendarDays, startOfDay } from '../shared/stockholm.ts'
import { tidy } from '../shared/text.ts'
import { filterWords, stateNames, whichNames } from './filter-words.ts'
import { namesOf } from './findable-promise.ts'
import { type CitizenPromise, ownerName } from './promise.ts'
import {
  type AskedState,
  askedStates,
  ownerNames,
  type PromiseFilter,
  type Which,
  whiches,
} from './promise-filter.ts'

/** So much of a line is read, and travels on the buttons that turn the pages. */
export const longestFilter = 100

/**
 * The filter that a line means: "polisen ligger efter", "missat noret", "avslutade 2016". What is not understood is looked
 * for in what the promises say.
 */
export function promiseFilterIn(
  line: string,
  promises: readonly CitizenPromise[],
  now: Instant,
): PromiseFilter {
  const read = readFilter(tidy(line).slice(0, longestFilter), vocabularyOf(promises), now)
  const status = read.status ?? ''
  const which = whiches.find((each) => each === read.categoryId)
  const state = askedStates.find((each) => each === status)
  return {
    ...(which ? { which } : {}),
    ...(state ? { state } : {}),
    ...(read.organisationId ? { owner: read.organisationId } : {}),
    ...(read.period ? { days: daysIn(read.period) } : {}),
    ...(read.text ? { text: read.text } : {}),
  }
}

function daysIn({ from, to }: { readonly from: Instant; readonly to: Instant }) {
  const last = localDate(to)
  return { from: localDate(from), to: startOfDay(last) === to ? plusDays(last, -1) : last }
}

/** The words of a council's promises: their owners, how things stand, and which promises are meant. */
function vocabularyOf(promises: readonly CitizenPromise[]) {
  const owners = new Map(
    promises.flatMap(({ commitments }) =>
      commitments.map(
        (each) => [ownerNames(each)[0] ?? '', [...namesOf(each.owner.name), ...ownerNames(each)]] as const,
      ),
    ),
  )
  return compileVocabulary([
    ...[...owners].map(([id, names]) => ({ id, kind: 'organisation', names })),
    ...Object.entries(stateNames).map(([id, names]) => ({ id, kind: 'status', names })),
    // Whether it is over may be asked beside how it stands: it is a kind of its own.
    ...Object.entries(whichNames).map(([id, names]) => ({ id, kind: 'category', names })),
  ])
}

/** The filter in words; undefined when it narrows nothing. */
export function sayFilter(
  { which, owner, state, days, text }: PromiseFilter,
  promises: readonly CitizenPromise[],
  locale: Locale,
): string | undefined {
  const words = filterWords(locale)
  const commitment = promises
    .flatMap(({ commitments }) => commitments)
    .find((each) => owner !== undefined && ownerNames(each).includes(owner))
  const parts = [
    commitment && ownerName(commitment, locale),
    state && words.states[state as AskedState],
    which && words.which[which as Which],
    days && sayCalendarDays(days.from, days.to, locale),
    text && `”${text}”`,
  ].filter(Boolean)
  return parts.length > 0 ? parts.join(' · ') : undefined
}
