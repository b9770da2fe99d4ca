import { z } from 'zod'
import { roles } from '../shared/person.ts'
import type { LocalDate } from '../shared/stockholm.ts'
import { tidy } from '../shared/text.ts'
import { isDay, otherCategory } from './council.ts'
import { isAskTime, usualAskAt, weekdayNamed } from './council-settings.ts'

/** The file is not one that a council can be made from; the message lists every fault, where it is and its cure. */
export class CouncilFileError extends Error {
  readonly faults: readonly string[]
  constructor(faults: readonly string[]) {
    super(
      `The council file has ${faults.length === 1 ? 'a fault' : `${faults.length} faults`}:\n- ${faults.join('\n- ')}`,
    )
    this.name = 'CouncilFileError'
    this.faults = faults
  }
}

const text = (max: number) =>
  z
    .string({ error: 'write a text in quotes' })
    .transform(tidy)
    .pipe(z.string().min(1, 'write something here').max(max, `write at most ${max} characters`))

const key = z
  .string({ error: 'write a key in quotes' })
  .regex(/^[A-Za-z0-9][A-Za-z0-9_-]{0,59}$/, 'a key has letters a–z, digits, _ and -, and at most 60 of them')

const guid = z
  .guid({ error: 'write a GUID, like 00000000-0000-4000-8000-000000000000' })
  .transform((value) => value.toLowerCase())

const day = z
  .string({ error: 'write a day, like "2026-01-31"' })
  .refine(isDay, 'write a day that exists, like "2026-01-31"')
  .transform((value) => value as LocalDate)

const named = z.strictObject({ sv: text(120), en: text(120) })
const synonyms = z.array(text(120)).max(30).default([])

const focusArea = z.strictObject({
  key,
  name: named,
  description: text(600),
  categories: z.array(key),
  areas: z.array(text(120)).default([]),
  validFrom: day.optional(),
  validTo: day.nullable().optional(),
})

const agreement = z.strictObject({
  key,
  title: text(200),
  purpose: text(1000),
  parties: z
    .array(z.strictObject({ name: text(120), signedBy: text(120) }))
    .min(1, 'name at least one party')
    .max(20),
  followUp: text(300),
  causes: text(500).optional(),
  goals: text(500).optional(),
  documentation: text(500).optional(),
  registryNumber: text(60).optional(),
  validFrom: day,
  validTo: day.nullable(),
  focusAreas: z.array(focusArea).max(30),
})

/** The day on which each of what the law asks to be followed up last was; without one, nobody has said. */
const followedUp = z.strictObject({
  situationPicture: day.optional(),
  actionPlan: day.optional(),
  agreement: day.optional(),
})

const weekdayCure = 'write a day from Monday to Friday, like "torsdag" or "thursday"'
const askTimeCure = `write a time from 07:00 to 19:00, like "${usualAskAt}"`

const askForReports = z.strictObject({
  weekday: z.string({ error: weekdayCure }).refine((name) => weekdayNamed(name) !== undefined, weekdayCure),
  at: z.string({ error: askTimeCure }).refine(isAskTime, askTimeCure).default(usualAskAt),
})

const shape = z.strictObject({
  /** For those who read the file; it is not stored. */
  note: z.union([z.string(), z.array(z.string())]).optional(),
  key,
  name: text(120),
  municipality: text(120),
  tenants: z.array(guid).min(1, 'name at least one Microsoft 365 tenant whose people may be members'),
  /** Telephone numbers that may stand in texts: the council's own, a switchboard's. */
  allowedNumbers: z.array(text(30)).max(50).default([]),
  /** When silent reporters are asked whether they have anything to report; null: never; without it: as it is now. */
  askForReports: askForReports.nullable().optional(),
  organisations: z.array(z.strictObject({ key, name: named })).min(1, 'name at least one organisation'),
  members: z.array(
    z.strictObject({
      tenantId: guid,
      aadObjectId: guid,
      title: text(60),
      organisation: key,
      roles: z
        .array(z.enum(roles, { error: `choose among ${roles.join(', ')}` }))
        .min(1, 'give at least one role'),
    }),
  ),
  places: z.array(z.strictObject({ key, name: text(120), area: text(120), synonyms })),
  categories: z.array(z.strictObject({ key, name: named, synonyms })).min(1, 'name at least one category'),
  agreements: z.array(agreement),
  followedUp: followedUp.optional(),
  /** Promises to citizens: another feature's, which reads them itself once the council is there. */
  promises: z.array(z.unknown()).default([]),
})

/** A council as its file tells it: what `npm run council -- import FILE` reads. */
export type CouncilFile = z.output<typeof shape>

