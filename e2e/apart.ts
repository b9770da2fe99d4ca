import { spawnSync } from 'node:child_process'
import { rmSync } from 'node:fs'
import { clockOfTheRun } from './clock.ts'

const mark = 'TRYGGVE_E2E_APART'

/**
 * The journeys run apart from the machine: in a network of their own with nothing in it but the loopback, so that nobody
 * can reach the demo meanwhile and it can reach nobody; and by a clock of their own, so that a card shows the same
 * whenever they run. The first takes Linux and root, the second libfaketime. Who runs the gate (CI=true) must have both;
 * elsewhere they go on without, and say so.
 */
export function apart() {
  if (process.env[mark] !== undefined) return undefined
  const network = hasNetworkOfItsOwn()
  const clock = clockOfTheRun()
  const lacking = [
    network ? '' : 'no network of their own (that takes Linux, root, unshare and ip)',
    clock ? '' : 'no clock of their own (apt-get install faketime), so no card is compared',
  ].filter(Boolean)
  if (lacking.length > 0 && process.env.CI === 'true')
    throw new Error(`In the gate the journeys must run apart, and here they have ${lacking.join(', and ')}.`)
  for (const what of lacking) console.log(`The journeys have ${what}: they go on without.`)
  const itself = [process.execPath, ...process.argv.slice(1)]
  const [command = '', ...args] = network
    ? ['unshare', '--net', 'sh', '-c', 'ip link set lo up && exec "$@"', 'sh', ...itself]
    : itself
  return {
    command,
    args,
    env: { ...process.env, ...clock?.env, [mark]: 'yes' },
    tidyUp: () => {
      if (clock) rmSync(clock.folder, { recursive: true, force: true })
    },
  }
}

function hasNetworkOfItsOwn(): boolean {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return false
  return spawnSync('unshare', ['--net', 'ip', 'link', 'set', 'lo', 'up']).status === 0
}
