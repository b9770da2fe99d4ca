import { z } from 'zod'
import type { Ask, Choice, Problems } from '../chat/index.ts'
import { type Category, categoriesOf, categoryOf, placeOf, placesOf } from '../councils/index.ts'
import type { World } from '../database/index.ts'
import { dayMs, type Instant, minuteMs, plusMs } from '../shared/clock.ts'
import type { Locale } from '../shared/locale.ts'
import { localDate, localTime, momentOf } from '../shared/stockholm.ts'
import { tidy } from '../shared/text.ts'
import type { Typed } from './form-fields.ts'
import {
  certainties,
  type Impact,
  type Incident,
  impacts,
  policeReports,
  recurrences,
  textLimit,
} from './incident.ts'
import type { Observation } from './observation.ts'
import { incidentWords } from './words.ts'

/** The one kind of incident that may lie ahead: an event that has been announced. */
const announcedEvent = 'upcoming_event'
const oldestMs = 2 * 366 * dayMs
/** A phone's clock may be a little ahead of ours. */
const aheadMs = 5 * minuteMs

/** Made once in each language: a schema takes much longer to make than to use. */
const observationSchemas = { sv: observationSchema('sv'), en: observationSchema('en') }

function observationSchema(locale: Locale) {
  const { form } = incidentWords(locale)
  const optionalText = (limit: number, error: string) =>
    z.string(error).default('').transform(tidy).pipe(z.string().max(limit, error))
  return z.object({
    category: z.string(form.categoryError).min(1, form.categoryError),
    place: z.string(form.placeError).default(''),
    placeText: optionalText(120, form.placeTextError),
    date: z.string(form.dateError).regex(/^\d{4}-\d{2}-\d{2}$/, form.dateError),
    time: z.string(form.timeError).regex(/^([01]\d|2[0-3]):[0-5]\d(:[0-5]\d)?$/, form.timeError),
    text: z
      .string(form.textError)
      .transform(tidy)
      .pipe(z.string().min(3, form.textError).max(textLimit, form.textError)),
    impact: z.coerce.number(form.impactError).pipe(
      z.union(
        impacts.map((impact) => z.literal(impact)),
        form.impactError,
      ),
    ),
    certainty: z.enum(certainties, form.certaintyError),
    recurring: z.enum(recurrences, form.recurringError).default('unknown'),
    policeReported: z.enum(policeReports, form.policeReportedError).default('unknown'),
    immediateAction: optionalText(textLimit, form.immediateActionError),
  })
}

/** What a form said, checked against the council's own lists and the time; or what is wrong, field by field. */
export type ReadObservation =
  | { readonly observation: Observation; readonly problems?: undefined }
  | { readonly observation?: undefined; readonly problems: Problems }

/** Reads a filled-in form. `earlier` is the incident that is being changed: its place may stay, though retired since. */
export async function readObservation(
  world: World,
  ask: Ask,
  data: Readonly<Record<string, unknown>>,
  earlier?: Incident,
): Promise<ReadObservation> {
  const parsed = observationSchemas[ask.locale].safeParse(data)
  if (!parsed.success) return { problems: problemsOf(parsed.error) }
  const said = parsed.data
  const { form } = incidentWords(ask.locale)
  const category = await categoryOf(world.db, ask.who.councilId, said.category)
  const place = await chosenPlace(world, ask, said, earlier)
  const occurredAt = momentOf(said.date, said.time)
  const problems: Record<string, string> = {}
  if (!category) problems.category = form.categoryError
  if (!place) problems.place = form.placeError
  if (!occurredAt) problems.date = form.dateError
  else Object.assign(problems, timeProblem(occurredAt, category, world.clock.now(), ask.locale))
  if (!category || !place || !occurredAt || Object.keys(problems).length > 0) return { problems }
  return {
    observation: {
      category,
      place,
      occurredAt,
      text: said.text,
      impact: said.impact as Impact,
      certainty: said.certainty,
      recurring: said.recurring,
      policeReported: said.policeReported,
      immediateAction: said.immediateAction,
    },
  }
}

function problemsOf(error: z.ZodError): Problems {
  const first = new Map<string, string>()
  for (const issue of error.issues) {
    const field = String(issue.path[0] ?? 'form')
    if (!first.has(field)) first.set(field, issue.message)
  }
  return Object.fromEntries(first)
}

async function chosenPlace(
  world: World,
  ask: Ask,
  said: { readonly place: string; readonly placeText: string },
  earlier: Incident | undefined,
): Promise<Incident['place'] | undefined> {
  if (said.placeText) return { id: undefined, name: said.placeText, area: undefined }
  if (earlier?.place.id && earlier.place.id === said.place) return earlier.place
  const found = await placeOf(world.db, ask.who.councilId, said.place)
  return found ? { id: found.id, name: found.name, area: found.area } : undefined
}

function timeProblem(
  occurredAt: Instant,
  category: Category | undefined,
  now: Instant,
  locale: Locale,
): Problems {
  const { form } = incidentWords(locale)
  if (occurredAt < plusMs(now, -oldestMs)) return { date: form.tooOld }
  const ahead = occurredAt > plusMs(now, aheadMs) && category?.key !== announcedEvent
  return ahead ? { date: form.future } : {}
}

/** What a form shows from the start: now, and the words that were written after the command. */
export function freshForm(now: Instant, text: string): Typed {
  return { date: localDate(now), time: localTime(now), ...(text ? { text: text.slice(0, textLimit) } : {}) }
}

/** What a form shows of an incident that is to be changed. */
export function formOf(incident: Incident): Typed {
  return {
    category: incident.category.id,
    place: incident.place.id,
    placeText: incident.place.id ? undefined : incident.place.name,
    date: localDate(incident.occurredAt),
    time: localTime(incident.occurredAt),
    text: incident.text,
    impact: String(incident.impact),
    certainty: incident.certainty,
    recurring: incident.recurring,
    policeReported: incident.policeReported,
    immediateAction: incident.immediateAction,
  }
}

/** The council's categories and places as choices. */
export async function formChoices(
  world: World,
  ask: Ask,
): Promise<{ categories: readonly Choice[]; places: readonly Choice[] }> {
  const { councilId } = ask.who
  const categories = await categoriesOf(world.db, councilId)
  const places = await placesOf(world.db, councilId)
  return {
    categories: categories.map(({ id, name }) => ({ title: name[ask.locale], value: id })),
    places: places.map(({ id, name }) => ({ title: name, value: id })),
  }
}
