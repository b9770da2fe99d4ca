import { beforeEach, describe, expect, test } from '@jest/globals'
import type { Reply } from '../../src/chat/index.ts'
import { type CouncilId, type MeetingId, newId } from '../../src/shared/ids.ts'
import type { Person } from '../../src/shared/person.ts'
import { savedMeeting } from '../helpers/a-meeting.ts'
import { eachDatabase } from '../helpers/databases.ts'
import { houseOfEverybody, person } from '../helpers/everybody.ts'
import { type House, mora, textOf } from '../helpers/house.ts'
import { keptOf } from '../helpers/kept.ts'
import { meetingFor } from '../helpers/meeting-for.ts'
import { addSecondCouncil, onlyInOrsa, orsa } from '../helpers/second-council.ts'
import { someMeeting } from '../helpers/some-meeting.ts'
import { minutesFor } from '../minutes/stage.ts'

type Data = Readonly<Record<string, string>>

/** Each button of meetings and minutes: whether it stores, and what it says on a card from before. */
interface Row {
  readonly stores: boolean
  /** What another did meanwhile, and what the press is then told; without it, nothing that another does is in its way. */
  readonly stale?: readonly [verb: 'meetings.cancel' | 'minutes.approve', says: string | RegExp]
}

const cancelled = ['meetings.cancel', /^(Mötet är inställt|Inställt möte)/] as const
const approved = ['minutes.approve', 'Protokollet är justerat och låst.'] as const
const reads: Row = { stores: false }
const writes = (stale?: Row['stale']): Row => ({ stores: true, ...(stale ? { stale } : {}) })
const opens = (stale: NonNullable<Row['stale']>): Row => ({ stores: false, stale })

/** Every verb of meetings and minutes. One that is missing fails the first test. */
const verbs: Readonly<Record<string, Row>> = {
  'meetings.calendar': reads,
  'meetings.calendarMake': writes(),
  'meetings.calendarChangeForm': reads,
  'meetings.calendarChange': writes(),
  'meetings.calendarFile': reads,
  'meetings.briefingFile': reads,
  'meetings.form': reads,
  'meetings.rules': reads,
  'meetings.saveRules': writes(),
  'meetings.plan': writes(),
  'meetings.planOn': writes(),
  'meetings.list': reads,
  'meetings.show': opens(cancelled),
  'meetings.who': reads,
  'meetings.agenda': reads,
  'meetings.agendaForm': opens(cancelled),
  'meetings.agendaAdd': writes(cancelled),
  'meetings.agendaItem': opens(cancelled),
  'meetings.agendaAmend': writes(cancelled),
  'meetings.agendaUp': writes(cancelled),
  'meetings.agendaDown': writes(cancelled),
  'meetings.agendaRemove': writes(cancelled),
  'meetings.agendaRestore': writes(cancelled),
  'meetings.amendForm': opens(cancelled),
  'meetings.amend': writes(cancelled),
  'meetings.call': writes(cancelled),
  'meetings.moveForm': opens(cancelled),
  'meetings.move': writes(cancelled),
  'meetings.cancelMeetingForm': opens(cancelled),
  'meetings.cancel': writes(cancelled),
  'meetings.accept': writes(cancelled),
  'meetings.decline': writes(cancelled),
  'meetings.whyForm': opens(cancelled),
  'meetings.substituteForm': opens(cancelled),
  'meetings.substitute': writes(cancelled),
  'minutes.begin': writes(),
  'minutes.open': writes(approved),
  'minutes.takeIn': writes(approved),
  'minutes.end': writes(approved),
  'minutes.attend': writes(approved),
  'minutes.addAttendance': writes(approved),
  'minutes.lead': writes(approved),
  'minutes.write': writes(approved),
  'minutes.decide': writes(approved),
  'minutes.assign': writes(approved),
  'minutes.withdraw': writes(approved),
  'minutes.send': writes(approved),
  'minutes.takeBack': writes(approved),
  'minutes.correct': writes(),
  'minutes.attendance': opens(approved),
  'minutes.attendForm': opens(approved),
  'minutes.addAttendanceForm': opens(approved),
  'minutes.leadForm': opens(approved),
  'minutes.writeForm': opens(approved),
  'minutes.decideForm': opens(approved),
  'minutes.assignForm': opens(approved),
  'minutes.withdrawForm': opens(approved),
  'minutes.sendForm': opens(approved),
  'minutes.correctForm': reads,
  'minutes.show': reads,
  'minutes.read': reads,
  'minutes.decisions': reads,
  'minutes.summaryShow': reads,
  'minutes.public': reads,
  'minutes.document': reads,
  'minutes.approve': writes(),
  'minutes.askChangeForm': opens(approved),
  'minutes.askChange': writes(approved),
}
const rows = Object.entries(verbs)
const stored = rows.filter(([, { stores }]) => stores)

