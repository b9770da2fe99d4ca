import type { Ask, Member } from '../chat/index.ts'
import type { Shelf } from '../lookup/index.ts'
import type { Role } from '../shared/person.ts'

/** One thing that was found, as the person who searches may see it. */
export interface Found {
  readonly id: string
  /** What it is, safe for a card. */
  readonly title: string
  /** The line that places it (number, time), safe for a card. */
  readonly under: string
  /** What people wrote about it, as they wrote it: the words that were asked for are shown in their sentence. */
  readonly texts: readonly string[]
  /** The press that opens it. */
  readonly show: { readonly verb: string; readonly pointers: Readonly<Record<string, string>> }
}

/** A feature's things that can be searched for. app.ts has the list of them. */
export interface Searchable {
  /** What the feature calls its things in the index of words. */
  readonly kind: string
  readonly roles: readonly Role[]
  /** The shelves of the index that hold what a member may see, and nothing else. */
  readonly shelvesFor: (who: Member) => readonly Shelf[]
  /** Those of the things that the person may see now, in the order asked: the rights are asked again here. */
  readonly read: (ask: Ask, ids: readonly string[]) => Promise<readonly Found[]>
}
