import type { Member } from '../chat/index.ts'
import { type Entry, type Shelf, shelves } from '../lookup/index.ts'
import { type LocalDate, startOfDay } from '../shared/stockholm.ts'
import type { CitizenPromise } from './promise.ts'

/** What promises are called in the history, the audit and the index of words. */
export const promiseKind = 'promise'

/** How a promise is found: by its title and who promised, and by all it has ever said; the newest are those that last longest. */
export function entryOf(promise: CitizenPromise): Entry {
  const last = promise.versions.at(-1)?.to ?? ('1970-01-01' as LocalDate)
  return {
    subjectId: promise.id,
    subjectKind: promiseKind,
    councilId: promise.councilId,
    at: startOfDay(last),
    // Every member reads the promises (reading in promise.ts).
    shelves: [shelves.everybody(promise.councilId)],
    title: [promise.title, ...promise.commitments.flatMap(({ owner }) => namesOf(owner.name))],
    texts: textsOf(promise),
    facets: [],
  }
}

/** All that a promise says and has said, the latest first. */
export function textsOf({ versions, commitments, ended }: CitizenPromise): readonly string[] {
  const said = versions
    .toReversed()
    .flatMap(({ problem, effect, followUp, why }) => [problem, effect, followUp, why])
  return [...new Set([...said, ...commitments.map(({ text }) => text), ended?.why ?? ''])].filter(Boolean)
}

/** What an organisation, or somebody outside the council, is called. */
export function namesOf(name: CitizenPromise['commitments'][number]['owner']['name']): readonly string[] {
  return typeof name === 'string' ? [name] : [name.sv, name.en]
}

/** The shelf that holds what a member may see. */
export function shelvesFor(who: Member): readonly Shelf[] {
  return [shelves.everybody(who.councilId)]
}
