import { afterEach, beforeEach, expect, test } from '@jest/globals'
import type { Card } from '../../src/chat/index.ts'
import type { World } from '../../src/database/index.ts'
import { createFeatures, longForms } from '../../src/features.ts'
import { eachDatabase } from '../helpers/databases.ts'
import { mora, spoken, valuesOf } from '../helpers/house.ts'
import { type RegisteredApp, startRegisteredApp } from '../helpers/registered-app.ts'
import { addSecondCouncil, orsa } from '../helpers/second-council.ts'
import { councilChannel } from '../helpers/teams-activities.ts'

const from = (person: { aadObjectId: string }) => ({
  from: { aadObjectId: person.aadObjectId, name: 'Någon' },
})

interface Submit {
  readonly type: string
  readonly title: string
  readonly data: Readonly<Record<string, unknown>>
}

/** Every button of a card, by its title; where a title stands twice, the last. */
function buttonsIn(value: unknown, found: Record<string, Submit> = {}): Readonly<Record<string, Submit>> {
  if (Array.isArray(value)) for (const each of value) buttonsIn(each, found)
  else if (typeof value === 'object' && value !== null) {
    const node = value as Submit
    if (String(node.type).startsWith('Action.')) found[node.title] = node
    for (const [name, each] of Object.entries(value))
      if (name !== 'data' && name !== 'fallback') buttonsIn(each, found)
  }
  return found
}

const cardIn = (answer: unknown) => {
  const { task } = answer as { task: { type: string; value: { card: { content: Card } } } }
  expect(task.type).toBe('continue')
  return task.value.card.content
}
const textIn = (card: unknown) => spoken(JSON.stringify(card))

test('every verb that opens a dialog is one that can be pressed', () => {
  const { sayables } = createFeatures({} as World, { publicUrl: 'https://tryggve.example', operators: [] })
  const verbs = sayables.flatMap(({ presses }) => presses.map(({ verb }) => verb))
  expect([...longForms].filter((verb) => !verbs.includes(verb))).toEqual([])
})

