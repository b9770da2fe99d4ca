import { z } from 'zod'
import { CouncilFileError } from '../councils/index.ts'
import type { LocalDate } from '../shared/stockholm.ts'
import { tidy } from '../shared/text.ts'
import type { Quota } from './promise.ts'
import { textLimit, titleLimit } from './promise.ts'

const day = z.iso.date('write a day as 2026-09-02').transform((date) => date as LocalDate)
const text = (most: number) =>
  z
    .string()
    .transform(tidy)
    .pipe(z.string().min(1, 'write something here').max(most, `write at most ${most} characters`))
const count = z.int().min(1).max(99)

const quota: z.ZodType<Quota> = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('inPeriod'), count }),
  z.strictObject({ kind: z.literal('perWeek'), count }),
  z.strictObject({ kind: z.literal('perMonth'), count, andHolidays: z.boolean() }),
  z.strictObject({ kind: z.literal('milestone') }),
  z.strictObject({ kind: z.literal('none') }),
])

const promise = z.strictObject({
  key: z
    .string()
    .regex(/^[a-z0-9-]{2,60}$/, 'write a key of small letters, digits and hyphens, like "noret-2016"'),
  title: text(titleLimit),
  versions: z
    .array(
      z.strictObject({
        from: day,
        to: day,
        problem: text(textLimit),
        effect: text(textLimit),
        followUp: text(textLimit),
        why: text(textLimit),
        decidedOn: day,
      }),
    )
    .min(1, 'write at least one version')
    .max(20),
  commitments: z
    .array(
      z.strictObject({
        /** An organisation of the council by its key, or somebody else by name. */
        organisation: z.string().optional(),
        owner: text(80).optional(),
        text: text(textLimit),
        quota,
        sinceVersion: z.int().min(1).default(1),
        untilVersion: z.int().min(1).optional(),
        reachedOn: day.optional(),
      }),
    )
    .min(1, 'write at least one commitment')
    .max(40),
})

/** A promise as the council's file tells it. */
export type FilePromise = z.output<typeof promise>

/**
 * Reads the promises of a council's file. Throws a CouncilFileError that lists every fault with its path and its cure.
 */
export function parsePromises(
  json: readonly unknown[],
  organisations: readonly string[],
): readonly FilePromise[] {
  const parsed = z.array(promise).safeParse(json)
  if (!parsed.success)
    throw new CouncilFileError(
      parsed.error.issues.map(({ path, message }) => `promises${pathText(path)}: ${message}`),
    )
  const faults = parsed.data.flatMap((each, at) => faultsOf(each, `promises[${at}]`, organisations))
  if (faults.length > 0) throw new CouncilFileError(faults)
  return parsed.data
}

function pathText(path: readonly PropertyKey[]): string {
  return path.map((step) => (typeof step === 'number' ? `[${step}]` : `.${String(step)}`)).join('')
}

function faultsOf(one: FilePromise, path: string, organisations: readonly string[]): readonly string[] {
  const versions = one.versions.flatMap((version, at) => {
    const before = one.versions[at - 1]
    const where = `${path}.versions[${at}]`
    if (version.to < version.from)
      return [`${where}.to: the last day is before the first; change one of them`]
    if (before && version.from <= before.to)
      return [`${where}.from: a version begins after the one before it has ended; change one of them`]
    return []
  })
  const commitments = one.commitments.flatMap((each, at) => {
    const where = `${path}.commitments[${at}]`
    if ((each.organisation === undefined) === (each.owner === undefined))
      return [`${where}: write either "organisation" (a key) or "owner" (a name)`]
    if (each.organisation !== undefined && !organisations.includes(each.organisation))
      return [`${where}.organisation: no organisation has the key "${each.organisation}"; add it first`]
    if (each.sinceVersion > one.versions.length)
      return [`${where}.sinceVersion: there is no version ${each.sinceVersion}; check the number`]
    return []
  })
  return [...versions, ...commitments]
}
