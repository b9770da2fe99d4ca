import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { createInterface } from 'node:readline'
import { afterAll, afterEach, describe, expect, test } from '@jest/globals'

const folder = mkdtempSync(join(tmpdir(), 'tryggve-main-'))
const running = new Set<ChildProcess>()

afterEach(async () => {
  for (const child of running) {
    child.kill('SIGKILL')
    await once(child, 'exit')
  }
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** The process as a server runs it, in an empty folder. */
function serve(env: Record<string, string>) {
  const child = spawn(process.execPath, [resolve('src/main.ts')], {
    cwd: folder,
    env: { PATH: process.env.PATH, PORT: '0', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  running.add(child)
  const lines: Record<string, unknown>[] = []
  let told = ''
  child.stderr.on('data', (chunk) => {
    told += chunk
  })
  const reader = createInterface({ input: child.stdout }).on('line', (line) => lines.push(JSON.parse(line)))
  // The last lines may be handed over after the process is gone.
  const ended = Promise.all([once(child, 'close'), once(reader, 'close')]).then(([[code]]) => {
    running.delete(child)
    return code as number | null
  })
  const logged = async (message: string) => {
    for (let asked = 0; asked < 200; asked++) {
      const line = lines.find(({ msg }) => msg === message)
      if (line) return line
      await new Promise((then) => setTimeout(then, 50))
    }
    throw new Error(`never logged: ${message}\n${told}`)
  }
  return { child, ended, logged, lines, told: () => told }
}

describe('The process', () => {
  test('starts, says that it is anonymous, and stops calmly on SIGTERM', async () => {
    const bot = serve({ DATABASE_URL: `sqlite:${join(folder, 'åäö.db')}` })
    const { url } = await bot.logged('started')
    const ready = await fetch(`${url}/ready`)
    expect(ready.status).toBe(200)
    expect(bot.lines.filter(({ msg }) => /anonymous/.test(String(msg)))).toHaveLength(1)

    bot.child.kill('SIGTERM')
    expect(await bot.ended).toBe(0)
    expect(bot.lines.at(-1)?.msg).toBe('stopped')
    expect(bot.told()).toBe('')
  })

  test('stops calmly on Ctrl-C, also when it is pressed twice', async () => {
    const bot = serve({ DATABASE_URL: `sqlite:${join(folder, 'ctrl-c.db')}` })
    await bot.logged('started')
    bot.child.kill('SIGINT')
    bot.child.kill('SIGINT')
    expect(await bot.ended).toBe(0)
  })

  test('tells a second one on the same SQLite file what to do', async () => {
    const DATABASE_URL = `sqlite:${join(folder, 'delad.db')}`
    const first = serve({ DATABASE_URL })
    await first.logged('started')
    const second = serve({ DATABASE_URL })

    expect(await second.ended).toBe(1)
    expect(second.told()).toMatch(/in use by another Tryggve/)
    expect(second.told()).not.toMatch(/\n\s+at /)
  })

  test('lists what is wrong with its configuration and where it is described, and starts nothing', async () => {
    const bot = serve({ NODE_ENV: 'production', PORT: 'åtta', LOG_LEVEL: 'loud' })

    expect(await bot.ended).toBe(1)
    expect(bot.lines).toEqual([])
    expect(bot.told()).toMatch(/BOT_APP_ID[\s\S]*\.env\.example/)
    for (const name of ['PORT', 'LOG_LEVEL', 'BOT_APP_ID'])
      expect(bot.told()).toMatch(new RegExp(`- ${name} `))
    expect(bot.told()).not.toMatch(/\n\s+at /)
  })

  test('reads .env in the folder it is started in', async () => {
    writeFileSync(join(folder, '.env'), 'DATABASE_URL=mysql://fel\n')
    const bot = serve({})

    expect(await bot.ended).toBe(1)
    expect(bot.told()).toMatch(/DATABASE_URL is not understood/)
    rmSync(join(folder, '.env'))
  })

  test('says plainly that the port is taken', async () => {
    const first = serve({ DATABASE_URL: `sqlite:${join(folder, 'port-1.db')}` })
    const { url } = await first.logged('started')
    const second = serve({
      DATABASE_URL: `sqlite:${join(folder, 'port-2.db')}`,
      PORT: new URL(String(url)).port,
    })

    expect(await second.ended).toBe(1)
    expect(second.told()).toMatch(/PORT \d+ is taken/)
  })
})
