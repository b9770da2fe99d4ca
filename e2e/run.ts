/** Journeys through the demo in a real browser: `npm run e2e`. Begins with `npm start`, ends with Ctrl-C. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { launchBrowser } from './browser.ts'
import { startDemo } from './demo.ts'
import { journey } from './journey.ts'
import { inNetworkOfItsOwn } from './network.ts'
import { Steps } from './steps.ts'

const endings = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const

if (inNetworkOfItsOwn.wanted) {
  const { command, args, env } = inNetworkOfItsOwn
  const inside = spawn(command, args, { stdio: 'inherit', env })
  for (const signal of endings) process.on(signal, () => inside.kill(signal))
  const [code] = await once(inside, 'exit')
  process.exit(code ?? 1)
}

const browser = await launchBrowser()
const steps = new Steps()
const demo = startDemo()
const tidyUp = async () => {
  await browser.close()
  await demo.abandon()
}
for (const signal of endings) process.once(signal, () => tidyUp().finally(() => process.exit(1)))
try {
  await journey(steps, demo, browser)
} finally {
  await tidyUp()
}
console.log(`\n${steps.passed} passed, ${steps.failed} failed`)
process.exit(steps.failed > 0 ? 1 : 0)
