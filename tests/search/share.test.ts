import { beforeEach, describe, expect, test } from '@jest/globals'
import type { Offer, Offers, Where } from '../../src/chat/index.ts'
import { findStanding } from '../../src/councils/index.ts'
import { assessIncident } from '../../src/incidents/assess-incident.ts'
import type { Incident } from '../../src/incidents/incident.ts'
import { withdrawIncident } from '../../src/incidents/withdraw-incident.ts'
import { createOffering } from '../../src/search/share-commands.ts'
import { type Shareable, type ShareCommand, shareCommands } from '../../src/search/shareable.ts'
import type { Person } from '../../src/shared/person.ts'
import { savedAction } from '../helpers/an-action.ts'
import { checked } from '../helpers/checked.ts'
import { eachDatabase } from '../helpers/databases.ts'
import { mora, textOf } from '../helpers/house.ts'
import { addSecondCouncil, onlyInOrsa, orsa } from '../helpers/second-council.ts'
import { someMeeting } from '../helpers/some-meeting.ts'
import { savedMeeting } from '../minutes/stage.ts'
import { type Scene, setScene } from './scene.ts'

const own: Where = { conversationId: 'a:egen', kind: 'personal' }
const colleagues: Where = { conversationId: '19:kollegor@thread.v2', kind: 'groupChat' }
const councilChannel: Where = { conversationId: '19:brå@thread.tacv2', kind: 'channel' }
const otherChannel: Where = { conversationId: '19:fotboll@thread.tacv2', kind: 'channel' }

const text = 'Trasiga lampor på Älgvägen.'

