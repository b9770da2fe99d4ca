import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals'
import type { Outcome, Recipient, UnreachableReason } from '../../src/delivery/index.ts'
import { type Engine, eachDatabase, type TestDatabase } from '../helpers/databases.ts'
import { acceptedThen504, type Failure } from '../helpers/fake-teams.ts'
import {
  coordinator,
  councilChannel,
  fieldWorker,
  ownChat,
  policeTenant,
} from '../helpers/teams-activities.ts'
import { startTestBot, type TestBot } from '../helpers/test-bot.ts'

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
  person: { tenantId: policeTenant, aadObjectId: fieldWorker.aadObjectId },
}
const chat = ownChat(fieldWorker)
/** Long beside what a machine under load needs to answer; short beside 15 s. */
const attemptMs = 800

const uncertain = (reason: string): Outcome => ({ kind: 'uncertain', reason })
const refused = (reason: string): Outcome => ({ kind: 'refused', reason })
const unreachable = (reason: UnreachableReason): Outcome => ({ kind: 'unreachable', reason })
const throttled = (retryAfterMs: number | undefined): Outcome => ({ kind: 'throttled', retryAfterMs })
const delivered: Outcome = {
  kind: 'delivered',
  conversationId: chat.id,
  activityId: expect.any(String) as never,
}
const gone: Outcome = { kind: 'gone' }
const inChat = true
const notInChat = false

/** What a message meets; what that means for a post, and for a change where it means something else there. */
interface Case {
  readonly failure: Failure
  readonly post: Outcome
  readonly update?: Outcome
  /** Whether the message stands in the chat all the same. */
  readonly posted: boolean
}

