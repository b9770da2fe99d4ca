import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import {
  chmodSync,
  copyFileSync,
  existsSync,
  lstatSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { validate } from 'dockerfile-utils'
import { whereNobodyListens } from '../helpers/nobody-listens.ts'
import { build, dockerfile, environment, instructions, programOf, repository, wordsOf } from './dockerfile.ts'

const isRoot = process.getuid?.() === 0

describe('The Dockerfile', () => {
  test('is found without fault by the checks of Docker’s language server', () => {
    expect(validate(dockerfile).map(({ message, range }) => `${range.start.line + 1}: ${message}`)).toEqual(
      [],
    )
    expect(validate(dockerfile.replace('WORKDIR', 'WORKDIRR'))).not.toEqual([])
  })

  test('starts from the Node that everything here is tested with', () => {
    const [major] = process.versions.node.split('.')
    for (const from of instructions('FROM')) expect(wordsOf(from)[0]).toBe(`node:${major}-slim`)
  })

  test('ends as an ordinary user, by number, before anything is started', () => {
    const [user] = instructions('USER').map(wordsOf)
    expect(user).toEqual(['1000:1000'])
    expect(dockerfile.indexOf('\nUSER ')).toBeGreaterThan(dockerfile.lastIndexOf('\nRUN '))
    expect(dockerfile.indexOf('\nUSER ')).toBeLessThan(dockerfile.indexOf('\nCMD '))
  })

  test('lets nothing leave this folder but what it copies', () => {
    const [first, ...kept] = readFileSync(join(repository, '.dockerignore'), 'utf8')
      .split('\n')
      .filter((line) => line && !line.startsWith('#'))
    const copied = instructions('COPY')
      .filter((copy) => !copy.toString().includes('--from='))
      .flatMap((copy) => wordsOf(copy).slice(0, -1))
    expect(first).toBe('*')
    expect(kept.toSorted()).toEqual([...new Set(copied.map((name) => `!${name}`))].toSorted())
    expect(copied).not.toContain('.')
  })
})

describe('What the Dockerfile makes', () => {
  let folder: string
  let image: string
  let address: string

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'tryggve-image-'))
    chmodSync(folder, 0o755)
    image = await build(folder)
    // Node may lie where an ordinary user cannot go.
    copyFileSync(process.execPath, join(folder, 'node'))
    address = await whereNobodyListens()
  }, 180_000)
  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  /**
   * The words that start a program as the container would: as user 1000, without a way to become more, with everything
   * read-only but /data. Who is not root is an ordinary user already, and cannot mount.
   */
  function inContainer(program: readonly string[]): readonly [string, ...string[]] {
    const [, ...parameters] = program
    const node = [join(folder, 'node'), ...parameters] as const
    if (!isRoot) return node
    const closed = 'mount --bind "$1" "$1" && mount --bind "$2" "$2" && mount -o remount,ro,bind "$1"'
    const opened = 'mount --bind "$2" "$2" && mount -o remount,ro,bind / && shift 2 && exec "$@"'
    const user = ['setpriv', '--reuid=1000', '--regid=1000', '--clear-groups', '--no-new-privs']
    const shell = ['sh', '-c', `${closed} && ${opened}`, 'sh', folder, join(image, 'data')]
    return ['unshare', '--mount', ...shell, ...user, ...node]
  }

  const env = () => ({
    ...environment(),
    DATABASE_URL: (environment().DATABASE_URL ?? '').replace('/data', join(image, 'data')),
    SQLITE_TMPDIR: join(image, 'data'),
    HOST: '127.0.0.1',
    PORT: address.split(':')[1] ?? '',
    BOT_APP_ID: 'b0700000-1111-4222-8333-444444444444',
    BOT_TENANT_ID: '6d6f7261-0000-4000-8000-000000000001',
    BOT_APP_PASSWORD: 'inte-på-riktigt',
    PATH: process.env.PATH,
  })

  function runIn(program: readonly string[]) {
    const [command, ...parameters] = inContainer(program)
    return spawnSync(command, parameters, { cwd: join(image, 'app'), env: env(), encoding: 'utf8' })
  }

  test('has the packages of a server and none of development', () => {
    const packages = readdirSync(join(image, 'app', 'node_modules'))
    expect(packages).toEqual(expect.arrayContaining(['botbuilder', 'better-sqlite3', 'pg', 'restify']))
    for (const name of ['node', 'typescript', 'jest', '@microsoft/m365agentsplayground'])
      expect(existsSync(join(image, 'app', 'node_modules', name))).toBe(false)
    expect(readdirSync(join(image, 'app')).toSorted()).toEqual(
      ['.env.example', 'data', 'node_modules', 'package.json', 'scripts', 'src'].toSorted(),
    )
  })

  test('is at most 175 MB without Node and Debian: what no server reads is left out', () => {
    const app = join(image, 'app')
    const bytes = readdirSync(app, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .reduce((sum, { parentPath, name }) => sum + lstatSync(join(parentPath, name)).size, 0)
    expect(Math.round(bytes / 1_000_000)).toBeLessThanOrEqual(175)
  })

  test('can be written nowhere but in /data', () => {
    const write = (path: string) =>
      runIn(['node', '-e', `require('node:fs').writeFileSync(${JSON.stringify(path)}, '')`])
    expect(write(join(image, 'data', 'prov')).stderr).toBe('')
    if (!isRoot) return
    for (const path of [join(image, 'app', 'prov'), join(folder, 'prov'), '/prov'])
      expect(write(path).stderr).toMatch(/EROFS|EACCES/)
  })

  test('starts there, says that it is healthy, keeps its database in /data and stops calmly', async () => {
    const health = () => runIn(programOf('HEALTHCHECK')).status
    expect(health()).toBe(1)
    const [command, ...parameters] = inContainer(programOf('CMD'))
    const bot = spawn(command, parameters, {
      cwd: join(image, 'app'),
      env: env(),
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    const messages: unknown[] = []
    let told = ''
    bot.stderr.on('data', (chunk) => {
      told += chunk
    })
    const ended = once(bot, 'close')
    try {
      for await (const line of createInterface({ input: bot.stdout })) {
        messages.push(JSON.parse(line).msg)
        if (messages.at(-1) === 'started') break
      }
      expect(told).toBe('')
      expect(messages).toContain('started')
      expect(health()).toBe(0)
      expect((await fetch(`http://${address}/ready`)).status).toBe(200)
      expect(readdirSync(join(image, 'data'))).toContain('tryggve.db')
    } finally {
      bot.kill('SIGTERM')
    }
    expect(await ended).toEqual([0, null])
    expect(health()).toBe(1)
  })

  test('has the commands of an operator', () => {
    const doctor = runIn(['node', 'scripts/doctor.ts'])
    expect(doctor.stdout).toMatch(/^ok +database +SQLite .*writable/m)
    const council = runIn(['node', 'scripts/council.ts', 'import', 'data/mora-council.json'])
    expect(council.stderr).toBe('')
    expect(council.stdout).toContain('is in the database.')
  })
})
