import { hasRole, type Member } from '../chat/index.ts'
import type { Change } from '../database/index.ts'
import type { Checked } from '../shared/checked.ts'
import { type Instant, minuteMs, plusMs } from '../shared/clock.ts'
import type {
  CategoryId,
  CouncilId,
  FocusAreaId,
  IncidentId,
  OrganisationId,
  PlaceId,
} from '../shared/ids.ts'
import { type Person, type Role, samePerson } from '../shared/person.ts'

/** Where a report is on its way: new, looked at by a coordinator, finished, taken back by who reported it, or undone. */
export const statuses = ['new', 'assessed', 'closed', 'withdrawn', 'undone'] as const
export type Status = (typeof statuses)[number]

/** Taken back, or undone right after it was reported: never counted, never in a picture. */
export const goneStatuses = ['withdrawn', 'undone'] as const satisfies readonly Status[]

/** What a list can be narrowed to: what was undone is in no list. */
export const listedStatuses = ['new', 'assessed', 'closed', 'withdrawn'] as const satisfies readonly Status[]

/** How much it affects people's safety: 1 little, 2 noticeably, 3 much. */
export const impacts = [1, 2, 3] as const
export type Impact = (typeof impacts)[number]

/** How well it is known. Suspicion is enough to report, but it is marked. */
export const certainties = ['observed', 'secondhand', 'suspected', 'measured'] as const
export type Certainty = (typeof certainties)[number]

export const recurrences = ['unknown', 'yes', 'no'] as const
export type Recurrence = (typeof recurrences)[number]

/** Whether the police have a report of it; never its number. */
export const policeReports = ['unknown', 'yes', 'no', 'notApplicable'] as const
export type PoliceReport = (typeof policeReports)[number]

/** What came of it, as the coordinator says when closing. */
export const outcomeKinds = ['action', 'handled', 'watching', 'noAction'] as const
export type OutcomeKind = (typeof outcomeKinds)[number]

/** Whether the reporter was helped by the feedback. */
export const helpAnswers = ['yes', 'partly', 'no'] as const
export type HelpAnswer = (typeof helpAnswers)[number]

export const textLimit = 500

interface Named {
  readonly sv: string
  readonly en: string
}

/** Something that happened or was seen at a place; never about an individual. */
export interface Incident {
  readonly id: IncidentId
  readonly councilId: CouncilId
  /** `H-2026-0001`; training incidents are `ÖVN-2026-0001` and are never counted. */
  readonly number: string
  readonly training: boolean
  readonly reporter: Person
  readonly organisation: { readonly id: OrganisationId; readonly name: Named }
  readonly category: { readonly id: CategoryId; readonly name: Named }
  /** A place of the council's list, or one in the reporter's words. */
  readonly place:
    | { readonly id: PlaceId; readonly name: string; readonly area: string | undefined }
    | { readonly id: undefined; readonly name: Checked; readonly area: undefined }
  readonly focusArea: { readonly id: FocusAreaId; readonly name: Named } | undefined
  readonly occurredAt: Instant
  readonly text: Checked
  readonly impact: Impact
  readonly certainty: Certainty
  readonly recurring: Recurrence
  readonly policeReported: PoliceReport
  readonly immediateAction: Checked
  readonly status: Status
  readonly assessmentNote: Checked
  /** The incident this one is a further observation of. */
  readonly linkedTo: { readonly id: IncidentId; readonly number: string } | undefined
  readonly outcomeKind: OutcomeKind | undefined
  readonly outcome: Checked
  readonly helped: HelpAnswer | undefined
  readonly reportedAt: Instant
  /** Since when everybody in the council may read it. */
  readonly publishedAt: Instant | undefined
  readonly closedAt: Instant | undefined
  readonly withdrawnAt: Instant | undefined
  /** Grows by one at every change: two who change at once are told apart by it. */
  readonly version: number
}

/** Who may report, and read what is published. */
export const reporting: readonly Role[] = ['reporter', 'councilMember', 'coordinator', 'chair']
export const coordinating: readonly Role[] = ['coordinator']

export function isOwn(who: Member, incident: Incident): boolean {
  return samePerson(who.person, incident.reporter)
}

export function isGone(incident: Incident): boolean {
  return incident.status === 'withdrawn' || incident.status === 'undone'
}

/** How long after reporting a report can be undone without a trace in the picture. */
const undoMs = 10 * minuteMs

