import { beforeEach, expect, test } from '@jest/globals'
import { answerWith } from '../../src/chat/index.ts'
import {
  addFirstCoordinators,
  channelOf,
  connectChannel,
  coordinatorsOf,
  disconnectChannel,
  findStanding,
  memberOf,
} from '../../src/councils/index.ts'
import { openDatabase } from '../../src/database/index.ts'
import { channelWelcomeCard } from '../../src/help/index.ts'
import { type CouncilId, newId } from '../../src/shared/ids.ts'
import { eachDatabase, type TestDatabase } from '../helpers/databases.ts'
import {
  buttonOf,
  buttonsOf,
  cardOf,
  chatOf,
  hasWritten,
  moraFile,
  orsaCoordinator,
  people,
  type Stage,
  setStage,
  textOf,
} from './stage.ts'

eachDatabase('how a person stands', (engine) => {
  let database: TestDatabase
  let stage: Stage
  beforeEach(async () => {
    database = await engine.open()
    stage = await setStage(database.db)
  })

  const standing = (who: Parameters<typeof chatOf>[0], council?: CouncilId, where = chatOf(who)) =>
    findStanding(stage.world)(who, where, council)

  test('a member of one council stands in it, whatever letters the identity is written with', async () => {
    const shouted = {
      tenantId: people.kommunpolis.tenantId.toUpperCase(),
      aadObjectId: people.kommunpolis.aadObjectId.toUpperCase(),
    }
    expect(await standing(shouted)).toMatchObject({
      kind: 'member',
      member: { title: 'Kommunpolis', councilId: stage.mora, person: people.kommunpolis },
    })
  })

  test('who is in no council, was removed, or comes from a tenant that is not accepted stands outside', async () => {
    const { db, clock } = stage.world
    expect(await standing(people.utomstående)).toEqual({ kind: 'outsider' })
    await db
      .updateTable('members')
      .set({ removed_at: clock.now() })
      .where('aad_object_id', '=', people.ordförande.aadObjectId)
      .execute()
    expect(await standing(people.ordförande)).toEqual({ kind: 'outsider' })
    await db.deleteFrom('accepted_tenants').where('tenant_id', '=', people.samordnare.tenantId).execute()
    expect(await standing(people.samordnare)).toEqual({ kind: 'outsider' })
    expect(await coordinatorsOf(db, stage.mora)).toEqual([])
  })

  test('the same object id in another tenant is another person', async () => {
    const twin = { ...people.samordnare, tenantId: orsaCoordinator.tenantId }
    expect(await standing(twin)).toEqual({ kind: 'outsider' })
    expect(await memberOf(stage.world.db, stage.mora, twin)).toBeUndefined()
  })

  test('a card’s council is only a pointer: who is not a member of it stands outside', async () => {
    expect(await standing(people.samordnare, stage.mora)).toMatchObject({ kind: 'member' })
    expect(await standing(people.samordnare, stage.orsa)).toEqual({ kind: 'outsider' })
    expect(await standing(people.samordnare, newId<CouncilId>())).toEqual({ kind: 'outsider' })
    expect(await standing(people.fältarbetare, stage.orsa)).toMatchObject({
      member: { title: 'Fältare i Orsa', roles: ['councilMember'] },
    })
  })

  test('of several councils the person chooses one, and can choose again on the same card', async () => {
    const who = people.fältarbetare
    expect(await standing(who)).toMatchObject({ kind: 'undecided', councils: [{}, {}] })
    const question = await stage.write(who, 'medlemmar')
    expect(textOf(question)).toContain('Vilket råd gäller det?')
    const [mora, orsa] = buttonsOf(question)
    const chosen = await stage.press(who, orsa!)
    // The line has waited in the card: it is answered, for the council that was chosen, which is said above it.
    expect(textOf(chosen)).toMatch(/^Lokala rådet \(BRÅ\) i Orsa\nMedlemmar i rådet/)
    expect(chosen).toMatchObject({ stays: true })
    expect(await standing(who)).toMatchObject({ member: { councilId: stage.orsa } })
    await stage.press(who, mora!)
    expect(await standing(who)).toMatchObject({ member: { councilId: stage.mora } })
    await stage.press(who, orsa!)
    expect(await standing(who)).toMatchObject({ member: { councilId: stage.orsa } })
    // Another chat of the same person has its own choice.
    const elsewhere = { conversationId: 'gruppchatt-å', kind: 'groupChat' } as const
    expect(await standing(who, undefined, elsewhere)).toMatchObject({ kind: 'undecided' })
  })

  test('a choice does not outlive the membership', async () => {
    const who = people.fältarbetare
    await stage.press(who, buttonsOf(await stage.write(who, 'råd'))[1]!)
    await stage.world.db
      .updateTable('members')
      .set({ removed_at: stage.world.clock.now() })
      .where('council_id', '=', stage.orsa)
      .where('aad_object_id', '=', who.aadObjectId)
      .execute()
    expect(await standing(who)).toMatchObject({ member: { councilId: stage.mora } })
  })

  test('who has several councils can change later from the card of the council', async () => {
    const who = people.fältarbetare
    await stage.press(who, buttonsOf(await stage.write(who, 'råd'))[1]!)
    const which = await stage.press(who, buttonOf(await stage.write(who, 'råd'), 'Byt råd'))
    expect(buttonsOf(which)).toHaveLength(2)
    expect(buttonsOf(await stage.write(people.samordnare, 'råd'), 'Byt råd')).toEqual([])
  })

  test('a forged choice of somebody else’s council is refused', async () => {
    const reply = await stage.press(people.samordnare, { verb: 'councils.choose', council: stage.orsa })
    expect(textOf(reply)).toContain('Det får du tyvärr inte göra här')
    expect(await stage.world.db.selectFrom('council_choices').selectAll().execute()).toEqual([])
  })

  test('the common case is one question to the database', async () => {
    await database.close()
    let asked = 0
    const counted = await openDatabase(database.url, (event) => {
      if (event.level === 'query') asked += 1
    })
    try {
      asked = 0
      const where = chatOf(people.samordnare)
      await findStanding({ ...stage.world, db: counted.db })(people.samordnare, where, stage.mora)
      expect(asked).toBe(1)
    } finally {
      await counted.close()
    }
  })

  test('the channel where a coordinator installs the bot is the council’s, until it is taken out', async () => {
    const { world, mora } = stage
    const channel = '19:brå-mora@thread.tacv2'
    expect(await connectChannel(world, people.ordförande, channel)).toBeUndefined()
    expect(await connectChannel(world, people.utomstående, channel)).toBeUndefined()
    expect(await channelOf(world.db, mora)).toBeUndefined()
    const here = { council: { id: mora, name: moraFile.name }, came: 'here' }
    expect(await connectChannel(world, people.samordnare, channel)).toEqual(here)
    expect(await connectChannel(world, people.kommunpolis, channel)).toEqual(here)
    expect(await channelOf(world.db, mora)).toBe(channel)
    // Another council's coordinator does not take the channel over.
    expect(await connectChannel(world, orsaCoordinator, channel)).toBeUndefined()
    expect(await channelOf(world.db, stage.orsa)).toBeUndefined()
    // In the channel, who has several councils speaks of this one.
    const where = { conversationId: channel, kind: 'channel' } as const
    expect(await standing(people.fältarbetare, undefined, where)).toMatchObject({
      member: { councilId: mora },
    })
    // A channel we may no longer write to does not count until it is open again.
    await hasWritten(world.db, people.samordnare, null)
    const address = world.db.updateTable('addresses').where('kind', '=', 'personal')
    await address.set({ kind: 'channel', conversation_id: channel, closed_at: world.clock.now() }).execute()
    expect(await channelOf(world.db, mora)).toBeUndefined()
    await world.db.updateTable('addresses').set({ closed_at: null }).execute()
    expect(await channelOf(world.db, mora)).toBe(channel)
    await disconnectChannel(world, channel)
    expect(await channelOf(world.db, mora)).toBeUndefined()
    const audit = await world.db.selectFrom('audit').select(['verb', 'who']).execute()
    expect(audit.filter((line) => line.verb.endsWith('Channel'))).toHaveLength(2)
  })

  test('no installation moves the council’s channel: a coordinator is asked, and whoever presses is asked who they are', async () => {
    const { world, mora } = stage
    const channel = { conversationId: '19:brå-mora@thread.tacv2', kind: 'channel' } as const
    // Where a card of the message extension is put in a channel, Teams installs us there by itself.
    const other = { conversationId: '19:hela-förvaltningen@thread.tacv2', kind: 'channel' } as const
    await connectChannel(world, people.samordnare, channel.conversationId)
    const came = await connectChannel(world, people.kommunpolis, other.conversationId)
    expect(came).toEqual({ council: { id: mora, name: moraFile.name }, came: 'elsewhere' })
    expect(await channelOf(world.db, mora)).toBe(channel.conversationId)

    const [move] = buttonsOf(answerWith(channelWelcomeCard(came, 'sv'), 'Hej')).filter(
      ({ verb }) => verb === 'councils.connect',
    )
    for (const who of [people.fältarbetare, people.utomstående, orsaCoordinator]) {
      await stage.press(who, move!, {}, { where: other })
      expect(await channelOf(world.db, mora)).toBe(channel.conversationId)
    }
    // In a chat there is nothing to connect, whatever the button says.
    await stage.press(people.kommunpolis, move!)
    expect(await channelOf(world.db, mora)).toBe(channel.conversationId)
    const moved = await stage.press(people.kommunpolis, move!, {}, { where: other })
    expect(textOf(moved)).toContain('De kom tidigare i en annan kanal')
    expect(moved).toMatchObject({ stays: true })
    expect(await channelOf(world.db, mora)).toBe(other.conversationId)
  })

  test('of two installations at once in two channels, one makes the channel and the other leaves it', async () => {
    const { world, mora } = stage
    const channels = ['19:ett@thread.tacv2', '19:två@thread.tacv2']
    const came = await Promise.all(
      channels.map((channel) => connectChannel(world, people.samordnare, channel)),
    )
    expect(came.map((one) => one?.came).toSorted()).toEqual(['elsewhere', 'here'])
    expect(await channelOf(world.db, mora)).toBe(channels[came.findIndex((one) => one?.came === 'here')])
  })

  test('first coordinators come to a council without any, and to no other', async () => {
    const { world, mora, orsa } = stage
    const first = {
      tenantId: 'AAAAAAAA-0000-4000-8000-000000000001',
      aadObjectId: 'AAAAAAAA-0000-4000-8000-000000000002',
    }
    await addFirstCoordinators(world, [first])
    expect(await memberOf(world.db, mora, first)).toBeUndefined()
    await world.db
      .updateTable('members')
      .set({ removed_at: world.clock.now() })
      .where('council_id', '=', orsa)
      .execute()
    await addFirstCoordinators(world, [first])
    await addFirstCoordinators(world, [first])
    expect(await memberOf(world.db, orsa, first)).toMatchObject({ roles: ['coordinator'] })
    expect(await coordinatorsOf(world.db, orsa)).toHaveLength(1)
    expect(cardOf(await stage.write(first, 'medlemmar')).fallbackText).toBe('Medlemmar i rådet')
  })
})
