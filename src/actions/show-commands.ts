import { z } from 'zod'
import {
  type Ask,
  answerWith,
  type Card,
  hasRole,
  type Problems,
  type Reply,
  type Sayable,
  say,
  type Typed,
  typedTexts,
} from '../chat/index.ts'
import type { World } from '../database/index.ts'
import { adviceCard, concernCard, decisionIn } from '../incidents/index.ts'
import { checkFields } from '../privacy/index.ts'
import type { ActionId, OnceId } from '../shared/ids.ts'
import { sayDate } from '../shared/stockholm.ts'
import { tidy } from '../shared/text.ts'
import {
  type Action,
  isOwner,
  maySee,
  maySeeThrough,
  numberPattern,
  reading,
  readNumber,
  textLimit,
} from './action.ts'
import { acceptAction, declineAction, refuseUnlessAsked } from './answer-ownership.ts'
import { actionCard, actionTitle, type Beside, type Reader, stateOf } from './cards.ts'
import { seenAction } from './change-action.ts'
import { actionKind, shelvesFor } from './findable-action.ts'
import { actionHistoryCard } from './history-cards.ts'
import type { Language } from './language.ts'
import { declineDoneCard, declineForm } from './owner-cards.ts'
import { actionByNumber, actionNow, latestReport, pastOf } from './show-action.ts'
import { actionWords } from './words.ts'

type Data = Readonly<Record<string, unknown>>

/** What anybody who reads the plan can write and press about one action, and what its owner answers. */
export function showCommands(world: World, language: Language): Sayable {
  return {
    commands: [
      {
        id: 'actions.show',
        name: 'visa åtgärd',
        aliases: ['show action'],
        pattern: numberPattern,
        roles: reading,
        help: (locale) => actionWords(locale).helpNumber,
        run: async (ask, rest) => {
          const number = readNumber(rest)
          const action = number && (await actionByNumber(world, ask.who, number))
          if (!action) return say(actionWords(ask.locale).notFound(number ?? tidy(rest).slice(0, 40)))
          return showAction(world, language, ask, action)
        },
      },
    ],
    presses: [
      {
        verb: 'actions.show',
        roles: reading,
        // Cards that were sent before there was a verb for it are looked at again by this one.
        reads: true,
        run: async (ask, data) =>
          showAction(world, language, ask, await seenAction(world, ask.who, actionOf(data))),
      },
      {
        verb: 'actions.history',
        roles: reading,
        run: async (ask, data) =>
          showHistory(world, language, ask, await seenAction(world, ask.who, actionOf(data))),
      },
      {
        verb: 'actions.accept',
        roles: reading,
        run: async (ask, data) =>
          showAction(world, language, ask, await acceptAction(world, ask, actionOf(data)), true),
      },
      {
        verb: 'actions.declineForm',
        roles: reading,
        run: async (ask, data) => {
          const action = await seenAction(world, ask.who, actionOf(data))
          refuseUnlessAsked(ask, action)
          return answer(declineForm(action, frameOf(ask, {}, {})))
        },
      },
      { verb: 'actions.decline', roles: reading, run: (ask, data) => decline(world, language, ask, data) },
    ],
  }
}

const whyInput = z.string().transform(tidy).pipe(z.string().min(3).max(textLimit))

