import { afterEach, beforeAll, describe, expect, test } from '@jest/globals'
import { answerWith, card, heading, type Intent, type Reply, say } from '../../src/chat/index.ts'
import { dayMs, minuteMs } from '../../src/shared/clock.ts'
import { type Engine, eachDatabase, type TestDatabase } from '../helpers/databases.ts'
import {
  coordinator,
  councilChannel,
  fieldWorker,
  ownChat,
  policeTenant,
} from '../helpers/teams-activities.ts'
import { startTestBot, type TestBot, type Wanted, welcomeMessage } from '../helpers/test-bot.ts'

const receipt = card('sv', 'Tack', [heading('Skadegörelse vid Noret, H-2026-0001')])
const cardReply = answerWith(receipt, 'Tack, H-2026-0001')
const lastingReply = answerWith(receipt, 'Tack, H-2026-0001', true)

eachDatabase('A turn', (engine: Engine) => {
  let database: TestDatabase
  let bot: TestBot

  const start = async (wanted: Partial<Wanted> = {}) => {
    bot = await startTestBot({ db: database.db, ...wanted })
  }
  beforeAll(async () => {
    database = await engine.open()
  })
  afterEach(async () => {
    await bot.stop()
    await database.db.deleteFrom('turns').execute()
    await database.db.deleteFrom('addresses').execute()
  })
  const turns = () => database.db.selectFrom('turns').selectAll().execute()
  const addresses = () => database.db.selectFrom('addresses').selectAll().execute()

  describe('of a line', () => {
    test('becomes words of a person in a place, and the reply a message', async () => {
      await start()
      const answer = await bot.send(bot.activities.message('rapportera skadegörelse vid Noret', { id: '17' }))

      expect([answer.status, answer.text]).toEqual([200, ''])
      const [intent] = bot.intents
      expect(intent).toEqual({
        who: { tenantId: policeTenant, aadObjectId: fieldWorker.aadObjectId },
        where: { conversationId: ownChat(fieldWorker).id, kind: 'personal' },
        locale: 'sv',
        onceId: expect.stringMatching(/^[\w-]{8,80}$/),
        said: { kind: 'words', text: 'rapportera skadegörelse vid Noret' },
      })
      expect(bot.fake.requests).toHaveLength(1)
      expect(bot.fake.posts[0]).toMatchObject({
        conversationId: ownChat(fieldWorker).id,
        activityId: '17',
        body: { type: 'message', text: 'Tack, det är noterat.', textFormat: 'markdown', replyToId: '17' },
      })
    })

    test('is answered by a card alone, with a line for the feed', async () => {
      await start({ reply: () => cardReply })
      await bot.send(bot.activities.message('rapportera'))

      const body = bot.fake.posts[0]?.body
      expect(body?.attachments).toEqual([
        { contentType: 'application/vnd.microsoft.card.adaptive', content: receipt },
      ])
      expect(body?.summary).toBe('Tack, H-2026-0001')
      expect(body?.text).toBeUndefined()
    })

    test('in a channel loses the mention of us and stays in its thread', async () => {
      await start()
      const thread = { ...councilChannel, thread: '1763625600000' }
      await bot.send(bot.activities.message('händelser Åmåsängsgården', { in: thread }))
      const other = bot.activities.message('', { in: thread })
      await bot.send({
        ...other,
        text: '<at>Tryggve</at> be <at>Samordnare Mora</at> titta',
        entities: [
          ...(other.entities as object[]),
          { type: 'mention', mentioned: { id: '29:1x' }, text: '<at>Samordnare Mora</at>' },
        ],
      })
      await bot.send({ ...other, id: '18', text: '<at>Tryggve</at> hjälp', entities: null })

      expect(bot.intents.map(({ said }) => said)).toEqual([
        { kind: 'words', text: 'händelser Åmåsängsgården' },
        { kind: 'words', text: 'be Samordnare Mora titta' },
        { kind: 'words', text: 'hjälp' },
      ])
      expect(bot.intents[0]?.where).toEqual({ conversationId: councilChannel.id, kind: 'channel' })
      expect(bot.fake.posts[0]?.conversationId).toBe(`${councilChannel.id};messageid=1763625600000`)
      expect((await addresses()).map((row) => [row.conversation_id, row.person])).toEqual([
        [councilChannel.id, null],
      ])
    })

    test('that is nothing but a card, put in the chat with us from a search, needs no answer', async () => {
      await start()
      const card = { contentType: 'application/vnd.microsoft.card.adaptive', content: receipt }
      const put = { ...bot.activities.message(''), attachments: [card] }
      const asOneChatSendsIt = '<span itemtype="http://schema.skype.com/InputExtension"><span></span></span>'
      expect((await bot.send({ ...put, id: '17' })).status).toBe(200)
      expect((await bot.send({ ...put, id: '18', text: `\n${asOneChatSendsIt}\n` })).status).toBe(200)
      expect([bot.intents, bot.fake.posts]).toEqual([[], []])

      await bot.send({ ...put, id: '19', text: 'hjälp' })
      await bot.send({ ...put, id: '20', attachments: [{ contentType: 'text/html', content: '' }] })
      expect(bot.intents.map(({ said }) => said)).toEqual([
        { kind: 'words', text: 'hjälp' },
        { kind: 'words', text: '' },
      ])
    })

    test('is in English for a client in English', async () => {
      await start()
      await bot.send(bot.activities.message('help', { locale: 'en-GB' }))
      await bot.send({ ...bot.activities.message('help', { locale: 'en-US' }), locale: undefined })
      await bot.send(bot.activities.message('hjälp', { locale: 'fi-FI' }))

      expect(bot.intents.map(({ locale }) => locale)).toEqual(['en', 'en', 'sv'])
    })

    test('that comes twice takes effect once and is answered once, also after a restart', async () => {
      await start()
      const line = bot.activities.message('rapportera klotter')

      const first = await bot.send(line)
      const second = await bot.send(line)
      await bot.restart()
      const third = await bot.send(line)

      expect(second).toEqual(first)
      expect(third).toEqual(first)
      expect(bot.intents).toHaveLength(1)
      expect(bot.fake.posts).toHaveLength(1)
    })

    test('that comes many times at once takes effect once', async () => {
      await start({ reply: async () => pause(50, say('Tack')) })
      const line = bot.activities.message('rapportera klotter')

      const answers = await Promise.all(Array.from({ length: 8 }, () => bot.send(line)))

      expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]))
      expect(bot.intents).toHaveLength(1)
      expect(bot.fake.posts).toHaveLength(1)
    })

    test('is not taken for the same when another person sends one by the same id in the same place', async () => {
      await start({ reply: ({ who }) => say(who.aadObjectId) })
      const [place, id] = [councilChannel, '1763625600000']
      for (const from of [fieldWorker, coordinator]) {
        await bot.send(bot.activities.message('hjälp', { from, in: place, id }))
        const { json } = await bot.send(bot.activities.execute('a', {}, '1', { from, in: place, id: 'f:1' }))
        expect(json).toMatchObject({ value: from.aadObjectId })
      }
      expect(bot.intents.map(({ who }) => who.aadObjectId)).toEqual(
        [fieldWorker, fieldWorker, coordinator, coordinator].map(({ aadObjectId }) => aadObjectId),
      )
      expect(new Set(bot.intents.map(({ onceId }) => onceId)).size).toBe(4)
      expect(bot.fake.posts).toHaveLength(2)
    })

    test('that was begun when the process died is taken again, under the same once-id', async () => {
      await start()
      const line = bot.activities.message('rapportera klotter')
      await bot.send(line)
      await database.db.updateTable('turns').set({ answered_at: null }).execute()

      await bot.send(line)

      expect(bot.intents).toHaveLength(2)
      expect(bot.intents[1]?.onceId).toBe(bot.intents[0]?.onceId)
      expect((await turns())[0]?.answered_at).not.toBeNull()
    })

    test('whose answer surely did not arrive is answered when it comes again', async () => {
      await start()
      const line = bot.activities.message('rapportera klotter')
      bot.fake.failNext({ status: 429, retryAfter: '1' })

      expect((await bot.send(line)).status).toBe(502)
      expect((await bot.send(line)).status).toBe(200)
      expect(bot.fake.posts).toHaveLength(2)
      expect(bot.intents[1]?.onceId).toBe(bot.intents[0]?.onceId)
    })

    test('whose answer may have arrived is not answered twice', async () => {
      await start()
      const line = bot.activities.message('rapportera klotter')
      bot.fake.failNext({ status: 503 })

      await bot.send(line)
      await bot.send(line)

      expect(bot.fake.posts).toHaveLength(1)
    })

    test('leaves nothing of itself in the log or among what is kept', async () => {
      await start({
        reply: () => {
          throw new Error('kunde inte spara skadegörelse vid Noret')
        },
      })
      const answer = await bot.send(bot.activities.message('skadegörelse vid Noret'))

      expect([answer.status, answer.text]).toEqual([500, ''])
      expect(bot.log.join('\n')).toMatch(/"name":"Error"/)
      expect(bot.log.join('\n')).toMatch(/requestId/)
      expect(bot.log.join('\n')).not.toMatch(/skadegörelse|Noret|Fältarbetare/)
      expect(JSON.stringify(await turns())).not.toMatch(/skadegörelse|Noret|Fältarbetare/)
    })

    test('is forgotten after a week', async () => {
      await start()
      await bot.send(bot.activities.message('hjälp'))
      bot.clock.advance(8 * dayMs)
      await bot.send(bot.activities.message('hjälp'))

      expect(await turns()).toHaveLength(1)
    })
  })

  describe('of a press', () => {
    const data = {
      verb: 'incidents.report',
      once: 'form-0001-åäö'.replace(/[åäö]/g, 'a'),
      text: 'Klotter på skolan',
    }

    test('is answered on the request itself by a card', async () => {
      await start({ reply: () => cardReply })
      const answer = await bot.send(bot.activities.execute('incidents.report', data))

      expect(answer.status).toBe(200)
      expect(answer.json).toEqual({
        statusCode: 200,
        type: 'application/vnd.microsoft.card.adaptive',
        value: receipt,
      })
      expect(bot.intents[0]).toMatchObject({
        onceId: data.once,
        said: { kind: 'press', verb: 'incidents.report', data },
      })
      expect(bot.fake.requests).toEqual([])
    })

    test('is answered by a note when the reply is a text', async () => {
      await start()
      const answer = await bot.send(bot.activities.execute('incidents.report', data))

      expect(answer.json).toEqual({
        statusCode: 200,
        type: 'application/vnd.microsoft.activity.message',
        value: 'Tack, det är noterat.',
      })
    })

    test('makes a card that is to stay stay: one change of the pressed message, after the answer', async () => {
      await start({ reply: () => lastingReply })
      await bot.send(bot.activities.execute('incidents.report', data, '4711'))
      await bot.fake.received(1)

      expect(bot.fake.requests).toHaveLength(1)
      expect(bot.fake.puts[0]).toMatchObject({
        conversationId: ownChat(fieldWorker).id,
        activityId: '4711',
        body: { summary: 'Tack, H-2026-0001', attachments: [{ content: receipt }] },
      })
    })

    test('is answered all the same when the pressed message is gone', async () => {
      await start({ reply: () => lastingReply })
      bot.fake.failNext({ status: 404 })
      const answer = await bot.send(bot.activities.execute('incidents.report', data, '4711'))
      await bot.fake.received(1)

      expect(answer.json).toMatchObject({ statusCode: 200, value: receipt })
    })

    test('that comes twice, or at once, has one effect and the same answer', async () => {
      let made = 0
      await start({
        reply: async () => {
          made += 1
          return pause(50, answerWith(receipt, `svar ${made}`, true))
        },
      })
      const press = bot.activities.execute('incidents.report', data, '4711')

      const answers = await Promise.all([bot.send(press), bot.send(press), bot.send(press)])
      answers.push(await bot.send(press))
      await bot.fake.received(1)

      expect(new Set(answers.map(({ text }) => text)).size).toBe(1)
      expect(bot.intents).toHaveLength(1)
      expect(bot.fake.puts).toHaveLength(1)
    })

    test('that Teams sends again under a new id keeps its once-id', async () => {
      await start()
      await bot.send(bot.activities.execute('incidents.report', data))
      await bot.send(bot.activities.execute('incidents.report', data))

      expect(bot.intents.map(({ onceId }) => onceId)).toEqual([data.once, data.once])
    })

    test('without a usable once-id gets one from its activity', async () => {
      await start()
      for (const once of [undefined, 7, 'kort', 'x'.repeat(81), "drop'table"])
        await bot.send(bot.activities.execute('incidents.report', { once }))

      const ids = bot.intents.map(({ onceId }) => onceId)
      expect(new Set(ids).size).toBe(5)
      for (const id of ids) expect(id).toMatch(/^activity-[0-9a-f]{40}$/)
    })

    test('writes nothing to the database by itself once the address is known', async () => {
      await start()
      await bot.send(bot.activities.execute('help.show'))
      const before = await addresses()
      bot.clock.advance(30 * minuteMs)
      await bot.send(bot.activities.execute('help.show'))

      expect(await addresses()).toEqual(before)
      expect(await turns()).toEqual([])
    })

    test('that takes too long is told so in time, and its card comes in the place of the pressed one', async () => {
      await start({ answerWithinMs: { card: 40 }, reply: () => pause(120, cardReply) })
      const press = bot.activities.execute('incidents.report', data, '4711')

      const answer = await bot.send(press)
      await bot.fake.received(1)
      const later = await bot.send(press)

      expect(answer.status).toBe(200)
      expect(answer.json).toMatchObject({ type: 'application/vnd.microsoft.activity.message' })
      expect((answer.json as { value: string }).value).toMatch(/längre tid/)
      expect(bot.fake.puts[0]).toMatchObject({
        activityId: '4711',
        body: { attachments: [{ content: receipt }] },
      })
      expect(later.json).toMatchObject({ value: receipt })
      expect(bot.intents).toHaveLength(1)
    })

    test('that waits for its turn is not put over what a later press on the same card has opened', async () => {
      const waiting: (() => void)[] = []
      await start({
        pace: () => new Promise((turn) => waiting.push(turn)),
        reply: ({ said }): Reply => {
          if (said.kind !== 'press' || said.verb === 'a.note') return say('Noterat')
          return answerWith(receipt, 'Tack', said.verb === 'a.save')
        },
      })
      const press = (verb: string, card: string) => bot.send(bot.activities.execute(verb, {}, card))
      await press('a.save', '4711')
      await press('a.form', '4711')
      await press('a.save', '4712')
      await press('a.note', '4712')
      await press('a.save', '4713')
      await press('a.form', '4714')
      for (const turn of waiting) turn()
      await bot.fake.received(2)
      await pause(50, undefined)

      expect(bot.fake.puts.map(({ activityId }) => activityId).toSorted()).toEqual(['4712', '4713'])
    })

    test('that takes too long and ends in a text gets it in the chat', async () => {
      await start({ answerWithinMs: { card: 20 }, reply: () => pause(60, say('Klart nu')) })
      await bot.send(bot.activities.execute('incidents.report', data))
      await bot.fake.received(1)

      expect(bot.fake.posts[0]?.body.text).toBe('Klart nu')
    })

    test('is never answered empty nor with a raw error', async () => {
      await start({
        reply: ({ said }) => {
          if (said.kind === 'press' && said.verb === 'raw') throw new Error('SQLITE_CORRUPT in /srv/tryggve')
          return cardReply
        },
      })
      const strange = [
        bot.activities.execute('raw'),
        bot.activities.invoke('adaptiveCard/action', {}),
        bot.activities.invoke('adaptiveCard/action', null),
        bot.activities.invoke('adaptiveCard/action', { action: { type: 'Action.Execute', verb: 7 } }),
        { ...bot.activities.invoke('x', {}, { locale: 'en-US' }), name: undefined },
      ]
      for (const activity of strange) {
        const { status, json, text } = await bot.send(activity)
        expect(status).toBe(200)
        expect(json).toMatchObject({
          statusCode: expect.any(Number),
          type: expect.stringMatching(/^application\/vnd\.microsoft\./),
        })
        expect(text).not.toMatch(/SQLITE|srv|Error:|stack/)
        expect(text).toMatch(/Skriv|Write|Något gick fel/)
      }
    })

    test('with more in it than any form of ours holds is kindly refused, whatever it was made with', async () => {
      await start()
      const text = 'x'.repeat(64 * 1024)
      const pressed = [
        bot.activities.execute('incidents.report', { ...data, text }),
        bot.activities.execute('help.say', { line: text }),
        bot.activities.invoke('task/submit', { data: { verb: 'incidents.report', text } }),
        bot.activities.invoke('composeExtension/submitAction', { data: { verb: 'incidents.report', text } }),
        bot.activities.invoke('composeExtension/query', { commandId: 'incidents', queryText: text }),
        bot.activities.invoke('nagot/annat', { text }),
      ]
      for (const press of pressed) {
        const answer = await bot.send(press)
        expect([answer.status, answer.text.includes('för mycket text på en gång')]).toEqual([200, true])
      }
      expect(bot.intents).toEqual([])
      const message = { body: { contentType: 'html', content: `<p>${text}</p>` } }
      await bot.send(
        bot.activities.invoke('composeExtension/fetchTask', {
          commandId: 'reportMessage',
          messagePayload: message,
        }),
      )
      expect(bot.intents).toHaveLength(1)
    })

    test('takes the verb of the button before one that stands in the data', async () => {
      await start()
      await bot.send(bot.activities.execute('incidents.report', { verb: 'councils.remove' }))
      await bot.send(bot.activities.execute('', { verb: 'help.show' }))

      expect(bot.intents.map(({ said }) => said)).toMatchObject([
        { verb: 'incidents.report' },
        { verb: 'help.show' },
      ])
    })
  })

  describe('of a press from a client without Action.Execute', () => {
    test('changes the pressed message', async () => {
      await start({ reply: () => cardReply })
      const answer = await bot.send(
        bot.activities.submit('incidents.report', { once: 'form-0002-x' }, '4712'),
      )

      expect(answer.status).toBe(200)
      expect(bot.intents[0]).toMatchObject({
        onceId: 'form-0002-x',
        said: {
          kind: 'press',
          verb: 'incidents.report',
          data: { once: 'form-0002-x', verb: 'incidents.report' },
        },
      })
      expect(bot.fake.requests).toHaveLength(1)
      expect(bot.fake.puts[0]).toMatchObject({
        activityId: '4712',
        body: { attachments: [{ content: receipt }] },
      })
    })

    test('posts a new message when the pressed one is gone, and for a text: one turn for each request', async () => {
      const turns: (readonly string[])[] = []
      await start({
        pace: async (...whose) => {
          turns.push(whose)
        },
        reply: ({ said }): Reply =>
          said.kind === 'press' && said.verb === 'a.text' ? say('Tack') : cardReply,
      })
      bot.fake.failNext({ status: 404 })
      await bot.send(bot.activities.submit('a.card'))
      await bot.send(bot.activities.submit('a.text'))

      expect(bot.fake.requests.map(({ method }) => method)).toEqual(['PUT', 'POST', 'POST'])
      expect(turns).toEqual(Array(3).fill([policeTenant, ownChat(fieldWorker).id]))
    })

    test('that comes twice takes effect once', async () => {
      await start({ reply: () => cardReply })
      const press = bot.activities.submit('incidents.report', { once: 'form-0003-x' })
      await bot.send(press)
      await bot.send(press)

      expect(bot.intents).toHaveLength(1)
      expect(bot.fake.requests).toHaveLength(1)
    })
  })

  describe('that says where somebody is', () => {
    test('is kept: who, where, in which language', async () => {
      await start()
      await bot.send(bot.activities.message('hjälp', { locale: 'en-GB' }))

      const [row] = await addresses()
      expect(row).toMatchObject({
        conversation_id: ownChat(fieldWorker).id,
        kind: 'personal',
        tenant_id: policeTenant,
        person: `${policeTenant}/${fieldWorker.aadObjectId}`,
        shown_name: 'Fältarbetare',
        locale: 'en',
        service_url: bot.fake.url,
        closed_at: null,
      })
    })

    test('is written anew when the service address moves, and once a day', async () => {
      await start()
      await bot.send(bot.activities.message('hjälp'))
      const moved = bot.fake.url.replace('/emea/', '/se/')
      await bot.send(bot.activities.execute('help.show', {}, '1', { serviceUrl: moved }))
      expect((await addresses())[0]?.service_url).toBe(moved)

      const before = bot.clock.now()
      bot.clock.advance(dayMs)
      await bot.send(bot.activities.execute('help.show', {}, '1', { serviceUrl: moved }))
      expect((await addresses())[0]?.seen_at).not.toBe(before)
    })

    test('gives a person an address only in their own chat', async () => {
      await start()
      await bot.send(bot.activities.message('hjälp', { in: councilChannel }))
      await bot.send(bot.activities.message('hjälp', { in: { id: '19:grupp@thread.v2', kind: 'groupChat' } }))
      const who = { tenantId: policeTenant, aadObjectId: fieldWorker.aadObjectId }

      expect(await bot.teams.sender.post({ kind: 'person', person: who }, welcomeMessage)).toMatchObject({
        kind: 'unreachable',
      })
      expect((await addresses()).map(({ person, shown_name }) => [person, shown_name])).toEqual([
        [null, null],
        [null, null],
      ])
    })
  })

  describe('of an installation', () => {
    test('greets the person once, however it is told', async () => {
      const asked: Intent['where'][] = []
      await start({
        welcome: async (where) => {
          asked.push(where)
          return welcomeMessage
        },
      })
      await Promise.all([
        bot.send(bot.activities.installation('add')),
        bot.send(bot.activities.members('membersAdded')),
        bot.send(bot.activities.installation('add')),
      ])
      await bot.send(bot.activities.installation('add-upgrade'))
      await bot.fake.received(1)

      expect(asked).toEqual([{ conversationId: ownChat(fieldWorker).id, kind: 'personal' }])
      expect(bot.fake.posts).toHaveLength(1)
      expect(bot.fake.posts[0]).toMatchObject({
        conversationId: ownChat(fieldWorker).id,
        body: { summary: welcomeMessage.summary },
      })
    })

    test('greets a channel in the channel', async () => {
      await start()
      await bot.send(bot.activities.installation('add', { in: councilChannel, from: coordinator }))
      await bot.fake.received(1)

      expect(bot.fake.posts[0]?.conversationId).toBe(councilChannel.id)
    })

    test('opens, and its end closes: nothing is sent to who has removed us, until they let us in again', async () => {
      await start()
      const recipient = { kind: 'conversation', conversationId: ownChat(fieldWorker).id } as const
      const send = async () => (await bot.teams.sender.post(recipient, welcomeMessage)).kind

      await bot.send(bot.activities.installation('add'))
      await bot.fake.received(1)
      expect(await send()).toBe('delivered')
      await bot.send(bot.activities.installation('remove'))
      expect(await send()).toBe('unreachable')
      expect((await addresses())[0]).toMatchObject({ closed_why: 'removed', closed_at: bot.clock.now() })
      bot.fake.forget()
      await bot.send(bot.activities.installation('add'))
      await bot.fake.received(1)
      expect(bot.fake.posts).toHaveLength(1)
      expect(await send()).toBe('delivered')
    })

    test('is over when we are taken out of the members; other members come and go unheard', async () => {
      await start()
      await bot.send(bot.activities.members('membersAdded', { in: councilChannel }, ['29:1annan']))
      await bot.send(bot.activities.reaction({ in: councilChannel }))
      expect(await addresses()).toEqual([])
      await bot.send(bot.activities.members('membersAdded', { in: councilChannel }))
      await bot.send(bot.activities.members('membersRemoved', { in: councilChannel }))

      expect((await addresses())[0]?.closed_at).not.toBeNull()
      expect(bot.intents).toEqual([])
    })

    test('that ended is opened again by a line', async () => {
      await start()
      await bot.send(bot.activities.installation('add'))
      await bot.send(bot.activities.installation('remove'))
      await bot.send(bot.activities.message('hjälp'))

      expect((await addresses())[0]?.closed_at).toBeNull()
    })
  })

  describe('in flight', () => {
    test('is finished before the process stops, and what follows an answer too', async () => {
      let stopped = false
      await start({ reply: () => pause(150, lastingReply) })
      const press = bot.send(bot.activities.execute('incidents.report', {}, '4711'))
      const line = bot.send(bot.activities.message('rapportera'))
      while (bot.intents.length < 2) await pause(5, undefined)

      const stopping = bot.teams.stop().then(() => {
        stopped = true
      })
      expect(stopped).toBe(false)
      expect(await press).toMatchObject({ status: 200, json: { value: receipt } })
      expect((await line).status).toBe(200)
      await stopping

      expect(bot.fake.puts).toHaveLength(1)
      expect(bot.fake.posts).toHaveLength(1)
      await expect(fetch(`${bot.teams.url}/health`)).rejects.toThrow()
      await bot.restart().catch(() => undefined)
    })

    test('tells the rest of the house when a turn was answered', async () => {
      let told = 0
      await start({
        afterTurn: () => {
          told += 1
        },
      })
      await bot.send(bot.activities.message('hjälp'))
      await bot.send(bot.activities.execute('help.show'))

      expect(told).toBe(2)
    })
  })
})

function pause<T>(ms: number, then: T): Promise<T> {
  return new Promise((resolve) => setTimeout(() => resolve(then), ms))
}
