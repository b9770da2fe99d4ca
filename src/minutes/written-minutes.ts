import type { ItemKind } from '../meetings/index.ts'
import type { LocalDate } from '../shared/stockholm.ts'
import type { Decision, MinutesBook, Presence } from './minutes.ts'
import { leaderOf, secretaryTitle } from './minutes.ts'

/** The minutes as a paper: what is approved, frozen and hashed. Titles stand in it as they were that day. */
export interface WrittenMinutes {
  readonly council: string
  readonly title: string
  readonly on: LocalDate
  readonly at: string
  readonly lengthMinutes: number
  readonly place: string
  readonly number: number
  /** Why there is a new version; empty for the first. */
  readonly why: string
  /** Who led the meeting, as a title; empty in a draft where nobody has said so. What was approved before 0013 has the chair. */
  readonly chair: string
  /** The last § they led; null when they stayed, and not there in what was approved before. */
  readonly chairUntil?: number | null
  /** Who kept the minutes; empty when the secretary was absent and nobody else is named. */
  readonly secretary: string
  readonly approver: string
  readonly attendances: readonly {
    readonly title: string
    readonly organisation: string
    readonly presence: Presence
    /** The last § they took part in; null when they stayed. */
    readonly until: number | null
  }[]
  readonly sections: readonly WrittenSection[]
  /** The next meeting of the same body, as it was planned. */
  readonly next: { readonly on: LocalDate; readonly at: string } | null
}

export interface WrittenSection {
  readonly number: number
  readonly kind: ItemKind
  readonly heading: string
  readonly text: string
  readonly decisions: readonly WrittenDecision[]
}

export interface WrittenDecision {
  readonly id: Decision['id']
  readonly text: string
  /** The title of who answers for it; empty when nobody does. */
  readonly owner: string
  readonly dueOn: LocalDate | null
}

/** The paper of a book as it is now. `titles` are those of the council's members, by their ids. */
export function written(
  book: MinutesBook,
  council: string,
  titles: ReadonlyMap<string, string>,
  next: WrittenMinutes['next'],
): WrittenMinutes {
  const { meeting, minutes, sections, attendances, decisions } = book
  const leader = leaderOf(book)
  return {
    council,
    title: meeting.title,
    on: meeting.on,
    at: meeting.at,
    lengthMinutes: meeting.lengthMinutes,
    place: meeting.place,
    number: minutes.number,
    why: minutes.why,
    chair: leader?.title ?? '',
    chairUntil: leader?.until ?? null,
    secretary: secretaryTitle(book),
    approver: meeting.offices.approver?.title ?? '',
    attendances: attendances.map(({ title, organisation, presence, until }) => ({
      title,
      organisation,
      presence,
      until: until ?? null,
    })),
    sections: sections.map(({ id, number, kind, heading, text }) => ({
      number,
      kind,
      heading,
      text,
      decisions: decisions
        .filter(({ sectionId }) => sectionId === id)
        .map((one) => ({
          id: one.id,
          text: one.text,
          owner: one.ownerId ? (titles.get(one.ownerId) ?? '') : '',
          dueOn: one.dueOn ?? null,
        })),
    })),
    next,
  }
}

/** All decisions of a paper with the § each stands in. */
export function decisionsIn(
  paper: WrittenMinutes,
): readonly (WrittenDecision & { readonly section: number })[] {
  return paper.sections.flatMap(({ number, decisions }) =>
    decisions.map((decision) => ({ ...decision, section: number })),
  )
}

/** How many took part: present, substitutes and co-opted. */
export function tookPart({ attendances }: Pick<WrittenMinutes, 'attendances'>): number {
  return attendances.filter(({ presence }) => presence !== 'absent').length
}
