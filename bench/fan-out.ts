// npm run bench:fanout [people] [cards]: so many reminders due in the same minute to as many people of one tenant, and
// so many cards to one channel of another, through the whole of Tryggve, against a Teams that holds us to its rates.
import { startFakeTeamsApart } from '../tests/helpers/fake-teams-apart.ts'
import { doubled, spanOf } from './arrivals.ts'
import { leastMs, publishedWindows } from './least-time.ts'
import { startProcess } from './process.ts'
import { prepareStage } from './stage.ts'

const people = Number(process.argv[2] ?? 2_000)
const cards = Number(process.argv[3] ?? 150)
const lookMs = 2_000
/** Three times what the rates need, and two minutes to begin: after that something is wrong. */
const patienceMs = Math.max(people * 20, cards * 500) * 3 + 120_000

const say = (text = '') => process.stdout.write(`${text}\n`)

const outside = await startProcess('outside.ts', {})
const teams = await startFakeTeamsApart({ rates: true, tenantPattern: '^(a|19):' })
const stage = await prepareStage(teams.url, { people, cards })
try {
  await run()
} finally {
  await outside.stop()
  await teams.stop()
  await stage.remove()
}

async function run(): Promise<void> {
  const { databaseUrl, clockAheadMs } = stage
  const tryggve = await startProcess('product.ts', {
    outside: { ...outside.told, serviceUrl: teams.url },
    databaseUrl,
    clockAheadMs,
  })
  const atStart = await tryggve.usage()
  const memory: number[] = []
  const end = performance.now() + patienceMs
  for (let posted = 0; posted < people + cards; posted = (await teams.counts()).posted) {
    if (performance.now() > end) throw new Error(`only ${posted} arrived`)
    await new Promise((resolve) => setTimeout(resolve, lookMs))
    memory.push((await tryggve.usage()).memory)
  }
  const usage = await tryggve.usage()
  const [counts, arrivals] = [await teams.counts(), await teams.arrivals()]
  const posted = arrivals.filter((arrival) => arrival.posted && arrival.method === 'POST')
  const toPeople = posted.filter(({ conversationId }) => conversationId.startsWith('a:'))
  const toChannel = posted.filter(({ conversationId }) => conversationId.startsWith('19:'))
  const [wide, deep] = [spanOf(toPeople), spanOf(toChannel)]
  const leastWide = leastMs(people, [publishedWindows.tenant])
  const leastDeep = leastMs(cards, publishedWindows.conversation)
  const row = (label: string, value: string) => say(`${label.padEnd(64)}${value.padStart(12)}`)
  const seconds = (ms: number) => `${(ms / 1000).toFixed(1)} s`

  say(`${people} people of one tenant, due in one minute; ${cards} cards to one channel of another tenant`)
  row('arrived, to people', `${wide.count}`)
  row('arrived, in the channel', `${deep.count}`)
  row('doubled', `${doubled(posted)}`)
  row('refused by Teams, as too many (429)', `${counts.tooMany}`)
  row('to people, from the first to the last', seconds(wide.tookMs))
  row('the least that the rates allow', seconds(leastWide))
  row('ratio', (wide.tookMs / leastWide).toFixed(3))
  row('to the channel, from the first to the last', seconds(deep.tookMs))
  row('the least that the rates allow', seconds(leastDeep))
  row('ratio', (deep.tookMs / leastDeep).toFixed(3))
  row('processor time for each message, ms', ((usage.cpuMs - atStart.cpuMs) / posted.length).toFixed(2))
  const third = memory.slice(0, Math.max(1, Math.floor(memory.length / 3)))
  row('memory at the start, MB', (atStart.memory / 1e6).toFixed(0))
  row('memory in the first third, most, MB', (Math.max(...third) / 1e6).toFixed(0))
  row('memory in the last third, most, MB', (Math.max(...memory.slice(-third.length)) / 1e6).toFixed(0))
  await tryggve.stop()
  row('in the outbox', JSON.stringify(await stage.states()))
}
