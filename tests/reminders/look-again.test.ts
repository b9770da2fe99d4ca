import { beforeEach, expect, test } from '@jest/globals'
import { transact } from '../../src/database/index.ts'
import { promiseToSend, type Recipient } from '../../src/delivery/index.ts'
import type { Person } from '../../src/shared/person.ts'
import { savedAction } from '../helpers/an-action.ts'
import { checked } from '../helpers/checked.ts'
import { eachDatabase } from '../helpers/databases.ts'
import { cardOf, choicesOf, type House, mora, type Post, textOf, valuesOf } from '../helpers/house.ts'
import { houseInMeeting, minutesFor } from '../minutes/stage.ts'

/** A thing of which somebody, or all in a channel, have a living card. */
interface Told {
  readonly subjectId: string
  readonly to: Person | undefined
}

eachDatabase('A living card that is looked at again', (engine) => {
  let house: House
  let meeting: string
  beforeEach(async () => {
    const stage = await houseInMeeting(await engine.open())
    house = stage.house
    meeting = stage.meeting
  })
  const db = () => house.world.db

  async function reported(): Promise<string> {
    const form = await house.as(mora.fieldWorker).writes('rapportera Klotter')
    const category = Object.values(choicesOf(form, 'category'))[0] ?? ''
    const filled = {
      ...valuesOf(form),
      category,
      placeText: 'Bakom *torget*_norr',
      impact: '1',
      certainty: 'observed',
    }
    await house.as(mora.fieldWorker).presses(form, 'Rapportera', filled)
    return (await db().selectFrom('incidents').select('id').executeTakeFirstOrThrow()).id
  }

  async function asked(): Promise<string> {
    const form = await house.as(mora.outsider).writes('gå med')
    const facts = { title: 'Väktare på stationen', organisation: 'vaktbolag' }
    await house.as(mora.outsider).presses(form, 'Skicka frågan', facts)
    return (await db().selectFrom('join_requests').select('id').executeTakeFirstOrThrow()).id
  }

  async function minutes(as: 'sent' | 'changeAsked'): Promise<string> {
    const form = await minutesFor(house, mora.police, 'minutes.askChange')
    if (as === 'changeAsked')
      await house.as(mora.police).forges('minutes.askChange', { council: house.councilId, ...form })
    return form.meeting ?? ''
  }

  async function approved(): Promise<string> {
    const form = await minutesFor(house, mora.police, 'minutes.approve')
    await house.as(mora.police).forges('minutes.approve', { council: house.councilId, ...form })
    return form.meeting ?? ''
  }

  /** How each of them comes about. One that is missing here fails the first test. */
  const living: Readonly<Record<string, () => Promise<Told>>> = {
    'incidents.coordination': async () => ({ subjectId: await reported(), to: mora.coordinator }),
    'actions.owner': async () => ({ subjectId: (await savedAction(house, mora.police)).id, to: mora.police }),
    'actions.declined': async () => {
      const declined = { ownership: 'declined', ownershipWhy: checked('Hinner inte.') } as const
      return { subjectId: (await savedAction(house, mora.police, declined)).id, to: mora.coordinator }
    },
    'meetings.call': async () => ({ subjectId: meeting, to: mora.fieldWorker }),
    'minutes.toApprove': async () => ({ subjectId: await minutes('sent'), to: mora.police }),
    'minutes.changeAsked': async () => ({ subjectId: await minutes('changeAsked'), to: mora.coordinator }),
    'minutes.summary': async () => ({ subjectId: await approved(), to: mora.chair }),
    // Read by many, so that it is shown anew to nobody.
    'minutes.channelSummary': async () => ({ subjectId: await approved(), to: undefined }),
    'councils.joinRequest': async () => ({ subjectId: await asked(), to: mora.coordinator }),
  }

  /** Sends the living card of a thing, and gives what was sent. */
  async function sent(kind: string, { subjectId, to }: Told): Promise<Post> {
    await house.deliver()
    const recipient: Recipient = to
      ? { kind: 'person', person: to }
      : { kind: 'conversation', conversationId: '19:brå@thread.tacv2' }
    const owed = { councilId: house.councilId, kind, subjectId, occasion: 'en gång till', recipient }
    await transact(db(), (tx) => promiseToSend(tx, house.clock.now(), [owed]))
    const [post, ...others] = await house.deliver()
    expect([kind, post?.card.type, others]).toEqual([kind, 'AdaptiveCard', []])
    return post as Post
  }

  test('is known to this test, whichever it is', () => {
    const kinds = house.notices.filter((notice) => notice.living).map(({ kind }) => kind)
    expect(kinds.toSorted()).toEqual(Object.keys(living).toSorted())
  })

  test.each(Object.keys(living))(
    '%s is shown as it is now, to the one who has it and to nobody else',
    async (kind) => {
      const told = await living[kind]!()
      const post = await sent(kind, told)
      if (!told.to) {
        expect(post.refresh).toBeUndefined()
        return
      }
      const before = await db().selectFrom('audit').select('id').execute()
      const shown = await house.as(told.to).looksAgainAt(post)
      expect(textOf(shown)).toBe(textOf(post))
      expect(cardOf(shown).actions?.length).toBe(post.card.actions?.length)
      expect(shown).toMatchObject({ stays: false })
      for (const other of [mora.coordinator, mora.police, mora.fieldWorker, mora.chair, mora.outsider]) {
        if (other === told.to) continue
        const recipients = await db()
          .selectFrom('living_cards')
          .select('recipient')
          .where('kind', '=', kind)
          .execute()
        if (recipients.some(({ recipient }) => recipient.endsWith(other.aadObjectId))) continue
        const reply = await house.as(other).looksAgainAt(post)
        expect(textOf(reply)).not.toBe(textOf(post))
      }
      expect(await db().selectFrom('audit').select('id').execute()).toEqual(before)
      expect(house.faults).toEqual([])
    },
  )

  test('shows nothing to who has left the council since', async () => {
    const told = await living['incidents.coordination']!()
    const post = await sent('incidents.coordination', told)
    await db()
      .updateTable('members')
      .set({ removed_at: house.clock.now() })
      .where('aad_object_id', '=', mora.coordinator.aadObjectId)
      .execute()
    expect(post.summary).toMatch(/Bakom \*torget\*_norr$/)
    expect(await house.as(mora.coordinator).looksAgainAt(post)).toMatchObject({ kind: 'text' })
  })

  test('may be asked for by a verb that only shows; every other one is refused', async () => {
    const reading = house.sayables.flatMap(({ presses }) =>
      presses.filter(({ reads }) => reads).map(({ verb }) => verb),
    )
    expect(reading.toSorted()).toEqual([
      'actions.show',
      'incidents.show',
      'meetings.show',
      'reminders.lookAgain',
    ])
    const incident = await reported()
    const data = { council: house.councilId, incident }
    for (const verb of [
      'incidents.withdraw',
      'incidents.assess',
      'incidents.assessForm',
      'councils.choose',
    ]) {
      const reply = await house.as(mora.coordinator).looksAgainAt({ refresh: { verb, data } })
      expect(textOf(reply)).toContain('Knappen finns inte längre')
    }
    const shown = await house.as(mora.coordinator).looksAgainAt({ refresh: { verb: 'incidents.show', data } })
    expect(textOf(shown)).toContain('H-2026-0001')
  })
})
