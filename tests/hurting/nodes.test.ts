import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { startFakeTeams } from '../helpers/fake-teams.ts'
import { nodeOf } from '../helpers/other-node.ts'
import { teamsActivities } from '../helpers/teams-activities.ts'

const root = fileURLToPath(new URL('../../', import.meta.url))
const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
  scripts: Record<string, string>
}

/** What `npm run` would have one of our own files read by Node, each without the words of npm around it. */
const ours = Object.entries(scripts).flatMap(([name, line]) =>
  [...line.matchAll(/\bnode ((?:--\S+ (?:\.\/\S+ )?)*(?:src|scripts|e2e|bench)\/\S+\.ts)/g)].map(
    ([, args = '']) => [name, args.split(' ')] as const,
  ),
)

/** The coordinator of Mora's council, by the council's own file. */
const tenant = '6d6f7261-0000-4000-8000-000000000001'
const coordinator = { aadObjectId: '6d6f7261-0000-4000-8000-000000000101', name: 'Samordnare Mora' }

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tryggve-nodes-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

function run(node: string, args: readonly string[], env: Record<string, string> = {}) {
  const database = { DATABASE_URL: `sqlite:${join(folder, 'tryggve.db')}` }
  const plain = { PATH: process.env.PATH, HOME: folder, PORT: '0', ...database, ...env }
  const child = spawn(node, args, { cwd: root, env: plain, stdio: ['ignore', 'pipe', 'pipe'] })
  let told = ''
  child.stderr.on('data', (part) => {
    told += part
  })
  return { child, told: () => told }
}

async function ended(node: string, args: readonly string[], env: Record<string, string> = {}) {
  const { child, told } = run(node, args, env)
  let said = ''
  child.stdout.on('data', (part) => {
    said += part
  })
  const [code] = (await once(child, 'close')) as [number | null]
  return { code, said, told: told() }
}

describe('On a Node that is too old', () => {
  test.each(ours)('npm run %s says so, and what to do', async (_, args) => {
    const { code, told } = await ended(nodeOf('20.20.2'), args)
    expect(told).toMatch(/^Tryggve needs Node\.js 22\.18 or newer, and this is 20\.20\.2\.\n/)
    expect(told).toMatch(/npm ci/)
    expect(told).not.toMatch(/\n\s+at /)
    expect(code).toBe(1)
  })

  test('who did run npm is told why npm’s own Node is not there, and how it comes', async () => {
    const { told } = await ended(nodeOf('20.20.2'), scriptOf('serve'), { npm_lifecycle_event: 'serve' })
    expect(told).toMatch(/install scripts/)
    expect(told).toMatch(/npm rebuild node --ignore-scripts=false/)
    expect(told).not.toMatch(/Run it through npm/)
  })
})

function scriptOf(name: string): readonly string[] {
  return ours.find(([script]) => script === name)?.[1] ?? []
}

const nodes = [
  ['22.18.0', () => nodeOf('22.18.0')],
  ['22.23.5', () => nodeOf('22.23.5')],
  [process.versions.node, () => process.execPath],
] as const

describe.each(nodes)('On Node %s', (version, node) => {
  test('a council is imported, a line is answered, and the end is calm, without a warning', async () => {
    expect((await ended(node(), ['--version'])).said).toBe(`v${version}\n`)
    const council = ['import', join(root, 'data/mora-council.json')]
    const imported = await ended(node(), [...scriptOf('council'), ...council])
    expect([imported.code, imported.told]).toEqual([0, ''])

    const teams = await startFakeTeams()
    const { child, told } = run(node(), scriptOf('serve'), { BOT_LANGUAGE: 'sv' })
    try {
      const url = await new Promise<string>((resolve, reject) => {
        child.once('exit', () => reject(new Error(`it never started:\n${told()}`)))
        createInterface({ input: child.stdout }).on('line', (line) => {
          if (line.includes('"msg":"started"')) resolve(JSON.parse(line).url)
        })
      })
      expect((await fetch(`${url}/ready`)).status).toBe(200)
      const { message } = teamsActivities(teams.url, tenant)
      const answer = await fetch(`${url}/api/messages`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(message('medlemmar', { from: coordinator })),
      })
      expect(answer.status).toBe(200)
      expect(JSON.stringify(teams.requests.map(({ body }) => body))).toMatch(/Medlemmar i rådet/)
      const gone = once(child, 'close')
      child.kill('SIGTERM')
      expect(await gone).toEqual([0, null])
      expect(told()).toBe('')
    } finally {
      child.kill('SIGKILL')
      await teams.stop()
    }
  })
})
