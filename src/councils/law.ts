import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { z } from 'zod'

const shipped = fileURLToPath(new URL('../../data/law.json', import.meta.url))

const text = z.string().trim().min(1).max(300)

const shape = z.strictObject({
  /** For those who read the file. */
  note: z.union([z.string(), z.array(z.string())]).optional(),
  /** The day somebody with the right to said that the texts are right; null: nobody has. */
  reviewedOn: z.iso.date().nullable(),
  followUp: z.strictObject({
    everyYears: z.number().int().min(1).max(10),
    says: z.strictObject({ sv: text, en: text }),
    source: z.url({ protocol: /^https$/ }),
  }),
})

/** What we say of the law, for the customer to review and to change: data/law.json. */
export type Law = z.output<typeof shape>

/** Reads what we say of the law. Throws with the file and the place in it when it is not as it should be. */
export function readLaw(path: string = shipped): Law {
  const parsed = shape.safeParse(JSON.parse(readFileSync(path, 'utf8')))
  if (!parsed.success) throw new Error(`${path}: ${z.prettifyError(parsed.error)}`)
  return parsed.data
}
