import { z } from 'zod'
import { type Ask, type Choice, type Problems, problemsOf, type Typed } from '../chat/index.ts'
import { type Category, categoriesOf, categoryOf, placeOf, placesOf } from '../councils/index.ts'
import type { World } from '../database/index.ts'
import {
  type CheckedFields,
  checkFields,
  type Decision,
  type FindingKind,
  type PrivacyRules,
} from '../privacy/index.ts'
import { readLine } from '../reading/index.ts'
import type { Checked } from '../shared/checked.ts'
import { dayMs, type Instant, minuteMs, plusMs } from '../shared/clock.ts'
import type { Locale } from '../shared/locale.ts'
import { localDate, localTime, momentOf } from '../shared/stockholm.ts'
import { tidy } from '../shared/text.ts'
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
import type { VocabularyOf } from './vocabulary.ts'
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

/** The parts of a form that people write freely. */
export type FreeField = 'text' | 'placeText' | 'immediateAction'

/**
 * What a form said, checked against the council's own lists, the time and the privacy rules; or what is wrong, field by
 * field; or what the writer should think about first.
 */
export type ReadObservation =
  | { readonly kind: 'read'; readonly observation: Observation; readonly kept: readonly FindingKind[] }
  | { readonly kind: 'faulty'; readonly problems: Problems }
  | Advised

export type Advised = Extract<CheckedFields<FreeField>, { kind: 'advice' }>

/** Reads a filled-in form. `earlier` is the incident that is being changed: its place may stay, though retired since. */
export async function readObservation(
  world: World,
  ask: Ask,
  data: Readonly<Record<string, unknown>>,
  rules: PrivacyRules,
  earlier?: Incident,
): Promise<ReadObservation> {
  const parsed = observationSchemas[ask.locale].safeParse(data)
  if (!parsed.success) return { kind: 'faulty', problems: problemsOf(parsed.error) }
  const said = parsed.data
  const { text, placeText, immediateAction } = said
  const checked = checkFields({ text, placeText, immediateAction }, rules, decisionIn(data))
  if (checked.kind === 'advice') return checked
  const { form } = incidentWords(ask.locale)
  const category = await categoryOf(world.db, ask.who.councilId, said.category)
  const place = await chosenPlace(world, ask, said.place, checked.texts.placeText, earlier)
  const occurredAt = momentOf(said.date, said.time)
  const problems: Record<string, string> = {}
  if (!category) problems.category = form.categoryError
  if (!place) problems.place = form.placeError
  if (!occurredAt) problems.date = form.dateError
  else Object.assign(problems, timeProblem(occurredAt, category, world.clock.now(), ask.locale))
  if (!category || !place || !occurredAt || Object.keys(problems).length > 0)
    return { kind: 'faulty', problems }
  return {
    kind: 'read',
    kept: checked.kept,
    observation: {
      category,
      place,
      occurredAt,
      text: checked.texts.text,
      impact: said.impact as Impact,
      certainty: said.certainty,
      recurring: said.recurring,
      policeReported: said.policeReported,
      immediateAction: checked.texts.immediateAction,
    },
  }
}

/** What the writer decided at an earlier advice, as the pressed button says. */
export function decisionIn(data: Readonly<Record<string, unknown>>): Decision {
  const accepted = typeof data.accepted === 'string' ? data.accepted.split(',') : []
  return { accepted, takeSuggestions: data.take === 'yes' }
}

async function chosenPlace(
  world: World,
  ask: Ask,
  listed: string,
  written: Checked,
  earlier: Incident | undefined,
): Promise<Incident['place'] | undefined> {
  if (written) return { id: undefined, name: written, area: undefined }
  if (earlier?.place.id && earlier.place.id === listed) return earlier.place
  const found = await placeOf(world.db, ask.who.councilId, listed)
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

/** What a form shows from the start: what was read out of the words after the command, else now and nothing. */
export async function readForm(
  world: World,
  vocabularyOf: VocabularyOf,
  ask: Ask,
  line: string,
): Promise<Typed> {
  const now = world.clock.now()
  // What a message calls yesterday was yesterday when it was written. A clock of theirs may be ahead of ours.
  const writtenAt = ask.quoted?.writtenAt ?? now
  const then = writtenAt < now ? writtenAt : now
  if (!line) return { date: localDate(then), time: localTime(then) }
  const read = readLine(line, await vocabularyOf(ask.who.councilId), then)
  const at = read.occurredAt ?? then
  // What lies ahead can only be an event that has been announced.
  const ahead = at > plusMs(now, aheadMs) && !read.categoryId
  const announced = ahead ? await announcedCategory(world, ask) : undefined
  return {
    category: read.categoryId ?? announced,
    place: read.placeId,
    date: localDate(at),
    // Only the day was told: the clock is left for the writer, not guessed.
    time: read.precision === 'day' ? undefined : localTime(at),
    // A line that was understood to its last word still describes what happened.
    text: read.description || line,
  }
}

async function announcedCategory(world: World, ask: Ask): Promise<string | undefined> {
  return (await categoriesOf(world.db, ask.who.councilId)).find(({ key }) => key === announcedEvent)?.id
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
