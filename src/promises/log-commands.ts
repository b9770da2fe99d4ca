import type { Typed } from '../chat/index.ts'
import {
  type Ask,
  answerWith,
  type Card,
  type Command,
  hasRole,
  type PressHandler,
  type Problems,
  type Reply,
  typedTexts,
} from '../chat/index.ts'
import type { RulesOf } from '../councils/index.ts'
import type { World } from '../database/index.ts'
import { adviceCard, concernCard } from '../incidents/index.ts'
import { checkText } from '../privacy/index.ts'
import type { CommitmentId, DeliveryId, OnceId } from '../shared/ids.ts'
import { localDate } from '../shared/stockholm.ts'
import { tidy } from '../shared/text.ts'
import type { Reader } from './cards.ts'
import { correctable, correctDelivery, restoreDelivery, withdrawDelivery } from './change-delivery.ts'
import { deliveryReceiptCard, milestoneCard, withdrawnDeliveryCard } from './delivery-cards.ts'
import { logForm, nothingToLogCard } from './form-cards.ts'
import { logDelivery } from './log-delivery.ts'
import {
  type Advised,
  choicesWith,
  formOf,
  type LogFormStart,
  readTold,
  startOfLogging,
  type Within,
} from './log-input.ts'
import { coordinating, type Delivery, delivering } from './promise.ts'
import { reachMilestone } from './reach-milestone.ts'
import { commitmentStanding } from './show-promises.ts'
import { promiseWords } from './words.ts'

type Data = Readonly<Record<string, unknown>>

/** A card has room for a line of this length; what of it is more than a note may be is for the writer to cut. */
const longestLine = 2000

/** What whoever works for a promise can write and press: log what was done, correct it, take it back, and undo that. */
export function logCommands(
  world: World,
  rulesOf: RulesOf,
): { commands: readonly Command[]; presses: readonly PressHandler[] } {
  const press = (verb: string, run: PressHandler['run']): PressHandler => ({ verb, roles: delivering, run })
  return {
    commands: [
      {
        id: 'promises.form',
        name: 'insats',
        aliases: ['insatser', 'logga insats', 'delivery', 'log delivery'],
        roles: delivering,
        help: (locale) => promiseWords(locale).help.log,
        run: (ask, rest) => openForm(world, rulesOf, ask, rest, {}),
      },
    ],
    presses: [
      press('promises.form', (ask, data) =>
        openForm(world, rulesOf, ask, '', {
          promise: textOf(data, 'promise'),
          commitment: textOf(data, 'commitment'),
        }),
      ),
      press('promises.log', (ask, data) => log(world, rulesOf, ask, data)),
      press('promises.correctForm', async (ask, data) => {
        const delivery = await correctable(world, ask, deliveryOf(data))
        if (delivery.withdrawnAt) return withdrawn(world, ask, delivery)
        return formAgain(world, ask, formOf(delivery, ask.locale), {}, delivery)
      }),
      press('promises.correct', (ask, data) => correct(world, rulesOf, ask, data)),
      press('promises.withdraw', async (ask, data) =>
        withdrawn(world, ask, await withdrawDelivery(world, ask, deliveryOf(data))),
      ),
      press('promises.restore', async (ask, data) =>
        receipt(world, ask, await restoreDelivery(world, ask, deliveryOf(data)), 'restored'),
      ),
      press('promises.unreach', async (ask, data) => {
        const id = textOf(data, 'commitment') as CommitmentId
        await reachMilestone(world, ask, id, undefined)
        return milestone(world, ask, id)
      }),
    ],
  }
}

async function openForm(
  world: World,
  rulesOf: RulesOf,
  ask: Ask,
  rest: string,
  within: Within,
): Promise<Reply> {
  const line = tidy(rest).slice(0, longestLine)
  const verdict = checkText(line, await rulesOf(world.db, ask.who.councilId))
  if (verdict.kind !== 'clear' && verdict.concern) return concern(ask, verdict.concern)
  const start = await startOfLogging(world, ask, line, within)
  if (!start) return shown(nothingToLogCard({ locale: ask.locale, council: ask.who.councilId }))
  return shown(formWith(ask, start, {}))
}

function formWith(
  ask: Ask,
  start: LogFormStart,
  problems: Problems,
  corrects?: Delivery,
  once?: OnceId,
): Card {
  return logForm({
    locale: ask.locale,
    council: ask.who.councilId,
    once,
    problems,
    ...start,
    corrects: corrects?.id,
  })
}

