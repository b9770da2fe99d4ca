// npm run bench:call [people]: so many are called to one meeting and all answer within a minute, through the whole of
// Tryggve, against a Teams that holds us to its rates.
import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { openDatabase } from '../src/database/index.ts'
import type { Person } from '../src/shared/person.ts'
import { startFakeTeamsApart } from '../tests/helpers/fake-teams-apart.ts'
import { buttonOf, mora, valuesOf } from '../tests/helpers/house.ts'
import { addManyPeople, chatOf, openAddress } from '../tests/helpers/many-people.ts'
import { teamsActivities } from '../tests/helpers/teams-activities.ts'
import { doubled, spanOf } from './arrivals.ts'
import { councilOnDisk } from './council.ts'
import { leastMs, publishedWindows } from './least-time.ts'
import { startProcess } from './process.ts'

const people = Number(process.argv[2] ?? 300)
/** Every third does not come. */
const comes = (at: number) => at % 3 !== 2
const coming = Array.from({ length: people }, (_, at) => at).filter(comes).length
/** The answers are spread over so long, and begin just after a full minute, so that they are all of one minute. */
const answersMs = 50_000
const minuteMs = 60_000
const patienceMs = people * 60 + 2 * minuteMs
const { tenantId } = mora.coordinator

const say = (text = '') => process.stdout.write(`${text}\n`)
const row = (label: string, value: string | number) => say(`${label.padEnd(64)}${String(value).padStart(12)}`)
const seconds = (ms: number) => `${(ms / 1000).toFixed(1)} s`

// What a card says of the answers is what it is known by: "300 har inte svarat", "200 kommer · 100 kommer inte".
const markPattern = '"(\\d+ (?:kommer|har inte svarat)[^"]*)"'
const teams = await startFakeTeamsApart({ rates: true, markPattern })
const outside = await startProcess('outside.ts', { signsFor: teams.url })
const stage = await prepare()
try {
  await run()
} finally {
  await outside.stop()
  await teams.stop()
  await stage.remove()
}

/** A meeting of the council that as many reporters are to be called to, and what its planner presses. */
async function prepare() {
  const { database, databaseUrl, house, remove } = await councilOnDisk()
  const { db } = database
  await db
    .updateTable('members')
    .set({ removed_at: house.clock.now() })
    .where('aad_object_id', '=', mora.fieldWorker.aadObjectId)
    .execute()
  await addManyPeople(db, house.councilId, teams.url, { count: people, tenants: [tenantId] })
  const chat = { id: chatOf(mora.coordinator), tenantId, person: mora.coordinator }
  await db.insertInto('addresses').values(openAddress(teams.url, chat)).execute()
  const planner = house.as(mora.coordinator)
  const form = await planner.writes('möte rådet 11 november 2027 kl 13 i kommunhuset')
  const card = await planner.presses(form, 'Spara mötet', {
    ...valuesOf(form),
    roles: 'reporter',
    chair: 'none',
    secretary: 'none',
  })
  const members = await db
    .selectFrom('members')
    .select('aad_object_id')
    .where('roles', '=', '["reporter"]')
    .where('removed_at', 'is', null)
    .execute()
  const { data } = buttonOf(card, 'Skicka kallelse')
  await database.close()
  const called = members.map((each): Person => ({ tenantId, aadObjectId: each.aad_object_id }))
  return { databaseUrl, data, called, remove }
}

