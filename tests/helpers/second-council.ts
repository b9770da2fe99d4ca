import { readFileSync } from 'node:fs'
import { importCouncil, parseCouncilFile } from '../../src/councils/index.ts'
import type { World } from '../../src/database/index.ts'
import type { CouncilId } from '../../src/shared/ids.ts'
import type { Person, Role } from '../../src/shared/person.ts'
import { mora } from './house.ts'

const orsaTenant = '6f727361-0000-4000-8000-000000000001'

/** The people of another council, and one who is a member of both. */
export const orsa = {
  coordinator: { tenantId: orsaTenant, aadObjectId: '6f727361-0000-4000-8000-000000000101' },
  fieldWorker: { tenantId: orsaTenant, aadObjectId: '6f727361-0000-4000-8000-000000000103' },
  /** Mora's chair, who coordinates in Orsa. */
  both: mora.chair,
} as const

/** A word that stands in everything of Orsa's that has a name, and in nothing of Mora's. */
export const onlyInOrsa = /ÅTERHÅLLET/i

/** A second council beside Mora's: its own tenant and people, and the word ÅTERHÅLLET in every name. */
export async function addSecondCouncil(world: World): Promise<CouncilId> {
  const file = parseCouncilFile(
    JSON.parse(readFileSync(new URL('../../data/mora-council.json', import.meta.url), 'utf8')),
  )
  const marked = { sv: 'Återhållet', en: 'Återhållet' }
  const member = (person: Person, title: string, roles: Role[]) => ({
    ...person,
    title: `Återhållet ${title}`,
    organisation: 'aterhallet',
    roles,
  })
  const { councilId } = await importCouncil(world, {
    ...file,
    key: 'orsa',
    name: 'Lokala rådet (BRÅ) i Orsa, återhållet',
    municipality: 'Orsa, återhållet',
    tenants: [orsaTenant, mora.chair.tenantId],
    organisations: [{ key: 'aterhallet', name: marked }],
    members: [
      member(orsa.coordinator, 'samordnare', ['coordinator']),
      member(orsa.fieldWorker, 'fältarbetare', ['reporter']),
      member(orsa.both, 'samordnare två', ['coordinator']),
    ],
    places: file.places.map((place) => ({ ...place, name: `Återhållet ${place.name}` })),
    categories: file.categories.map((one) => ({
      ...one,
      name: { ...marked, sv: `Återhållet ${one.name.sv}` },
    })),
    agreements: file.agreements.map((one) => ({
      ...one,
      title: `Återhållet ${one.title}`,
      purpose: 'Återhållet',
      followUp: 'Återhållet',
      parties: [{ name: 'Återhållet', signedBy: 'Återhållet' }],
      focusAreas: one.focusAreas.map((area) => ({ ...area, name: marked, description: 'Återhållet' })),
    })),
  })
  return councilId
}