eachDatabase('In Teams, with a bot that is registered there', (engine) => {
  let app: RegisteredApp
  beforeEach(async () => {
    app = await startRegisteredApp(await engine.emptyUrl(), async ({ world }) => {
      await addSecondCouncil(world)
    })
  })
  afterEach(() => app.stop())

  const { fieldWorker, coordinator } = mora
  const incidents = async () => (await app.stored()).db.selectFrom('incidents').selectAll().execute()
  const invoke = (name: string, value: unknown, who = fieldWorker, more = {}) =>
    app.send({ ...app.activities.invoke(name, value, { ...from(who), ...more }) })
  const message = (content: string, more: object = {}) => ({
    commandId: 'reportMessage',
    commandContext: 'message',
    messagePayload: {
      id: '1763',
      // A Wednesday evening; the clock of the house shows Friday.
      createdDateTime: '2026-11-18T20:00:00.000Z',
      body: { contentType: 'html', content },
      ...more,
    },
  })
  const filledIn = (card: Card): Readonly<Record<string, string>> => {
    const { category, place } = choicesOfForm(card)
    return { category, place, impact: '2', certainty: 'observed', ...valuesOf(card) }
  }
  const choicesOfForm = (card: Card) => {
    const first = (id: string) => {
      let value = ''
      JSON.stringify(card, (_, node) => {
        if (node?.id === id && node.choices) value = node.choices[0].value
        return node
      })
      return value
    }
    return { category: first('category'), place: first('place') }
  }

  test('a long form opens in a dialog; what is saved there is shown in it, and on the card it was opened from', async () => {
    await app.send(app.activities.message('hjälp', from(fieldWorker)))
    const [help] = (await app.fake.received(1)).map(({ body }) => body)
    const open = buttonsIn(help).Rapportera
    expect(open).toMatchObject({ type: 'Action.Submit', data: { msteams: { type: 'task/fetch' } } })

    const fetched = app.activities.invoke('task/fetch', { data: open?.data }, from(fieldWorker))
    const form = cardIn(await app.send({ ...fetched, replyToId: '4711' }))
    const data = {
      ...buttonsIn(form).Rapportera?.data,
      ...filledIn(form),
      text: 'Buskörning mellan raderna.',
    }
    const receipt = cardIn(await invoke('task/submit', { data }))
    expect(textIn(receipt)).toContain('H-2026-0001')
    await app.fake.received(2)
    expect(app.fake.puts).toMatchObject([{ activityId: '4711' }])
    // The same form sent once more is the same report.
    await invoke('task/submit', { data })
    expect(await incidents()).toMatchObject([{ text: 'Buskörning mellan raderna.' }])
  })

  test('a message becomes an incident of the time it was written, and nothing is said where it stands', async () => {
    const written = message('<p>Klotter på Mora station i går kväll</p>')
    const form = cardIn(
      await invoke('composeExtension/fetchTask', written, fieldWorker, { in: councilChannel }),
    )
    expect(textIn(form)).toContain('Ur ett meddelande från onsdag 18 november kl. 21.00.')
    expect(valuesOf(form)).toMatchObject({ date: '2026-11-17', text: expect.stringContaining('Klotter') })

    const data = { ...buttonsIn(form).Rapportera?.data, ...filledIn(form), time: '20:00' }
    const receipt = cardIn(
      await invoke('composeExtension/submitAction', { commandId: 'reportMessage', data }, fieldWorker, {
        in: councilChannel,
      }),
    )
    expect(textIn(receipt)).toContain('H-2026-0001')
    expect(await incidents()).toMatchObject([{ occurred_at: '2026-11-17T19:00:00.000Z' }])
    expect(app.fake.requests.filter(({ conversationId }) => conversationId === councilChannel.id)).toEqual([])
  })

  test('of a message that points out a person nothing is stored, and nothing is in the log', async () => {
    const secret = '19640823-3234'
    const form = cardIn(
      await invoke('composeExtension/fetchTask', message(`<p>${secret} klottrade på Mora station</p>`)),
    )
    const data = { ...buttonsIn(form).Rapportera?.data, ...filledIn(form) }
    expect(data.text).toContain(secret)
    const answer = cardIn(await invoke('composeExtension/submitAction', { commandId: 'reportMessage', data }))
    expect(textIn(answer)).toContain('personnummer')
    expect(await incidents()).toEqual([])
    expect(app.log()).not.toContain(secret)
  })

  test('who sits in several councils chooses one, and the form opens with all of what the message says', async () => {
    const long = `Klotter på Mora station i går kväll. ${'Många bilar kör fort. '.repeat(60)}`
    const which = cardIn(await invoke('composeExtension/fetchTask', message(`<p>${long}</p>`), orsa.both))
    expect(textIn(which)).toContain('Vilket råd gäller det?')
    const [mora] = Object.values(buttonsIn(which))
    const chosen = { commandId: 'reportMessage', data: mora?.data }
    const form = cardIn(await invoke('composeExtension/submitAction', chosen, orsa.both))
    expect(valuesOf(form)).toMatchObject({ date: '2026-11-17' })
    expect(valuesOf(form).text?.length).toBeGreaterThan(1_200)
    expect(textIn(form)).toContain('Ur ett meddelande från onsdag 18 november kl. 21.00.')
  })

  test('a message that is too long for the form says so', async () => {
    const form = cardIn(
      await invoke('composeExtension/fetchTask', message(`<p>${'Klotter igen. '.repeat(300)}</p>`)),
    )
    expect(textIn(form)).toContain('bara början är med')
  })

  test('a chat of several is not greeted, and the council’s channel stays where it is', async () => {
    const other = { id: '19:hela-forvaltningen@thread.tacv2', kind: 'channel' } as const
    const chat = { id: '19:nagra-kollegor@thread.v2', kind: 'groupChat' } as const
    await app.send(app.activities.installation('add', { ...from(coordinator), in: councilChannel }))
    await app.fake.received(1)
    await app.send(app.activities.installation('add', { ...from(coordinator), in: chat }))
    await app.send(app.activities.installation('add', { ...from(coordinator), in: other }))
    await app.fake.received(2)
    expect(app.fake.posts.map(({ conversationId }) => conversationId)).toEqual([councilChannel.id, other.id])
    expect(textIn(app.fake.posts[1]?.body)).toContain('Flytta korten hit')
    const councils = await (await app.stored()).db
      .selectFrom('councils')
      .select('channel_conversation')
      .execute()
    expect(councils.map((one) => one.channel_conversation)).toContain(councilChannel.id)
  })
})
