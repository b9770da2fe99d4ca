import { z } from 'zod'
import type { Ask, Choice } from '../chat/index.ts'
import { allFocusAreas, type FocusArea } from '../councils/index.ts'
import type { World } from '../database/index.ts'
import { compileVocabulary, readFilter, type Vocabulary } from '../reading/index.ts'
import type { Instant } from '../shared/clock.ts'
import type { FocusAreaId, MemberId, OrganisationId } from '../shared/ids.ts'
import type { Locale } from '../shared/locale.ts'
import { type LocalDate, localDate, plusDays, sayCalendarDays, startOfDay } from '../shared/stockholm.ts'
import { fold, swedishOrder, tidy } from '../shared/text.ts'
import type { Action } from './action.ts'
import { type PlanOrder, type PlanSelection, planOrders, planStates } from './plan.ts'
import { type PlanChoices, type PlanFilter, planFields } from './plan-cards.ts'
import { planWords, stateNames } from './plan-words.ts'
import { wholePlan } from './show-plan.ts'

const periodDays = { week: 7, month: 28, quarter: 91 } as const
const namedPeriod = z.enum(['week', 'month', 'quarter'])
/** A period with a beginning and an end, which is not in it: two days. */
const interval = z.tuple([z.iso.date(), z.iso.date()])

/** What a council's plan can be narrowed to. */
export interface Narrowing {
  readonly areas: readonly FocusArea[]
  readonly actions: readonly Action[]
}

/** The council's focus areas and everything it has planned. */
export async function narrowingOf(world: World, { who }: Ask): Promise<Narrowing> {
  return { areas: await allFocusAreas(world.db, who.councilId), actions: await wholePlan(world, who) }
}

/** The filter among untrusted data: texts of known fields; "all" narrows nothing. */
export function planFilterOf(data: Readonly<Record<string, unknown>>): PlanFilter {
  const texts = planFields.map((field) => {
    const value = data[field]
    return [field, typeof value === 'string' ? tidy(value).slice(0, 100) : ''] as const
  })
  return Object.fromEntries(texts.filter(([, text]) => text && text !== 'all'))
}

/** Words that say whose actions are meant, and by what they are to be put in order. */
const own = /(?:^|\s)(?:mina|mitt|min|mine|my)(?=\s|$)/iu
const ordered: readonly (readonly [PlanOrder, RegExp])[] = [
  ['owner', /(?:^|\s)(?:per|efter|by)\s+(?:ansvariga?|ägare|agare|owner)(?=\s|$)/iu],
  ['area', /(?:^|\s)(?:per|efter|by)\s+(?:fokusområden?|fokusomraden?|områden?|omraden?|area)(?=\s|$)/iu],
  ['status', /(?:^|\s)(?:per|efter|by)\s+status(?=\s|$)/iu],
  ['due', /(?:^|\s)(?:per|efter|by)\s+(?:datum|dag|day|date)(?=\s|$)/iu],
]

/**
 * The filter that a line means: "försenade polisen", "trafik klara", "mina i november". What is not understood is searched
 * for.
 */
export function planFilterIn(line: string, ask: Ask, narrowing: Narrowing, now: Instant): PlanFilter {
  const order = ordered.find(([, pattern]) => pattern.test(line))
  const rest = order ? line.replace(order[1], ' ') : line
  const isOwn = own.test(rest)
  const read = readFilter(tidy(rest.replace(own, ' ')), vocabularyOf(narrowing), now)
  const period = read.period && daysOf(read.period, line, now)
  const owner = isOwn ? ask.who.memberId : read.ownerId
  return {
    ...(read.text ? { text: read.text.slice(0, 100) } : {}),
    ...(read.areaId ? { area: read.areaId } : {}),
    ...(owner ? { owner } : {}),
    ...(read.organisationId ? { organisation: read.organisationId } : {}),
    ...(read.status ? { state: read.status } : {}),
    ...(period ? { period: `${period.from}/${period.before}` } : {}),
    ...(order ? { order: order[0] } : {}),
  }
}

function vocabularyOf({ areas, actions }: Narrowing): Vocabulary {
  return compileVocabulary([
    ...newestOfEachName(areas).map(({ id, name }) => ({ id, kind: 'area', names: [name.sv, name.en] })),
    ...ownersIn(actions).map(({ memberId, title }) => ({ id: memberId, kind: 'owner', names: [title] })),
    ...organisationsIn(actions).map(({ id, name }) => ({
      id,
      kind: 'organisation',
      names: [name.sv, name.en],
    })),
    ...Object.entries(stateNames).map(([id, names]) => ({ id, kind: 'status', names })),
  ])
}

type Days = NonNullable<PlanSelection['due']>

/**
 * The days of a period. A plan looks ahead: of a month without a year the one is meant that is nearer, the last that has
 * begun or the next.
 */
function daysOf(period: { readonly from: Instant; readonly to: Instant }, line: string, now: Instant): Days {
  const from = localDate(period.from)
  const before =
    startOfDay(localDate(period.to)) === period.to ? localDate(period.to) : plusDays(localDate(period.to), 1)
  const isMonth = from.endsWith('-01') && before.endsWith('-01')
  const isNamed = /\b(?:19|20)\d\d\b|förra|forra|senaste|sista/iu.test(line)
  if (!isMonth || isNamed) return { from, before }
  const next = { from: aYearLater(from), before: aYearLater(before) }
  const today = localDate(now)
  return today >= before && daysBetween(before, today) > daysBetween(today, next.from)
    ? next
    : { from, before }
}

