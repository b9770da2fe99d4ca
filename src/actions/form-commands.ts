import {
  type Ask,
  answerWith,
  type Problems,
  type Reply,
  type Sayable,
  type Typed,
  typedTexts,
} from '../chat/index.ts'
import { listedMembers } from '../councils/index.ts'
import type { World } from '../database/index.ts'
import {
  adviceCard,
  concernCard,
  type FurtherButton,
  type Incident,
  incidentsSeenBy,
} from '../incidents/index.ts'
import { type Concern, checkText, type PrivacyRules } from '../privacy/index.ts'
import { type ActionId, newId, type OnceId } from '../shared/ids.ts'
import { localDate } from '../shared/stockholm.ts'
import { tidy } from '../shared/text.ts'
import { type Action, planning, reading, textLimit } from './action.ts'
import { type Advised, formChoices, formOf, readAgreed } from './action-input.ts'
import { amendAction, refuseUnlessAmendable } from './amend-action.ts'
import { actionReceiptCard } from './cards.ts'
import { seenAction } from './change-action.ts'
import { createAction } from './create-action.ts'
import { type ActionFormFrame, actionForm } from './form-cards.ts'
import type { Language } from './language.ts'
import { readAction } from './line-input.ts'
import { actionOf, readerOf, textOf } from './show-commands.ts'
import { surroundings } from './vocabulary.ts'
import { actionWords } from './words.ts'

type Data = Readonly<Record<string, unknown>>

const formVerb = 'actions.form'

/** The button that makes an action of an incident, for the incident's card. */
export const createButton: FurtherButton = {
  verb: formVerb,
  roles: planning,
  title: (locale) => actionWords(locale).create,
}

/** What is written and pressed to agree on an action and to change what was agreed. */
export function formCommands(world: World, language: Language): Sayable {
  const surroundingsOf = surroundings(world)
  const desk: Desk = { world, language, surroundingsOf }
  return {
    commands: [
      {
        id: formVerb,
        name: 'åtgärd',
        aliases: ['ny åtgärd', 'skapa åtgärd', 'action', 'new action'],
        roles: planning,
        help: (locale) => actionWords(locale).help,
        run: (ask, rest) => openForm(desk, ask, rest),
      },
    ],
    presses: [
      {
        verb: formVerb,
        roles: planning,
        run: async (ask, data) => {
          const [incident] = await incidentsSeenBy(world, ask.who, [textOf(data, 'incident')])
          return incident ? openFrom(desk, ask, incident) : openForm(desk, ask, '')
        },
      },
      { verb: 'actions.create', roles: planning, run: (ask, data) => send(desk, ask, data) },
      {
        verb: 'actions.amendForm',
        roles: reading,
        run: async (ask, data) => {
          const action = await seenAction(world, ask.who, actionOf(data))
          refuseUnlessAmendable(ask, action)
          return answerForm(
            await frameOf(desk, ask, formOf(action), {}, { action, seen: String(action.version) }),
          )
        },
      },
      { verb: 'actions.amend', roles: reading, run: (ask, data) => amend(desk, ask, actionOf(data), data) },
    ],
  }
}

interface Desk {
  readonly world: World
  readonly language: Language
  readonly surroundingsOf: ReturnType<typeof surroundings>
}

/** A card has room for a line of this length; what of it is more than an action may be is for the writer to cut. */
const longestLine = 2000

/** The words after the command, read and checked before a form is opened with them. */
async function openForm(desk: Desk, ask: Ask, line: string): Promise<Reply> {
  const { world, language } = desk
  const { councilId, memberId } = ask.who
  const now = world.clock.now()
  const text = tidy(line).slice(0, longestLine)
  const verdict = checkText(text, await language.rulesOf(world.db, councilId))
  if (verdict.kind !== 'clear' && verdict.concern) return concern(ask, verdict.concern)
  const startsOn = localDate(now)
  if (text === '') return answerForm(await frameOf(desk, ask, { startsOn }, {}))
  const members = await listedMembers(world.db, councilId)
  const around = await desk.surroundingsOf(councilId)
  const read = readAction(text, { members, self: memberId, around, now })
  const typed: Typed = {
    startsOn,
    text: read.text,
    cause: read.cause,
    goal: read.goal,
    dueOn: read.dueOn,
    owner: read.ownerId,
    focusArea: read.focusAreaId,
    way: read.way,
    incidents: read.incidents,
    origin: read.origin,
  }
  const tooLong: Problems =
    read.text.length > textLimit ? { text: actionWords(ask.locale).form.textError } : {}
  return answerForm({ ...(await frameOf(desk, ask, typed, tooLong)), urgent: verdict.urgent })
}

