import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

interface ProfileNode {
  readonly id: number
  readonly callFrame: { readonly functionName: string; readonly url: string }
  readonly children?: readonly number[]
}

interface Profile {
  readonly nodes: readonly ProfileNode[]
  readonly samples: readonly number[]
  readonly timeDeltas: readonly number[]
}

/** Whose time it is, by the file that is running; the first that fits. */
const owners: readonly [owner: string, path: RegExp][] = [
  [
    'SQLite: statements, and the disk at each commit',
    /node_modules\/(better-sqlite3|kysely\/dist\/dialect\/sqlite)\//,
  ],
  ['building the statements (kysely)', /node_modules\/kysely\//],
  [
    'the token, its key and its claims',
    /node_modules\/(jsonwebtoken|jws|jwa|rsa-pem|base64url|semver|lodash|ecdsa)/,
  ],
  [
    'the Teams connector (botbuilder, sending to coordinators)',
    /node_modules\/(bot[a-z-]+|adaptive-expr|@azure|@typespec|axios|follow-redirects|form-data)/,
  ],
  [
    'HTTP in (restify)',
    /node_modules\/(restify|find-my-way|send|mime|negotiator|spdy|formidable|qs|csv|assert-plus)/,
  ],
  ['checking what was sent (zod)', /node_modules\/zod\//],
  ['Swedish time (temporal-polyfill)', /node_modules\/temporal/],
  [
    'the log and the metrics (pino, prom-client)',
    /node_modules\/(pino|prom-client|sonic-boom|thread-stream)/,
  ],
  ['other packages', /node_modules\//],
  ['Tryggve: teams/', /\/src\/teams\//],
  ['Tryggve: chat/', /\/src\/chat\//],
  ['Tryggve: councils/', /\/src\/councils\//],
  ['Tryggve: incidents/', /\/src\/incidents\//],
  ['Tryggve: delivery/', /\/src\/delivery\//],
  ['Tryggve: database/, shared/', /\/src\//],
  ['Node: HTTP, sockets, streams, crypto', /^node:/],
]
const quiet = ['(idle)', '(root)']

/** Runs something with the flags of a profiled process, and gives each owner's share of its busy time, most first. */
export async function profiledParts(
  watch: (flags: readonly string[]) => Promise<void>,
): Promise<readonly [owner: string, share: number][]> {
  const folder = mkdtempSync(join(tmpdir(), 'tryggve-profile-'))
  try {
    await watch(['--cpu-prof', `--cpu-prof-dir=${folder}`])
    const [file = ''] = readdirSync(folder)
    return shares(JSON.parse(readFileSync(join(folder, file), 'utf8')) as Profile)
  } finally {
    rmSync(folder, { recursive: true })
  }
}

function shares(profile: Profile): readonly [string, number][] {
  const ownerOf = owned(profile)
  const times = new Map<string, number>()
  let busy = 0
  for (const [index, sample] of profile.samples.entries()) {
    const owner = ownerOf.get(sample) ?? 'Node itself'
    if (quiet.includes(owner)) continue
    const time = profile.timeDeltas[index] ?? 0
    busy += time
    times.set(owner, (times.get(owner) ?? 0) + time)
  }
  return [...times]
    .map(([owner, time]): [string, number] => [owner, time / busy])
    .sort(([, one], [, other]) => other - one)
}

/** The owner of each node; native code belongs to whoever called it. */
function owned(profile: Profile): ReadonlyMap<number, string> {
  const nodes = new Map(profile.nodes.map((node) => [node.id, node]))
  const ownerOf = new Map<number, string>()
  const visit = (node: ProfileNode, inherited: string) => {
    const { functionName, url } = node.callFrame
    const own = quiet.includes(functionName)
      ? functionName
      : functionName === '(garbage collector)'
        ? 'collecting garbage'
        : (owners.find(([, path]) => path.test(url))?.[0] ?? inherited)
    ownerOf.set(node.id, own)
    for (const id of node.children ?? []) {
      const child = nodes.get(id)
      if (child) visit(child, own)
    }
  }
  const root = profile.nodes[0]
  if (root) visit(root, 'Node itself')
  return ownerOf
}
