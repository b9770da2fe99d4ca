import { afterEach, beforeAll, describe, expect, test } from '@jest/globals'
import {
  answerWith,
  button,
  card,
  heading,
  type Intent,
  type Reply,
  say,
  sayLater,
  type Words,
} from '../../src/chat/index.ts'
import { answerWithinMs } from '../../src/teams/time-limits.ts'
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
    if (said.verb === 'meetings.plan') return said.data.title ? saved : sayLater('Något gick fel hos oss.')
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

  describe('opened from a card', () => {
    const open = async (replyToId?: string) => {
      const fetched = { ...bot.activities.invoke('task/fetch', { data: plan.data }), replyToId }
      const { value } = shownBy(await bot.send(fetched))
      return value.card.content.actions?.[0]?.data as Record<string, string>
    }
    const submit = (data: object) => bot.send(bot.activities.invoke('task/submit', { data }))

    // Teams tells which card it was when the dialog is opened, and not when it is sent.
    test('puts what was saved in its place', async () => {
      await start({ dialogs })
      await submit({ ...(await open('1763')), title: 'Rådets möte' })
      const [changed] = await bot.fake.received(1)
      expect(changed).toMatchObject({ method: 'PUT', activityId: '1763' })
    })

    test('remembers it through a form that came back', async () => {
      await start({ dialogs, reply: ({ said }) => (said.kind === 'press' && said.data.title ? saved : form) })
      const { value } = shownBy(await submit(await open('1763')))
      await submit({ ...(value.card.content.actions?.[0]?.data as object), title: 'Rådets möte' })
      const [changed] = await bot.fake.received(1)
      expect(changed).toMatchObject({ method: 'PUT', activityId: '1763' })
    })

    test.each([
      '..',
      '../../19:annan/activities/1',
      '17/63',
      '%2e%2e',
      'å',
      '',
      'x'.repeat(300),
      7,
      { a: 1 },
    ])('takes nothing but a plain id for one: %j', async (openedFrom) => {
      await start({ dialogs })
      const answer = await submit({ verb: 'meetings.plan', once, title: 'Rådets möte', openedFrom })
      expect(answer.status).toBe(200)
      await bot.teams.stop()
      expect(bot.fake.requests).toEqual([])
      await bot.restart()
    })

    test('leaves that card to all others when the form is late', async () => {
      const slowly = () => new Promise<Reply>((done) => setTimeout(done, 60, form))
      await start({ dialogs, answerWithinMs: { dialog: 10 }, reply: slowly })
      const value = { data: plan.data }
      const answer = await bot.send({ ...bot.activities.invoke('task/fetch', value), replyToId: '1763' })
      expect(shownBy(answer).value.card.content.body[0]?.text).toContain('Stäng rutan')
      await bot.teams.stop()
      expect(bot.fake.requests).toEqual([])
      await bot.restart()
    })
  })

  test('that could not be saved keeps what was typed: one press sends it again as it was', async () => {
    await start({ dialogs })
    const data = { verb: 'meetings.plan', once, place: 'Kommunhuset, sal Å' }
    const { value } = shownBy(await bot.send(bot.activities.invoke('task/submit', { data })))

    expect(value.card.content.body[0]?.text).toBe('Något gick fel hos oss.')
    expect(value.card.content.actions).toEqual([{ type: 'Action.Submit', title: 'Skicka igen', data }])
  })

  test('offers to send again only where that may help', async () => {
    await start({ dialogs, reply: () => say('Det får du tyvärr inte göra här.') })
    const { value } = shownBy(
      await bot.send(bot.activities.invoke('task/submit', { data: { verb: 'meetings.plan', once } })),
    )
    expect(value.card.content.body[0]?.text).toBe('Det får du tyvärr inte göra här.')
    expect(value.card.content.actions).toBeUndefined()
  })

  describe('is given the time that Teams gives', () => {
    const never = () => new Promise<Reply>(() => undefined)

    test('to it, to a message extension and to a press, each its own', () => {
      expect(answerWithinMs.extension).toBeLessThan(5_000)
      expect(answerWithinMs.dialog).toBeLessThan(5_000)
      expect(answerWithinMs.card).toBeLessThan(15_000)
    })

    test.each(['task/fetch', 'task/submit', 'composeExtension/submitAction'])(
      '%s: when it takes too long, that is said in a shape that Teams shows',
      async (name) => {
        const minute = 60_000
        const short = name.startsWith('task/')
          ? { dialog: 10, extension: minute }
          : { dialog: minute, extension: 10 }
        await start({ dialogs, answerWithinMs: { card: minute, ...short }, reply: never })
        const dialog = shownBy(await bot.send(bot.activities.invoke(name, { data: plan.data })))
        expect(dialog.type).toBe('continue')
        expect(dialog.value.card.content.body[0]?.text).toMatch(/^Det tar längre tid/)
      },
    )

    test('composeExtension/fetchTask: who reports a message is told to open it again', async () => {
      await start({ answerWithinMs: { card: 60_000, dialog: 60_000, extension: 10 }, reply: never })
      const value = { commandId: 'reportMessage' }
      const dialog = shownBy(await bot.send(bot.activities.invoke('composeExtension/fetchTask', value)))
      expect(dialog.value.card.content.body[0]?.text).toContain('Stäng rutan')
    })
  })

  describe('that somebody has tampered with', () => {
    const nested = (levels: number) => `${'{"a":'.repeat(levels)}1${'}'.repeat(levels)}`
    const raw = (activity: object, data: string) => JSON.stringify(activity).replace('"DATA"', data)
    test.each([
      ['what looks like a button of ours', '{"verb":"x","a":{"type":"Action.Execute"}}'],
      ['more levels than any form has', `{"verb":"x","a":${nested(50)}}`],
    ])('by %s is answered, and only its texts are sent again', async (_, data) => {
      await start({ dialogs, reply: () => sayLater('Försök igen.') })
      for (const name of ['task/submit', 'composeExtension/submitAction', 'task/fetch']) {
        const answer = await bot.send(raw(bot.activities.invoke(name, { data: 'DATA' }), data))
        expect([name, answer.status]).toEqual([name, 200])
        const again =
          name === 'task/fetch'
            ? undefined
            : [{ type: 'Action.Submit', title: 'Skicka igen', data: { verb: 'x' } }]
        expect(shownBy(answer).value.card.content.actions).toEqual(again)
      }
    })

    test('is answered kindly also when everything fails', async () => {
      await start({ dialogs, reply: () => Promise.reject(new Error('the disk is full')) })
      const data = '{"verb":"x","a":{"type":"Action.Execute"}}'
      for (const name of ['task/submit', 'composeExtension/submitAction', 'task/fetch']) {
        const answer = await bot.send(raw(bot.activities.invoke(name, { data: 'DATA' }), data))
        expect([name, answer.status]).toEqual([name, 200])
        expect(shownBy(answer).value.card.content.body[0]?.text).toContain('Något gick fel')
        expect(answer.text).not.toContain('disk')
      }
    })
  })

  test.each([{}, { data: null }, { data: [] }, { data: { verb: 7 } }, 'text', null])(
    'asked for with %j is answered kindly, and nothing is done',
    async (value) => {
      await start({ dialogs })
      const answer = await bot.send(bot.activities.invoke('task/submit', value))
      expect(answer.status).toBe(200)
      expect(shownBy(answer).value.card.content.body[0]?.text).toContain('hjälp')
      expect(bot.intents).toEqual([])
    },
  )

  test.each([
    ['task/fetch', {}, 'task'],
    ['composeExtension/fetchTask', { commandId: 'okänt' }, 'task'],
    ['composeExtension/submitAction', {}, 'task'],
    ['composeExtension/query', {}, 'composeExtension'],
    ['composeExtension/queryLink', { url: 'https://example.se' }, 'composeExtension'],
    ['composeExtension/selectItem', {}, 'composeExtension'],
  ])('what we do not know of %s is said in the shape that Teams shows there', async (name, value, shape) => {
    await start({ dialogs })
    const answer = await bot.send(bot.activities.invoke(name, value))
    expect(Object.keys(answer.json as object)).toEqual([shape])
    expect(answer.text).toContain('hjälp')
  })

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
      [
        'headings',
        message('<h1>Klotter</h1><p>vid Noret</p><h2>I går</h2>'),
        'rapportera Klotter vid Noret I går',
      ],
      [
        'a table',
        message('<table><tr><th>Var</th><td>Noret</td></tr><tr><th>När</th><td>i går</td></tr></table>'),
        'rapportera Var Noret När i går',
      ],
      ['parts with a line between', message('<p>Klotter</p><hr><p>Noret</p>'), 'rapportera Klotter Noret'],
      [
        'lists',
        message('<p>Vi såg:</p><ul><li>klotter</li><li>glas</li></ul><ol><li>först</li><li>sedan</li></ol>'),
        'rapportera Vi såg: klotter, glas, först, sedan',
      ],
      ['a list only', message('<ul><li>Klotter</li><li>Glas</li></ul>'), 'rapportera Klotter, Glas'],
      [
        'a post with a heading',
        {
          ...message('<p>vid Noret</p>'),
          messagePayload: { ...message('<p>vid Noret</p>').messagePayload, subject: 'Klotter' },
        },
        'rapportera Klotter. vid Noret',
      ],
      ['a picture only', message('<img src="x">'), 'rapportera'],
      ['nothing', { commandId: 'reportMessage' }, 'rapportera'],
    ])('takes a message of %s', async (_, value, line) => {
      await start({ reply: () => form })
      await report(value)
      expect(said()).toEqual([line])
    })

    test('is cut at a whole sign, and says that it is', async () => {
      await start({ reply: () => form })
      await report(message(`<p>a${'🚗'.repeat(1_500)}</p>`))
      const [said] = bot.intents.map((intent) => intent.said as Words)
      const { text = '', quoted } = said ?? {}
      expect(quoted?.isCut).toBe(true)
      expect(text).toMatch(/^rapportera a(🚗)+$/u)
      expect(text.length).toBe('rapportera '.length + 1_999)
    })

    test.each([
      ['2026-11-18T20:00:00.000Z', '2026-11-18T20:00:00.000Z'],
      ['2026-11-18T21:00:00+01:00', '2026-11-18T20:00:00.000Z'],
      ['i går', undefined],
      ['2026-99-99T20:00:00Z', undefined],
      [7, undefined],
      [undefined, undefined],
    ])('says when it was written: %j', async (createdDateTime, writtenAt) => {
      await start({ reply: () => form })
      const { messagePayload, ...rest } = message('<p>Klotter</p>')
      await report({ ...rest, messagePayload: { ...messagePayload, createdDateTime } })
      expect(bot.intents[0]?.said).toMatchObject({ quoted: { writtenAt, isCut: false } })
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

  test('a card in somebody else’s message is answered and left alone, however far one presses on', async () => {
    await start({ dialogs, reply: () => saved })
    const data = { shared: 'card' }
    const answer = await bot.send(
      bot.activities.execute('meetings.show', data, '1763', { in: councilChannel }),
    )
    const [button] = (answer.json as { value: Content }).value.actions ?? []
    expect(button).toMatchObject({ data, fallback: { data } })
    const value = { data: button?.data }
    const dialog = {
      ...bot.activities.invoke('task/submit', value, { in: councilChannel }),
      replyToId: '1763',
    }
    const shown = shownBy(await bot.send(dialog)).value.card.content
    expect(shown.actions?.[0]).toMatchObject({ data })
    await bot.teams.stop()
    expect(bot.fake.requests).toEqual([])
    expect(await database.db.selectFrom('addresses').selectAll().execute()).toEqual([])
    await bot.restart()
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
      await start({
        answerWithinMs: { extension: 10, card: 60_000 },
        offering: () => new Promise(() => undefined),
      })
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
