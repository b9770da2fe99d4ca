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

/** A function that makes a card: `incidents/cards.ts receiptCard`, say. */
export type Maker = string

/**
 * Every card of the product in both languages, each look of it once: the faces that the tests know of each kind, with an
 * ordinary amount to say, with as much as can be written and everything wrong, and with nothing; and each with what its
 * buttons unfold. Throws when there is a function that makes a card and was not called for it, with its name: the gallery
 * would not be whole.
 */
export async function everyCard(): Promise<readonly ShownCard[]> {
  const called = await watchCalls()
  // Imported now, and not above: what is called while the files are read counts too.
  const { kinds } = await import('../../tests/helpers/every-card.ts')
  const { dialogKinds } = await import('../../tests/helpers/every-dialog-card.ts')
  const features = new Map(cardMakers().map((maker) => [nameOf(maker), featureOf(maker)]))
  const shown: ShownCard[] = []
  for (const language of ['sv', 'en'] as const)
    for (const [kind, { cards }] of Object.entries({ ...kinds, ...dialogKinds })) {
      const feature = features.get(kind) ?? unnamed.find(([start]) => kind.startsWith(start))?.[1] ?? 'other'
      const faces = await facesOf(kind, (amount) => cards(language, amount))
      shown.push(...[...faces].map(([name, card]) => ({ feature, name, language, card })))
    }
  const missing = neverCalled(cardMakers(), await called())
  if (missing.length > 0)
    throw new Error(
      `The gallery lacks what ${missing.join(', ')} makes: add it to the kinds in tests/helpers/every-card.ts.`,
    )
  return shown
}

type Amount = 'full' | 'ordinary' | 'none'

/** The looks of a kind of card, each once, by a name that stays when others come to it. */
async function facesOf(
  kind: string,
  cards: (amount: Amount) => readonly Card[] | Promise<readonly Card[]>,
): Promise<ReadonlyMap<string, Card>> {
  const known = new Set<string>()
  const faces = new Map<string, Card>()
  const add = (name: string, card: Card) => {
    if (!known.has(face(card))) faces.set(name, card)
    known.add(face(card))
  }
  for (const amount of ['ordinary', 'full', 'none'] as const) {
    const made = await cards(amount)
    for (const [at, card] of made.entries()) {
      const name = `${kind}${made.length > 1 ? ` ${at + 1}` : ''}${amount === 'ordinary' ? '' : `, ${amount}`}`
      add(name, card)
      add(`${name}, unfolded`, unfolded(card))
    }
  }
  return faces
}

/** The card when each of its buttons that show and hide has been pressed. */
export function unfolded(card: Card): Card {
  const targets = new Map<string, boolean | undefined>()
  JSON.stringify(card, (_, value) => {
    if (value?.type !== 'Action.ToggleVisibility') return value
    for (const target of value.targetElements as readonly (
      | string
      | { elementId: string; isVisible: boolean }
    )[])
      if (typeof target === 'string') targets.set(target, undefined)
      else targets.set(target.elementId, target.isVisible)
    return value
  })
  return JSON.parse(JSON.stringify(card), (_, value) =>
    targets.has(value?.id)
      ? { ...value, isVisible: targets.get(value.id) ?? value.isVisible === false }
      : value,
  )
}

/** Those of `makers` that are not among what was called. */
export function neverCalled(makers: readonly Maker[], called: ReadonlySet<Maker>): readonly Maker[] {
  return makers.filter((name) => !called.has(name))
}

/** The functions of src/ that make a card: those that give one to others, and those that lay one out by themselves. */
export function cardMakers(): readonly Maker[] {
  const files = readdirSync(source, { recursive: true, encoding: 'utf8' }).filter((it) => it.endsWith('.ts'))
  return files.flatMap((file) => {
    const functions = readFileSync(new URL(file, source), 'utf8').matchAll(
      /^(export )?(?:async )?function (\w+)(\(.*\): .+ \{$|(?:.|\n(?!\}))*?\n\): .+ \{$)((?:.|\n(?!\}))*)/gm,
    )
    return [...functions]
      .filter(
        ([, isExported, , signature = '', body = '']) =>
          (isExported && signature.endsWith('): Card {')) || /(?<![.\w'])card\(/.test(body),
      )
      .map(([, , name]) => `${file} ${name}`)
  })
}

/** Kinds that have no function of their own, and the feature of each. */
const unnamed = [
  ['the chat', 'chat'],
  ['the dialog', 'teams'],
  ['a reminder', 'reminders'],
] as const

const nameOf = (maker: Maker) => maker.slice(maker.indexOf(' ') + 1)
const featureOf = (maker: Maker) => maker.slice(0, maker.indexOf('/'))

/** Has the engine count calls from now on. What is returned gives the functions of src/ that were called. */
async function watchCalls(): Promise<() => Promise<ReadonlySet<Maker>>> {
  const session = new Session()
  session.connect()
  await session.post('Profiler.enable')
  await session.post('Profiler.startPreciseCoverage', { callCount: true, detailed: false })
  return async () => {
    const { result } = await session.post('Profiler.takePreciseCoverage')
    session.disconnect()
    const ours = result.filter(({ url }) => url.startsWith('file:') && fileURLToPath(url).startsWith(root))
    return new Set(
      ours.flatMap(({ url, functions }) => {
        const calls = functions.filter(({ ranges }) => ranges[0]?.count)
        return calls.map(({ functionName }) => `${fileURLToPath(url).slice(root.length)} ${functionName}`)
      }),
    )
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