/** The form begun from an incident: what happened where, and nothing of what its reporter wrote. */
async function openFrom(desk: Desk, ask: Ask, incident: Incident): Promise<Reply> {
  const typed: Typed = {
    startsOn: localDate(desk.world.clock.now()),
    cause: `${incident.category.name[ask.locale]}: ${incident.place.name}`,
    focusArea: incident.focusArea?.id,
    incidents: incident.number,
  }
  return answerForm(await frameOf(desk, ask, typed, {}))
}

async function send(desk: Desk, ask: Ask, data: Data): Promise<Reply> {
  const { world, language } = desk
  const rules = await language.rulesOf(world.db, ask.who.councilId)
  const read = await readAgreed(world, language.promisesOf, ask, data, rules)
  if (read.kind === 'faulty') return givenBack(desk, rules, ask, data, read.problems)
  if (read.kind === 'advice') return advised(desk, ask, data, read, 'actions.create')
  return receipt(world, ask, await createAction(world, ask, read.agreed, read.training, read.kept), false)
}

async function amend(desk: Desk, ask: Ask, id: ActionId, data: Data): Promise<Reply> {
  const { world, language } = desk
  const earlier = await seenAction(world, ask.who, id)
  refuseUnlessAmendable(ask, earlier)
  const amends = { action: earlier, seen: textOf(data, 'seen') }
  const rules = await language.rulesOf(world.db, ask.who.councilId)
  const read = await readAgreed(world, language.promisesOf, ask, data, rules, earlier)
  if (read.kind === 'faulty') return givenBack(desk, rules, ask, data, read.problems, amends)
  if (read.kind === 'advice') return advised(desk, ask, data, read, 'actions.amend', amends)
  const { agreed, why, kept } = read
  const amending = { seen: Number(amends.seen), why, kept }
  return receipt(world, ask, await amendAction(world, ask, id, agreed, amending), true)
}

/** Advice on the texts; a text about a child or one person is shown the right way, and the form is not kept. */
async function advised(
  desk: Desk,
  ask: Ask,
  data: Data,
  read: Advised,
  verb: string,
  amends?: ActionFormFrame['amends'],
): Promise<Reply> {
  const [about] = read.advice.flatMap(({ verdict }) => (verdict.concern ? [verdict.concern] : []))
  if (about) return concern(ask, about)
  const form = actionForm(await frameOf(desk, ask, typedTexts(data), {}, amends, ask.onceId))
  const card = adviceCard(form, read.advice, {
    locale: ask.locale,
    council: ask.who.councilId,
    once: ask.onceId,
    verb,
    pointers: {
      ...(textOf(data, 'accepted') ? { accepted: textOf(data, 'accepted') } : {}),
      ...(amends ? { action: amends.action.id, seen: amends.seen } : {}),
    },
  })
  return answerWith(card, card.fallbackText)
}

function concern(ask: Ask, about: Concern): Reply {
  const card = concernCard(about, ask.who.councilId, ask.locale)
  return answerWith(card, card.fallbackText)
}

/** The form with everything that was typed, and what is wrong said where it is. */
async function givenBack(
  desk: Desk,
  rules: PrivacyRules,
  ask: Ask,
  data: Data,
  problems: Problems,
  amends?: ActionFormFrame['amends'],
): Promise<Reply> {
  const frame = await frameOf(desk, ask, typedTexts(data), problems, amends, ask.onceId)
  return answerForm({ ...frame, urgent: checkText(textOf(data, 'text'), rules).urgent })
}

function receipt(world: World, ask: Ask, action: Action, amended: boolean): Reply {
  const card = actionReceiptCard(action, readerOf(world, ask, action), amended)
  return answerWith(card, card.fallbackText, true)
}

function answerForm(frame: ActionFormFrame): Reply {
  const card = actionForm(frame)
  return answerWith(card, card.fallbackText)
}

/** A form, fresh or given back: then with the once-id it had, so that sending it again takes effect once. */
async function frameOf(
  { world, language }: Desk,
  ask: Ask,
  typed: Typed,
  problems: Problems,
  amends?: ActionFormFrame['amends'],
  once: OnceId = newId(),
): Promise<ActionFormFrame> {
  const choices = await formChoices(world, language.promisesOf, ask, amends?.action)
  return {
    ...choices,
    locale: ask.locale,
    council: ask.who.councilId,
    once,
    typed,
    problems,
    amends,
    urgent: false,
  }
}
