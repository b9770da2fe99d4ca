import {
  categoriesOf,
  type FocusArea,
  focusAreaFor,
  focusAreasOn,
  ownWordsOf,
  placesOf,
} from '../councils/index.ts'
import type { World } from '../database/index.ts'
import { compileVocabulary, readFilter, type Vocabulary } from '../reading/index.ts'
import type { Instant } from '../shared/clock.ts'
import type { CouncilId, FocusAreaId } from '../shared/ids.ts'
import { localDate } from '../shared/stockholm.ts'

/** What the words of a line say of where and what: a focus area, when they say one. */
export interface Surroundings {
  /** The focus area in force that a text names, or that its kind and place belong to. */
  readonly focusAreaIn: (text: string) => FocusAreaId | undefined
  /** Whether a text does nothing but name a place or an area. */
  readonly isPlace: (text: string) => boolean
}

/** Each council's places, kinds and focus areas in force, compiled once and kept until the council is imported anew. */
export function surroundings(world: World): (councilId: CouncilId) => Promise<Surroundings> {
  const known = new Map<CouncilId, { of: string; around: Surroundings }>()
  return async (councilId) => {
    const now = world.clock.now()
    const { updatedAt } = await ownWordsOf(world.db, councilId)
    const of = `${updatedAt} ${localDate(now)}`
    const earlier = known.get(councilId)
    if (earlier?.of === of) return earlier.around
    const around = await compiled(world, councilId, now)
    known.set(councilId, { of, around })
    return around
  }
}

async function compiled(world: World, councilId: CouncilId, now: Instant): Promise<Surroundings> {
  const categories = await categoriesOf(world.db, councilId)
  const places = await placesOf(world.db, councilId)
  const areas = await focusAreasOn(world.db, councilId, localDate(now))
  const vocabulary = compileVocabulary([
    ...categories.map(({ id, name, synonyms }) => ({
      id,
      kind: 'category',
      names: [name.sv, name.en, ...synonyms],
    })),
    ...places.map(({ id, name, synonyms }) => ({ id, kind: 'place', names: [name, ...synonyms] })),
    ...areas.map(({ id, name }) => ({ id, kind: 'area', names: [name.sv, name.en] })),
  ])
  return {
    focusAreaIn: (text) => {
      const read = readFilter(text, vocabulary, now)
      if (read.areaId) return read.areaId as FocusAreaId
      const area = places.find(({ id }) => id === read.placeId)?.area
      const categoryKey = categories.find(({ id }) => id === read.categoryId)?.key ?? ''
      return (focusAreaFor(areas, { categoryKey, area }) ?? onlyOf(areas, area))?.id
    },
    isPlace: (text) => isOnlyPlace(text, vocabulary, now),
  }
}

/** The one focus area that is limited to a part of the municipality. */
function onlyOf(areas: readonly FocusArea[], part: string | undefined): FocusArea | undefined {
  const [one, ...others] = areas.filter((area) => part !== undefined && area.areas.includes(part))
  return others.length > 0 ? undefined : one
}

function isOnlyPlace(text: string, vocabulary: Vocabulary, now: Instant): boolean {
  const read = readFilter(text, vocabulary, now)
  return (read.placeId ?? read.areaId) !== undefined && read.text === ''
}