function aYearLater(day: LocalDate): LocalDate {
  return `${Number(day.slice(0, 4)) + 1}${day.slice(4)}` as LocalDate
}

function daysBetween(from: LocalDate, to: LocalDate): number {
  return (Date.parse(to) - Date.parse(from)) / 86_400_000
}

/** What of a plan a filter asks for. */
export function planSelectionOf(filter: PlanFilter, { areas }: Narrowing, now: Instant): PlanSelection {
  const state = z.enum(planStates).safeParse(filter.state)
  const named = areas.find(({ id }) => id === filter.area)
  const alike = named && areas.filter(({ name }) => fold(name.sv) === fold(named.name.sv)).map(({ id }) => id)
  const due = dueOf(filter, now)
  return {
    ...(filter.text ? { text: filter.text } : {}),
    ...(filter.area ? { areaIds: alike ?? [filter.area as FocusAreaId] } : {}),
    ...(filter.owner ? { ownerId: filter.owner as MemberId } : {}),
    ...(filter.organisation ? { organisationId: filter.organisation as OrganisationId } : {}),
    ...(state.success ? { state: state.data } : {}),
    ...(due ? { due } : {}),
  }
}

function dueOf({ period }: PlanFilter, now: Instant): Days | undefined {
  const named = namedPeriod.safeParse(period)
  const today = localDate(now)
  if (named.success) return { from: today, before: plusDays(today, periodDays[named.data] + 1) }
  const between = interval.safeParse(period?.split('/'))
  return between.success
    ? { from: between.data[0] as LocalDate, before: between.data[1] as LocalDate }
    : undefined
}

/** By what a plan is put in groups: by focus area unless something else was asked for. */
export function orderOf({ order }: PlanFilter): PlanOrder {
  const parsed = z.enum(planOrders).safeParse(order)
  return parsed.success ? parsed.data : 'area'
}

/** The choices of the plan's own form: what stands in the plan. */
export function planChoices({ areas, actions }: Narrowing, locale: Locale): PlanChoices {
  const used = new Set(actions.map(({ focusArea }) => focusArea?.id))
  const usedNames = new Set(areas.filter(({ id }) => used.has(id)).map(({ name }) => fold(name.sv)))
  return {
    areas: newestOfEachName(areas)
      .filter(({ name }) => usedNames.has(fold(name.sv)))
      .map(({ id, name }) => ({ title: name[locale], value: id })),
    owners: ownersIn(actions).map(({ memberId, title }) => ({ title, value: memberId })),
    organisations: organisationsIn(actions).map(({ id, name }) => ({ title: name[locale], value: id })),
  }
}

/** Agreements take up each other's focus areas: the newest of each name stands for all. */
function newestOfEachName(areas: readonly FocusArea[]): readonly FocusArea[] {
  const byName = new Map<string, FocusArea>()
  for (const area of areas) if (!byName.has(fold(area.name.sv))) byName.set(fold(area.name.sv), area)
  return [...byName.values()]
}

function ownersIn(actions: readonly Action[]): readonly Action['owner'][] {
  const owners = new Map(actions.map(({ owner }) => [owner.memberId, owner]))
  return [...owners.values()].toSorted((one, other) => swedishOrder(one.title, other.title))
}

function organisationsIn(actions: readonly Action[]): readonly Action['owner']['organisation'][] {
  const found = new Map(actions.map(({ owner }) => [owner.organisation.id, owner.organisation]))
  return [...found.values()].toSorted((one, other) => swedishOrder(one.name.sv, other.name.sv))
}

/** The filter in words; undefined when it narrows nothing. `me` is who asks. */
export function sayPlanFilter(
  { order: _, ...filter }: PlanFilter,
  choices: PlanChoices,
  me: MemberId,
  locale: Locale,
): string | undefined {
  const { list } = planWords(locale)
  const named = (options: readonly Choice[], value: string | undefined) =>
    options.find((option) => option.value === value)?.title
  const state = z.enum(planStates).safeParse(filter.state)
  const parts = [
    filter.text && `”${filter.text}”`,
    named(choices.areas, filter.area),
    filter.owner === me ? list.yours : named(choices.owners, filter.owner),
    named(choices.organisations, filter.organisation),
    state.success ? list.states[state.data] : undefined,
    sayPeriod(filter, locale),
  ].filter(Boolean)
  if (parts.length > 0) return parts.join(' · ')
  return Object.keys(filter).length > 0 ? list.unknown : undefined
}

function sayPeriod({ period }: PlanFilter, locale: Locale): string | undefined {
  const { list } = planWords(locale)
  const named = namedPeriod.safeParse(period)
  if (named.success) return list.periods[named.data]
  const between = interval.safeParse(period?.split('/'))
  if (!between.success) return undefined
  const [first, before] = between.data as [LocalDate, LocalDate]
  return list.dueIn(sayCalendarDays(first, plusDays(before, -1), locale))
}
