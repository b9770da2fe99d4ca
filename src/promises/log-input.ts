import { z } from 'zod'
import type { Typed } from '../chat/index.ts'
import { type Ask, type Choice, type Problems, problemsOf } from '../chat/index.ts'
import type { World } from '../database/index.ts'
import { type CheckedFields, checkFields, type Decision, type PrivacyRules } from '../privacy/index.ts'
import type { CommitmentId } from '../shared/ids.ts'
import type { Locale } from '../shared/locale.ts'
import { type LocalDate, localDate, sayCalendarDays } from '../shared/stockholm.ts'
import { tidy } from '../shared/text.ts'
import { durationIn } from './amounts.ts'
import { sayDuration } from './delivery-cards.ts'
import { choiceTitle } from './form-cards.ts'
import { type DeliveryReading, readDelivery } from './line-input.ts'
import { deliverable, type InPromise, type Told } from './log-delivery.ts'
import { type Delivery, ownerName, textLimit } from './promise.ts'
import { deliverablesFor } from './show-promises.ts'
import { daysOf } from './span.ts'
import { promiseWords } from './words.ts'

/** Made once in each language: a schema takes much longer to make than to use. */
const schemas = { sv: schemaIn('sv'), en: schemaIn('en') }

function schemaIn(locale: Locale) {
  const { form } = promiseWords(locale)
  return z.object({
    commitment: z.string(form.commitmentError).min(1, form.commitmentError),
    date: z.iso.date(form.dateError),
    count: z
      .string(form.countError)
      .default('1')
      .transform(Number)
      .refine((count) => isCount(count, 99), form.countError),
    duration: z
      .string(form.durationError)
      .default('')
      .transform((text) => (text.trim() ? (durationIn(text)?.value ?? Number.NaN) : undefined))
      .refine((minutes) => !Number.isNaN(minutes), form.durationError),
    staff: z
      .string(form.staffError)
      .default('')
      .transform((text) => (text.trim() ? Number(text) : undefined))
      .refine((count) => count === undefined || isCount(count, 999), form.staffError),
    note: z
      .string(form.noteError)
      .default('')
      .transform(tidy)
      .pipe(z.string().max(textLimit, form.noteError)),
  })
}

const isCount = (count: number, most: number) => Number.isInteger(count) && count >= 1 && count <= most

export type Advised = Extract<CheckedFields<string>, { kind: 'advice' }>

/** What a form said, checked; or what is wrong, field by field; or what the writer should think about first. */
export type ReadTold =
  | { readonly kind: 'read'; readonly told: Told; readonly of: InPromise; readonly kept: readonly string[] }
  | { readonly kind: 'faulty'; readonly problems: Problems }
  | Advised

/** Reads a filled-in form. Throws Refusal: notFound, notAllowed, when it is for a commitment of somebody else's. */
export async function readTold(
  world: World,
  ask: Ask,
  data: Readonly<Record<string, unknown>>,
  rules: PrivacyRules,
): Promise<ReadTold> {
  const parsed = schemas[ask.locale].safeParse(data)
  if (!parsed.success) return { kind: 'faulty', problems: problemsOf(parsed.error) }
  const said = parsed.data
  const checked = checkFields({ note: said.note }, rules, decisionIn(data))
  if (checked.kind === 'advice') return checked
  const of = await deliverable(world, ask, said.commitment as CommitmentId)
  const deliveredOn = said.date as LocalDate
  const problem = dayProblem(of, deliveredOn, localDate(world.clock.now()), ask.locale)
  if (problem) return { kind: 'faulty', problems: { date: problem } }
  return {
    kind: 'read',
    of,
    kept: checked.kept,
    told: {
      commitmentId: of.commitment.id,
      deliveredOn,
      count: said.count,
      minutes: said.duration,
      staff: said.staff,
      note: checked.texts.note,
    },
  }
}

/** What the writer decided at an earlier advice, as the pressed button says. */
export function decisionIn(data: Readonly<Record<string, unknown>>): Decision {
  const accepted = typeof data.accepted === 'string' ? data.accepted.split(',') : []
  return { accepted, takeSuggestions: data.take === 'yes' }
}

