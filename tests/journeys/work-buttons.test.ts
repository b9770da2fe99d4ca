import { beforeAll, beforeEach, describe, expect, test } from '@jest/globals'
import type { Action } from '../../src/actions/action.ts'
import type { Reply } from '../../src/chat/index.ts'
import { type CouncilId, newId, type OrganisationId } from '../../src/shared/ids.ts'
import type { Person } from '../../src/shared/person.ts'
import { savedAction } from '../helpers/an-action.ts'
import { checked } from '../helpers/checked.ts'
import { eachDatabase } from '../helpers/databases.ts'
import { houseOfEverybody, person } from '../helpers/everybody.ts'
import { type House, mora, textOf, valuesOf } from '../helpers/house.ts'
import { keptOf, tracesIn } from '../helpers/kept.ts'
import { addSecondCouncil, onlyInOrsa, orsa } from '../helpers/second-council.ts'
import { promiseForm, somePromise } from '../helpers/some-promise.ts'

/** Who presses. The owner answers for the action, and works where the commitment was promised; their role is a reporter's. */
const people = {
  owner: mora.fieldWorker,
  reporter: person('reporter'),
  policeCoordinator: mora.police,
  municipalCoordinator: mora.coordinator,
  councilMember: person('councilMember'),
  chair: person('chair'),
  outsider: mora.outsider,
  otherCouncil: orsa.coordinator,
} as const satisfies Record<string, Person>
type Somebody = keyof typeof people
const somebodies = Object.keys(people) as Somebody[]
const members: readonly Somebody[] = somebodies.filter((who) => who !== 'outsider' && who !== 'otherCouncil')
const coordinators = ['policeCoordinator', 'municipalCoordinator'] as const

type Data = Readonly<Record<string, string>>

/** What another does between the card and the press, and what the press is then told. */
interface Meanwhile {
  readonly verb: string
  readonly by?: Somebody
  /** The form that is sent then, where it differs from the verb's own. */
  readonly data?: Data
  readonly says: string
}

interface Row {
  /** What it is about: a new one for every press. */
  readonly about: 'action' | 'promise' | 'nothing'
  readonly may: readonly Somebody[]
  /** Whether something is stored by it. */
  readonly stores: boolean
  /** How the action is, when it is not as it was just agreed and taken on. */
  readonly action?: Partial<Action>
  readonly before?: readonly string[]
  readonly data?: Data
  readonly stale?: Meanwhile
}

const over = 'Den är redan avslutad'
const otherwise = 'Någon annan ändrade precis samma sak'
const seenThrough = ['owner', ...coordinators] as const
const whoPlans = [...coordinators, 'councilMember', 'chair'] as const
const done: Meanwhile = { verb: 'actions.finish', by: 'municipalCoordinator', says: over }
const cancelled: Meanwhile = { verb: 'actions.cancel', by: 'municipalCoordinator', says: over }
const closed = {
  status: 'done',
  closedAt: '2026-11-19T08:00:00.000Z' as Action['closedAt'],
} as Partial<Action>

const reads = (about: Row['about'], stale?: Meanwhile): Row => ({
  about,
  may: members,
  stores: false,
  ...(stale ? { stale } : {}),
})
const action = (
  stores: boolean,
  may: readonly Somebody[],
  stale: Meanwhile,
  more: Partial<Row> = {},
): Row => ({
  about: 'action',
  may,
  stores,
  stale,
  ...more,
})
const promise = (
  stores: boolean,
  may: readonly Somebody[],
  stale?: Meanwhile,
  more: Partial<Row> = {},
): Row => ({
  about: 'promise',
  may,
  stores,
  ...(stale ? { stale } : {}),
  ...more,
})
/** A milestone is reached by logging it. */
const reach = 'reach'
const asked = { action: { ownership: 'asked' } } as const
const moved = { dueOn: '2027-01-15', why: 'Lamporna kommer först då.' }
const ended: Meanwhile = { verb: 'promises.end', by: 'policeCoordinator', says: over }
const takenBack: Meanwhile = { verb: 'promises.withdraw', by: 'municipalCoordinator', says: 'tillbakatagen' }

