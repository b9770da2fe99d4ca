import { hasRole, type Member } from '../chat/index.ts'
import { type Entry, type Shelf, shelves } from '../lookup/index.ts'
import { coordinating, type Incident, isGone } from './incident.ts'

/** What incidents are called in the history, the audit and the index of words. */
export const incidentKind = 'incident'

/** What lists are narrowed by. */
export const facets = {
  any: 'any',
  place: (id: string) => `place/${id}`,
  category: (id: string) => `category/${id}`,
  focusArea: (id: string) => `area/${id}`,
  status: (status: string) => `status/${status}`,
} as const

/**
 * How an incident is found: by what it is called and by what was written. The coordinators' own note is not among it.
 * What was taken back stays in the lists of those who may see it, but no word of it finds it; what was undone is in none.
 */
export function entryOf(incident: Incident): Entry {
  const gone = isGone(incident)
  const { category, place, focusArea } = incident
  return {
    subjectId: incident.id,
    subjectKind: incidentKind,
    councilId: incident.councilId,
    at: incident.occurredAt,
    shelves: shelvesWith(incident),
    title: gone ? [] : [incident.number, category.name.sv, category.name.en, place.name, place.area ?? ''],
    texts: gone ? [] : [incident.text, incident.immediateAction, incident.outcome],
    facets: [
      facets.any,
      facets.category(category.id),
      facets.status(incident.status),
      ...(place.id ? [facets.place(place.id)] : []),
      ...(focusArea ? [facets.focusArea(focusArea.id)] : []),
    ],
  }
}

/** Where an incident lies (nowhere once it is undone), so that maySee (incident.ts) holds for whoever reads the shelves of shelvesFor. */
function shelvesWith({ councilId, reporter, publishedAt, status }: Incident): readonly Shelf[] {
  if (status === 'undone') return []
  if (publishedAt !== undefined && status !== 'withdrawn') return [shelves.everybody(councilId)]
  return [shelves.coordinators(councilId), shelves.person(councilId, reporter)]
}

/** The shelves that hold what a member may see, each thing once. */
export function shelvesFor(who: Member): readonly Shelf[] {
  const others = hasRole(who, coordinating)
    ? shelves.coordinators(who.councilId)
    : shelves.person(who.councilId, who.person)
  return [shelves.everybody(who.councilId), others]
}
