import { readFileSync } from 'node:fs'
import { councilRules } from '../../src/councils/index.ts'
import type { OpenDatabase } from '../../src/database/index.ts'
import { readWordLists } from '../../src/privacy/index.ts'
import { loadTrainingPromise } from '../../src/promises/index.ts'
import { buildHouse, type House } from '../helpers/house.ts'

const rulesOf = councilRules(readWordLists())

/** What a file of data/ holds. */
export function dataOf(file: string): Record<string, unknown[]> {
  return JSON.parse(readFileSync(new URL(`../../data/${file}`, import.meta.url), 'utf8'))
}

/** Mora's house with the training promise: 20 November 2026 is then as 2 December was in 2016. */
export async function houseWithPromise(database: OpenDatabase): Promise<House> {
  const house = await buildHouse(database)
  await addTrainingPromise(house)
  return house
}

/** Gives a house the training promise. */
export async function addTrainingPromise(house: House): Promise<void> {
  const { world, councilId } = house
  const rules = await rulesOf(world.db, councilId)
  const { promises = [] } = dataOf('mora-council.json')
  await loadTrainingPromise(world, councilId, dataOf('training-data.json'), promises, rules)
}
