import { randomUUID } from 'node:crypto'

type Branded<Name extends string> = string & { readonly __brand: Name }

export type CouncilId = Branded<'CouncilId'>
export type MemberId = Branded<'MemberId'>
export type OrganisationId = Branded<'OrganisationId'>
export type PlaceId = Branded<'PlaceId'>
export type CategoryId = Branded<'CategoryId'>
export type FocusAreaId = Branded<'FocusAreaId'>
export type AgreementId = Branded<'AgreementId'>
export type JoinRequestId = Branded<'JoinRequestId'>
export type IncidentId = Branded<'IncidentId'>
export type ActionId = Branded<'ActionId'>
export type PromiseId = Branded<'PromiseId'>
export type CommitmentId = Branded<'CommitmentId'>
export type FollowUpId = Branded<'FollowUpId'>
export type DeliveryId = Branded<'DeliveryId'>
export type MeetingId = Branded<'MeetingId'>
export type SeriesId = Branded<'SeriesId'>
export type AgendaItemId = Branded<'AgendaItemId'>
export type SectionId = Branded<'SectionId'>
export type DecisionId = Branded<'DecisionId'>

/** What one press or one line is known by, so that it takes effect once however often it arrives. */
export type OnceId = Branded<'OnceId'>

/** A new random identity (UUID version 4). The caller says which kind it is: `newId<IncidentId>()`. */
export function newId<Id extends string>(): Id {
  return randomUUID() as Id
}
