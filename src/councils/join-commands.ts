import { z } from 'zod'
import {
  type Ask,
  answerWith,
  type Command,
  joinVerb,
  type OutsiderAsk,
  onceIdOf,
  type PressHandler,
  type Problems,
  pressForOutsider,
  type Reply,
  type Sayable,
  say,
} from '../chat/index.ts'
import type { World } from '../database/index.ts'
import { roles } from '../shared/person.ts'
import { askToJoin } from './ask-to-join.ts'
import { joinFormCard, joinPausedCard, joinSendVerb, joinSentCard, whichToJoinCard } from './join-cards.ts'
import type { GivenBack } from './member-forms.ts'
import { organisationInput, titleInput } from './member-input.ts'
import type { RulesOf } from './privacy-rules.ts'
import { shortText } from './short-text-input.ts'
import { type Joining, joinable, showJoining } from './show-join.ts'
import { councilWords } from './words.ts'

/** How somebody asks to be let into a council: those who are in none, and members who want to be in one more. */
export function joinSayable(world: World, rulesOf: RulesOf): Sayable {
  return { commands: [joinCommand(world)], presses: [formPress(world), sendPress(world, rulesOf)] }
}

function joinCommand(world: World): Command {
  return {
    id: joinVerb,
    name: 'gå med',
    aliases: ['join', 'ansök', 'bli medlem', 'join council'],
    roles,
    help: (locale) => councilWords(locale).helpJoin,
    run: (ask) => oneMore(world, ask),
    runForOutsider: (ask) => whereTo(world, ask),
  }
}

function formPress(world: World): PressHandler {
  return {
    verb: joinVerb,
    roles,
    run: (ask, data) => (data.council === undefined ? oneMore(world, ask) : Promise.resolve(alreadyIn(ask))),
    runForOutsider: (ask, data) => whereTo(world, ask, data.council),
  }
}

function sendPress(world: World, rulesOf: RulesOf): PressHandler {
  return pressForOutsider({
    verb: joinSendVerb,
    roles,
    input: (locale) =>
      z.object({
        title: titleInput(locale),
        organisation: organisationInput(locale),
        council: z.unknown().optional(),
        once: z.string().optional(),
      }),
    again: (ask, typed, problems) => formAgain(world, ask, typed.council, typed, problems),
    run: async (ask, { title, organisation: key, council, once }) => {
      if (!isAlone(ask)) return elsewhere(ask)
      const joining = await joiningTo(world, ask, council)
      if (!joining || joining.paused) return whereTo(world, ask, council)
      const organisation = joining.organisations.find((one) => one.key === key)
      if (!organisation) {
        const typed = { title, organisation: key, once: once ?? '' }
        const problems = { organisation: councilWords(ask.locale).problems.organisation }
        return formAgain(world, ask, council, typed, problems)
      }
      const checked = await shortText(world, rulesOf, joining.councilId, title, ask.locale)
      if (checked.problem !== undefined) {
        const typed = { title, organisation: key, once: once ?? '' }
        return formAgain(world, ask, council, typed, { title: checked.problem })
      }
      await askToJoin(world, ask, joining.councilId, { title: checked.text, organisation })
      const card = joinSentCard(joining, ask.locale)
      return answerWith(card, card.fallbackText, true)
    },
    runForMember: async (ask) => alreadyIn(ask),
  })
}

/** What a member gets: the councils that there are besides one's own. */
async function oneMore(world: World, ask: Ask): Promise<Reply> {
  const councils = await joinable(world, ask.who.person)
  const words = councilWords(ask.locale).join
  if (councils.length === 0) return say(`${words.alreadyIn(ask.who.councilName)} ${words.noMore}`)
  const card = whichToJoinCard(councils, ask.locale)
  return answerWith(card, card.fallbackText)
}

function alreadyIn(ask: Ask): Reply {
  return say(councilWords(ask.locale).join.alreadyIn(ask.who.councilName))
}

/** Others are not to read who asks, nor what was answered; and the answer needs a chat to come to. */
function isAlone(ask: OutsiderAsk): boolean {
  return ask.where.kind === 'personal'
}

function elsewhere(ask: OutsiderAsk): Reply {
  return say(councilWords(ask.locale).join.elsewhere)
}

/** The form for the council pointed at, or for the only one there is; else the question which one. */
async function whereTo(world: World, ask: OutsiderAsk, council?: unknown): Promise<Reply> {
  if (!isAlone(ask)) return elsewhere(ask)
  const councils = await joinable(world, ask.person)
  const only = councils.length === 1 ? councils[0]?.id : undefined
  const joining = (await joiningTo(world, ask, council)) ?? (await joiningTo(world, ask, only))
  if (joining) return formReply(world, ask, joining, {}, undefined)
  if (councils.length === 0) return say(councilWords(ask.locale).join.none)
  const card = whichToJoinCard(councils, ask.locale)
  return answerWith(card, card.fallbackText)
}

async function formAgain(
  world: World,
  ask: OutsiderAsk,
  council: unknown,
  typed: Readonly<Record<string, string>>,
  problems: Problems,
): Promise<Reply> {
  const joining = isAlone(ask) ? await joiningTo(world, ask, council) : undefined
  if (!joining) return whereTo(world, ask)
  return formReply(world, ask, joining, typed, { problems, once: onceIdOf(typed) })
}

async function joiningTo(world: World, ask: OutsiderAsk, council: unknown): Promise<Joining | undefined> {
  return typeof council === 'string' ? showJoining(world, ask.person, council) : undefined
}

async function formReply(
  world: World,
  ask: OutsiderAsk,
  joining: Joining,
  typed: Readonly<Record<string, string>>,
  back: GivenBack | undefined,
): Promise<Reply> {
  const now = world.clock.now()
  if (joining.paused) {
    const card = joinPausedCard(joining, joining.paused, now, ask.locale)
    return answerWith(card, card.fallbackText)
  }
  const { open } = joining
  const filled = back || !open ? typed : { title: open.title, organisation: open.organisation.key }
  const card = joinFormCard({ ...joining, now }, filled, back, ask.locale)
  return answerWith(card, card.fallbackText)
}
