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
import { joinSayable } from './join-commands.ts'
import { joinRequestPresses } from './join-request-commands.ts'
import { memberSayable } from './member-commands.ts'
import type { RulesOf } from './privacy-rules.ts'
import { settingsSayable } from './settings-commands.ts'
import { showCouncil } from './show-council.ts'
import { councilWords } from './words.ts'

/** What a person can ask about the council and its members. */
export function councilSayable(world: World, rulesOf: RulesOf): Sayable {
  const others = [
    memberSayable(world, rulesOf),
    joinSayable(world, rulesOf),
    channelSayable(world),
    settingsSayable(world),
  ]
  return {
    commands: [councilCommand(world), switchCommand(world), ...others.flatMap((sayable) => sayable.commands)],
    presses: [
      ...councilPresses(world),
      ...joinRequestPresses(world, rulesOf),
      ...others.flatMap((sayable) => sayable.presses),
    ],
  }
}

function councilCommand(world: World): Command {
  return {
    id: showVerb,
    name: 'råd',
    aliases: ['rådet', 'council', 'överenskommelse', 'överenskommelsen', 'agreement'],
    roles,
    help: (locale) => councilWords(locale).helpCouncil,
    run: async (ask, rest) => {
      const days = daysMeant(rest)
      if (rest !== '' && days.length === 0) return say(councilWords(ask.locale).dayNotUnderstood)
      return councilReply(world, ask, days)
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

function councilPresses(world: World): readonly PressHandler[] {
  return [
    {
      verb: showVerb,
      roles,
      run: async (ask, data) =>
        councilReply(world, ask, typeof data.day === 'string' ? daysMeant(data.day) : []),
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

async function councilReply(world: World, ask: Ask, days: readonly LocalDate[]): Promise<Reply> {
  const { councilId, person } = ask.who
  const council = await showCouncil(world, councilId, days)
  if (!council) throw new Refusal('notFound')
  const choice = await choiceOf(world, person, ask.where)
  const mayChooseCouncil = ask.where.kind === 'personal' && choice.councils.length > 1
  const cardsGo = hasRole(ask.who, ['coordinator']) ? placeOfCards(council.channel, ask.where) : undefined
  const card = councilCard({ ...council, councilId, mayChooseCouncil, cardsGo }, ask.locale)
  return answerWith(card, councilWords(ask.locale).councilSummary(council.name))
}

function placeOfCards(channel: string | undefined, where: Where): 'here' | 'inChannel' | 'oneByOne' {
  if (channel === undefined) return 'oneByOne'
  return channel === where.conversationId ? 'here' : 'inChannel'
}
