/** Journeys through the demo in a real browser: `npm run e2e`. Begins with `npm start`, ends with Ctrl-C. */
import { spawnSync } from 'node:child_process'
import { launchBrowser } from './browser.ts'
import { startDemo } from './demo.ts'
import { journey } from './journey.ts'
import { inNetworkOfItsOwn } from './network.ts'
import { Steps } from './steps.ts'

if (inNetworkOfItsOwn.wanted) {
  const { command, args, env } = inNetworkOfItsOwn
  const { status } = spawnSync(command, args, { stdio: 'inherit', env })
  process.exit(status ?? 1)
}

const browser = await launchBrowser()
const steps = new Steps()
const demo = startDemo()
try {
  await journey(steps, demo, browser)
} finally {
  await browser.close()
  await demo.abandon()
}
console.log(`\n${steps.passed} passed, ${steps.failed} failed`)
process.exit(steps.failed > 0 ? 1 : 0)
