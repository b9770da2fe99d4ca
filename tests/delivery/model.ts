/**
 * The delivery contract, said once more in the simplest way: section 3 of the design as a few rules on plain values.
 * What the real one does, with a database and several workers, is compared with it (model.test.ts).
 */

const second = 1_000
const minute = 60 * second
const lease = 2 * minute

export type Kind = 'hold' | 'repeat'
export type State = 'waiting' | 'sending' | 'delivered' | 'uncertain' | 'undeliverable' | 'noLongerNeeded'
export type Answer = 'delivered' | 'throttled' | 'retry' | 'uncertain' | 'unreachable' | 'refused'
/** What is true of a subject: which version of it, that there is nothing to say of it, or that saying it fails. */
export type Truth = number | 'not needed' | 'cannot be made'
/** Where a worker dies: when it has taken a message, or when it has sent it. */
export type Death = 'after taking' | 'after sending'

export interface Owed {
  readonly key: string
  readonly subject: number
  readonly person: number
  readonly kind: Kind
  state: State
  /** Orders what is owed to one person. */
  place: string
  notBefore: number
  attempts: number
  repeated: boolean
  /** Until when whoever took it is believed to live. */
  leaseUntil: number | undefined
  uncertainSince: number
}

export interface Post {
  readonly key: string
  readonly version: Truth
  readonly marked: boolean
  readonly answer: Answer | undefined
}

export interface Model {
  now: number
  readonly owed: Owed[]
  readonly truth: Map<number, Truth>
  /** What Teams will answer to a person's next messages; `delivered` when nothing is planned. */
  readonly answers: Map<number, Answer[]>
  readonly pausedUntil: Map<number, number>
  /** What each person was sent, in this order. */
  readonly posts: Map<number, Post[]>
}

export const time = (ms: number) => new Date(ms).toISOString()

/** One occasion is written once. */
export function promise(
  model: Model,
  one: Pick<Owed, 'key' | 'subject' | 'person' | 'kind'>,
  dueIn: number,
): void {
  if (model.owed.some(({ key }) => key === one.key)) return
  const due = model.now + dueIn
  const place = `${time(due)}/${time(model.now)}`
  const fresh = { attempts: 0, repeated: false, leaseUntil: undefined, uncertainSince: 0 }
  model.owed.push({ ...one, ...fresh, state: 'waiting', place, notBefore: due })
}

/** A worker does all that can be done now, or dies at the first message to each person. */
export function beat(model: Model, alone = false, death?: Death): void {
  for (const one of model.owed) {
    if (one.leaseUntil === undefined || (one.leaseUntil >= model.now && !alone)) continue
    one.leaseUntil = undefined
    if (one.state === 'sending') becomeUncertain(model, one)
  }
  for (const one of model.owed) {
    const due = one.state === 'uncertain' && one.uncertainSince + minute <= model.now
    if (due && one.kind === 'repeat' && !one.repeated) sendAgain(model, one)
  }
  for (const person of new Set(model.owed.map((one) => one.person)))
    while (dealWithNext(model, person, death)) {
      // What stands behind it in the line comes next.
    }
}

/** Whatever it was that was not known: it is sent once more, and says so. */
export function sendAgain(model: Model, one: Owed): void {
  Object.assign(one, { state: 'waiting', repeated: true, notBefore: model.now })
}

function becomeUncertain(model: Model, one: Owed): void {
  Object.assign(one, { state: 'uncertain', uncertainSince: model.now })
}

/** False when nothing more can be done for this person now. */
function dealWithNext(model: Model, person: number, death?: Death): boolean {
  const line = model.owed.filter((one) => one.person === person && ['waiting', 'sending'].includes(one.state))
  const next = line.toSorted((one, other) => (one.place < other.place ? -1 : 1))[0]
  // What is being sent goes before what has come to stand before it meanwhile.
  if (line.some(({ state }) => state === 'sending')) return false
  if (!next || next.leaseUntil !== undefined) return false
  if (next.notBefore > model.now || (model.pausedUntil.get(person) ?? 0) > model.now) return false
  if (death === 'after taking') {
    next.leaseUntil = model.now + lease
    return false
  }
  const version = model.truth.get(next.subject) ?? 0
  if (version === 'not needed') next.state = 'noLongerNeeded'
  else if (version === 'cannot be made') {
    next.notBefore = model.now + backoff(next.attempts + 2)
    next.place = time(next.notBefore)
    next.attempts += 1
  } else {
    send(model, next, version, death)
    return death === undefined
  }
  return true
}

function send(model: Model, one: Owed, version: number, death?: Death): void {
  const answer = death ? undefined : (model.answers.get(one.person)?.shift() ?? 'delivered')
  const before = model.posts.get(one.person) ?? []
  model.posts.set(one.person, [...before, { key: one.key, version, marked: one.repeated, answer }])
  one.attempts += 1
  const again = model.now + backoff(one.attempts - 1)
  switch (answer) {
    case undefined:
      one.state = 'sending'
      one.leaseUntil = model.now + lease
      return
    case 'throttled':
      model.pausedUntil.set(one.person, again)
      one.notBefore = again
      return
    case 'retry':
      one.notBefore = again
      return
    case 'uncertain':
      becomeUncertain(model, one)
      return
    case 'unreachable':
    case 'refused':
      one.state = 'undeliverable'
      return
    case 'delivered':
      one.state = 'delivered'
  }
}

/** Twice as long each time, a quarter of an hour at most. */
function backoff(attempts: number): number {
  return Math.min(5 * second * 2 ** attempts, 15 * minute)
}
