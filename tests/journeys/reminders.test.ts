import { beforeEach, expect, test } from '@jest/globals'
import type { OpenDatabase } from '../../src/database/index.ts'
import { dayMs, hourMs, instant, minuteMs } from '../../src/shared/clock.ts'
import { newId } from '../../src/shared/ids.ts'
import type { Person } from '../../src/shared/person.ts'
import type { LocalDate } from '../../src/shared/stockholm.ts'
import { lintCard } from '../helpers/card-lint.ts'
import { eachDatabase } from '../helpers/databases.ts'
import { type Diary, emptyDiary, thingKind, weekKind } from '../helpers/diary.ts'
import {
  buildHouse,
  buttonOf,
  buttonsOf,
  cardOf,
  type House,
  mora,
  type Post,
  textOf,
  valuesOf,
} from '../helpers/house.ts'
import { keptOf } from '../helpers/kept.ts'
import { addSecondCouncil, orsa } from '../helpers/second-council.ts'

const [tomorrow, stop] = ['Påminn mig i morgon', 'Sluta påminna om detta']

eachDatabase('Reminders', (engine) => {
  let database: OpenDatabase
  let house: House
  let diary: Diary
  let subject: string
  beforeEach(async () => {
    database = await engine.open()
    diary = emptyDiary()
    house = await buildHouse(database, 'mora-council.json', diary.more)
    subject = newId()
    diary.titles.set(subject, 'Ring fastighetsägaren på Älvgatan')
    // A Monday, 08.30 in Sweden.
    house.clock.set('2026-11-23T07:30:00.000Z')
  })

  const coordinator = () => house.as(mora.coordinator)
  const thing = (id = subject) => ({ council: house.councilId, subject: id })
  const week = () => ({ council: house.councilId, subject: house.councilId, kind: weekKind })
  const titles = (posts: readonly Post[]) => posts.map((post) => post.summary)

  /** The reminder of a thing that is due now, as it came to somebody. */
  async function reminded(person: Person = mora.coordinator, id = subject): Promise<Post> {
    diary.due(thing(id), person, { at: house.clock.now() })
    const [post, ...more] = await house.beat()
    if (!post || more.length > 0) throw new Error(`${more.length + 1} came`)
    return post
  }

  /** What comes at each beat until a moment. */
  async function comesUntil(at: string): Promise<readonly (readonly [at: string, summary: string])[]> {
    const came: [string, string][] = []
    while (house.clock.now() < instant(at)) {
      house.clock.advance(10 * minuteMs)
      for (const { summary } of await house.beat()) came.push([house.clock.now(), summary])
    }
    return came
  }

  test('can each be put off or stopped where they stand, behind the buttons that they have of their own', async () => {
    const post = await reminded()
    expect(buttonsOf(post)).toEqual(['Visa', tomorrow, stop])
    expect(cardOf(post).actions?.map((action) => 'mode' in action && action.mode)).toEqual([
      false,
      'secondary',
      'secondary',
    ])
    expect(lintCard(cardOf(post))).toEqual([])
    const { data } = buttonOf(post, stop)
    expect(Object.keys(data).toSorted()).toEqual(['council', 'kind', 'once', 'subject', 'verb'])
    expect(await house.beat()).toEqual([])
  })

  test('put off until tomorrow, it comes once more the next morning, and an occasion in between does not', async () => {
    const post = await reminded()
    const put = await coordinator().presses(post, tomorrow)
    expect(put).toMatchObject({ kind: 'card', stays: true })
    expect(textOf(put)).toBe(
      'Okej, jag återkommer\nRing fastighetsägaren på Älvgatan\nJag påminner dig i morgon, tisdag 24 november, kl. 08.00.',
    )
    expect(buttonsOf(put)).toEqual(['Ångra'])
    diary.due(thing(), mora.coordinator, { at: instant('2026-11-23T12:00:00.000Z') }, 'same afternoon')
    diary.due(thing(), mora.coordinator, { at: instant('2026-11-24T07:20:00.000Z') }, 'same hour')
    diary.due(thing(), mora.coordinator, { at: instant('2026-11-24T09:00:00.000Z') }, 'later')
    expect(await comesUntil('2026-11-24T12:00:00.000Z')).toEqual([
      ['2026-11-24T07:00:00.000Z', 'Ring fastighetsägaren på Älvgatan'],
      ['2026-11-24T09:00:00.000Z', 'Ring fastighetsägaren på Älvgatan'],
    ])
    // What renders it is asked about the occasion that was put off, and need not know that it was.
    expect(new Set(diary.rendered)).toEqual(new Set(['first', 'later']))
    expect(house.faults).toEqual([])
  })

  test('put off on a Friday, it comes on Monday at the time of day that the person has chosen', async () => {
    await coordinator().forges('reminders.save', {
      council: house.councilId,
      offered: '',
      digest: 'each',
      timeOfDay: '9.30',
    })
    house.clock.set('2026-11-27T08:30:00.000Z')
    const put = await coordinator().presses(await reminded(), tomorrow)
    expect(textOf(put)).toContain('Jag påminner dig nästa arbetsdag, måndag 30 november, kl. 09.30.')
    expect(await comesUntil('2026-12-01T12:00:00.000Z')).toEqual([
      ['2026-11-30T08:30:00.000Z', 'Ring fastighetsägaren på Älvgatan'],
    ])
  })

  test('put off twice, by the same press or another, it comes once; taken back, it does not come; asked again, it does', async () => {
    const post = await reminded()
    const put = await coordinator().presses(post, tomorrow)
    const before = await keptOf(database.db)
    for (const again of [post, { ...post, card: cardOf(post) }])
      expect(textOf(await coordinator().presses(again, tomorrow))).toBe(textOf(put))
    const forged = { ...buttonOf(post, tomorrow).data, once: newId() }
    expect(textOf(await coordinator().forges('reminders.tomorrow', forged))).toBe(textOf(put))
    expect(await keptOf(database.db)).toBe(before)

    const undone = await coordinator().presses(put, 'Ångra')
    // The reminder itself, with all its buttons: who takes it back is where they were.
    expect(textOf(undone)).toBe(`Okej, då låter jag bli\n${textOf(post)}`)
    expect(textOf(await coordinator().presses(put, 'Ångra'))).toBe(textOf(undone))
    expect(await comesUntil('2026-11-23T08:00:00.000Z')).toEqual([])
    const states = () => database.db.selectFrom('outbox').select(['state', 'reason']).orderBy('id').execute()
    expect(await states()).toContainEqual({ state: 'noLongerNeeded', reason: 'withdrawn' })

    const asked = await coordinator().presses(undone, tomorrow)
    expect(textOf(asked)).toBe(textOf(put))
    expect((await comesUntil('2026-11-24T12:00:00.000Z')).length).toBe(1)
    expect(textOf(await coordinator().presses(asked, 'Ångra'))).toContain('redan kommit, eller är på väg')
    expect(house.faults).toEqual([])
  })

  test('on its way already, it is not taken back, and nothing is stored of that', async () => {
    const put = await coordinator().presses(await reminded(), tomorrow)
    const lease = { leased_by: 'en annan process', lease_until: instant('2026-11-24T07:02:00.000Z') }
    await database.db.updateTable('outbox').set(lease).where('state', '=', 'waiting').execute()
    const before = await keptOf(database.db)
    expect(textOf(await coordinator().presses(put, 'Ångra'))).toContain('har redan kommit, eller är på väg')
    expect(await keptOf(database.db)).toBe(before)
  })

  test('put off again from an old card the next day, it waits for the day after, once', async () => {
    const post = await reminded()
    await coordinator().presses(post, tomorrow)
    house.clock.set('2026-11-24T05:00:00.000Z')
    const later = { ...buttonOf(post, tomorrow).data, once: newId() }
    const put = await coordinator().forges('reminders.tomorrow', later)
    expect(textOf(put)).toContain('i morgon, onsdag 25 november, kl. 08.00.')
    expect(await comesUntil('2026-11-26T12:00:00.000Z')).toEqual([
      ['2026-11-25T07:00:00.000Z', 'Ring fastighetsägaren på Älvgatan'],
    ])
  })

  test('stopped, it comes no more, nor does what waits of it; the others do; and the word can be taken back', async () => {
    const post = await reminded()
    await coordinator().presses(post, tomorrow)
    const stopped = await coordinator().presses(post, stop)
    expect(textOf(stopped)).toBe(
      'Okej, jag slutar påminna om det\nRing fastighetsägaren på Älvgatan\nDet gäller bara dig. Skriv **påminnelser** om du ändrar dig.',
    )
    const other = newId<string>()
    diary.titles.set(other, 'Möt skolan')
    diary.due(thing(), mora.coordinator, { on: '2026-11-24' as LocalDate }, 'next')
    diary.due(thing(other), mora.coordinator, { on: '2026-11-24' as LocalDate })
    expect(await comesUntil('2026-11-25T05:00:00.000Z')).toEqual([['2026-11-24T12:00:00.000Z', 'Möt skolan']])
    // To ask for it tomorrow when it is stopped is to be told so, with the way back.
    const put = { ...buttonOf(post, tomorrow).data, once: newId() }
    const told = await coordinator().forges('reminders.tomorrow', put)
    expect(textOf(told)).toContain('Okej, jag slutar påminna om det')
    const again = await coordinator().presses(told, 'Ångra')
    expect(textOf(again)).toBe('✓ Jag påminner dig igen\nRing fastighetsägaren på Älvgatan')
    diary.due(thing(), mora.coordinator, { on: '2026-11-25' as LocalDate }, 'after')
    expect((await comesUntil('2026-11-25T16:00:00.000Z')).length).toBe(1)
    const audit = await database.db
      .selectFrom('audit')
      .select('verb')
      .where('subject_kind', '=', 'reminder')
      .orderBy('at')
      .execute()
    expect(audit.map(({ verb }) => verb)).toEqual(['reminders.tomorrow', 'reminders.stop', 'reminders.again'])
  })

  test('are chosen by each: what is turned off does not come, even if it was promised before', async () => {
    diary.due(week(), mora.coordinator, { at: instant('2026-11-23T07:50:00.000Z') })
    diary.due(week(), mora.police, { at: instant('2026-11-23T07:50:00.000Z') })
    await house.beat()
    const form = await coordinator().writes('påminnelser')
    expect(valuesOf(form)).toEqual({ wanted: `${thingKind},${weekKind}`, digest: 'each' })
    const saved = await coordinator().presses(form, 'Spara', {
      wanted: thingKind,
      digest: 'each',
      timeOfDay: '',
    })
    expect(saved).toMatchObject({ stays: true })
    expect(textOf(saved)).toBe(
      '✓ Så här påminner jag dig\nDet här får du\n- Att göra\nDe kommer en i taget, när det är dags.\nDet här har du valt bort\n- Veckan som gick',
    )
    house.clock.advance(hourMs)
    expect((await house.beat()).map(({ to }) => to)).toEqual([
      `person:${mora.police.tenantId}/${mora.police.aadObjectId}`,
    ])
    const again = await coordinator().presses(saved, 'Ändra')
    expect(valuesOf(again).wanted).toBe(thingKind)
    const { subject_id, ...line } = await database.db
      .selectFrom('history')
      .select(['field', 'old_value', 'new_value', 'subject_id'])
      .where('subject_kind', '=', 'reminders')
      .executeTakeFirstOrThrow()
    expect(line).toEqual({ field: 'off', old_value: null, new_value: weekKind })
    expect(subject_id).toMatch(/^[\da-f-]{36}$/)
  })

  test('gathered, everything of a day comes in one card at the time of day that was chosen', async () => {
    const form = await coordinator().writes('reminders')
    const saved = await coordinator().presses(form, 'Spara', {
      wanted: `${thingKind},${weekKind}`,
      digest: 'digest',
      timeOfDay: '07:40',
    })
    expect(textOf(saved)).toContain('De kommer samlade i ett kort, kl. 07.40.')
    const other = newId<string>()
    diary.titles.set(other, 'Möt skolan')
    diary.due(thing(), mora.coordinator, { at: instant('2026-11-24T09:00:00.000Z') })
    diary.due(thing(other), mora.coordinator, { at: instant('2026-11-24T15:00:00.000Z') })
    diary.due(week(), mora.coordinator, { on: '2026-11-24' as LocalDate })
    const [came, ...more] = await comesUntil('2026-11-25T05:00:00.000Z')
    expect(more).toEqual([])
    const [at, summary = ''] = came ?? []
    expect(at).toBe('2026-11-24T06:40:00.000Z')
    const [title, list = ''] = summary.split(': ')
    expect([title, list.split(' · ').toSorted()]).toEqual([
      'Tre saker att titta på',
      ['Möt skolan', 'Ring fastighetsägaren på Älvgatan', 'Veckan som gick'],
    ])
  })

  test('due in the same hour, they come as one card, and each is put off or stopped without the others leaving', async () => {
    const other = newId<string>()
    diary.titles.set(other, 'Möt skolan')
    diary.due(thing(), mora.coordinator, { at: instant('2026-11-23T07:30:00.000Z') })
    diary.due(thing(other), mora.coordinator, { at: instant('2026-11-23T07:55:00.000Z') })
    diary.due(thing(other), mora.police, { at: instant('2026-11-23T07:30:00.000Z') })
    const posts = await house.beat()
    expect(titles(posts).toSorted()).toEqual([
      'Möt skolan',
      'Två saker att titta på: Ring fastighetsägaren på Älvgatan · Möt skolan',
    ])
    const gathered = posts.find(({ summary }) => summary.startsWith('Två'))
    if (!gathered) throw new Error('no digest')
    expect(lintCard(cardOf(gathered))).toEqual([])
    expect(buttonsOf(gathered)).toEqual(['Visa', tomorrow, stop, 'Visa', tomorrow, stop])
    expect(await coordinator().presses(gathered, tomorrow)).toEqual({
      kind: 'text',
      text: 'Jag påminner dig i morgon, tisdag 24 november, kl. 08.00.',
    })
    const { data } = buttonOf(gathered, stop)
    const quiet = await coordinator().forges('reminders.stop', { ...data, subject: other })
    expect(quiet).toEqual({
      kind: 'text',
      text: 'Jag påminner dig inte mer om det. Skriv påminnelser om du ändrar dig.',
    })
    expect(await comesUntil('2026-11-25T05:00:00.000Z')).toEqual([
      ['2026-11-24T07:00:00.000Z', 'Ring fastighetsägaren på Älvgatan'],
    ])
  })

  test('that nobody knows came or not are repeated once, and say so at the top', async () => {
    diary.due(thing(), mora.coordinator, { at: house.clock.now() })
    house.fail({ kind: 'uncertain', reason: 'HTTP 504' })
    expect(await house.beat()).toEqual([])
    house.clock.advance(2 * minuteMs)
    const [post] = await house.beat()
    expect(post && textOf(post).split('\n').slice(0, 2)).toEqual([
      'Kan ha skickats tidigare',
      'Ring fastighetsägaren på Älvgatan',
    ])
    expect(await house.beat()).toEqual([])
  })

  test('do not come to who has left the council or the role since', async () => {
    diary.due(week(), mora.police, { at: instant('2026-11-23T07:50:00.000Z') })
    diary.due(thing(), mora.fieldWorker, { at: instant('2026-11-23T07:50:00.000Z') })
    await house.beat()
    const seat = (person: Person) =>
      database.db.updateTable('members').where('aad_object_id', '=', person.aadObjectId)
    await seat(mora.police).set({ roles: '["reporter"]' }).execute()
    await seat(mora.fieldWorker).set({ removed_at: house.clock.now() }).execute()
    house.clock.advance(hourMs)
    expect(await house.beat()).toEqual([])
    const told = await house.as(mora.fieldWorker).forges('reminders.stop', {
      council: house.councilId,
      kind: thingKind,
      subject,
    })
    expect(textOf(told)).toContain('Det får du tyvärr inte göra här')
  })

  test('handed on to another, a card changes nothing for anybody but the one who presses', async () => {
    const post = await reminded()
    const before = await keptOf(database.db)
    for (const title of [tomorrow, stop])
      expect(textOf(await house.as(mora.fieldWorker).presses(post, title))).toContain(
        'Det påminner jag inte dig om',
      )
    expect(await keptOf(database.db)).toBe(before)
    await reminded(mora.police)
    await house.as(mora.police).presses(post, stop)
    diary.due(thing(), mora.coordinator, { at: instant('2026-11-23T09:00:00.000Z') }, 'next')
    diary.due(thing(), mora.police, { at: instant('2026-11-23T09:00:00.000Z') }, 'next')
    house.clock.advance(2 * hourMs)
    expect((await house.beat()).map(({ to }) => to)).toEqual([
      `person:${mora.coordinator.tenantId}/${mora.coordinator.aadObjectId}`,
    ])
  })

  test('forged presses, on what was never a reminder or another council’s, change nothing', async () => {
    const orsaId = await addSecondCouncil(house.world)
    diary.due({ council: orsaId, subject }, orsa.both, { at: house.clock.now() })
    await house.beat()
    const before = await keptOf(database.db)
    const both = house.as(orsa.both)
    for (const verb of ['tomorrow', 'notTomorrow', 'stop', 'again'])
      for (const data of [
        { kind: thingKind, subject },
        { kind: thingKind, subject: newId() },
        { kind: 'incidents.feedback', subject },
        { kind: 'påhittad', subject },
        { kind: thingKind, subject: ['en', 'lista'] },
        {},
      ]) {
        const reply = await both.forges(`reminders.${verb}`, { council: house.councilId, ...data })
        expect([verb, textOf(reply)]).toEqual([verb, expect.stringContaining('Det påminner jag inte dig om')])
      }
    expect(await keptOf(database.db)).toBe(before)
    const stopped = await both.forges('reminders.stop', { council: orsaId, kind: thingKind, subject })
    expect(textOf(stopped)).toContain('Okej, jag slutar påminna om det')
    const inMora = await both.forges('reminders.show', { council: house.councilId })
    expect(buttonsOf(inMora)).toEqual(['Spara'])
    expect(textOf(inMora)).toContain('Det du väljer gäller i alla råd du är med i.')
    const inOrsa = await both.forges('reminders.show', { council: orsaId })
    expect(buttonsOf(inOrsa)).toEqual(['Påminn igen', 'Spara'])
    expect(house.faults).toEqual([])
  })

  test('a form that is wrongly filled in comes back with what was typed and what is wrong, and nothing is saved', async () => {
    const form = await coordinator().writes('notiser')
    const before = await keptOf(database.db)
    for (const timeOfDay of ['06:59', '20.00', '25:00', 'på morgonen']) {
      const back = await coordinator().presses(form, 'Spara', {
        wanted: weekKind,
        digest: 'digest',
        timeOfDay,
      })
      expect(textOf(back)).toContain('⚠ Välj en tid från 07.00 till 19.59')
      expect(valuesOf(back)).toEqual({ wanted: weekKind, digest: 'digest', timeOfDay })
      expect(buttonOf(back, 'Spara').data.once).toBe(buttonOf(form, 'Spara').data.once)
    }
    const way = await coordinator().presses(form, 'Spara', { digest: 'ibland' })
    expect(textOf(way)).toContain('⚠ Välj ett av sätten.')
    expect(await keptOf(database.db)).toBe(before)
    const saved = await coordinator().presses(form, 'Spara', {
      wanted: '',
      digest: 'each',
      timeOfDay: '7.05',
    })
    expect(textOf(saved)).toContain('Du får inga påminnelser.')
    const mended = await coordinator().writes('paminnelser')
    expect(valuesOf(mended)).toEqual({ digest: 'each', timeOfDay: '07:05' })
  })

  test('a choice says nothing of kinds that the form did not show', async () => {
    const form = await house.as(mora.fieldWorker).writes('påminnelser')
    expect(valuesOf(form).wanted).toBe(thingKind)
    await house.as(mora.fieldWorker).presses(form, 'Spara', { wanted: '', digest: 'each' })
    const off = await database.db.selectFrom('reminders_off').select('kind').execute()
    expect(off).toEqual([{ kind: thingKind }])
    const { data } = buttonOf(form, 'Spara')
    await coordinator().forges('reminders.save', { ...data, wanted: '', digest: 'each', once: newId() })
    const kinds = await database.db.selectFrom('reminders_off').select('kind').execute()
    expect(kinds).toEqual([{ kind: thingKind }, { kind: thingKind }])
  })

  test('what was stopped is listed, a page at a time, even what is gone, and each comes back by a press', async () => {
    const subjects: string[] = []
    for (let nth = 1; nth <= 7; nth++) {
      const id = newId<string>()
      subjects.push(id)
      diary.titles.set(id, `Sak nummer ${nth}`)
      const post = await reminded(mora.coordinator, id)
      await coordinator().presses(post, stop)
      house.clock.advance(minuteMs)
    }
    diary.titles.delete(subjects[1] ?? '')
    const form = await coordinator().writes('påminnelser')
    expect(lintCard(cardOf(form))).toEqual([])
    expect(textOf(form)).toContain(
      'Sak nummer 1\nNågot som inte finns längre\nSak nummer 3\nSak nummer 4\nSak nummer 5',
    )
    const page = await coordinator().presses(form, 'Visa alla 7')
    expect(textOf(page)).toContain('Sak nummer 5')
    const last = await coordinator().presses(page, 'Visa fler')
    expect(textOf(last)).toBe('Det här har du bett mig sluta med\nSak nummer 6\nSak nummer 7')
    const again = await coordinator().presses(last, 'Påminn igen')
    expect(textOf(again)).toContain('Sak nummer 6')
    expect(buttonsOf(await coordinator().presses(again, 'Mina påminnelser'))).toContain('Visa alla 6')
    house.clock.advance(dayMs)
    for (const id of subjects)
      diary.due(thing(id), mora.coordinator, { at: house.clock.now() }, 'the day after')
    expect(titles(await house.beat())).toEqual(['Sak nummer 6'])
  })
})
