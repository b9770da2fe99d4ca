import { beforeEach, expect, test } from '@jest/globals'
import type { Reply } from '../../src/chat/index.ts'
import { hourMs, plusMs } from '../../src/shared/clock.ts'
import type { MeetingId } from '../../src/shared/ids.ts'
import { eachDatabase } from '../helpers/databases.ts'
import { type House, mora, textOf } from '../helpers/house.ts'
import { houseInMeeting, memberIdOf, savedMeeting } from './stage.ts'

eachDatabase('Several hands at the same minutes', (engine) => {
  let house: House
  let meeting: MeetingId
  beforeEach(async () => {
    ;({ house, meeting } = await houseInMeeting(await engine.open()))
    await presses('begin')
  })

  const presses = (verb: string, data: Record<string, string> = {}, who = mora.coordinator) =>
    house.as(who).forges(`minutes.${verb}`, { council: house.councilId, meeting, ...data })
  const sections = () => house.world.db.selectFrom('minute_sections').selectAll().orderBy('number').execute()
  const minutes = () => house.world.db.selectFrom('minutes').selectAll().executeTakeFirstOrThrow()
  const saved = (reply: Reply) => reply.kind === 'card' && textOf(reply).startsWith('Protokoll')

  test('write in a § each, all at once, and every word of it is kept', async () => {
    const before = await sections()
    const replies = await Promise.all(
      before.map(({ id, number }, at) =>
        presses(
          'write',
          { section: id, seen: '1', heading: '', text: `Det här står i § ${number}.` },
          at % 2 === 0 ? mora.coordinator : mora.chair,
        ),
      ),
    )
    expect(replies.map(saved)).toEqual(before.map(() => true))
    expect((await sections()).map(({ text }) => text)).toEqual(
      before.map(({ number }) => `Det här står i § ${number}.`),
    )
  })

  test('write in the same § at once: one is saved, and the other gets both texts', async () => {
    const [{ id } = { id: '' }] = await sections()
    const texts = ['Ordföranden hälsar välkommen.', 'Mötet börjar i Kommunhuset.']
    const write = (text: string, who = mora.coordinator) =>
      presses('write', { section: id, seen: '1', heading: '', text }, who)
    const replies = await Promise.all([write(texts[0] ?? ''), write(texts[1] ?? '', mora.chair)])
    const kept = (await sections())[0]?.text ?? ''
    expect(texts).toContain(kept)
    const [other] = replies.filter((reply) => !saved(reply))
    if (!other) throw new Error('both were saved over each other')
    for (const text of texts) expect(JSON.stringify(other)).toContain(text)
  })

  test('note who is there, all at once', async () => {
    const rows = await house.world.db.selectFrom('attendances').selectAll().execute()
    expect(rows.length).toBeGreaterThan(3)
    await Promise.all(
      rows.map(({ id, version }, at) =>
        presses(
          'attend',
          { attendance: id, presence: 'absent', until: 'stays', seen: String(version) },
          at % 2 === 0 ? mora.coordinator : mora.chair,
        ),
      ),
    )
    const noted = await house.world.db.selectFrom('attendances').select('presence').execute()
    expect(noted.map(({ presence }) => presence)).toEqual(rows.map(() => 'absent'))
  })

  test('take in what came to the agenda meanwhile: each item gets one § after the last, and no number changes', async () => {
    const add = (title: string) =>
      house.as(mora.police).forges('meetings.agendaAdd', {
        ...{ council: house.councilId, meeting, title, note: '', minutes: '10', presenter: '' },
        ...{ purpose: 'dialogue', registryNumber: '' },
      })
    const before = (await sections()).map(({ number, kind, heading }) => ({ number, kind, heading }))
    await add('Ljudvallen vid Prästholmen')
    await add('Skolskjutsar')
    const card = await house.as(mora.coordinator).writes('protokoll')
    expect(textOf(card)).toContain('Nytt på dagordningen\nLjudvallen vid Prästholmen\nSkolskjutsar')
    const taken = await Promise.all(
      [mora.coordinator, mora.chair].map((who) => house.as(who).presses(card, 'Ta in som § 6–7')),
    )
    expect(taken.map(textOf).join(' ')).not.toContain('Nytt på dagordningen')
    expect((await sections()).map(({ number, kind, heading }) => ({ number, kind, heading }))).toEqual([
      ...before,
      { number: 6, kind: 'own', heading: 'Ljudvallen vid Prästholmen' },
      { number: 7, kind: 'own', heading: 'Skolskjutsar' },
    ])
    expect(house.faults).toEqual([])
  })

  test('decide while the minutes are sent: either it stands in what was sent, or its writer is told that they are locked', async () => {
    const approver = await memberIdOf(house, mora.police)
    const section = (await sections())[3]?.id ?? ''
    const text = 'Rådet beslutar att belysningen ses över.'
    const [, decided] = await Promise.all([
      presses('send', { approver, seen: '1' }),
      presses('decide', { section, text, owner: '', dueOn: '' }, mora.chair),
    ])
    expect((await minutes()).state).toBe('sent')
    const made = await house.world.db.selectFrom('decisions').selectAll().execute()
    if (made.length === 0) expect(textOf(decided)).toContain('ligger hos justeraren')
    else expect(textOf(await presses('read', {}, mora.police))).toContain(text)
  })

  test('a meeting whose time is up keeps its end when a § is opened afterwards; one that was ended too early goes on', async () => {
    const section = (await sections())[3]?.id ?? ''
    await presses('end')
    expect((await minutes()).ended_at).toBe(house.clock.now())
    await presses('open', { section })
    expect((await minutes()).ended_at).toBeNull()
    house.clock.set(plusMs(house.clock.now(), hourMs))
    await presses('end')
    const { ended_at } = await minutes()
    house.clock.set(plusMs(house.clock.now(), 20 * hourMs))
    await presses('open', { section })
    expect(await minutes()).toMatchObject({ ended_at, open_section_id: section })
  })

  test('a decision in the chat goes to the minutes that its writer keeps, though another § was left open later', async () => {
    const { db } = house.world
    const secretary_id = await memberIdOf(house, mora.police)
    await db.updateTable('meetings').set({ secretary_id }).where('id', '=', meeting).execute()
    const other = await savedMeeting(house, { starts_time: '09:00', body: 'operationalGroup' })
    house.clock.set(plusMs(house.clock.now(), hourMs))
    await presses('begin', { meeting: other })
    const reply = await house.as(mora.police).writes('beslut: Lamporna vid Noret byts.')
    expect(textOf(reply)).toContain('Lamporna vid Noret byts.')
    const made = await db.selectFrom('decisions').select('meeting_id').execute()
    expect(made).toEqual([{ meeting_id: meeting }])
  })
})
