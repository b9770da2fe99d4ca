import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { beforeAll, describe, expect, test } from '@jest/globals'

const repository = fileURLToPath(new URL('../../', import.meta.url))
const read = (path: string) => readFileSync(join(repository, path), 'utf8')

interface Locked {
  readonly version?: string
  readonly integrity?: string
  readonly resolved?: string
  readonly link?: boolean
  readonly dev?: boolean
  readonly hasInstallScript?: boolean
  readonly optional?: boolean
  readonly dependencies?: Readonly<Record<string, string>>
  readonly optionalDependencies?: Readonly<Record<string, string>>
  readonly devDependencies?: Readonly<Record<string, string>>
}
type Lock = Readonly<Record<string, Locked>>

/** What of a lockfile could bring in code that nobody has fixed by its hash, or that no registry of packages answers for. */
function unfixed(lock: Lock): string[] {
  return Object.entries(lock).flatMap(([path, entry]) => {
    const faults = Object.entries({
      ...entry.dependencies,
      ...entry.optionalDependencies,
      ...entry.devDependencies,
    }).flatMap(([name, wanted]) =>
      /^(git|https?|file|link|github|ssh)\b|[:/]/.test(wanted.replace(/^npm:(@[\w.-]+\/)?[\w.-]+@/, ''))
        ? [`${path || 'package.json'} wants ${name} from ${wanted}`]
        : [],
    )
    if (path === '') return faults
    if (entry.link) return [...faults, `${path} is a link`]
    if (!/^sha512-[\w+/]{86}==$/.test(entry.integrity ?? '')) faults.push(`${path} has no sha512`)
    if (entry.resolved && !entry.resolved.startsWith('https://registry.npmjs.org/'))
      faults.push(`${path} comes from elsewhere`)
    return faults
  })
}

const lock = (JSON.parse(read('package-lock.json')) as { packages: Lock }).packages
const manifest = JSON.parse(read('package.json')) as {
  dependencies: Record<string, string>
  devDependencies: Record<string, string>
  allowScripts: Record<string, boolean>
}

describe('What npm ci installs', () => {
  test('is fixed by the hash of every package, and comes from the registry alone', () => {
    expect(Object.keys(lock).length).toBeGreaterThan(500)
    expect(unfixed(lock)).toEqual([])
  })

  test('would be known if it were not', () => {
    const bad: Lock = {
      '': { dependencies: { one: 'git+ssh://git@example.org/one.git', two: 'https://example.org/two.tgz' } },
      'node_modules/three': { version: '1.0.0', integrity: 'sha1-2jmj7l5rSw0yVb/vlWAYkK/YBwk=' },
      'node_modules/four': {
        version: '1.0.0',
        integrity: `sha512-${'A'.repeat(86)}==`,
        resolved: 'http://a.example/4.tgz',
      },
      'node_modules/five': { link: true, resolved: '../five' },
      'node_modules/six': {
        integrity: `sha512-${'A'.repeat(86)}==`,
        dependencies: { seven: 'somebody/seven', eight: 'npm:@scope/nine@^1.0.0', ten: '>=1 <3 || 4.x' },
      },
    }
    expect(unfixed(bad)).toHaveLength(6)
  })

  test('is what package.json asks for', () => {
    const { dependencies, devDependencies } = lock[''] ?? {}
    expect({ dependencies, devDependencies }).toEqual({
      dependencies: manifest.dependencies,
      devDependencies: manifest.devDependencies,
    })
  })

  test('runs no script of its own on a server', () => {
    const scripted = Object.entries(lock).filter(([, { hasInstallScript, dev }]) => hasInstallScript && !dev)
    expect(scripted.map(([path]) => path)).toEqual(['node_modules/dtrace-provider'])
    expect(manifest.allowScripts['dtrace-provider']).toBe(false)
  })

  test('is told in docs/dependencies.md, each package by why it is here', () => {
    const told = read('docs/dependencies.md')
    for (const name of Object.keys({ ...manifest.dependencies, ...manifest.devDependencies }))
      expect([name, told.includes(`\`${name}\``) || name.startsWith('@types/')]).toEqual([name, true])
  })
})

describe('npm run sbom', () => {
  interface Bill {
    readonly bomFormat: string
    readonly metadata: { readonly component: { readonly name: string } }
    readonly components: readonly {
      readonly purl: string
      readonly hashes?: readonly { readonly alg: string; readonly content: string }[]
      readonly licenses?: readonly unknown[]
    }[]
  }
  let bill: Bill
  beforeAll(() => {
    execFileSync('npm', ['run', '-s', 'sbom'], { cwd: repository })
    bill = JSON.parse(read('build/tryggve.cdx.json')) as Bill
  })

  test('writes every package of a server, with its hash as it stands in the lockfile', () => {
    expect([bill.bomFormat, bill.metadata.component.name]).toEqual(['CycloneDX', 'tryggve'])
    const hashes = new Set(bill.components.map(({ hashes: [hash] = [] }) => `${hash?.alg} ${hash?.content}`))
    const onServer = Object.entries(lock).filter(([path, { dev }]) => path !== '' && !dev)
    const missing = onServer.filter(([, { integrity = '' }]) => {
      const hex = Buffer.from(integrity.replace('sha512-', ''), 'base64').toString('hex')
      return !hashes.has(`SHA-512 ${hex}`)
    })
    expect(onServer.length).toBeGreaterThan(100)
    expect(missing.map(([path]) => path)).toEqual([])
  })

  test('leaves out what only development needs', () => {
    const names = bill.components.map(({ purl }) => purl)
    for (const name of ['typescript', 'jest', 'playwright-core', 'm365agentsplayground'])
      expect(names.filter((purl) => purl.includes(name))).toEqual([])
  })

  test('knows the licence of each, but of the one that does not tell (docs/dependencies.md)', () => {
    const unlicensed = bill.components.filter(({ licenses }) => !licenses?.length).map(({ purl }) => purl)
    expect(unlicensed).toEqual(['pkg:npm/escape-regexp-component@1.0.2'])
  })
})
