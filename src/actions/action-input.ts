import { z } from 'zod'
import { type Ask, hasRole, type Problems, problemsOf, type Typed } from '../chat/index.ts'
import { allFocusAreas, focusAreasOn, listedMembers } from '../councils/index.ts'
import type { World } from '../database/index.ts'
import { decisionIn, incidentByNumber, readIncidentNumber } from '../incidents/index.ts'
import { type CheckedFields, checkFields, type FindingKind, type PrivacyRules } from '../privacy/index.ts'
import type { Checked } from '../shared/checked.ts'
import type { Locale } from '../shared/locale.ts'
import { type LocalDate, localDate, momentOf, plusDays } from '../shared/stockholm.ts'
import { tidy } from '../shared/text.ts'
import { type Action, type Agreed, planning, textLimit, ways } from './action.ts'
import { asksWhy } from './amend-action.ts'
import { originLimit } from './form-cards.ts'
import type { PromisesOf } from './language.ts'
import { actionWords } from './words.ts'

/** The parts of a form that people write freely. */
export type FreeField = 'cause' | 'text' | 'goal' | 'origin' | 'why'
export type Advised = Extract<CheckedFields<FreeField>, { kind: 'advice' }>

/** What a form said, or what is wrong field by field, or what the writer should think about first. */
export type ReadAgreed =
  | {
      readonly kind: 'read'
      readonly agreed: Agreed
      readonly why: Checked
      /** Whether all incidents it is about are training. */
      readonly training: boolean
      readonly kept: readonly FindingKind[]
    }
  | { readonly kind: 'faulty'; readonly problems: Problems }
  | Advised

const furthestDays = 5 * 366
const mostIncidents = 10

/** Made once in each language: a schema takes much longer to make than to use. */
const schemas = { sv: agreedSchema('sv'), en: agreedSchema('en') }

function agreedSchema(locale: Locale) {
  const { form } = actionWords(locale)
  const needed = (error: string) =>
    z.string(error).transform(tidy).pipe(z.string().min(3, error).max(textLimit, error))
  const optional = (limit: number, error: string) =>
    z.string(error).default('').transform(tidy).pipe(z.string().max(limit, error))
  const day = (error: string) =>
    z
      .string(error)
      .regex(/^\d{4}-\d{2}-\d{2}$/, error)
      .refine((text) => momentOf(text, '12:00') !== undefined, error)
      .transform((text) => text as LocalDate)
  return z.object({
    cause: needed(form.causeError),
    text: needed(form.textError),
    goal: needed(form.goalError),
    startsOn: day(form.startsOnError),
    dueOn: day(form.dueOnError),
    owner: z.string(form.ownerError).min(1, form.ownerError),
    focusArea: z.string(form.focusAreaError).default('none'),
    way: z.enum(ways, form.wayError).default('spot'),
    incidents: optional(200, form.incidentsError),
    promise: z.string(form.promiseError).default('none'),
    origin: optional(originLimit, form.originError),
    why: optional(textLimit, form.whyTooLong),
  })
}

type Said = z.infer<ReturnType<typeof agreedSchema>>

/** Reads a filled-in form. `earlier` is the action that is changed: what it has may stay, though retired since. */
export async function readAgreed(
  world: World,
  promisesOf: PromisesOf,
  ask: Ask,
  data: Readonly<Record<string, unknown>>,
  rules: PrivacyRules,
  earlier?: Action,
): Promise<ReadAgreed> {
  const parsed = schemas[ask.locale].safeParse(data)
  if (!parsed.success) return { kind: 'faulty', problems: problemsOf(parsed.error) }
  const said = parsed.data
  const { cause, text, goal, origin, why } = said
  const checked = checkFields({ cause, text, goal, origin, why }, rules, decisionIn(data))
  if (checked.kind === 'advice') return checked
  const { form } = actionWords(ask.locale)
  const owner = await chosenOwner(world, ask, said.owner, earlier)
  const focusArea = await chosenArea(world, ask, said.focusArea)
  const promiseId = await chosenPromise(promisesOf, ask, said.promise)
  const incidents = await chosenIncidents(world, ask, said.incidents, earlier)
  const problems: Record<string, string> = { ...dayProblems(world, ask, said, earlier) }
  if (!owner) problems.owner = form.ownerError
  if (focusArea === null) problems.focusArea = form.focusAreaError
  if (promiseId === null) problems.promise = form.promiseError
  if (incidents.problem) problems.incidents = incidents.problem
  if (!owner || focusArea === null || promiseId === null || Object.keys(problems).length > 0)
    return { kind: 'faulty', problems }
  const { texts, kept } = checked
  const agreed: Agreed = {
    cause: texts.cause,
    text: texts.text,
    goal: texts.goal,
    startsOn: said.startsOn,
    dueOn: said.dueOn,
    owner,
    focusArea,
    way: said.way,
    incidents: incidents.chosen,
    promiseId,
    origin: texts.origin,
  }
  const late = earlier && lateProblems(ask, earlier, agreed, texts.why)
  if (late) return { kind: 'faulty', problems: late }
  return { kind: 'read', agreed, why: texts.why, training: incidents.training, kept }
}