eachDatabase('What can be put in a chat', (engine) => {
  let scene: Scene
  beforeEach(async () => {
    scene = await setScene(await engine.open())
    await connect(councilChannel)
  })

  function connect({ conversationId }: Where) {
    const { house, world } = scene
    return world.db
      .updateTable('councils')
      .set({ channel_conversation: conversationId })
      .where('id', '=', house.councilId)
      .execute()
  }
  const look = (who: Person, command: string, words = '', where = own): Promise<Offers> =>
    scene.house.offering({ who, where, locale: 'sv', command, text: words })
  async function offered(
    who: Person,
    command: ShareCommand,
    words = '',
    where = own,
  ): Promise<readonly Offer[]> {
    const offers = await look(who, command, words, where)
    return offers.kind === 'offers' ? offers.offers : []
  }
  const publish = async (incident: Incident, published = true) =>
    assessIncident(scene.world, await scene.ask(mora.coordinator), incident.id, {
      focusAreaId: undefined,
      impact: 2 as const,
      note: checked(''),
      published,
    })

  describe('of incidents', () => {
    let incident: Incident
    beforeEach(async () => {
      incident = await scene.reports(text)
    })
    /** Everything of the incident that is not its number. */
    const gist = /ishallen|lampor|Övrigt|19 nov/i

    test('is what the person who looks may see, in any form of the word', async () => {
      expect(await offered(mora.coordinator, 'findIncidents', 'lampan')).toHaveLength(1)
      expect(await offered(mora.fieldWorker, 'findIncidents', 'LAMPORNA älgvägen')).toHaveLength(1)
      expect(await offered(mora.chair, 'findIncidents', 'lampan')).toEqual([])
      await publish(incident)
      expect(await offered(mora.chair, 'findIncidents', 'lampan')).toHaveLength(1)
    })

    test('can be found by its number, or is the newest when nothing was asked yet', async () => {
      const newer = await scene.reports('Klotter på skolan.', { at: '2026-11-19T21:00:00.000Z' })
      const titles = (offers: readonly Offer[]) => offers.map(({ under }) => under)
      expect(titles(await offered(mora.coordinator, 'findIncidents'))).toEqual([
        expect.stringContaining(newer.number),
        expect.stringContaining(incident.number),
      ])
      expect(titles(await offered(mora.coordinator, 'findIncidents', incident.number.toLowerCase()))).toEqual(
        [expect.stringContaining(incident.number)],
      )
      expect(await offered(mora.chair, 'findIncidents', incident.number)).toEqual([])
    })

    test.each([
      ['a chat among colleagues', colleagues],
      ['somebody’s own chat', own],
      ['a channel that is not the council’s', otherChannel],
    ])('says its number and nothing else in %s, also when all members may see it', async (_, where) => {
      await publish(incident)
      const [offer] = await offered(mora.coordinator, 'findIncidents', 'lampor', where)
      expect(`${offer?.title} ${offer?.under}`).toMatch(gist)
      expect(JSON.stringify(offer?.card)).toContain(`Händelse ${incident.number}`)
      expect(JSON.stringify(offer?.card)).not.toMatch(gist)
    })

    test('says in the council’s channel what every member may see, and no more', async () => {
      const card = async () => {
        const [offer] = await offered(mora.coordinator, 'findIncidents', incident.number, councilChannel)
        return JSON.stringify(offer?.card)
      }
      expect(await card()).not.toMatch(gist)
      await publish(incident)
      expect(await card()).toMatch(gist)
      await publish(incident, false)
      expect(await card()).not.toMatch(gist)
      await publish(incident)
      await withdrawIncident(scene.world, await scene.ask(mora.fieldWorker), incident.id)
      expect(await card()).not.toMatch(gist)
    })

    test('opens for each one who presses as that person may see it', async () => {
      const [offer] = await offered(mora.coordinator, 'findIncidents', 'lampor', colleagues)
      if (!offer) throw new Error('nothing was offered')
      const opened = async (who: Person) =>
        textOf(await scene.house.as(who, 'sv', colleagues).presses(offer.card, 'Visa'))
      expect(await opened(mora.coordinator)).toContain(text)
      expect(await opened(mora.fieldWorker)).toContain(text)
      for (const who of [mora.chair, mora.outsider]) expect(await opened(who)).not.toMatch(gist)
      expect(scene.house.faults).toEqual([])
    })
  })

  test('are actions: the open ones first, by any word in them', async () => {
    await savedAction(scene.house, mora.coordinator, {
      number: 'Å-2026-0007',
      text: checked('Byta lampor längs *strandstråket*.'),
      status: 'done',
    })
    await savedAction(scene.house, mora.coordinator, {
      number: 'Å-2026-0008',
      text: checked('Röja sly vid stationen.'),
      cause: checked('Det är skymt.'),
      goal: checked('Fri sikt.'),
    })
    const unders = async (words: string) =>
      (await offered(mora.chair, 'findActions', words)).map(({ under }) => under.slice(0, 11))
    expect(await unders('')).toEqual(['Å-2026-0008', 'Å-2026-0007'])
    expect(await unders('lampan')).toEqual(['Å-2026-0007'])
    expect(await unders('å-2026-8')).toEqual(['Å-2026-0008'])
    expect(await unders('finns inte')).toEqual([])
  })

  test('are shown as they were written in the list, which is plain text, and safely in the card', async () => {
    await savedAction(scene.house, mora.coordinator, { text: checked('Byta *alla* <at>lampor</at>.') })
    const [offer] = await offered(mora.coordinator, 'findActions', 'lampor', councilChannel)
    expect(offer?.title).toContain('*alla* <at>lampor</at>')
    expect(JSON.stringify(offer?.card)).not.toMatch(/[^\\]<at/)
  })

  test('are meetings: by title, place or day', async () => {
    await someMeeting(scene.house)
    for (const words of ['', 'höstmötet', 'kommunhuset', '26 november', '2026-11-26'])
      expect([words, (await offered(mora.fieldWorker, 'findMeetings', words)).length]).toEqual([words, 1])
    expect(await offered(mora.fieldWorker, 'findMeetings', 'vårmötet')).toEqual([])
  })

  test('is told by its day when it is a meeting, which has no number, and by nothing else of it', async () => {
    await someMeeting(scene.house)
    const [offer] = await offered(mora.fieldWorker, 'findMeetings', '', colleagues)
    expect(textOf(offer?.card as never)).toMatch(/^Möte torsdag 26 november\n/)
    expect(textOf(offer?.card as never)).not.toMatch(/höstmöte|kommunhuset|13/i)
  })

  test('is not said to be nothing while there is older that was not looked through', async () => {
    const { world, house } = scene
    const nothingYet: Shareable = {
      command: 'findIncidents',
      roles: ['coordinator'],
      find: async (_ask, words) => ({ shared: [], isMore: words === 'älg' }),
    }
    const offering = createOffering({
      shareables: [nothingYet],
      findStanding: findStanding(world),
      channelOf: async () => undefined,
    })
    const asked = async (words: string) =>
      offering({ who: mora.coordinator, where: own, locale: 'sv', command: 'findIncidents', text: words })
    expect(await asked('älg')).toMatchObject({ text: expect.stringContaining('inget bland de nyaste') })
    expect(await asked('ren')).toMatchObject({ text: 'Jag hittade inget' })
    for (let at = 0; at < 51; at++) await savedMeeting(house, { starts_time: `${String(10 + (at % 10))}:00` })
    expect(await look(mora.coordinator, 'findMeetings', 'finns inte')).toMatchObject({
      text: expect.stringContaining('inget bland de nyaste'),
    })
  })

  test('is told in words when it is nothing, or when somebody belongs to no council', async () => {
    expect(await look(mora.coordinator, 'findIncidents')).toEqual({
      kind: 'text',
      text: 'Här finns inget än',
    })
    expect(await look(mora.coordinator, 'findIncidents', 'älg')).toMatchObject({ text: 'Jag hittade inget' })
    expect(await look(mora.coordinator, 'findPeople', 'älg')).toMatchObject({ kind: 'text' })
    expect(await look(mora.outsider, 'findIncidents')).toMatchObject({
      text: expect.stringContaining('Du är inte med i något råd'),
    })
  })

  test('is found in each council of who sits in several, says which, and tells one nothing of the other', async () => {
    const second = await addSecondCouncil(scene.world)
    await savedAction(scene.house, mora.coordinator, { text: checked('Byta lampor.') })
    await savedAction(scene.house, orsa.both, {
      councilId: second,
      text: checked('ÅTERHÅLLET: byta lampor.'),
    })
    const both = await offered(orsa.both, 'findActions', 'lampor', councilChannel)
    expect(both.map(({ under }) => onlyInOrsa.test(under))).toEqual([false])

    const everywhere = await offered(orsa.both, 'findActions', 'lampor', colleagues)
    expect(everywhere.map(({ under }) => onlyInOrsa.test(under)).toSorted()).toEqual([false, true])
    expect(await offered(mora.coordinator, 'findActions', 'lampor', colleagues)).toHaveLength(1)
  })

  test('is what manifest.json has commands for', async () => {
    const { default: manifest } = await import('../../manifest/manifest.json', { with: { type: 'json' } })
    const queries = manifest.composeExtensions[0]?.commands.filter(({ type }) => type === 'query')
    expect(queries?.map(({ id }) => id)).toEqual([...shareCommands])
  })
})
