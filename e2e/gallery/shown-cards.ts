import { readdirSync, readFileSync } from 'node:fs'
import { Session } from 'node:inspector/promises'
import { fileURLToPath } from 'node:url'
import type { Card } from '../../src/chat/index.ts'
import type { Locale } from '../../src/shared/locale.ts'

/** A card of the gallery: which feature it belongs to, what it is called there, and the card itself. */
export interface ShownCard {
  readonly feature: string
  readonly name: string
  readonly language: Locale
  readonly card: Card
}

const source = new URL('../../src/', import.meta.url)

/**
 * Every card of the product in both languages, each once: the faces that the tests know of each kind, with an ordinary
 * amount to say. Throws when there is a function that makes a card and was not called for it, with its name: the gallery
 * would not be whole.
 */
export async function everyCard(): Promise<readonly ShownCard[]> {
  const called = await watchCalls()
  // Imported now, and not above: what is called while the files are read counts too.
  const { kinds } = await import('../../tests/helpers/every-card.ts')
  const makers = cardMakers()
  const shown: ShownCard[] = []
  for (const language of ['sv', 'en'] as const)
    for (const [kind, { cards }] of Object.entries(kinds)) {
      const faces = new Map((await cards(language, 'ordinary')).map((card) => [face(card), card]))
      const names = faces.size > 1 ? (at: number) => `${kind} ${at + 1} of ${faces.size}` : () => kind
      const feature = makers.get(kind) ?? (kind.startsWith('the chat') ? 'chat' : 'reminders')
      shown.push(...[...faces.values()].map((card, at) => ({ feature, name: names(at), language, card })))
    }
  const missing = neverCalled(makers.keys(), await called())
  if (missing.length > 0)
    throw new Error(
      `The gallery lacks what ${missing.join(', ')} makes: add it to the kinds in tests/helpers/every-card.ts.`,
    )
  return shown
}

/** Those of `makers` that are not among what was called. */
export function neverCalled(makers: Iterable<string>, called: ReadonlySet<string>): readonly string[] {
  return [...makers].filter((name) => !called.has(name))
}

/** The exported functions of src/ that give a card, and the feature of each. */
export function cardMakers(): ReadonlyMap<string, string> {
  const files = readdirSync(source, { recursive: true, encoding: 'utf8' }).filter((it) => it.endsWith('.ts'))
  return new Map(
    files.flatMap((file) => {
      const signatures = readFileSync(new URL(file, source), 'utf8').matchAll(
        /^export function (\w+)(?:.|\n(?!\}))*?\): (.+) \{$/gm,
      )
      const makers = [...signatures].filter(([, , gives]) => gives === 'Card')
      return makers.map(([, name = '']) => [name, file.slice(0, file.indexOf('/'))] as const)
    }),
  )
}

/** Has the engine count calls from now on. What is returned gives the names of the functions of src/ that were called. */
async function watchCalls(): Promise<() => Promise<ReadonlySet<string>>> {
  const session = new Session()
  session.connect()
  await session.post('Profiler.enable')
  await session.post('Profiler.startPreciseCoverage', { callCount: true, detailed: false })
  return async () => {
    const { result } = await session.post('Profiler.takePreciseCoverage')
    session.disconnect()
    const ours = result.filter(({ url }) => url.startsWith('file:') && fileURLToPath(url).startsWith(root))
    const calls = ours.flatMap(({ functions }) => functions)
    return new Set(calls.filter(({ ranges }) => ranges[0]?.count).map(({ functionName }) => functionName))
  }
}

const root = fileURLToPath(source)

/** What a person sees of a card: two that differ in ids only are one. */
function face(card: Card): string {
  return JSON.stringify(card, (name, value) =>
    ['data', 'fallback', 'value', 'url'].includes(name) && typeof value !== 'number'
      ? isShown(name, value)
      : value,
  )
}

function isShown(name: string, value: unknown): unknown {
  const isId = typeof value === 'string' && /^[\da-f]{8}-[\da-f-]{27}$/.test(value)
  return name === 'value' && !isId ? value : undefined
}
