import { beforeEach, expect, test } from '@jest/globals'
import type { Reply } from '../../src/chat/index.ts'
import type { Person } from '../../src/shared/person.ts'
import { eachDatabase } from '../helpers/databases.ts'
import { buildHouse, choicesOf, type House, mora, type Post, textOf, valuesOf } from '../helpers/house.ts'

eachDatabase('Word that a report has been read', (engine) => {
  let house: House
  beforeEach(async () => {
    house = await buildHouse(await engine.open())
  })

  async function reports(who: Person = mora.fieldWorker): Promise<Reply> {
    const form = await house.as(who).writes('rapportera')
    const receipt = await house.as(who).presses(form, 'Rapportera', {
      ...valuesOf(form),
      category: choicesOf(form, 'category').Buskörning ?? '',
      place: choicesOf(form, 'place')['Norets handelsområde, stora parkeringen'] ?? '',
      text: 'Ett tjugotal bilar kör fort.',
      impact: '2',
    })
    await house.deliver()
    return receipt
  }

  async function assesses(
    changes: Record<string, string> = {},
    who: Person = mora.coordinator,
  ): Promise<void> {
    const form = await house.as(who).presses(await house.as(who).writes('H-2026-0001'), 'Bedöm')
    const filled = { ...valuesOf(form), impact: '2', published: 'no', ...changes }
    expect(textOf(await house.as(who).presses(form, 'Spara bedömningen', filled))).toContain('◐ Bedömd')
  }

  const words = (posts: readonly Post[]) => posts.filter(({ summary }) => /läst och bedömd/.test(summary))

  test('comes once, however often it is assessed, and says what happens next', async () => {
    await reports()
    await assesses()
    const [word, ...others] = words(await house.deliver())
    if (!word) throw new Error('nobody was told')
    expect(others).toEqual([])
    expect(word.to.endsWith(mora.fieldWorker.aadObjectId)).toBe(true)
    expect(textOf(word)).toContain('✓ H-2026-0001 är läst och bedömd')
    expect(textOf(word)).toContain('Du får svar här när vi vet vad som kom av den.')
    expect(textOf(word)).not.toContain('Alla i rådet kan läsa den nu.')
    await assesses({ impact: '3', published: 'yes' })
    await assesses({ impact: '1' }, mora.police)
    expect(words(await house.deliver())).toEqual([])
    expect(house.faults).toEqual([])
  })

  test('does not come to who assesses the own report, nor for training', async () => {
    await reports(mora.coordinator)
    await assesses()
    expect(words(await house.deliver())).toEqual([])
    await house.world.db.updateTable('incidents').set({ status: 'new', training: 1 }).execute()
    await assesses({ impact: '1' }, mora.police)
    expect(words(await house.deliver())).toEqual([])
    expect(
      await house.world.db
        .selectFrom('outbox')
        .select('id')
        .where('kind', '=', 'incidents.receipt')
        .execute(),
    ).toEqual([])
  })

  test('does not come when it was closed before that: the answer says it all', async () => {
    await reports()
    await assesses()
    const coordinator = house.as(mora.coordinator)
    const closing = await coordinator.presses(await coordinator.writes('H-2026-0001'), 'Avsluta')
    await coordinator.presses(closing, 'Avsluta och svara', { kind: 'handled', text: 'Det är lugnt nu.' })
    const sent = (await house.deliver()).filter(({ to }) => to.endsWith(mora.fieldWorker.aadObjectId))
    expect(sent.map(({ summary }) => summary)).toEqual(['Svar på din rapport H-2026-0001'])
  })

  test.each([
    [
      'taken back',
      async (receipt: Reply) => {
        const fieldWorker = house.as(mora.fieldWorker)
        await fieldWorker.presses(await fieldWorker.presses(receipt, 'Ta tillbaka'), 'Ja, ta tillbaka')
      },
    ],
    [
      'left behind in the council',
      async () => {
        await house.world.db
          .updateTable('members')
          .set({ removed_at: house.clock.now() })
          .where('aad_object_id', '=', mora.fieldWorker.aadObjectId)
          .execute()
      },
    ],
  ])('does not come when the report was %s before that', async (_, meanwhile) => {
    const receipt = await reports()
    await assesses()
    await meanwhile(receipt)
    expect(words(await house.deliver())).toEqual([])
    const state = await house.world.db
      .selectFrom('outbox')
      .select('state')
      .where('kind', '=', 'incidents.receipt')
      .executeTakeFirst()
    expect(state).toEqual({ state: 'noLongerNeeded' })
  })

  test('is held, and not sent again, when nobody knows whether it arrived', async () => {
    await reports()
    await assesses()
    // The coordinators' cards are changed first.
    house.fail(
      { kind: 'uncertain', reason: '504' },
      { kind: 'uncertain', reason: '504' },
      { kind: 'uncertain', reason: '504' },
    )
    await house.deliver()
    await house.deliver()
    expect(words(house.posts)).toEqual([])
    const row = await house.world.db
      .selectFrom('outbox')
      .select(['state', 'attempts'])
      .where('kind', '=', 'incidents.receipt')
      .executeTakeFirst()
    expect(row).toEqual({ state: 'uncertain', attempts: 1 })
  })
})
