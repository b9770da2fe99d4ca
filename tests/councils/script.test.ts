import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals'
import { openDatabase } from '../../src/database/index.ts'

// Each of its runs starts a process of its own, several in one test: on a machine that does much else they take a while.
jest.setTimeout(120_000)

const root = fileURLToPath(new URL('../../', import.meta.url))

describe('npm run council', () => {
  let folder: string
  let url: string
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'tryggve-council-'))
    url = `sqlite:${join(folder, 'prov.db')}`
  })
  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  interface Came {
    readonly code: number
    readonly out: string
    readonly err: string
  }
  const council = (...parameters: string[]) => councilWith({}, parameters)

  async function councilWith(
    given: { readonly input?: string; readonly env?: Record<string, string> },
    parameters: readonly string[],
  ): Promise<Came> {
    const child = spawn(
      process.execPath,
      ['--no-warnings', join(root, 'scripts/council.ts'), ...parameters],
      {
        cwd: root,
        env: { PATH: process.env.PATH, DATABASE_URL: url, ...given.env },
      },
    )
    child.stdin.end(given.input ?? '')
    let [out, err] = ['', '']
    child.stdout.on('data', (chunk) => {
      out += chunk
    })
    child.stderr.on('data', (chunk) => {
      err += chunk
    })
    const [code] = await once(child, 'close')
    return { code, out, err }
  }

  test('takes Mora’s council in and tells what was made, and again without a change', async () => {
    const first = await council('import', 'data/mora-council.json')
    expect(first).toMatchObject({ code: 0, err: '' })
    expect(first.out).toContain('Lokala brottsförebyggande rådet (BRÅ) i Mora is in the database.')
    expect(first.out).toContain(
      '4 members, 26 places, 19 categories, 3 agreements, 18 focus areas, 1 promise.',
    )
    expect((await council('import', 'data/mora-council.json')).out).toContain('Nothing had changed.')
  })

  test('takes a council in from standard input, for who cannot bring a file', async () => {
    const input = readFileSync(join(root, 'data/mora-council.json'), 'utf8')
    const DATABASE_URL = `sqlite:${join(folder, 'in.db')}`
    const came = await councilWith({ input, env: { DATABASE_URL } }, ['import', '-'])
    expect(came).toMatchObject({ code: 0, err: '' })
    expect(came.out).toContain('is in the database.')
    const nothing = await councilWith({ input: '{', env: { DATABASE_URL } }, ['import', '-'])
    expect(nothing.err).toContain('What came on standard input is not JSON')
  })

  test('seats the first coordinators of a council that has none, so that no start is needed in between', async () => {
    const file = JSON.parse(readFileSync(join(root, 'data/mora-council.json'), 'utf8'))
    const input = JSON.stringify({ ...file, members: [] })
    const DATABASE_URL = `sqlite:${join(folder, 'första.db')}`
    const tenantId = '6d6f7261-0000-4000-8000-000000000001'
    const aadObjectId = '6d6f7261-0000-4000-8000-000000000777'
    const env = { DATABASE_URL, COORDINATORS: `${tenantId}/${aadObjectId}` }
    expect(await councilWith({ input, env }, ['import', '-'])).toMatchObject({ code: 0, err: '' })
    const { db, close } = await openDatabase(DATABASE_URL)
    const members = await db.selectFrom('members').select(['aad_object_id']).execute()
    await close()
    expect(members).toEqual([{ aad_object_id: aadObjectId }])
  })

  test('says how it is used, and what is wrong with a file', async () => {
    for (const parameters of [[], ['import'], ['export', 'x'], ['import', 'a', 'b']])
      expect(await council(...parameters)).toMatchObject({
        code: 1,
        out: '',
        err: expect.stringContaining('Usage:'),
      })
    expect((await council('import', join(folder, 'borta.json'))).err).toContain('cannot be read')
    const broken = join(folder, 'trasig.json')
    writeFileSync(broken, '{ "key": "å", ')
    expect((await council('import', broken)).err).toContain('is not JSON')
    writeFileSync(broken, '{ "key": "å" }')
    expect((await council('import', broken)).err).toContain('- key: a key has letters a–z')
  })

  test('says that the bot has the database, when it is running', async () => {
    const running = await openDatabase(url)
    try {
      const reply = await council('import', 'data/mora-council.json')
      expect(reply.code).toBe(1)
      expect(reply.err).toContain('is in use by another Tryggve')
    } finally {
      await running.close()
    }
  })
})
