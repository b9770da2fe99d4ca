import { Refusal } from '../shared/errors.ts'
import type { CouncilId, OnceId } from '../shared/ids.ts'
import type { Locale } from '../shared/locale.ts'
import { tidy } from '../shared/text.ts'
import { button } from './button.ts'
import type { Ask, FindStanding, Standing } from './caller.ts'
import { hasRole, outsiderAsk } from './caller.ts'
import { card, footnote, heading, paragraph, withLetterhead } from './card.ts'
import { type Command, operatorsAnswer, type PressHandler, type Sayable } from './command.ts'
import type { Intent, Press, Words } from './intent.ts'
import { findCommand, type Name, namesOf, nearest } from './names.ts'
import { answerWith, besideOthers, type Reply, say, sayLater } from './reply.ts'
import { quotedBy, type Waiting, waitingLine, waitingPointers } from './waiting-line.ts'
import { chatWords } from './words.ts'

/** The verbs the chat itself puts on buttons; features that answer them declare them by these names. */
export const reportVerb = 'incidents.form'
export const helpVerb = 'help.show'
export const sayAgainVerb = 'help.say'
export const chooseCouncilVerb = 'councils.choose'
export const switchCouncilVerb = 'councils.which'
export const joinVerb = 'councils.joinForm'

/** How long a line may be to be carried by a button; a longer one would lose its end. */
const lineLength = 500
/** So much of a line is read, in characters. No text that we keep is as long, so what is cut off would be refused anyhow. */
const longestLine = 10_000

export interface RouterOptions {
  readonly sayables: readonly Sayable[]
  readonly findStanding: FindStanding
  /** Is told of what nobody expected; never with what a person wrote. */
  readonly onFault: (fault: unknown, about: { said: string }) => void
}

/** Turns an intent into a reply. It never throws: whatever goes wrong is told to the operator and kindly to the person. */
export type Route = (intent: Intent) => Promise<Reply>

export function createRouter(options: RouterOptions): Route {
  const commands = options.sayables.flatMap((sayable) => sayable.commands)
  const presses = new Map<string, PressHandler>()
  for (const handler of options.sayables.flatMap((sayable) => sayable.presses)) {
    if (presses.has(handler.verb)) throw new Error(`the verb ${handler.verb} is declared twice`)
    presses.set(handler.verb, handler)
  }
  const book = namesOf(commands)

  return async (wanted) => {
    const said = storable(wanted.said)
    const intent = { ...wanted, said }
    try {
      const line = lineOf(said)
      return line !== undefined
        ? await answerWords(intent, line, book, options)
        : await answerPress(intent, said as Press, presses, book, options)
    } catch (problem) {
      const words = chatWords(intent.locale)
      if (problem instanceof Refusal) return say(words.refusals[problem.reason])
      options.onFault(problem, { said: said.kind === 'press' ? said.verb : 'words' })
      return sayLater(said.kind === 'press' ? words.broken : words.brokenLine)
    }
  }
}

/** Without the character U+0000, which PostgreSQL cannot hold and nobody can type. */
function storable(said: Words | Press): Words | Press {
  const clean = (text: string) => text.replaceAll('\0', '')
  if (said.kind === 'words') return { ...said, text: clean(said.text) }
  const data = Object.entries(said.data).map(
    ([name, value]) => [name, typeof value === 'string' ? clean(value) : value] as const,
  )
  return { ...said, data: Object.fromEntries(data) }
}

/** What was written, or what a pressed suggestion says in its place; undefined for every other press. */
function lineOf(said: Words | Press): string | undefined {
  if (said.kind === 'words') return said.text
  return said.verb === sayAgainVerb && typeof said.data.line === 'string' ? said.data.line : undefined
}

async function answerWords(
  intent: Intent,
  line: string,
  names: readonly Name[],
  options: RouterOptions,
): Promise<Reply> {
  const text = tidy(line.slice(0, longestLine))
  const found = findCommand(text, names)
  const operated = found && operatorsAnswer(found.command, intent)
  if (operated) return operated(outsiderAsk(intent), found.rest)
  const standing = await options.findStanding(intent.who, intent.where, councilOf(intent.said))
  if (standing.kind === 'outsider') {
    const reply = found?.command.runForOutsider?.(outsiderAsk(intent), found.rest)
    return reply ?? outsiderReply(intent.locale)
  }
  if (standing.kind === 'undecided') {
    const switching = found?.command.id === switchCouncilVerb
    const waiting = switching ? undefined : { text, ...quotedBy(intent.said) }
    return whichCouncil(intent.locale, standing.councils, waiting)
  }
  const ask = { ...askOf(intent, standing), ...quotedBy(intent.said) }
  return saidFor(standing, await answerMember(ask, text, names))
}

/** What a member wrote, answered in the council they speak in now. */
async function answerMember(ask: Ask, text: string, names: readonly Name[]): Promise<Reply> {
  const found = findCommand(text, names)
  if (!found) return notUnderstood(ask, text, names)
  if (!hasRole(ask.who, found.command.roles)) return notYourRole(ask.locale, found.command.roles)
  return found.command.run(ask, found.rest)
}

function askOf(intent: Intent, standing: Standing & { kind: 'member' }): Ask {
  return { who: standing.member, where: intent.where, locale: intent.locale, onceId: intent.onceId }
}

/** Who sits in several councils reads on every card we answer with which one it is about. */
function saidFor({ member, several }: Standing & { kind: 'member' }, reply: Reply): Reply {
  if (!several || reply.kind !== 'card') return reply
  return { ...reply, card: withLetterhead(reply.card, member.councilName) }
}