const cases: Readonly<Record<string, Case>> = {
  '504 although it was accepted': {
    failure: acceptedThen504,
    post: uncertain('HTTP 504'),
    posted: inChat,
  },
  '500': { failure: { status: 500 }, post: uncertain('HTTP 500 ServiceError'), posted: notInChat },
  '502': { failure: { status: 502 }, post: uncertain('HTTP 502 ServiceError'), posted: notInChat },
  '503': { failure: { status: 503 }, post: uncertain('HTTP 503'), posted: notInChat },
  '503 with Retry-After': {
    failure: { status: 503, retryAfter: '0' },
    post: uncertain('HTTP 503'),
    posted: notInChat,
  },
  '504': { failure: { status: 504 }, post: uncertain('HTTP 504'), posted: notInChat },
  '408': { failure: { status: 408 }, post: uncertain('HTTP 408'), posted: notInChat },
  'a reset after the body': {
    failure: 'reset after the body',
    post: uncertain('ECONNRESET'),
    posted: notInChat,
  },
  'a reset after it was posted': {
    failure: 'posted, then reset',
    post: uncertain('ECONNRESET'),
    posted: inChat,
  },
  'an answer that is cut off': {
    failure: 'broken answer',
    post: uncertain('the answer is not JSON'),
    posted: inChat,
  },
  'a slow answer': { failure: { slowMs: 150 }, post: delivered, posted: inChat },
  'an answer slower than our patience': {
    failure: { slowMs: 2 * attemptMs },
    post: uncertain('timeout'),
    posted: inChat,
  },
  'no answer at all': { failure: 'silence', post: uncertain('timeout'), posted: notInChat },
  'a slow no': { failure: { status: 412, afterMs: 150 }, post: retry412(), posted: notInChat },

  '403 BotDisabledByAdmin': {
    failure: { status: 403, code: 'BotDisabledByAdmin' },
    post: unreachable('disabledByAdmin'),
    posted: notInChat,
  },
  '403 BotNotInConversationRoster': {
    failure: { status: 403, code: 'BotNotInConversationRoster' },
    post: unreachable('removed'),
    posted: notInChat,
  },
  '403 ConversationBlockedByUser': {
    failure: { status: 403, code: 'ConversationBlockedByUser' },
    post: unreachable('blocked'),
    posted: notInChat,
  },
  '403 MessageWritesBlocked': {
    failure: { status: 403, code: 'MessageWritesBlocked' },
    post: unreachable('blocked'),
    posted: notInChat,
  },
  '403 ForbiddenOperationException': {
    failure: { status: 403, code: 'ForbiddenOperationException' },
    post: unreachable('forbidden'),
    posted: notInChat,
  },
  '403 of a code that we do not know': {
    failure: { status: 403, code: 'SomethingNew' },
    post: unreachable('forbidden'),
    posted: notInChat,
  },
  '403 without a code': {
    failure: { status: 403, code: null },
    post: unreachable('forbidden'),
    posted: notInChat,
  },
  '404 ConversationNotFound': { failure: { status: 404 }, post: unreachable('removed'), posted: notInChat },
  '404 ActivityNotFoundInConversation': {
    failure: { status: 404, code: 'ActivityNotFoundInConversation' },
    post: unreachable('removed'),
    update: gone,
    posted: notInChat,
  },
  '404 without a code': {
    failure: { status: 404, code: null },
    post: unreachable('removed'),
    update: gone,
    posted: notInChat,
  },

  '412': { failure: { status: 412 }, post: retry412(), posted: notInChat },
  '429': { failure: { status: 429 }, post: throttled(undefined), posted: notInChat },
  '429 with Retry-After': {
    failure: { status: 429, retryAfter: '7' },
    post: throttled(7_000),
    posted: notInChat,
  },
  '429 with a date as Retry-After': {
    failure: { status: 429, retryAfterDate: 90 },
    post: throttled(90_000),
    posted: notInChat,
  },
  '429 with a Retry-After that says nothing': {
    failure: { status: 429, retryAfter: 'strax' },
    post: throttled(undefined),
    posted: notInChat,
  },

  '400': { failure: { status: 400 }, post: refused('HTTP 400 BadSyntax'), posted: notInChat },
  '401': { failure: { status: 401 }, post: refused('HTTP 401 BotNotRegistered'), posted: notInChat },
  '405 without a code': { failure: { status: 405 }, post: refused('HTTP 405'), posted: notInChat },
  '413': { failure: { status: 413 }, post: refused('HTTP 413 MessageSizeTooBig'), posted: notInChat },
  '302 to somewhere else': {
    failure: { status: 302, location: '/annan' },
    post: refused('HTTP 302'),
    posted: notInChat,
  },

  'a no that breaks off': {
    failure: { status: 403, code: 'ConversationBlockedByUser', cutOff: true },
    post: unreachable('forbidden'),
    posted: notInChat,
  },
  'a no that is far too long': {
    failure: { status: 429, message: 'å'.repeat(1_000_000), retryAfter: '3' },
    post: throttled(3_000),
    posted: notInChat,
  },
  'a no that is a page': {
    failure: { status: 400, body: '<html>Något gick fel</html>' },
    post: refused('HTTP 400'),
    posted: notInChat,
  },
  'a no whose error is none': {
    failure: { status: 400, body: '{"error":null}' },
    post: refused('HTTP 400'),
    posted: notInChat,
  },
  'a code that is no word': {
    failure: { status: 400, code: 'Mötet på Åmåsängsgården' },
    post: refused('HTTP 400'),
    posted: notInChat,
  },
}

function retry412(): Outcome {
  return { kind: 'retry', reason: 'HTTP 412 PreconditionFailed' }
}

