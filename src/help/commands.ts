import {
  type Ask,
  answerWith,
  type Command,
  hasRole,
  helpVerb,
  operatorsAnswer,
  type Reply,
  reportVerb,
  type Sayable,
} from '../chat/index.ts'
import { roles } from '../shared/person.ts'
import { helpCard } from './cards.ts'
import { helpWords } from './words.ts'

/** `hjälp`: made from what the other features declare, so that it cannot say something else than what is true. */
export function helpSayable(others: readonly Sayable[]): Sayable {
  const help: Command = {
    id: helpVerb,
    name: 'hjälp',
    aliases: ['help', '?', 'hej', 'hello', 'start'],
    roles,
    help: (locale) => helpWords(locale).help,
    run: (ask) => showHelp(ask),
  }
  const commands = [...others.flatMap((sayable) => sayable.commands), help]

  async function showHelp(ask: Ask): Promise<Reply> {
    const asked = { who: ask.who.person, where: ask.where }
    const usable = commands.filter(
      (command) => hasRole(ask.who, command.roles) || operatorsAnswer(command, asked),
    )
    const mayReport = usable.some(({ id }) => id === reportVerb)
    const card = helpCard(
      ask.who,
      usable.map((command) => command.help(ask.locale)),
      mayReport,
      ask.locale,
    )
    return answerWith(card, card.fallbackText)
  }
  return { commands: [help], presses: [{ verb: helpVerb, roles, run: showHelp }] }
}
