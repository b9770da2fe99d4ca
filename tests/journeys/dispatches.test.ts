import { beforeEach, describe, expect, test } from '@jest/globals'
import type { Notice } from '../../src/delivery/index.ts'
import { decide } from '../../src/dispatches/decide.ts'
import { newId } from '../../src/shared/ids.ts'
import { eachDatabase } from '../helpers/databases.ts'
import { buildHouse, buttonOf, buttonsOf, type House, mora, textOf } from '../helpers/house.ts'
import { keptOf } from '../helpers/kept.ts'
import { addSecondCouncil, orsa } from '../helpers/second-council.ts'

const late = { kind: 'uncertain', reason: 'HTTP 504' } as const
const secret = 'Hög musik från bilarna på Älgvägen.'

eachDatabase('What nobody knows the end of', (engine) => {
  let house: House
  let filled: Record<string, string>

  beforeEach(async () => {
    house = await buildHouse(await engine.open())
    const { db } = house.world
    const idIn = async (table: 'categories' | 'places') =>
      (await db.selectFrom(table).select('id').orderBy('key').executeTakeFirstOrThrow()).id
    filled = {
      category: await idIn('categories'),
      place: await idIn('places'),
      date: '2026-11-19',
      time: '21:30',
      text: secret,
      impact: '2',
      certainty: 'observed',
      similar: 'new',
    }
  })

  const report = () => house.as(mora.fieldWorker).forges('incidents.report', filled)

  /** Reports, and lets the cards to both coordinators come to something that nobody knows. */
  async function hold(...outcomes: Parameters<House['fail']>): Promise<void> {
    await report()
    house.fail(...(outcomes.length > 0 ? outcomes : [late, late]))
    await house.deliver()
  }

  const states = async () =>
    (
      await house.world.db
        .selectFrom('outbox')
        .select(['state', 'reason', 'repeated'])
        .orderBy('due_at')
        .execute()
    )
      .map(({ state, reason, repeated }) => [state, reason, repeated].join(' '))
      .toSorted()

  const heldIds = async () =>
    (
      await house.world.db
        .selectFrom('outbox')
        .select('id')
        .where('state', '=', 'uncertain')
        .orderBy('due_at')
        .orderBy('id')
        .execute()
    ).map(({ id }) => id)

  const coordinator = () => house.as(mora.coordinator)

  test('has a name for people in both languages, every kind of it, and none for what is no kind', () => {
    const kinds = house.notices.map(({ kind }) => kind).toSorted()
    expect(house.named.map(({ kind }) => kind).toSorted()).toEqual(kinds)
    for (const { name } of house.named) {
      expect(name('sv')).toMatch(/\p{L}{3,}/u)
      expect(name('en')).toMatch(/\p{L}{3,}/u)
      expect(name('en')).not.toBe(name('sv'))
    }
  })

  test('is nothing at first, and the card says so, in both languages', async () => {
    const card = await coordinator().writes('utskick')
    expect(textOf(card)).toContain('Här är det tomt. Jag vet hur det gick med allt som jag har skickat.')
    expect(textOf(card)).toContain('Inget väntar på sin tur.')
    expect(buttonsOf(card)).toEqual([])
    for (const name of ['dispatches', 'OUTBOX', 'hallna'])
      expect(textOf(await house.as(mora.coordinator, 'en').writes(name))).toContain('Nothing here.')
  })

  test('is shown with what it is, to whom by role, since when and why, and not a word of what it says', async () => {
    await hold({ kind: 'uncertain', reason: 'workerDied' }, late)
    house.clock.advance(3_600_000)
    const card = await coordinator().writes('utskick')
    const text = textOf(card)
    expect(text).toContain('2 väntar på ditt svar')
    expect(text).toContain('Ny händelse till samordnarna · H-2026-0001')
    expect(text).toContain('Till: Samordnare Mora')
    expect(text).toContain('Till: Kommunpolis')
    expect(text).toMatch(
      /(?:Skulle skickas i dag \d\d\.\d\d\. Har väntat på svar|Har väntat) sedan i dag \d\d\.\d\d\./,
    )
    expect(text).toContain('Tryggve stoppades mitt i utskicket. Meddelandet kan ha kommit fram.')
    expect(text).toContain('Teams svarade inte i tid. Meddelandet kan ha kommit fram.')
    expect(text).not.toContain('skickats två gånger')
    expect(JSON.stringify(card)).not.toContain('Älgvägen')
    expect(JSON.stringify(card)).not.toContain(mora.police.aadObjectId)
    expect(buttonsOf(card)).toEqual([
      ...['Skicka igen', 'Avskriv', 'Skicka igen', 'Avskriv'],
      ...['Skicka alla igen', 'Avskriv alla'],
    ])
  })

  test('that was for the channel says so, and one who has left the council is nobody there', async () => {
    const { db } = house.world
    await hold()
    const [first = '', second = ''] = await heldIds()
    await db
      .updateTable('outbox')
      .set({ recipient: 'conversation:19:brå@thread' })
      .where('id', '=', first)
      .execute()
    await db
      .updateTable('outbox')
      .set({ recipient: `person:${mora.outsider.tenantId}/${mora.outsider.aadObjectId}` })
      .where('id', '=', second)
      .execute()
    const text = textOf(await coordinator().writes('utskick'))
    expect(text).toContain('Till: rådets kanal')
    expect(text).toContain('Till: någon som inte är med i rådet')
  })

  describe('Skicka igen', () => {
    test('sends it once more, as it is today, marked as one that may have come before', async () => {
      await hold({ kind: 'delivered', conversationId: '', activityId: '' }, late)
      const list = await coordinator().writes('utskick')
      const done = await coordinator().presses(list, 'Skicka igen')
      expect(done).toMatchObject({ kind: 'card', stays: true })
      expect(textOf(done)).toContain(
        '✓ Det skickas igen nu. På kortet står det att det kan ha skickats tidigare.',
      )
      expect(textOf(done)).toContain('Här är det tomt.')
      const posts = await house.deliver()
      expect(posts).toHaveLength(1)
      expect(textOf(posts[0] as (typeof posts)[0])).toMatch(/^Kan ha skickats tidigare\n/)
      expect(await states()).toEqual(['delivered  0', 'delivered  1'])
      // The next version of the card is certain, and says nothing of the sort.
      const { id: incident } = await house.world.db
        .selectFrom('incidents')
        .select('id')
        .executeTakeFirstOrThrow()
      await house.as(mora.fieldWorker).forges('incidents.amend', { ...filled, incident, impact: '3' })
      const updates = await house.deliver()
      expect(updates.map((post) => [post.way, textOf(post).includes('Kan ha skickats')])).toEqual([
        ['update', false],
        ['update', false],
      ])
      expect(house.faults).toEqual([])
    })

    test('keeps the books of it: state, who and the audit line, in the council of the message', async () => {
      await hold()
      const [id = ''] = await heldIds()
      await coordinator().forges('dispatches.sendAgain', { message: id })
      const { db } = house.world
      const about = { council_id: house.councilId, subject_kind: 'dispatch', subject_id: id }
      const who = `${mora.coordinator.tenantId}/${mora.coordinator.aadObjectId}`
      expect(
        await db.selectFrom('history').selectAll().where('subject_kind', '=', 'dispatch').execute(),
      ).toEqual([
        expect.objectContaining({
          ...about,
          who,
          field: 'state',
          old_value: 'uncertain',
          new_value: 'waiting',
        }),
      ])
      expect(
        await db.selectFrom('audit').selectAll().where('subject_kind', '=', 'dispatch').execute(),
      ).toEqual([expect.objectContaining({ ...about, who, verb: 'dispatches.sendAgain' })])
    })

    test('that ends unknown again is held again, and says that it was sent twice', async () => {
      await hold()
      await coordinator().presses(await coordinator().writes('utskick'), 'Skicka igen')
      house.fail({ kind: 'uncertain', reason: 'ECONNRESET' })
      await house.deliver()
      const text = textOf(await coordinator().writes('utskick'))
      expect(text).toContain('2 väntar på ditt svar')
      expect(text).toContain(
        'Kontakten med Teams bröts. Meddelandet kan ha kommit fram. Det har skickats två gånger redan.',
      )
    })

    test('of what is no longer needed sends nothing, and says so', async () => {
      await hold({ kind: 'delivered', conversationId: '', activityId: '' }, late)
      const { db } = house.world
      const { recipient } = await db
        .selectFrom('outbox')
        .select('recipient')
        .where('state', '=', 'uncertain')
        .executeTakeFirstOrThrow()
      const [, aadObjectId = ''] = recipient.split('/')
      await db
        .updateTable('members')
        .set({ removed_at: house.clock.now() })
        .where('aad_object_id', '=', aadObjectId)
        .execute()
      const other = aadObjectId === mora.police.aadObjectId ? mora.coordinator : mora.police
      const list = await house.as(other).writes('utskick')
      const done = await house.as(other).presses(list, 'Skicka igen')
      expect(textOf(done)).toContain('✓ Det behövs inte längre, så jag skickade inget.')
      expect(await house.deliver()).toEqual([])
      expect(await states()).toContain('noLongerNeeded writtenOff 0')
    })

    /** Decides to send the first held message again, where its notice is another than it is. */
    async function sendingAgain(changed: Partial<Notice>) {
      await hold()
      const [id = ''] = await heldIds()
      const kinds = {
        named: [],
        notices: house.notices.map((notice) => ({ ...notice, ...changed, kind: notice.kind })),
      }
      const desk = { person: mora.coordinator, onceId: newId<never>(), council: undefined }
      return decide(house.world, kinds, desk, id, 'sendAgain')
    }

    test('of what cannot be made just now leaves it to delivery, which tells the operators', async () => {
      const render = () => Promise.reject(new Error('ett fel hos oss'))
      expect(await sendingAgain({ render })).toBe('sending')
      expect(await states()).toEqual(['uncertain HTTP 504 0', 'waiting HTTP 504 1'])
    })

    test('of what is too late to be of use sends nothing', async () => {
      expect(await sendingAgain({ usefulForMs: -1 })).toBe('notNeeded')
      expect(await states()).toEqual(['noLongerNeeded writtenOff 0', 'uncertain HTTP 504 0'])
    })
  })

  describe('Avskriv', () => {
    test('ends it: nothing is sent, now or later', async () => {
      await hold()
      const list = await coordinator().writes('utskick')
      const done = await coordinator().presses(list, 'Avskriv')
      expect(textOf(done)).toContain('✓ Det är avskrivet. Jag frågar inte mer om det.')
      expect(textOf(done)).toContain('1 väntar på ditt svar')
      house.clock.advance(86_400_000)
      expect(await house.deliver()).toEqual([])
      expect(await states()).toEqual(['noLongerNeeded writtenOff 0', 'uncertain HTTP 504 0'])
    })

    test('twice, or by two at once: one wins, and the other is told kindly', async () => {
      await hold()
      const [id = ''] = await heldIds()
      const data = { message: id }
      const replies = await Promise.all([
        coordinator().forges('dispatches.writeOff', data),
        house.as(mora.police).forges('dispatches.sendAgain', data),
      ])
      const told = replies.map((reply) => /✓ (Det [^.]*)\./.exec(textOf(reply))?.[1]).toSorted()
      expect(told).toContain('Det var redan avgjort')
      expect(told.filter((text) => text !== 'Det var redan avgjort')).toHaveLength(1)
      const { db } = house.world
      expect(
        await db.selectFrom('history').select('id').where('subject_kind', '=', 'dispatch').execute(),
      ).toHaveLength(1)

      const card = await coordinator().writes('utskick')
      const { verb, data: once } = buttonOf(card, 'Avskriv')
      await coordinator().forges(verb, once)
      expect(textOf(await coordinator().forges(verb, once))).toContain(
        'Det var redan avgjort. Någon hann före dig.',
      )
      expect(
        await db.selectFrom('history').select('id').where('subject_kind', '=', 'dispatch').execute(),
      ).toHaveLength(2)
    })
  })

  describe('all at once', () => {
    async function holdMany(reports: number): Promise<void> {
      for (let at = 0; at < reports; at++) await hold()
    }

    test('are shown five a page, and turned', async () => {
      await holdMany(4)
      const first = await coordinator().writes('utskick')
      expect(textOf(first)).toContain('8 väntar på ditt svar · sida 1 av 2')
      expect(buttonsOf(first).filter((title) => title === 'Avskriv')).toHaveLength(5)
      const second = await coordinator().presses(first, 'Nästa')
      expect(textOf(second)).toContain('sida 2 av 2')
      expect(buttonsOf(second).filter((title) => title === 'Avskriv')).toHaveLength(3)
      expect(textOf(await coordinator().presses(second, 'Föregående'))).toContain('sida 1 av 2')
      expect(textOf(await coordinator().writes('utskick 99'))).toContain('sida 2 av 2')
      expect(textOf(await coordinator().forges('dispatches.show', { page: '-1; drop' }))).toContain(
        'sida 1 av 2',
      )
    })

    test('are sent again with one press, each marked, and what was held after it was shown is left', async () => {
      await holdMany(2)
      const list = await coordinator().writes('utskick')
      house.clock.advance(60_000)
      await hold()
      const done = await coordinator().presses(list, 'Skicka alla igen')
      expect(textOf(done)).toContain('✓ 4 skickas igen nu. 2 är kvar.')
      const posts = await house.deliver()
      expect(posts).toHaveLength(4)
      for (const post of posts) expect(textOf(post)).toMatch(/^Kan ha skickats tidigare\n/)
      const again = await coordinator().presses(list, 'Skicka alla igen')
      expect(textOf(again)).toContain('2 är kvar.')
      expect(await house.deliver()).toEqual([])
    })

    test('are written off after a question that says how many, and that it is final', async () => {
      await holdMany(2)
      const list = await coordinator().writes('utskick')
      const before = await keptOf(house.world.db)
      const question = await coordinator().presses(list, 'Avskriv alla')
      expect(textOf(question)).toContain(
        '4 meddelanden avskrivs och skickas aldrig mer. Det går inte att ångra.',
      )
      expect(await keptOf(house.world.db)).toBe(before)
      expect(textOf(await coordinator().presses(question, 'Till utskicken'))).toContain(
        '4 väntar på ditt svar',
      )
      const [told, second] = await Promise.all([
        coordinator().presses(question, 'Ja, avskriv alla'),
        house.as(mora.police).presses(question, 'Ja, avskriv alla'),
      ])
      const texts = [textOf(told), textOf(second)].join('\n')
      expect(texts).toContain('✓ 4 är avskrivna.')
      expect(texts).toMatch(/✓ (Allt var redan avgjort|4 var redan avgjorda)/)
      expect(await states()).toEqual(Array(4).fill('noLongerNeeded writtenOff 0'))
      const { db } = house.world
      expect(
        await db.selectFrom('audit').select('id').where('subject_kind', '=', 'dispatch').execute(),
      ).toHaveLength(4)
    })
  })

  test('stands beside the numbers of the rest: what waits, for how long, a pause, and what could not be delivered', async () => {
    const { db, clock } = house.world
    await hold({ kind: 'unreachable', reason: 'blocked' }, { kind: 'refused', reason: 'HTTP 400' })
    await report()
    const due = clock.now()
    house.clock.advance(120_000)
    const until = new Date(Date.parse(clock.now()) + 600_000).toISOString() as typeof due
    await db
      .insertInto('paused_tenants')
      .values({ tenant_id: mora.coordinator.tenantId, set_at: clock.now(), until })
      .execute()
    const text = textOf(await coordinator().writes('utskick'))
    expect(text).toMatch(
      /2 väntar på sin tur\. Det som väntat längst skulle ha skickats i dag \d\d\.\d\d\. Teams har bett mig vila till i dag \d\d\.\d\d\./,
    )
    expect(text).toContain('2 kom inte fram de senaste sju dagarna:')
    expect(text).toContain('1 – mottagaren har blockerat mig')
    expect(text).toContain('1 – Teams tog inte emot kortet, och felet är vårt')
    house.clock.advance(8 * 86_400_000)
    expect(textOf(await coordinator().writes('utskick'))).not.toContain('kom inte fram')
  })

  describe('who may', () => {
    const verbs = ['show', 'sendAgain', 'writeOff', 'sendAllAgain', 'writeOffAllForm', 'writeOffAll']

    test('is not a reporter, a chair or an outsider, whatever they press', async () => {
      await hold()
      const [message = ''] = await heldIds()
      const until = house.clock.now()
      const before = await keptOf(house.world.db)
      for (const who of [mora.fieldWorker, mora.chair, mora.outsider]) {
        expect(textOf(await house.as(who).writes('utskick'))).toMatch(
          /Det här är till för samordnare|inte med i något råd/,
        )
        for (const verb of verbs)
          expect(textOf(await house.as(who).forges(`dispatches.${verb}`, { message, until }))).toMatch(
            /Det här är till för samordnare|inte med i något råd/,
          )
      }
      expect(await keptOf(house.world.db)).toBe(before)
    })

    test.each([newId<string>(), "' or 1=1 --", '', undefined, { $ne: '' }, 7])(
      'is nobody with a forged id or moment: %j',
      async (forged) => {
        await hold()
        const before = await keptOf(house.world.db)
        for (const who of [mora.coordinator, mora.operator])
          for (const verb of ['sendAgain', 'writeOff', 'sendAllAgain', 'writeOffAll']) {
            const reply = await house.as(who).forges(`dispatches.${verb}`, { message: forged, until: forged })
            expect(textOf(reply)).toContain('Jag hittar inte det')
          }
        expect(await keptOf(house.world.db)).toBe(before)
        expect(house.faults).toEqual([])
      },
    )

    test('is not the coordinator of another council, not even for all', async () => {
      await addSecondCouncil(house.world)
      await hold()
      const [message = ''] = await heldIds()
      const until = house.clock.now()
      const before = await states()
      const other = house.as(orsa.coordinator)
      expect(textOf(await other.writes('utskick'))).toContain('Här är det tomt.')
      for (const verb of ['sendAgain', 'writeOff'])
        expect(textOf(await other.forges(`dispatches.${verb}`, { message }))).toContain('Jag hittar inte det')
      for (const verb of ['sendAllAgain', 'writeOffAll'])
        expect(textOf(await other.forges(`dispatches.${verb}`, { until }))).toContain(
          'Allt var redan avgjort',
        )
      expect(
        textOf(await other.forges('dispatches.writeOff', { message, council: house.councilId })),
      ).toContain('Det får du tyvärr inte göra här')
      expect(await states()).toEqual(before)
    })

    test('is an operator who is no member: of all councils, each named, by line and by press', async () => {
      const orsaId = await addSecondCouncil(house.world)
      await hold()
      const { db } = house.world
      const [theirs = ''] = await heldIds()
      await db.updateTable('outbox').set({ council_id: orsaId }).where('id', '=', theirs).execute()
      const operator = house.as(mora.operator)
      const list = await operator.writes('utskick')
      const text = textOf(list)
      expect(text).toContain('Alla råd · 2 väntar på ditt svar')
      expect(text).toContain('Lokala brottsförebyggande rådet (BRÅ) i Mora')
      expect(text).toContain('Lokala rådet (BRÅ) i Orsa, återhållet')
      expect(JSON.stringify(list)).not.toContain(house.councilId)

      const done = await operator.forges('dispatches.writeOff', { message: theirs })
      expect(textOf(done)).toContain('✓ Det är avskrivet.')
      const books = await db.selectFrom('audit').selectAll().where('subject_kind', '=', 'dispatch').execute()
      expect(books).toEqual([
        expect.objectContaining({
          council_id: orsaId,
          who: `${mora.operator.tenantId}/${mora.operator.aadObjectId}`,
          verb: 'dispatches.writeOff',
        }),
      ])
      // A coordinator's card, passed on, acts for the operator; the operator's card for no one else.
      const passed = await coordinator().writes('utskick')
      expect(textOf(await operator.presses(passed, 'Skicka igen'))).toContain('✓ Det skickas igen nu.')
      expect(textOf(await house.as(mora.outsider).presses(list, 'Skicka alla igen'))).toContain(
        'Du är inte med i något råd än',
      )
    })

    test('is an operator for all councils at once, each council’s part in its own books', async () => {
      const orsaId = await addSecondCouncil(house.world)
      await hold()
      const { db } = house.world
      const [theirs = ''] = await heldIds()
      await db.updateTable('outbox').set({ council_id: orsaId }).where('id', '=', theirs).execute()
      const operator = house.as(mora.operator)
      const question = await operator.presses(await operator.writes('utskick'), 'Avskriv alla')
      expect(textOf(await operator.presses(question, 'Ja, avskriv alla'))).toContain('✓ 2 är avskrivna.')
      const books = await db
        .selectFrom('audit')
        .select('council_id')
        .where('subject_kind', '=', 'dispatch')
        .execute()
      expect(books.map(({ council_id }) => council_id).toSorted()).toEqual(
        [house.councilId, orsaId].toSorted(),
      )
    })

    test('is an operator in their own chat only: where others read, they are what they are in the council', async () => {
      await hold()
      const channel = { conversationId: '19:brå@thread', kind: 'channel' } as const
      const said = await house.as(mora.operator, 'sv', channel).writes('utskick')
      expect(textOf(said)).toContain('Du är inte med i något råd än')
      const pressed = await house.as(mora.operator, 'sv', channel).forges('dispatches.show', {})
      expect(textOf(pressed)).toContain('Du är inte med i något råd än')
    })

    test('an operator who reports in a council sees all of them, and help tells them of it', async () => {
      const { db } = house.world
      await hold()
      await db
        .updateTable('members')
        .set({ tenant_id: mora.operator.tenantId, aad_object_id: mora.operator.aadObjectId })
        .where('aad_object_id', '=', mora.fieldWorker.aadObjectId)
        .execute()
      expect(textOf(await house.as(mora.operator).writes('hjälp'))).toContain('**utskick** –')
      expect(textOf(await house.as(mora.operator).writes('utskick'))).toContain(
        'Alla råd · 2 väntar på ditt svar',
      )
      expect(textOf(await house.as(mora.chair).writes('hjälp'))).not.toContain('**utskick** –')
    })
  })
})
