import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { expect, test } from '@jest/globals'

const bench = new URL('../../bench/', import.meta.url)
const shortSeconds = '20'

/** Runs a file of the benchmarks in a process of its own, and gives how it ended and what it said. */
async function ran(file: string, ...told: readonly string[]): Promise<{ code: number | null; said: string }> {
  const path = fileURLToPath(new URL(file, bench))
  const child = spawn(process.execPath, ['--no-warnings', path, ...told])
  const parts: string[] = []
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (part) => parts.push(String(part)))
  const [code] = await once(child, 'close')
  return { code, said: parts.join('') }
}

test.each(['postgres', 'sqlite'])(
  'Two hundred people at work while the database (%s) and Teams fail now and then: no number that was given is lost',
  async (engine) => {
    const { code, said } = await ran('soak.ts', shortSeconds, engine)
    expect([code, said]).toEqual([0, expect.stringMatching(/\nlost +0\ndoubled +0\n/)])
  },
  300_000,
)

test('What nobody would send: no answer is a fault, and nothing runs away', async () => {
  const { code, said } = await ran('fuzz.ts', shortSeconds)
  expect([code, said]).toEqual([0, expect.stringMatching(/\nanswers that were none, or 500 +0\n/)])
}, 300_000)
