import {
  type Ask,
  answerWith,
  type Command,
  hasRole,
  helpVerb,
  joinVerb,
  operatorsAnswer,
  type Reply,
  reportVerb,
  type Sayable,
  switchCouncilVerb,
} from '../chat/index.ts'
import { type Role, roles } from '../shared/person.ts'
import { helpCard } from './cards.ts'
import { type HelpGroup, helpGroups, helpWords } from './words.ts'

/** What somebody of a role does most, in that order. Who has several roles is shown what the first of these does. */
const mostUsed: readonly (readonly [Role, readonly string[]])[] = [
  [
    'coordinator',
    ['incidents.list', 'actions.form', 'actions.list', 'meetings.agenda', 'minutes.show', 'councils.members'],
  ],
  [
    'chair',
    ['meetings.agenda', 'minutes.show', 'minutes.decisions', 'actions.list', 'promises.list', reportVerb],
  ],
  [
    'councilMember',
    ['actions.mine', 'meetings.list', 'meetings.agendaForm', 'actions.list', 'promises.form', reportVerb],
  ],
  ['registrar', ['minutes.show', 'minutes.decisions', 'meetings.list', 'actions.list', 'councils.show']],
  [
    'reporter',
    [reportVerb, 'incidents.nothing', 'incidents.list', 'actions.mine', 'promises.form', 'search.find'],
  ],
]

/** The ids of the commands that these roles use most. */
export function firstFor(roles: readonly Role[]): readonly string[] {
  return mostUsed.find(([role]) => roles.includes(role))?.[1] ?? []
}

const own = new Set([helpVerb, joinVerb, switchCouncilVerb, 'meetings.calendar'])
const groupOfFeature: Readonly<Record<string, HelpGroup>> = {
  incidents: 'incidents',
  search: 'incidents',
  actions: 'actions',
  promises: 'actions',
  meetings: 'meetings',
  minutes: 'meetings',
  reminders: 'own',
}

/** What a command is gathered under. */
export function groupOf(id: string): HelpGroup {
  return own.has(id) ? 'own' : (groupOfFeature[id.split('.')[0] ?? ''] ?? 'council')
}

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
    const ids = firstFor(ask.who.roles)
    const helpsOf = (some: readonly Command[]) => some.map((command) => command.help(ask.locale))
    const first = ids.flatMap((id) => usable.find((command) => command.id === id) ?? [])
    const others = usable.filter((command) => !first.includes(command))
    const rest = helpGroups
      .map((group) => ({ group, helps: helpsOf(others.filter(({ id }) => groupOf(id) === group)) }))
      .filter(({ helps }) => helps.length > 0)
    const card = helpCard(ask.who, { first: helpsOf(first), rest }, mayReport, ask.locale)
    return answerWith(card, card.fallbackText)
  }
  return { commands: [help], presses: [{ verb: helpVerb, roles, run: showHelp }] }
}
