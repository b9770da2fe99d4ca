import type { Ask, Command, PressHandler, Reply } from '../chat/index.ts'
import type { World } from '../database/index.ts'
import type { PromiseId } from '../shared/ids.ts'
import { noPromisesCard, type PromisePage, promiseCard, promiseVersionsCard } from './cards.ts'
import { promiseFor } from './change-promise.ts'
import { deliveriesCard } from './delivery-cards.ts'
import { readerOf, shown, textOf } from './log-commands.ts'
import { mayCorrect, reading } from './promise.ts'
import { deliveriesFor, promiseStanding, promisesFor, type StandingPromise } from './show-promises.ts'
import { promiseWords } from './words.ts'

const commitmentsOnCard = 5
const deliveriesOnCard = 6

type Data = Readonly<Record<string, unknown>>
type Which = 'open' | 'over'

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
        run: (ask) => showList(world, ask, 'open', 0),
      },
    ],
    presses: [
      press('promises.list', (ask, data) =>
        showList(world, ask, textOf(data, 'which') === 'over' ? 'over' : 'open', numberOf(data, 'page')),
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
function pagesOf(standing: readonly StandingPromise[], which: Which): readonly PromisePage[] {
  const pages = standing.flatMap(({ promise, commitments }) => {
    // A commitment of a version that was not decided yet says nothing; one that was replaced has been judged.
    const known = commitments.filter(({ pace }) => pace.period !== undefined)
    const isUnknown = which === 'over' && known.every(({ pace }) => pace.done === 0 && pace.counted === 0)
    const count = Math.max(1, Math.ceil(known.length / commitmentsOnCard))
    return Array.from({ length: count }, (_, at) => ({
      promise,
      commitments: known.slice(at * commitmentsOnCard, (at + 1) * commitmentsOnCard),
      isUnknown,
      isFirst: at === 0,
      goesOn: at < count - 1,
    }))
  })
  return pages.map((page, at) => ({ ...page, which, page: at, pages: pages.length }))
}

async function showList(world: World, ask: Ask, which: Which, wanted: number): Promise<Reply> {
  const pages = pagesOf(await promisesFor(world, ask, which), which)
  const page = pages[Math.min(wanted, pages.length - 1)]
  const reader = readerOf(world, ask)
  return shown(page ? promiseCard(page, reader) : noPromisesCard(which, reader))
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
