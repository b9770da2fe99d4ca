import { afterEach, beforeEach, expect, test } from '@jest/globals'
import pino from 'pino'
import { type App, startApp } from '../../src/app.ts'
import { openDatabase } from '../../src/database/index.ts'
import type { MeetingId } from '../../src/shared/ids.ts'
import { momentAt } from '../../src/shared/stockholm.ts'
import { eachDatabase } from '../helpers/databases.ts'
import { type FakeTeams, startFakeTeams } from '../helpers/fake-teams.ts'
import { buildHouse, type House, mora, spoken } from '../helpers/house.ts'
import { botAppId, type LocalIdentityProvider, startIdentityProvider } from '../helpers/identity-provider.ts'
import { type TeamsPlace, teamsActivities } from '../helpers/teams-activities.ts'
import { anonymousConfig } from '../helpers/whole-app.ts'
import { meetingDay, savedMeeting } from '../minutes/stage.ts'

const meetingChat: TeamsPlace = { id: '19:meeting_NGZjMWI2@thread.v2', kind: 'groupChat' }
const otherChat: TeamsPlace = { id: '19:meeting_ZmlrYXJhc3Q@thread.v2', kind: 'groupChat' }
const channel: TeamsPlace = { id: '19:bra-mora-3f2a@thread.tacv2', kind: 'channel' }
const linkTo = ({ id }: TeamsPlace) =>
  `https://teams.microsoft.com/l/meetup-join/${encodeURIComponent(id)}/0?context=%7b%7d`

eachDatabase('A meeting that Teams tells of', (engine) => {
  let house: House
  let meeting: MeetingId
  let app: App
  let fake: FakeTeams
  let provider: LocalIdentityProvider
  const { tenantId } = mora.coordinator
  const userOf = ({ aadObjectId }: { aadObjectId: string }) => ({ aadObjectId, name: 'Någon i rådet' })

  /** Mora's council, whose meeting begins at 13, and the real way in and out. */
  const open = async (link = '', connected?: TeamsPlace) => {
    const databaseUrl = await engine.emptyUrl()
    const database = await openDatabase(databaseUrl)
    house = await buildHouse(database)
    meeting = await savedMeeting(house, { link })
    house.clock.set(momentAt(meetingDay, '12:58'))
    if (connected)
      await database.db.updateTable('councils').set({ channel_conversation: connected.id }).execute()
    await database.close()
    app = await startApp(
      {
        ...anonymousConfig,
        databaseUrl,
        bot: {
          kind: 'registered',
          appId: botAppId,
          appType: 'SingleTenant',
          tenantId,
          appPassword: 'x',
        },
      },
      pino({ level: 'silent' }),
      { clock: house.clock, identityProvider: provider.trust(fake.url) },
    )
    // Who writes the minutes has spoken with us before, or we could not reach them.
    await send(activities().message('hjälp', { from: userOf(mora.coordinator) }))
    fake.forget()
  }
  const activities = () => teamsActivities(fake.url, tenantId)
  const send = async (activity: unknown) => {
    const { status } = await fetch(`${app.url}/api/messages`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', authorization: await provider.header(fake.url) },
      body: JSON.stringify(activity),
    })
    await app.deliver()
    return status
  }
  const tells = (change: 'Start' | 'End', where: TeamsPlace, from = mora.chair, joinUrl = '') =>
    send(activities().meeting(change, { from: userOf(from), in: where }, joinUrl))
  const cards = () =>
    fake.posts
      .map(({ conversationId, body }) => ({ to: conversationId, text: spoken(JSON.stringify(body)) }))
      .filter(({ text }) => text.includes('Alla paragrafer'))
  const later = (time: string) => house.clock.set(momentAt(meetingDay, time))
  const shownNow = async () => {
    const before = fake.posts.length
    await send(activities().message('protokoll', { from: userOf(mora.coordinator) }))
    return spoken(JSON.stringify(fake.posts.slice(before).map(({ body }) => body)))
  }

  beforeEach(async () => {
    fake = await startFakeTeams()
    provider = await startIdentityProvider()
  })
  afterEach(async () => {
    await app.stop()
    await provider.stop()
    await fake.stop()
  })

  test('brings the secretary the minutes as it starts, and notes when it ended, each once', async () => {
    await open(linkTo(meetingChat))
    expect(await tells('Start', meetingChat, mora.outsider)).toBe(200)
    expect(cards()).toHaveLength(1)
    expect(cards()[0]?.to).toContain(mora.coordinator.aadObjectId)
    expect(cards()[0]?.text).toContain('● Öppen nu: § 1 Mötet öppnas')
    await tells('Start', meetingChat)
    expect(cards()).toHaveLength(1)

    later('14:40')
    await tells('End', meetingChat)
    await tells('End', meetingChat)
    expect(cards()).toHaveLength(2)
    expect(cards()[1]?.text).toContain('Mötet avslutades i dag 14.40.')
    expect(cards()[1]?.text).toContain('Skicka för justering')
    expect(await shownNow()).toContain('Mötet avslutades i dag 14.40.')
  })

  test('is known by who began it when no link tells, if they take part', async () => {
    await open()
    await tells('Start', otherChat, mora.outsider)
    expect(cards()).toEqual([])
    await tells('Start', otherChat, mora.chair)
    expect(cards()).toHaveLength(1)
  })

  test('is known by the channel of the council, whoever began it', async () => {
    await open('', channel)
    await tells('Start', { ...channel, thread: '1763625600000' }, mora.outsider)
    expect(cards()).toHaveLength(1)
  })

  test('is nothing to us when its chat is another, its tenant is another, or its time is another', async () => {
    await open(linkTo(meetingChat))
    await tells('Start', otherChat, mora.chair)
    await tells('Start', channel, mora.outsider)
    const foreign = teamsActivities(fake.url, '99999999-aaaa-4bbb-8ccc-000000000009')
    const told = foreign.meeting('Start', { from: userOf(mora.chair), in: meetingChat }, linkTo(meetingChat))
    expect(await send(told)).toBe(403)
    later('12:10')
    // A call that is tried out in good time has not ended the meeting.
    await tells('End', meetingChat)
    later('18:00')
    await tells('Start', meetingChat)
    expect(cards()).toEqual([])
    expect(await shownNow()).toContain('Protokollet är inte påbörjat.')
  })

  test('is followed with the words of the secretary on top: an end that they noted stays', async () => {
    await open(linkTo(meetingChat))
    await tells('Start', meetingChat)
    later('14:30')
    const council = house.councilId
    const end = activities().execute('minutes.end', { council, meeting }, undefined, {
      from: userOf(mora.coordinator),
    })
    await send(end)
    later('14:55')
    await tells('End', meetingChat)
    expect(await shownNow()).toContain('Mötet avslutades i dag 14.30.')
  })

  test('does not begin anything for who is no part of it', async () => {
    await open()
    const strange = { ...activities().meeting('Start', { in: otherChat }), from: { id: '29:1gast' } }
    expect(await send(strange)).toBe(200)
    expect(cards()).toEqual([])
    expect(await send({ ...strange, name: 'application/vnd.microsoft.readReceipt' })).toBe(200)
  })
})
