import type { Ask, Command, PressHandler, Reply } from '../chat/index.ts'
import type { World } from '../database/index.ts'
import type { PromiseId } from '../shared/ids.ts'
import { tidy } from '../shared/text.ts'
import {
  type Narrowed,
  noneFoundCard,
  noPromisesCard,
  type PromisePage,
  promiseCard,
  promiseTitle,
  promiseVersionsCard,
  sayPeriod,
} from './cards.ts'
import { promiseFor } from './change-promise.ts'
import { deliveriesCard } from './delivery-cards.ts'
import { longestFilter, promiseFilterIn, sayFilter } from './filter-input.ts'
import { promiseKind, shelvesFor, textsOf } from './findable-promise.ts'
import { readerOf, shown, textOf } from './log-commands.ts'
import { mayCorrect, reading } from './promise.ts'
import { narrowed, type Which } from './promise-filter.ts'
import {
  allPromisesFor,
  deliveriesFor,
  promiseStanding,
  promisesFor,
  promisesSeen,
  type StandingPromise,
} from './show-promises.ts'
import { promiseWords } from './words.ts'

const commitmentsOnCard = 5
const deliveriesOnCard = 6

type Data = Readonly<Record<string, unknown>>

/** What every member can write and press: the promises and how they stand, what was done for them, what they said. */
export function listCommands(world: World): {
  commands: readonly Command[]
  presses: readonly PressHandler[]
} {
  const press = (verb: string, run: PressHandler['run']): PressHandler => ({ verb, roles: reading, run })
  return {
    commands: [
      {
        id: 'promises.list',
        name: 'löften',
        aliases: ['löfte', 'medborgarlöften', 'medborgarlöfte', 'promises', 'promise'],
        roles: reading,
        help: (locale) => promiseWords(locale).help.list,
        run: (ask, rest) => (rest ? showNarrowed(world, ask, rest, 0) : showList(world, ask, 'open', 0)),
      },
    ],
    presses: [
      press('promises.list', (ask, data) =>
        textOf(data, 'line')
          ? showNarrowed(world, ask, textOf(data, 'line'), numberOf(data, 'page'))
          : showList(world, ask, textOf(data, 'which') === 'over' ? 'over' : 'open', numberOf(data, 'page')),
      ),
      press('promises.show', (ask, data) => showPromise(world, ask, promiseOf(data))),
      press('promises.versions', async (ask, data) =>
        shown(promiseVersionsCard(await promiseFor(world, ask, promiseOf(data)), readerOf(world, ask))),
      ),
      press('promises.deliveries', (ask, data) =>
        showDeliveries(world, ask, promiseOf(data), numberOf(data, 'start')),
      ),
    ],
  }
}

/** The promise a pressed card points at; what is no id finds nothing. */
export function promiseOf(data: Data): PromiseId {
  return textOf(data, 'promise') as PromiseId
}

function numberOf(data: Data, field: string): number {
  const number = Number(textOf(data, field))
  return Number.isInteger(number) && number > 0 ? number : 0
}

/** The pages that some promises fill: one promise after the other, each with as many commitments as a card holds. */
function pagesOf(
  standing: readonly StandingPromise[],
  which: Which,
  narrowed?: Narrowed,
): readonly PromisePage[] {
  const pages = standing.flatMap(({ promise, commitments, isUnknown }) => {
    // A commitment of a version that was not decided yet says nothing; one that was replaced has been judged.
    const known = commitments.filter(({ pace }) => pace.period !== undefined)
    const count = Math.max(1, Math.ceil(known.length / commitmentsOnCard))
    return Array.from({ length: count }, (_, at) => ({
      promise,
      commitments: known.slice(at * commitmentsOnCard, (at + 1) * commitmentsOnCard),
      isUnknown,
      isFirst: at === 0,
      goesOn: at < count - 1,
    }))
  })
  return pages.map((page, at) => ({
    ...page,
    which,
    page: at,
    pages: pages.length,
    ...(narrowed ? { narrowed } : {}),
  }))
}

async function showList(world: World, ask: Ask, which: Which, wanted: number): Promise<Reply> {
  const pages = pagesOf(await promisesFor(world, ask, which), which)
  const page = pages[Math.min(wanted, pages.length - 1)]
  const reader = readerOf(world, ask)
  return shown(page ? promiseCard(page, reader) : noPromisesCard(which, reader))
}

/**
 * The promises that a line asks for, with the commitments it asks for: those in force, or those that are over when it
 * says so or when none in force fits.
 */
async function showNarrowed(world: World, ask: Ask, said: string, wanted: number): Promise<Reply> {
  const line = tidy(said).slice(0, longestFilter)
  const all = await allPromisesFor(world, ask)
  const promises = all.map(({ promise }) => promise)
  const filter = promiseFilterIn(line, promises, world.clock.now())
  const reader = readerOf(world, ask)
  const inWords = sayFilter(filter, promises, ask.locale)
  if (!inWords) return showList(world, ask, 'open', wanted)
  for (const which of filter.which ? [filter.which] : (['open', 'over'] as const)) {
    const fitting = all
      .filter(({ isOpen }) => isOpen === (which === 'open'))
      .flatMap((standing) => narrowed(standing, filter) ?? [])
    const pages = pagesOf(fitting, which, { line, said: inWords })
    const page = pages[Math.min(wanted, pages.length - 1)]
    if (page) return shown(promiseCard(page, reader))
  }
  return shown(noneFoundCard(inWords, reader))
}

/** The card of one promise, as it is among the others: turning the page goes on from there. */
export async function showPromise(world: World, ask: Ask, id: PromiseId, stays = false): Promise<Reply> {
  const standing = await promiseStanding(world, ask, id)
  const which = standing.isOpen ? 'open' : 'over'
  const pages = pagesOf(await promisesFor(world, ask, which), which)
  const page = pages.find(({ promise }) => promise.id === id) ?? pagesOf([standing], which)[0]
  const reader = readerOf(world, ask)
  return shown(page ? promiseCard(page, reader) : noPromisesCard(which, reader), stays)
}

async function showDeliveries(world: World, ask: Ask, id: PromiseId, start: number): Promise<Reply> {
  const { promise, deliveries } = await deliveriesFor(world, ask, id)
  const rows = deliveries.slice(start, start + deliveriesOnCard).flatMap((delivery) => {
    const commitment = promise.commitments.find((each) => each.id === delivery.commitmentId)
    return commitment ? [{ delivery, commitment, mayCorrect: mayCorrect(ask.who, delivery) }] : []
  })
  const next = start + deliveriesOnCard
  const frame = {
    reader: readerOf(world, ask),
    now: world.clock.now(),
    older: next < deliveries.length ? next : undefined,
    isFirstPage: start === 0,
  }
  return shown(deliveriesCard(promise, rows, frame))
}

/** Promises among what `sök` looks through: where they lie, and how a found one is shown. */
export function foundPromises(world: World) {
  return {
    kind: promiseKind,
    roles: reading,
    shelvesFor,
    read: async (ask: Ask, ids: readonly string[]) => {
      const { today } = readerOf(world, ask)
      const found = (await promisesSeen(world, ask)).filter(({ id }) => ids.includes(id))
      return found.map((promise) => ({
        id: promise.id,
        title: promiseTitle(promise, ask.locale),
        under: sayPeriod(promise, today, ask.locale),
        texts: [...textsOf(promise)],
        show: { verb: 'promises.show', pointers: { promise: promise.id } },
      }))
    },
  }
}