/** Why an owner says no, checked as every free text is. */
async function decline(world: World, { rulesOf }: Language, ask: Ask, data: Data): Promise<Reply> {
  const action = await seenAction(world, ask.who, actionOf(data))
  refuseUnlessAsked(ask, action)
  const why = whyInput.safeParse(data.why)
  if (!why.success) {
    const problems = { why: actionWords(ask.locale).decline.whyError }
    return answer(declineForm(action, frameOf(ask, typedTexts(data), problems, ask.onceId)))
  }
  const rules = await rulesOf(world.db, ask.who.councilId)
  const checked = checkFields({ why: why.data }, rules, decisionIn(data))
  if (checked.kind === 'clear') {
    const declined = await declineAction(world, ask, action.id, checked.texts.why, checked.kept)
    return answer(declineDoneCard(declined, ask.locale), true)
  }
  const [concern] = checked.advice.flatMap(({ verdict }) => (verdict.concern ? [verdict.concern] : []))
  if (concern) return answer(concernCard(concern, ask.who.councilId, ask.locale))
  const form = declineForm(action, frameOf(ask, typedTexts(data), {}, ask.onceId))
  const frame = { locale: ask.locale, council: ask.who.councilId, once: ask.onceId }
  return answer(
    adviceCard(form, checked.advice, { ...frame, verb: 'actions.decline', pointers: { action: action.id } }),
  )
}

function frameOf(ask: Ask, typed: Typed, problems: Problems, once?: OnceId) {
  return { locale: ask.locale, council: ask.who.councilId, once, typed, problems }
}

function answer(card: Card, stays = false): Reply {
  return answerWith(card, card.fallbackText, stays)
}

/** Answers with the card of an action as it is for the person who asks. */
export async function showAction(
  world: World,
  language: Language,
  ask: Ask,
  action: Action,
  stays = false,
): Promise<Reply> {
  const beside = await besideOf(world, language, ask.locale, action)
  return answer(actionCard(action, beside, readerOf(world, ask, action)), stays)
}

/** What a card of an action says beside it: the latest line of how it goes, and the promise it serves. */
export async function besideOf(
  world: World,
  { promisesOf }: Language,
  locale: Ask['locale'],
  action: Action,
): Promise<Beside> {
  const promises = action.promiseId ? await promisesOf(action.councilId, locale) : []
  return {
    latest: await latestReport(world, action),
    promise: promises.find(({ id }) => id === action.promiseId)?.title,
  }
}

async function showHistory(world: World, language: Language, ask: Ask, action: Action): Promise<Reply> {
  const { history } = actionWords(ask.locale)
  const past = await pastOf(world, ask.who, action)
  const told = past.map(({ at, who, changes }) => ({
    at,
    changes,
    who: who === undefined ? history.you : (who ?? history.formerMember),
  }))
  const promises = await language.promisesOf(ask.who.councilId, ask.locale)
  const titles = new Map(promises.map(({ id, title }) => [id as string, title]))
  return answer(actionHistoryCard(action, told, titles, world.clock.now(), ask.locale))
}

/** For whom a card of this action is made when this person asks. */
export function readerOf(world: World, ask: Ask, action: Action): Reader {
  return {
    locale: ask.locale,
    now: world.clock.now(),
    own: isOwner(ask.who, action) && hasRole(ask.who, reading),
    seesThrough: maySeeThrough(ask.who, action),
  }
}

/** The action a pressed card points at; what is no id finds nothing. */
export function actionOf(data: Data): ActionId {
  return textOf(data, 'action') as ActionId
}

/** A text among untrusted data, or an empty one. */
export function textOf(data: Data, field: string): string {
  const value = data[field]
  return typeof value === 'string' ? value : ''
}

/** Actions among what `sök` looks through: where they lie, and how a found one is shown. */
export function foundActions(world: World) {
  return {
    kind: actionKind,
    roles: reading,
    shelvesFor,
    read: async ({ who, locale }: Ask, ids: readonly string[]) => {
      const now = world.clock.now()
      const found = await Promise.all(ids.map((id) => actionNow(world, who.councilId, id as ActionId)))
      return found
        .flatMap((action) => (action && maySee(who, action) ? [action] : []))
        .map((action) => ({
          id: action.id,
          title: actionTitle(action),
          under: `${action.number} · ${stateOf(action, now, locale)} · ${sayDate(action.dueOn, now, locale)}`,
          texts: [action.text, action.cause, action.goal, action.outcome],
          show: { verb: 'actions.show', pointers: { action: action.id } },
        }))
    },
  }
}