async function run(): Promise<void> {
  const tryggve = await startProcess('product.ts', {
    outside: { ...outside.told, serviceUrl: teams.url },
    databaseUrl: stage.databaseUrl,
  })
  const activities = teamsActivities(teams.url, tenantId)
  /** Presses a button of the card that is the message `pressed`; gives how long the answer took. */
  const press = async (who: Person, verb: string, pressed: string): Promise<number> => {
    const said = {
      from: { aadObjectId: who.aadObjectId, name: 'Fältarbetare' },
      in: { id: chatOf(who), kind: 'personal' } as const,
    }
    const data = { ...stage.data, verb, once: randomUUID() }
    const begun = performance.now()
    const response = await fetch(`${tryggve.told.url}/api/messages`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: outside.told.authorization ?? '' },
      body: JSON.stringify(activities.execute(verb, data, pressed, said)),
    })
    const answer = await response.text()
    if (!response.ok || !answer.includes('AdaptiveCard')) throw new Error(`${response.status}: ${answer}`)
    return performance.now() - begun
  }

  await press(mora.coordinator, 'meetings.call', '1')
  await teams.until(({ posted }) => posted >= people, patienceMs)
  await sleep(2_000)
  const calls = (await teams.arrivals()).filter(({ method, posted }) => method === 'POST' && posted)
  const sent = spanOf(calls)
  const cardOf = new Map(calls.map(({ conversationId, activityId }) => [conversationId, activityId]))

  await sleep(minuteMs - (Date.now() % minuteMs) + 1_000)
  const begun = performance.now()
  const waits = await Promise.all(
    stage.called.map(async (who, at) => {
      await sleep((at * answersMs) / people)
      const verb = comes(at) ? 'meetings.accept' : 'meetings.decline'
      return press(who, verb, cardOf.get(chatOf(who)) ?? '')
    }),
  )
  const pressedMs = performance.now() - begun
  await sleep(2_000)
  const before = (await teams.arrivals()).length

  const right = `${coming} kommer · ${people - coming} kommer inte`
  const shown = async () => {
    const last = new Map<string, string>()
    for (const { conversationId, mark, posted } of await teams.arrivals())
      if (posted && cardOf.has(conversationId)) last.set(conversationId, mark)
    return [...last.values()].filter((mark) => mark === right).length
  }
  const end = performance.now() + patienceMs
  while ((await shown()) < people && performance.now() < end) await sleep(1_000)
  const arrivals = await teams.arrivals()
  const changes = arrivals.slice(before)
  const [batch, last] = [spanOf(changes.slice(0, people)), spanOf(changes)]
  const { tooMany } = await teams.counts()
  const rightly = await shown()
  await tryggve.stop()
  const kept = await answersKept()

  const least = leastMs(people, [publishedWindows.tenant])
  const sorted = waits.toSorted((one, other) => one - other)
  const at = (share: number) => `${(sorted[Math.ceil(sorted.length * share) - 1] ?? 0).toFixed(0)} ms`
  say(`${people} called to one meeting, who all answer within a minute`)
  row('cards that arrived', sent.count)
  row('doubled', doubled(calls))
  row('from the first to the last', seconds(sent.tookMs))
  row('the least that the rates allow', seconds(least))
  row('ratio', (sent.tookMs / least).toFixed(3))
  row('answers pressed', waits.length)
  row('from the first press to the last answer to one', seconds(pressedMs))
  row('an answer took, the middle one', at(0.5))
  row('an answer took, the slowest of a hundred', at(0.99))
  row('answers kept: coming, not coming', `${kept.coming}, ${kept.notComing}`)
  row('cards that say the right counts at the end', rightly)
  row('changes of cards when the minute was over', last.count)
  row(`from the first to number ${people} of them`, seconds(batch.tookMs))
  row('the least that the rates allow', seconds(least))
  row('ratio', (batch.tookMs / least).toFixed(3))
  row('from the first to the last, with what was refused and came again', seconds(last.tookMs))
  row('refused by Teams, as too many (429)', tooMany)
  const lost = sent.count < people || kept.coming + kept.notComing < people || rightly < people
  if (lost) throw new Error('something was lost')
}

async function answersKept(): Promise<{ coming: number; notComing: number }> {
  const { db, close } = await openDatabase(stage.databaseUrl)
  const rows = await db.selectFrom('meeting_called').select('answer').execute()
  await close()
  const count = (wanted: string) => rows.filter(({ answer }) => answer === wanted).length
  return { coming: count('coming'), notComing: count('notComing') }
}