/** Every verb of actions and promises. One that is missing fails the first test. */
const verbs: Readonly<Record<string, Row>> = {
  'actions.form': { about: 'nothing', may: whoPlans, stores: false },
  'actions.create': { about: 'action', may: whoPlans, stores: true },
  'actions.show': reads('action', { ...done, says: 'Alla lampor lyser.' }),
  'actions.history': reads('action', { ...done, says: 'Klar' }),
  'actions.list': reads('action'),
  'actions.mine': { about: 'nothing', may: members, stores: false },
  'actions.export': reads('action'),
  'actions.amendForm': action(false, seenThrough, done),
  'actions.amend': action(true, seenThrough, {
    verb: 'actions.postpone',
    by: 'municipalCoordinator',
    data: moved,
    says: otherwise,
  }),
  'actions.accept': action(true, ['owner'], cancelled, asked),
  'actions.declineForm': action(false, ['owner'], cancelled, asked),
  'actions.decline': action(true, ['owner'], cancelled, asked),
  'actions.reportForm': action(false, seenThrough, done),
  'actions.report': action(true, seenThrough, done),
  'actions.finishForm': action(false, seenThrough, cancelled),
  'actions.finish': action(true, seenThrough, cancelled),
  'actions.postponeForm': action(false, seenThrough, done),
  'actions.postpone': action(true, seenThrough, {
    verb: 'actions.postpone',
    by: 'municipalCoordinator',
    data: moved,
    says: otherwise,
  }),
  'actions.cancelForm': action(false, seenThrough, done),
  'actions.cancel': action(true, seenThrough, done),
  'actions.reopenForm': action(
    false,
    seenThrough,
    { verb: 'actions.reopen', by: 'municipalCoordinator', says: otherwise },
    { action: closed },
  ),
  'actions.reopen': action(
    true,
    seenThrough,
    { verb: 'actions.reopen', by: 'municipalCoordinator', says: otherwise },
    { action: closed },
  ),
  'promises.list': reads('promise'),
  'promises.show': reads('promise', { ...ended, says: 'avslutat 20 november 2026' }),
  'promises.versions': reads('promise'),
  'promises.deliveries': reads('promise', { ...takenBack, says: 'Inget är loggat än.' }),
  'promises.form': { about: 'nothing', may: members, stores: false },
  // What was done while it held may be logged after it was ended, too: the test below.
  'promises.log': promise(true, seenThrough),
  'promises.correctForm': promise(false, seenThrough, takenBack),
  'promises.correct': promise(true, seenThrough, takenBack, { data: { staff: '4' } }),
  'promises.withdraw': promise(true, seenThrough, takenBack),
  'promises.restore': promise(
    true,
    seenThrough,
    { verb: 'promises.restore', by: 'municipalCoordinator', says: '1 av 4' },
    { before: ['promises.withdraw'] },
  ),
  'promises.unreach': promise(
    true,
    seenThrough,
    { verb: 'promises.unreach', by: 'municipalCoordinator', says: 'Inte klart än' },
    { before: [reach] },
  ),
  'promises.makeForm': promise(false, coordinators),
  'promises.make': promise(true, coordinators),
  'promises.extendForm': promise(false, coordinators, ended),
  'promises.extend': promise(true, coordinators, ended, { data: { to: '2027-05-31' } }),
  'promises.endForm': promise(false, coordinators, ended),
  'promises.end': promise(true, coordinators, ended),
  'promises.resume': promise(
    true,
    coordinators,
    { verb: 'promises.resume', by: 'policeCoordinator', says: 'veckor kvar' },
    { before: ['promises.end'] },
  ),
}
const rows = Object.entries(verbs)

/** Everything that is stored, but for the books of who asked: a press that changed nothing leaves a line there. */
async function standingOf(house: House): Promise<string> {
  return (await keptOf(house.world.db))
    .split('\n')
    .filter((line) => !/^(audit|once) /.test(line))
    .join('\n')
}

