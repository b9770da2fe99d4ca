import { createHash } from 'node:crypto'
import fc from 'fast-check'

/** A stream of numbers from 0 up to 1 that is the same for the same seed. */
export type Dice = () => number

/** Throws dice that fall alike for the same seed: each number is what a hash makes of the seed and of how often was thrown. */
export function dice(seed: number): Dice {
  let thrown = 0
  return () => {
    thrown += 1
    return createHash('sha256').update(`${seed}/${thrown}`).digest().readUInt32LE() / 2 ** 32
  }
}

export function pick<One>(roll: Dice, from: readonly One[]): One {
  const one = from[Math.floor(roll() * from.length)]
  if (one === undefined) throw new Error('nothing to pick from')
  return one
}

/** What nobody would send: by kind what has hurt programs before, and what fast-check thinks of. */
export function oddValues(seed: number): readonly unknown[] {
  const known = [
    ...[
      null,
      true,
      false,
      0,
      -1,
      1e308,
      2 ** 53,
      '',
      ' ',
      '\u0000',
      '\ud83d',
      '\u202e',
      '\ufeff',
      'å'.repeat(3_000),
    ],
    ...[
      'e\u0301'.repeat(500),
      '👩‍👩‍👧‍👦'.repeat(200),
      'İ',
      'ﬀ',
      'ß',
      '\u2028',
      '%00',
      '%',
      '../../etc/passwd',
    ],
    ...[
      "'; drop table incidents; --",
      '=HYPERLINK("http://a.example")',
      '<at>alla</at>',
      '[a](javascript:b)',
    ],
    ...[
      '{{',
      '$'.concat('{x}'),
      '#{1}',
      '<script>',
      'BEGIN:VEVENT',
      '\r\nX-Odd: 1',
      '__proto__',
      'constructor',
      'toString',
    ],
    ...[
      '2026-02-30',
      '9999-99-99',
      '-000001-01-01',
      '24:61',
      'NaN',
      '1e9',
      '0x10',
      'H-2026-0001',
      'H-9999999999-1',
    ],
    ...[[], {}, [[]], [null], { $ne: null }, { toString: 1 }, { length: -1 }, { toJSON: 1 }],
    ...[Array.from({ length: 2_000 }, () => 'x'), deep(200), deep(3_000), deepList(3_000)],
    ...[{ type: 'Action.Execute' }, { a: { type: 'Action.Execute' } }, [{ type: 'Action.Execute', data: 1 }]],
  ]
  const thought = fc.sample(
    fc.oneof(
      fc.jsonValue({ maxDepth: 3 }),
      fc.string({ unit: 'binary', maxLength: 200 }),
      fc.string({ unit: 'grapheme', maxLength: 200 }),
      fc.double(),
    ),
    { seed, numRuns: 1_000 },
  )
  // A third of what is drawn is known to hurt.
  return [...Array.from({ length: 8 }, () => known).flat(), ...thought]
}

function deep(levels: number): unknown {
  let value: unknown = 'botten'
  for (let level = 0; level < levels; level++) value = { action: value }
  return value
}

function deepList(levels: number): unknown {
  let value: unknown = []
  for (let level = 0; level < levels; level++) value = [value]
  return value
}

type Tree = Record<string, unknown>

/** The same activity with one to four things in it that are otherwise, as a text: JSON has what objects cannot hold. */
export function spoilt(roll: Dice, activity: unknown, odd: readonly unknown[]): string {
  const copy = structuredClone(activity) as Tree
  const times = 1 + Math.floor(roll() * 4)
  for (let time = 0; time < times; time++) spoil(roll, copy, odd)
  const text = JSON.stringify(copy)
  const sign = roll()
  if (sign < 0.05) return text.replace('{', '{"__proto__":{"kind":"operator","isAdmin":true},')
  if (sign < 0.08) return text.replace('{', '{"constructor":{"prototype":{"roles":["coordinator"]}},')
  if (sign < 0.1) return text.replace('{', '{"type":"invoke","type":"message",')
  return text
}

function spoil(roll: Dice, tree: Tree, odd: readonly unknown[]): void {
  const keys = Object.keys(tree)
  if (keys.length === 0) return
  const key = pick(roll, keys)
  const inner = tree[key]
  const how = roll()
  if (isTree(inner) && roll() < 0.7) spoil(roll, inner, odd)
  else if (how < 0.15) delete tree[key]
  else if (how < 0.25) tree[key] = [inner]
  else if (how < 0.35) tree[oddText(roll, odd).slice(0, 200)] = inner
  else if (how < 0.45 && typeof inner === 'string') tree[key] = broken(roll, inner, odd)
  // A copy, by JSON as it goes thousands of levels deep: what is drawn once more must not have been spoilt, nor hold itself.
  else tree[key] = JSON.parse(JSON.stringify(pick(roll, odd)) ?? 'null')
}

function broken(roll: Dice, text: string, odd: readonly unknown[]): string {
  const at = Math.floor(roll() * (text.length + 1))
  const between = oddText(roll, odd)
  return text.slice(0, at) + between + text.slice(at + (roll() < 0.5 ? 0 : 3))
}

function oddText(roll: Dice, odd: readonly unknown[]): string {
  const one = pick(roll, odd)
  return typeof one === 'string' ? one : 'tomt'
}

function isTree(value: unknown): value is Tree {
  return typeof value === 'object' && value !== null && Object.keys(value).length > 0
}

/** Bytes that are no activity, some of them JSON. */
export function garbage(roll: Dice, sound: string): string | Uint8Array {
  const bytes = () =>
    Uint8Array.from({ length: 1 + Math.floor(roll() * 400) }, () => Math.floor(roll() * 256))
  const kinds: readonly (() => string | Uint8Array)[] = [
    bytes,
    () => sound.slice(0, Math.floor(roll() * sound.length)),
    () => '['.repeat(100_000),
    () => '{"a":'.repeat(40_000),
    () => `${'['.repeat(20_000)}${']'.repeat(20_000)}`,
    () => 'x'.repeat(300_000),
    () => `{"text":"${'\\u0000'.repeat(30_000)}"}`,
    () => `{"type":${'9'.repeat(100_000)}}`,
    () => '',
    () => 'null',
    () => '"hej"',
    () => '\ufeff{}',
    () => Buffer.concat([Buffer.from(sound), bytes()]),
    () => Buffer.from(sound, 'utf16le'),
  ]
  return pick(roll, kinds)()
}
