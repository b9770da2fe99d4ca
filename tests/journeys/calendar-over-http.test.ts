import { expect, test } from '@jest/globals'
import { openDatabase } from '../../src/database/index.ts'
import { savedMeeting } from '../helpers/a-meeting.ts'
import { eachDatabase } from '../helpers/databases.ts'
import { buildHouse, mora } from '../helpers/house.ts'
import { readCalendar } from '../helpers/read-calendar.ts'
import { teamsActivities } from '../helpers/teams-activities.ts'
import { startWholeApp } from '../helpers/whole-app.ts'

eachDatabase('A calendar, from a press in the chat to a calendar program', (engine) => {
  test('is read at its address until that is changed, and leaves neither in the log', async () => {
    const databaseUrl = await engine.emptyUrl()
    const database = await openDatabase(databaseUrl)
    const house = await buildHouse(database)
    const council = house.councilId
    await savedMeeting(house, [mora.police])
    await database.close()
    const { app, fake, log, send, stop } = await startWholeApp(databaseUrl)
    try {
      const { tenantId, aadObjectId } = mora.police
      const activities = teamsActivities(fake.url, tenantId)
      const from = { aadObjectId, name: 'Kommunpolis' }
      const pathAfter = async (verb: string): Promise<string> => {
        const press = activities.execute(verb, { council }, undefined, { from })
        const said = `${await send(press)} ${JSON.stringify(fake.requests)}`
        const paths = [...said.matchAll(/https:\/\/tryggve\.example(\/calendar\/[0-9a-f]{64}\.ics)/g)]
        return paths[0]?.[1] ?? 'nothing'
      }
      const first = await pathAfter('meetings.calendarMake')
      const read = await fetch(app.url + first)
      expect(read.status).toBe(200)
      expect(readCalendar(await read.text()).events.map(({ title }) => title)).toEqual(['Rådet i november'])

      const second = await pathAfter('meetings.calendarChange')
      expect(second).not.toBe(first)
      expect((await fetch(app.url + first)).status).toBe(404)
      expect((await fetch(app.url + second)).status).toBe(200)
      for (const path of [first, second]) {
        const token = /[0-9a-f]{64}/.exec(path)?.[0] ?? 'no token'
        expect(log()).not.toContain(token)
      }
      expect(log()).toContain('a look at a calendar')
    } finally {
      await stop()
    }
  })
})
