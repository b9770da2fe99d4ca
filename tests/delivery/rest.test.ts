import { expect, test } from '@jest/globals'
import { createDelivery, promiseToSend } from '../../src/delivery/index.ts'
import { eachDatabase } from '../helpers/databases.ts'
import { fixedClock } from '../helpers/fixed-clock.ts'
import { addCouncil } from '../helpers/small-council.ts'

eachDatabase('Delivery that rests between its messages', (engine) => {
  async function owing(messages: number, restMs: number) {
    const { db } = await engine.open()
    const world = { db, clock: fixedClock() }
    const councilId = await addCouncil(db)
    await db.transaction().execute((tx) =>
      promiseToSend(
        tx,
        world.clock.now(),
        Array.from({ length: messages }, (_, index) => ({
          councilId,
          kind: 'prov',
          subjectId: `händelse-${index}`,
          occasion: 'v1',
          recipient: { kind: 'conversation', conversationId: 'kanal' },
        })),
      ),
    )
    const sent: number[] = []
    const delivery = createDelivery({
      world,
      restMs,
      notices: [{ kind: 'prov', living: false, render: async () => ({ card: {}, summary: 'Ny händelse' }) }],
      sender: {
        localeOf: async () => 'sv',
        post: async () => {
          sent.push(performance.now())
          return { kind: 'delivered', conversationId: 'kanal', activityId: `kort-${sent.length}` }
        },
        update: async () => ({ kind: 'gone' }),
      },
      onAttempt: () => undefined,
    })
    const states = async () => {
      const rows = await db.selectFrom('outbox').select('state').orderBy('state').execute()
      return rows.map(({ state }) => state)
    }
    return { delivery, sent, states }
  }

  test('leaves time between them to those who press', async () => {
    const { delivery, sent } = await owing(4, 30)
    await delivery.drain()
    expect(sent).toHaveLength(4)
    for (const [index, at] of sent.entries())
      if (index > 0) expect(at - (sent[index - 1] ?? 0)).toBeGreaterThan(25)
  })

  test('ends after the message under way when it is stopped, and leaves the others for the next process', async () => {
    const { delivery, sent, states } = await owing(50, 20)
    const draining = delivery.drain()
    while (sent.length < 2) await new Promise((next) => setTimeout(next, 1))
    await delivery.stop()
    await draining
    const done = sent.length
    expect(done).toBeLessThan(10)
    expect(await states()).toEqual([...Array(done).fill('delivered'), ...Array(50 - done).fill('waiting')])
    await delivery.drain()
    expect(sent).toHaveLength(done)
  })
})
