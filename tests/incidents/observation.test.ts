import { beforeAll, describe, expect, test } from '@jest/globals'
import type { Reply } from '../../src/chat/index.ts'
import type { Tables } from '../../src/database/index.ts'
import { minuteMs, plusMs } from '../../src/shared/clock.ts'
import { eachDatabase } from '../helpers/databases.ts'
import { buildHouse, choicesOf, type House, mora, textOf, valuesOf } from '../helpers/house.ts'

eachDatabase('What a form says of an incident', (engine) => {
  let house: House
  let right: Record<string, string>
  beforeAll(async () => {
    house = await buildHouse(await engine.open())
    const form = await house.as(mora.fieldWorker).writes('rapportera')
    right = {
      ...valuesOf(form),
      council: house.councilId,
      category: choicesOf(form, 'category').Skadegörelse ?? '',
      place: choicesOf(form, 'place')['Rosa Huset'] ?? '',
      text: 'En krossad ruta på gaveln.',
      impact: '1',
    }
  })

  const categoryId = async (key: string) => {
    const row = await house.world.db
      .selectFrom('categories')
      .select('id')
      .where('key', '=', key)
      .executeTakeFirst()
    return row?.id ?? ''
  }

  async function send(changes: Record<string, unknown>): Promise<Reply> {
    return house.as(mora.fieldWorker).forges('incidents.report', { ...right, similar: 'new', ...changes })
  }

  /** The row that a form became; fails when it came back. */
  async function kept(changes: Record<string, unknown>): Promise<Tables['incidents']> {
    const number = /H-\d{4}-\d{4}/.exec(textOf(await send(changes)))?.[0] ?? ''
    return house.world.db
      .selectFrom('incidents')
      .selectAll()
      .where('number', '=', number)
      .executeTakeFirstOrThrow()
  }

  const refused = async (changes: Record<string, unknown>, problem: string) => {
    const before = await house.world.db.selectFrom('incidents').select('id').execute()
    const reply = await send(changes)
    expect([changes, textOf(reply)]).toEqual([changes, expect.stringContaining(`⚠ ${problem}`)])
    expect(await house.world.db.selectFrom('incidents').select('id').execute()).toHaveLength(before.length)
  }

  const at = (moment: string) => house.clock.set(moment)

  describe('its time', () => {
    test('may be up to now, and a phone’s clock may be five minutes ahead', async () => {
      at('2026-11-20T08:00:00.000Z')
      expect((await kept({ date: '2026-11-20', time: '09:05' })).occurred_at).toBe('2026-11-20T08:05:00.000Z')
      await refused({ date: '2026-11-20', time: '09:06' }, 'Tiden har inte varit än')
      await refused({ date: '2027-01-01', time: '00:00' }, 'Tiden har inte varit än')
    })

    test('may lie ahead for an event that has been announced', async () => {
      at('2026-11-20T08:00:00.000Z')
      const row = await kept({
        category: await categoryId('upcoming_event'),
        date: '2026-12-05',
        time: '20:00',
      })
      expect(row.occurred_at).toBe('2026-12-05T19:00:00.000Z')
    })

    test('may be two years ago and no more', async () => {
      at('2026-11-20T08:00:00.000Z')
      expect((await kept({ date: '2024-11-19', time: '12:00' })).occurred_at).toBe('2024-11-19T11:00:00.000Z')
      await refused({ date: '2024-11-17', time: '12:00' }, 'Det är mer än två år sedan')
      await refused({ date: '0001-01-01', time: '12:00' }, 'Det är mer än två år sedan')
    })

    test('is Swedish time, on both sides of both clock changes', async () => {
      at('2026-11-20T08:00:00.000Z')
      const moments = [
        ['2026-03-29', '01:59', '2026-03-29T00:59:00.000Z'],
        // Half past two is left out that night: it is moved an hour forward.
        ['2026-03-29', '02:30', '2026-03-29T01:30:00.000Z'],
        ['2026-03-29', '03:00', '2026-03-29T01:00:00.000Z'],
        ['2026-10-25', '01:59', '2026-10-24T23:59:00.000Z'],
        // Half past two comes twice that night: the first is meant.
        ['2026-10-25', '02:30', '2026-10-25T00:30:00.000Z'],
        ['2026-10-25', '03:00', '2026-10-25T02:00:00.000Z'],
      ] as const
      for (const [date, time, moment] of moments)
        expect([date, time, (await kept({ date, time })).occurred_at]).toEqual([date, time, moment])
    })

    test('is now on a fresh form, also in the minutes when Sweden and UTC have different days and years', async () => {
      at('2026-12-31T23:30:00.000Z')
      const form = await house.as(mora.fieldWorker).writes('rapportera')
      expect(valuesOf(form)).toMatchObject({ date: '2027-01-01', time: '00:30' })
      const row = await kept({ date: '2027-01-01', time: '00:30' })
      expect(row).toMatchObject({ number: 'H-2027-0001', occurred_at: '2026-12-31T23:30:00.000Z' })
    })

    test.each([
      ['2026-02-30', '12:00', 'Välj en dag'],
      ['2026-13-01', '12:00', 'Välj en dag'],
      ['i går', '12:00', 'Välj en dag'],
      ['', '12:00', 'Välj en dag'],
      [undefined, '12:00', 'Välj en dag'],
      ['2026-11-19', '25:00', 'Välj ett klockslag'],
      ['2026-11-19', '22.30', 'Välj ett klockslag'],
      ['2026-11-19', undefined, 'Välj ett klockslag'],
      ['2026-11-19', 7, 'Välj ett klockslag'],
    ])('as %j and %j comes back with the cure', async (date, time, problem) => {
      await refused({ date, time }, problem)
    })
  })

  describe('its other fields', () => {
    test('are kept as they were filled in, tidied', async () => {
      at('2026-11-20T08:00:00.000Z')
      const row = await kept({
        text: '  Klotter\r\npå gångvägen é '.normalize('NFD'),
        immediateAction: ' Vi städade. ',
        certainty: 'suspected',
        recurring: 'yes',
        policeReported: 'notApplicable',
        impact: 3,
      })
      expect(row).toMatchObject({
        text: 'Klotter\npå gångvägen é',
        immediate_action: 'Vi städade.',
        certainty: 'suspected',
        recurring: 'yes',
        police_reported: 'notApplicable',
        impact: 3,
      })
    })

    test('hold what fits and no more', async () => {
      expect((await kept({ text: 'å'.repeat(500), immediateAction: 'ö'.repeat(500) })).text).toHaveLength(500)
      await refused({ text: 'å'.repeat(501) }, 'Skriv en mening om vad som hände')
      await refused({ text: ' å ' }, 'Skriv en mening om vad som hände')
      await refused({ text: undefined }, 'Skriv en mening om vad som hände')
      await refused({ text: ['en', 'lista'] }, 'Skriv en mening om vad som hände')
      await refused({ immediateAction: 'ö'.repeat(501) }, 'Skriv högst 500 tecken')
      await refused({ placeText: 'ä'.repeat(121) }, 'Skriv platsen med högst 120 tecken')
      for (const impact of ['0', '4', '1.5', '', 'mycket', undefined, null, {}])
        await refused({ impact }, 'Välj det som stämmer bäst')
      await refused({ certainty: 'ganska' }, 'Välj hur du vet det')
      await refused({ recurring: 'ibland' }, 'Välj ja, nej eller vet inte')
      await refused({ policeReported: 'kanske' }, 'Välj om det är polisanmält')
    })

    test('take the place of the list, or one that is written, which then goes before', async () => {
      const listed = await kept({})
      expect(listed).toMatchObject({ place_id: right.place, place_text: null })
      const written = await kept({ placeText: ' Bakom Ålbryggan ' })
      expect(written).toMatchObject({ place_id: null, place_text: 'Bakom Ålbryggan' })
      await refused({ place: '' }, 'Välj en plats i listan')
      await refused({ place: '', placeText: '   ' }, 'Välj en plats i listan')
    })

    test('derive the focus area from what, where and when', async () => {
      const areaOf = async (changes: Record<string, unknown>) => {
        const row = await kept(changes)
        const area = await house.world.db
          .selectFrom('focus_areas')
          .select('key')
          .where('id', '=', row.focus_area_id)
          .executeTakeFirst()
        return area?.key
      }
      at('2026-11-20T08:00:00.000Z')
      expect(await areaOf({})).toBe('ORDNING')
      expect(await areaOf({ category: await categoryId('drugs') })).toBe('ANDT')
      expect(await areaOf({ category: await categoryId('other') })).toBeUndefined()
      // No agreement was in force that year.
      at('2023-06-01T08:00:00.000Z')
      expect(await areaOf({ date: '2022-06-01' })).toBeUndefined()
    })
  })

  describe('from a line', () => {
    const formOf = async (line: string) => valuesOf(await house.as(mora.fieldWorker).writes(line))

    test('that tells what lies ahead is an announced event, unless it says what it is', async () => {
      at('2026-11-20T08:00:00.000Z')
      const ahead = await formOf('rapportera Rosa Huset i morgon 20.00, femtio väntas')
      expect(ahead).toMatchObject({
        category: await categoryId('upcoming_event'),
        place: right.place,
        date: '2026-11-21',
        time: '20:00',
      })
      const past = await formOf('rapportera skadegörelse Rosa Huset igår 22.30, en krossad ruta')
      expect(past).toMatchObject({
        category: right.category,
        place: right.place,
        date: '2026-11-19',
        time: '22:30',
      })
      expect(past.text).toContain('En krossad ruta')
    })

    test('that says nothing of kind, place or time leaves them empty, and the time is now', async () => {
      at('2026-11-20T08:00:00.000Z')
      const form = await formOf('rapportera zzz qqq')
      expect(form).toMatchObject({
        date: '2026-11-20',
        time: '09:00',
        text: expect.stringContaining('Zzz qqq'),
      })
      expect([form.category || undefined, form.place || undefined]).toEqual([undefined, undefined])
    })

    test('with the name of a place that the council has taken off the list offers no such place', async () => {
      at('2026-11-20T08:00:00.000Z')
      const { db, clock } = house.world
      const retire = async (retired_at: ReturnType<typeof clock.now> | null) => {
        clock.now()
        await db
          .updateTable('places')
          .set({ retired_at })
          .where('id', '=', right.place as never)
          .execute()
        // An import that takes a place off says so on the council.
        await db
          .updateTable('councils')
          .set({ updated_at: plusMs(clock.now(), retired_at ? 1 : 2) })
          .execute()
      }
      await retire(clock.now())
      try {
        const form = await house.as(mora.fieldWorker).writes('rapportera skadegörelse Rosa Huset')
        expect(valuesOf(form).place).not.toBe(right.place)
        expect(Object.values(choicesOf(form, 'place'))).not.toContain(right.place)
      } finally {
        await retire(null)
      }
    })
  })

  describe('when it is changed', () => {
    test('keeps its place, though the council has taken that off the list since', async () => {
      at('2026-11-20T08:00:00.000Z')
      const row = await kept({})
      const { db, clock } = house.world
      const retire = (retired_at: ReturnType<typeof clock.now> | null) =>
        db.updateTable('places').set({ retired_at }).where('id', '=', row.place_id).execute()
      await retire(clock.now())
      try {
        await refused({}, 'Välj en plats i listan')
        const pointer = { council: house.councilId, incident: row.id }
        const form = await house.as(mora.fieldWorker).forges('incidents.amendForm', pointer)
        expect(choicesOf(form, 'place')).toMatchObject({ 'Rosa Huset': row.place_id })
        expect(valuesOf(form)).toMatchObject({ place: row.place_id, date: '2026-11-20', time: '09:00' })
        const saved = await house
          .as(mora.fieldWorker)
          .presses(form, 'Spara ändringen', { ...valuesOf(form), text: 'Två krossade rutor.' })
        expect(textOf(saved)).toContain(`${row.number} är ändrad`)
        const after = await db.selectFrom('incidents').selectAll().where('id', '=', row.id).executeTakeFirst()
        expect(after).toMatchObject({ place_id: row.place_id, text: 'Två krossade rutor.' })
      } finally {
        await retire(null)
      }
    })

    test('can go from a written place to a listed one and back', async () => {
      const row = await kept({ placeText: 'Bakom ishallen' })
      const fieldWorker = house.as(mora.fieldWorker)
      const form = await fieldWorker.forges('incidents.amendForm', {
        council: house.councilId,
        incident: row.id,
      })
      expect(valuesOf(form)).toMatchObject({ placeText: 'Bakom ishallen' })
      const save = async (changes: Record<string, string>) => {
        const anew = await fieldWorker.forges('incidents.amendForm', {
          council: house.councilId,
          incident: row.id,
        })
        await fieldWorker.presses(anew, 'Spara ändringen', { ...valuesOf(anew), ...changes })
        return house.world.db
          .selectFrom('incidents')
          .select(['place_id', 'place_text'])
          .where('id', '=', row.id)
          .executeTakeFirst()
      }
      expect(await save({ placeText: '', place: right.place ?? '' })).toEqual({
        place_id: right.place,
        place_text: null,
      })
      expect(await save({ placeText: 'Vid Älvbron' })).toEqual({ place_id: null, place_text: 'Vid Älvbron' })
    })

    test('without any change leaves no history and tells nobody', async () => {
      const row = await kept({})
      const { db } = house.world
      const pointer = { council: house.councilId, incident: row.id }
      const owed = await db.selectFrom('outbox').select('id').execute()
      const form = await house.as(mora.fieldWorker).forges('incidents.amendForm', pointer)
      house.clock.set(plusMs(house.clock.now(), minuteMs))
      await house.as(mora.fieldWorker).presses(form, 'Spara ändringen', valuesOf(form))
      expect(await db.selectFrom('outbox').select('id').execute()).toHaveLength(owed.length)
      const history = await db
        .selectFrom('history')
        .select('field')
        .where('subject_id', '=', row.id)
        .execute()
      expect(history).toEqual([{ field: 'status' }])
    })
  })
})
