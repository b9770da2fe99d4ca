import { type Ask, type Card, type PressHandler, type Reply, typedTexts } from '../chat/index.ts'
import { listedMembers, type RulesOf } from '../councils/index.ts'
import { doneBefore, type World } from '../database/index.ts'
import type { Meeting } from '../meetings/index.ts'
import type { Checked } from '../shared/checked.ts'
import { Refusal } from '../shared/errors.ts'
import type { MemberId } from '../shared/ids.ts'
import { samePerson } from '../shared/person.ts'
import {
  checkedTexts,
  frameOf,
  meetingIn,
  showMinutes,
  shown,
  showPaper,
  unlessLocked,
} from './answer-commands.ts'
import { approveMinutes, askForChange, correctMinutes, sendForApproval, takeBack } from './approve-minutes.ts'
import { leaderChoices } from './leading-cards.ts'
import { leaderOf, mayApprove, mayWrite, reading } from './minutes.ts'
import { type Data, readWhy, textIn } from './minutes-input.ts'
import { bookOf, seenMeeting } from './show-minutes.ts'
import { minutesNow } from './tell-of-minutes.ts'
import { minutesWords } from './words.ts'
import { askChangeForm, correctForm, type MinutesFrame, sendForm } from './writing-cards.ts'

/** What can be pressed to have minutes approved, and to correct them after that. */
export function approvalPresses(world: World, rulesOf: RulesOf): readonly PressHandler[] {
  const press = (
    verb: string,
    run: (ask: Ask, data: Data, meeting: Meeting) => Promise<Reply>,
  ): PressHandler => ({
    verb: `minutes.${verb}`,
    roles: reading,
    run: (ask, data) =>
      unlessLocked(world, ask, data, async () =>
        run(ask, data, await seenMeeting(world, ask.who, meetingIn(data))),
      ),
  })

  /** A form that asks for a few words and does something with them. */
  const inWords = (
    verb: string,
    form: (frame: MinutesFrame) => Card,
    may: typeof mayWrite,
    act: (ask: Ask, meeting: Meeting, why: Checked, kept: readonly string[]) => Promise<void>,
  ): readonly PressHandler[] => [
    press(`${verb}Form`, async (ask, _data, meeting) => {
      if (!may(ask.who, meeting)) throw new Refusal('notAllowed')
      await refuseUnless(ask, meeting, verb === 'correct' ? 'approved' : 'sent')
      return shown(form(frameOf(world, ask, meeting)))
    }),
    press(verb, async (ask, data, meeting) => {
      if (!may(ask.who, meeting)) throw new Refusal('notAllowed')
      const back = (problems = {}) => form(frameOf(world, ask, meeting, typedTexts(data), problems, true))
      const read = readWhy(data, ask.locale)
      if (read.kind === 'faulty') return shown(back(read.problems))
      const pointers = { meeting: meeting.id }
      const checked = await checkedTexts(
        world,
        rulesOf,
        ask,
        data,
        read.said,
        back,
        `minutes.${verb}`,
        pointers,
      )
      if (checked.kind === 'advice') return checked.reply
      await act(ask, meeting, checked.texts.why, checked.kept)
      return showMinutes(world, ask, meeting.id, true)
    }),
  ]

  return [
    press('sendForm', async (ask, _data, meeting) => {
      if (!mayWrite(ask.who, meeting)) throw new Refusal('notAllowed')
      const now = await minutesNow(world, ask.who.councilId, meeting.id)
      if (!now) throw new Refusal('notFound')
      if (now.minutes.state === 'sent' || now.minutes.state === 'approved') throw new Refusal('closed')
      const approver = meeting.offices.approver
      const own = approver && samePerson(approver.person, ask.who.person)
      const typed = approver && !own ? { approver: approver.memberId } : {}
      return shown(
        sendForm(await approvers(ask), frameOf(world, ask, meeting, typed), await unsaidLeader(ask, meeting)),
      )
    }),
    press('send', async (ask, data, meeting) => {
      if (!mayWrite(ask.who, meeting)) throw new Refusal('notAllowed')
      const approver = textIn(data, 'approver')
      const choices = await approvers(ask)
      const leaders = await unsaidLeader(ask, meeting)
      const ledBy = textIn(data, 'ledBy')
      const words = minutesWords(ask.locale)
      const problems = {
        ...(choices.some(({ value }) => value === approver) ? {} : { approver: words.send.approverError }),
        ...(!leaders || leaders.some(({ value }) => value === ledBy) ? {} : { ledBy: words.lead.whoError }),
      }
      if (Object.keys(problems).length > 0 && !(await again(ask)))
        return shown(
          sendForm(choices, frameOf(world, ask, meeting, typedTexts(data), problems, true), leaders),
        )
      await sendForApproval(world, ask, meeting.id, approver as MemberId, ledBy || undefined)
      return showMinutes(world, ask, meeting.id, true)
    }),
    press('takeBack', async (ask, _data, meeting) => {
      await takeBack(world, ask, meeting.id)
      return showMinutes(world, ask, meeting.id, true)
    }),
    press('approve', async (ask, data, meeting) => {
      await approveMinutes(world, ask, meeting.id, textIn(data, 'seen'))
      return showPaper(world, ask, meeting, 1, true)
    }),
    ...inWords('askChange', askChangeForm, mayApprove, (ask, meeting, why, kept) =>
      askForChange(world, ask, meeting.id, why, kept),
    ),
    ...inWords('correct', correctForm, mayWrite, (ask, meeting, why, kept) =>
      correctMinutes(world, ask, meeting.id, why, kept),
    ),
  ]

  async function refuseUnless(ask: Ask, { id }: Meeting, state: 'sent' | 'approved'): Promise<void> {
    const now = await minutesNow(world, ask.who.councilId, id)
    if (!now) throw new Refusal('notFound')
    if (now.minutes.state !== state) throw new Refusal('closed')
  }

  async function again(ask: Ask): Promise<boolean> {
    return (await doneBefore(world, ask.who.person, ask.onceId)) !== undefined
  }

  /** Who may have led the meeting, when it must be said before the minutes are sent; undefined when it is known. */
  async function unsaidLeader(ask: Ask, meeting: Meeting) {
    const book = await bookOf(world.db, meeting)
    return book && !leaderOf(book) ? leaderChoices(book, ask.locale) : undefined
  }

  /** Everybody in the council but who sends: nobody approves what they wrote. */
  async function approvers(ask: Ask) {
    const members = await listedMembers(world.db, ask.who.councilId)
    return members
      .filter(({ person }) => !samePerson(person, ask.who.person))
      .map(({ memberId, title, organisation }) => ({
        title: `${title} · ${organisation.name[ask.locale]}`,
        value: memberId as string,
      }))
  }
}