function dayProblem(
  { promise, commitment }: InPromise,
  day: LocalDate,
  today: LocalDate,
  locale: Locale,
): string | undefined {
  const { form } = promiseWords(locale)
  if (day > today) return form.ahead
  const days = daysOf(promise, commitment, today)
  if (days.some(({ from, to }) => from <= day && day <= to)) return undefined
  const [first, last] = [days[0], days.at(-1)]
  return first && last ? form.outside(sayCalendarDays(first.from, last.to, locale)) : form.dateError
}

/** What a form shows from the start, and what it offers. */
export interface LogFormStart {
  readonly typed: Typed
  readonly commitments: readonly Choice[]
  readonly several: boolean
}

/** The promise whose button was pressed, and the commitment when the card was about one. Untrusted. */
export interface Within {
  readonly promise?: string
  readonly commitment?: string
}

/**
 * What a form shows from the start: what was read out of the words after the command, else today and once. The
 * commitments of the promise whose button was pressed come first, and the one it was about is chosen. Undefined when
 * there is nothing to log for.
 */
export async function startOfLogging(
  world: World,
  ask: Ask,
  line: string,
  within: Within,
): Promise<LogFormStart | undefined> {
  const all = await deliverablesFor(world, ask)
  const offered = within.promise ? inFront(all, ({ promise }) => promise.id === within.promise) : all
  if (offered.length === 0) return undefined
  const now = world.clock.now()
  const pool =
    within.promise && !line ? offered.filter(({ promise }) => promise.id === within.promise) : offered
  const about = pool.find(({ commitment }) => commitment.id === within.commitment)
  const read = readDelivery(
    line,
    (about ? [about] : pool).map((each) => nameable(ask, each)),
    now,
  )
  const fitting = new Set<string>(read.fitting)
  // Of what was not told there is nothing to guess: the form asks.
  const [only] = read.fitting.length === 1 ? read.fitting : []
  return {
    typed: { ...typedOf(read, ask.locale), commitment: only, date: read.deliveredOn ?? localDate(now) },
    commitments: inFront(offered, ({ commitment }) => fitting.has(commitment.id)).map((each) =>
      choiceOf(each, all, ask.locale),
    ),
    several: line !== '' && read.fitting.length > 1,
  }
}

function inFront<Each>(all: readonly Each[], first: (each: Each) => boolean): readonly Each[] {
  return [...all.filter(first), ...all.filter((each) => !first(each))]
}

function nameable(ask: Ask, { promise, commitment }: InPromise) {
  return {
    id: commitment.id,
    own: commitment.owner.id === ask.who.organisationId,
    title: promise.title,
    owner: ownerName(commitment, 'sv'),
    text: commitment.text,
    kind: commitment.quota.kind,
  }
}

function typedOf({ count, minutes, staff, note }: DeliveryReading, locale: Locale): Typed {
  return {
    count: String(count ?? 1),
    duration: minutes === undefined ? undefined : sayDuration(minutes, locale),
    staff: staff === undefined ? undefined : String(staff),
    note: note || undefined,
  }
}

/** A commitment among the choices; the promise is said when there are several. */
function choiceOf(each: InPromise, all: readonly InPromise[], locale: Locale): Choice {
  const { promise, commitment } = each
  const several = new Set(all.map((one) => one.promise.id)).size > 1
  // What is to be done first: a phone shows the beginning only, and several may be the same organisation's.
  const what = [commitment.text, ownerName(commitment, locale)]
  return { title: choiceTitle(several ? [...what, promise.title] : what), value: commitment.id }
}

/** What a form offers besides, when a delivery is corrected: its own commitment first, though its promise may be over. */
export async function choicesWith(world: World, ask: Ask, own: InPromise): Promise<readonly Choice[]> {
  const all = await deliverablesFor(world, ask)
  const others = all.filter(({ commitment }) => commitment.id !== own.commitment.id)
  return [own, ...others].map((each) => choiceOf(each, [own, ...others], ask.locale))
}

/** What a form shows of a delivery that is to be corrected. */
export function formOf(delivery: Delivery, locale: Locale): Typed {
  const { count, minutes, staff, note } = delivery
  return {
    ...typedOf(
      { count, note, fitting: [], ...(minutes ? { minutes } : {}), ...(staff ? { staff } : {}) },
      locale,
    ),
    commitment: delivery.commitmentId,
    date: delivery.deliveredOn,
  }
}
