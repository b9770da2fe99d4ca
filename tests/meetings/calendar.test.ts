import { beforeEach, expect, test } from '@jest/globals'
import type { Tables } from '../../src/database/index.ts'
import { calendarFileButton } from '../../src/meetings/index.ts'
import { dayMs, instant, plusMs } from '../../src/shared/clock.ts'
import type { MeetingId } from '../../src/shared/ids.ts'
import type { Person } from '../../src/shared/person.ts'
import type { LocalDate } from '../../src/shared/stockholm.ts'
import { savedMeeting, seatOf } from '../helpers/a-meeting.ts'
import { savedAction } from '../helpers/an-action.ts'
import { checked } from '../helpers/checked.ts'
import { eachDatabase } from '../helpers/databases.ts'
import { buildHouse, buttonsOf, type House, linksOf, mora, textOf } from '../helpers/house.ts'
import { faultOfLines, readCalendar } from '../helpers/read-calendar.ts'
import { addSecondCouncil, orsa } from '../helpers/second-council.ts'

const home = '192.0.2.7'
const channel = { conversationId: '19:brå@thread.tacv2', kind: 'channel' } as const

eachDatabase('A calendar of one’s own', (engine) => {
  let house: House
  beforeEach(async () => {
    house = await buildHouse(await engine.open())
  })

  const tokenIn = (text: string) =>
    /https:\/\/tryggve\.example\/calendar\/([0-9a-f]{64})\.ics/.exec(text)?.[1] ?? ''
  /** Makes an address as a person would, or changes the one there is. */
  async function addressOf(who: Person, locale: 'sv' | 'en' = 'sv'): Promise<string> {
    const [make, change, yes] =
      locale === 'sv'
        ? ['Skapa min adress', 'Byt adress', 'Byt nu']
        : ['Make my address', 'Change the address', 'Change now']
    const person = house.as(who, locale)
    const card = await person.writes('kalender')
    if (buttonsOf(card).includes(make)) return tokenIn(textOf(await person.presses(card, make)))
    return tokenIn(textOf(await person.presses(await person.presses(card, change), yes)))
  }
  async function read(token: string) {
    const answer = await house.calendar.read(token, home)
    if (answer.kind !== 'calendar') return undefined
    expect(faultOfLines(answer.body)).toBeUndefined()
    return readCalendar(answer.body).events
  }
  const eventsOf = async (who: Person) => (await read(await addressOf(who))) ?? []
  const change = (id: MeetingId, changes: Partial<Tables['meetings']>) =>
    house.world.db.updateTable('meetings').set(changes).where('id', '=', id).execute()

  test('is given by one press, with how to put it in, and told once', async () => {
    const police = house.as(mora.police)
    const card = await police.writes('kalender')
    expect(buttonsOf(card)).toEqual(['Skapa min adress'])
    expect(await house.world.db.selectFrom('calendar_links').selectAll().execute()).toEqual([])

    const given = await police.presses(card, 'Skapa min adress')
    for (const where of ['Outlook', 'Google', 'iPhone', 'Mac']) expect(textOf(given)).toContain(`${where}: `)
    const token = tokenIn(textOf(given))
    expect(await read(token)).toEqual([])
    expect(JSON.stringify({ ...given, card: undefined })).not.toContain(token)

    // The same press again, and another on a card that is left, give no second address.
    expect(textOf(await police.presses(card, 'Skapa min adress'))).toContain('Du har redan fått adressen')
    const { verb, data } = { verb: 'meetings.calendarMake', data: { council: house.councilId } }
    expect(textOf(await police.forges(verb, data))).toContain('Du har redan fått adressen')
    const again = await police.writes('kalender')
    expect(textOf(again)).toContain('Du har en adress sedan 20 november 2026')
    expect(textOf(again)).not.toContain('https://')
    expect(await read(token)).toEqual([])
  })

  test('is one address when two presses come at once', async () => {
    const presses = Array.from({ length: 5 }, () =>
      house.as(mora.police).forges('meetings.calendarMake', { council: house.councilId }),
    )
    const tokens = (await Promise.all(presses)).map((reply) => tokenIn(textOf(reply)))
    expect(tokens.filter(Boolean)).toHaveLength(1)
  })

  test('has a new address after "Byt adress", and the old one stops at once', async () => {
    const old = await addressOf(mora.police)
    const person = house.as(mora.police)
    const asks = await person.presses(await person.writes('kalender'), 'Byt adress')
    expect(textOf(asks)).toContain('Den gamla slutar fungera genast')
    expect(await read(old)).toEqual([])
    expect(textOf(await person.presses(asks, 'Behåll den gamla'))).toContain('Du har en adress')
    expect(await read(old)).toEqual([])

    const fresh = tokenIn(textOf(await person.presses(asks, 'Byt nu')))
    expect(fresh).not.toBe(old)
    expect(await read(old)).toBeUndefined()
    expect(await read(fresh)).toEqual([])
    // The same press again is no new change.
    expect(textOf(await person.presses(asks, 'Byt nu'))).toContain('Du har redan fått adressen')
    expect(await read(fresh)).toEqual([])
  })

  test('is the presser’s own, whoever’s card was forwarded', async () => {
    const [police, chair] = [await addressOf(mora.police), await addressOf(mora.chair)]
    const asks = await house
      .as(mora.police)
      .presses(await house.as(mora.police).writes('kalender'), 'Byt adress')
    await house.as(mora.chair).presses(asks, 'Byt nu')
    expect(await read(police)).toEqual([])
    expect(await read(chair)).toBeUndefined()
  })

  test('is not told where others read along', async () => {
    const reply = await house.as(mora.police, 'sv', channel).writes('kalender')
    expect(textOf(reply)).toContain('i vår egen chatt')
    for (const verb of ['meetings.calendarMake', 'meetings.calendarChange', 'meetings.calendarChangeForm']) {
      const said = await house.as(mora.police, 'sv', channel).forges(verb, { council: house.councilId })
      expect(textOf(said)).toContain('i vår egen chatt')
    }
    expect(await house.world.db.selectFrom('calendar_links').selectAll().execute()).toEqual([])
  })

  test('leaves who and when in the audit, and nothing that opens it', async () => {
    const token = await addressOf(mora.police)
    const { db } = house.world
    const kept = [await db.selectFrom('audit').selectAll().execute()]
    const history = await db.selectFrom('history').selectAll().execute()
    expect(kept.flat().filter(({ verb }) => verb === 'meetings.calendarMake')).toHaveLength(1)
    expect(JSON.stringify([kept, history, await db.selectFrom('once').selectAll().execute()])).not.toContain(
      token,
    )
  })

  test('holds the meetings that they are called to, at their Swedish time, and no others', async () => {
    const id = await savedMeeting(house, [mora.police, mora.chair], {
      link: 'https://example.se/rum',
      starts_on: '2027-05-27' as LocalDate,
    })
    await savedMeeting(house, [mora.chair], { title: checked('Bara ordföranden') })
    expect(await eventsOf(mora.police)).toEqual([
      {
        uid: id,
        sequence: 0,
        title: 'Rådet i november',
        place: 'Kommunhuset, Älvsalen',
        description: expect.stringMatching(
          /^Anslut: https:\/\/example\.se\/rum\nDagordning och svar: .*\n.*Mora/,
        ),
        url: 'https://example.se/rum',
        status: 'CONFIRMED',
        transparent: false,
        allDay: false,
        start: '2027-05-27T11:00:00Z',
        end: '2027-05-27T13:00:00Z',
        stamp: '2026-11-05T09:00:00Z',
        modified: '2026-11-05T09:00:00Z',
      },
    ])
    expect(await eventsOf(mora.chair)).toHaveLength(2)
    expect(await eventsOf(mora.fieldWorker)).toEqual([])
  })

  test('follows a meeting that is moved and then cancelled, under the same id', async () => {
    const id = await savedMeeting(house, [mora.police])
    const token = await addressOf(mora.police)
    await change(id, { starts_on: '2026-12-03' as LocalDate, sequence: 1 })
    expect(await read(token)).toMatchObject([{ uid: id, sequence: 1, start: '2026-12-03T12:00:00Z' }])
    const at = instant('2026-11-19T10:00:00.000Z')
    await change(id, { cancelled_at: at, cancelled_why: checked('För få kan.'), sequence: 2 })
    expect(await read(token)).toMatchObject([
      {
        uid: id,
        sequence: 2,
        title: 'Inställt: Rådet i november',
        status: 'CANCELLED',
        transparent: true,
        stamp: '2026-11-19T10:00:00Z',
        description: expect.stringContaining('Mötet är inställt: För få kan.'),
      },
    ])
  })

  test('knows from the history when a meeting changed last', async () => {
    const id = await savedMeeting(house, [mora.police])
    const row = { council_id: house.councilId, subject_kind: 'meeting', subject_id: id, field: 'place' }
    const rest = { old_value: null, new_value: null, who: 'a/b', why: null, position: 0 }
    const at = instant('2026-11-18T07:00:00.000Z')
    await house.world.db
      .insertInto('history')
      .values({ id: '1', ...row, ...rest, at })
      .execute()
    expect(await eventsOf(mora.police)).toMatchObject([{ modified: '2026-11-18T07:00:00Z' }])
  })

  test('says that a meeting is only planned until the call is sent', async () => {
    const id = await savedMeeting(house, [mora.police], { called_at: null })
    const [event] = await eventsOf(mora.police)
    expect(event).toMatchObject({ uid: id, status: 'TENTATIVE' })
    expect(event?.description).toContain('Kallelsen har inte skickats än')
  })

  test('keeps who does not come free, and who comes in their place busy', async () => {
    const id = await savedMeeting(house, [mora.police])
    const substitute = await seatOf(house, house.councilId, mora.fieldWorker)
    const answer = (values: Partial<Tables['meeting_called']>) =>
      house.world.db.updateTable('meeting_called').set(values).where('meeting_id', '=', id).execute()

    await answer({ answer: 'notComing' })
    expect(await eventsOf(mora.police)).toMatchObject([{ transparent: true, status: 'CONFIRMED' }])
    // Somebody who was asked before, and is not sent any more, has nothing to do there.
    await answer({ answer: 'coming', substitute_id: substitute })
    expect(await eventsOf(mora.fieldWorker)).toEqual([])
    await answer({ answer: 'substitute', substitute_id: substitute })
    const [own] = await eventsOf(mora.police)
    expect(own?.transparent).toBe(true)
    expect(own?.description).toContain('Du skickar en ersättare')
    const [theirs] = await eventsOf(mora.fieldWorker)
    expect(theirs).toMatchObject({ uid: id, transparent: false })
    expect(theirs?.description).toMatch(/Du ersätter .+\./)
  })

  test('holds what somebody is secretary of, called or not', async () => {
    const secretary = await seatOf(house, house.councilId, mora.fieldWorker)
    const id = await savedMeeting(house, [], { secretary_id: secretary })
    expect(await eventsOf(mora.fieldWorker)).toMatchObject([{ uid: id }])
  })

  test('holds the days of one’s own open actions, and nobody is kept busy by them', async () => {
    const mine = { text: checked('Byt lampor på Älvgatan'), dueOn: '2026-12-18' as LocalDate, version: 3 }
    const action = await savedAction(house, mora.fieldWorker, mine)
    await savedAction(house, mora.police, { text: checked('Någon annans') })
    await savedAction(house, mora.fieldWorker, { status: 'done' })
    await savedAction(house, mora.fieldWorker, { status: 'cancelled' })
    await savedAction(house, mora.fieldWorker, { training: true })
    await savedAction(house, mora.fieldWorker, { ownership: 'declined' })
    const [event, ...others] = await eventsOf(mora.fieldWorker)
    expect(others).toEqual([])
    expect(event).toMatchObject({
      uid: action.id,
      sequence: 2,
      title: 'Ska vara klart: Byt lampor på Älvgatan',
      allDay: true,
      start: '2026-12-18',
      end: '2026-12-19',
      transparent: true,
      status: 'CONFIRMED',
    })
    expect(event?.description).toContain(`${action.number} · `)
  })

  test('shortens the title of a long action, and keeps the whole of it below', async () => {
    const text = `${'Byt lampor på Älvgatan och Öjevägen. '.repeat(8)}Slut.`
    await savedAction(house, mora.fieldWorker, { text: checked(text) })
    const [event] = await eventsOf(mora.fieldWorker)
    expect(event?.title.length).toBeLessThan(120)
    expect(event?.title.endsWith('…')).toBe(true)
    expect(event?.description).toContain(text)
  })

  test('is in English for who made it in English', async () => {
    const id = await savedMeeting(house, [mora.police], { cancelled_at: instant('2026-11-19T10:00:00.000Z') })
    const events = await read(await addressOf(mora.police, 'en'))
    expect(events).toMatchObject([{ uid: id, title: 'Cancelled: Rådet i november' }])
  })

  test('holds what is theirs in every council, and is empty when they have left them all', async () => {
    const orsaId = await addSecondCouncil(house.world)
    const here = await savedMeeting(house, [mora.chair])
    const there = await savedMeeting({ world: house.world, councilId: orsaId }, [orsa.both], {
      title: checked('Orsa'),
    })
    const card = await house.as(mora.chair).forges('meetings.calendarMake', { council: orsaId })
    const token = tokenIn(textOf(card))
    const uids = async () => (await read(token))?.map(({ uid }) => uid).toSorted()
    expect(await uids()).toEqual([here, there].toSorted())

    const { db } = house.world
    await db
      .updateTable('members')
      .set({ removed_at: house.clock.now() })
      .where('council_id', '=', house.councilId)
      .where('aad_object_id', '=', mora.chair.aadObjectId)
      .execute()
    expect(await uids()).toEqual([there])
    // A council that no longer accepts where they come from is left as well.
    await db.deleteFrom('accepted_tenants').where('council_id', '=', orsaId).execute()
    expect(await uids()).toEqual([])
  })

  test('is not given to who is in no council', async () => {
    for (const verb of ['meetings.calendarMake', 'meetings.calendarChange', 'meetings.calendar']) {
      const reply = await house.as(mora.outsider).forges(verb, { council: house.councilId })
      expect(textOf(reply)).toContain('Det får du tyvärr inte göra här')
    }
    expect(textOf(await house.as(mora.outsider).writes('kalender'))).not.toContain('https://')
    expect(await house.world.db.selectFrom('calendar_links').selectAll().execute()).toEqual([])
  })

  test('holds a thousand meetings', async () => {
    const { db } = house.world
    const seat = await seatOf(house, house.councilId, mora.police)
    const row = await savedMeeting(house, [mora.police])
    const meeting = await db
      .selectFrom('meetings')
      .selectAll()
      .where('id', '=', row)
      .executeTakeFirstOrThrow()
    const called = await db.selectFrom('meeting_called').selectAll().executeTakeFirstOrThrow()
    const many = Array.from({ length: 999 }, (_, at) => ({
      ...meeting,
      id: `${row.slice(0, -4)}${String(at).padStart(4, 'x')}` as MeetingId,
      starts_on: plusMs(instant('2024-01-01T12:00:00.000Z'), at * dayMs).slice(0, 10) as LocalDate,
    }))
    for (let from = 0; from < many.length; from += 100) {
      const some = many.slice(from, from + 100)
      await db.insertInto('meetings').values(some).execute()
      const calls = some.map(({ id }) => ({ ...called, meeting_id: id, member_id: seat }))
      await db.insertInto('meeting_called').values(calls).execute()
    }
    const token = await addressOf(mora.police)
    const answer = await house.calendar.read(token, home)
    if (answer.kind !== 'calendar') throw new Error('no calendar')
    expect(readCalendar(answer.body).events).toHaveLength(1000)
  })

  const filePress = (who: Person, id: MeetingId, where?: typeof channel) => {
    const { verb, data } = calendarFileButton({ locale: 'sv', council: house.councilId }, id)
    return house.as(who, 'sv', where).forges(verb, data)
  }
  const tokenOf = (url = '') => url.split('/').at(-1) ?? ''

  test('gets one meeting as a file from its card, by a link that works once', async () => {
    const id = await savedMeeting(house, [mora.chair])
    const reply = await filePress(mora.police, id)
    expect(textOf(reply)).toContain('Rådet i november · torsdag 26 november kl. 13.00')
    const url = linksOf(reply)['Hämta mötet (ICS)']
    await change(id, { starts_on: '2026-12-03' as LocalDate, sequence: 1 })

    const opened = await house.files.open(tokenOf(url), home)
    if (opened.kind !== 'file') throw new Error('no file')
    expect(opened.file.name).toBe('Möte 2026-12-03.ics')
    expect(opened.file.contentType).toBe('text/calendar; charset=utf-8; method=PUBLISH')
    const text = Buffer.from(opened.file.body).toString()
    expect(faultOfLines(text)).toBeUndefined()
    const calendar = readCalendar(text)
    expect(calendar).toMatchObject({ method: 'PUBLISH', name: undefined })
    expect(calendar.events).toMatchObject([{ uid: id, sequence: 1, start: '2026-12-03T12:00:00Z' }])
    expect((await house.files.open(tokenOf(url), home)).kind).toBe('gone')
  })

  test('gives no file of another council’s meeting, nor to who has left', async () => {
    const orsaId = await addSecondCouncil(house.world)
    const theirs = await savedMeeting({ world: house.world, councilId: orsaId }, [orsa.coordinator])
    for (const id of [theirs, 'påhittat' as MeetingId])
      for (const where of [undefined, channel])
        expect(textOf(await filePress(mora.police, id, where))).toContain('Jag hittar inte det')
    expect(await house.deliver()).toEqual([])

    const id = await savedMeeting(house, [mora.police])
    const url = linksOf(await filePress(mora.police, id))['Hämta mötet (ICS)']
    await house.world.db
      .updateTable('members')
      .set({ removed_at: house.clock.now() })
      .where('aad_object_id', '=', mora.police.aadObjectId)
      .execute()
    expect((await house.files.open(tokenOf(url), home)).kind).toBe('gone')
  })

  test('sends the link to the own chat of who pressed in a channel', async () => {
    const id = await savedMeeting(house, [mora.police])
    expect(textOf(await filePress(mora.police, id, channel))).toContain('skickar den till vår egen chatt')
    const posts = await house.deliver()
    expect(posts.map(({ to }) => to)).toEqual([`person:${mora.police.tenantId}/${mora.police.aadObjectId}`])
    const [post] = posts
    if (!post) throw new Error('nothing was sent')
    const opened = await house.files.open(tokenOf(linksOf(post)['Hämta mötet (ICS)']), home)
    expect(opened.kind).toBe('file')
  })
})
