import { readFile } from 'node:fs/promises'
import { text as textOf } from 'node:stream/consumers'
import { loadConfig } from '../src/config.ts'
import {
  addFirstCoordinators,
  CouncilFileError,
  councilRules,
  type Imported,
  importCouncil,
  parseCouncilFile,
} from '../src/councils/index.ts'
import { DatabaseInUse, openDatabase } from '../src/database/index.ts'
import { readWordLists } from '../src/privacy/index.ts'
import { type ImportedPromises, importPromises, parsePromises } from '../src/promises/index.ts'
import { systemClock } from '../src/shared/clock.ts'
import { Refusal } from '../src/shared/errors.ts'

const usage = `Usage: npm run council -- import FILE   (FILE may be -, and is read from standard input then)

Takes a council in from its file, into the database that DATABASE_URL names. It can be run again when the file has
changed: nothing is lost. A council that nobody coordinates gets those in COORDINATORS. Start from data/council.example.json;
data/mora-council.json is a whole one.`

/** What stops an import, in words for the one who runs it. */
class Stop extends Error {}

async function main(parameters: readonly string[]): Promise<void> {
  const [verb, file, ...rest] = parameters
  if (verb !== 'import' || file === undefined || rest.length > 0) throw new Stop(usage)
  const council = parseCouncilFile(await jsonOf(file))
  // Read before anything is stored: a fault anywhere in the file stops all of it.
  const promises = parsePromises(
    council.promises,
    council.organisations.map(({ key }) => key),
  )
  const { databaseUrl, coordinators } = loadConfig()
  const database = await openDatabase(databaseUrl)
  try {
    const world = { db: database.db, clock: systemClock }
    const imported = await importCouncil(world, council)
    const rules = await councilRules(readWordLists())(world.db, imported.councilId)
    const kept = await importPromises(world, imported.councilId, promises, rules).catch(
      (problem: unknown) => {
        throw new Stop(`The council is in the database, but not its promises: ${messageOf(problem)}`)
      },
    )
    // As at a start, which may have been before there was a council.
    await addFirstCoordinators(world, coordinators)
    console.log(`${council.name} is in the database.`)
    console.log(summaryOf(withPromises(imported, kept)))
  } finally {
    await database.close()
  }
}

async function jsonOf(file: string): Promise<unknown> {
  const named = file === '-' ? 'What came on standard input' : `The file ${file}`
  const text = await (file === '-' ? textOf(process.stdin) : readFile(file, 'utf8')).catch(() => {
    throw new Stop(`${named} cannot be read. Check the path.`)
  })
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''))
  } catch (problem) {
    throw new Stop(`${named} is not JSON: ${(problem as Error).message}`)
  }
}

const kinds: Readonly<Record<string, readonly [one: string, many: string]>> = {
  councils: ['council', 'councils'],
  tenants: ['tenant', 'tenants'],
  organisations: ['organisation', 'organisations'],
  members: ['member', 'members'],
  places: ['place', 'places'],
  categories: ['category', 'categories'],
  agreements: ['agreement', 'agreements'],
  focusAreas: ['focus area', 'focus areas'],
  followUps: ['follow-up', 'follow-ups'],
  promises: ['promise', 'promises'],
}

/** What came of the promises, among the rest. */
function withPromises(imported: Imported, { made, extended }: ImportedPromises): Imported {
  return {
    ...imported,
    created: { ...imported.created, ...(made > 0 ? { promises: made } : {}) },
    updated: { ...imported.updated, ...(extended > 0 ? { promises: extended } : {}) },
  }
}

function summaryOf(imported: Imported): string {
  const lines = [
    ['Created', imported.created],
    ['Updated', imported.updated],
    ['No longer in use', imported.retired],
  ] as const
  const said = lines.flatMap(([title, counts]) => {
    const parts = Object.entries(counts).map(
      ([kind, count]) => `${count} ${kinds[kind]?.[count === 1 ? 0 : 1] ?? kind}`,
    )
    return parts.length > 0 ? [`${title}: ${parts.join(', ')}.`] : []
  })
  return said.length > 0 ? said.join('\n') : 'Nothing had changed.'
}

function messageOf(problem: unknown): string {
  return problem instanceof Error ? problem.message : String(problem)
}

function explained(problem: unknown): string {
  if (problem instanceof Stop || problem instanceof CouncilFileError || problem instanceof DatabaseInUse)
    return problem.message
  if (problem instanceof Refusal && problem.reason === 'lastCoordinator')
    return 'Nothing was imported: the council would be left without a coordinator. Add the tenant of at least one coordinator to "tenants".'
  return `Nothing was imported: ${messageOf(problem)}`
}

try {
  await main(process.argv.slice(2))
} catch (problem) {
  console.error(explained(problem))
  process.exitCode = 1
}
