import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from '@jest/globals'

const root = fileURLToPath(new URL('../../', import.meta.url))
const read = (path: string) => JSON.parse(readFileSync(`${root}${path}`, 'utf8'))

interface Locked {
  readonly version?: string
  readonly resolved?: string
  readonly integrity?: string
  readonly link?: boolean
  readonly dev?: boolean
  readonly hasInstallScript?: boolean
}

interface Component {
  readonly name: string
  readonly version: string
  readonly hashes?: readonly unknown[]
  readonly properties?: readonly { readonly name: string }[]
}

const { dependencies, devDependencies, allowScripts } = read('package.json')
const { packages }: { packages: Record<string, Locked> } = read('package-lock.json')
const locked = Object.entries(packages).filter(([path]) => path !== '')
const nameOf = (path: string) => path.split('node_modules/').at(-1) ?? ''

describe('What others wrote and we install', () => {
  test('is, every package of it, held to its bytes by a strong sum', () => {
    expect(locked.length).toBeGreaterThan(300)
    const loose = locked.filter(([, { integrity }]) => !/^sha512-[\w+/]{86}==$/.test(integrity ?? ''))
    expect(loose.map(([path]) => path)).toEqual([])
  })

  test('comes from the registry, never from a repository, a folder or some other host', () => {
    const elsewhere = locked.filter(
      ([, { resolved, link }]) => link || (resolved && !resolved.startsWith('https://registry.npmjs.org/')),
    )
    expect(elsewhere).toEqual([])
    const asked = Object.values<string>({ ...dependencies, ...devDependencies })
    expect(asked.filter((version) => !/^\^?\d+\.\d+\.\d+(-[\w.]+)?$/.test(version))).toEqual([])
  })

  test('runs a script of its own when it is installed only where we have said yes or no to it', () => {
    const decided = Object.keys(allowScripts)
    const scripted = locked
      .filter(([, { hasInstallScript }]) => hasInstallScript)
      .map(([path]) => nameOf(path))
    expect(scripted.length).toBeGreaterThan(0)
    expect(scripted.filter((name) => !decided.includes(name))).toEqual([])
  })

  test('is explained in docs/dependencies.md, each that we ask for', () => {
    const told = readFileSync(`${root}docs/dependencies.md`, 'utf8')
    const names = Object.keys({ ...dependencies, ...devDependencies })
    const untold = names.filter((name) => !told.includes(`\`${name}\``) && !name.startsWith('@types/'))
    expect(untold).toEqual([])
  })

  // npm sbom --omit dev leaves out what development needs too, such as pg: so all is listed, and marked.
  test('is listed by npm run sbom, all of it with sums, and what only development needs is marked', () => {
    const { scripts } = read('package.json')
    const [, sbom = ''] = /&& npm (sbom .*) > build\/sbom\.json$/.exec(scripts.sbom) ?? []
    const text = execFileSync('npm', sbom.split(' '), { cwd: root, encoding: 'utf8', maxBuffer: 2 ** 26 })
    const { bomFormat, components } = JSON.parse(text) as { bomFormat: string; components: Component[] }
    expect(bomFormat).toBe('CycloneDX')
    const isMarked = ({ properties }: Component) =>
      properties?.some(({ name }) => name === 'cdx:npm:package:development') === true
    const listed = new Map(components.map((one) => [`${one.name}@${one.version}`, isMarked(one)]))
    const wanted = locked.map(
      ([path, { version, dev }]) => [`${nameOf(path)}@${version}`, dev === true] as const,
    )
    const shipped = wanted.filter(([, dev]) => !dev).map(([name]) => name)
    expect(shipped.filter((name) => listed.get(name) !== false)).toEqual([])
    const forDevelopment = [...listed.values()].filter((marked) => marked)
    expect(forDevelopment.length).toBeGreaterThan(300)
    expect(components.filter(({ hashes }) => !hashes?.length)).toEqual([])
    expect(text).not.toContain(root)
  }, 30_000)
})
