/** Who somebody is: always as vouched for by the channel, never a name and never what a card says. */
export interface Person {
  readonly tenantId: string
  readonly aadObjectId: string
}

/** What a person may be in a council. Municipal and police coordinators are equals. */
export const roles = ['reporter', 'councilMember', 'coordinator', 'chair', 'registrar'] as const
export type Role = (typeof roles)[number]

/** The one text form of a person, used as a key: `tenantId/aadObjectId`, lower case. */
export function personKey(person: Person): string {
  return `${person.tenantId}/${person.aadObjectId}`.toLowerCase()
}

/** The person a key stands for. Throws when the text is no such key. */
export function personOfKey(key: string): Person {
  const [tenantId, aadObjectId, ...rest] = key.split('/')
  if (!tenantId || !aadObjectId || rest.length > 0) throw new Error('not a person key')
  return { tenantId, aadObjectId }
}

export function samePerson(one: Person, other: Person): boolean {
  return personKey(one) === personKey(other)
}
