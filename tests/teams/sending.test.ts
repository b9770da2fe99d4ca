import { createServer } from 'node:net'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals'
import type { Recipient } from '../../src/delivery/notice.ts'
import {
  coordinator,
  councilChannel,
  fieldWorker,
  ownChat,
  policeTenant,
} from '../helpers/teams-activities.ts'
import { startTestBot, type TestBot, welcomeMessage } from '../helpers/test-bot.ts'
import { openTestSqlite, type TestDatabase } from '../helpers/test-sqlite.ts'

const message = {
  card: {
    type: 'AdaptiveCard',
    version: '1.5',
    body: [{ type: 'TextBlock', text: 'Påminnelse: möte på Åmåsängsgården', wrap: true }],
  },
  summary: 'Påminnelse om mötet',
}
const person: Recipient = {
  kind: 'person',
  person: { tenantId: policeTenant.toUpperCase(), aadObjectId: fieldWorker.aadObjectId },
}
const channel: Recipient = { kind: 'conversation', conversationId: councilChannel.id }

describe('What is sent unasked', () => {
  let database: TestDatabase
  let bot: TestBot

  beforeAll(async () => {
    database = await openTestSqlite()
    bot = await startTestBot({ db: database.db, welcome: async () => undefined })
  })
  afterAll(async () => {
    await bot.stop()
    await database.close()
  })
  beforeEach(async () => {
    await bot.send(bot.activities.message('hjälp', { locale: 'en-GB' }))
    await bot.send(bot.activities.installation('add', { in: councilChannel, from: coordinator }))
    bot.fake.forget()
  })
  afterEach(() => {
    bot.fake.forget()
    bot.log.length = 0
  })

  const post = () => bot.teams.sender.post(person, message)
  const update = (activityId = '99') =>
    bot.teams.sender.update({ conversationId: ownChat(fieldWorker).id, activityId }, message)

  test('reaches the person in their own chat, as a card alone with a line for the feed', async () => {
    const outcome = await post()

    expect(outcome).toEqual({
      kind: 'delivered',
      conversationId: ownChat(fieldWorker).id,
      activityId: expect.stringMatching(/^\d+$/),
    })
    expect(bot.fake.requests).toHaveLength(1)
    const [request] = bot.fake.posts
    expect(request).toMatchObject({ conversationId: ownChat(fieldWorker).id, activityId: undefined })
    expect(request?.body).toMatchObject({
      type: 'message',
      summary: message.summary,
      attachments: [{ contentType: 'application/vnd.microsoft.card.adaptive', content: message.card }],
    })
    expect(request?.body.text).toBeUndefined()
    expect(request?.body.replyToId).toBeUndefined()
  })

  test('reaches a channel as a new thread, and is changed in place later', async () => {
    const posted = await bot.teams.sender.post(channel, message)
    if (posted.kind !== 'delivered') throw new Error(posted.kind)
    const changed = await bot.teams.sender.update(posted, { ...message, summary: 'Mötet är flyttat' })

    expect(posted.conversationId).toBe(councilChannel.id)
    expect(changed).toEqual(posted)
    expect(bot.fake.puts[0]).toMatchObject({
      conversationId: councilChannel.id,
      activityId: posted.activityId,
      body: { summary: 'Mötet är flyttat' },
    })
  })

  test('is in the language of the person, and nowhere for who was never heard of', async () => {
    const unknown = { kind: 'person', person: { tenantId: policeTenant, aadObjectId: 'x' } } as const
    expect((await bot.teams.sender.placeOf(person))?.locale).toBe('en')
    expect((await bot.teams.sender.placeOf(channel))?.locale).toBe('sv')
    expect(await bot.teams.sender.placeOf(unknown)).toBeUndefined()
    expect((await bot.teams.sender.post(unknown, message)).kind).toBe('unreachable')
    expect(bot.fake.requests).toEqual([])
  })

  test('is safe to repeat when nobody listened', async () => {
    const closed = await closedPort()
    await bot.send(
      bot.activities.execute('help.show', {}, '1', { serviceUrl: `http://127.0.0.1:${closed}/emea/` }),
    )

    expect(await post()).toEqual({ kind: 'retry', reason: 'ECONNREFUSED' })
    expect(await update()).toEqual({ kind: 'retry', reason: 'ECONNREFUSED' })
    await bot.send(bot.activities.execute('help.show'))
    expect((await post()).kind).toBe('delivered')
  })

  test('never goes to an address that is not of Teams, however it came to be kept', async () => {
    const [row] = await database.db.selectFrom('addresses').selectAll().execute()
    const reference = JSON.parse(row?.reference ?? '{}')
    await database.db
      .updateTable('addresses')
      .set({ reference: JSON.stringify({ ...reference, serviceUrl: 'http://samlare.example/' }) })
      .where('conversation_id', '=', ownChat(fieldWorker).id)
      .execute()

    expect(await post()).toEqual({ kind: 'unreachable', reason: 'noAddress' })
    expect(await update()).toEqual({ kind: 'unreachable', reason: 'noAddress' })
    expect(bot.fake.requests).toEqual([])
    await database.db
      .updateTable('addresses')
      .set({ reference: JSON.stringify(reference) })
      .execute()
  })

  test('is counted, and what Teams refuses is told loudly without what it said', async () => {
    bot.fake.failNext({ status: 400 })
    await post()

    expect(bot.log.join()).toMatch(/"level":50/)
    expect(bot.log.join()).not.toMatch(/Påminnelse|Åmåsäng/)
    const metrics = await (await fetch(`${bot.teams.url}/metrics`)).text()
    expect(metrics).toMatch(/tryggve_sends_total\{way="post",outcome="refused"\} \d/)
  })

  test('goes as one message for each call, also when many are sent at once', async () => {
    const outcomes = await Promise.all(Array.from({ length: 20 }, post))

    const ids = outcomes.map((outcome) => (outcome.kind === 'delivered' ? outcome.activityId : outcome.kind))
    expect(new Set(ids).size).toBe(20)
    expect(bot.fake.posts).toHaveLength(20)
  })
})

test('A welcome that cannot be sent does no harm', async () => {
  const database = await openTestSqlite()
  const bot = await startTestBot({
    db: database.db,
    welcome: async () => {
      throw new Error('hej')
    },
  })
  expect((await bot.send(bot.activities.installation('add'))).status).toBe(200)
  expect(welcomeMessage.summary).toMatch(/Tryggve/)
  await bot.stop()
  await database.close()
  expect(bot.log.join()).toMatch(/after an answer failed/)
})

/** A port on which nobody listens now. */
async function closedPort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  await new Promise((resolve) => server.close(resolve))
  return typeof address === 'object' && address ? address.port : 0
}
