import { readFileSync } from 'node:fs'
import { loadTrainingActions } from '../../src/actions/index.ts'
import { type CouncilFile, councilRules, importCouncil, parseCouncilFile } from '../../src/councils/index.ts'
import { openDatabase, type World } from '../../src/database/index.ts'
import { loadTraining } from '../../src/incidents/index.ts'
import { readWordLists } from '../../src/privacy/index.ts'
import { importPromises, loadTrainingPromise, parsePromises } from '../../src/promises/index.ts'
import { systemClock } from '../../src/shared/clock.ts'
import type { CouncilId } from '../../src/shared/ids.ts'

/**
 * Gives an empty database Mora's council and the training data; one that has a council of its own is left as it is.
 * Resolves to whether the database was empty.
 */
export async function fillDatabase(url: string): Promise<boolean> {
  const { db, close } = await openDatabase(url)
  try {
    const world = { db, clock: systemClock }
    const file = parseCouncilFile(readJson('mora-council.json'))
    const councils = await db.selectFrom('councils').select(['id', 'key']).execute()
    if (councils.length === 0) {
      const { councilId } = await importCouncil(world, file)
      await train(world, councilId, file)
      return true
    }
    // A start that was broken off may have left the council without its training data; loading takes effect once.
    const mora = councils.find(({ key }) => key === file.key)
    if (mora) await train(world, mora.id, file)
    return false
  } finally {
    await close()
  }
}

async function train(world: World, councilId: CouncilId, file: CouncilFile): Promise<void> {
  const rules = await councilRules(readWordLists())(world.db, councilId)
  const training = readJson('training-data.json')
  await loadTraining(world, councilId, training, rules)
  await loadTrainingActions(world, councilId, training, rules)
  const keys = file.organisations.map(({ key }) => key)
  await importPromises(world, councilId, parsePromises(file.promises, keys), rules)
  await loadTrainingPromise(world, councilId, training, file.promises, rules)
}

function readJson(name: string): unknown {
  return JSON.parse(readFileSync(new URL(`../../data/${name}`, import.meta.url), 'utf8'))
}
