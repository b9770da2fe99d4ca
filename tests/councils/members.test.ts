import { beforeEach, expect, test } from '@jest/globals'
import { coordinatorsOf, memberOf } from '../../src/councils/index.ts'
import { newId } from '../../src/shared/ids.ts'
import { type Person, personKey } from '../../src/shared/person.ts'
import { eachDatabase, type TestDatabase } from '../helpers/databases.ts'
import {
  buttonOf,
  buttonsOf,
  cardOf,
  hasWritten,
  inputsOf,
  orsaCoordinator,
  people,
  type Stage,
  setStage,
  textOf,
} from './stage.ts'

const filled = { title: 'Fältarbetare', organisation: 'socialforvaltningen', roles: 'reporter' }

eachDatabase('the members of the council', (engine) => {
  let database: TestDatabase
  let stage: Stage
  beforeEach(async () => {
    database = await engine.open()
    stage = await setStage(database.db)
  })

  const { samordnare, kommunpolis, fältarbetare, ordförande, utomstående } = people
  const memberId = async (who: Person) => (await memberOf(stage.world.db, stage.mora, who))?.memberId
  const pointingAt = async (verb: string, who: Person) => ({
    verb,
    council: stage.mora,
    member: await memberId(who),
    once: newId<string>(),
  })
  const history = (subject: string | undefined) =>
    stage.world.db
      .selectFrom('history')
      .select(['field', 'old_value', 'new_value', 'who'])
      .where('subject_kind', '=', 'member')
      .where('subject_id', '=', subject ?? '')
      .orderBy('at')
      .orderBy('position')
      .execute()

  test('a coordinator sees everybody with a way to change, a chair the plain list, a reporter the coordinators', async () => {
    const forCoordinator = await stage.write(samordnare, 'medlemmar')
    expect(textOf(forCoordinator)).toContain('4 medlemmar')
    expect(textOf(forCoordinator)).toContain('Socialförvaltningen · rapportör')
    expect(buttonsOf(forCoordinator, 'Ändra')).toHaveLength(4)

    const forChair = await stage.write(ordförande, 'medlemmar')
    expect(textOf(forChair)).toContain('Polisen · samordnare, ledamot')
    expect(buttonsOf(forChair)).toEqual([])

    const forReporter = await stage.press(fältarbetare, { verb: 'councils.members', council: stage.mora })
    expect(textOf(forReporter)).toContain('Dina samordnare')
    expect(textOf(forReporter)).toContain('Kommunpolis')
    expect(textOf(forReporter)).not.toContain('Rådets ordförande')
    expect(buttonsOf(forReporter)).toEqual([])
  })

  test('an English reader gets English words', async () => {
    const text = textOf(await stage.write(samordnare, 'members', { locale: 'en' }))
    expect(text).toContain('Members of the council')
    expect(text).toContain('Social services · reporter')
  })

  test('a coordinator adds somebody who has written, and that person is a member at once', async () => {
    await hasWritten(database.db, utomstående, 'Åsa-Rollen *Ö*')
    await hasWritten(database.db, samordnare, 'Samordnare Mora')
    const list = await stage.write(samordnare, 'medlemmar')
    const form = await stage.press(samordnare, buttonOf(list, 'Lägg till medlem'))
    expect(inputsOf(form).person?.choices).toEqual([
      { title: 'Åsa-Rollen *Ö*, skrev senast i dag 09.00', value: personKey(utomstående) },
    ])
    expect(inputsOf(form).person?.['choices.data']).toEqual({
      type: 'Data.Query',
      dataset: 'graph.microsoft.com/users',
    })
    const done = await stage.press(samordnare, buttonOf(form, 'Spara'), {
      person: personKey(utomstående),
      title: '  Väktare i centrum ',
      organisation: 'vaktbolag',
      roles: 'reporter,councilMember',
    })
    expect(done).toMatchObject({ kind: 'card', stays: true })
    expect(textOf(done)).toContain('Nu är personen med')
    expect(await memberOf(database.db, stage.mora, utomstående)).toMatchObject({
      title: 'Väktare i centrum',
      roles: ['reporter', 'councilMember'],
    })
    expect(textOf(await stage.write(utomstående, 'medlemmar'))).toContain('5 medlemmar')
    expect(await history(await memberId(utomstående))).toEqual([
      { field: 'membership', old_value: null, new_value: 'member', who: personKey(samordnare) },
      { field: 'title', old_value: null, new_value: 'Väktare i centrum', who: personKey(samordnare) },
      { field: 'organisation', old_value: null, new_value: 'Väktarbolaget', who: personKey(samordnare) },
      { field: 'roles', old_value: null, new_value: 'reporter, councilMember', who: personKey(samordnare) },
    ])
  })

  test('Teams’ own people picker gives an id alone: the tenant is known from the chat, else the asker’s own', async () => {
    const police: Person = { ...utomstående, tenantId: orsaCoordinator.tenantId }
    await hasWritten(database.db, police, null)
    const add = { verb: 'councils.add', council: stage.mora }
    // Orsa's tenant is not one that Mora accepts: the id is taken for a colleague's.
    await stage.press(
      samordnare,
      { ...add, once: newId<string>() },
      { ...filled, person: utomstående.aadObjectId },
    )
    expect(await memberOf(database.db, stage.mora, utomstående)).toBeDefined()
    expect(await memberOf(database.db, stage.mora, police)).toBeUndefined()
    await database.db
      .insertInto('accepted_tenants')
      .values({ council_id: stage.mora, tenant_id: police.tenantId })
      .execute()
    await stage.press(
      samordnare,
      buttonOf(
        await stage.press(samordnare, await pointingAt('councils.removeForm', utomstående)),
        'Ja, ta bort',
      ),
    )
    await stage.press(
      samordnare,
      { ...add, once: newId<string>() },
      { ...filled, person: police.aadObjectId },
    )
    expect(await memberOf(database.db, stage.mora, police)).toBeDefined()
    expect(await memberOf(database.db, stage.mora, utomstående)).toBeUndefined()
  })

  test('a person nobody has heard of, or of a tenant that is not accepted, cannot be forged into the list', async () => {
    await hasWritten(database.db, orsaCoordinator, 'Samordnare Orsa')
    for (const who of [orsaCoordinator, { ...utomstående, tenantId: newId<string>() }]) {
      const data = { verb: 'councils.add', council: stage.mora, once: newId<string>() }
      const reply = await stage.press(samordnare, data, { ...filled, person: personKey(who) })
      expect(textOf(reply)).toContain('Jag känner inte igen personen')
      expect(inputsOf(reply).title?.value).toBe('Fältarbetare')
      expect(await memberOf(database.db, stage.mora, who)).toBeUndefined()
    }
  })

  test('faults bring the form back with what was typed and what is wrong', async () => {
    const form = await stage.press(samordnare, { verb: 'councils.addForm', council: stage.mora })
    expect(textOf(form)).toContain('Ingen ny har skrivit till mig än')
    const save = buttonOf(form, 'Spara')
    const back = await stage.press(samordnare, save, {
      person: 'Åke',
      title: 'Ring 0250-123456',
      organisation: 'tullen',
      roles: 'kung',
    })
    expect(textOf(back)).toContain('⚠ Välj vem det gäller.')
    expect(textOf(back)).toContain('⚠ Skriv en roll, till exempel Fältarbetare. Inga nummer eller adresser.')
    expect(textOf(back)).toContain('⚠ Välj minst en roll.')
    expect(inputsOf(back).title?.value).toBe('Ring 0250-123456')
    expect(buttonOf(back, 'Spara').once).toBe(save.once)
    const wrongOrganisation = await stage.press(samordnare, save, {
      ...filled,
      person: utomstående.aadObjectId,
      organisation: 'tullen',
    })
    expect(textOf(wrongOrganisation)).toContain('⚠ Välj en verksamhet i listan.')
    const long = await stage.press(samordnare, save, { ...filled, title: 'å'.repeat(61) })
    expect(textOf(long)).toContain('⚠ Skriv en titel med högst 60 tecken.')
    expect(textOf(await stage.press(samordnare, save, {}))).toContain('⚠ Välj vem det gäller.')
    expect(await memberOf(database.db, stage.mora, utomstående)).toBeUndefined()
  })

  test('pressing twice adds once, and somebody who is there already is not added again', async () => {
    const data = { verb: 'councils.add', council: stage.mora, once: newId<string>() }
    const inputs = { ...filled, person: utomstående.aadObjectId }
    const first = await stage.press(samordnare, data, inputs)
    const second = await stage.press(samordnare, data, inputs)
    expect(textOf(second)).toBe(textOf(first))
    const other = await stage.press(samordnare, { ...data, once: newId<string>() }, inputs)
    expect(textOf(other)).toContain('Den personen är redan med i rådet.')
    const audit = await database.db
      .selectFrom('audit')
      .select('verb')
      .where('verb', '=', 'councils.add')
      .execute()
    expect(audit).toHaveLength(1)
  })

  test('a coordinator changes a member, with history of what differs', async () => {
    const form = await stage.press(samordnare, await pointingAt('councils.changeForm', fältarbetare))
    expect(inputsOf(form).title?.value).toBe('Fältarbetare')
    expect(inputsOf(form).organisation?.value).toBe('socialforvaltningen')
    expect(inputsOf(form).roles?.value).toBe('reporter')
    const done = await stage.press(samordnare, buttonOf(form, 'Spara'), {
      ...filled,
      roles: 'reporter,registrar',
    })
    expect(textOf(done)).toContain('Ändringen är sparad')
    expect((await memberOf(database.db, stage.mora, fältarbetare))?.roles).toEqual(['reporter', 'registrar'])
    expect(await history(await memberId(fältarbetare))).toEqual([
      { field: 'roles', old_value: 'reporter', new_value: 'reporter, registrar', who: personKey(samordnare) },
    ])
    const back = await stage.press(samordnare, buttonOf(form, 'Spara'), { ...filled, title: '', roles: '' })
    expect(textOf(back)).toContain('⚠ Skriv en titel')
    expect(inputsOf(back).organisation?.value).toBe('socialforvaltningen')
  })

  test('a coordinator removes a member after a question, at once and for every card, and can add again', async () => {
    const id = await memberId(ordförande)
    const kept = await stage.write(ordförande, 'råd')
    const form = await stage.press(samordnare, await pointingAt('councils.changeForm', ordförande))
    const question = await stage.press(samordnare, buttonOf(form, 'Ta bort'))
    expect(textOf(question)).toContain('Ta bort Rådets ordförande?')
    expect(await memberId(ordförande)).toBeDefined()
    const yes = buttonOf(question, 'Ja, ta bort')
    expect(textOf(await stage.press(samordnare, yes))).toContain('Personen är borttagen')
    expect(textOf(await stage.press(samordnare, yes))).toContain('Personen är borttagen')
    expect(await memberId(ordförande)).toBeUndefined()
    // Cards that are still open elsewhere.
    expect(textOf(await stage.press(ordförande, buttonOf(kept, 'Medlemmar')))).toContain(
      'Det får du tyvärr inte',
    )
    expect(textOf(await stage.press(kommunpolis, buttonOf(form, 'Spara'), filled))).toContain(
      'Jag hittar inte det',
    )
    expect(textOf(await stage.write(ordförande, 'råd'))).toContain('Du är inte med i något råd än')

    await stage.press(
      kommunpolis,
      { verb: 'councils.add', council: stage.mora, once: newId<string>() },
      { ...filled, person: ordförande.aadObjectId },
    )
    expect(await memberId(ordförande)).toBe(id)
    expect((await history(id)).map((line) => [line.field, line.old_value, line.new_value])).toEqual([
      ['membership', 'member', null],
      ['membership', null, 'member'],
      ['title', null, 'Fältarbetare'],
      ['organisation', null, 'Socialförvaltningen'],
      ['roles', null, 'reporter'],
    ])
  })

  test('the last coordinator can neither be removed nor lose the role', async () => {
    await stage.press(samordnare, await pointingAt('councils.remove', kommunpolis))
    const remove = await stage.press(samordnare, await pointingAt('councils.remove', samordnare))
    expect(textOf(remove)).toContain('Rådet måste ha minst en samordnare')
    const demote = await stage.press(samordnare, await pointingAt('councils.change', samordnare), filled)
    expect(textOf(demote)).toContain('Rådet måste ha minst en samordnare')
    expect(await memberOf(database.db, stage.mora, samordnare)).toMatchObject({ title: 'Samordnare Mora' })
    expect(await history(await memberId(samordnare))).toEqual([])
  })

  test('two coordinators who remove each other at once leave one', async () => {
    const removals = [
      [samordnare, await pointingAt('councils.remove', kommunpolis)],
      [kommunpolis, await pointingAt('councils.remove', samordnare)],
    ] as const
    await Promise.all(removals.map(([who, data]) => stage.press(who, data)))
    expect(await coordinatorsOf(database.db, stage.mora)).toHaveLength(1)
    expect(stage.faults).toEqual([])
  })

  test('nobody but a coordinator may open or send the forms, whatever the card says', async () => {
    for (const who of [fältarbetare, ordförande])
      for (const verb of ['addForm', 'add', 'changeForm', 'change', 'removeForm', 'remove']) {
        const data = await pointingAt(`councils.${verb}`, kommunpolis)
        const reply = await stage.press(who, data, { ...filled, person: utomstående.aadObjectId })
        expect(textOf(reply)).toContain('Det här är till för samordnare')
      }
    expect(await memberOf(database.db, stage.mora, kommunpolis)).toMatchObject({ title: 'Kommunpolis' })
    expect(await memberOf(database.db, stage.mora, utomstående)).toBeUndefined()
  })

  test('another council’s members are reached by no forged id', async () => {
    const id = await memberId(fältarbetare)
    for (const verb of ['changeForm', 'change', 'removeForm', 'remove'])
      for (const member of [id, newId<string>(), '', "' or 1=1 --", undefined]) {
        const data = { verb: `councils.${verb}`, council: stage.orsa, member, once: newId<string>() }
        const reply = await stage.press(orsaCoordinator, data, filled)
        expect(textOf(reply)).not.toMatch(/Mora|Socialförvaltningen|sparad|borttagen$/)
      }
    const across = await stage.press(orsaCoordinator, await pointingAt('councils.remove', fältarbetare))
    expect(textOf(across)).toContain('Det får du tyvärr inte göra här')
    expect(await memberOf(database.db, stage.mora, fältarbetare)).toMatchObject({ title: 'Fältarbetare' })
    const list = textOf(await stage.write(orsaCoordinator, 'medlemmar'))
    expect(list).toContain('2 medlemmar')
    expect(list).not.toContain('Kommunpolis')
    expect(stage.faults).toEqual([])
  })

  test('a long list is turned ten at a time, and titles are shown as they were written', async () => {
    const organisation = await database.db
      .selectFrom('organisations')
      .select('id')
      .where('council_id', '=', stage.mora)
      .executeTakeFirstOrThrow()
    const rows = Array.from({ length: 28 }, (_, at) => ({
      id: newId<NonNullable<Awaited<ReturnType<typeof memberId>>>>(),
      council_id: stage.mora,
      tenant_id: samordnare.tenantId,
      aad_object_id: newId<string>(),
      title: `*Ordningsvakt* nr ${at + 1} ${'å'.repeat(30)}`,
      organisation_id: organisation.id,
      roles: '["reporter","councilMember","coordinator","chair","registrar"]',
      added_at: stage.world.clock.now(),
      removed_at: null,
    }))
    await database.db.insertInto('members').values(rows).execute()
    const first = await stage.write(samordnare, 'medlemmar')
    expect(textOf(first)).toContain('32 medlemmar · sida 1 av 4')
    expect(buttonsOf(first, 'Ändra')).toHaveLength(10)
    expect(buttonsOf(first, 'Föregående')).toEqual([])
    expect(textOf(first)).toContain('\\*Ordningsvakt\\* nr 1 ')
    expect(JSON.stringify(cardOf(first)).length).toBeLessThan(28_000)
    const second = await stage.press(samordnare, buttonOf(first, 'Nästa'))
    expect(textOf(second)).toContain('sida 2 av 4')
    const last = await stage.write(samordnare, 'medlemmar 4')
    expect(buttonsOf(last, 'Ändra')).toHaveLength(2)
    expect(buttonsOf(last, 'Nästa')).toEqual([])
    for (const page of ['999', '0', '-1', 'x', 7])
      expect(textOf(await stage.press(samordnare, { ...buttonOf(first, 'Nästa'), page }))).toMatch(
        /sida [14] av 4/,
      )
  })

  test('the form for a new member stays within what Teams takes, however many have written', async () => {
    for (let at = 0; at < 60; at++)
      await hasWritten(
        database.db,
        { ...utomstående, aadObjectId: newId<string>() },
        `${'Ö'.repeat(70)} ${at}`,
      )
    const form = await stage.press(samordnare, { verb: 'councils.addForm', council: stage.mora })
    expect(inputsOf(form).person?.choices).toHaveLength(40)
    expect(JSON.stringify(cardOf(form)).length).toBeLessThan(28_000)
  })
})