eachDatabase('A message that meets', (engine: Engine) => {
  let database: TestDatabase
  let bot: TestBot

  beforeAll(async () => {
    database = await engine.open()
    bot = await startTestBot({ db: database.db, welcome: async () => undefined, attemptMs })
  })
  afterAll(() => bot.stop())
  beforeEach(async () => {
    await bot.send(bot.activities.message('hjälp'))
    await bot.send(bot.activities.installation('add', { in: councilChannel, from: coordinator }))
    bot.fake.forget()
  })
  afterEach(() => {
    bot.log.length = 0
  })

  const post = () => bot.teams.sender.post(person, message)
  const update = () =>
    bot.teams.sender.update({ conversationId: chat.id, activityId: '1700000000099' }, message)
  /** Why the person's address is closed; null when it is open. */
  const closedWhy = async () => {
    const row = await database.db
      .selectFrom('addresses')
      .select(['closed_at', 'closed_why'])
      .where('conversation_id', '=', chat.id)
      .executeTakeFirstOrThrow()
    expect(row.closed_at === null).toBe(row.closed_why === null)
    return row.closed_why
  }
  const requests = () => bot.fake.arrivals.map(({ method, posted }) => [method, posted])

  const table = Object.entries(cases).map(([name, met]) => [name, met] as const)
  test.each(table)('%s is one POST, with an outcome of its own', async (_name, met) => {
    bot.fake.failNext(met.failure)
    expect(await post()).toEqual(met.post)
    expect(requests()).toEqual([['POST', met.posted]])
    expect(await closedWhy()).toBe(met.post.kind === 'unreachable' ? met.post.reason : null)
    expect(bot.log.join()).not.toMatch(/Påminnelse|Åmåsäng|told to fail|ååå/)
  })

  test.each(table)('%s when it is changed is one PUT, with an outcome of its own', async (_name, met) => {
    const outcome = met.update ?? met.post
    bot.fake.failNext(met.failure)
    expect(await update()).toEqual(outcome)
    expect(requests()).toEqual([['PUT', met.posted]])
    // That Teams forbids it may be about this one message: then the next is posted.
    const closes = outcome.kind === 'unreachable' && outcome.reason !== 'forbidden'
    expect(await closedWhy()).toBe(closes ? outcome.reason : null)
    expect((await post()).kind).toBe(closes ? 'unreachable' : 'delivered')
  })

  const closing = [
    '403 BotDisabledByAdmin',
    '403 BotNotInConversationRoster',
    '403 ConversationBlockedByUser',
    '403 ForbiddenOperationException',
    '404 ConversationNotFound',
  ]
  describe.each(table.filter(([name]) => closing.includes(name)))('%s', (_name, met) => {
    beforeEach(async () => {
      bot.fake.failNext(met.failure)
      await post()
      bot.fake.forget()
    })

    test('is followed by nothing more, and the first reason stays', async () => {
      const before = await closedWhy()
      expect(await post()).toEqual(unreachable('noAddress'))
      expect(await update()).toEqual(unreachable('noAddress'))
      expect(requests()).toEqual([])
      await bot.send(bot.activities.installation('remove'))
      expect(await closedWhy()).toBe(before)
      const channel: Recipient = { kind: 'conversation', conversationId: councilChannel.id }
      expect((await bot.teams.sender.post(channel, message)).kind).toBe('delivered')
    })

    test.each([
      ['a line', () => bot.activities.message('hjälp')],
      ['a press', () => bot.activities.execute('help.show')],
      ['an installation', () => bot.activities.installation('add')],
      ['an installation that is told by the members', () => bot.activities.members('membersAdded')],
    ])('is over after %s of the person', async (_how, activity) => {
      await bot.send(activity())
      bot.fake.forget()
      expect(await closedWhy()).toBeNull()
      expect(await post()).toEqual(delivered)
      expect(requests()).toEqual([['POST', true]])
    })

    test('is not over when somebody else writes somewhere else', async () => {
      await bot.send(bot.activities.message('hjälp', { from: coordinator, in: councilChannel }))
      expect(await closedWhy()).not.toBeNull()
    })
  })

  test('a no is over after a line that another process hears', async () => {
    const { db } = await engine.another(database)
    const other = await startTestBot({ db, welcome: async () => undefined })
    const line = () => other.send(bot.activities.message('hjälp'))
    try {
      await line()
      bot.fake.failNext({ status: 403, code: 'ConversationBlockedByUser' })
      await post()
      expect(await closedWhy()).toBe('blocked')
      await line()
      expect(await closedWhy()).toBeNull()
    } finally {
      await other.stop()
    }
  })

  test('nobody, because we were uninstalled, is known by that reason', async () => {
    await bot.send(bot.activities.installation('remove'))
    expect(await closedWhy()).toBe('removed' satisfies UnreachableReason)
    expect(await post()).toEqual(unreachable('noAddress'))
  })
})