/** Reads what JSON.parse gave. Throws a CouncilFileError that lists every fault with its path and its cure. */
export function parseCouncilFile(json: unknown): CouncilFile {
  const parsed = shape.safeParse(json)
  if (!parsed.success) throw new CouncilFileError(parsed.error.issues.map(faultOf))
  const faults = [...repeated(parsed.data), ...dangling(parsed.data), ...periods(parsed.data)]
  if (faults.length > 0) throw new CouncilFileError(faults)
  return parsed.data
}

const shapes: Readonly<Record<string, string>> = {
  array: 'write a list here, in [ and ]',
  object: 'write an object here, in { and }',
}

function faultOf(issue: z.core.$ZodIssue): string {
  const at = pathText(issue.path)
  if (issue.code === 'unrecognized_keys')
    return `${at}: there is no field ${issue.keys.map((name) => `"${name}"`).join(', ')}; check the spelling or take it out`
  const cure = issue.code === 'invalid_type' ? shapes[issue.expected] : undefined
  return `${at}: ${cure ?? issue.message}`
}

function pathText(path: readonly PropertyKey[]): string {
  if (path.length === 0) return 'the file'
  return path
    .map((step) => (typeof step === 'number' ? `[${step}]` : `.${String(step)}`))
    .join('')
    .replace(/^\./, '')
}

function repeated(file: CouncilFile): readonly string[] {
  const lists: readonly (readonly [string, readonly string[]])[] = [
    ['tenants', file.tenants],
    ['organisations', file.organisations.map((one) => one.key)],
    ['members', file.members.map((one) => `${one.tenantId}/${one.aadObjectId}`)],
    ['places', file.places.map((one) => one.key)],
    ['categories', file.categories.map((one) => one.key)],
    ['agreements', file.agreements.map((one) => one.key)],
    ...file.agreements.map(
      (one, at) => [`agreements[${at}].focusAreas`, one.focusAreas.map((area) => area.key)] as const,
    ),
  ]
  return lists.flatMap(([name, keys]) =>
    keys.flatMap((value, at) =>
      keys.indexOf(value) < at
        ? [`${name}[${at}]: "${value}" is already there; every one is listed once`]
        : [],
    ),
  )
}

function dangling(file: CouncilFile): readonly string[] {
  const faults = file.categories.some((one) => one.key === otherCategory)
    ? []
    : [`categories: one with the key "${otherCategory}" is needed, for what fits nowhere else`]
  const members = file.members.flatMap((member, at) => danglingMember(file, member, `members[${at}]`))
  const areas = file.agreements.flatMap((one, at) =>
    one.focusAreas.flatMap((area, index) =>
      danglingArea(file, area, `agreements[${at}].focusAreas[${index}]`),
    ),
  )
  return [...faults, ...members, ...areas]
}

function danglingMember(file: CouncilFile, member: CouncilFile['members'][number], path: string) {
  const { organisation, tenantId } = member
  return [
    file.organisations.some((one) => one.key === organisation)
      ? []
      : [`${path}.organisation: no organisation has the key "${organisation}"; add it first`],
    file.tenants.includes(tenantId)
      ? []
      : [`${path}.tenantId: the tenant is not among tenants; add it there`],
  ].flat()
}

function danglingArea(file: CouncilFile, area: z.output<typeof focusArea>, path: string) {
  const categories = area.categories.filter((key) => !file.categories.some((one) => one.key === key))
  const areas = area.areas.filter((name) => !file.places.some((one) => one.area === name))
  return [
    ...categories.map(
      (key) => `${path}.categories: no category has the key "${key}"; add it or check the spelling`,
    ),
    ...areas.map((name) => `${path}.areas: no place lies in "${name}"; add one or check the spelling`),
  ]
}

function periods(file: CouncilFile): readonly string[] {
  const faults: string[] = []
  const check = (path: string, from: LocalDate, to: LocalDate | null) => {
    if (to !== null && to < from)
      faults.push(`${path}.validTo: the last day is before the first; change one of them`)
  }
  for (const [at, one] of file.agreements.entries()) {
    check(`agreements[${at}]`, one.validFrom, one.validTo)
    for (const [index, area] of one.focusAreas.entries())
      check(
        `agreements[${at}].focusAreas[${index}]`,
        area.validFrom ?? one.validFrom,
        area.validTo === undefined ? one.validTo : area.validTo,
      )
    const other = file.agreements.findIndex(
      (earlier, before) =>
        before < at &&
        (earlier.validTo === null || earlier.validTo >= one.validFrom) &&
        (one.validTo === null || one.validTo >= earlier.validFrom),
    )
    if (other >= 0)
      faults.push(
        `agreements[${at}]: is in force at the same time as agreements[${other}]; let the former end the day before`,
      )
  }
  return faults
}