eachDatabase('Every button of actions and promises', (engine) => {
  let house: House
  let social: OrganisationId

  async function build(): Promise<void> {
    ;({ house } = await houseOfEverybody(await engine.open()))
    const seat = await house.world.db
      .selectFrom('members')
      .select('organisation_id')
      .where('aad_object_id', '=', mora.fieldWorker.aadObjectId)
      .executeTakeFirstOrThrow()
    social = seat.organisation_id
  }

  /** A right form for a verb about something of a council's: an action or a promise that was not there before. */
  async function formFor(row: Row, of = house.councilId): Promise<Data> {
    const filled = { council: of, ...row.data }
    if (row.about === 'action') return { ...(await actionIn(of, row)), ...filled }
    if (row.about === 'promise') return { ...(await promiseIn(of, row)), ...filled }
    return filled
  }

  /** An action in a council, and what fills in every form about it. */
  async function actionIn(councilId: CouncilId, { action: changes }: Row): Promise<Data> {
    const inMora = councilId === house.councilId
    const owner = inMora ? mora.fieldWorker : orsa.fieldWorker
    const text = checked(inMora ? 'Byt lampor.' : 'ÅTERHÅLLET: byt lampor.')
    const saved = await savedAction(house, owner, { councilId, text, ...changes })
    return {
      ...{ seen: '1', action: saved.id, owner: saved.owner.memberId, focusArea: 'none' },
      ...{ cause: 'Lamporna är trasiga.', goal: 'Alla 12 lampor lyser.', startsOn: '2026-11-20' },
      ...{ text: 'Alla lampor lyser.', effect: 'seen', light: 'onTrack', progress: '' },
      ...{ dueOn: '2026-12-18', why: 'Lamporna är försenade.' },
    }
  }

  /** A promise in a council with what was done to it before, and what fills in every form about it. */
  async function promiseIn(council: CouncilId, { before = [] }: Row): Promise<Data> {
    const inMora = council === house.councilId
    const by = inMora ? mora.coordinator : orsa.coordinator
    const title = inMora ? promiseForm.title : 'ÅTERHÅLLET: lugnare kvällar'
    const { milestone, ...made } = await somePromise(
      house,
      inMora ? social : await someOwner(council),
      by,
      title,
    )
    const told = { date: '2026-11-12', note: '', commitments: 'Polisen: går runt, 1 i veckan' }
    const data = { ...promiseForm, ...made, ...told, council }
    if (before.includes(reach)) {
      await press(by, 'promises.log', { ...data, commitment: milestone })
      return { ...data, commitment: milestone }
    }
    for (const verb of before) await press(by, verb, data)
    return data
  }

  async function someOwner(council: CouncilId): Promise<OrganisationId> {
    const owners = house.world.db.selectFrom('organisations').select('id').where('council_id', '=', council)
    return (await owners.executeTakeFirstOrThrow()).id
  }

  /** The form of this verb, with what it needs to be right: a postponement is made from the day that was seen. */
  const sent = (verb: string, data: Data): Data =>
    verb === 'actions.postpone' ? { ...data, seen: '2026-11-30' } : data

  function press(who: Person, verb: string, data: Data): Promise<Reply> {
    return house.as(who).forges(verb, { once: newId<string>(), ...sent(verb, data) })
  }

  describe('there is', () => {
    beforeAll(build)

    test('stands in the table of this test', () => {
      const declared = house.sayables
        .flatMap((sayable) => sayable.presses.map(({ verb }) => verb))
        .filter((verb) => /^(actions|promises)\./.test(verb))
      expect(declared.toSorted()).toEqual(Object.keys(verbs).toSorted())
    })

    test.each(somebodies)('pressed by %s', async (who) => {
      await addOrsaOnce()
      const came: Record<string, string> = {}
      for (const [verb, row] of rows) came[verb] = await cameOf(who, verb, row)
      expect(came).toEqual(Object.fromEntries(rows.map(([verb, row]) => [verb, expectedOf(who, row)])))
      expect(house.faults).toEqual([])
    })

    /** What a press with a right form comes to for somebody: something was stored, or shown, or a no was said. */
    async function cameOf(who: Somebody, verb: string, row: Row): Promise<string> {
      const data = await formFor(row)
      const before = await tracesIn(house.world.db)
      const reply = await press(people[who], verb, data)
      const stored = (await tracesIn(house.world.db)) !== before
      if (!members.includes(who)) expect(textOf(reply)).toContain('Det får du tyvärr inte göra här')
      expect([verb, textOf(reply)]).toEqual([verb, expect.not.stringContaining('⚠')])
      if (reply.kind === 'text') return stored ? 'a no that stored' : 'no'
      return stored ? 'did' : 'showed'
    }

    function expectedOf(who: Somebody, { may, stores }: Row): string {
      if (!may.includes(who)) return 'no'
      return stores ? 'did' : 'showed'
    }

    let orsaId: CouncilId | undefined
    async function addOrsaOnce(): Promise<CouncilId> {
      orsaId ??= await addSecondCouncil(house.world)
      return orsaId
    }

    test.each(['policeCoordinator', 'owner'] as const)(
      'pressed by %s with what is another council’s, changes and shows nothing of it',
      async (who) => {
        const foreign = await addOrsaOnce()
        const theirs = await Promise.all([
          formFor(verbs['actions.accept'] as Row, foreign),
          formFor(verbs['promises.log'] as Row, foreign),
        ])
        const data = { ...theirs[0], ...theirs[1], dueOn: '2026-12-18', council: house.councilId }
        const before = await keptOf(house.world.db, foreign)
        for (const [verb, row] of rows) {
          const reply = await press(people[who], verb, data)
          expect([verb, JSON.stringify(reply)]).toEqual([verb, expect.not.stringMatching(onlyInOrsa)])
          const points = row.about !== 'nothing' && !/\.(list|export|create|make|makeForm)$/.test(verb)
          if (points) expect([verb, reply.kind]).toEqual([verb, 'text'])
        }
        expect(await keptOf(house.world.db, foreign)).toBe(before)
        expect(house.faults).toEqual([])
      },
    )
  })

  describe('that', () => {
    beforeEach(build)

    test('stores something stores it once, however often it is pressed, and answers the same', async () => {
      for (const [verb, row] of rows.filter(([, { stores }]) => stores)) {
        const who = people[row.may[0] ?? 'owner']
        const data = { ...(await formFor(row)), once: newId<string>() }
        const first = await press(who, verb, data)
        expect([verb, first.kind]).toEqual([verb, 'card'])
        const after = await keptOf(house.world.db)
        const again = await press(who, verb, data)
        expect([verb, textOf(again)]).toEqual([verb, textOf(first)])
        expect([verb, (await keptOf(house.world.db)) === after]).toEqual([verb, true])
      }
    })

    test('is pressed twice at the same moment stores it once', async () => {
      for (const [verb, row] of rows.filter(([, { stores }]) => stores)) {
        const who = people[row.may[0] ?? 'owner']
        const data = { ...(await formFor(row)), once: newId<string>() }
        const before = await auditOf(verb)
        const replies = await Promise.all([press(who, verb, data), press(who, verb, data)])
        expect([verb, replies.some(({ kind }) => kind === 'card')]).toEqual([verb, true])
        expect([verb, (await auditOf(verb)) - before]).toEqual([verb, 1])
      }
      expect(house.faults).toEqual([])
    })

    test('is on a card from before answers kindly, and changes nothing', async () => {
      for (const [verb, row] of rows) {
        const { stale } = row
        if (!stale) continue
        const data = await formFor(row)
        const other = await press(people[stale.by ?? 'owner'], stale.verb, { ...data, ...stale.data })
        expect([verb, stale.verb, other.kind]).toEqual([verb, stale.verb, 'card'])
        const before = await standingOf(house)
        const reply = await press(people[row.may[0] ?? 'owner'], verb, data)
        expect([verb, textOf(reply)]).toEqual([verb, expect.stringContaining(stale.says)])
        expect([verb, (await standingOf(house)) === before]).toEqual([verb, true])
      }
      expect(house.faults).toEqual([])
    })

    test('logs for a promise that was ended meanwhile counts what was done by then, and nothing after it', async () => {
      const data = await formFor(verbs['promises.log'] as Row)
      await press(mora.police, 'promises.end', data)
      house.clock.advance(2 * 86_400_000)
      const before = await standingOf(house)
      const late = await press(mora.fieldWorker, 'promises.log', { ...data, date: '2026-11-21' })
      expect(textOf(late)).toContain('⚠ Löftet gäller 1–20 november 2026. Välj en dag som ligger där.')
      expect(valuesOf(late)).toMatchObject({ date: '2026-11-21', duration: '2 h', staff: '2' })
      expect(await standingOf(house)).toBe(before)
      const inTime = await press(mora.fieldWorker, 'promises.log', { ...data, date: '2026-11-20' })
      expect(textOf(inTime)).toContain('2 av 4')
    })

    test('is pressed about an action by who no longer owns it, is refused', async () => {
      for (const verb of ['accept', 'declineForm', 'decline', 'reportForm', 'report', 'finish', 'postpone']) {
        const row = verbs[`actions.${verb}`] as Row
        const data = await formFor({ ...row, action: { ownership: 'asked' } })
        const { memberId } = (await savedAction(house, mora.police)).owner
        await press(mora.coordinator, 'actions.amend', { ...data, owner: memberId })
        const before = await standingOf(house)
        const reply = await press(mora.fieldWorker, `actions.${verb}`, data)
        expect([verb, textOf(reply)]).toEqual([
          verb,
          expect.stringMatching(/Det får du tyvärr inte göra här|Det är den som ansvarar för åtgärden/),
        ])
        expect(await standingOf(house)).toBe(before)
      }
    })

    test('asks for an action is answered by the municipality and by the police, yes and no', async () => {
      const { id } = await savedAction(house, mora.police, { ownership: 'asked' })
      const seat = async (who: Person) => (await savedAction(house, who)).owner.memberId
      const row = () =>
        house.world.db.selectFrom('actions').selectAll().where('id', '=', id).executeTakeFirstOrThrow()
      const given = async (to: Person) => {
        const data = await formFor(verbs['actions.amend'] as Row)
        const { version } = await row()
        const owner = await seat(to)
        await press(mora.coordinator, 'actions.amend', { ...data, action: id, seen: String(version), owner })
        return (await house.deliver()).filter(
          (post) => post.to.endsWith(to.aadObjectId) && textOf(post).includes('föreslagen som ansvarig'),
        )
      }
      const answers: readonly [Person, 'yes' | 'no'][] = [
        [mora.fieldWorker, 'no'],
        [mora.police, 'yes'],
        [mora.fieldWorker, 'yes'],
        [mora.police, 'no'],
        [mora.chair, 'yes'],
      ]
      for (const [who, answer] of answers) {
        const [card, ...others] = await given(who)
        if (!card) throw new Error('the new owner got no card')
        expect(others).toEqual([])
        expect((await row()).ownership).toBe('asked')
        if (answer === 'yes') await house.as(who).presses(card, 'Jag tar den')
        else {
          const form = await house.as(who).presses(card, 'Jag kan inte')
          await house.as(who).presses(form, 'Skicka', { why: 'Det hör inte till oss.' })
        }
        const { ownership, owner_id } = await row()
        expect([ownership, owner_id]).toEqual([answer === 'yes' ? 'accepted' : 'declined', await seat(who)])
        const told = (await house.deliver()).filter((post) => textOf(post).includes('Det hör inte till oss.'))
        expect(told.length > 0).toBe(answer === 'no')
      }
      const history = textOf(
        await press(mora.chair, 'actions.history', { council: house.councilId, action: id }),
      )
      expect(history.match(/Ansvarig: /g)).toHaveLength(answers.length)
      expect(house.faults).toEqual([])
    })

    async function auditOf(verb: string): Promise<number> {
      const lines = await house.world.db.selectFrom('audit').select('id').where('verb', '=', verb).execute()
      return lines.length
    }
  })
})
