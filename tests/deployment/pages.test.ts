import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from '@jest/globals'
import { openTestSqlite } from '../helpers/test-sqlite.ts'

const repository = fileURLToPath(new URL('../../', import.meta.url))
const read = (path: string) => readFileSync(join(repository, path), 'utf8')

describe('The page for the data protection officer', () => {
  const dpo = read('docs/dpo.md')

  test('accounts for every table there is, and for none that there is not', async () => {
    const { db, close } = await openTestSqlite()
    const tables = (await db.introspection.getTables()).map(({ name }) => name)
    await close()
    const [, stored = ''] = dpo.split('| Uppgifter | Om vem |')
    const [rows = ''] = stored.split('\n\n')
    const told = [...rows.matchAll(/`(\w+)`/g)].map(([, name]) => name)
    // What the limiter counts is in PostgreSQL alone.
    expect([...told].toSorted()).toEqual(
      [...tables.filter((name) => name !== 'rate_limits'), 'rate_limits'].toSorted(),
    )
  })

  test('marks what a lawyer must look at', () => {
    expect(dpo).toContain('att granskas av ert dataskyddsombud')
    for (const line of dpo.split('\n').filter((each) => /artikel \d|Brottsdatalagen|72 timmar/.test(each)))
      expect(line).toContain('[granska]')
  })
})

const scripts = JSON.parse(read('package.json')).scripts

describe.each(['docs/it.md', 'docs/dpo.md', 'docs/operations.md', 'docs/handbok.md'])('%s', (page) => {
  const text = read(page)

  test('is linked from the README', () => {
    expect(read('README.md')).toContain(`](${page})`)
  })

  test('leads only to pages that are there', () => {
    for (const [, link = ''] of text.matchAll(/\]\(([^)#]+)\)/g))
      expect([link, existsSync(join(repository, dirname(page), link))]).toEqual([link, true])
  })

  test('tells only of commands that are there', () => {
    for (const [, name = ''] of text.matchAll(/npm run ([a-z][\w:]*)/g))
      expect(scripts).toHaveProperty([name])
    for (const [path] of text.matchAll(/scripts\/[\w-]+\.ts/g))
      expect([path, existsSync(join(repository, path))]).toEqual([path, true])
  })

  test('names only files of ours that are there', () => {
    for (const [, path = ''] of text.matchAll(/`((?:infra|data|docs|scripts)\/[\w./-]*)`/g))
      expect([path, existsSync(join(repository, path))]).toEqual([path, true])
  })
})
