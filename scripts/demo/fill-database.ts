import { readFileSync } from 'node:fs'
import { importCouncil, parseCouncilFile } from '../../src/councils/index.ts'
import { openDatabase } from '../../src/database/index.ts'
import { systemClock } from '../../src/shared/clock.ts'

/**
 * Gives an empty database Mora's council and the training data; one that has a council is left as it is. Resolves to
 * whether anything was put there.
 */
export async function fillDatabase(url: string): Promise<boolean> {
  const { db, close } = await openDatabase(url)
  try {
    const found = await db.selectFrom('councils').select('id').limit(1).executeTakeFirst()
    if (found) return false
    const world = { db, clock: systemClock }
    const { councilId } = await importCouncil(world, parseCouncilFile(readJson('mora-council.json')))
    return councilId !== undefined
  } finally {
    await close()
  }
}

function readJson(name: string): unknown {
  return JSON.parse(readFileSync(new URL(`../../data/${name}`, import.meta.url), 'utf8'))
}
