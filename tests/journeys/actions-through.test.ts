import { beforeEach, expect, test } from '@jest/globals'
import type { Action } from '../../src/actions/action.ts'
import { findAction, reportsOf } from '../../src/actions/store.ts'
import type { Reply } from '../../src/chat/index.ts'
import { historyOf } from '../../src/database/index.ts'
import { dayMs } from '../../src/shared/clock.ts'
import { type IncidentId, newId } from '../../src/shared/ids.ts'
import type { Person } from '../../src/shared/person.ts'
import type { LocalDate } from '../../src/shared/stockholm.ts'
import { savedAction } from '../helpers/an-action.ts'
import { checked } from '../helpers/checked.ts'
import { eachDatabase } from '../helpers/databases.ts'
import { everybody, houseOfEverybody, incidentOf, person, type Who } from '../helpers/everybody.ts'
import { buttonsOf, cardOf, type House, textOf, valuesOf } from '../helpers/house.ts'
import { keptOf } from '../helpers/kept.ts'
import { addSecondCouncil, orsa } from '../helpers/second-council.ts'

/** Every act on an action, the state it is for, and a right form for it. */
const acts = {
  report: { text: 'Två insatser gjorda, nästa på fredag.', light: 'onTrack', progress: '2 av 4' },
  finish: { effect: 'seen', text: 'Alla lampor lyser.' },
  postpone: { dueOn: '2026-12-18', seen: '2026-11-30', why: 'Lamporna levereras i december.' },
  cancel: { why: 'Platsen byggs om.' },
  reopen: { why: 'Två lampor slocknade igen.' },
} satisfies Record<string, Record<string, string>>
type Act = keyof typeof acts
const actNames = Object.keys(acts) as Act[]
const verbs = actNames.flatMap((act) => [
  [act, `actions.${act}`] as const,
  [act, `actions.${act}Form`] as const,
])

