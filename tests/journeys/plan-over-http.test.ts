import { expect, test } from '@jest/globals'
import { openDatabase } from '../../src/database/index.ts'
import { planned } from '../actions/plan-stage.ts'
import { checked } from '../helpers/checked.ts'
import { eachDatabase } from '../helpers/databases.ts'
import { buildHouse, mora } from '../helpers/house.ts'
import { teamsActivities } from '../helpers/teams-activities.ts'
import { startWholeApp } from '../helpers/whole-app.ts'
import { textOfXml, unzipped } from '../helpers/zip.ts'

eachDatabase('The plan, from a line in the chat to a file in a browser', (engine) => {
  test('is asked for, looked at, fetched once, and leaves no link in the log', async () => {
    const databaseUrl = await engine.emptyUrl()
    const database = await openDatabase(databaseUrl)
    await planned(await buildHouse(database), { text: checked('Byt lampor på Älvgatan') })
    await database.close()
    const { app, fake, log, send, stop } = await startWholeApp(databaseUrl)
    try {
      const { tenantId, aadObjectId } = mora.police
      const activities = teamsActivities(fake.url, tenantId)
      await send(activities.message('exportera', { from: { aadObjectId, name: 'Kommunpolis' } }))
      const paths = [
        ...JSON.stringify(fake.requests).matchAll(/https:\/\/tryggve\.example(\/files\/[\w-]{43})/g),
      ]
      const [sheet = ''] = paths.map(([, path]) => path)
      expect(new Set(paths.map(([, path]) => path)).size).toBe(2)

      const page = await fetch(app.url + sheet)
      expect([page.status, await page.text()]).toEqual([200, expect.stringContaining('Hämta filen')])
      const file = await fetch(app.url + sheet, { method: 'POST' })
      expect(file.status).toBe(200)
      const strings = unzipped(new Uint8Array(await file.arrayBuffer()))['xl/sharedStrings.xml'] ?? ''
      expect(textOfXml(strings)).toContain('Byt lampor på Älvgatan')
      expect((await fetch(app.url + sheet, { method: 'POST' })).status).toBe(404)
      for (const [, path = ''] of paths) expect(log()).not.toContain(path.split('/').at(-1))
    } finally {
      await stop()
    }
  })
})
