import { z } from 'zod'
import {
  type Ask,
  answerWith,
  type Card,
  hasRole,
  onceIdOf,
  type PressHandler,
  type Problems,
  press,
  type Reply,
  type Typed,
} from '../chat/index.ts'
import type { World } from '../database/index.ts'
import { Refusal } from '../shared/errors.ts'
import type { FollowUpId, OnceId } from '../shared/ids.ts'
import type { Locale } from '../shared/locale.ts'
import { type Role, roles } from '../shared/person.ts'
import { localDate } from '../shared/stockholm.ts'
import {
  followUpForm,
  followUpReceiptCard,
  followUpsCard,
  followUpVerbs,
  followUpWithdrawnCard,
} from './follow-up-cards.ts'
import { followUpInput } from './follow-up-input.ts'
import type { Law } from './law.ts'
import {
  correctFollowUp,
  followUpFor,
  noteFollowUp,
  restoreFollowUp,
  withdrawFollowUp,
} from './note-follow-up.ts'
import { showFollowUps } from './show-follow-ups.ts'

const coordinating: readonly Role[] = ['coordinator']

type Data = Readonly<Record<string, unknown>>

/** What can be pressed about what was followed up: coordinators note, correct and take back, everybody reads. */
export function followUpPresses(world: World, law: Law): readonly PressHandler[] {
  const today = () => localDate(world.clock.now())
  const input = (locale: Locale) => followUpInput(locale, today())
  const coordinators = (verb: string, run: PressHandler['run']) => ({ verb, roles: coordinating, run })
  return [
    {
      verb: followUpVerbs.list,
      roles,
      run: async (ask) => {
        const { councilId, councilName } = ask.who
        const { followUps } = await showFollowUps(world, councilId, law)
        const coordinates = hasRole(ask.who, coordinating)
        return shown(followUpsCard({ councilId, councilName, followUps, coordinates, law }, ask.locale))
      },
    },
    coordinators(followUpVerbs.form, async (ask) =>
      shown(followUpForm(frame(ask, {}, {}), today(), undefined)),
    ),
    press({
      verb: followUpVerbs.note,
      roles: coordinating,
      input: (locale) => z.object(input(locale)),
      again: async (ask, typed, problems) =>
        shown(followUpForm(frame(ask, typed, problems, onceIdOf(typed)), today(), undefined)),
      run: async (ask, { date, things }) => {
        const noted = await noteFollowUp(world, ask, { followedOn: date, things })
        return shown(followUpReceiptCard(noted, 'noted', ask.locale), true)
      },
    }),
    coordinators(followUpVerbs.correctForm, async (ask, data) => correctForm(world, ask, idOf(data), {}, {})),
    press({
      verb: followUpVerbs.correct,
      roles: coordinating,
      input: (locale) =>
        z.object({ ...input(locale), followUp: z.string().catch(''), seen: z.coerce.number().catch(0) }),
      again: (ask, typed, problems) => correctForm(world, ask, idOf(typed), typed, problems, onceIdOf(typed)),
      run: async (ask, { date, things, followUp, seen }) => {
        const told = { followedOn: date, things }
        const corrected = await correctFollowUp(world, ask, followUp as FollowUpId, told, seen)
        return shown(followUpReceiptCard(corrected, 'corrected', ask.locale), true)
      },
    }),
    coordinators(followUpVerbs.withdraw, async (ask, data) =>
      shown(followUpWithdrawnCard(await withdrawFollowUp(world, ask, idOf(data)), ask.locale), true),
    ),
    coordinators(followUpVerbs.restore, async (ask, data) =>
      shown(followUpReceiptCard(await restoreFollowUp(world, ask, idOf(data)), 'restored', ask.locale), true),
    ),
  ]

  async function correctForm(
    inside: World,
    ask: Ask,
    id: FollowUpId,
    typed: Typed,
    problems: Problems,
    once?: OnceId,
  ): Promise<Reply> {
    const followUp = await followUpFor(inside, ask.who.councilId, id)
    if (followUp.withdrawn) throw new Refusal('withdrawn')
    return shown(followUpForm(frame(ask, typed, problems, once), today(), followUp))
  }
}

function frame(ask: Ask, typed: Typed, problems: Problems, once?: OnceId) {
  return { locale: ask.locale, council: ask.who.councilId, once, typed, problems }
}

function idOf({ followUp }: Data): FollowUpId {
  return (typeof followUp === 'string' ? followUp : '') as FollowUpId
}

function shown(card: Card, stays = false): Reply {
  return answerWith(card, card.fallbackText, stays)
}
