import { createHash } from 'node:crypto'
import { beforeEach, expect, test } from '@jest/globals'
import type { Reply } from '../../src/chat/index.ts'
import { ownersToMention } from '../../src/minutes/tell-of-minutes.ts'
import { instant } from '../../src/shared/clock.ts'
import type { MeetingId } from '../../src/shared/ids.ts'
import { eachDatabase } from '../helpers/databases.ts'
import {
  buttonOf,
  buttonsOf,
  choicesOf,
  type House,
  linksOf,
  mora,
  textOf,
  valuesOf,
} from '../helpers/house.ts'
import { openAddress } from '../helpers/many-people.ts'
import { houseInMeeting, memberIdOf } from './stage.ts'

eachDatabase('The minutes of a meeting', (engine) => {
  let house: House
  let meeting: MeetingId
  beforeEach(async () => {
    ;({ house, meeting } = await houseInMeeting(await engine.open()))
  })

  const secretary = () => house.as(mora.coordinator)
  const police = () => house.as(mora.police)
  const chair = () => house.as(mora.chair)
  const reporter = () => house.as(mora.fieldWorker)
  const begun = async () => secretary().presses(await secretary().writes('protokoll'), 'Öppna protokollet')
  const sections = () => house.world.db.selectFrom('minute_sections').selectAll().orderBy('number').execute()
  const decisions = () => house.world.db.selectFrom('decisions').selectAll().orderBy('made_at').execute()
  const actions = () => house.world.db.selectFrom('actions').selectAll().orderBy('number').execute()
  const minutes = () => house.world.db.selectFrom('minutes').selectAll().orderBy('number').execute()

  /** The card of the minutes with § `number` open. */
  async function opened(number: number): Promise<Reply> {
    const section = (await sections()).find((one) => one.number === number)?.id ?? ''
    return secretary().presses(await secretary().writes('protokoll'), 'Öppna paragrafen', { section })
  }

  /** The minutes written, with a decision in § 4, and sent to the police for approval. */
  async function sent(): Promise<Reply> {
    await begun()
    await opened(4)
    await secretary().forges('minutes.decide', {
      council: house.councilId,
      meeting,
      section: (await sections())[3]?.id,
      text: 'Rådet beslutar att belysningen vid övergångsstället ses över.',
      owner: await memberIdOf(house, mora.police),
      dueOn: '2026-12-15',
    })
    const form = await secretary().presses(await secretary().writes('protokoll'), 'Skicka för justering')
    return secretary().presses(form, 'Skicka', valuesOf(form))
  }
  const approved = async () => {
    await sent()
    return police().presses(await police().writes('protokoll'), 'Justera')
  }

  test('begin with one § for each item of the agenda, and everybody as they have answered', async () => {
    const before = await secretary().writes('protokoll')
    expect(textOf(before)).toContain('Protokollet är inte påbörjat.')
    const card = await secretary().presses(before, 'Öppna protokollet')
    expect(textOf(card)).toContain('Rådsmöte · torsdag 26 november kl. 13.00')
    expect(textOf(card)).toContain('3 deltar · 1 har förhinder')
    expect(textOf(card)).toContain('● Öppen nu: § 1 Mötet öppnas')
    expect(textOf(card)).toContain('○ § 4 Övergångsstället på Vasagatan')
    await Promise.all([begun().catch(() => undefined), secretary().presses(before, 'Öppna protokollet')])
    expect([(await minutes()).length, (await sections()).length]).toEqual([1, 5])
    expect(house.faults).toEqual([])
  })

  test('are begun once when two begin them at once', async () => {
    const [one, other] = [await secretary().writes('protokoll'), await chair().writes('protokoll')]
    const cards = await Promise.all([
      secretary().presses(one, 'Öppna protokollet'),
      chair().presses(other, 'Öppna protokollet'),
    ])
    for (const card of cards) expect(textOf(card)).toContain('Öppen nu')
    expect([(await minutes()).length, (await sections()).length]).toEqual([1, 5])
    expect(house.faults).toEqual([])
  })

  test('are not begun, written or read as a draft by who only reports', async () => {
    expect(buttonsOf(await reporter().writes('protokoll'))).toEqual([])
    await begun()
    expect(textOf(await reporter().writes('protokoll'))).toContain('Protokollet är inte justerat än.')
    const forged = await reporter().forges('minutes.begin', { council: house.councilId, meeting })
    expect(textOf(forged)).toContain('Det får du tyvärr inte göra här')
    expect(textOf(await reporter().writes('beslut: vi gör så'))).toContain('Det får du tyvärr inte göra här')
    expect(await decisions()).toEqual([])
  })

  test('note by one tap who takes part, and in a form until which § and whoever was not called', async () => {
    const list = await secretary().presses(await begun(), 'Närvaro')
    expect(textOf(list)).toContain('**Fältarbetare** · – Förhinder')
    const tapped = await secretary().presses(list, 'Närvarande')
    expect(textOf(tapped)).toContain('4 deltar · 0 har förhinder')
    // The same old card pressed again by somebody else is the same answer, and does no harm.
    expect(textOf(await chair().presses(list, 'Närvarande'))).toContain('4 deltar')
    const form = await secretary().presses(tapped, 'Annat')
    const saved = await secretary().presses(form, 'Spara', { presence: 'present', until: '3' })
    expect(textOf(saved)).toContain('till och med § 3')
    const stale = await chair().presses(tapped, 'Förhinder')
    expect(textOf(stale)).toContain('Någon annan ändrade precis samma sak')
    const add = await secretary().presses(saved, 'Lägg till någon')
    const blocked = await secretary().presses(add, 'Spara', {
      ...valuesOf(add),
      who: 'Ryttarföreningen 070-123 45 67',
    })
    expect(textOf(blocked)).toContain('Inget av det du skrev är sparat')
    const added = await secretary().presses(add, 'Spara', { ...valuesOf(add), who: 'Representant för MMO' })
    expect(textOf(added)).toContain('**Representant för MMO** · + Adjungerad')
    expect(textOf(added)).toContain('5 deltar')
    const wrong = await secretary().presses(add, 'Spara', { presence: 'all', until: '99', who: '' })
    expect(textOf(wrong)).toContain('⚠ Välj hur personen deltar.')
    expect(textOf(wrong)).toContain('⚠ Skriv en roll')
  })

  test('lose nothing when two write in the same § at once: the second gets both texts', async () => {
    const card = await begun()
    const [first, second] = [
      await secretary().presses(card, 'Skriv i § 1'),
      await chair().presses(card, 'Skriv i § 1'),
    ]
    await secretary().presses(first, 'Spara texten', { text: 'Ordföranden hälsade välkommen.' })
    const both = await chair().presses(second, 'Spara texten', { text: 'Två nya ledamöter presenterades.' })
    expect(textOf(both)).toContain('Någon annan hann skriva här')
    expect(valuesOf(both).text).toBe('Ordföranden hälsade välkommen.\n\nTvå nya ledamöter presenterades.')
    expect((await sections())[0]?.text).toBe('Ordföranden hälsade välkommen.')
    await chair().presses(both, 'Spara texten', valuesOf(both))
    expect((await sections())[0]?.text).toContain('Två nya')
    // The first form, sent once more, is the act it was.
    await secretary().presses(first, 'Spara texten', { text: 'Ordföranden hälsade välkommen.' })
    expect((await sections())[0]?.text).toContain('Två nya')
    expect(house.faults).toEqual([])
  })

  test('lose nothing when two truly write at the same moment, in one § or in two', async () => {
    const card = await begun()
    const [a, b] = [
      await secretary().presses(card, 'Skriv i § 1'),
      await chair().presses(card, 'Skriv i § 1'),
    ]
    const replies = await Promise.all([
      secretary().presses(a, 'Spara texten', { text: 'Den enes text.' }),
      chair().presses(b, 'Spara texten', { text: 'Den andres text.' }),
    ])
    const back = replies.filter((reply) => textOf(reply).includes('Någon annan hann'))
    expect(back).toHaveLength(1)
    expect(
      valuesOf(back[0] as Reply)
        .text?.split('\n\n')
        .toSorted(),
    ).toEqual(['Den andres text.', 'Den enes text.'])
    expect(house.faults).toEqual([])
  })

  test('keep a text that is warned of or blocked out until the writer has thought', async () => {
    const form = await secretary().presses(await begun(), 'Skriv i § 1')
    const text = 'A-traktor ABC 123 körde mellan raderna.'
    const advice = await secretary().presses(form, 'Spara texten', { text })
    expect((await sections())[0]?.text).toBe('')
    await secretary().presses(advice, 'Spara ändå', { text })
    expect((await sections())[0]?.text).toBe(text)
    const long = await secretary().presses(form, 'Spara texten', { text: 'å'.repeat(4001) })
    expect(textOf(long)).toContain('⚠ Högst 4 000 tecken')
    expect(valuesOf(long).text).toHaveLength(4001)
  })

  test('take a decision from the chat into the open §, and with owner and day it is an action', async () => {
    expect(textOf(await secretary().writes('beslut: ingenting'))).toContain('Ingen paragraf är öppen')
    await begun()
    await opened(4)
    const receipt = await secretary().writes(
      'beslut: Belysningen på Badstugatan ses över före jul.',
      'line-0001',
    )
    expect(textOf(receipt)).toContain('✓ Beslutet är inskrivet')
    await secretary().writes('beslut: Belysningen på Badstugatan ses över före jul.', 'line-0001')
    expect((await decisions()).map(({ action_id, text }) => [action_id, text])).toEqual([
      [null, 'Belysningen på Badstugatan ses över före jul.'],
    ])
    // A § with a decision in it is written in, and says nothing else.
    const written = textOf(await secretary().writes('protokoll'))
    expect(written).not.toContain('Inget är skrivet här än.')
    await opened(5)
    expect(textOf(await secretary().writes('protokoll'))).toContain('✓ § 4 Övergångsstället på Vasagatan')
    await opened(4)
    const form = await secretary().presses(receipt, 'Lägg till ansvarig')
    const half = await secretary().presses(form, 'Spara beslutet', { dueOn: '2026-12-15' })
    expect(textOf(half)).toContain('⚠ Med både ansvarig och dag')
    const past = { owner: await memberIdOf(house, mora.police), dueOn: '2026-11-01' }
    expect(textOf(await secretary().presses(form, 'Spara beslutet', past))).toContain(
      '⚠ Välj en dag från i dag',
    )
    const done = await secretary().presses(form, 'Spara beslutet', { ...past, dueOn: '2026-12-15' })
    expect(textOf(done)).toContain('Det blev åtgärden Å-2026-0001')
    expect(textOf(done)).toContain('Ansvarig: Kommunpolis. Klart senast tisdag 15 december.')
    expect(await actions()).toMatchObject([
      { origin: '§ 4, 2026-11-26', cause: 'Övergångsstället på Vasagatan', due_on: '2026-12-15' },
    ])
    const cards = await house.deliver()
    expect(cards.map(({ to }) => to)).toEqual([expect.stringContaining(mora.police.aadObjectId)])
    // Twice is once, and a decision that is an action already does not become another.
    await secretary().presses(form, 'Spara beslutet', { ...past, dueOn: '2026-12-15' })
    const again = await secretary().forges('minutes.assign', {
      ...buttonOf(form, 'Spara beslutet').data,
      once: 'another-once-id',
      ...past,
      dueOn: '2026-12-16',
    })
    expect(textOf(again)).toContain('Den är redan avslutad')
    expect(await actions()).toHaveLength(1)
    expect(house.faults).toEqual([])
  })

  test('hold what is written in the chat to the privacy check, and ask for the text when there is none', async () => {
    await begun()
    const advice = await secretary().writes('beslut: Ring 070-123 45 67 om lamporna.')
    expect(textOf(advice)).toContain('Inget av det du skrev är sparat')
    expect(await decisions()).toEqual([])
    expect(textOf(await secretary().writes('beslut'))).toContain('Beslut i § 1')
    expect(textOf(await secretary().writes(`beslut: ${'å'.repeat(501)}`))).toContain(
      '⚠ Skriv beslutet med 3–500 tecken.',
    )
  })

  test('let a decision be taken back: its action ends with it, and it stays in the list', async () => {
    await begun()
    const form = await secretary().presses(await opened(4), 'Beslut')
    const owner = await memberIdOf(house, mora.police)
    const filled = { text: 'Lamporna byts.', owner, dueOn: '2026-12-15' }
    const receipt = await secretary().presses(form, 'Spara beslutet', filled)
    const why = await secretary().presses(receipt, 'Ta tillbaka')
    expect(textOf(await secretary().presses(why, 'Ta tillbaka', { why: '' }))).toContain('⚠ Skriv några ord')
    const gone = await secretary().presses(why, 'Ta tillbaka', { why: 'Det skrevs i fel paragraf.' })
    expect(textOf(gone)).toContain('Beslutet är tillbakataget')
    expect(textOf(await secretary().presses(why, 'Ta tillbaka', { why: 'Igen' }))).toContain('tillbakataget')
    expect(await actions()).toMatchObject([{ status: 'cancelled', outcome: 'Det skrevs i fel paragraf.' }])
    expect(textOf(await reporter().writes('kvarstående'))).toContain('– Tillbakataget')
    expect(house.faults).toEqual([])
  })

  test('go to the approver, who asks for a change and then approves; then they are locked with a hash', async () => {
    const waiting = await sent()
    expect(textOf(waiting)).toMatch(/^Protokoll · UTKAST\n[\s\S]*● Väntar på justering/)
    const locked = await secretary().writes('beslut: mer')
    expect(textOf(locked)).toContain('Ingen paragraf är öppen')
    const write = {
      council: house.councilId,
      meeting,
      section: (await sections())[0]?.id,
      text: 'Mer',
      seen: '1',
    }
    const late = textOf(await secretary().forges('minutes.write', write))
    expect(late).toContain('Protokollet ligger hos justeraren')
    expect(late).toContain('Det här hade du skrivit:\nMer')
    const posts = await house.deliver()
    const asked = posts.find(({ card }) => card.fallbackText === 'Protokoll att justera')
    expect(asked?.to).toContain(mora.police.aadObjectId)
    const paper = await police().presses(asked as never, 'Läs protokollet')
    expect(textOf(paper)).toContain('§ 1 Mötet öppnas')
    expect(textOf(paper)).toContain('3 deltog och 1 hade förhinder. Protokollet justeras av Kommunpolis.')
    expect(textOf(paper)).toContain('Nästa möte är torsdag 11 februari 2027 kl. 13.00.')
    const change = await police().presses(paper, 'Be om ändring')
    await police().presses(change, 'Skicka', { why: '§ 4: datumet ska vara den 18 december' })
    const [told] = await house.deliver()
    expect(told?.to).toContain(mora.coordinator.aadObjectId)
    expect(textOf(told as never)).toContain('datumet ska vara den 18 december')
    // What was read then is not what waits now.
    const card = await secretary().presses(told as never, 'Till protokollet')
    const form = await secretary().presses(await opened(2), 'Skriv i § 2')
    await secretary().presses(form, 'Spara texten', { text: 'Alla beslut gicks igenom.' })
    expect(textOf(card)).toContain('▲ Ändring önskas')
    const sendAgain = await secretary().presses(card, 'Skicka för justering')
    await secretary().presses(sendAgain, 'Skicka', valuesOf(sendAgain))
    expect(textOf(await police().presses(paper, 'Justera'))).toContain('Någon annan ändrade precis samma sak')
    const fresh = await police().writes('protokoll')
    const done = await police().presses(fresh, 'Justera')
    expect(textOf(done)).toContain('✓ Justerat')
    expect(textOf(done)).toContain('Justerat av Kommunpolis i dag 13.30.')
    const [row] = await minutes()
    expect(row?.hash).toBe(
      createHash('sha256')
        .update(row?.text ?? '', 'utf8')
        .digest('hex'),
    )
    expect(textOf(done)).toContain(`Kontrollsumma (SHA-256): ${row?.hash}`)
    expect(row).toMatchObject({ state: 'approved', approved_title: 'Kommunpolis' })
    await police().presses(fresh, 'Justera')
    expect(textOf(await secretary().forges('minutes.write', write))).toContain('justerat och låst')
    expect(house.faults).toEqual([])
  })

  test('are approved by the approver alone, and never by who sent them', async () => {
    const card = await begun()
    const form = await secretary().presses(
      await secretary().presses(card, 'Avsluta mötet'),
      'Skicka för justering',
    )
    expect(Object.keys(choicesOf(form, 'approver')).join()).not.toContain('Samordnare')
    expect(Object.keys(choicesOf(form, 'approver')).join()).toContain('Kommunpolis')
    const own = await secretary().presses(form, 'Skicka', {
      approver: await memberIdOf(house, mora.coordinator),
    })
    expect(textOf(own)).toContain('⚠ Välj någon annan än dig själv')
    await secretary().presses(form, 'Skicka', { approver: await memberIdOf(house, mora.fieldWorker) })
    const paper = await reporter().writes('protokoll')
    const { data } = buttonOf(paper, 'Justera')
    for (const who of [secretary(), police(), chair()])
      expect(textOf(await who.forges('minutes.approve', data))).toContain('Det får du tyvärr inte göra här')
    expect(textOf(await reporter().presses(paper, 'Justera'))).toContain('Justerat av Fältarbetare')
  })

  test('can be taken back before they are approved', async () => {
    const back = await secretary().presses(await sent(), 'Ta tillbaka')
    expect(textOf(back)).toContain('○ Skrivs')
    const approve = await police().forges('minutes.approve', { council: house.councilId, meeting, seen: '' })
    expect(textOf(approve)).toContain('Den är redan avslutad')
  })

  test('are corrected as a new version, while everybody reads what was approved', async () => {
    await approved()
    // The meeting ended before its time.
    await house.world.db
      .updateTable('minutes')
      .set({ ended_at: instant('2026-11-26T12:10:00.000Z') })
      .execute()
    const [first] = await minutes()
    const form = await secretary().presses(await secretary().writes('protokoll'), 'Rätta')
    const card = await secretary().presses(form, 'Börja rätta', { why: 'Fel datum i § 4.' })
    expect(textOf(card)).toContain('Protokoll · Version 2')
    const section = await secretary().presses(await opened(1), 'Skriv i § 1')
    await secretary().presses(section, 'Spara texten', { text: 'Rättad text.' })
    expect(textOf(await reporter().writes('protokoll'))).not.toContain('Rättad text.')
    expect(textOf(await reporter().writes('protokoll'))).toContain(first?.hash)
    const send = await secretary().presses(await secretary().writes('protokoll'), 'Skicka för justering')
    await secretary().presses(send, 'Skicka', valuesOf(send))
    await police().presses(await police().writes('protokoll'), 'Justera')
    const read = textOf(await reporter().writes('protokoll'))
    expect(read).toContain('Rättad text.')
    expect(read).toContain('Rättelse: Fel datum i § 4.')
    const [kept, corrected] = await minutes()
    expect(kept).toEqual(first)
    expect(corrected?.hash).not.toBe(first?.hash)
    // A § that is opened to be corrected does not begin the meeting again.
    expect([corrected?.ended_at, first?.ended_at]).toEqual([expect.any(String), corrected?.ended_at])
  })

  test('are summed up for everybody called: what was decided, your actions, and the next meeting', async () => {
    await house.world.db.updateTable('councils').set({ channel_conversation: '19:brå@thread' }).execute()
    await sent()
    await house.deliver()
    await police().presses(await police().writes('protokoll'), 'Justera')
    const posts = (await house.deliver()).filter(({ card }) =>
      card.fallbackText.startsWith('Det här beslutades'),
    )
    expect(posts).toHaveLength(5)
    const to = (part: string) => posts.find((post) => post.to.includes(part)) as never
    const own = textOf(to(mora.police.aadObjectId))
    expect(own).toContain(
      '**§ 4** Rådet beslutar att belysningen vid övergångsstället ses över. Ansvarig: Kommunpolis.',
    )
    expect(own).toContain('Dina åtgärder')
    expect(own).toContain('Å-2026-0001 · klart senast tisdag 15 december')
    expect(own).toContain('Nästa möte: torsdag 11 februari 2027 kl. 13.00.')
    expect(textOf(to(mora.fieldWorker.aadObjectId))).toContain('Du fick inga åtgärder.')
    expect(textOf(to('19:brå'))).not.toContain('Du fick inga')
    const form = await police().presses(to(mora.police.aadObjectId), 'Klar')
    const done = await police().presses(form, 'Ja, den är klar', { effect: 'seen', text: 'Lamporna lyser.' })
    expect(textOf(done)).toContain('✓ Klar')
    expect(textOf(await police().writes('kvarstående'))).toContain('✓ Klart · Kommunpolis · Å-2026-0001')
    expect(textOf(await police().presses(await police().writes('protokoll'), 'Sammanfattning'))).toContain(
      '✓ Klar',
    )
    expect(house.faults).toEqual([])
  })

  test('mention in the channel who answers for a decision, if Teams can find them there', async () => {
    const { db } = house.world
    const channel = '19:brå@thread'
    await db.updateTable('councils').set({ channel_conversation: channel }).execute()
    await db
      .insertInto('addresses')
      .values(
        openAddress('https://smba.trafficmanager.net/emea/', { id: channel, tenantId: mora.police.tenantId }),
      )
      .execute()
    await sent()
    await house.deliver()
    await police().presses(await police().writes('protokoll'), 'Justera')
    const summed = async () => {
      const posts = await house.deliver()
      return posts.filter(({ card }) => card.fallbackText.startsWith('Det här beslutades'))
    }
    const posts = await summed()
    const inChannel = posts.find(({ to }) => to.includes(channel))
    expect(textOf(inChannel as never)).toContain('ses över. Ansvarig: <at>Kommunpolis</at>.')
    expect(inChannel?.card.msteams).toEqual({
      entities: [
        {
          type: 'mention',
          text: '<at>Kommunpolis</at>',
          mentioned: { id: mora.police.aadObjectId, name: 'Kommunpolis' },
        },
      ],
    })
    // To themselves nobody is mentioned.
    expect(posts.filter(({ card }) => card.msteams)).toHaveLength(1)

    const owners = () => ownersToMention(house.world, house.councilId, meeting, channel)
    expect([...(await owners()).values()].map(({ title }) => title)).toEqual(['Kommunpolis'])
    await db.updateTable('addresses').set({ tenant_id: 'another' }).execute()
    expect([...(await owners())]).toEqual([])
    await db.updateTable('addresses').set({ tenant_id: mora.police.tenantId }).execute()
    const seat = await memberIdOf(house, mora.police)
    await db.updateTable('members').set({ removed_at: house.clock.now() }).where('id', '=', seat).execute()
    expect([...(await owners())]).toEqual([])
  })

  test('are summed up at once and marked as a draft, if the council has chosen that', async () => {
    const settings = {
      lock_days: 7,
      quorum_kind: 'none',
      quorum_count: 0,
      offsets: '{}',
      summaries: 'atOnce',
    }
    await house.world.db
      .insertInto('meeting_settings')
      .values({ council_id: house.councilId, ...settings })
      .execute()
    await sent()
    const drafts = (await house.deliver()).filter(({ card }) =>
      card.fallbackText.startsWith('Det här beslutades'),
    )
    expect(drafts).toHaveLength(4)
    for (const post of drafts)
      expect(textOf(post)).toContain('▲ UTKAST · Utkast: protokollet är inte justerat')
    await police().presses(await police().writes('protokoll'), 'Justera')
    const after = (await house.deliver()).filter(({ card }) =>
      card.fallbackText.startsWith('Det här beslutades'),
    )
    expect(after.map(({ way }) => way)).toEqual(['update', 'update', 'update', 'update'])
    for (const post of after) expect(textOf(post)).not.toContain('UTKAST')
  })

  test('have a version for the public, without titles and small numbers, once they are approved', async () => {
    await begun()
    const form = await secretary().presses(await opened(3), 'Skriv i § 3')
    await secretary().presses(form, 'Spara texten', {
      text: 'Tre rapporter.',
      heading: 'Tre rapporter från Noret',
    })
    await secretary().writes('beslut: Kommunpolisen följer upp de två händelserna senast den 3 december.')
    const early = await secretary().forges('minutes.public', { council: house.councilId, meeting })
    expect(textOf(early)).toContain('inte justerat än')
    const send = await secretary().presses(await secretary().writes('protokoll'), 'Skicka för justering')
    await secretary().presses(send, 'Skicka', valuesOf(send))
    await police().presses(await police().writes('protokoll'), 'Justera')
    const card = await secretary().presses(await secretary().writes('protokoll'), 'För allmänheten')
    expect(valuesOf(card).public).toBe(
      [
        'Lokala brottsförebyggande rådet (BRÅ) i Mora möttes 26 november 2026.',
        'Färre än fem personer deltog.',
        '',
        'Rådet tog upp:',
        '– Färre än fem rapporter från Noret',
        '– Övergångsstället på Vasagatan',
        '',
        'Rådet beslutade:',
        '– Den som ansvarar följer upp de färre än fem händelserna senast den 3 december.',
        '',
        'Nästa möte: 11 februari 2027 kl. 13.00.',
      ].join('\n'),
    )
    // All of it is read on the card, beside the field it is copied from.
    expect(textOf(card).replace(/\n+/g, '\n')).toContain(valuesOf(card).public?.replace(/\n+/g, '\n'))
    const forged = await reporter().forges('minutes.public', { council: house.councilId, meeting })
    expect(textOf(forged)).not.toContain('att kopiera')
  })

  test('are fetched as a file by a link that works once, for who asked, and only as far as they may read', async () => {
    await approved()
    const links = linksOf(await reporter().presses(await reporter().writes('protokoll'), 'Ladda ner (Word)'))
    const token = links['Word, att skriva ut (DOCX)']?.split('/').at(-1) ?? ''
    const file = await house.files.open(token, 'någon')
    expect(file).toMatchObject({ kind: 'file', file: { name: 'Protokoll 2026-11-26.docx' } })
    expect(await house.files.open(token, 'någon')).toEqual({ kind: 'gone' })
    const among = house.as(mora.coordinator, 'sv', { conversationId: '19:brå@thread', kind: 'channel' })
    const said = await among.forges('minutes.document', { council: house.councilId, meeting })
    expect(textOf(said)).toContain('Länken är personlig')
    const more = linksOf(await reporter().presses(await reporter().writes('protokoll'), 'Ladda ner (Word)'))
    await house.world.db
      .updateTable('members')
      .set({ removed_at: house.clock.now() })
      .where('aad_object_id', '=', mora.fieldWorker.aadObjectId)
      .execute()
    const last = Object.values(more)[0]?.split('/').at(-1) ?? ''
    expect(await house.files.open(last, 'någon')).toEqual({ kind: 'gone' })
  })

  test('find the meeting that is meant: by day, the one that goes on, or the last', async () => {
    expect(textOf(await secretary().writes('protokoll 2027-02-11'))).toContain('11 februari 2027')
    expect(textOf(await secretary().writes('protokoll 2026-12-24'))).toContain(
      'Jag hittar inget möte den dagen',
    )
    expect(textOf(await secretary().writes('protokoll i fjol'))).toContain('Skriv dagen som')
    house.clock.set('2026-12-20T08:00:00.000Z')
    expect(textOf(await secretary().writes('protokoll'))).toContain('torsdag 26 november')
    await house.world.db.updateTable('meetings').set({ cancelled_at: house.clock.now() }).execute()
    expect(textOf(await secretary().writes('protokoll'))).toContain('Det finns inget möte')
  })

  test('list every decision with what became of it, page by page, or only what is left', async () => {
    expect(textOf(await secretary().writes('kvarstående'))).toContain('Rådet har inga beslut än.')
    await begun()
    await opened(4)
    const data = { council: house.councilId, meeting, section: (await sections())[3]?.id }
    for (let at = 1; at <= 8; at++) {
      house.clock.advance(1000)
      const owner = at === 8 ? { owner: await memberIdOf(house, mora.police), dueOn: '2026-11-27' } : {}
      await secretary().forges('minutes.decide', { ...data, ...owner, text: `Beslut nummer ${at}.` })
    }
    const page = await reporter().writes('kvarstående')
    expect(textOf(page)).toContain('1 kvar att göra · 8 beslut sedan början')
    expect(textOf(page)).toContain('Sida 1 av 2')
    expect(textOf(await reporter().presses(page, 'Nästa sida'))).toContain('Beslut nummer 8.')
    house.clock.set('2026-12-01T08:00:00.000Z')
    const only = await reporter().presses(page, 'Bara det som är kvar')
    expect(textOf(only)).toContain('1 kvar att göra, 1 försenat')
    expect(textOf(only)).toContain('⚠ Försenat · Kommunpolis · Å-2026-0001 · klart senast fredag 27 november')
    expect(textOf(only)).not.toContain('Beslut nummer 1.')
  })
})
