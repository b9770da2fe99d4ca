import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { z } from 'zod'

const list = z.array(z.string().min(1))
const note = z.union([z.string(), list]).optional()

/** "kille killen killar killarna m få": four forms (a dash where there is none) and marks. */
const noun = z
  .string()
  .regex(/^\S+ \S+ \S+ \S+( (m|k|barn|utpekad|okänd|få))*$/, 'four forms, a dash for none, then marks')

const terms = z.strictObject({ is: list, who: z.array(noun), has: list, does: list })

const schemas = {
  persons: z.strictObject({ note, pronouns: list, possessives: list, nouns: z.array(noun), knownBy: list }),
  sensitive: z.strictObject({
    note,
    health: terms,
    ethnicity: terms,
    religion: terms,
    politics: terms,
    suspicion: terms,
  }),
  allowed: z.strictObject({
    note,
    numbers: list,
    freePrefixes: list,
    accounts: list,
    mailboxes: list,
    notPlates: list,
    placeWords: list,
  }),
  contexts: z.strictObject({
    note,
    home: list,
    streetEndings: list,
    classes: list,
    clubs: list,
    sites: list,
    ages: z.record(z.string(), z.number().int()),
  }),
  urgent: z.strictObject({ note, now: list, danger: list, no: list, past: list }),
  concern: z.strictObject({ note, child: list, person: list, children: list }),
  names: z.strictObject({ note, first: z.string(), words: z.string(), surnameEndings: list }),
}

type Schemas = typeof schemas
/** The word lists of data/privacy, which a customer can extend; the note in each file says how. */
export type WordLists = { readonly [File in keyof Schemas]: z.infer<Schemas[File]> }

const shipped = fileURLToPath(new URL('../../data/privacy', import.meta.url))

/** Reads the folder's lists (data/privacy). Throws with the file and the place in it when one is not as it should be. */
export function readWordLists(folder: string = shipped): WordLists {
  const read = <File extends keyof Schemas>(name: File): z.infer<Schemas[File]> => {
    const path = join(folder, `${name}.json`)
    const parsed = schemas[name].safeParse(JSON.parse(readFileSync(path, 'utf8')))
    if (!parsed.success) throw new Error(`${path}: ${z.prettifyError(parsed.error)}`)
    return parsed.data as z.infer<Schemas[File]>
  }
  return {
    persons: read('persons'),
    sensitive: read('sensitive'),
    allowed: read('allowed'),
    contexts: read('contexts'),
    urgent: read('urgent'),
    concern: read('concern'),
    names: read('names'),
  }
}
