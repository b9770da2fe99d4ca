import type { World } from '../database/index.ts'
import type { CouncilId, IncidentId } from '../shared/ids.ts'
import type { Locale, Texts } from '../shared/locale.ts'
import { incidentNow } from './show-incidents.ts'
import { coordinationKind, feedbackKind, readKind } from './tell-coordinators.ts'

const names = {
  coordination: { sv: 'Ny händelse till samordnarna', en: 'A new incident to the coordinators' },
  read: { sv: 'Besked om att rapporten är läst', en: 'Word that the report was read' },
  feedback: { sv: 'Återkoppling till den som rapporterade', en: 'The answer to who reported' },
} satisfies Record<string, Texts<string>>

/** What the messages that incidents cause are called where they are listed, and the number of the incident they are about. */
export function incidentDispatchNames(world: World) {
  const about = async (councilId: CouncilId, id: string) =>
    (await incidentNow(world, councilId, id as IncidentId))?.number
  return [
    { kind: coordinationKind, name: (locale: Locale) => names.coordination[locale], about },
    { kind: readKind, name: (locale: Locale) => names.read[locale], about },
    { kind: feedbackKind, name: (locale: Locale) => names.feedback[locale], about },
  ]
}