/** An address is shown to who made it only, and once. */
const givesOnce = /\.calendar(Make|Change)$/
const given = 'Du har redan fått adressen.'
/** What is so already: nothing was taken away that could come back, and the minutes have all that stands on the agenda. */
const storesNothingMore = /\.(agendaRestore|takeIn)$/

/** What points at no meeting of one's own choosing. */
const pointsAtNothing =
  /\.(calendar|calendarMake|calendarChange|calendarChangeForm|form|rules|saveRules|plan|list|decisions)$/

eachDatabase('Every button of meetings and minutes', (engine) => {
  let house: House
  let orsaId: CouncilId
  let filled: Data

  beforeEach(async () => {
    ;({ house, filled } = await houseOfEverybody(await engine.open()))
    orsaId = await addSecondCouncil(house.world)
  })

  /** Who presses: the coordinator of the police, who is called to everything here, and approves what others wrote. */
  const presser = (verb: string): Person =>
    /^minutes\.(?!approve|askChange)/.test(verb) ? mora.coordinator : mora.police

  async function formFor(verb: string): Promise<Data> {
    const made = verb.startsWith('minutes.')
      ? await minutesFor(house, presser(verb), verb)
      : await meetingFor(house, verb)
    return { ...filled, ...made, council: house.councilId, once: newId<string>() }
  }

  function press(who: Person, verb: string, data: Data): Promise<Reply> {
    return house.as(who).forges(verb, data)
  }

  /** All that is stored, but for the books of who asked. */
  async function standing(): Promise<string> {
    const lines = (await keptOf(house.world.db)).split('\n')
    return lines.filter((line) => !/^(audit|once) /.test(line)).join('\n')
  }

  test('stands in the table of this test', () => {
    const declared = house.sayables
      .flatMap((sayable) => sayable.presses.map(({ verb }) => verb))
      .filter((verb) => /^(meetings|minutes)\./.test(verb))
    expect(declared.toSorted()).toEqual(Object.keys(verbs).toSorted())
  })

  test('with what is another council’s changes and shows nothing of it', async () => {
    const theirs = {
      ...filled,
      ...(await theirMinutes()),
      title: 'Rådets höstmöte',
      council: house.councilId,
    }
    const before = await keptOf(house.world.db, orsaId)
    for (const who of [mora.police, mora.fieldWorker, person('chair')])
      for (const [verb] of rows) {
        const reply = await press(who, verb, { ...theirs, once: newId<string>() })
        expect([verb, JSON.stringify(reply)]).toEqual([verb, expect.not.stringMatching(onlyInOrsa)])
        if (!pointsAtNothing.test(verb)) expect([verb, reply.kind]).toEqual([verb, 'text'])
      }
    expect(await keptOf(house.world.db, orsaId)).toBe(before)
    expect(house.faults).toEqual([])
  })

  test('that stores something stores it once, however often it is pressed, and answers the same', async () => {
    for (const [verb] of stored) {
      const data = await formFor(verb)
      const before = await standing()
      const first = await press(presser(verb), verb, data)
      expect([verb, first.kind, textOf(first)]).toEqual([
        verb,
        'card',
        expect.not.stringMatching(/⚠ (?!Flyttat)/),
      ])
      const after = await standing()
      expect([verb, after !== before]).toEqual([verb, !storesNothingMore.test(verb)])
      const again = await press(presser(verb), verb, data)
      if (givesOnce.test(verb)) expect([verb, textOf(again)]).toEqual([verb, expect.stringContaining(given)])
      else expect([verb, textOf(again)]).toEqual([verb, textOf(first)])
      expect([verb, (await standing()) === after]).toEqual([verb, true])
    }
    expect(house.faults).toEqual([])
  })

  test('is pressed twice at the same moment leaves as many lines in the book as one press does', async () => {
    for (const [verb] of stored) {
      // There is one address and one set of rules: a second form from before is told so, and that is shown elsewhere.
      if (/calendarMake|saveRules/.test(verb)) continue
      const before = await booked()
      const once = await press(presser(verb), verb, await formFor(verb))
      const between = await booked()
      const data = await formFor(verb)
      const prepared = await booked()
      const replies = await Promise.all([1, 2].map(() => press(presser(verb), verb, data)))
      const lines = (await booked()) - prepared
      expect([verb, once.kind, replies.some(({ kind }) => kind === 'card')]).toEqual([verb, 'card', true])
      expect([verb, between - before - (prepared - between)]).toEqual([verb, lines])
    }
    expect(house.faults).toEqual([])
  })

  test('is on a card from before answers kindly, and changes nothing', async () => {
    for (const [verb, { stale }] of rows) {
      if (!stale) continue
      const [meanwhile, says] = stale
      const data = await formFor(verb)
      if (meanwhile === 'meetings.cancel')
        await press(mora.coordinator, meanwhile, { ...data, once: newId<string>() })
      else await approve(data.meeting as MeetingId)
      const before = await standing()
      const reply = textOf(await press(presser(verb), verb, data))
      expect([verb, reply]).toEqual([
        verb,
        says instanceof RegExp ? expect.stringMatching(says) : expect.stringContaining(says),
      ])
      expect([verb, (await standing()) === before]).toEqual([verb, true])
    }
    expect(house.faults).toEqual([])
  })

  test('about a call that was forwarded to somebody who is not called, says so', async () => {
    const called = await savedMeeting(house, [mora.police])
    for (const verb of ['accept', 'decline', 'substitute']) {
      const before = await standing()
      const data = { ...filled, council: house.councilId, meeting: called, seen: '', once: newId<string>() }
      const reply = await press(mora.fieldWorker, `meetings.${verb}`, data)
      expect([verb, textOf(reply)]).toEqual([
        verb,
        expect.stringContaining('Du är inte kallad till det här mötet.'),
      ])
      expect([verb, (await standing()) === before]).toEqual([verb, true])
    }
  })

  async function approve(id: MeetingId): Promise<void> {
    await house.world.db
      .updateTable('minutes')
      .set({ state: 'approved' })
      .where('meeting_id', '=', id)
      .execute()
  }

  /** How many lines there are in the book of who did what. */
  async function booked(): Promise<number> {
    return (await house.world.db.selectFrom('audit').select('id').execute()).length
  }

  /** Minutes that are being written in the other council, and a form with everything of theirs. */
  async function theirMinutes(): Promise<Data> {
    const { db } = house.world
    const made = await someMeeting(house, orsaId)
    const meeting = made.meeting as never
    const by = (verb: string, data: Data) => press(orsa.coordinator, verb, { council: orsaId, ...data })
    await by('meetings.agendaAdd', {
      ...made,
      title: 'ÅTERHÅLLET: belysningen',
      minutes: '10',
      purpose: 'decision',
    })
    await by('minutes.begin', made)
    const idIn = async (table: 'agenda_items' | 'minute_sections' | 'attendances' | 'decisions') =>
      (await db.selectFrom(table).select('id').where('meeting_id', '=', meeting).executeTakeFirstOrThrow()).id
    const section = await idIn('minute_sections')
    await by('minutes.decide', { ...made, section, text: 'ÅTERHÅLLET: lamporna byts.' })
    return {
      ...made,
      section,
      item: await idIn('agenda_items'),
      attendance: await idIn('attendances'),
      decision: await idIn('decisions'),
      text: 'Lamporna byts.',
      presence: 'present',
      until: 'stays',
    }
  }

  describe('pressed by', () => {
    test.each(['outsider', 'coordinator'] as const)('an outsider: %s of another council', async (who) => {
      const { meeting: _, ...theirs } = { ...filled }
      const stranger = who === 'outsider' ? mora.outsider : orsa.coordinator
      for (const [verb] of rows) {
        const data = await formFor(verb)
        const before = await standing()
        const reply = await press(stranger, verb, { ...theirs, ...data })
        expect([verb, textOf(reply)]).toEqual([
          verb,
          expect.stringContaining('Det får du tyvärr inte göra här'),
        ])
        expect([verb, (await standing()) === before]).toEqual([verb, true])
      }
    })
  })
})
