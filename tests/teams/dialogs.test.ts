import { afterEach, beforeAll, describe, expect, test } from '@jest/globals'
import { answerWith, button, card, heading, type Intent, type Reply, say } from '../../src/chat/index.ts'
import { type Engine, eachDatabase, type TestDatabase } from '../helpers/databases.ts'
import { councilChannel, fieldWorker, ownChat } from '../helpers/teams-activities.ts'
import { startTestBot, type TestBot, type Wanted } from '../helpers/test-bot.ts'

const once = 'formularets-id-1234'
const plan = button({ title: 'Planera möte', verb: 'meetings.form', pointers: { which: 'coming' } })
const show = button({ title: 'Visa', verb: 'meetings.show' })
const list = answerWith(
  card('sv', 'Möten', [{ type: 'Container', items: [{ type: 'ActionSet', actions: [plan] }] }], [show]),
  'Möten',
)
const form = answerWith(
  card(
    'sv',
    'Nytt möte',
    [{ type: 'Input.Text', id: 'title', label: 'Rubrik', errorMessage: 'Skriv en rubrik.' }],
    [button({ title: 'Spara', verb: 'meetings.plan', once: once as never })],
  ),
  'Nytt möte',
)
const saved = answerWith(card('sv', 'Planerat', [heading('Rådets möte')], [show]), 'Planerat', true)

interface Shown {
  readonly task: {
    readonly type: string
    readonly value: {
      readonly title: string
      readonly card: { readonly contentType: string; readonly content: Content }
    }
  }
}

interface Content {
  readonly body: readonly { readonly text?: string }[]
  readonly actions?: readonly Record<string, unknown>[]
}

