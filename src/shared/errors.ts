/** Why we say no, kindly. The words for each reason are in chat/words.ts. */
export type RefusalReason =
  | 'notFound' // no such thing, or in another council: the two are told apart by nobody
  | 'notAllowed' // it is there and may be known, but this person may not do this
  | 'notOwner' // only who answers for the action, and the coordinators, see it through
  | 'withdrawn' // it was taken back; nothing more can be done with it
  | 'tooLate' // the time to undo is over
  | 'closed' // it is finished; open it again first
  | 'notCalled' // only who is called answers for the meeting
  | 'meetingOver' // it has been held, or is cancelled
  | 'seriesOver' // nothing more is planned of it
  | 'changedMeanwhile' // somebody else saved first; nothing of this was saved
  | 'lastCoordinator' // a council must always have somebody who coordinates
  | 'alreadyMember'
  | 'onItsWay' // it is sent already, or is being sent
  | 'notReminded' // we do not remind this person of that
  | 'ownLink' // a thing linked to itself, or to something that is itself linked

/** An expected no. It is thrown before anything is stored, and is shown to the person as a friendly sentence. */
export class Refusal extends Error {
  readonly reason: RefusalReason
  constructor(reason: RefusalReason) {
    super(reason)
    this.name = 'Refusal'
    this.reason = reason
  }
}
