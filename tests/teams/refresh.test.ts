import { afterEach, beforeAll, expect, test } from '@jest/globals'
import { answerWith, button, card, type Reply, say } from '../../src/chat/index.ts'
import { type Engine, eachDatabase, type TestDatabase } from '../helpers/databases.ts'
import { coordinator, councilChannel, policeTenant } from '../helpers/teams-activities.ts'
import { startTestBot, type TestBot, type Wanted } from '../helpers/test-bot.ts'

const shown = card('sv', 'Händelsen', [])
const form = card('sv', 'Formuläret', [])
const refresh = button({ title: 'H-2026-0001', verb: 'incidents.show' })
const living = { card: shown, summary: 'H-2026-0001', refresh }
const person = { tenantId: policeTenant, aadObjectId: coordinator.aadObjectId }

eachDatabase('A card that is looked at again', (engine: Engine) => {
  let database: TestDatabase
  let bot: TestBot
  let reply: Reply
  beforeAll(async () => {
    database = await engine.open()
  })
  afterEach(async () => {
    await bot.stop()
    await database.db.deleteFrom('turns').execute()
    await database.db.deleteFrom('addresses').execute()
  })
  const start = async (wanted: Partial<Wanted> = {}) => {
    reply = answerWith(shown, 'Händelsen')
    const saves = async () => {
      await new Promise((resolve) => setTimeout(resolve, 50))
      return answerWith(form, 'Sparat', true)
    }
    bot = await startTestBot({
      ...wanted,
      db: database.db,
      reply: ({ said }) => (said.kind === 'press' && said.verb === 'incidents.assess' ? saves() : reply),
    })
    await bot.send(bot.activities.message('hej', { from: coordinator }))
    await bot.send(bot.activities.message('hej', { from: coordinator, in: councilChannel }))
  }
  const again = (pressed: string) => {
    const press = bot.activities.execute('incidents.show', {}, pressed, { from: coordinator })
    return bot.send({ ...press, value: { ...(press.value as object), trigger: 'automatic' } })
  }
  const content = () => {
    const attachments = bot.fake.posts.at(-1)?.body.attachments as { content: unknown }[] | undefined
    return attachments?.[0]?.content
  }

  test('is asked for anew by the one whose own chat it stands in', async () => {
    await start()
    await bot.teams.sender.post({ kind: 'person', person }, living)
    expect(content()).toEqual({
      ...shown,
      refresh: { action: refresh, userIds: [`29:1${coordinator.aadObjectId}`] },
    })
  })

  test('is asked for by nobody where several read it', async () => {
    await start()
    await bot.teams.sender.post({ kind: 'conversation', conversationId: councilChannel.id }, living)
    expect(content()).toEqual(shown)
  })

  test('is shown as it is now', async () => {
    await start()
    expect((await again('1763')).json).toMatchObject({ statusCode: 200, value: shown })
  })

  test('stays as it stands, without a word, when there is nothing to show', async () => {
    await start()
    reply = say('Det får du tyvärr inte göra här.')
    expect((await again('1763')).json).toMatchObject({ type: 'application/vnd.microsoft.error' })
    reply = answerWith(shown, 'Händelsen', true)
    const requests = bot.fake.requests.length
    expect((await again('1763')).json).toMatchObject({ type: 'application/vnd.microsoft.error' })
    expect(bot.fake.requests).toHaveLength(requests)
  })

  test('stays without a word also for who comes too often', async () => {
    await start({ turnsPerMinute: 3 })
    expect((await again('1763')).json).toMatchObject({ statusCode: 200, value: shown })
    expect((await again('1763')).json).toMatchObject({ type: 'application/vnd.microsoft.error' })
  })

  test('does not count as a press: what answers an earlier one is still put in its place', async () => {
    await start()
    const before = bot.fake.requests.length
    const pressing = bot.send(bot.activities.execute('incidents.assess', {}, '1763', { from: coordinator }))
    await again('1763')
    await pressing
    const put = (await bot.fake.received(before + 1)).at(-1)
    expect(put).toMatchObject({ method: 'PUT', activityId: '1763' })
  })
})
