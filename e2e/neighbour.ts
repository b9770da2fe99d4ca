import { readFileSync } from 'node:fs'
import { importCouncil, parseCouncilFile } from '../src/councils/index.ts'
import { openDatabase } from '../src/database/index.ts'
import { systemClock } from '../src/shared/clock.ts'

const read = (name: string) =>
  JSON.parse(readFileSync(new URL(`../data/${name}`, import.meta.url), 'utf8')) as Record<string, unknown>

/** Adds the council of the neighbours to a database that nobody has open: the example's, with two people of Mora's in it. */
export async function addNeighbour(databaseUrl: string): Promise<void> {
  const mora = parseCouncilFile(read('mora-council.json'))
  const example = parseCouncilFile(read('council.example.json'))
  const members = mora.members
    .filter(({ title }) => title === 'Kommunpolis' || title === 'Rådets ordförande')
    .map((member) => ({ ...member, organisation: 'polis' }))
  const { db, close } = await openDatabase(databaseUrl)
  try {
    await importCouncil(
      { db, clock: systemClock },
      {
        ...example,
        name: 'Lokala brottsförebyggande rådet (BRÅ) i Orsa',
        municipality: 'Orsa kommun',
        tenants: mora.tenants,
        members,
      },
    )
  } finally {
    await close()
  }
}
