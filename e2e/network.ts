import { spawnSync } from 'node:child_process'

const mark = 'TRYGGVE_E2E_ISOLATED'

/**
 * The journeys run in a network of their own, with nothing in it but the loopback, so that nobody can reach the demo
 * meanwhile and it can reach nobody. That takes Linux and root; elsewhere they run without.
 */
export const inNetworkOfItsOwn = {
  wanted: process.env[mark] === undefined && isPossible(),
  command: 'unshare',
  args: [
    '--net',
    'sh',
    '-c',
    'ip link set lo up && exec "$@"',
    'sh',
    process.execPath,
    ...process.argv.slice(1),
  ],
  env: { ...process.env, [mark]: 'yes' },
}

function isPossible(): boolean {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return false
  const tried = spawnSync('unshare', ['--net', 'ip', 'link', 'set', 'lo', 'up'])
  if (tried.status === 0) return true
  console.log(
    'No network of its own for the journeys (unshare or ip is missing, or not allowed): they go on without.',
  )
  return false
}
