import { expect, jest, test } from '@jest/globals'
import pino from 'pino'
import { startApp } from '../../src/app.ts'
import { openDatabase } from '../../src/database/index.ts'
import { momentAt } from '../../src/shared/stockholm.ts'
import { eachDatabase } from '../helpers/databases.ts'
import { startFakeTeams } from '../helpers/fake-teams.ts'
import { buildHouse, buttonOf, choicesOf, mora, valuesOf } from '../helpers/house.ts'
import { botAppId, startIdentityProvider } from '../helpers/identity-provider.ts'
import { promiseForm, somePromise } from '../helpers/some-promise.ts'
import { teamsActivities } from '../helpers/teams-activities.ts'
import { anonymousConfig } from '../helpers/whole-app.ts'
import { meetingDay, memberIdOf, savedMeeting } from '../minutes/stage.ts'

const secret = 'lösenord-ÅTERHÅLLET'
const text = 'Återhållet: några bilar kör fort mellan raderna.'
/** Blocked, as it points out a person; and one that stands in no form. */
const blocked = 'Återhållet: 19640823-3234 sprang mot Noret'
const name = 'Återhållet Namn'

/** In how many rows of the tables that hold what people write a text stands. */
async function rowsWith(databaseUrl: string, text: string): Promise<Record<string, number>> {
  const { db, close } = await openDatabase(databaseUrl)
  const tables = ['incidents', 'actions', 'deliveries', 'promise_versions', 'decisions'] as const
  const counts: Record<string, number> = {}
  for (const table of tables) {
    const rows: unknown[] = await db.selectFrom(table).selectAll().execute()
    counts[table] = rows.filter((row) => JSON.stringify(row).includes(text)).length
  }
  await close()
  return counts
}

eachDatabase('The log of a day, at its most talkative', (engine) => {
  test('tells nothing that anybody wrote, of nobody who was there, and no secret', async () => {
    const heard = jest.spyOn(console, 'error').mockImplementation(() => undefined)
    const databaseUrl = await engine.emptyUrl()
    const database = await openDatabase(databaseUrl)
    const house = await buildHouse(database)
    const empty = await house.as(mora.fieldWorker).writes('rapportera')
    const organisation = await database.db.selectFrom('organisations').select('id').executeTakeFirstOrThrow()
    const { commitment } = await somePromise(house, organisation.id)
    const meeting = await savedMeeting(house)
    house.clock.set(momentAt(meetingDay, '13:00'))
    const agreed = await house.as(mora.coordinator).writes('åtgärd')
    const owner = await memberIdOf(house, mora.police)
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

    /** The rest of a day: whatever has a text in it, each way that a text may come. */
    const worksOn = async () => {
      const sees = async (activity: unknown, shown: RegExp) => expect(await sends(activity)).toMatch(shown)
      const lead = { from: { aadObjectId: mora.coordinator.aadObjectId, name } }
      const council = house.councilId
      const presses = (verb: string, data: object) =>
        activities.execute(verb, { council, ...data }, undefined, lead)

      // The message extension: a search, a message that becomes a report, and its form.
      const parameters = [{ name: 'text', value: 'några bilar' }]
      await sees(
        activities.invoke('composeExtension/query', { commandId: 'findIncidents', parameters }, { from }),
        /H-2026-0001/,
      )
      const messagePayload = { body: { contentType: 'html', content: `<p>${text}</p>` } }
      await sees(
        activities.invoke(
          'composeExtension/fetchTask',
          { commandId: 'reportMessage', messagePayload },
          { from },
        ),
        /Återhållet: några bilar/,
      )
      const submitted = { verb: 'incidents.report', ...filled, text, once: 'from-a-message' }
      await sees(
        activities.invoke(
          'composeExtension/submitAction',
          { commandId: 'reportMessage', data: submitted },
          { from },
        ),
        /H-2026-0002/,
      )

      // A dialog: opened, and sent with a text that is blocked.
      const form = { verb: 'incidents.form', council, text }
      await sees(activities.invoke('task/fetch', { data: form }, { from }), /Återhållet: några bilar/)
      const typed = { verb: 'incidents.report', ...filled, text: blocked, once: 'from-a-dialog' }
      await sees(activities.invoke('task/submit', { data: typed }, { from }), /19640823/)

      // An action, what was done for a promise, and a new promise.
      const action = { text, cause: text, goal: 'Alla rader hela', owner, origin: text }
      const { verb, data } = buttonOf(agreed, 'Spara åtgärden')
      const days = { startsOn: meetingDay, dueOn: '2026-12-15' }
      await sees(presses(verb, { ...data, ...valuesOf(agreed), ...action, ...days }), /Å-2026-0001/)
      await sees(
        presses('promises.log', { ...promiseForm, commitment, date: meetingDay, note: text }),
        /Återhållet/,
      )
      const made = { ...promiseForm, problem: text, commitments: 'Polisen: Återhållna timmar, 4 i perioden' }
      await sees(presses('promises.make', made), /Lugnare kvällar/)

      // A meeting of Teams begins; its minutes, a decision in its chat, and who cannot come.
      await sends(activities.message('hjälp', lead))
      const chat = { id: '19:meeting_NGZjMWI2@thread.v2', kind: 'groupChat' } as const
      await sends(activities.meeting('Start', { ...lead, in: chat }))
      await sees(presses('minutes.begin', { meeting }), /Mötet öppnas/)
      await sends(activities.message(`beslut: ${text}`, { ...lead, in: chat }))
      await sends(activities.message(`dagordning lägg till ${text}`, lead))
      await sends(activities.message(`löften ${text}`, lead))
      await sends(activities.message(`åtgärder ${text}`, lead))
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
    await worksOn()
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
    expect(await rowsWith(databaseUrl, text)).toEqual({
      incidents: 2,
      actions: 1,
      deliveries: 1,
      promise_versions: 1,
      decisions: 1,
    })
    const log = lines.join('')
    const tokens = [right, wrong, provider.outwardToken].map((token) => token.replace('Bearer ', ''))
    const held = [
      ...[
        'Återhåll',
        'ÅTERHÅLL',
        'bilar',
        'Lugnare',
        'Alla rader',
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
