import { z } from 'zod'
import {
  type Ask,
  type Card,
  type PressHandler,
  type Problems,
  problemsOf,
  type Reply,
  typedTexts,
} from '../chat/index.ts'
import type { RulesOf } from '../councils/index.ts'
import type { World } from '../database/index.ts'
import { adviceCard, decisionIn } from '../incidents/index.ts'
import { checkFields } from '../privacy/index.ts'
import { holidayName } from '../schedule/index.ts'
import type { Checked } from '../shared/checked.ts'
import { newId, type OnceId } from '../shared/ids.ts'
import type { Locale } from '../shared/locale.ts'
import { tidy } from '../shared/text.ts'
import { cancelMeeting } from './cancel-meeting.ts'
import { cancelMeetingForm, moveForm } from './change-cards.ts'
import { plannedMeeting, seenMeeting, wasDone } from './change-meeting.ts'
import { answer, meetingOf, showMeeting, textOf } from './list-commands.ts'
import { type Meeting, reading, whyLimit } from './meeting.ts'
import { dayIn, timeIn, whenProblem } from './meeting-input.ts'
import { moveMeeting, whenOf } from './move-meeting.ts'
import { sendCall } from './send-call.ts'
import { meetingWords } from './words.ts'

type Data = Readonly<Record<string, unknown>>

/** What those who plan a meeting can press: send the call, move it, cancel it. */
export function changePresses(world: World, rulesOf: RulesOf): readonly PressHandler[] {
  const press = (verb: string, run: PressHandler['run']): PressHandler => ({ verb, roles: reading, run })
  const now = () => world.clock.now()
  return [
    press('meetings.call', async (ask, data) =>
      showMeeting(world, ask, await sendCall(world, ask, meetingOf(data)), true),
    ),
    press('meetings.moveForm', async (ask, data) => {
      const meeting = await plannedMeeting(world, ask, meetingOf(data))
      const typed = { date: meeting.on, time: meeting.at }
      return answer(moveForm(meeting, now(), frame(ask, typed, {})))
    }),
    press('meetings.move', (ask, data) => move(world, rulesOf, ask, data)),
    press('meetings.cancelMeetingForm', async (ask, data) => {
      const meeting = await plannedMeeting(world, ask, meetingOf(data))
      return answer(cancelMeetingForm(meeting, now(), frame(ask, {}, {})))
    }),
    press('meetings.cancel', (ask, data) => cancel(world, rulesOf, ask, data)),
  ]
}

/** Made once in each language. */
const moveSchemas = { sv: moveSchema('sv'), en: moveSchema('en') }
const cancelSchemas = { sv: cancelSchema('sv'), en: cancelSchema('en') }

function cancelSchema(locale: Locale) {
  const { move } = meetingWords(locale)
  return z.object({
    why: z
      .string(move.whyError)
      .transform(tidy)
      .pipe(z.string().min(3, move.whyError).max(whyLimit, move.whyError)),
    rest: z
      .enum(['one', 'rest'], move.restError)
      .default('one')
      .transform((which) => which === 'rest'),
  })
}

function moveSchema(locale: Locale) {
  const { form } = meetingWords(locale)
  return cancelSchema(locale).extend({ date: dayIn(form.dateError), time: timeIn(form.timeError) })
}

async function move(world: World, rulesOf: RulesOf, ask: Ask, data: Data): Promise<Reply> {
  if (await wasDone(world, ask)) return shownAgain(world, ask, data)
  const meeting = await plannedMeeting(world, ask, meetingOf(data))
  const form = (problems: Problems) =>
    moveForm(meeting, world.clock.now(), frame(ask, typedTexts(data), problems, ask.onceId))
  const parsed = moveSchemas[ask.locale].safeParse(data)
  if (!parsed.success) return answer(form(problemsOf(parsed.error)))
  const { date, time, rest } = parsed.data
  const problems = whenProblem(world, ask.locale, date, time) ?? dayProblem(meeting, date, time, ask.locale)
  if (problems) return answer(form(problems))
  const why = await checkedWhy(world, rulesOf, ask, data, parsed.data.why, meeting, form, 'meetings.move')
  if ('reply' in why) return why.reply
  const seen = textOf(data, 'seen') || whenOf(meeting)
  const moved = await moveMeeting(world, ask, meeting.id, {
    on: date,
    at: time,
    why: why.checked,
    rest: rest && meeting.seriesId !== undefined,
    seen,
  })
  return showMeeting(world, ask, moved, true)
}

function dayProblem(
  meeting: Meeting,
  date: Meeting['on'],
  time: string,
  locale: Locale,
): Problems | undefined {
  const { move: words } = meetingWords(locale)
  if (date === meeting.on && time === meeting.at) return { date: words.same }
  const holiday = holidayName(date, locale)
  return holiday && date !== meeting.on ? { date: words.holiday(holiday) } : undefined
}

async function cancel(world: World, rulesOf: RulesOf, ask: Ask, data: Data): Promise<Reply> {
  if (await wasDone(world, ask)) return shownAgain(world, ask, data)
  const meeting = await plannedMeeting(world, ask, meetingOf(data))
  const form = (problems: Problems) =>
    cancelMeetingForm(meeting, world.clock.now(), frame(ask, typedTexts(data), problems, ask.onceId))
  const parsed = cancelSchemas[ask.locale].safeParse(data)
  if (!parsed.success) return answer(form(problemsOf(parsed.error)))
  const why = await checkedWhy(world, rulesOf, ask, data, parsed.data.why, meeting, form, 'meetings.cancel')
  if ('reply' in why) return why.reply
  const rest = parsed.data.rest && meeting.seriesId !== undefined
  return showMeeting(
    world,
    ask,
    await cancelMeeting(world, ask, meeting.id, { why: why.checked, rest }),
    true,
  )
}

/** The same press again has taken effect already: the meeting as it stands. */
async function shownAgain(world: World, ask: Ask, data: Data): Promise<Reply> {
  return showMeeting(world, ask, await seenMeeting(world, ask.who, meetingOf(data)), true)
}

async function checkedWhy(
  world: World,
  rulesOf: RulesOf,
  ask: Ask,
  data: Data,
  written: string,
  meeting: Meeting,
  form: (problems: Problems) => Card,
  verb: string,
): Promise<{ checked: Checked } | { reply: Reply }> {
  const rules = await rulesOf(world.db, ask.who.councilId)
  const checked = checkFields({ why: written }, rules, decisionIn(data))
  if (checked.kind === 'clear') return { checked: checked.texts.why }
  const card = adviceCard(form({}), checked.advice, {
    locale: ask.locale,
    council: ask.who.councilId,
    once: ask.onceId,
    verb,
    pointers: { meeting: meeting.id, seen: textOf(data, 'seen') },
  })
  return { reply: answer(card) }
}

function frame(
  ask: Ask,
  typed: Readonly<Record<string, string | undefined>>,
  problems: Problems,
  once: OnceId = newId(),
) {
  return { locale: ask.locale, council: ask.who.councilId, once, typed, problems }
}
