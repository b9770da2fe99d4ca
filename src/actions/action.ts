import { hasRole, type Member } from '../chat/index.ts'
import type { Change } from '../database/index.ts'
import type { Checked } from '../shared/checked.ts'
import type { Instant } from '../shared/clock.ts'
import type {
  ActionId,
  CouncilId,
  FocusAreaId,
  IncidentId,
  MemberId,
  OrganisationId,
  PromiseId,
} from '../shared/ids.ts'
import { type Person, type Role, samePerson } from '../shared/person.ts'
import type { LocalDate } from '../shared/stockholm.ts'

/** Where an action is on its way. That it is late is not stored: it follows from the day. */
export const statuses = ['planned', 'inProgress', 'done', 'cancelled'] as const
export type Status = (typeof statuses)[number]

/** How it goes, as its owner says: green, yellow, red in Brå's action plan, and always said in words. */
export const lights = ['onTrack', 'atRisk', 'offTrack'] as const
export type Light = (typeof lights)[number]

/** Whether the owner has taken it on. */
export const ownerships = ['asked', 'accepted', 'declined'] as const
export type Ownership = (typeof ownerships)[number]

/** What came of it, as the owner says when it is done. */
export const effects = ['seen', 'notSeen', 'tooEarly'] as const
export type Effect = (typeof effects)[number]

/** A single effort (punktinsats), or part of ordinary work. */
export const ways = ['spot', 'ordinary'] as const
export type Way = (typeof ways)[number]

/** The longest texts: a cause, an action and a goal are a sentence or two each. */
export const textLimit = 500

interface Named {
  readonly sv: string
  readonly en: string
}

/** The member who answers for an action. Somebody who has left the council is still told by title. */
export interface Owner {
  readonly memberId: MemberId
  readonly person: Person
  readonly title: string
  readonly organisation: { readonly id: OrganisationId; readonly name: Named }
}

/**
 * Something that was agreed to be done about a cause, by one owner, before a day. The fields are the columns of Brå's
 * example of an action plan (cause, action, operational goal, when, who, follow-up).
 * https://bra.se/forebygga-brott/arbeta-brottsforebyggande/genomforande/uppratta-atgardsplan.html
 */
export interface Action {
  readonly id: ActionId
  readonly councilId: CouncilId
  /** `Å-2026-0001`; what comes from the training data is `ÖVN-Å-2026-0001` and never counted or reminded of. */
  readonly number: string
  readonly training: boolean
  readonly cause: Checked
  readonly text: Checked
  readonly goal: Checked
  readonly startsOn: LocalDate
  readonly dueOn: LocalDate
  readonly owner: Owner
  readonly ownership: Ownership
  /** Why the owner said no. */
  readonly ownershipWhy: Checked
  readonly focusArea: { readonly id: FocusAreaId; readonly name: Named } | undefined
  readonly way: Way
  /** The incidents it is about. */
  readonly incidents: readonly { readonly id: IncidentId; readonly number: string }[]
  /** The promise to citizens that it serves. */
  readonly promiseId: PromiseId | undefined
  /** The meeting or decision that it comes from: "BRÅ 26 november 2026, § 4". */
  readonly origin: Checked
  readonly status: Status
  readonly light: Light | undefined
  /** How much is done, of how much. */
  readonly progress: { readonly done: number; readonly of: number } | undefined
  readonly effect: Effect | undefined
  /** What came of it, or why it was cancelled, in words. */
  readonly outcome: Checked
  readonly createdBy: Person
  readonly createdAt: Instant
  readonly closedAt: Instant | undefined
  /** Grows by one at every change: two who change at once are told apart by it. */
  readonly version: number
}

/** What is agreed of an action: what its form says. */
export type Agreed = Pick<
  Action,
  | 'cause'
  | 'text'
  | 'goal'
  | 'startsOn'
  | 'dueOn'
  | 'owner'
  | 'focusArea'
  | 'way'
  | 'incidents'
  | 'promiseId'
  | 'origin'
>

/** One line of how it goes, as the owner or a coordinator reported it. */
export interface ProgressReport {
  readonly at: Instant
  readonly by: Person
  readonly text: Checked
  readonly light: Light | undefined
  readonly progress: { readonly done: number; readonly of: number } | undefined
}