/** A report can be undone in its first ten minutes, before anybody has acted on it. */
export function isFresh(incident: Incident, now: Instant): boolean {
  return incident.status === 'new' && now <= plusMs(incident.reportedAt, undoMs)
}

/** A reporter sees own reports and the published ones; a coordinator all of the council. */
export function maySee(who: Member, incident: Incident): boolean {
  if (who.councilId !== incident.councilId) return false
  if (hasRole(who, coordinating) || isOwn(who, incident)) return true
  return hasRole(who, reporting) && incident.publishedAt !== undefined && !isGone(incident)
}

/** Own reports may be changed until they are closed; a coordinator may mend a text that should not have been written. */
export function mayAmend(who: Member, incident: Incident): boolean {
  const open = incident.status === 'new' || incident.status === 'assessed'
  return open && (isOwn(who, incident) || mayCoordinate(who, incident))
}

/** Only who reported it takes it back; afterwards it is never counted. */
export function mayWithdraw(who: Member, incident: Incident): boolean {
  return isOwn(who, incident) && (incident.status === 'new' || incident.status === 'assessed')
}

export function mayRestore(who: Member, incident: Incident): boolean {
  return isOwn(who, incident) && incident.status === 'withdrawn'
}

export function mayCoordinate(who: Member, incident: Incident): boolean {
  return who.councilId === incident.councilId && hasRole(who, coordinating)
}

/** The number in its written form. */
export function incidentNumber(training: boolean, year: number, running: number): string {
  return `${training ? 'ÖVN' : 'H'}-${year}-${String(running).padStart(4, '0')}`
}

/** Matches a number as people write it: `H-2026-0001`, `h 2026 1`, `ÖVN-2026-0003`. */
export const numberPattern = /^\s*(h|övn|ovn)[\s-]*(\d{4})[\s-]+0*(\d{1,6})\s*$/iu

/** The number in its written form, from how somebody wrote it; undefined when it is no number. */
export function readNumber(text: string): string | undefined {
  const match = numberPattern.exec(text.normalize('NFC'))
  if (!match) return undefined
  return incidentNumber(match[1]?.toLowerCase() !== 'h', Number(match[2]), Number(match[3]))
}

/** What stands beside an incident on its card. */
export interface Surroundings {
  readonly atSamePlace: number
  readonly observations: number
}

const told = {
  category: (incident: Incident) => incident.category.name.sv,
  place: (incident: Incident) => incident.place.name,
  occurredAt: (incident: Incident) => incident.occurredAt,
  text: (incident: Incident) => incident.text,
  impact: (incident: Incident) => String(incident.impact),
  certainty: (incident: Incident) => incident.certainty,
  recurring: (incident: Incident) => incident.recurring,
  policeReported: (incident: Incident) => incident.policeReported,
  immediateAction: (incident: Incident) => incident.immediateAction,
  focusArea: (incident: Incident) => incident.focusArea?.name.sv ?? '',
  status: (incident: Incident) => incident.status,
  assessmentNote: (incident: Incident) => incident.assessmentNote,
  linkedTo: (incident: Incident) => incident.linkedTo?.number ?? '',
  outcomeKind: (incident: Incident) => incident.outcomeKind ?? '',
  outcome: (incident: Incident) => incident.outcome,
  helped: (incident: Incident) => incident.helped ?? '',
  published: (incident: Incident) => (incident.publishedAt ? 'yes' : 'no'),
} satisfies Record<string, (incident: Incident) => string>

/** A field as the history names it; `keptWarning` is the writer's choice to save a text after a warning. */
export type ToldField = keyof typeof told | 'keptWarning'

/** What changed between two states of an incident, field by field, for its history. */
export function changesBetween(before: Incident, after: Incident): readonly Change[] {
  return Object.entries(told).flatMap(([field, tell]) => {
    const [from, to] = [tell(before), tell(after)]
    return from === to ? [] : [{ field, from: from || null, to: to || null }]
  })
}

/** What coordinators are told when a week begins: what is new since a moment, and what waits to be assessed. */
export interface Brief {
  readonly councilId: CouncilId
  readonly since: Instant
  readonly news: number
  /** How many wait, and the first that have waited longest. */
  readonly waiting: { readonly count: number; readonly first: readonly Incident[] }
}

/** How many of those that wait a brief shows. */
export const shownInBrief = 5
