import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from '@jest/globals'

const repository = fileURLToPath(new URL('../../', import.meta.url))
const read = (path: string) => readFileSync(join(repository, path), 'utf8')
const model = read('docs/threat-model.md')
const proofs = [...model.matchAll(/`(tests\/[\w./-]+)`(?:: "([^"]+)")?/g)].map(([, file = '', title]) => ({
  file,
  title,
}))

describe('The threat model', () => {
  test('names only tests that are there, by the name that they have', () => {
    expect(proofs.length).toBeGreaterThan(40)
    const missing = proofs.filter(
      ({ file, title }) => !existsSync(join(repository, file)) || !named(file, title),
    )
    expect(missing).toEqual([])
    expect(named('tests/teams/fault.test.ts', 'is no test at all')).toBe(false)
  })

  test('shows of every threat by which test it is stopped, or says that it cannot be', () => {
    for (const threat of model.split(/^### /m).slice(1)) {
      const [name] = threat.split('\n')
      expect([name, /^- `tests\//m.test(threat) || name === 'Microsoft']).toEqual([name, true])
    }
  })

  test('is linked from where people look for it', () => {
    expect(read('README.md')).toContain('](docs/threat-model.md)')
    expect(read('docs/it.md')).toContain('](threat-model.md)')
  })
})

/** Whether a file has a test whose name begins so. */
function named(file: string, title = ''): boolean {
  return read(file).replace(/\(\s+/g, '(').includes(`('${title}`)
}