/** Who may read the plan: every member but who only keeps the records may also own an action. */
export const reading: readonly Role[] = ['reporter', 'councilMember', 'coordinator', 'chair', 'registrar']
/** Who may agree on an action and give it an owner. */
export const planning: readonly Role[] = ['councilMember', 'coordinator', 'chair']
export const coordinating: readonly Role[] = ['coordinator']

export function isOwner(who: Member, action: Action): boolean {
  return who.councilId === action.councilId && samePerson(who.person, action.owner.person)
}

export function isOpen(action: Action): boolean {
  return action.status === 'planned' || action.status === 'inProgress'
}

/** Late: its day has passed, and it is neither done nor cancelled. */
export function isLate(action: Pick<Action, 'status' | 'dueOn'>, today: LocalDate): boolean {
  return (action.status === 'planned' || action.status === 'inProgress') && action.dueOn < today
}

/** The plan is the council's: every member reads all of it. */
export function maySee(who: Member, action: Action): boolean {
  return who.councilId === action.councilId && hasRole(who, reading)
}

/** The owner and the coordinators see an action through: report, finish, postpone, cancel, change. */
export function maySeeThrough(who: Member, action: Action): boolean {
  return isOwner(who, action) || (who.councilId === action.councilId && hasRole(who, coordinating))
}

/** Who may put what was agreed otherwise. To give it another owner is for those who plan. */
export function mayAmend(who: Member, action: Action): boolean {
  return maySeeThrough(who, action) && isOpen(action)
}

/** The number in its written form. */
export function actionNumber(training: boolean, year: number, running: number): string {
  return `${training ? 'ÖVN-' : ''}Å-${year}-${String(running).padStart(4, '0')}`
}

/** Matches a number as people write it: `Å-2026-0001`, `å 2026 1`, `A-2026-1`. */
export const numberPattern = /^\s*(?:(övn|ovn)[\s-]*)?[åa][\s-]*(\d{4})[\s-]+0*(\d{1,6})\s*$/iu

/** The number in its written form, from how somebody wrote it; undefined when it is no number of an action. */
export function readNumber(text: string): string | undefined {
  const match = numberPattern.exec(text.normalize('NFC'))
  return match ? actionNumber(match[1] !== undefined, Number(match[2]), Number(match[3])) : undefined
}

const told = {
  cause: (action: Action) => action.cause,
  text: (action: Action) => action.text,
  goal: (action: Action) => action.goal,
  startsOn: (action: Action) => action.startsOn,
  dueOn: (action: Action) => action.dueOn,
  owner: (action: Action) => action.owner.title,
  ownership: (action: Action) => action.ownership,
  focusArea: (action: Action) => action.focusArea?.name.sv ?? '',
  way: (action: Action) => action.way,
  incidents: (action: Action) => action.incidents.map(({ number }) => number).join(', '),
  promise: (action: Action) => action.promiseId ?? '',
  origin: (action: Action) => action.origin,
  status: (action: Action) => action.status,
  light: (action: Action) => action.light ?? '',
  progress: ({ progress }: Action) => (progress ? `${progress.done}/${progress.of}` : ''),
  effect: (action: Action) => action.effect ?? '',
  outcome: (action: Action) => action.outcome,
} satisfies Record<string, (action: Action) => string>

/** A field as the history names it; `keptWarning` is the writer's choice to save a text after a warning,
 * and `report` a line of how it goes. */
export type ToldField = keyof typeof told | 'keptWarning' | 'report'

/** What changed between two states of an action, field by field, for its history; `why` belongs to all of it. */
export function changesBetween(before: Action, after: Action, why: Checked): readonly Change[] {
  return Object.entries(told).flatMap(([field, tell]) => {
    const [from, to] = [tell(before), tell(after)]
    // Two who have the same title are two.
    const moved = field === 'owner' && before.owner.memberId !== after.owner.memberId
    if (from === to && !moved) return []
    return [{ field, from: from || null, to: to || null, ...(why ? { why } : {}) }]
  })
}
