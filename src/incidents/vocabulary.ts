import { allFocusAreas, categoriesOf, type FocusArea, ownWordsOf, placesOf } from '../councils/index.ts'
import type { World } from '../database/index.ts'
import { compileVocabulary, type Vocabulary, type VocabularyEntry } from '../reading/index.ts'
import type { Instant } from '../shared/clock.ts'
import type { CouncilId } from '../shared/ids.ts'
import { fold } from '../shared/text.ts'
import { statusNames } from './words.ts'

/** A part of the municipality as a pointer, told apart from a focus area's id. */
const townPrefix = 'town:'

export function townPointer(area: string): string {
  return `${townPrefix}${area}`
}

/** The part of the municipality a pointer names; undefined when it points at something else. */
export function townOf(pointer: string): string | undefined {
  return pointer.startsWith(townPrefix) ? pointer.slice(townPrefix.length) : undefined
}

/** Gives the words that a line in a council is read by. */
export type VocabularyOf = (councilId: CouncilId) => Promise<Vocabulary>

/** Each council's own words, compiled once and kept until the council is imported anew. */
export function vocabularies(world: World): VocabularyOf {
  const compiled = new Map<CouncilId, { of: Instant; vocabulary: Vocabulary }>()
  return async (councilId) => {
    const { updatedAt } = await ownWordsOf(world.db, councilId)
    const known = compiled.get(councilId)
    if (known?.of === updatedAt) return known.vocabulary
    const vocabulary = compileVocabulary(await entriesOf(world, councilId))
    compiled.set(councilId, { of: updatedAt, vocabulary })
    return vocabulary
  }
}

async function entriesOf(world: World, councilId: CouncilId): Promise<readonly VocabularyEntry[]> {
  const categories = await categoriesOf(world.db, councilId)
  const places = await placesOf(world.db, councilId)
  const areas = await allFocusAreas(world.db, councilId)
  const towns = [...new Set(places.map(({ area }) => area))]
  return [
    ...categories.map(({ id, name, synonyms }) => ({
      id,
      kind: 'category',
      names: [name.sv, name.en, ...synonyms],
    })),
    ...places.map(({ id, name, synonyms }) => ({ id, kind: 'place', names: [name, ...synonyms] })),
    ...towns.map((area) => ({ id: townPointer(area), kind: 'area', names: [area] })),
    ...oneOfEachName(areas, towns).map(({ id, name }) => ({ id, kind: 'area', names: [name.sv, name.en] })),
    ...Object.entries(statusNames).map(([id, names]) => ({ id, kind: 'status', names })),
  ]
}

/**
 * Agreements take up each other's focus areas, and may name one after a part of the municipality: a line then means the
 * part, which holds everything that happened there, and else the newest focus area. The form offers all of them.
 */
function oneOfEachName(areas: readonly FocusArea[], towns: readonly string[]): readonly FocusArea[] {
  const byName = new Map<string, FocusArea>()
  for (const area of areas.toSorted((one, other) => (one.validFrom < other.validFrom ? -1 : 1))) {
    byName.set(fold(area.name.sv), area)
  }
  for (const town of towns) byName.delete(fold(town))
  return [...byName.values()]
}
