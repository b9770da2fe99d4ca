import {
  type Ask,
  answerWith,
  type Command,
  type OutsiderAsk,
  type PressHandler,
  pageFrom,
  type Reply,
  type Sayable,
} from '../chat/index.ts'
import type { World } from '../database/index.ts'
import type { Instant } from '../shared/clock.ts'
import { Refusal } from '../shared/errors.ts'
import type { Locale } from '../shared/locale.ts'
import { type Person, type Role, samePerson } from '../shared/person.ts'
import {
  dispatchesCard,
  dispatchesVerb,
  sendAgainVerb,
  sendAllAgainVerb,
  writeOffAllCard,
  writeOffAllFormVerb,
  writeOffAllVerb,
  writeOffVerb,
} from './cards.ts'
import { type Decision, decide, decideOnAll } from './decide.ts'
import { type Desk, type DispatchKinds, mostAtOnce } from './dispatch.ts'
import { showDispatches } from './show-dispatches.ts'
import { dispatchWords } from './words.ts'

const coordinators: readonly Role[] = ['coordinator']

type Data = Readonly<Record<string, unknown>>

/** `utskick`: what is held, for the coordinators of a council, and of all councils for those who operate the bot. */
export function dispatchSayable(world: World, kinds: DispatchKinds, operators: readonly Person[]): Sayable {
  const isOperator = (person: Person) => operators.some((operator) => samePerson(operator, person))

  /** The same for both: a coordinator at the desk of their council, an operator at that of all councils. */
  function atDesk<Said>(answer: (desk: Desk, said: Said, locale: Locale) => Promise<Reply>) {
    return {
      roles: coordinators,
      run: (ask: Ask, said: Said) => answer(coordinatorsDesk(ask), said, ask.locale),
      forOperator: {
        isOperator,
        run: (ask: OutsiderAsk, said: Said) => answer(operatorsDesk(ask), said, ask.locale),
      },
    }
  }

  async function show(desk: Desk, page: unknown, locale: Locale, note?: string): Promise<Reply> {
    const list = await showDispatches(world, kinds, desk, pageFrom(page))
    const card = dispatchesCard(list, desk, note, locale)
    return answerWith(card, card.fallbackText, note !== undefined)
  }

  const one = (verb: string, decision: Decision): PressHandler => ({
    verb,
    ...atDesk<Data>(async (desk, { message }, locale) => {
      const decided = await decide(world, kinds, desk, messageIdFrom(message), decision)
      return show(desk, undefined, locale, dispatchWords(locale).decided[decided])
    }),
  })
  const all = (verb: string, decision: Decision): PressHandler => ({
    verb,
    ...atDesk<Data>(async (desk, { until }, locale) => {
      const decided = await decideOnAll(world, kinds, desk, momentFrom(until), decision)
      return show(desk, undefined, locale, dispatchWords(locale).decidedOnAll(decided))
    }),
  })

  const command: Command = {
    id: dispatchesVerb,
    name: 'utskick',
    aliases: ['utskicken', 'hållna', 'dispatches', 'outbox'],
    help: (locale) => dispatchWords(locale).help,
    ...atDesk<string>((desk, page, locale) => show(desk, page, locale)),
  }
  return {
    commands: [command],
    presses: [
      { verb: dispatchesVerb, ...atDesk<Data>((desk, { page }, locale) => show(desk, page, locale)) },
      one(sendAgainVerb, 'sendAgain'),
      one(writeOffVerb, 'writeOff'),
      all(sendAllAgainVerb, 'sendAgain'),
      {
        verb: writeOffAllFormVerb,
        ...atDesk<Data>(async (desk, _, locale) => {
          const { count, now } = await showDispatches(world, kinds, desk, 1)
          if (count === 0) return show(desk, undefined, locale)
          const card = writeOffAllCard(Math.min(count, mostAtOnce), now, desk, locale)
          return answerWith(card, card.fallbackText)
        }),
      },
      all(writeOffAllVerb, 'writeOff'),
    ],
  }
}

function coordinatorsDesk({ who, onceId }: Ask): Desk {
  return { person: who.person, onceId, council: { id: who.councilId, name: who.councilName } }
}

function operatorsDesk({ person, onceId }: OutsiderAsk): Desk {
  return { person, onceId, council: undefined }
}

/** The message a card points at. What is no id of ours points at nothing. */
function messageIdFrom(pointer: unknown): string {
  if (typeof pointer !== 'string' || !/^[0-9a-f-]{36}$/.test(pointer)) throw new Refusal('notFound')
  return pointer
}

/** The moment that a card was made: what has been held since then was not on it. */
function momentFrom(pointer: unknown): Instant {
  if (typeof pointer !== 'string' || !/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/.test(pointer))
    throw new Refusal('notFound')
  return pointer as Instant
}
