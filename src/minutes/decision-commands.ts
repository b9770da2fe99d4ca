import { actionNow } from '../actions/index.ts'
import { type Ask, type Card, type Reply, type Sayable, say, typedTexts } from '../chat/index.ts'
import { listedMembers, type RulesOf } from '../councils/index.ts'
import type { World } from '../database/index.ts'
import { Refusal } from '../shared/errors.ts'
import type { DecisionId } from '../shared/ids.ts'
import { tidy } from '../shared/text.ts'
import { checkedTexts, frameOf, readerOf, shown, unlessLocked, writingPresses } from './answer-commands.ts'
import { assign, bookOpenNow, decide, decisionFor, memberFor, withdrawDecision } from './decide.ts'
import { type Decision, type MinutesBook, openSection, reading, type Section } from './minutes.ts'
import { type Data, readAssigned, readDecision, readWhy, textIn } from './minutes-input.ts'
import { sectionOf } from './section-commands.ts'
import { minutesWords } from './words.ts'
import { assignForm, decisionCard, decisionForm, withdrawForm } from './writing-cards.ts'

/** `beslut: …` in the chat, and what can be pressed about decisions. */
export function decisionCommands(world: World, rulesOf: RulesOf): Sayable {
  const { opening, writing } = writingPresses(world)
  return {
    commands: [
      {
        id: 'minutes.decideForm',
        name: 'beslut',
        aliases: ['beslutat', 'decision', 'decided'],
        roles: reading,
        help: (locale) => minutesWords(locale).helpDecide,
        run: async (ask, rest) => {
          const book = await bookOpenNow(world, ask)
          const section = book && openSection(book)
          if (!section) return say(minutesWords(ask.locale).decide.nothingOpen)
          const text = tidy(rest)
          if (text === '') return openForm(ask, book, section)
          const said = { meeting: book.meeting.id, text }
          return unlessLocked(world, ask, said, () => make(ask, said, book, section))
        },
      },
    ],
    presses: [
      opening('decideForm', (ask, data, book) => openForm(ask, book, sectionOf(book, data))),
      writing('decide', (ask, data, book) => make(ask, data, book, sectionOf(book, data))),
      opening('assignForm', async (ask, data, book) => {
        const decision = openDecision(book, data)
        return shown(assignForm(decision, await owners(ask), frameOf(world, ask, book.meeting)))
      }),
      writing('assign', async (ask, data, book) => {
        const decision = await decisionOf(ask, data, book)
        const choices = await owners(ask)
        const back = (problems: Record<string, string>) =>
          shown(
            assignForm(
              decision,
              choices,
              frameOf(world, ask, book.meeting, typedTexts(data), problems, true),
            ),
          )
        const read = readAssigned(data, ask.locale, world.clock.now(), true)
        if (read.kind === 'faulty') return back(read.problems)
        const owner = read.said && (await memberFor(world, ask, read.said.owner))
        if (!read.said || !owner) return back({ owner: minutesWords(ask.locale).decide.ownerError })
        const { dueOn } = read.said
        return receipt(ask, await assign(world, ask, decision.id, { owner, dueOn }), book)
      }),
      opening('withdrawForm', async (ask, data, book) =>
        shown(withdrawForm(openDecision(book, data), frameOf(world, ask, book.meeting))),
      ),
      writing('withdraw', async (ask, data, book) => {
        const decision = await decisionOf(ask, data, book)
        const form = (problems = {}) =>
          withdrawForm(decision, frameOf(world, ask, book.meeting, typedTexts(data), problems, true))
        const read = readWhy(data, ask.locale)
        if (read.kind === 'faulty') return shown(form(read.problems))
        const verb = 'minutes.withdraw'
        const pointers = { meeting: book.meeting.id, decision: decision.id }
        const checked = await checkedTexts(world, rulesOf, ask, data, read.said, form, verb, pointers)
        if (checked.kind === 'advice') return checked.reply
        return receipt(ask, await withdrawDecision(world, ask, decision.id, checked.texts.why), book)
      }),
    ],
  }

  async function openForm(ask: Ask, book: MinutesBook, section: Section): Promise<Reply> {
    return shown(decisionForm(section, await owners(ask), frameOf(world, ask, book.meeting)))
  }

  async function make(ask: Ask, data: Data, book: MinutesBook, section: Section): Promise<Reply> {
    const choices = await owners(ask)
    const form = (problems = {}): Card =>
      decisionForm(section, choices, frameOf(world, ask, book.meeting, typedTexts(data), problems, true))
    const said = readDecision(data, ask.locale)
    const given = readAssigned(data, ask.locale, world.clock.now(), false)
    if (said.kind === 'faulty' || given.kind === 'faulty') {
      const problems = [said, given].map((one) => (one.kind === 'faulty' ? one.problems : {}))
      return shown(form(Object.assign({}, ...problems)))
    }
    const owner = given.said && (await memberFor(world, ask, given.said.owner))
    if (given.said && !owner) return shown(form({ owner: minutesWords(ask.locale).decide.ownerError }))
    const verb = 'minutes.decide'
    const pointers = { meeting: book.meeting.id, section: section.id }
    const checked = await checkedTexts(world, rulesOf, ask, data, said.said, form, verb, pointers)
    if (checked.kind === 'advice') return checked.reply
    const assigned = owner && given.said ? { owner, dueOn: given.said.dueOn } : undefined
    return receipt(
      ask,
      await decide(world, ask, section.id, checked.texts.text, assigned, checked.kept),
      book,
    )
  }

  async function receipt(ask: Ask, decision: Decision, book: MinutesBook): Promise<Reply> {
    const section = book.sections.find(({ id }) => id === decision.sectionId)
    if (!section) throw new Refusal('notFound')
    const { councilId } = ask.who
    const action = decision.actionId && (await actionNow(world, councilId, decision.actionId))
    const told = { section, owner: action?.owner.title, action: action?.number }
    return shown(decisionCard(decision, told, book.meeting, readerOf(world, ask)), true)
  }

  async function owners(ask: Ask) {
    const members = await listedMembers(world.db, ask.who.councilId)
    return members.map(({ memberId, title, organisation }) => ({
      title: `${title} · ${organisation.name[ask.locale]}`,
      value: memberId,
    }))
  }

  /** A decision of these minutes, also one that is withdrawn: then pressing again says so. */
  async function decisionOf(ask: Ask, data: Data, { meeting }: MinutesBook): Promise<Decision> {
    const decision = await decisionFor(world, ask, textIn(data, 'decision') as DecisionId)
    if (decision.meetingId !== meeting.id) throw new Refusal('notFound')
    return decision
  }
}

/** A decision that holds. Throws Refusal('notFound'). */
function openDecision({ decisions }: MinutesBook, data: Data): Decision {
  const decision = decisions.find(({ id }) => id === textIn(data, 'decision'))
  if (!decision) throw new Refusal('notFound')
  return decision
}
