import { existsSync, readFileSync } from 'node:fs'
import { expect, test } from '@jest/globals'
import type { World } from '../src/database/index.ts'
import { createFeatures } from '../src/features.ts'
import { fold } from '../src/shared/text.ts'

const handbook = readFileSync('docs/handbok.md', 'utf8')
const { sayables } = createFeatures({} as World, { publicUrl: 'https://tryggve.example', operators: [] })
const names = sayables.flatMap(({ commands }) =>
  commands.flatMap(({ name, aliases }) => [name, ...aliases].map(fold)),
)

test('What the handbook says that one can write, Tryggve understands', () => {
  const written = [...handbook.matchAll(/`([^`\n]+)`|^ {4}(.+)$/gm)].map(([, short, line]) =>
    fold(short ?? line ?? ''),
  )
  expect(written.length).toBeGreaterThan(15)
  const strange = written.filter(
    (line) => !names.some((name) => line === name || line.startsWith(`${name} `)),
  )
  expect(strange).toEqual([])
})

test('Every picture of the handbook is there', () => {
  const pictures = [...handbook.matchAll(/\]\((pictures\/[^)]+)\)/g)].map(([, path]) => `docs/${path}`)
  expect(pictures.length).toBeGreaterThan(5)
  expect(pictures.filter((path) => !existsSync(path))).toEqual([])
})

/** What Teams calls its own, and what is in bold only to be seen. */
const notOurs = [
  'Appar',
  'Mer',
  'Lägg till',
  'Öppna',
  'Fäst',
  '+',
  'Fler åtgärder',
  'I en kanal eller gruppchatt',
]

test('Every button that the handbook names is on a card', () => {
  const texts = ['incidents', 'actions', 'meetings'].map((feature) =>
    readFileSync(`src/${feature}/words-sv.ts`, 'utf8'),
  )
  const search = readFileSync('src/search/words.ts', 'utf8')
  const named = [...handbook.matchAll(/\*\*([^*]+)\*\*/g)].map(([, name = '']) => name)
  const buttons = named.filter((name) => !notOurs.includes(name) && !/[.”?]/.test(name))
  expect(buttons.length).toBeGreaterThan(5)
  const manifest = readFileSync('manifest/manifest.json', 'utf8')
  const known = (name: string) =>
    [...texts, search].some((text) => text.includes(`'${name}'`)) || manifest.includes(`"title": "${name}"`)
  expect(buttons.filter((name) => !known(name))).toEqual([])
})
