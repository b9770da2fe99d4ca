import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { expect, test } from '@jest/globals'

const soak = fileURLToPath(new URL('../../bench/soak.ts', import.meta.url))
const shortSeconds = '20'

/** Runs the soak in a process of its own, and gives how it ended and what it said. */
async function soaked(engine: string): Promise<{ code: number | null; said: string }> {
  const child = spawn(process.execPath, ['--no-warnings', soak, shortSeconds, engine])
  const parts: string[] = []
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (part) => parts.push(String(part)))
  const [code] = await once(child, 'close')
  return { code, said: parts.join('') }
}

test.each(['postgres', 'sqlite'])(
  'Two hundred people at work while the database (%s) and Teams fail now and then: no number that was given is lost',
  async (engine) => {
    const { code, said } = await soaked(engine)
    expect([code, said]).toEqual([0, expect.stringMatching(/\nlost +0\ndoubled +0\n/)])
  },
  300_000,
)
