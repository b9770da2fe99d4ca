import {
  type Ask,
  answerWith,
  type Command,
  chooseCouncilVerb,
  type PressHandler,
  type Reply,
  type Sayable,
  say,
} from '../chat/index.ts'
import type { World } from '../database/index.ts'
import { Refusal } from '../shared/errors.ts'
import { roles } from '../shared/person.ts'
import type { LocalDate } from '../shared/stockholm.ts'
import {
  chosenCard,
  councilCard,
  showVerb,
  versionsCard,
  versionsVerb,
  whichCouncilCard,
  whichVerb,
} from './cards.ts'
import { chooseCouncil, councilsOf } from './choose-council.ts'
import { daysMeant } from './council.ts'
import { memberSayable } from './member-commands.ts'
import { showCouncil } from './show-council.ts'
import { councilWords } from './words.ts'

/** What a person can ask about the council and its members. */
export function councilSayable(world: World): Sayable {
  const members = memberSayable(world)
  return {
    commands: [councilCommand(world), ...members.commands],
    presses: [...councilPresses(world), ...members.presses],
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
    {
      verb: whichVerb,
      roles,
      run: async (ask) => {
        const card = whichCouncilCard(await councilsOf(world, ask.who.person), ask.locale)
        return answerWith(card, councilWords(ask.locale).otherCouncil)
      },
    },
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
  const mayChooseCouncil = ask.where.kind === 'personal' && (await councilsOf(world, person)).length > 1
  const card = councilCard({ ...council, councilId, mayChooseCouncil }, ask.locale)
  return answerWith(card, councilWords(ask.locale).councilSummary(council.name))
}
