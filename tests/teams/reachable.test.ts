import { afterEach, beforeEach, expect, test } from '@jest/globals'
import { reachabilityOf } from '../../src/delivery/index.ts'
import { minuteMs } from '../../src/shared/clock.ts'
import { personKey } from '../../src/shared/person.ts'
import { eachDatabase, type TestDatabase } from '../helpers/databases.ts'
import { councilChannel, fieldWorker, policeTenant } from '../helpers/teams-activities.ts'
import { startTestBot, type TestBot } from '../helpers/test-bot.ts'

const person = { tenantId: policeTenant, aadObjectId: fieldWorker.aadObjectId }

eachDatabase('A person who writes, leaves and comes back', (engine) => {
  let database: TestDatabase
  let bot: TestBot
  beforeEach(async () => {
    database = await engine.open()
    bot = await startTestBot({ db: database.db })
  })
  afterEach(() => bot.stop())

  const reachability = async () => (await reachabilityOf(database.db, [person])).get(personKey(person))

  test('is never reached by what they wrote in a channel, and is from their first own word', async () => {
    const { activities } = bot
    await bot.send(activities.message('hjälp', { in: councilChannel }))
    expect(await reachability()).toEqual({ reachable: false, why: 'noAddress', since: undefined })
    await bot.send(activities.message('hej åäö'))
    expect(await reachability()).toEqual({ reachable: true })
  })

  test('is not reached from the removal until the next word or installation', async () => {
    const { activities, clock } = bot
    await bot.send(activities.installation('add'))
    const back = [
      activities.message('hej'),
      activities.installation('add'),
      activities.members('membersAdded'),
    ]
    for (const again of back) {
      clock.advance(minuteMs)
      await bot.send(activities.installation('remove'))
      const since = clock.now()
      expect(await reachability()).toEqual({ reachable: false, why: 'removed', since })
      clock.advance(1)
      await bot.send(again)
      expect(await reachability()).toEqual({ reachable: true })
    }
  })
})
