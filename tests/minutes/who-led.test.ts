import { createHash } from 'node:crypto'
import { beforeEach, expect, test } from '@jest/globals'
import { strFromU8, unzipSync } from 'fflate'
import type { MeetingId } from '../../src/shared/ids.ts'
import type { Person } from '../../src/shared/person.ts'
import { eachDatabase } from '../helpers/databases.ts'
import { buttonsOf, choicesOf, type House, linksOf, mora, textOf, valuesOf } from '../helpers/house.ts'
import { houseInMeeting, memberIdOf } from './stage.ts'

eachDatabase('Minutes say who led the meeting', (engine) => {
  let house: House
  let meeting: MeetingId
  beforeEach(async () => {
    ;({ house, meeting } = await houseInMeeting(await engine.open()))
  })

  const secretary = () => house.as(mora.coordinator)
  const police = () => house.as(mora.police)
  const begun = async () => secretary().presses(await secretary().writes('protokoll'), 'Öppna protokollet')
  const attendance = async () => secretary().presses(await secretary().writes('protokoll'), 'Närvaro')
  const rows = () => house.world.db.selectFrom('attendances').selectAll().execute()
  const minutes = () => house.world.db.selectFrom('minutes').selectAll().orderBy('number').execute()

  async function rowOf(person: Person) {
    const seat = await memberIdOf(house, person)
    const row = (await rows()).find(({ member_id }) => member_id === seat)
    if (!row) throw new Error('not in the attendance')
    return row
  }
  async function notes(person: Person, presence: string, until = 'stays') {
    const { id, version } = await rowOf(person)
    const pointers = { council: house.councilId, meeting, attendance: id, seen: String(version) }
    return secretary().forges('minutes.attend', { ...pointers, presence, until })
  }
  async function chooses(person: Person) {
    const form = await secretary().presses(await attendance(), 'Vem ledde mötet?')
    return secretary().presses(form, 'Spara', { ...valuesOf(form), ledBy: (await rowOf(person)).id })
  }
  const sends = async (more: Record<string, string> = {}) => {
    const form = await secretary().presses(await secretary().writes('protokoll'), 'Skicka för justering')
    return secretary().presses(form, 'Skicka', { ...valuesOf(form), ...more })
  }
  const approves = async () => police().presses(await police().writes('protokoll'), 'Justera')
  const chairLine = (text: string) => text.split('\n').find((line) => line.startsWith('Ordförande'))
  async function onPaper(): Promise<string> {
    const links = linksOf(await secretary().forges('minutes.document', { council: house.councilId, meeting }))
    const opened = await house.files.open(
      links['Word, att skriva ut (DOCX)']?.split('/').at(-1) ?? '',
      'någon',
    )
    if (opened.kind !== 'file') throw new Error('no file')
    const xml = unzipSync(new Uint8Array(opened.file.body))['word/document.xml'] ?? new Uint8Array()
    return strFromU8(xml).replace(/<[^>]+>/g, '|')
  }

  test('the chair, when the chair was there, without a question', async () => {
    await begun()
    expect(textOf(await attendance())).toContain('**Leder mötet:** Rådets ordförande')
    expect(valuesOf(await secretary().presses(await attendance(), 'Vem ledde mötet?')).ledBy).toBe(
      (await rowOf(mora.chair)).id,
    )
    await sends()
    expect(chairLine(textOf(await police().writes('protokoll')))).toContain('Rådets ordförande')
    expect(textOf(await approves())).toContain('✓ Justerat')
    expect(house.faults).toEqual([])
  })

  test('never somebody who was absent: who led is asked for, and nothing is sent until it is said', async () => {
    await begun()
    expect(textOf(await notes(mora.chair, 'absent'))).toContain('▲ Välj vem som leder mötet.')
    expect(textOf(await secretary().writes('protokoll'))).toContain('▲ Välj vem som leder mötet.')
    expect(textOf(await secretary().presses(await secretary().writes('protokoll'), 'Läs utkastet'))).toMatch(
      /Ordförande.*Inte angivet än/,
    )
    const unsaid = await sends()
    expect(textOf(unsaid)).toContain('⚠ Välj någon som var med.')
    expect((await minutes())[0]?.state).toBe('draft')
    const absent = await sends({ ledBy: (await rowOf(mora.chair)).id })
    expect(textOf(absent)).toContain('⚠ Välj någon som var med.')
    const form = await secretary().presses(await attendance(), 'Vem ledde mötet?')
    const choices = Object.keys(choicesOf(form, 'ledBy')).join('; ')
    expect(choices).toContain('Kommunpolis')
    expect(choices).not.toContain('Rådets ordförande')
    expect(textOf(await chooses(mora.police))).toContain('**Leder mötet:** Kommunpolis')
    await sends()
    const approved = textOf(await approves())
    expect(chairLine(approved)).toContain('Kommunpolis')
    expect(approved).toMatch(/Förhinder.*Rådets ordförande/)
    const [row] = await minutes()
    expect(JSON.parse(row?.text ?? '')).toMatchObject({ chair: 'Kommunpolis' })
    expect(await onPaper()).toMatch(/Ordförande\|+Kommunpolis\|/)
    const told = await house.world.db.selectFrom('history').selectAll().where('field', '=', 'ledBy').execute()
    expect(told).toMatchObject([{ subject_id: meeting, old_value: null, new_value: 'Kommunpolis' }])
    expect(house.faults).toEqual([])
  })

  test('who led can be said where they are sent, and is kept', async () => {
    await begun()
    await notes(mora.chair, 'absent')
    const sent = await sends({ ledBy: (await rowOf(mora.coordinator)).id })
    expect(textOf(sent)).toContain('● Väntar på justering')
    expect(chairLine(textOf(await police().writes('protokoll')))).toContain('Samordnare Mora')
    expect((await minutes())[0]?.led_by).toBe((await rowOf(mora.coordinator)).id)
  })

  test('somebody who was chosen and then turns out not to have been there is asked for anew', async () => {
    await begun()
    await notes(mora.chair, 'absent')
    await chooses(mora.police)
    expect(textOf(await notes(mora.police, 'absent'))).toContain('▲ Välj vem som leder mötet.')
    // The chair came after all: then it is the chair, as long as nobody says otherwise.
    expect(textOf(await notes(mora.chair, 'present'))).toContain('**Leder mötet:** Rådets ordförande')
    expect(textOf(await notes(mora.police, 'present'))).toContain('**Leder mötet:** Kommunpolis')
  })

  test('whoever took part may have led: a substitute, somebody added in words, and until which §', async () => {
    await begun()
    await notes(mora.fieldWorker, 'substitute', '3')
    await chooses(mora.fieldWorker)
    const draft = await secretary().presses(await secretary().writes('protokoll'), 'Läs utkastet')
    expect(chairLine(textOf(draft))).toContain('Fältarbetare (till och med § 3)')
    expect(await onPaper()).toMatch(/Ordförande\|+Fältarbetare, till och med § 3\|/)
    const add = await secretary().presses(await attendance(), 'Lägg till någon')
    await secretary().presses(add, 'Spara', { ...valuesOf(add), who: 'Processledare från länsstyrelsen' })
    const form = await secretary().presses(await attendance(), 'Vem ledde mötet?')
    const choice = Object.entries(choicesOf(form, 'ledBy')).find(([title]) => title.includes('Processledare'))
    const saved = await secretary().presses(form, 'Spara', { ...valuesOf(form), ledBy: choice?.[1] ?? '' })
    expect(textOf(saved)).toContain('**Leder mötet:** Processledare från länsstyrelsen')
    const forged = await secretary().presses(form, 'Spara', { ledBy: 'ingen', notedBy: '' })
    expect(textOf(forged)).toContain('⚠ Välj någon som var med.')
  })

  test('and who kept them: never a secretary who was absent, but whoever did it', async () => {
    await begun()
    await notes(mora.coordinator, 'absent')
    const draft = async () =>
      textOf(await secretary().presses(await secretary().writes('protokoll'), 'Läs utkastet'))
    expect(await draft()).not.toMatch(/^Sekreterare/m)
    const form = await secretary().presses(await attendance(), 'Vem ledde mötet?')
    await secretary().presses(form, 'Spara', { ...valuesOf(form), notedBy: (await rowOf(mora.police)).id })
    expect(await draft()).toMatch(/^Sekreterare.*Kommunpolis/m)
    await notes(mora.coordinator, 'present')
    expect(await draft()).toMatch(/^Sekreterare.*Kommunpolis/m)
  })

  test('two who say different things do not overwrite each other unseen', async () => {
    await begun()
    const one = await secretary().presses(await attendance(), 'Vem ledde mötet?')
    const chair = house.as(mora.chair)
    const other = await chair.presses(await attendance(), 'Vem ledde mötet?')
    await secretary().presses(one, 'Spara', { ...valuesOf(one), ledBy: (await rowOf(mora.police)).id })
    const late = await chair.presses(other, 'Spara', {
      ...valuesOf(other),
      ledBy: (await rowOf(mora.coordinator)).id,
    })
    expect(textOf(late)).toContain('Någon annan ändrade precis samma sak')
    expect((await minutes())[0]?.led_by).toBe((await rowOf(mora.police)).id)
  })

  test('minutes that were sent before this was asked are not approved without it', async () => {
    await begun()
    await sends()
    await house.world.db.updateTable('attendances').set({ presence: 'absent' }).execute()
    const paper = await police().writes('protokoll')
    expect(buttonsOf(paper)).not.toContain('Justera')
    expect(textOf(paper)).toContain('Det står inte vem som ledde mötet. Be om en ändring.')
    const seen = createHash('sha256').update('').digest('hex')
    const forged = await police().forges('minutes.approve', { council: house.councilId, meeting, seen })
    expect(textOf(forged)).not.toContain('✓ Justerat')
    expect((await minutes())[0]?.state).toBe('sent')
  })

  test('what was approved before stays word for word and its hash true; a correction says who led', async () => {
    await begun()
    await sends()
    await approves()
    // As it was frozen then: nobody was asked, and there was nothing of until which §.
    const { chairUntil, ...then } = JSON.parse((await minutes())[0]?.text ?? '')
    expect(chairUntil).toBeNull()
    const text = JSON.stringify(then)
    const hash = createHash('sha256').update(text, 'utf8').digest('hex')
    await house.world.db.updateTable('minutes').set({ text, hash, led_by: null }).execute()
    await house.world.db
      .updateTable('attendances')
      .set({ presence: 'absent' })
      .where('member_id', '=', await memberIdOf(house, mora.chair))
      .execute()
    const old = textOf(await police().writes('protokoll'))
    expect(chairLine(old)).toContain('Rådets ordförande')
    expect(old).toContain(hash)
    const why = await secretary().presses(await secretary().writes('protokoll'), 'Rätta')
    await secretary().presses(why, 'Börja rätta', { why: 'Kommunpolisen ledde mötet.' })
    await chooses(mora.police)
    await house.world.db
      .updateTable('meetings')
      .set({ approver_id: await memberIdOf(house, mora.fieldWorker) })
      .execute()
    await sends()
    const reader = house.as(mora.fieldWorker)
    const corrected = textOf(await reader.presses(await reader.writes('protokoll'), 'Justera'))
    expect(chairLine(corrected)).toContain('Kommunpolis')
    expect((await minutes())[0]).toMatchObject({ text, hash })
    expect(house.faults).toEqual([])
  })
})
