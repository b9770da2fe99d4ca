import { readFileSync } from 'node:fs'
import { openDatabase } from '../src/database/index.ts'
import type { Arrival } from '../tests/helpers/fake-teams.ts'
import { chatOf } from '../tests/helpers/many-people.ts'
import type { Told } from './two-hundred.ts'

/** What is held against what people were told, when a soak is over. */
export interface Books {
  readonly databaseUrl: string
  readonly logFile: string
  /** Everything that reached the fake Teams. */
  readonly arrivals: readonly Arrival[]
}

/** What the books come to: rows to print, and what is wrong, a line each. */
export interface Findings {
  readonly rows: readonly (readonly [label: string, value: string | number])[]
  readonly wrong: readonly string[]
}

/** What people may be answered otherwise than by 200 while things fail: Teams sends a line again, a calendar is read again. */
const mayHappen = /^(?:a line: 502|(?:a calendar|a page of a link|a file): 503)$/
/** Errors that no trouble outside explains. */
const ourOwnFaults = new Set(['TypeError', 'ReferenceError', 'RangeError', 'SyntaxError', 'AssertionError'])

/** Holds all books against each other: numbers against reports, promises against what Teams took, the log against faults. */
export async function holdBooks(told: Told, books: Books): Promise<Findings> {
  const { db, close } = await openDatabase(books.databaseUrl)
  const incidents = await db.selectFrom('incidents').select(['council_id', 'number', 'text']).execute()
  const actions = await db.selectFrom('actions').select(['council_id', 'number']).execute()
  const outbox = await db.selectFrom('outbox').select(['state', 'recipient', 'activity_id']).execute()
  await close()
  const parts = [
    reports(told, incidents),
    numbersShown(told, [...incidents, ...actions]),
    messages(outbox, books.arrivals),
    answers(told),
    log(readFileSync(books.logFile, 'utf8')),
  ]
  return { rows: parts.flatMap(({ rows }) => rows), wrong: parts.flatMap(({ wrong }) => wrong) }
}

interface Numbered {
  readonly council_id: string
  readonly number: string
}

/** Every number that was given leads to the report it was given for, and to no other. */
function reports({ acknowledged }: Told, rows: readonly (Numbered & { readonly text: string })[]): Findings {
  const byNumber = Map.groupBy(rows, (row) => `${row.council_id} ${row.number}`)
  const byText = Map.groupBy(rows, ({ text }) => text)
  const lost = acknowledged.filter(
    ({ councilId, number, text }) => byNumber.get(`${councilId} ${number}`)?.[0]?.text !== text,
  )
  const doubled = acknowledged.filter(
    ({ councilId, number, text }) =>
      (byNumber.get(`${councilId} ${number}`)?.length ?? 0) > 1 || (byText.get(text)?.length ?? 0) > 1,
  )
  const given = new Set(acknowledged.map(({ councilId, number }) => `${councilId} ${number}`))
  const twice = acknowledged.length - given.size
  return {
    rows: [
      ['numbers given', acknowledged.length],
      ['incidents in the database', rows.length],
      ['given to two', twice],
      ['lost', lost.length],
      ['doubled', doubled.length],
    ],
    wrong: [
      ...(acknowledged.length === 0 ? ['nothing was reported: this shows nothing'] : []),
      ...(lost.length + doubled.length + twice > 0 ? ['something was lost or doubled'] : []),
    ],
  }
}

/** Every number that anybody was shown, of whatever they saved or looked at, is there. */
function numbersShown({ shown }: Told, rows: readonly Numbered[]): Findings {
  const there = new Set(rows.map(({ council_id, number }) => `${council_id} ${number}`))
  const gone = [...shown].filter((number) => !there.has(number))
  return {
    rows: [['numbers that somebody was shown, and that are not there', `${gone.length} of ${shown.size}`]],
    wrong: gone.length > 0 ? [`shown to somebody, and not there: ${gone.slice(0, 5).join(', ')}`] : [],
  }
}

interface OutboxRow {
  readonly state: string
  readonly recipient: string
  readonly activity_id: string | null
}

/** What is called delivered stands in Teams, and nobody is called unreachable whom Teams did not refuse. */
function messages(outbox: readonly OutboxRow[], arrivals: readonly Arrival[]): Findings {
  const standing = new Set(arrivals.filter(({ posted }) => posted).map(({ activityId }) => activityId))
  const refusing = new Set(
    arrivals.filter(({ status }) => status === 403 || status === 404).map((one) => one.conversationId),
  )
  const delivered = outbox.filter(({ state }) => state === 'delivered')
  const nowhere = delivered.filter(({ activity_id }) => !standing.has(activity_id ?? ''))
  const givenUp = outbox.filter(
    ({ state, recipient }) => state === 'undeliverable' && !refusing.has(conversationOf(recipient)),
  )
  const states = Map.groupBy(outbox, ({ state }) => state)
  return {
    rows: [
      [
        'messages, by what became of them',
        [...states].map(([state, of]) => `${state} ${of.length}`).join(', '),
      ],
      ['called delivered, and not in Teams', nowhere.length],
      ['given up, though Teams refused nothing there', givenUp.length],
    ],
    wrong: [
      ...(delivered.length === 0 ? ['nothing was delivered: this shows nothing'] : []),
      ...(nowhere.length > 0 ? ['something is called delivered that Teams does not have'] : []),
      ...(givenUp.length > 0 ? ['something was given up for no reason'] : []),
    ],
  }
}

/** Where messages to a recipient go, as the outbox names recipients. */
function conversationOf(recipient: string): string {
  const [, tenantId = '', aadObjectId = ''] = /^person:(.+)\/(.+)$/.exec(recipient) ?? []
  return tenantId ? chatOf({ tenantId, aadObjectId }) : recipient.replace(/^conversation:/, '')
}

/** Nobody is answered by a fault, turned away, or left without an answer. */
function answers({ others, kindly, waits }: Told): Findings {
  const asked = [...waits.values()].reduce((sum, { length }) => sum + length, 0)
  const unexpected = [...others].filter(([what]) => !mayHappen.test(what))
  return {
    rows: [...[...others].toSorted(), ['kindly asked to try again', `${kindly} of ${asked}`] as const],
    wrong: unexpected.map(([what, times]) => `answered as nobody should be: ${what}, ${times} times`),
  }
}

/** What the log tells of faults, by what they are; one that is our own is wrong. */
function log(text: string): Findings {
  const faults = text
    .split('\n')
    .filter((line) => /"level":[56]0/.test(line))
    .map((line) => JSON.parse(line) as { msg: string; fault?: { name: string; code?: string; at?: string } })
  const kinds = Map.groupBy(faults, ({ msg, fault }) => `${msg}: ${fault?.code ?? fault?.name ?? ''}`)
  const ours = faults.filter(({ fault }) => fault && ourOwnFaults.has(fault.name))
  return {
    rows: [...kinds].map(([kind, of]) => [`log: ${kind}`, of.length] as const),
    wrong: ours.slice(0, 5).map(({ msg, fault }) => `a fault of our own: ${msg} ${fault?.name} ${fault?.at}`),
  }
}
