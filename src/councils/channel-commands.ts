import {
  type Ask,
  answerWith,
  type Command,
  type PressHandler,
  type Reply,
  type Sayable,
  say,
} from '../chat/index.ts'
import type { World } from '../database/index.ts'
import type { Role } from '../shared/person.ts'
import { fold } from '../shared/text.ts'
import { connectedCard, connectVerb, disconnectedCard, disconnectVerb } from './channel-cards.ts'
import { connectCouncil, disconnectCouncil } from './connect-channel.ts'
import { councilWords } from './words.ts'

const coordinators: readonly Role[] = ['coordinator']

/** How coordinators choose the channel that the council's cards come to. */
export function channelSayable(world: World): Sayable {
  const disconnect = disconnectCommand(world)
  return {
    commands: [connectCommand(world), disconnect],
    presses: [connectPress(world), disconnectPress(world)],
  }
}

function connectCommand(world: World): Command {
  return {
    id: connectVerb,
    name: 'koppla råd',
    aliases: ['koppla', 'koppla rådet', 'connect council', 'connect'],
    roles: coordinators,
    help: (locale) => councilWords(locale).helpConnect,
    run: async (ask, rest) =>
      // What connects has to be meant: "koppla ihop …" is something else.
      meansCouncil(rest)
        ? connectReply(world, ask, false)
        : say(councilWords(ask.locale).channel.onlyInChannel),
  }
}

/** The button of the welcome in a channel: the council has another one, and a coordinator wants this one instead. */
function connectPress(world: World): PressHandler {
  return { verb: connectVerb, roles: coordinators, run: (ask) => connectReply(world, ask, true) }
}

async function connectReply(world: World, ask: Ask, pressed: boolean): Promise<Reply> {
  const words = councilWords(ask.locale).channel
  if (ask.where.kind !== 'channel') return say(words.onlyInChannel)
  const came = await connectCouncil(world, ask, ask.where.conversationId)
  if (came === 'taken' || came === 'foreign') return say(words[came])
  const card = connectedCard({ id: ask.who.councilId, name: ask.who.councilName }, came, ask.locale)
  return answerWith(card, card.fallbackText, pressed)
}

function disconnectCommand(world: World): Command {
  return {
    id: disconnectVerb,
    name: 'koppla från',
    aliases: ['koppla bort', 'disconnect council', 'disconnect'],
    roles: coordinators,
    help: (locale) => councilWords(locale).helpDisconnect,
    run: async (ask, rest) =>
      meansCouncil(rest) ? disconnectReply(world, ask) : say(councilWords(ask.locale).channel.onlyInChannel),
  }
}

function disconnectPress(world: World): PressHandler {
  return { verb: disconnectVerb, roles: coordinators, run: (ask) => disconnectReply(world, ask) }
}

/** In a channel it is about that channel; elsewhere, about whichever channel the council has. */
async function disconnectReply(world: World, ask: Ask): Promise<Reply> {
  const words = councilWords(ask.locale).channel
  const inChannel = ask.where.kind === 'channel'
  const done = await disconnectCouncil(world, ask, inChannel ? ask.where.conversationId : undefined)
  if (!done) return say(inChannel ? words.notConnectedHere : words.notConnected)
  const card = disconnectedCard(ask.who.councilName, ask.locale)
  return answerWith(card, card.fallbackText, true)
}

function meansCouncil(rest: string): boolean {
  return ['', 'rad', 'radet', 'kanalen', 'council', 'channel'].includes(fold(rest))
}
