import { z } from 'zod'
import { type Ask, chatWords, type Problems, problemsOf, type Typed } from '../chat/index.ts'
import { type ListedMember, listedMembers } from '../councils/index.ts'
import type { World } from '../database/index.ts'
import { decisionIn } from '../incidents/index.ts'
import { type CheckedFields, checkFields, type PrivacyRules } from '../privacy/index.ts'
import type { Locale } from '../shared/locale.ts'
import { roles } from '../shared/person.ts'
import { type LocalDate, localDate, momentOf, plusDays } from '../shared/stockholm.ts'
import { tidy, timeOfDayIn } from '../shared/text.ts'
import { formLimits, type MeetingFormFrame } from './form-cards.ts'
import { readLength } from './line-input.ts'
import {
  type Attendee,
  bodies,
  lengths,
  type Meeting,
  type Office,
  offices,
  type Planned,
  titleLimit,
} from './meeting.ts'
import { firstDayOf, type Rule, rruleOf, usualRepeats, usualRule } from './series.ts'
import { readRule } from './series-input.ts'
import { meetingWords } from './words.ts'

/** What a form said, or what is wrong field by field, or what the writer should think about first. */
export type ReadPlanned =
  | { readonly kind: 'read'; readonly planned: Planned; readonly rrule: string | undefined }
  | { readonly kind: 'faulty'; readonly problems: Problems }
  | Extract<CheckedFields<'title' | 'place'>, { kind: 'advice' }>

/** A meeting is planned at most two years ahead. */
const furthestDays = 2 * 366
/** How many members a card has room to offer. */
const offered = { persons: 60, offices: 25 } as const

/** A day of a form. */
export const dayIn = (error: string) =>
  z
    .string(error)
    .regex(/^\d{4}-\d{2}-\d{2}$/, error)
    .refine((text) => momentOf(text, '12:00') !== undefined, error)
    .transform((text) => text as LocalDate)

/** A time of day of a form. */
export const timeIn = (error: string) =>
  z
    .string(error)
    .transform(timeOfDayIn)
    .refine((text) => momentOf('2026-01-01', text) !== undefined && /^\d{2}:\d{2}$/.test(text), error)

/** Made once in each language: a schema takes much longer to make than to use. */
const schemas = { sv: plannedSchema('sv'), en: plannedSchema('en') }

function plannedSchema(locale: Locale) {
  const { form } = meetingWords(locale)
  const list = (error: string) =>
    z
      .string(error)
      .default('')
      .transform((text) =>
        text
          .split(',')
          .map((each) => each.trim())
          .filter(Boolean),
      )
  const one = z.string(form.officeError).default('none')
  return z.object({
    title: z
      .string(form.nameError)
      .transform(tidy)
      .pipe(z.string().min(3, form.nameError).max(titleLimit, form.nameError)),
    body: z.enum(bodies, form.bodyError).default('council'),
    length: z
      .string(form.lengthError)
      .transform(readLength)
      .pipe(
        z
          .number(form.lengthError)
          .int(form.lengthError)
          .min(lengths.least, form.lengthError)
          .max(lengths.most, form.lengthError),
      ),
    place: z
      .string(form.placeError)
      .default('')
      .transform(tidy)
      .pipe(z.string().max(titleLimit, form.placeError)),
    link: z
      .string(form.linkError)
      .default('')
      .transform((text) => text.trim())
      .refine((text) => text === '' || isLink(text), form.linkError),
    roles: list(form.rolesError).pipe(z.array(z.enum(roles, form.rolesError))),
    persons: list(form.personsError),
    chair: one,
    secretary: one,
    approver: one,
  })
}

