import type { Ask } from '../chat/index.ts'
import { allFocusAreas } from '../councils/index.ts'
import type { World } from '../database/index.ts'
import type { Checked } from '../shared/checked.ts'
import { Refusal } from '../shared/errors.ts'
import type { FocusAreaId, IncidentId } from '../shared/ids.ts'
import { changeIncident, keptWarnings } from './change-incident.ts'
import { type Impact, type Incident, isGone, isOwn, mayCoordinate } from './incident.ts'
import { tellOfReading } from './tell-coordinators.ts'

export interface Assessment {
  readonly focusAreaId: FocusAreaId | undefined
  readonly impact: Impact
  readonly note: Checked
  /** Whether everybody in the council may read it. */
  readonly published: boolean
}

/**
 * Assesses an incident: area, impact, a note, and who may read it. May be done again until it is closed. Who reported it
 * is told that it was read, the first time.
 * Throws Refusal: notFound, notAllowed, withdrawn, closed.
 */
export async function assessIncident(
  world: World,
  ask: Ask,
  id: IncidentId,
  assessment: Assessment,
  kept: readonly string[] = [],
): Promise<Incident> {
  return changeIncident(world, ask, 'incidents.assess', id, async (before, tx) => {
    refuseUnlessOpen(ask, before)
    const areas = await allFocusAreas(tx, ask.who.councilId)
    const area = areas.find((one) => one.id === assessment.focusAreaId)
    if (assessment.focusAreaId && !area) throw new Refusal('notFound')
    const publishedAt = assessment.published ? (before.publishedAt ?? world.clock.now()) : undefined
    return {
      noted: keptWarnings(kept),
      after: {
        ...before,
        status: 'assessed',
        focusArea: area ? { id: area.id, name: area.name } : undefined,
        impact: assessment.impact,
        assessmentNote: assessment.note,
        publishedAt,
      },
      also: async (tx, saved) => {
        if (before.status === 'new' && !isOwn(ask.who, before)) await tellOfReading(tx, world, saved)
        return []
      },
    }
  })
}

/** Throws the Refusal that says why a coordinator's act is not possible on this incident; returns when it is. */
export function refuseUnlessOpen(ask: Ask, incident: Incident): void {
  if (!mayCoordinate(ask.who, incident)) throw new Refusal('notAllowed')
  if (isGone(incident)) throw new Refusal('withdrawn')
  if (incident.status === 'closed') throw new Refusal('closed')
}
