import assert from 'node:assert/strict'
import type { Stage } from './stage.ts'
import { textOf } from './window.ts'

/** What was written down once is found again: by words in any of their forms, by what it was, page by page. */
export async function searchJourney({ fieldWorker, coordinator, told }: Stage): Promise<void> {
  await told('sök alone says how to search', async () => {
    await coordinator.say('sök')
    await coordinator.card('Jag hittar ordet hur det än är böjt')
  })
  await told('sök finds a word in its other forms, with the sentence where it stands', async () => {
    await coordinator.say('sök lyktstolpe mörk')
    const hits = await coordinator.card('”lyktstolpe mörk”')
    assert.match(await textOf(hits), /Otrygg plats · Strandgatan[\s\S]*Fyra lyktstolpar/)
    await coordinator.picture('search', hits)
  })
  await told('Visa opens a hit, in the same place', async () => {
    const hits = await coordinator.card('”lyktstolpe mörk”')
    await coordinator.pressIn(hits, 'Otrygg plats', 'Visa')
    const incident = await coordinator.card('Påverkan')
    assert.match(await textOf(incident), /Strandgatan[\s\S]*Fyra lyktstolpar i rad/)
    assert.equal(await coordinator.count('”lyktstolpe mörk”'), 0)
  })
  await told('what is not there is said not to be, with what to try', async () => {
    await coordinator.say('sök vattenskotrar')
    const nothing = await coordinator.card('Jag hittade inget')
    assert.match(await textOf(nothing), /Prova färre ord/)
    await coordinator.picture('search-nothing', nothing)
  })
  await told('Visa fler turns the page, and Till början turns it back', async () => {
    await coordinator.reload()
    await coordinator.say('sök noret')
    const first = await coordinator.card('”noret”')
    const before = await textOf(first)
    await coordinator.press(first, 'Visa fler')
    const second = await coordinator.card('Till början')
    assert.notEqual(await textOf(second), before)
    await coordinator.press(second, 'Till början')
    await second.getByRole('button', { name: 'Till början' }).waitFor({ state: 'detached' })
    assert.equal(await textOf(await coordinator.card('”noret”')), before)
  })
  await told('who only reports finds nothing of what is not for everybody', async () => {
    await coordinator.say('rapportera skadegörelse Mora station i förrgår 18.00, biljettautomaten är sprayad')
    await coordinator.press(await coordinator.card('Rapportera en händelse'), 'Rapportera')
    const number = await coordinator.numberIn(await coordinator.card('är rapporterad'))
    await coordinator.say('sök biljettautomat')
    assert.match(await textOf(await coordinator.card('”biljettautomat”')), new RegExp(number))
    await fieldWorker.say('sök biljettautomat')
    assert.doesNotMatch(await textOf(await fieldWorker.card('Jag hittade inget')), new RegExp(number))
  })
  await told('Visa äldre turns the list of incidents, and Till de nyaste turns it back', async () => {
    await coordinator.reload()
    await coordinator.say('händelser')
    const newest = await coordinator.card('De nyaste först')
    const before = await textOf(newest)
    await coordinator.press(newest, 'Visa äldre')
    const older = await coordinator.card('Till de nyaste')
    assert.notEqual(await textOf(older), before)
    await coordinator.press(older, 'Till de nyaste')
    await older.getByRole('button', { name: 'Till de nyaste' }).waitFor({ state: 'detached' })
  })
  await told('Filtrera takes what and where, and Visa alla lets go of it', async () => {
    const list = await coordinator.card('De nyaste först')
    await coordinator.press(list, 'Filtrera')
    await coordinator.choose(list, 'Vad', 'Skadegörelse')
    await coordinator.picture('incidents-filter', list)
    await coordinator.press(list, 'Visa urvalet')
    const chosen = await coordinator.card(/Urval: .*Skadegörelse/)
    assert.doesNotMatch(await textOf(chosen), /Buskörning ·/)
    await coordinator.press(chosen, 'Visa alla')
    await coordinator.card('De nyaste först')
  })
}
