import { beforeEach, expect, test } from '@jest/globals'
import { type MemberId, newId } from '../../src/shared/ids.ts'
import type { Person } from '../../src/shared/person.ts'
import { eachDatabase, type TestDatabase } from '../helpers/databases.ts'
import {
  buttonOf,
  buttonsOf,
  cardOf,
  chatOf,
  hasWritten,
  people,
  type Stage,
  setStage,
  textOf,
} from './stage.ts'

eachDatabase('members who cannot be reached', (engine) => {
  let database: TestDatabase
  let stage: Stage
  const { samordnare, kommunpolis, fältarbetare, ordförande } = people

  beforeEach(async () => {
    database = await engine.open()
    stage = await setStage(database.db)
    for (const who of [samordnare, kommunpolis, fältarbetare]) await hasWritten(database.db, who, null)
  })

  const close = (who: Person, why: string | null) =>
    database.db
      .updateTable('addresses')
      .set({ closed_at: why === null ? null : stage.world.clock.now(), closed_why: why })
      .where('conversation_id', '=', chatOf(who).conversationId)
      .execute()

  test('are marked for a coordinator with the reason, the day and what to do', async () => {
    await close(fältarbetare, 'blocked')
    const list = textOf(await stage.write(samordnare, 'medlemmar'))
    expect(list).toContain('⚠ 2 medlemmar får inte det jag skickar')
    expect(list).toContain(
      '⚠ Nås inte sedan fredag 20 november: har blockerat Tryggve. Be personen öppna chatten med Tryggve, ta bort blockeringen och skriva **hej**.',
    )
    expect(list).toContain(
      '⚠ Har aldrig öppnat Tryggve. Be personen söka upp Tryggve i Teams och skriva **hej**.',
    )
    expect(list.match(/⚠/g)).toHaveLength(3)
  })

  test('each reason is told in its own words', async () => {
    const said = {
      removed: 'har tagit bort Tryggve.',
      disabledByAdmin: 'Tryggve är avstängt för personen i Teams.',
      forbidden: 'Teams släpper inte fram det jag skickar.',
      okänt: 'har tagit bort Tryggve.',
    }
    for (const [why, words] of Object.entries(said)) {
      await close(fältarbetare, why)
      expect(textOf(await stage.write(kommunpolis, 'medlemmar'))).toContain(
        `⚠ Nås inte sedan fredag 20 november: ${words}`,
      )
    }
    const english = textOf(await stage.write(kommunpolis, 'members', { locale: 'en' }))
    expect(english).toContain('⚠ Not reached since Friday 20 November: has removed Tryggve.')
    expect(english).toContain('⚠ 2 members do not get what I send')
  })

  test('lose the mark when they write again, and nothing is said when all can be reached', async () => {
    await close(fältarbetare, 'blocked')
    await close(fältarbetare, null)
    expect(textOf(await stage.write(samordnare, 'medlemmar'))).toContain(
      '⚠ 1 medlem får inte det jag skickar',
    )
    await hasWritten(database.db, ordförande, null)
    const list = await stage.write(samordnare, 'medlemmar')
    expect(textOf(list)).not.toContain('⚠')
    expect(buttonsOf(list, 'Visa bara dem')).toEqual([])
    const only = await stage.write(samordnare, 'medlemmar onåbara')
    expect(textOf(only)).toContain('Alla i rådet kan nås.')
    expect(buttonsOf(only, 'Ändra')).toEqual([])
  })

  test('are shown alone by the button and by words, and all again', async () => {
    await close(fältarbetare, 'removed')
    const list = await stage.write(samordnare, 'medlemmar')
    const only = await stage.press(samordnare, buttonOf(list, 'Visa bara dem'))
    expect(textOf(only)).toMatch(/^Medlemmar som inte nås\n.* · 2 medlemmar\n/)
    expect(textOf(only)).not.toContain('Kommunpolis')
    expect(buttonsOf(only, 'Ändra')).toHaveLength(2)
    for (const line of ['medlemmar onåbara', 'MEDLEMMAR ONABARA', 'members unreachable', 'medlem: onåbara 1'])
      expect(textOf(await stage.write(samordnare, line))).toBe(textOf(only))
    const all = await stage.press(samordnare, buttonOf(only, 'Visa alla medlemmar'))
    expect(textOf(all)).toBe(textOf(list))
  })

  test('are not shown to others, whatever they write or forge', async () => {
    await close(fältarbetare, 'blocked')
    await close(kommunpolis, 'blocked')
    // The field worker sits in two councils.
    await stage.press(fältarbetare, { verb: 'councils.choose', council: stage.mora })
    for (const who of [fältarbetare, ordförande]) {
      const plain = textOf(await stage.write(who, 'medlemmar'))
      expect(plain).toContain('Kommunpolis')
      expect(plain).not.toMatch(/⚠|nås inte|blockerat/i)
      expect(textOf(await stage.write(who, 'medlemmar onåbara'))).toBe(plain)
      const forged = { verb: 'councils.members', council: stage.mora, only: 'unreachable' }
      expect(textOf(await stage.press(who, forged))).toBe(plain)
    }
  })

  test('are paged as the list is, in a council of three hundred, on a card that Teams takes', async () => {
    const seat = await database.db
      .selectFrom('members')
      .selectAll()
      .where('aad_object_id', '=', fältarbetare.aadObjectId)
      .where('council_id', '=', stage.mora)
      .executeTakeFirstOrThrow()
    const rows = Array.from({ length: 296 }, (_, at) => ({
      ...seat,
      id: newId<MemberId>(),
      aad_object_id: newId<string>(),
      title: `*Ordningsvakt* nr ${at + 1} ${'å'.repeat(30)}`,
      roles: '["reporter","councilMember","coordinator","chair","registrar"]',
    }))
    await database.db.insertInto('members').values(rows).execute()
    const list = await stage.write(samordnare, 'medlemmar 2')
    expect(textOf(list)).toContain('⚠ 297 medlemmar får inte det jag skickar')
    expect(JSON.stringify(cardOf(list)).length).toBeLessThan(28_000)
    const first = await stage.press(samordnare, buttonOf(list, 'Visa bara dem'))
    expect(textOf(first)).toContain('297 medlemmar · sida 1 av 30')
    const second = await stage.press(samordnare, buttonOf(first, 'Nästa'))
    expect(textOf(second)).toMatch(/^Medlemmar som inte nås\n.* · sida 2 av 30\n/)
    expect(textOf(await stage.write(samordnare, 'medlemmar onåbara 2'))).toBe(textOf(second))
    expect(buttonsOf(await stage.write(samordnare, 'medlemmar onåbara 999'), 'Ändra')).toHaveLength(7)
    expect(stage.faults).toEqual([])
  })
})
