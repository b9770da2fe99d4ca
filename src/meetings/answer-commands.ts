import { type Ask, type PressHandler, type Problems, type Reply, typedTexts } from '../chat/index.ts'
import type { RulesOf } from '../councils/index.ts'
import type { World } from '../database/index.ts'
import { adviceCard, decisionIn } from '../incidents/index.ts'
import { checkFields } from '../privacy/index.ts'
import { Refusal } from '../shared/errors.ts'
import { newId, type OnceId } from '../shared/ids.ts'
import { tidy } from '../shared/text.ts'
import { answerable, answerCall, isAsSeen, possibleSubstitutes, type Said } from './answer-call.ts'
import { staleCard, substituteForm, whyForm } from './answer-cards.ts'
import { seenMeeting, wasDone } from './change-meeting.ts'
import { answer, meetingOf, showMeeting, textOf } from './list-commands.ts'
import { calledAs, isComing, type Meeting, reading, substitutesFor, whyLimit } from './meeting.ts'
import { whenOf } from './move-meeting.ts'
import { meetingWords } from './words.ts'

type Data = Readonly<Record<string, unknown>>

/** What somebody who is called can press: come, do not come (and why), send somebody else. */
export function answerPresses(world: World, rulesOf: RulesOf): readonly PressHandler[] {
  const press = (verb: string, run: PressHandler['run']): PressHandler => ({ verb, roles: reading, run })
  return [
    press('meetings.accept', (ask, data) => settled(world, ask, data, { answer: 'coming' })),
    press('meetings.decline', (ask, data) => decline(world, rulesOf, ask, data)),
    press('meetings.whyForm', async (ask, data) => {
      const meeting = await answerable(world, ask, meetingOf(data))
      const why = calledAs(meeting, ask.who.person)?.why
      return answer(whyForm(meeting, world.clock.now(), frame(ask, { why }, {})))
    }),
    press('meetings.substituteForm', async (ask, data) => {
      const old = await stale(world, ask, data)
      if (old) return old
      return substituteAsked(world, ask, await answerable(world, ask, meetingOf(data)), {}, {})
    }),
    press('meetings.substitute', async (ask, data) => {
      const old = await stale(world, ask, data)
      if (old) return old
      const meeting = await answerable(world, ask, meetingOf(data))
      const own = calledAs(meeting, ask.who.person)
      const possible = own ? await possibleSubstitutes(world, meeting, own) : []
      const whom = possible.find(({ memberId }) => memberId === textOf(data, 'substitute'))
      if (own && !whom && !(await wasDone(world, ask))) {
        const problems = { substitute: meetingWords(ask.locale).substitute.error }
        return substituteAsked(world, ask, meeting, problems, typedTexts(data), ask.onceId)
      }
      const substitute = whom?.memberId ?? (textOf(data, 'substitute') as never)
      return settled(world, ask, data, { answer: 'substitute', substitute })
    }),
  ]
}

/** Saves an answer and shows the meeting as it then stands; an answer to another time than it has now is not saved. */
async function settled(world: World, ask: Ask, data: Data, said: Said): Promise<Reply> {
  const old = await stale(world, ask, data)
  if (old) return old
  try {
    const meeting = await answerCall(world, ask, meetingOf(data), said, textOf(data, 'seen'))
    return showMeeting(world, ask, meeting, true)
  } catch (problem) {
    // It was moved or cancelled in this very moment.
    const moved = problem instanceof Refusal ? await stale(world, ask, data) : undefined
    if (!moved) throw problem
    return moved
  }
}

/**
 * What a press on an old card is answered with: the meeting is at another time now, cancelled or over. Undefined when the
 * card showed it as it is.
 */
async function stale(world: World, ask: Ask, data: Data): Promise<Reply | undefined> {
  const meeting = await seenMeeting(world, ask.who, meetingOf(data))
  const now = world.clock.now()
  if (isComing(meeting, now) && isAsSeen(meeting, textOf(data, 'seen'))) return undefined
  const { person } = ask.who
  const isAsked = calledAs(meeting, person) !== undefined || substitutesFor(meeting, person).length > 0
  return answer(staleCard(meeting, isAsked, now, ask.locale))
}

async function decline(world: World, rulesOf: RulesOf, ask: Ask, data: Data): Promise<Reply> {
  const old = await stale(world, ask, data)
  if (old) return old
  const meeting = await answerable(world, ask, meetingOf(data))
  const form = (problems: Problems) =>
    whyForm(meeting, world.clock.now(), frame(ask, typedTexts(data), problems, ask.onceId))
  const written = tidy(textOf(data, 'why'))
  if (written.length > whyLimit) return answer(form({ why: meetingWords(ask.locale).why.error }))
  const checked = checkFields({ why: written }, await rulesOf(world.db, ask.who.councilId), decisionIn(data))
  if (checked.kind === 'advice')
    return answer(
      adviceCard(form({}), checked.advice, {
        locale: ask.locale,
        council: ask.who.councilId,
        once: ask.onceId,
        verb: 'meetings.decline',
        pointers: { meeting: meeting.id, seen: whenOf(meeting) },
      }),
    )
  return settled(world, ask, data, { answer: 'notComing', why: checked.texts.why })
}

/** The form for who comes instead. Whoever only comes for somebody else has nobody to send. */
async function substituteAsked(
  world: World,
  ask: Ask,
  meeting: Meeting,
  problems: Problems,
  typed: Record<string, string>,
  once?: OnceId,
): Promise<Reply> {
  const own = calledAs(meeting, ask.who.person)
  const possible = own ? await possibleSubstitutes(world, meeting, own) : []
  const choices = possible.slice(0, 100).map(({ memberId, title, organisation }) => ({
    title: `${title} · ${organisation.name[ask.locale]}`,
    value: memberId,
  }))
  return answer(substituteForm(meeting, choices, world.clock.now(), frame(ask, typed, problems, once)))
}

function frame(
  ask: Ask,
  typed: Readonly<Record<string, string | undefined>>,
  problems: Problems,
  once: OnceId = newId(),
) {
  return { locale: ask.locale, council: ask.who.councilId, once, typed, problems }
}
