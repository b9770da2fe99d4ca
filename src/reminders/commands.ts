import {
  type Ask,
  answerWith,
  type Card,
  onceIdOf,
  type PressHandler,
  type Problems,
  press,
  type Reply,
  type Sayable,
  say,
  withLetterhead,
} from '../chat/index.ts'
import type { World } from '../database/index.ts'
import { isPostedTo, type Notice } from '../delivery/index.ts'
import type { KindOfReminder } from '../schedule/index.ts'
import { Refusal } from '../shared/errors.ts'
import { roles } from '../shared/person.ts'
import { asItWas } from './as-it-was.ts'
import {
  againCard,
  againVerb,
  lookAgainVerb,
  notTomorrowCard,
  notTomorrowVerb,
  type ReminderThing,
  sayWhen,
  showVerb,
  stoppedCard,
  stopVerb,
  tomorrowCard,
  tomorrowVerb,
} from './cards.ts'
import {
  type ChoicesTyped,
  choicesForm,
  choicesSavedCard,
  saveVerb,
  stoppedThingsCard,
  stoppedVerb,
} from './choices-cards.ts'
import { choicesInput } from './choices-input.ts'
import { chooseReminders } from './choose-reminders.ts'
import { notTomorrow, remindTomorrow } from './remind-tomorrow.ts'
import { showChoices, showStopped, titleOf } from './show-choices.ts'
import { chooseAboutThing } from './stop-reminding.ts'
import { reminderWords } from './words.ts'

/** So many stopped things stand on a card. */
const pageSize = 5

type Data = Readonly<Record<string, unknown>>

/** Answers by a living card as it would be sent now, to who has been sent it and nobody else. Nothing is stored. */
export function lookAgainPress(world: World, notices: readonly Notice[]): PressHandler {
  return {
    verb: lookAgainVerb,
    roles,
    reads: true,
    run: async ({ who, locale }, { kind, subject }) => {
      const recipient = { kind: 'person', person: who.person } as const
      const card = { councilId: who.councilId, kind: String(kind), subjectId: String(subject), recipient }
      const notice = notices.find((one) => one.living && one.kind === card.kind)
      const isTheirs = notice && (await isPostedTo(world.db, card))
      const message = isTheirs && (await notice.render({ ...card, occasion: '', repeated: false }, locale))
      return message
        ? answerWith(message.card as Card, message.summary)
        : say(reminderWords(locale).nothingToShow)
    },
  }
}

/**
 * What people decide about what we say unasked: `påminnelser`, and the buttons on every reminder. `notices` are those that
 * are sent, so that a reminder can be given back.
 */
export function remindersSayable(
  world: World,
  kinds: readonly KindOfReminder[],
  notices: readonly Notice[],
): Sayable {
  return {
    commands: [
      {
        id: showVerb,
        name: 'påminnelser',
        aliases: ['påminnelse', 'påminn', 'reminders', 'reminder', 'notiser'],
        roles,
        help: (locale) => reminderWords(locale).help,
        run: (ask) => choicesReply(world, kinds, ask),
      },
    ],
    presses: [
      { verb: showVerb, roles, run: (ask) => choicesReply(world, kinds, ask) },
      { verb: stoppedVerb, roles, run: (ask, { from }) => stoppedReply(world, kinds, ask, from) },
      savePress(world, kinds),
      { verb: tomorrowVerb, roles, run: (ask, data) => tomorrowReply(world, kinds, ask, data) },
      {
        verb: notTomorrowVerb,
        roles,
        run: async (ask, data) => {
          const thing = thingIn(ask, data)
          await notTomorrow(world, kinds, ask, thing)
          const back = await asItWas(world, kinds, notices, ask, thing)
          if (back) return settled(withLetterhead(back, reminderWords(ask.locale).undoneTitle))
          return settled(notTomorrowCard(thing, await whatIs(kinds, ask, thing), ask.locale))
        },
      },
      {
        verb: stopVerb,
        roles,
        run: async (ask, data) => {
          const thing = thingIn(ask, data)
          await chooseAboutThing(world, kinds, ask, thing, 'stop')
          const card = stoppedCard(thing, await whatIs(kinds, ask, thing), ask.locale)
          return settled(card, reminderWords(ask.locale).stopped)
        },
      },
      {
        verb: againVerb,
        roles,
        run: async (ask, data) => {
          const thing = thingIn(ask, data)
          await chooseAboutThing(world, kinds, ask, thing, 'again')
          return settled(againCard(thing, await whatIs(kinds, ask, thing), ask.locale))
        },
      },
    ],
  }
}