eachDatabase('A dialog', (engine: Engine) => {
  let database: TestDatabase
  let bot: TestBot
  const answers = (said: Intent['said']): Reply => {
    if (said.kind === 'words') return list
    if (said.verb === 'meetings.form') return form
    if (said.verb === 'meetings.plan') return said.data.title ? saved : say('Något gick fel hos oss.')
    return say('Okänt.')
  }
  const start = async (wanted: Partial<Wanted> = {}) => {
    bot = await startTestBot({ db: database.db, reply: ({ said }) => answers(said), ...wanted })
  }
  beforeAll(async () => {
    database = await engine.open()
  })
  afterEach(async () => {
    await bot.stop()
    await database.db.deleteFrom('turns').execute()
    await database.db.deleteFrom('addresses').execute()
  })
  const dialogs = new Set(['meetings.form'])
  const shownBy = (answer: { json: unknown }) => (answer.json as Shown).task

  describe('where Teams has them', () => {
    test('is opened by the buttons of the long forms, however deep they stand, and by no other', async () => {
      await start({ dialogs })
      await bot.send(bot.activities.message('möten'))

      const sent = JSON.stringify(bot.fake.posts[0]?.body)
      const { data, title } = plan
      expect(sent).toContain(
        JSON.stringify({ type: 'Action.Submit', title, data: { ...data, msteams: { type: 'task/fetch' } } }),
      )
      expect(sent).toContain(JSON.stringify(show))
      expect(sent.match(/task\/fetch/g)).toHaveLength(1)
    })

    test('is opened from a card that answered a press, too', async () => {
      await start({ dialogs, reply: () => list })
      const answer = await bot.send(bot.activities.execute('meetings.list'))
      expect(answer.text.match(/task\/fetch/g)).toHaveLength(1)
    })

    test('is not there without them: the same form comes in the chat', async () => {
      await start()
      await bot.send(bot.activities.message('möten'))
      expect(JSON.stringify(bot.fake.posts[0]?.body)).not.toContain('task/fetch')
      expect((await bot.send(bot.activities.execute('meetings.form'))).json).toMatchObject({
        type: 'application/vnd.microsoft.card.adaptive',
        value: form.card,
      })
    })
  })

  test('shows the form with buttons that a dialog knows, and the same once-id as in the chat', async () => {
    await start({ dialogs })
    const value = { data: { ...plan.data, msteams: { type: 'task/fetch' } }, context: { theme: 'default' } }
    const { type, value: dialog } = shownBy(await bot.send(bot.activities.invoke('task/fetch', value)))

    expect(type).toBe('continue')
    expect(dialog.title).toBe('Nytt möte')
    expect(dialog.card.contentType).toBe('application/vnd.microsoft.card.adaptive')
    expect(dialog.card.content.actions).toEqual([
      { type: 'Action.Submit', title: 'Spara', data: { verb: 'meetings.plan', once } },
    ])
    expect(bot.intents[0]?.said).toMatchObject({ kind: 'press', verb: 'meetings.form' })
  })

  test('sends what was filled in as a press of its own, and shows what came of it', async () => {
    await start({ dialogs })
    const value = { data: { verb: 'meetings.plan', once, title: 'Rådets möte' } }
    const dialog = shownBy(await bot.send(bot.activities.invoke('task/submit', value)))

    expect(bot.intents[0]).toMatchObject({ onceId: once, said: { data: { title: 'Rådets möte' } } })
    expect(dialog.value.card.content.body).toEqual(saved.card.body)
  })

  test('puts what was saved in the place of the card that it was opened from', async () => {
    await start({ dialogs })
    const value = { data: { verb: 'meetings.plan', once, title: 'Rådets möte' } }
    await bot.send({ ...bot.activities.invoke('task/submit', value), replyToId: '1763' })
    const [changed] = await bot.fake.received(1)
    expect(changed).toMatchObject({ method: 'PUT', activityId: '1763' })
  })

  test('that could not be saved keeps what was typed: one press sends it again as it was', async () => {
    await start({ dialogs })
    const data = { verb: 'meetings.plan', once, place: 'Kommunhuset, sal Å' }
    const { value } = shownBy(await bot.send(bot.activities.invoke('task/submit', { data })))

    expect(value.card.content.body[0]?.text).toBe('Något gick fel hos oss.')
    expect(value.card.content.actions).toEqual([{ type: 'Action.Submit', title: 'Skicka igen', data }])
  })

  test('that takes too long says so in a shape that Teams shows', async () => {
    await start({ dialogs, slowAfterMs: 20, reply: () => new Promise((done) => setTimeout(done, 200, form)) })
    const dialog = shownBy(await bot.send(bot.activities.invoke('task/fetch', { data: plan.data })))
    expect(dialog.type).toBe('continue')
    expect(dialog.value.card.content.body[0]?.text).toMatch(/^Det tar längre tid/)
  })

  test.each([{}, { data: null }, { data: [] }, { data: { verb: 7 } }, 'text', null])(
    'asked for with %j is answered kindly, and nothing is done',
    async (value) => {
      await start({ dialogs })
      const answer = await bot.send(bot.activities.invoke('task/submit', value))
      expect(answer.status).toBe(200)
      expect(answer.text).toContain('hjälp')
      expect(bot.intents).toEqual([])
    },
  )

  describe('of a message extension', () => {
    const message = (content: string, contentType = 'html') => ({
      commandId: 'reportMessage',
      commandContext: 'message',
      messagePayload: {
        id: '1763',
        from: { user: { id: 'x', displayName: 'Anna Andersson' } },
        body: { contentType, content },
      },
    })
    const report = (value: unknown) =>
      bot.send(bot.activities.invoke('composeExtension/fetchTask', value, { in: councilChannel }))
    const said = () => bot.intents.map((intent) => (intent.said.kind === 'words' ? intent.said.text : ''))

    test('reports what a message says, without who wrote it, whom it mentions and whom it quotes', async () => {
      await start({ reply: () => form })
      const answer = await report(
        message(
          '<blockquote itemtype="http://schema.skype.com/Reply"><strong>Bo Berg</strong><p>Vad?</p></blockquote>' +
            '<p>Hej <at id="0">Cecilia Ceder</at>, klotter&nbsp;på <b>stationen</b> &amp; buskörning.</p>' +
            '<p>Se <a href="https://example.se/x?namn=Dan">bilden</a> <img src="y" alt="Eva"><attachment id="1"></attachment></p>',
        ),
      )
      expect(said()).toEqual(['rapportera Hej, klotter på stationen & buskörning. Se bilden'])
      expect(answer.text).not.toMatch(/Andersson/)
      expect(shownBy(answer).value.card.content.body).toEqual(form.card.body)
    })

    test.each<[string, unknown, string]>([
      ['plain text', message('a < b och c', 'text'), 'rapportera a < b och c'],
      ['a picture only', message('<img src="x">'), 'rapportera'],
      ['nothing', { commandId: 'reportMessage' }, 'rapportera'],
    ])('takes a message of %s', async (_, value, line) => {
      await start({ reply: () => form })
      await report(value)
      expect(said()).toEqual([line])
    })

    test('writes nothing in a chat where we may not be, and does not take it for an address', async () => {
      await start()
      const data = { verb: 'meetings.plan', once, title: 'Rådets möte' }
      const submit = { commandId: 'reportMessage', data }
      await bot.send({
        ...bot.activities.invoke('composeExtension/submitAction', submit, { in: councilChannel }),
        replyToId: '1763',
      })
      expect(bot.intents).toHaveLength(1)
      expect(bot.fake.requests).toEqual([])
      expect(await database.db.selectFrom('addresses').selectAll().execute()).toEqual([])
    })
  })

  test('two people’s own chat is not the presser’s chat with us', async () => {
    await start()
    const between = { id: '19:aaaa_bbbb@unq.gbl.spaces', kind: 'personal' } as const
    await bot.send(bot.activities.execute('meetings.show', {}, '1', { in: between }))
    await bot.send(bot.activities.execute('meetings.show', {}, '2', { in: ownChat(fieldWorker) }))
    expect(bot.intents.map(({ where }) => where.kind)).toEqual(['groupChat', 'personal'])
  })

  describe('the list of what can be put in a chat', () => {
    const look = (parameters: unknown) =>
      bot.send(bot.activities.invoke('composeExtension/query', { commandId: 'findMeetings', parameters }))

    test('shows what was found, each with the card that others will read', async () => {
      await start({
        offering: async ({ text, command }) => ({
          kind: 'offers',
          offers: [{ title: `${command}: ${text}`, under: 'i dag', card: form.card }],
        }),
      })
      expect((await look([{ name: 'text', value: 'rådet' }])).json).toEqual({
        composeExtension: {
          type: 'result',
          attachmentLayout: 'list',
          attachments: [
            {
              contentType: 'application/vnd.microsoft.card.adaptive',
              content: form.card,
              preview: {
                contentType: 'application/vnd.microsoft.card.thumbnail',
                content: { title: 'findMeetings: rådet', text: 'i dag' },
              },
            },
          ],
        },
      })
    })

    test.each([
      [[{ name: 'initialRun', value: 'true' }], ''],
      [[{ name: 'text', value: 7 }], ''],
      ['x', ''],
      [undefined, ''],
    ])('is asked for nothing by %j', async (parameters, text) => {
      let asked: string | undefined
      await start({
        offering: async (looked) => {
          asked = looked.text
          return say('Här finns inget än')
        },
      })
      expect((await look(parameters)).json).toEqual({
        composeExtension: { type: 'message', text: 'Här finns inget än' },
      })
      expect(asked).toBe(text)
    })

    test('says so within the time of Teams when it takes too long', async () => {
      await start({ slowAfterMs: 20, offering: () => new Promise(() => undefined) })
      expect((await look([])).text).toContain('Sök en gång till')
    })

    test('tells kindly of a fault, in the shape of a list', async () => {
      await start({ offering: () => Promise.reject(new Error('the disk is full')) })
      const answer = await look([])
      expect(answer.json).toMatchObject({ composeExtension: { type: 'message' } })
      expect(answer.text).not.toContain('disk')
    })
  })
})