/** The council that a pressed card says it belongs to; a line that was written names none. */
function councilOf(said: Words | Press): CouncilId | undefined {
  return said.kind === 'press' && typeof said.data.council === 'string'
    ? (said.data.council as CouncilId)
    : undefined
}

async function answerPress(
  intent: Intent,
  said: Press,
  presses: ReadonlyMap<string, PressHandler>,
  names: readonly Name[],
  options: RouterOptions,
): Promise<Reply> {
  const { locale } = intent
  const handler = presses.get(said.verb)
  if (!handler || (said.isLook && !handler.reads)) return say(chatWords(locale).unknownPress)
  const operated = operatorsAnswer(handler, intent)
  if (operated) return operated(outsiderAsk(intent), said.data)
  const councilId = councilOf(said)
  const standing = await options.findStanding(intent.who, intent.where, councilId)
  if (standing.kind === 'undecided') return whichCouncil(locale, standing.councils, lineFor(said.verb, names))
  if (standing.kind === 'outsider') {
    if (handler.runForOutsider) return handler.runForOutsider(outsiderAsk(intent), said.data)
    return councilId ? say(chatWords(locale).refusals.notAllowed) : outsiderReply(locale)
  }
  if (!hasRole(standing.member, handler.roles)) return notYourRole(locale, handler.roles)
  const ask = askOf(intent, standing)
  const reply = besideOthers(said.data, await handler.run(ask, said.data))
  // The line that was written before the council was chosen has waited in the card.
  const waiting = said.verb === chooseCouncilVerb ? waitingLine(said.data) : undefined
  if (!waiting) return saidFor(standing, reply)
  const { text, ...quoted } = waiting
  const answer = await answerMember({ ...ask, ...quoted }, text, names)
  const settled = reply.kind === 'card' && reply.stays && answer.kind === 'card'
  return saidFor(standing, settled ? { ...answer, stays: true } : answer)
}

/** What one would write to get what a button gives, for the buttons that do what a command does. */
function lineFor(verb: string, names: readonly Name[]): Waiting | undefined {
  const found = verb === switchCouncilVerb ? undefined : names.find(({ command }) => command.id === verb)
  return found && { text: found.command.name }
}

function notYourRole(locale: Locale, allowed: Command['roles']): Reply {
  const words = chatWords(locale)
  const names = allowed.map((role) => words.roles[role])
  const last = names.at(-1) ?? ''
  const list = names.length > 1 ? `${names.slice(0, -1).join(', ')} ${words.or} ${last}` : last
  return say(words.notYourRole(list))
}

function outsiderReply(locale: Locale): Reply {
  const words = chatWords(locale)
  return answerWith(
    card(
      locale,
      words.outsider,
      [heading(words.outsiderTitle), paragraph(words.outsider), footnote(words.emergency)],
      [button({ title: words.askToJoin, verb: joinVerb, style: 'positive' })],
    ),
    words.outsiderTitle,
  )
}

/** Asks which council is meant; what was written is kept in the buttons and answered once one is chosen. */
function whichCouncil(
  locale: Locale,
  councils: readonly { id: CouncilId; name: string }[],
  waiting: Waiting | undefined,
): Reply {
  const words = chatWords(locale)
  const pointers = waiting && waitingPointers(waiting, councils.length)
  const buttons = councils.map((council) =>
    button({
      title: council.name,
      verb: chooseCouncilVerb,
      council: council.id,
      ...(pointers ? { pointers } : {}),
    }),
  )
  const then = pointers ? words.thenAnswer : words.thenWrite
  return answerWith(
    card(locale, words.whichCouncil, [
      heading(words.whichCouncilTitle),
      paragraph(`${words.whichCouncil} ${then}`),
      { type: 'ActionSet', actions: buttons },
    ]),
    words.whichCouncilTitle,
  )
}

/** Small slips are met with "Menade du …?"; what was written can become a report with one press. */
function notUnderstood(ask: Ask, text: string, names: readonly Name[]): Reply {
  const words = chatWords(ask.locale)
  const near = nearest(text, names, ask, lineLength)
  const council = ask.who.councilId
  const mayReport = names.some(({ command }) => command.id === reportVerb && hasRole(ask.who, command.roles))
  const body = [
    heading(words.unknownTitle),
    near ? paragraph(words.didYouMean(near.name)) : undefined,
    paragraph(mayReport ? words.tryHelp : words.tryHelpOnly, near ? 'Small' : 'Medium'),
  ]
  const actions = [
    near ? suggestion(near.name, near.line, council) : undefined,
    mayReport
      ? button({
          title: words.reportIt,
          verb: reportVerb,
          council,
          pointers: { text: text.slice(0, lineLength) },
        })
      : undefined,
    button({ title: words.showHelp, verb: helpVerb, council }),
  ]
  return answerWith(card(ask.locale, words.tryHelpOnly, body, actions), words.unknownTitle)
}

function suggestion(name: string, line: string, council: CouncilId) {
  return button({ title: name, verb: sayAgainVerb, council, pointers: { line } })
}

/** The id that a press carries in its card, when it has the form of one. */
export function onceIdOf(data: Readonly<Record<string, unknown>>): OnceId | undefined {
  const once = data.once
  return typeof once === 'string' && /^[\w-]{8,80}$/.test(once) ? (once as OnceId) : undefined
}
