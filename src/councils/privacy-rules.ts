import type { Database } from '../database/index.ts'
import { compileRules, type PrivacyRules, type WordLists } from '../privacy/index.ts'
import type { Instant } from '../shared/clock.ts'
import type { CouncilId } from '../shared/ids.ts'
import { ownWordsOf, placesOf } from './store.ts'

/** Gives the rules that free text in a council is checked by. */
export type RulesOf = (db: Database, councilId: CouncilId) => Promise<PrivacyRules>

/**
 * The rules of each council: the word lists, with the council's own places and allowed numbers, which may stand in any
 * text. Compiling takes a moment, so what has been compiled is kept until the council is imported anew.
 */
export function councilRules(lists: WordLists): RulesOf {
  const compiled = new Map<CouncilId, { of: Instant; rules: PrivacyRules }>()
  return async (db, councilId) => {
    const { updatedAt, allowedNumbers } = await ownWordsOf(db, councilId)
    const known = compiled.get(councilId)
    if (known?.of === updatedAt) return known.rules
    const places = (await placesOf(db, councilId)).flatMap(({ name, synonyms }) => [name, ...synonyms])
    const rules = compileRules(lists, { places, allowedNumbers })
    compiled.set(councilId, { of: updatedAt, rules })
    return rules
  }
}
