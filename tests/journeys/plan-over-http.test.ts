import { expect, test } from '@jest/globals'
import pino from 'pino'
import { startApp } from '../../src/app.ts'
import { openDatabase } from '../../src/database/index.ts'
import { planned } from '../actions/plan-stage.ts'
import { checked } from '../helpers/checked.ts'
import { eachDatabase } from '../helpers/databases.ts'
import { startFakeTeams } from '../helpers/fake-teams.ts'
import { buildHouse, mora } from '../helpers/house.ts'
import { teamsActivities } from '../helpers/teams-activities.ts'
import { textOfXml, unzipped } from '../helpers/zip.ts'

eachDatabase('The plan, from a line in the chat to a file in a browser', (engine) => {
  test('is asked for, looked at, fetched once, and leaves no link in the log', async () => {
    const databaseUrl = await engine.emptyUrl()
    const database = await openDatabase(databaseUrl)
    await planned(await buildHouse(database), { text: checked('Byt lampor på Älvgatan') })
    await database.close()
    const fake = await startFakeTeams()
    const log: string[] = []
    const config = {
      port: 0,
      host: '127.0.0.1',
      publicUrl: 'https://tryggve.example',
      databaseUrl,
      bot: { kind: 'anonymous' },
      coordinators: [],
      operators: [],
      logLevel: 'trace',
      production: false,
      language: undefined,
    } as const
    const app = await startApp(config, pino({ level: 'trace' }, { write: (line: string) => log.push(line) }))
    try {
      const { tenantId, aadObjectId } = mora.police
      const activities = teamsActivities(fake.url, tenantId)
      await fetch(`${app.url}/api/messages`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify(activities.message('exportera', { from: { aadObjectId, name: 'Kommunpolis' } })),
      })
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
      for (const [, path = ''] of paths) expect(log.join('\n')).not.toContain(path.split('/').at(-1))
    } finally {
      await app.stop()
      await fake.stop()
    }
  })
})