async function tomorrowReply(
  world: World,
  kinds: readonly KindOfReminder[],
  ask: Ask,
  data: Data,
): Promise<Reply> {
  const { locale } = ask
  const thing = thingIn(ask, data)
  const snoozed = await remindTomorrow(world, kinds, ask, thing)
  const words = reminderWords(locale)
  if (snoozed.kind === 'off') return say(words.isOff)
  const what = await whatIs(kinds, ask, thing)
  if (snoozed.kind === 'stopped') return answerWith(stoppedCard(thing, what, locale), words.stoppedTitle)
  const now = world.clock.now()
  const card = tomorrowCard(thing, what, snoozed.dueAt, now, locale)
  return settled(card, sayWhen(snoozed.dueAt, now, locale))
}

function savePress(world: World, kinds: readonly KindOfReminder[]): PressHandler {
  return press({
    verb: saveVerb,
    roles,
    input: choicesInput,
    again: (ask, typed, problems) => choicesReply(world, kinds, ask, { typed, problems }),
    run: async (ask, chosen) => {
      await chooseReminders(world, kinds, ask, chosen)
      const shown = await showChoices(world, kinds, ask)
      return settled(choicesSavedCard(frameOf(ask, shown), shown.choices))
    },
  })
}

async function choicesReply(
  world: World,
  kinds: readonly KindOfReminder[],
  ask: Ask,
  back?: { readonly typed: ChoicesTyped & Readonly<Record<string, string>>; readonly problems: Problems },
): Promise<Reply> {
  const shown = await showChoices(world, kinds, ask)
  const { stopped, count } = await showStopped(world, kinds, ask, 0, pageSize)
  const given = back && { ...back, once: onceIdOf(back.typed) }
  const card = choicesForm(frameOf(ask, shown), shown.choices, { rows: stopped, count }, given)
  return answerWith(card, card.fallbackText)
}

async function stoppedReply(
  world: World,
  kinds: readonly KindOfReminder[],
  ask: Ask,
  pointer: unknown,
): Promise<Reply> {
  const from = /^\d{1,4}$/.test(String(pointer)) ? Number(pointer) : 0
  const { stopped, count } = await showStopped(world, kinds, ask, from, pageSize)
  const next = from + pageSize < count ? from + pageSize : undefined
  const card = stoppedThingsCard({ locale: ask.locale, council: ask.who.councilId }, stopped, next)
  return answerWith(card, card.fallbackText)
}

function frameOf(ask: Ask, shown: Awaited<ReturnType<typeof showChoices>>) {
  return { locale: ask.locale, council: ask.who.councilId, kinds: shown.kinds, several: shown.several }
}

/** What a button points at, from untrusted data. */
function thingIn(ask: Ask, { kind, subject }: Data): ReminderThing {
  if (typeof kind !== 'string' || typeof subject !== 'string') throw new Refusal('notReminded')
  return { councilId: ask.who.councilId, kind, subjectId: subject }
}

async function whatIs(kinds: readonly KindOfReminder[], ask: Ask, thing: ReminderThing): Promise<string> {
  return (await titleOf(kinds, ask, thing)) ?? reminderWords(ask.locale).gone
}

function settled(card: Card, summary = card.fallbackText): Reply {
  return answerWith(card, summary, true)
}
