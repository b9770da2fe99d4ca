import { z } from 'zod'
import { type Ask, answerWith, type PressHandler, type Problems, press, type Reply } from '../chat/index.ts'
import type { World } from '../database/index.ts'
import { Refusal } from '../shared/errors.ts'
import type { JoinRequestId } from '../shared/ids.ts'
import { type Role, roles } from '../shared/person.ts'
import { tidy } from '../shared/text.ts'
import { requestsVerb } from './cards.ts'
import { approveJoin, declineJoin } from './decide-join.ts'
import { reasonLength } from './join-request.ts'
import {
  approveVerb,
  declineVerb,
  joinRequestCard,
  joinRequestsCard,
  requestVerb,
} from './join-request-cards.ts'
import type { RulesOf } from './privacy-rules.ts'
import { shortText } from './short-text-input.ts'
import { openRequests, showJoinRequest } from './show-join.ts'
import { councilWords } from './words.ts'

const coordinators: readonly Role[] = ['coordinator']

/** What a coordinator can do about those who want to join. */
export function joinRequestPresses(world: World, rulesOf: RulesOf): readonly PressHandler[] {
  const again = (ask: Ask, typed: Readonly<Record<string, string>>, problems: Problems) =>
    requestReply(world, ask, requestIdFrom(typed.request), { typed, problems })
  return [
    { verb: requestsVerb, roles: coordinators, run: (ask) => requestsReply(world, ask) },
    {
      verb: requestVerb,
      roles: coordinators,
      run: async (ask, data) => requestReply(world, ask, requestIdFrom(data.request)),
    },
    press({
      verb: approveVerb,
      roles: coordinators,
      input: (locale) => {
        const { problems } = councilWords(locale).joinRequest
        return z.object({ request: z.string(), role: z.enum(roles, { error: problems.role }) })
      },
      again,
      run: async (ask, input) => {
        const decided = await approveJoin(world, ask, requestIdFrom(input.request), input.role)
        return requestReply(world, ask, decided.id, { stays: true })
      },
    }),
    press({
      verb: declineVerb,
      roles: coordinators,
      input: (locale) => {
        const { problems } = councilWords(locale).joinRequest
        const reason = z.string().transform(tidy).pipe(z.string().max(reasonLength, problems.reason))
        return z.object({ request: z.string(), reason: reason.optional() })
      },
      again,
      run: async (ask, input) => {
        const written = await shortText(world, rulesOf, ask.who.councilId, input.reason ?? '', ask.locale)
        if (written.problem !== undefined) {
          const typed = { request: input.request, reason: input.reason ?? '' }
          return again(ask, typed, { reason: written.problem })
        }
        const decided = await declineJoin(world, ask, requestIdFrom(input.request), written.text)
        return requestReply(world, ask, decided.id, { stays: true })
      },
    }),
  ]
}

async function requestsReply(world: World, ask: Ask): Promise<Reply> {
  const { councilId } = ask.who
  const requests = await openRequests(world, councilId)
  const [only] = requests
  if (only && requests.length === 1) return requestReply(world, ask, only.id)
  const card = joinRequestsCard({ councilId, requests, now: world.clock.now() }, ask.locale)
  return answerWith(card, card.fallbackText)
}

async function requestReply(
  world: World,
  ask: Ask,
  id: JoinRequestId,
  shown: {
    readonly typed?: Readonly<Record<string, string>>
    readonly problems?: Problems
    readonly stays?: boolean
  } = {},
): Promise<Reply> {
  const { councilId, councilName, person } = ask.who
  const seen = await showJoinRequest(world, councilId, id, person)
  const facts = { ...seen, councilName, now: world.clock.now() }
  const card = joinRequestCard(facts, shown.typed ?? {}, shown.problems ?? {}, ask.locale)
  return answerWith(card, card.fallbackText, shown.stays ?? false)
}

/** The request a card points at. What is no id of ours points at nothing. */
function requestIdFrom(pointer: unknown): JoinRequestId {
  if (typeof pointer !== 'string' || !/^[0-9a-f-]{36}$/.test(pointer)) throw new Refusal('notFound')
  return pointer as JoinRequestId
}