eachDatabase('An action that is seen through', (engine) => {
  let house: House
  const owner = person('reporter')
  beforeEach(async () => {
    ;({ house } = await houseOfEverybody(await engine.open()))
  })

  const now = async (action: Action): Promise<Action> => {
    const found = await findAction(house.world.db, action.councilId, { id: action.id })
    if (!found) throw new Error('it is gone')
    return found
  }
  const press = (who: Person, verb: string, action: Action, more: Record<string, unknown> = {}) =>
    house.as(who).forges(verb, { council: house.councilId, action: action.id, ...more })
  const act = (who: Person, name: Act, action: Action, more: Record<string, unknown> = {}) =>
    press(who, `actions.${name}`, action, { ...acts[name], ...more })
  const closed = (changes: Partial<Action> = {}): Partial<Action> => ({
    status: 'done',
    effect: 'seen',
    outcome: checked('Löst.'),
    closedAt: house.clock.now(),
    ...changes,
  })
  const historyIn = async (action: Action) =>
    (await historyOf(house.world.db, action.councilId, 'action', action.id)).map(({ changes }) =>
      changes.map(({ field, from, to, why }) => [field, from, to, ...(why ? [why] : [])].join(' | ')),
    )

  test('is planned until its owner reports how it goes, in one line, a light and a count', async () => {
    const action = await savedAction(house, owner, { ownership: 'asked' })
    const card = await press(owner, 'actions.show', action)
    const form = await house.as(owner).presses(card, 'Rapportera läge')
    expect(textOf(form)).toContain(`Hur går det med ${action.number}?`)
    const saved = await house.as(owner).presses(form, 'Spara läget', {
      text: '  Två insatser gjorda.  ',
      light: 'atRisk',
      progress: '2 av 4',
    })
    expect(textOf(saved)).toContain('◐ Pågår')
    expect(textOf(saved)).toContain('▲ Risk · 2 av 4')
    expect(textOf(saved)).toContain('Fredag 20 november: Två insatser gjorda.')
    expect(await now(action)).toMatchObject({
      status: 'inProgress',
      light: 'atRisk',
      progress: { done: 2, of: 4 },
      ownership: 'accepted',
      version: 2,
    })
    expect(await reportsOf(house.world.db, action, 9)).toEqual([
      {
        at: house.clock.now(),
        by: owner,
        text: 'Två insatser gjorda.',
        light: 'atRisk',
        progress: { done: 2, of: 4 },
      },
    ])
    expect(await historyIn(action)).toEqual([
      [
        'ownership | asked | accepted',
        'status | planned | inProgress',
        'light |  | atRisk',
        'progress |  | 2/4',
        'report |  | Två insatser gjorda.',
      ],
    ])
  })

  test('keeps a second line though nothing else has changed, and a count that was said before', async () => {
    const action = await savedAction(house, owner)
    await act(owner, 'report', action)
    house.clock.advance(dayMs)
    await act(owner, 'report', action, { text: 'Samma läge i dag.', progress: '' })
    expect(
      (await reportsOf(house.world.db, action, 9)).map(({ text, progress }) => [text, progress]),
    ).toEqual([
      ['Samma läge i dag.', { done: 2, of: 4 }],
      ['Två insatser gjorda, nästa på fredag.', { done: 2, of: 4 }],
    ])
    // The form offers what was said before.
    const form = await press(owner, 'actions.reportForm', action)
    expect(valuesOf(form)).toMatchObject({ light: 'onTrack', progress: '2 av 4' })
  })

  test('asks what came of it when it is done, and keeps that', async () => {
    const action = await savedAction(house, owner)
    const form = await house.as(owner).presses(await press(owner, 'actions.show', action), 'Klar')
    expect(textOf(form)).toContain('Berätta vad som kom av den')
    const done = await house.as(owner).presses(form, 'Ja, den är klar', { effect: 'tooEarly' })
    expect(textOf(done)).toContain('Vad som kom av det: För tidigt att säga')
    expect(buttonsOf(done)).toEqual(['Öppna igen', 'Historik'])
    expect(await now(action)).toMatchObject({
      status: 'done',
      effect: 'tooEarly',
      outcome: '',
      closedAt: house.clock.now(),
    })
  })

  test('is put off to a later day with why, and never to a day that has passed or is far away', async () => {
    const action = await savedAction(house, owner)
    const form = await press(owner, 'actions.postponeForm', action)
    expect(textOf(form)).toContain('Nu ska den vara klar senast måndag 30 november.')
    const why = 'Lamporna kommer i december.'
    const wrong: readonly [Record<string, string>, string][] = [
      [{ dueOn: '2026-11-30', why }, '⚠ Välj en dag som är senare'],
      [{ dueOn: '2026-11-24', why }, '⚠ Välj en dag som är senare'],
      [{ dueOn: '2036-11-30', why }, '⚠ Välj en dag inom fem år'],
      [{ dueOn: '2026-02-30', why }, '⚠ Välj en dag.'],
      [{ dueOn: '', why }, '⚠ Välj en dag.'],
      [{ dueOn: '2026-12-18', why: ' ' }, '⚠ Skriv kort varför'],
    ]
    for (const [filled, says] of wrong) {
      const back = await house.as(owner).presses(form, 'Skjut upp', filled)
      expect([filled, textOf(back)]).toEqual([filled, expect.stringContaining(says)])
      expect(valuesOf(back)).toMatchObject(
        Object.fromEntries(Object.entries(filled).filter(([, text]) => text.trim())),
      )
    }
    expect((await now(action)).version).toBe(1)
    await house.as(owner).presses(form, 'Skjut upp', { dueOn: '2026-12-18', why })
    expect((await now(action)).dueOn).toBe('2026-12-18')
    expect(await historyIn(action)).toEqual([[`dueOn | 2026-11-30 | 2026-12-18 | ${why}`]])
  })

  test('is put off once by two who had the same day before them', async () => {
    const action = await savedAction(house, owner)
    await act(person('coordinator'), 'postpone', action)
    const second = await act(owner, 'postpone', action, { dueOn: '2027-01-15' })
    expect(textOf(second)).toContain('Någon annan ändrade precis samma sak')
    expect((await now(action)).dueOn).toBe('2026-12-18')
  })

  test('that is late is put off to today at the earliest', async () => {
    const action = await savedAction(house, owner, { dueOn: '2026-11-01' as LocalDate })
    const today = { seen: '2026-11-01', dueOn: '2026-11-20' }
    const yesterday = await act(owner, 'postpone', action, { ...today, dueOn: '2026-11-19' })
    expect(textOf(yesterday)).toContain('⚠ Välj en dag som är senare')
    expect(textOf(await act(owner, 'postpone', action, today))).not.toContain('⚠')
    expect((await now(action)).dueOn).toBe('2026-11-20')
  })

  test('is cancelled with why, and opened again with why, as it was before', async () => {
    for (const [light, status] of [
      ['onTrack', 'inProgress'],
      [undefined, 'planned'],
    ] as const) {
      const action = await savedAction(house, owner, { light, status })
      const off = await act(owner, 'cancel', action)
      expect(textOf(off)).toContain('✕ Avbruten')
      expect(await now(action)).toMatchObject({ status: 'cancelled', outcome: 'Platsen byggs om.' })
      house.clock.advance(dayMs)
      await act(owner, 'reopen', action)
      expect(await now(action)).toMatchObject({ status, outcome: '', closedAt: undefined, effect: undefined })
      expect(await historyIn(action)).toContainEqual([
        `status | cancelled | ${status} | Två lampor slocknade igen.`,
        'outcome | Platsen byggs om. |  | Två lampor slocknade igen.',
      ])
    }
  })

  /** What a press with a right form comes to for somebody, on an action of the owner's: what is said, and whether it did. */
  async function cameOf(who: Who, name: Act, verb: string): Promise<readonly [Reply, did: boolean]> {
    const action = await savedAction(house, owner, name === 'reopen' ? closed() : {})
    const before = await keptOf(house.world.db)
    const reply = await press(person(who), verb, action, acts[name])
    return [reply, (await keptOf(house.world.db)) !== before]
  }

  test('is seen through by its owner and the coordinators', async () => {
    for (const who of ['reporter', 'coordinator'] as const)
      for (const [name, verb] of verbs) {
        const [reply, did] = await cameOf(who, name, verb)
        expect([who, verb, reply.kind, did]).toEqual([who, verb, 'card', !verb.endsWith('Form')])
      }
    expect(house.faults).toEqual([])
  })

  test('and by nobody else, who is told so kindly', async () => {
    const others = everybody.filter((who) => who !== 'reporter' && who !== 'coordinator')
    for (const who of others)
      for (const [name, verb] of verbs) {
        const [reply, did] = await cameOf(who, name, verb)
        const outside = who === 'outsider' || who === 'removed' || who === 'foreign'
        const says = outside
          ? 'Det får du tyvärr inte göra här'
          : 'Det är den som ansvarar för åtgärden, eller en samordnare'
        expect([who, verb, did, textOf(reply)]).toEqual([who, verb, false, expect.stringContaining(says)])
      }
    expect(house.faults).toEqual([])
  })

  test('stays as it is when a card from before is pressed', async () => {
    for (const [name, verb] of verbs) {
      const over = name !== 'reopen'
      const states: readonly Partial<Action>[] = over ? [closed(), closed({ status: 'cancelled' })] : [{}]
      for (const state of states) {
        const action = await savedAction(house, owner, state)
        const before = await keptOf(house.world.db)
        const reply = await press(owner, verb, action, acts[name])
        expect([verb, textOf(reply)]).toEqual([
          verb,
          expect.stringContaining(over ? 'Den är redan avslutad' : 'Någon annan ändrade precis samma sak'),
        ])
        expect(await keptOf(house.world.db)).toBe(before)
      }
    }
  })

  test('is changed once by a press that arrives twice, and answers the same', async () => {
    for (const name of actNames) {
      const action = await savedAction(house, owner, name === 'reopen' ? closed() : {})
      const once = newId<string>()
      const first = await act(owner, name, action, { once })
      const before = await keptOf(house.world.db)
      const again = await act(owner, name, action, { once })
      expect([name, textOf(again)]).toEqual([name, textOf(first)])
      expect(await keptOf(house.world.db)).toBe(before)
      expect((await now(action)).version).toBe(2)
    }
  })

  test('comes to one end when two press at once', async () => {
    for (let round = 0; round < 5; round++) {
      const action = await savedAction(house, owner)
      const replies = await Promise.all([
        act(owner, 'finish', action),
        act(person('coordinator'), 'cancel', action),
      ])
      expect(replies.map(({ kind }) => kind).toSorted()).toEqual(['card', 'text'])
      expect((await now(action)).version).toBe(2)
    }
  })

  test('is not found by a card that points at nothing, or into another council', async () => {
    const orsaId = await addSecondCouncil(house.world)
    const theirs = await savedAction(house, orsa.fieldWorker, { councilId: orsaId })
    const before = await keptOf(house.world.db)
    for (const [name, verb] of [...verbs, ['report', 'actions.show'] as const])
      for (const action of [theirs.id, newId<string>(), '', undefined]) {
        const data = { council: house.councilId, ...acts[name], ...(action === undefined ? {} : { action }) }
        const reply = await house.as(person('coordinator')).forges(verb, data)
        expect([verb, action, reply.kind]).toEqual([verb, action, 'text'])
      }
    expect(await keptOf(house.world.db)).toBe(before)
    expect(house.faults).toEqual([])
  })

  test('gives a form back with what was typed and what is wrong', async () => {
    const action = await savedAction(house, owner)
    const wrong: readonly [Act, Record<string, string>, string][] = [
      ['report', { text: 'ok' }, '⚠ Skriv en rad om hur det går'],
      ['report', { text: 'x'.repeat(201) }, '⚠ Skriv en rad om hur det går'],
      ['report', { light: 'blå' }, '⚠ Välj det som stämmer bäst'],
      ['report', { progress: 'hälften' }, '⚠ Skriv till exempel 2 av 4'],
      ['finish', { effect: '' }, '⚠ Välj det som stämmer bäst'],
      ['finish', { text: 'x'.repeat(501) }, '⚠ Skriv högst 500 tecken'],
      ['cancel', { why: '' }, '⚠ Skriv kort varför'],
    ]
    for (const [name, faults, says] of wrong) {
      const once = newId<string>()
      const back = await act(owner, name, action, { ...faults, once })
      expect([name, faults, textOf(back)]).toEqual([name, faults, expect.stringContaining(says)])
      expect(JSON.stringify(back)).toContain(once)
      const kept = { ...acts[name], ...faults } as Record<string, string>
      for (const field of ['text', 'why'] as const)
        if (kept[field]) expect(valuesOf(back)[field]).toBe(kept[field])
    }
    expect((await now(action)).version).toBe(1)
  })

  test('stores no text that points out somebody, and a warned one only when that was decided', async () => {
    const fields: readonly [Act, 'text' | 'why'][] = [
      ['report', 'text'],
      ['finish', 'text'],
      ['postpone', 'why'],
      ['cancel', 'why'],
      ['reopen', 'why'],
    ]
    for (const [name, field] of fields) {
      const action = await savedAction(house, owner, name === 'reopen' ? closed() : {})
      const before = await keptOf(house.world.db)
      const blocked = await act(owner, name, action, { [field]: 'Ring 19121212-1212 om lamporna' })
      expect(buttonsOf(blocked)).not.toContain('Spara ändå')
      const warned = await act(owner, name, action, { [field]: 'Bilen ABC 123 stod i vägen' })
      expect(buttonsOf(warned)).toContain('Spara ändå')
      expect([name, await keptOf(house.world.db)]).toEqual([name, before])
      const kept = await house.as(owner).presses(warned, 'Spara ändå', {
        ...acts[name],
        [field]: 'Bilen ABC 123 stod i vägen',
      })
      expect([name, textOf(kept)]).toEqual([name, expect.stringContaining(action.number)])
      const [latest = []] = await historyIn(action)
      expect(latest.join()).toContain('keptWarning')
      expect(latest.join()).toContain('ABC 123')
    }
  })

  test('tells who reported what led to it, once, however often it is finished', async () => {
    const reporter = person('councilMember')
    const reported = async (who: Person, state: 'new' | 'withdrawn' | 'linked' = 'new') => {
      const id = await incidentOf(house, who, state, true)
      return { id, number: `H-2026-${id.slice(0, 8)}` }
    }
    const main = await reported(reporter)
    const observation = await reported(person('chair'), 'linked')
    await house.world.db
      .updateTable('incidents')
      .set({ linked_to: main.id })
      .where('id', '=', observation.id)
      .execute()
    const action = await savedAction(house, owner, {
      text: checked('Byt lampor längs strandstråket.'),
      incidents: [
        main,
        await reported(reporter),
        await reported(owner),
        await reported(person('registrar'), 'withdrawn'),
      ],
    })
    const told = async () =>
      (await house.deliver())
        .filter((post) => textOf(post).includes('ledde till'))
        .map((post) => [post.to, textOf(post)] as const)
    await act(owner, 'finish', action)
    const posts = await told()
    const key = ({ tenantId, aadObjectId }: Person) => `person:${tenantId}/${aadObjectId}`
    expect(posts.map(([to]) => to).toSorted()).toEqual([key(reporter), key(person('chair'))].toSorted())
    const text = posts.find(([to]) => to === key(reporter))?.[1]
    expect(text).toMatch(/Du rapporterade H-2026-\w+ och H-2026-\w+\./)
    expect(text).toContain(`Nu är det här gjort (${action.number}): **Byt lampor längs strandstråket**.`)
    expect(text).toContain('Effekten syns\nAlla lampor lyser.')
    await act(owner, 'reopen', action)
    await act(person('coordinator'), 'finish', action)
    // Only who finished it the first time has not heard: they knew.
    expect((await told()).map(([to]) => to)).toEqual([key(owner)])
  })

  test('tells nobody when it is opened again in time, and everybody when it is finished then', async () => {
    const reporter = person('councilMember')
    const id = await incidentOf(house, reporter, 'new', true)
    const action = await savedAction(house, owner, { incidents: [{ id, number: '' }] })
    await act(owner, 'finish', action)
    await act(owner, 'reopen', action)
    const telling = async () =>
      (await house.deliver()).filter((post) => textOf(post).includes('Din rapport')).length
    expect(await telling()).toBe(0)
    await act(owner, 'finish', action)
    expect(await telling()).toBe(1)
  })

  test('tells nobody of training, or of what was reported for training, or who has left', async () => {
    const incident = async (who: Person, training: 0 | 1) => {
      const id = await incidentOf(house, who, 'new', true)
      await house.world.db.updateTable('incidents').set({ training }).where('id', '=', id).execute()
      return { id: id as IncidentId, number: '' }
    }
    const [real, training] = [await incident(person('chair'), 0), await incident(person('chair'), 1)]
    await act(owner, 'finish', await savedAction(house, owner, { training: true, incidents: [real] }))
    await act(owner, 'finish', await savedAction(house, owner, { incidents: [training] }))
    const left = await incident(person('removed'), 0)
    await act(owner, 'finish', await savedAction(house, owner, { incidents: [left] }))
    expect((await house.deliver()).filter((post) => textOf(post).includes('Din rapport'))).toEqual([])
    expect(house.faults).toEqual([])
  })

  test('speaks English to who does', async () => {
    const action = await savedAction(house, owner)
    const english = house.as(owner, 'en')
    const card = await english.forges('actions.show', { council: house.councilId, action: action.id })
    const form = await english.presses(card, 'Report how it goes')
    const saved: Reply = await english.presses(form, 'Save progress', {
      text: 'Half of it is done.',
      light: 'onTrack',
      progress: '50%',
    })
    expect(textOf(saved)).toContain('● On track · 50')
    expect(cardOf(saved).lang).toBe('en')
  })
})
