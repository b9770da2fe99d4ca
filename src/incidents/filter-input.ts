import { z } from 'zod'
import type { Ask, Choice } from '../chat/index.ts'
import { allFocusAreas, categoriesOf, placesOf } from '../councils/index.ts'
import type { World } from '../database/index.ts'
import { readFilter } from '../reading/index.ts'
import { dayMs, type Instant, plusMs } from '../shared/clock.ts'
import type { CategoryId, FocusAreaId, PlaceId } from '../shared/ids.ts'
import type { Locale } from '../shared/locale.ts'
import { localDate, sayCalendarDays } from '../shared/stockholm.ts'
import { tidy } from '../shared/text.ts'
import { listedStatuses } from './incident.ts'
import { type FilterTexts, filterFields } from './list-cards.ts'
import type { Selection } from './show-incidents.ts'
import { townOf, townPointer, type VocabularyOf } from './vocabulary.ts'
import { incidentWords } from './words.ts'

const periodDays = { week: 7, month: 28, quarter: 91, year: 366 } as const
const namedPeriod = z.enum(['week', 'month', 'quarter', 'year'])
/** A period with a beginning and an end, written as an ISO 8601 interval. */
const interval = z.tuple([z.iso.datetime(), z.iso.datetime()])

/** The filter among untrusted data: texts of known fields; "all" narrows nothing. */
export function filterOf(data: Readonly<Record<string, unknown>>): FilterTexts {
  const texts = filterFields.map((field) => {
    const value = data[field]
    return [field, typeof value === 'string' ? tidy(value).slice(0, 100) : ''] as const
  })
  return Object.fromEntries(texts.filter(([, text]) => text && text !== 'all'))
}

/** The filter that a line means: "noret förra veckan", "obedömda skadegörelse". What is not understood is searched for. */
export async function filterIn(
  world: World,
  vocabularyOf: VocabularyOf,
  ask: Ask,
  line: string,
): Promise<FilterTexts> {
  const read = readFilter(line, await vocabularyOf(ask.who.councilId), world.clock.now())
  return {
    ...(read.text ? { text: read.text.slice(0, 100) } : {}),
    ...(read.placeId ? { place: read.placeId } : {}),
    ...(read.categoryId ? { category: read.categoryId } : {}),
    ...(read.areaId ? { area: read.areaId } : {}),
    ...(read.status ? { status: read.status } : {}),
    ...(read.period ? { period: `${read.period.from}/${read.period.to}` } : {}),
  }
}

/** What the database is asked for. */
export function selectionOf(filter: FilterTexts, now: Instant): Selection {
  const status = z.enum(listedStatuses).safeParse(filter.status)
  const town = filter.area ? townOf(filter.area) : undefined
  return {
    ...(filter.text ? { text: filter.text } : {}),
    ...(filter.place ? { placeId: filter.place as PlaceId } : {}),
    ...(filter.category ? { categoryId: filter.category as CategoryId } : {}),
    ...(town ? { town } : {}),
    ...(filter.area && !town ? { focusAreaId: filter.area as FocusAreaId } : {}),
    ...(status.success ? { status: status.data } : {}),
    ...rangeOf(filter, now),
  }
}

function rangeOf(filter: FilterTexts, now: Instant): { since?: Instant; before?: Instant } {
  const named = namedPeriod.safeParse(filter.period)
  if (named.success) return { since: plusMs(now, -periodDays[named.data] * dayMs) }
  const between = interval.safeParse(filter.period?.split('/'))
  if (!between.success) return {}
  return { since: between.data[0] as Instant, before: between.data[1] as Instant }
}

/** What a list can be narrowed by, as the choices of its form. */
export interface FilterChoices {
  readonly places: readonly Choice[]
  readonly categories: readonly Choice[]
  readonly areas: readonly Choice[]
}

/** The council's own places, categories and areas: the parts of the municipality, and the focus areas with their year. */
export async function filterChoices(world: World, ask: Ask): Promise<FilterChoices> {
  const { councilId } = ask.who
  const places = await placesOf(world.db, councilId)
  const categories = await categoriesOf(world.db, councilId)
  const areas = await allFocusAreas(world.db, councilId)
  const towns = [...new Set(places.map(({ area }) => area))]
  return {
    places: places.map(({ id, name }) => ({ title: name, value: id })),
    categories: categories.map(({ id, name }) => ({ title: name[ask.locale], value: id })),
    areas: [
      ...towns.map((area) => ({ title: area, value: townPointer(area) })),
      ...areas.map(({ id, name, validFrom }) => ({
        title: `${name[ask.locale]} (${validFrom.slice(0, 4)})`,
        value: id,
      })),
    ],
  }
}

/** The filter in words; undefined when it narrows nothing. */
export function sayFilter(filter: FilterTexts, choices: FilterChoices, locale: Locale): string | undefined {
  const words = incidentWords(locale)
  const named = (options: readonly Choice[], value: string | undefined) =>
    options.find((option) => option.value === value)?.title
  const status = z.enum(listedStatuses).safeParse(filter.status)
  const parts = [
    filter.text && `”${filter.text}”`,
    named(choices.categories, filter.category),
    named(choices.places, filter.place),
    named(choices.areas, filter.area),
    status.success ? words.status[status.data] : undefined,
    sayPeriod(filter, locale),
  ].filter(Boolean)
  return parts.length > 0 ? parts.join(' · ') : undefined
}

function sayPeriod(filter: FilterTexts, locale: Locale): string | undefined {
  const named = namedPeriod.safeParse(filter.period)
  if (named.success) return incidentWords(locale).list.periods[named.data]
  const between = interval.safeParse(filter.period?.split('/'))
  if (!between.success) return undefined
  const first = localDate(between.data[0] as Instant)
  const last = localDate(plusMs(between.data[1] as Instant, -1))
  return sayCalendarDays(first, last, locale)
}