/** The form with what was typed, and what it offers now. */
async function typedForm(
  world: World,
  ask: Ask,
  typed: Typed,
  problems: Problems,
  corrects?: Delivery,
  once?: OnceId,
): Promise<Card> {
  const own = corrects && (await commitmentStanding(world, ask, corrects.commitmentId))
  const commitments = own
    ? await choicesWith(world, ask, own)
    : ((await startOfLogging(world, ask, '', {}))?.commitments ?? [])
  return formWith(ask, { typed, commitments, several: false }, problems, corrects, once)
}

async function formAgain(
  world: World,
  ask: Ask,
  typed: Typed,
  problems: Problems,
  corrects?: Delivery,
  once?: OnceId,
): Promise<Reply> {
  return shown(await typedForm(world, ask, typed, problems, corrects, once))
}

async function log(world: World, rulesOf: RulesOf, ask: Ask, data: Data): Promise<Reply> {
  const read = await readTold(world, ask, data, await rulesOf(world.db, ask.who.councilId))
  if (read.kind === 'faulty')
    return formAgain(world, ask, typedTexts(data), read.problems, undefined, ask.onceId)
  if (read.kind === 'advice') {
    const form = await typedForm(world, ask, typedTexts(data), {}, undefined, ask.onceId)
    return advised(ask, form, read, 'promises.log', {})
  }
  const { told, of, kept } = read
  if (of.commitment.quota.kind === 'milestone') {
    await reachMilestone(world, ask, of.commitment.id, told.deliveredOn, told.note)
    return milestone(world, ask, of.commitment.id)
  }
  return receipt(world, ask, await logDelivery(world, ask, told, kept), 'logged')
}

async function correct(world: World, rulesOf: RulesOf, ask: Ask, data: Data): Promise<Reply> {
  const delivery = await correctable(world, ask, deliveryOf(data))
  if (delivery.withdrawnAt) return withdrawn(world, ask, delivery)
  const read = await readTold(world, ask, data, await rulesOf(world.db, ask.who.councilId))
  if (read.kind === 'faulty')
    return formAgain(world, ask, typedTexts(data), read.problems, delivery, ask.onceId)
  if (read.kind === 'advice') {
    const form = await typedForm(world, ask, typedTexts(data), {}, delivery, ask.onceId)
    return advised(ask, form, read, 'promises.correct', { delivery: delivery.id })
  }
  const after = await correctDelivery(world, ask, delivery.id, read.told, read.kept)
  return receipt(world, ask, after, 'corrected')
}

/** Advice on what was written; what is about a child or one person is shown the right way, and nothing is kept. */
export function advised(
  ask: Ask,
  form: Card,
  { advice }: Advised,
  verb: string,
  pointers: Readonly<Record<string, string>>,
): Reply {
  const [about] = advice.flatMap(({ verdict }) => (verdict.concern ? [verdict.concern] : []))
  if (about) return concern(ask, about)
  const { locale, onceId } = ask
  return shown(adviceCard(form, advice, { locale, council: ask.who.councilId, once: onceId, verb, pointers }))
}

function concern(ask: Ask, about: Parameters<typeof concernCard>[0]): Reply {
  return shown(concernCard(about, ask.who.councilId, ask.locale))
}

async function receipt(
  world: World,
  ask: Ask,
  delivery: Delivery,
  came: Parameters<typeof deliveryReceiptCard>[1],
): Promise<Reply> {
  const standing = await commitmentStanding(world, ask, delivery.commitmentId)
  return shown(
    deliveryReceiptCard({ ...standing, delivery }, came, readerOf(world, ask), world.clock.now()),
    true,
  )
}

async function withdrawn(world: World, ask: Ask, delivery: Delivery): Promise<Reply> {
  const standing = await commitmentStanding(world, ask, delivery.commitmentId)
  const card = withdrawnDeliveryCard({ ...standing, delivery }, readerOf(world, ask), world.clock.now())
  return shown(card, true)
}

async function milestone(world: World, ask: Ask, id: CommitmentId): Promise<Reply> {
  const { promise, commitment, pace } = await commitmentStanding(world, ask, id)
  return shown(milestoneCard(promise, commitment, pace, readerOf(world, ask)), true)
}

/** A card as an answer, with its own first words as the summary. */
export function shown(card: Card, stays = false): Reply {
  return answerWith(card, card.fallbackText, stays)
}

/** For whom a card is made when this person asks. */
export function readerOf(world: World, ask: Ask): Reader {
  return {
    locale: ask.locale,
    council: ask.who.councilId,
    today: localDate(world.clock.now()),
    coordinates: hasRole(ask.who, coordinating),
    delivers: hasRole(ask.who, delivering),
  }
}

/** A text among untrusted data, or an empty one. */
export function textOf(data: Data, field: string): string {
  const value = data[field]
  return typeof value === 'string' ? value : ''
}

function deliveryOf(data: Data): DeliveryId {
  return textOf(data, 'delivery') as DeliveryId
}
