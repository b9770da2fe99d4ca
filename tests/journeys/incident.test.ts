import { beforeEach, expect, test } from '@jest/globals'
import type { Reply } from '../../src/chat/index.ts'
import { eachDatabase } from '../helpers/databases.ts'
import {
  buildHouse,
  buttonsOf,
  cardOf,
  choicesOf,
  type House,
  mora,
  textOf,
  valuesOf,
} from '../helpers/house.ts'

eachDatabase('An incident, from the field to the answer', (engine) => {
  let house: House
  beforeEach(async () => {
    house = await buildHouse(await engine.open())
  })

  /** What a field worker fills in on the form. */
  function filled(form: Reply, changes: Record<string, string> = {}): Record<string, string> {
    return {
      ...valuesOf(form),
      category: choicesOf(form, 'category').Buskörning ?? '',
      place: choicesOf(form, 'place')['Norets handelsområde, stora parkeringen'] ?? '',
      text: 'Ett tjugotal bilar på parkeringen, några kör fort mellan raderna.',
      impact: '2',
      ...changes,
    }
  }

  async function reported(who = mora.fieldWorker, changes: Record<string, string> = {}): Promise<Reply> {
    const form = await house.as(who).writes('rapportera')
    const answer = await house.as(who).presses(form, 'Rapportera', filled(form, changes))
    // Something like it has been reported already: this is another one.
    if (!buttonsOf(answer).includes('Ny händelse')) return answer
    return house.as(who).presses(answer, 'Ny händelse', valuesOf(answer))
  }

  test('is reported, assessed, closed, and answered to who reported it', async () => {
    const receipt = await reported()
    expect(textOf(receipt)).toContain('Tack! H-2026-0001 är rapporterad')
    expect(buttonsOf(receipt)).toEqual(['Ändra', 'Ångra', 'Ta tillbaka', 'Rapportera en till'])

    const posts = await house.deliver()
    expect(posts.map(({ to }) => to).toSorted()).toEqual(
      [mora.coordinator, mora.police].map((person) => `person:${person.tenantId}/${person.aadObjectId}`),
    )
    const [card] = posts
    if (!card) throw new Error('no card')
    expect(textOf(card)).toContain('Buskörning · Norets handelsområde, stora parkeringen')
    expect(textOf(card)).toContain('● Ny')
    expect(textOf(card)).toContain('Rapporterat av: Socialförvaltningen')

    const coordinator = house.as(mora.coordinator)
    const form = await coordinator.presses(card, 'Bedöm')
    const assessed = await coordinator.presses(form, 'Spara bedömningen', {
      ...valuesOf(form),
      impact: '3',
      note: 'Tas upp med fältgruppen på onsdag.',
      published: 'yes',
    })
    expect(textOf(assessed)).toContain('◐ Bedömd')
    expect(textOf(assessed)).toContain('Påverkan: ▲▲ Mycket')
    const told = await house.deliver()
    expect(told.map(({ way }) => way).toSorted()).toEqual(['post', 'update', 'update'])
    const read = told.find(({ way }) => way === 'post')
    if (!read) throw new Error('nobody told who reported it')
    expect(read.to).toContain(mora.fieldWorker.aadObjectId)
    expect(textOf(read)).toContain('✓ H-2026-0001 är läst och bedömd')
    expect(textOf(read)).toContain('Alla i rådet kan läsa den nu.')
    expect(textOf(await house.as(mora.fieldWorker).presses(read, 'Visa'))).toContain('◐ Bedömd')

    const closing = await coordinator.presses(assessed, 'Avsluta')
    const closed = await coordinator.presses(closing, 'Avsluta och svara', {
      kind: 'action',
      text: 'Fältarbetare och en patrull är på plats på fredag.',
    })
    expect(textOf(closed)).toContain('✓ Avslutad')
    const answer = (await house.deliver()).find(({ way }) => way === 'post')
    if (!answer) throw new Error('no answer')
    expect(answer.to).toContain(mora.fieldWorker.aadObjectId)
    expect(textOf(answer)).toContain('Svar på din rapport H-2026-0001')
    expect(textOf(answer)).toContain('Fältarbetare och en patrull är på plats på fredag.')

    const thanks = await house.as(mora.fieldWorker).presses(answer, 'Delvis')
    expect(textOf(thanks)).toContain('Tack!')
    expect(buttonsOf(thanks)).toEqual([])
    const seen = await coordinator.writes('H-2026-0001')
    expect(textOf(seen)).toContain('Hjälpte återkopplingen: Delvis')
    expect(house.faults).toEqual([])
  })

  test('keeps its history: who changed what, from what to what', async () => {
    const receipt = await reported()
    const fieldWorker = house.as(mora.fieldWorker)
    const form = await fieldWorker.presses(receipt, 'Ändra')
    expect(valuesOf(form).text).toBe('Ett tjugotal bilar på parkeringen, några kör fort mellan raderna.')
    house.clock.advance(60_000)
    const amended = await fieldWorker.presses(form, 'Spara ändringen', {
      ...valuesOf(form),
      text: 'Omkring tio bilar. Lugnt.',
    })
    expect(textOf(amended)).toContain('H-2026-0001 är ändrad')
    const shown = await house.as(mora.coordinator).writes('händelser h-2026-1')
    const history = await house.as(mora.coordinator).presses(shown, 'Historik')
    expect(textOf(history)).toContain('Fältarbetare')
    expect(textOf(history)).toMatch(/Beskrivning: Ett tjugotal bilar .* → Omkring tio bilar/)
  })

  test('taken back, it is not counted and its text is shown to nobody else, until that is undone', async () => {
    const receipt = await reported()
    const fieldWorker = house.as(mora.fieldWorker)
    const question = await fieldWorker.presses(receipt, 'Ta tillbaka')
    const gone = await fieldWorker.presses(question, 'Ja, ta tillbaka')
    expect(textOf(gone)).toContain('H-2026-0001 är tillbakatagen')
    const seen = await house.as(mora.coordinator).writes('H-2026-0001')
    expect(textOf(seen)).not.toContain('tjugotal')
    expect(buttonsOf(seen)).toEqual(['Historik'])
    const back = await fieldWorker.presses(gone, 'Ångra')
    expect(textOf(back)).toContain('H-2026-0001')
    expect(textOf(await house.as(mora.coordinator).writes('H-2026-0001'))).toContain('tjugotal')
  })

  test('linked to another, it counts as one more observation, and both reporters get the answer', async () => {
    await reported()
    await reported(mora.chair, { text: 'Bilar tutar och kör fort på Noret.' })
    const coordinator = house.as(mora.coordinator)
    const second = await coordinator.writes('H-2026-0002')
    const form = await coordinator.presses(second, 'Koppla ihop')
    const [to] = Object.values(choicesOf(form, 'to'))
    const linked = await coordinator.presses(form, 'Koppla ihop', { to: to ?? '' })
    expect(textOf(linked)).toContain('Kopplad till: H-2026-0001')
    const first = await coordinator.writes('H-2026-0001')
    expect(textOf(first)).toContain('Fler iakttagelser: En kopplad rapport')
    expect(textOf(first)).not.toContain('Samma plats')
    await house.deliver()
    const closing = await coordinator.presses(first, 'Avsluta')
    await coordinator.presses(closing, 'Avsluta och svara', { kind: 'handled', text: 'Det är lugnt nu.' })
    const answers = (await house.deliver()).filter(({ way }) => way === 'post')
    expect(answers.map(({ to }) => to.slice(-3)).toSorted()).toEqual(['103', '104'])
    const linkedAgain = await coordinator.presses(second, 'Koppla ihop')
    expect(textOf(linkedAgain)).toContain('redan avslutad')
  })

  test('a form with faults comes back with what was typed and what is wrong, and nothing is stored', async () => {
    const fieldWorker = house.as(mora.fieldWorker)
    const form = await fieldWorker.writes('rapportera bilar på Noret')
    expect(valuesOf(form).text).toBe('Bilar på Noret')
    const back = await fieldWorker.presses(form, 'Rapportera', {
      ...filled(form),
      category: 'finns-inte',
      place: '',
      date: '2026-11-21',
      text: 'é',
      impact: '7',
    })
    expect(textOf(back)).toContain('⚠ Skriv en mening om vad som hände')
    expect(textOf(back)).toContain('⚠ Välj det som stämmer bäst')
    expect(valuesOf(back).text).toBe('é')
    expect(await house.world.db.selectFrom('incidents').selectAll().execute()).toEqual([])
    const again = await fieldWorker.presses(back, 'Rapportera', { ...filled(form), date: '2026-11-21' })
    expect(textOf(again)).toContain('⚠ Tiden har inte varit än')
    const sent = await fieldWorker.presses(again, 'Rapportera', filled(form))
    expect(textOf(sent)).toContain('H-2026-0001')
  })

  test('a line that is too long is all in the form, and the writer is told to shorten it', async () => {
    const fieldWorker = house.as(mora.fieldWorker)
    const line = `${'Ljudet ekade länge mellan husen. '.repeat(30)}Sist släcktes ljuset.`
    const form = await fieldWorker.writes(`rapportera ${line}`)
    expect(valuesOf(form).text).toContain('Sist släcktes ljuset.')
    expect(textOf(form)).toContain('⚠ Skriv en mening om vad som hände, högst 500 tecken')
    const back = await fieldWorker.presses(form, 'Rapportera', {
      ...filled(form),
      text: valuesOf(form).text ?? '',
    })
    expect(valuesOf(back).text).toBe(valuesOf(form).text)
    expect(await house.world.db.selectFrom('incidents').selectAll().execute()).toEqual([])
  })

  test('pressed twice, or by two at once, it is reported once', async () => {
    const fieldWorker = house.as(mora.fieldWorker)
    const form = await fieldWorker.writes('rapportera')
    const press = () => fieldWorker.presses(form, 'Rapportera', filled(form))
    const receipts = await Promise.all([press(), press(), press()])
    receipts.push(await press())
    for (const receipt of receipts) expect(textOf(receipt)).toContain('H-2026-0001')
    expect(await house.world.db.selectFrom('incidents').select('number').execute()).toEqual([
      { number: 'H-2026-0001' },
    ])
    expect(house.faults).toEqual([])
  })

  test("somebody else's card gives a friendly no, and changes nothing", async () => {
    const receipt = await reported()
    const question = await house.as(mora.fieldWorker).presses(receipt, 'Ta tillbaka')
    expect(textOf(await house.as(mora.chair).presses(question, 'Ja, ta tillbaka'))).toContain(
      'Jag hittar inte det',
    )
    expect(textOf(await house.as(mora.coordinator).presses(question, 'Ja, ta tillbaka'))).toContain(
      'får du tyvärr inte',
    )
    expect(textOf(await house.as(mora.outsider).presses(question, 'Ja, ta tillbaka'))).toContain(
      'får du tyvärr inte',
    )
    const [row] = await house.world.db.selectFrom('incidents').select('status').execute()
    expect(row?.status).toBe('new')
  })

  test('a reporter lists own reports and the published ones, a coordinator all', async () => {
    await reported()
    await reported(mora.chair, { text: 'En bänk är trasig på torget.' })
    expect(textOf(await house.as(mora.fieldWorker).writes('händelser'))).toContain('En händelse visas')
    expect(textOf(await house.as(mora.coordinator).writes('händelser'))).toContain('2 händelser visas')
    const found = await house.as(mora.coordinator).writes('handelser BÄNK')
    expect(textOf(found)).toContain('Urval: ”BÄNK”')
    expect(textOf(found)).toContain('H-2026-0002')
    expect(textOf(found)).not.toContain('H-2026-0001')
    expect(textOf(await house.as(mora.coordinator).writes('händelser 100%_'))).toContain(
      'Inget passar urvalet',
    )
    expect(textOf(await house.as(mora.fieldWorker).writes('H-2026-0002'))).toContain(
      'Jag hittar ingen händelse',
    )
  })

  test('a long list is paged, newest first, with nothing shown twice and nothing left out', async () => {
    for (let number = 0; number < 12; number++)
      await reported(mora.fieldWorker, { time: `0${number % 8}:1${number % 10}` })
    const coordinator = house.as(mora.coordinator)
    const seen: string[] = []
    let page = await coordinator.writes('händelser')
    for (;;) {
      seen.push(...(textOf(page).match(/H-2026-\d{4}/g) ?? []))
      if (!buttonsOf(page).includes('Visa äldre')) break
      page = await coordinator.presses(page, 'Visa äldre')
    }
    expect(new Set(seen).size).toBe(12)
    expect(seen).toHaveLength(12)
    expect(buttonsOf(page)).toContain('Till de nyaste')
  })

  test('who no longer coordinates gets no card, and an answer that cannot arrive is known as undeliverable', async () => {
    await reported()
    await house.world.db
      .updateTable('members')
      .set({ roles: '["reporter"]' })
      .where('title', '=', 'Kommunpolis')
      .execute()
    house.fail({ kind: 'unreachable', reason: 'removed' })
    expect(await house.deliver()).toEqual([])
    const rows = await house.world.db
      .selectFrom('outbox')
      .select(['state', 'reason'])
      .orderBy('state')
      .execute()
    expect(rows).toEqual([
      { state: 'noLongerNeeded', reason: 'notNeeded' },
      { state: 'undeliverable', reason: 'removed' },
    ])
  })

  test('the same in English, with the same buttons in the same places', async () => {
    const form = await house.as(mora.fieldWorker, 'en').writes('report')
    expect(textOf(form)).toContain('Report an incident')
    const receipt = await house.as(mora.fieldWorker, 'en').presses(form, 'Report', {
      ...valuesOf(form),
      category: Object.values(choicesOf(form, 'category'))[0] ?? '',
      place: Object.values(choicesOf(form, 'place'))[0] ?? '',
      text: 'Broken lamps along the path.',
      impact: '1',
    })
    expect(textOf(receipt)).toContain('Thank you! H-2026-0001 is reported')
    expect(cardOf(receipt).lang).toBe('en')
  })
})
