import { expect, jest, test } from '@jest/globals'
import pino from 'pino'
import { startApp } from '../../src/app.ts'
import { openDatabase } from '../../src/database/index.ts'
import { eachDatabase } from '../helpers/databases.ts'
import { startFakeTeams } from '../helpers/fake-teams.ts'
import { buildHouse, buttonOf, choicesOf, mora, valuesOf } from '../helpers/house.ts'
import { botAppId, startIdentityProvider } from '../helpers/identity-provider.ts'
import { teamsActivities } from '../helpers/teams-activities.ts'
import { anonymousConfig } from '../helpers/whole-app.ts'

const secret = 'lösenord-ÅTERHÅLLET'
const text = 'Återhållet: några bilar kör fort mellan raderna.'
/** Blocked, as it points out a person; and one that stands in no form. */
const blocked = 'Återhållet: 19640823-3234 sprang mot Noret'
const name = 'Återhållet Namn'

eachDatabase('The log of a day, at its most talkative', (engine) => {
  test('tells nothing that anybody wrote, of nobody who was there, and no secret', async () => {
    const heard = jest.spyOn(console, 'error').mockImplementation(() => undefined)
    const databaseUrl = await engine.emptyUrl()
    const database = await openDatabase(databaseUrl)
    const house = await buildHouse(database)
    const empty = await house.as(mora.fieldWorker).writes('rapportera')
    await database.close()
    const fake = await startFakeTeams()
    const provider = await startIdentityProvider()
    const lines: string[] = []
    const app = await startApp(
      {
        ...anonymousConfig,
        databaseUrl,
        bot: {
          kind: 'registered',
          appId: botAppId,
          appType: 'SingleTenant',
          tenantId: mora.coordinator.tenantId,
          appPassword: secret,
        },
      },
      pino({ level: 'trace' }, { write: (line: string) => lines.push(line) }),
      { clock: house.clock, identityProvider: provider.trust(fake.url) },
    )
    const { tenantId } = mora.coordinator
    const activities = teamsActivities(fake.url, tenantId)
    const right = await provider.header(fake.url)
    const wrong = await provider.header(fake.url, { foreignKey: true })
    const send = async (activity: unknown, authorization = right) => {
      const response = await fetch(`${app.url}/api/messages`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json', authorization },
        body: typeof activity === 'string' ? activity : JSON.stringify(activity),
      })
      return { status: response.status, said: await response.text() }
    }
    const from = { aadObjectId: mora.fieldWorker.aadObjectId, name }
    const statuses: number[] = []
    const sends = async (...asked: Parameters<typeof send>) => {
      const { status, said } = await send(...asked)
      statuses.push(status)
      return said
    }

    await sends(activities.message(text, { from }))
    await sends(activities.message(`rapportera ${blocked}`, { from }))
    const filled = {
      ...buttonOf(empty, 'Rapportera').data,
      ...valuesOf(empty),
      category: Object.values(choicesOf(empty, 'category'))[0],
      place: Object.values(choicesOf(empty, 'place'))[0],
      impact: '2',
      similar: 'new',
    }
    const press = (more: object) =>
      activities.execute('incidents.report', { ...filled, ...more }, undefined, { from })
    expect(await sends(press({ text: blocked, once: 'a' }))).not.toMatch(/H-2026-\d/)
    expect(await sends(press({ text, once: 'b' }))).toMatch(/H-2026-\d/)
    await sends(press({ text, once: 'c', category: { $ne: text } }))
    await sends(
      activities.invoke('composeExtension/query', { parameters: [{ name: 'q', value: text }] }, { from }),
    )
    await sends(activities.message(text, { from, tenantId: '99999999-aaaa-4bbb-8ccc-000000000009' }))
    await sends(activities.message(text, { from }), wrong)
    await sends(`{"text":"${text}"`)
    await sends({ ...activities.message(text, { from }), from: { id: text } })
    fake.failNext({ status: 403, message: text }, { status: 500, message: text }, 'reset after the body')
    for (let time = 0; time < 3; time++) await sends(activities.message(`sök ${text}`, { from }))
    await app.deliver()
    await app.stop()
    await provider.stop()
    await fake.stop()

    expect(new Set(statuses)).toEqual(new Set([200, 400, 401, 403]))
    const log = lines.join('')
    const tokens = [right, wrong, provider.outwardToken].map((token) => token.replace('Bearer ', ''))
    const held = [
      ...[
        'Återhåll',
        'ÅTERHÅLL',
        'bilar',
        '19640823',
        'Noret',
        'H-2026',
        name,
        from.aadObjectId,
        '29:',
        'a:1',
      ],
      ...[secret, tenantId, ...tokens, ...tokens.map((token) => token.split('.').at(-1) ?? '')],
    ]
    expect(lines.length).toBeGreaterThan(12)
    expect(held.filter((one) => log.includes(one))).toEqual([])
    heard.mockRestore()
  }, 30_000)
})