/** What only shows against the action as it is: another owner is for those who plan, and a change of owner or day asks why. */
function lateProblems(ask: Ask, earlier: Action, agreed: Agreed, why: Checked): Problems | undefined {
  const { form } = actionWords(ask.locale)
  const moved = agreed.owner.memberId !== earlier.owner.memberId
  if (moved && !hasRole(ask.who, planning)) return { owner: form.ownerNotYours }
  return asksWhy(earlier, agreed) && why.length < 3 ? { why: form.whyError } : undefined
}

async function chosenOwner(
  world: World,
  ask: Ask,
  id: string,
  earlier: Action | undefined,
): Promise<Action['owner'] | undefined> {
  if (earlier?.owner.memberId === id) return earlier.owner
  const members = await listedMembers(world.db, ask.who.councilId)
  const member = members.find(({ memberId }) => memberId === id)
  if (!member) return undefined
  const { memberId, person, title, organisation } = member
  return { memberId, person, title, organisation: { id: organisation.id, name: organisation.name } }
}

/** The focus area that was chosen; undefined for none, null for one that the council does not have. */
async function chosenArea(world: World, ask: Ask, id: string): Promise<Action['focusArea'] | null> {
  if (id === 'none' || id === '') return undefined
  const found = (await allFocusAreas(world.db, ask.who.councilId)).find((area) => area.id === id)
  return found ? { id: found.id, name: found.name } : null
}

async function chosenPromise(
  promisesOf: PromisesOf,
  ask: Ask,
  id: string,
): Promise<Action['promiseId'] | null> {
  if (id === 'none' || id === '') return undefined
  const found = (await promisesOf(ask.who.councilId, ask.locale)).find((promise) => promise.id === id)
  return found ? found.id : null
}

const written = /(?:h|övn|ovn)[\s-]*\d{4}[\s-]+\d{1,6}/giu

/** The incidents by their numbers: those that the person may see, and those that the action has already. */
async function chosenIncidents(
  world: World,
  ask: Ask,
  text: string,
  earlier: Action | undefined,
): Promise<{ chosen: Action['incidents']; training: boolean; problem?: string }> {
  const { form } = actionWords(ask.locale)
  const nothing = { chosen: [], training: false }
  const left = text.replace(written, '').replace(/[\s,;.&]|och|and/giu, '')
  const numbers = [
    ...new Set([...text.matchAll(written)].map(([number]) => readIncidentNumber(number) ?? '')),
  ]
  if (left !== '' || numbers.length > mostIncidents) return { ...nothing, problem: form.incidentsError }
  const chosen: Action['incidents'][number][] = []
  let training = numbers.length > 0
  for (const number of numbers.toSorted()) {
    const known = earlier?.incidents.find((incident) => incident.number === number)
    const found = known ?? (await incidentByNumber(world, ask.who, number))
    if (!found) return { ...nothing, problem: form.incidentUnknown(number) }
    training &&= number.startsWith('ÖVN')
    chosen.push({ id: found.id, number })
  }
  return { chosen, training }
}

function dayProblems(world: World, ask: Ask, said: Said, earlier: Action | undefined): Problems {
  const { form } = actionWords(ask.locale)
  const today = localDate(world.clock.now())
  if (said.dueOn > plusDays(today, furthestDays)) return { dueOn: form.dueFar }
  if (said.dueOn < said.startsOn) return { dueOn: form.dueBeforeStart }
  return said.dueOn < today && said.dueOn !== earlier?.dueOn ? { dueOn: form.duePast } : {}
}

/** What a form shows of an action that is to be changed. */
export function formOf(action: Action): Typed {
  return {
    cause: action.cause,
    text: action.text,
    goal: action.goal,
    startsOn: action.startsOn,
    dueOn: action.dueOn,
    owner: action.owner.memberId,
    focusArea: action.focusArea?.id,
    way: action.way,
    incidents: action.incidents.map(({ number }) => number).join(', '),
    promise: action.promiseId,
    origin: action.origin,
  }
}

/** What can be chosen in a form: the council's members with organisation, the focus areas in force, the promises. */
export async function formChoices(world: World, promisesOf: PromisesOf, ask: Ask, earlier?: Action) {
  const { councilId } = ask.who
  const members = await listedMembers(world.db, councilId)
  const inForce = await focusAreasOn(world.db, councilId, localDate(world.clock.now()))
  const promises = await promisesOf(councilId, ask.locale)
  const owners = members.map(({ memberId, title, organisation }) => ({
    title: `${title} · ${organisation.name[ask.locale]}`,
    value: memberId,
  }))
  const areas = inForce.map(({ id, name }) => ({ title: name[ask.locale], value: id }))
  return {
    owners: withEarlier(owners, earlier?.owner.memberId, earlier?.owner.title),
    focusAreas: withEarlier(areas, earlier?.focusArea?.id, earlier?.focusArea?.name[ask.locale]),
    promises: promises
      .filter(({ id, open }) => open || id === earlier?.promiseId)
      .map(({ id, title }) => ({ title, value: id })),
  }
}

/** What the action has already may stay, though it can no longer be chosen. */
function withEarlier<Value extends string>(
  choices: readonly { readonly title: string; readonly value: Value }[],
  value: Value | undefined,
  title: string | undefined,
) {
  const isThere = value === undefined || choices.some((choice) => choice.value === value)
  return isThere ? choices : [...choices, { title: title ?? '', value }]
}
