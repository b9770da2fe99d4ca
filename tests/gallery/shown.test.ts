import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from '@jest/globals'
import { minutesFrom } from '../../e2e/clock.ts'
import { difference, fileOf, shownIn, withoutTheRun } from '../../e2e/shown.ts'

const root = new URL('../../', import.meta.url)
const read = (path: string) => readFileSync(new URL(path, root), 'utf8')
const morning = [minutesFrom('2026-11-25 09:00:00')]

test('The minute that it is while a run goes on is the same minute on every run; another hour is not', () => {
  for (const now of ['10.00', '10:07', '10.59'])
    expect(withoutTheRun(`i dag ${now} · väntar`, morning)).toBe('i dag ‹now› · väntar')
  for (const other of ['09.59', '11.00', '22:30'])
    expect(withoutTheRun(`i går ${other}`, morning)).toBe(`i går ${other}`)
})

test('What only looks like a time stands as it is: a date, a number, a version', () => {
  for (const text of ['2026-10-30', 'H-2026-1030', 'senast 10.30.2', '1.10.30'])
    expect(withoutTheRun(text, morning)).toBe(text)
})

test('The port of the demo and an address that nobody can guess are the same on every run', () => {
  const secret = 'aZ09_-'.padEnd(43, 'x')
  expect(withoutTheRun(`http://localhost:41235/calendar/${secret}.ics`, [])).toBe(
    'http://localhost:‹port›/calendar/‹secret›.ics',
  )
})

test('The file that people accept says the same when it is read as when it was written', () => {
  const shown = new Map([
    ['closed', 'Avslutad  | bold\n[Öppna igen]'],
    ['ask', 'Har du något att rapportera?'],
  ])
  expect(shownIn(fileOf(shown))).toEqual(shown)
  expect(fileOf(shown)).toMatch(/^== ask ==\n/)
})

test('One other word is told with both lines, and the rest is left out', () => {
  const many = Array.from({ length: 30 }, (_, at) => `rad ${at}`)
  const told = difference(['✓ Avslutad', ...many].join('\n'), ['✓ Klar', ...many].join('\n'))
  expect(told).toContain('- ✓ Avslutad\n+ ✓ Klar')
  expect(told).not.toContain('rad 9')
  expect(difference('lika', 'lika')).toBe('')
})

/** The names of the pictures that journeys take, as their sources say. */
const taken = readdirSync(new URL('e2e/', root))
  .filter((file) => file.endsWith('.ts'))
  .flatMap((file) => [...read(`e2e/${file}`).matchAll(/(?:\.picture|pictureOfPage)\(\s*'([\w-]+)'/g)])
  .map(([, name = '']) => name)
const pictured = readdirSync(new URL('docs/pictures/', root)).filter((file) => file.endsWith('.png'))
const documents = pictured.filter((file) => file.endsWith('-docx.png'))

test('No two pictures of the journeys have one name', () => {
  expect(taken.length).toBeGreaterThan(100)
  expect(taken.filter((name, at) => taken.indexOf(name) !== at)).toEqual([])
})

test('Every picture that lies in docs/pictures is taken by a journey', () => {
  const written = new Set(taken.flatMap((name) => [`${name}-wide.png`, `${name}-narrow.png`]))
  expect(pictured.filter((file) => !written.has(file) && !documents.includes(file))).toEqual([])
})

test('Every picture that a page of ours shows lies in docs/pictures', () => {
  const pages = [
    'README.md',
    ...readdirSync(new URL('docs/', root), { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.md'))
      .map((file) => `docs/${file}`),
  ]
  const shown = pages.flatMap((page) => [...read(page).matchAll(/\bpictures\/([\w-]+\.png)/g)])
  expect(shown.length).toBeGreaterThan(20)
  expect(shown.map(([, file = '']) => file).filter((file) => !pictured.includes(file))).toEqual([])
})
