/**
 * Journeys through the demo in a real browser: `npm run e2e`, or some of them: `npm run e2e -- line privacy`. Begins with
 * `npm start`, ends with Ctrl-C.
 */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { actionsJourney } from './actions-journey.ts'
import { apart } from './apart.ts'
import { launchBrowser } from './browser.ts'
import { calmJourney } from './calm-journey.ts'
import { channelJourney } from './channel-journey.ts'
import { councilJourney } from './council-journey.ts'
import { councilsJourney } from './councils-journey.ts'
import { startDemo } from './demo.ts'
import { dispatchesJourney } from './dispatches-journey.ts'
import { englishJourney } from './english-journey.ts'
import { handlingJourney } from './handling-journey.ts'
import { incidentJourney } from './incident-journey.ts'
import { joiningJourney } from './joining-journey.ts'
import { lineJourney } from './line-journey.ts'
import { meetingsJourney } from './meetings-journey.ts'
import { minutesJourney } from './minutes-journey.ts'
import { privacyJourney } from './privacy-journey.ts'
import { promisesJourney } from './promises-journey.ts'
import { remindersJourney } from './reminders-journey.ts'
import { searchJourney } from './search-journey.ts'
import { settingsJourney } from './settings-journey.ts'
import { sharingJourney } from './sharing-journey.ts'
import { similarJourney } from './similar-journey.ts'
import { ending, looking, lookingThrough, opening } from './stage.ts'
import { Steps } from './steps.ts'
import { undoJourney } from './undo-journey.ts'

/** In this order: the incident's has the first number, settings looks at who cannot be reached before actions lets the police in, and the channel's changes where the cards go. */
const journeys = {
  incident: incidentJourney,
  line: lineJourney,
  privacy: privacyJourney,
  calm: calmJourney,
  similar: similarJourney,
  undo: undoJourney,
  joining: joiningJourney,
  settings: settingsJourney,
  handling: handlingJourney,
  search: searchJourney,
  sharing: sharingJourney,
  council: councilJourney,
  dispatches: dispatchesJourney,
  promises: promisesJourney,
  actions: actionsJourney,
  channel: channelJourney,
  reminders: remindersJourney,
  meetings: meetingsJourney,
  minutes: minutesJourney,
  councils: councilsJourney,
  english: englishJourney,
}

const endings = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const

const surroundings = apart()
if (surroundings) {
  const { command, args, env, tidyUp } = surroundings
  const inside = spawn(command, args, { stdio: 'inherit', env })
  for (const signal of endings) process.on(signal, () => inside.kill(signal))
  const [code] = await once(inside, 'exit')
  tidyUp()
  process.exit(code ?? 1)
}

const wanted = process.argv.slice(2)
const unknown = wanted.filter((name) => !Object.hasOwn(journeys, name))
if (unknown.length > 0) {
  console.error(
    `There is no journey called ${unknown.join(', ')}. There are: ${Object.keys(journeys).join(', ')}.`,
  )
  process.exit(1)
}

const names = Object.keys(journeys)
const chosen = wanted.length === 0 ? names : names.filter((name) => wanted.includes(name))
const inOrder = chosen.every((name, at) => name === names[at])

const browser = await launchBrowser()
const steps = new Steps()
const demo = startDemo()
const tidyUp = async () => {
  await browser.close()
  await demo.abandon()
}
for (const signal of endings) process.once(signal, () => tidyUp().finally(() => process.exit(1)))
try {
  const stage = await opening(steps, demo, browser, inOrder)
  if (stage) await looking(steps)
  for (const [name, journey] of Object.entries(journeys)) {
    if (!stage || !chosen.includes(name)) continue
    await stage.begin(`The journey of ${name}`)
    await journey(stage)
    await looking(steps)
    await stage.leave()
  }
  if (chosen.length === names.length && steps.failed === 0) await lookingThrough(steps)
  steps.goOn()
  await ending(steps, demo)
} finally {
  await tidyUp()
}
console.log(`\n${steps.passed} passed, ${steps.failed} failed`)
process.exit(steps.failed > 0 ? 1 : 0)