function isLink(text: string): boolean {
  if (text.length > formLimits.link || /[\s"'<>\\]/.test(text)) return false
  try {
    const { protocol, username, hostname } = new URL(text)
    return protocol === 'https:' && username === '' && hostname.includes('.')
  } catch {
    return false
  }
}

const whenSchemas = { sv: whenSchema('sv'), en: whenSchema('en') }

function whenSchema(locale: Locale) {
  const { form } = meetingWords(locale)
  return z.object({
    date: dayIn(form.dateError),
    time: timeIn(form.timeError),
    repeat: z.enum(usualRepeats, form.repeatError).default('once'),
    ownWords: z
      .string(form.ownWordsError)
      .default('')
      .transform(tidy)
      .pipe(z.string().max(formLimits.ownWords, form.ownWordsError)),
  })
}

/** Reads a filled-in form. `earlier` is the meeting that is changed: its day, and those who have left, stay. */
export async function readPlanned(
  world: World,
  ask: Ask,
  data: Readonly<Record<string, unknown>>,
  rules: PrivacyRules,
  earlier?: Meeting,
): Promise<ReadPlanned> {
  const { form } = meetingWords(ask.locale)
  const parsed = schemas[ask.locale].safeParse(data)
  const when = earlier ? { on: earlier.on, at: earlier.at, rrule: undefined } : readWhen(world, ask, data)
  const problems: Record<string, string> = {
    ...('problems' in when ? when.problems : {}),
    ...(parsed.success ? {} : problemsOf(parsed.error)),
  }
  if (!parsed.success || 'problems' in when) return { kind: 'faulty', problems }
  const said = parsed.data
  const people = await peopleOf(world, ask, earlier)
  const holders = offices.map((office) => [office, chosen(people, said[office])] as const)
  for (const [office, holder] of holders) if (holder === null) problems[office] = form.officeError
  const called = calledBy(people, said, earlier)
  if (!called) problems.persons = form.personsError
  else if (called.length === 0) problems.roles = form.nobody
  if (said.place === '' && said.link === '') problems.place = form.whereError
  if (!called || Object.keys(problems).length > 0) return { kind: 'faulty', problems }
  const checked = checkFields({ title: said.title, place: said.place }, rules, decisionIn(data))
  if (checked.kind === 'advice') return checked
  const { title, place } = checked.texts
  const { body, length: lengthMinutes, link } = said
  const held = Object.fromEntries(holders) as Record<Office, Attendee | undefined>
  const planned = { title, body, on: when.on, at: when.at, lengthMinutes, place, link, offices: held, called }
  return { kind: 'read', planned, rrule: when.rrule }
}

type When =
  | { readonly on: LocalDate; readonly at: string; readonly rrule: string | undefined }
  | { readonly problems: Problems }

/** When it is held first, and how often; a series begins on its first day on or after the day that was chosen. */
function readWhen(world: World, ask: Ask, data: Readonly<Record<string, unknown>>): When {
  const { form } = meetingWords(ask.locale)
  const parsed = whenSchemas[ask.locale].safeParse(data)
  if (!parsed.success) return { problems: problemsOf(parsed.error) }
  const { date, time, repeat, ownWords } = parsed.data
  const wrong = whenProblem(world, ask.locale, date, time)
  if (wrong) return { problems: wrong }
  const own = ownWords === '' ? undefined : readRule(ownWords)
  if ((ownWords !== '' || repeat === 'ownWords') && own?.rest !== '')
    return { problems: { ownWords: form.ownWordsError } }
  const rule: Rule | undefined = own?.rule ?? usualRule(repeat, date)
  if (!rule) return { on: date, at: time, rrule: undefined }
  const on = firstDayOf(rule, date)
  return on ? { on, at: time, rrule: rruleOf(rule) } : { problems: { ownWords: form.noDays } }
}

/** What is wrong with a day and time to meet: they have passed, or are too far away. */
export function whenProblem(
  world: World,
  locale: Locale,
  date: LocalDate,
  time: string,
): Problems | undefined {
  const { form } = meetingWords(locale)
  const now = world.clock.now()
  const today = localDate(now)
  if (date < today) return { date: form.datePast }
  if (date > plusDays(today, furthestDays)) return { date: form.dateFar }
  const at = momentOf(date, time)
  return at === undefined || at <= now ? { time: form.timePast } : undefined
}

interface People {
  readonly members: readonly ListedMember[]
  /** Those whom a form may name: the members, and who is in the meeting already. */
  readonly known: ReadonlyMap<string, Attendee>
}

async function peopleOf(world: World, ask: Ask, earlier: Meeting | undefined): Promise<People> {
  const members = await listedMembers(world.db, ask.who.councilId)
  const before = earlier
    ? [...earlier.called, ...Object.values(earlier.offices).filter((holder) => holder !== undefined)]
    : []
  const known = new Map<string, Attendee>(before.map((each) => [each.memberId, each]))
  for (const member of members) known.set(member.memberId, attendeeOf(member))
  return { members, known }
}

function attendeeOf({ memberId, person, title, organisation: { id, name } }: ListedMember): Attendee {
  return { memberId, person, title, organisation: { id, name } }
}

/** Who was chosen for an office; undefined for nobody, null for somebody the council does not have. */
function chosen({ known }: People, id: string): Attendee | undefined | null {
  return id === 'none' || id === '' ? undefined : (known.get(id) ?? null)
}

type Choosing = {
  readonly roles: readonly string[]
  readonly persons: readonly string[]
} & Readonly<Record<Office, string>>

/** Everybody who is called: by role, by name, and who holds an office. Undefined when somebody is not the council's. */
function calledBy(
  { members, known }: People,
  said: Choosing,
  earlier: Meeting | undefined,
): readonly Attendee[] | undefined {
  const byRole = members
    .filter((member) => member.roles.some((role) => said.roles.includes(role)))
    .map(({ memberId }) => memberId as string)
  const held = offices.map((office) => said[office]).filter((id) => id !== 'none' && id !== '')
  // A crowd is not in the form: whoever is called stays called.
  const crowd = earlier && isCrowd(earlier) ? earlier.called.map(({ memberId }) => memberId) : []
  const ids = [...new Set([...crowd, ...byRole, ...said.persons, ...held])]
  const called = ids.map((id) => known.get(id))
  return called.some((each) => each === undefined) && said.persons.some((id) => !known.has(id))
    ? undefined
    : called.filter((each) => each !== undefined)
}

/** Whether more are called to a meeting than a card has room to offer one by one. */
export function isCrowd({ called }: Meeting): boolean {
  return called.length > offered.persons
}

/** What can be chosen in a form: the roles, and as many of the council's members as a card has room for. */
export async function formChoices(
  world: World,
  ask: Ask,
  earlier?: Meeting,
): Promise<Pick<MeetingFormFrame, 'roles' | 'members' | 'memberCount' | 'holders'>> {
  const { members, known } = await peopleOf(world, ask, earlier)
  const said = chatWords(ask.locale).roles
  const first = [...(earlier?.called ?? []), ...members]
  const ids = [...new Set(first.map(({ memberId }) => memberId as string))]
  const choices = ids.flatMap((id) => {
    const one = known.get(id)
    return one ? [{ title: `${one.title} · ${one.organisation.name[ask.locale]}`, value: id }] : []
  })
  const leading = members.filter((member) =>
    member.roles.some((role) => role === 'chair' || role === 'coordinator' || role === 'councilMember'),
  )
  const held = Object.values(earlier?.offices ?? {}).filter((holder) => holder !== undefined)
  const able = new Map([...held, ...leading].map((each) => [each.memberId as string, each.title]))
  return {
    roles: roles.map((role) => ({ title: said[role], value: role })),
    members: earlier && isCrowd(earlier) ? [] : choices.slice(0, offered.persons),
    memberCount: earlier && isCrowd(earlier) ? earlier.called.length : choices.length,
    holders: [...able].slice(0, offered.offices).map(([value, title]) => ({ title, value })),
  }
}

/** What a form shows of a meeting that is to be changed. */
export function formOf(meeting: Meeting, locale: Locale): Typed {
  return {
    title: meeting.title,
    body: meeting.body,
    length: meetingWords(locale).duration(meeting.lengthMinutes),
    place: meeting.place,
    link: meeting.link,
    persons: isCrowd(meeting) ? '' : meeting.called.map(({ memberId }) => memberId).join(','),
    chair: meeting.offices.chair?.memberId,
    secretary: meeting.offices.secretary?.memberId,
    approver: meeting.offices.approver?.memberId,
  }
}
