import {
  type Ask,
  answerWith,
  type Command,
  chooseCouncilVerb,
  hasRole,
  type PressHandler,
  type Reply,
  type Sayable,
  say,
  switchCouncilVerb,
  type Where,
} from '../chat/index.ts'
import type { World } from '../database/index.ts'
import { Refusal } from '../shared/errors.ts'
import { roles } from '../shared/person.ts'
import type { LocalDate } from '../shared/stockholm.ts'
import { chosenCard, councilCard, showVerb, versionsCard, versionsVerb, whichCouncilCard } from './cards.ts'
import { channelSayable } from './channel-commands.ts'
import { choiceOf, chooseCouncil } from './choose-council.ts'
import { daysMeant } from './council.ts'
import { followUpPresses } from './follow-up-commands.ts'
import { joinSayable } from './join-commands.ts'
import { joinRequestPresses } from './join-request-commands.ts'
import { type Law, readLaw } from './law.ts'
import { memberSayable } from './member-commands.ts'
import type { RulesOf } from './privacy-rules.ts'
import { settingsSayable } from './settings-commands.ts'
import { showCouncil } from './show-council.ts'
import { showFollowUps } from './show-follow-ups.ts'
import { councilWords } from './words.ts'

/** What a person can ask about the council and its members. */
export function councilSayable(world: World, rulesOf: RulesOf, law: Law = readLaw()): Sayable {
  const others = [
    memberSayable(world, rulesOf),
    joinSayable(world, rulesOf),
    channelSayable(world),
    settingsSayable(world),
  ]
  return {
    commands: [
      councilCommand(world, law),
      switchCommand(world),
      ...others.flatMap((sayable) => sayable.commands),
    ],
    presses: [
      ...councilPresses(world, law),
      ...followUpPresses(world, law),
      ...joinRequestPresses(world, rulesOf),
      ...others.flatMap((sayable) => sayable.presses),
    ],
  }
}

function councilCommand(world: World, law: Law): Command {
  return {
    id: showVerb,
    name: 'råd',
    aliases: ['rådet', 'council', 'överenskommelse', 'överenskommelsen', 'agreement'],
    roles,
    help: (locale) => councilWords(locale).helpCouncil,
    run: async (ask, rest) => {
      const days = daysMeant(rest)
      if (rest !== '' && days.length === 0) return say(councilWords(ask.locale).dayNotUnderstood)
      return councilReply(world, law, ask, days)
    },
  }
}

function switchCommand(world: World): Command {
  return {
    id: switchCouncilVerb,
    name: 'byt råd',
    aliases: ['välj råd', 'switch council', 'choose council'],
    roles,
    help: (locale) => councilWords(locale).helpSwitch,
    run: (ask) => switchReply(world, ask),
  }
}

async function switchReply(world: World, ask: Ask): Promise<Reply> {
  const words = councilWords(ask.locale)
  const { councils, decided } = await choiceOf(world, ask.who.person, ask.where)
  if (councils.length < 2) return say(words.onlyCouncil(ask.who.councilName))
  if (decided) return say(words.channelDecides(decided))
  return answerWith(whichCouncilCard(councils, ask.locale), words.otherCouncil)
}

function councilPresses(world: World, law: Law): readonly PressHandler[] {
  return [
    {
      verb: showVerb,
      roles,
      run: async (ask, data) =>
        councilReply(world, law, ask, typeof data.day === 'string' ? daysMeant(data.day) : []),
    },
    {
      verb: versionsVerb,
      roles,
      run: async (ask) => {
        const council = await showCouncil(world, ask.who.councilId)
        if (!council) throw new Refusal('notFound')
        const card = versionsCard({ ...council, councilId: ask.who.councilId }, ask.locale)
        return answerWith(card, councilWords(ask.locale).earlierTitle)
      },
    },
    { verb: switchCouncilVerb, roles, run: (ask) => switchReply(world, ask) },
    {
      verb: chooseCouncilVerb,
      roles,
      run: async (ask) => {
        await chooseCouncil(world, ask)
        const chosen = { id: ask.who.councilId, name: ask.who.councilName }
        const summary = councilWords(ask.locale).chosenTitle(chosen.name)
        // In a chat with others the card stays for them: they may mean another council.
        return answerWith(chosenCard(chosen, ask.locale), summary, ask.where.kind === 'personal')
      },
    },
  ]
}

async function councilReply(world: World, law: Law, ask: Ask, days: readonly LocalDate[]): Promise<Reply> {
  const { councilId, person } = ask.who
  const council = await showCouncil(world, councilId, days)
  if (!council) throw new Refusal('notFound')
  const choice = await choiceOf(world, person, ask.where)
  const mayChooseCouncil = ask.where.kind === 'personal' && choice.councils.length > 1
  const coordinates = hasRole(ask.who, ['coordinator'])
  const cardsGo = coordinates ? placeOfCards(council.channel, ask.where) : undefined
  const { states, followUps } = await showFollowUps(world, councilId, law)
  const followUp = { councilId, states, any: followUps.length > 0, coordinates, law }
  const card = councilCard({ ...council, councilId, mayChooseCouncil, cardsGo, followUp }, ask.locale)
  return answerWith(card, councilWords(ask.locale).councilSummary(council.name))
}

function placeOfCards(channel: string | undefined, where: Where): 'here' | 'inChannel' | 'oneByOne' {
  if (channel === undefined) return 'oneByOne'
  return channel === where.conversationId ? 'here' : 'inChannel'
}
