import assert from 'node:assert/strict'
import type { Stage } from './stage.ts'
import { textOf } from './window.ts'

/** The promise of Noret: how it stands, what was done for it, and what the public can be told. */
export async function promisesJourney({ fieldWorker, coordinator, told }: Stage): Promise<void> {
  await told('löften shows the promise with its pace', async () => {
    await coordinator.say('löften')
    const card = await coordinator.card('Medborgarlöfte · ')
    assert.match(await textOf(card), /▲ Ligger efter: 2\sav 4/)
    await coordinator.picture('promise', card)
  })
  await told('the sentences for the public are a press away', async () => {
    const card = await coordinator.card('Medborgarlöfte · ')
    await coordinator.press(card, 'Fler val')
    await coordinator.press(card, 'Till invånarna')
    await card.getByText(/har gjort 2\sav 4\sinsatser/).waitFor()
    await coordinator.picture('promise-public', card)
  })
  await told('a line is a delivery: how long, how many and when', async () => {
    await fieldWorker.say('insats noret 2 h, 2 personer igår kväll')
    const form = await fieldWorker.card('Logga insats')
    assert.equal(await fieldWorker.read(form, 'Hur länge?'), '2 h')
    assert.equal(await fieldWorker.read(form, 'Hur många av er?'), '2')
    await fieldWorker.picture('delivery-form', form)
    await fieldWorker.press(form, 'Spara')
    const receipt = await fieldWorker.card('Insatsen är loggad')
    assert.match(await textOf(receipt), /\s· 2\sh\s· två personer[\s\S]*Fältarbetare på plats/)
    await fieldWorker.picture('delivery', receipt)
  })
  await told('Rätta changes it, Ångra takes it back, and it can be counted again', async () => {
    await fieldWorker.press(await fieldWorker.card('Insatsen är loggad'), 'Rätta')
    const form = await fieldWorker.card('Rätta insats')
    await fieldWorker.fill(form, 'Hur länge?', '3 h')
    await fieldWorker.fill(form, 'Kommentar', 'Lugnt efter elva.')
    await fieldWorker.picture('delivery-correct', form)
    await fieldWorker.press(form, 'Spara')
    const corrected = await fieldWorker.card('Insatsen är rättad')
    assert.match(await textOf(corrected), /3\sh/)
    await fieldWorker.press(corrected, 'Ångra')
    const withdrawn = await fieldWorker.card('Insatsen är tillbakatagen')
    await fieldWorker.picture('delivery-withdrawn', withdrawn)
    await fieldWorker.press(withdrawn, 'Ångra')
    await fieldWorker.card('Insatsen räknas igen')
  })
  await told('who coordinates chooses which commitment a line is for, and the pace follows', async () => {
    await coordinator.say('insats noret 2 h, 2 personer igår kväll')
    const form = await coordinator.card('Logga insats')
    await coordinator.picture('delivery-several', form)
    await coordinator.choose(form, 'Vad gäller det?', policeDuty)
    await coordinator.press(form, 'Spara')
    const receipt = await coordinator.card('Insatsen är loggad')
    assert.match(await textOf(receipt), /3\sav 4/)
    await coordinator.picture('delivery-counted', receipt)
  })
  await told('Insatser lists what was done, the latest first', async () => {
    const promise = await coordinator.cardAfter('Medborgarlöfte · ', () => coordinator.say('löften'))
    await coordinator.press(promise, 'Insatser')
    await coordinator.picture('deliveries', await coordinator.card(/^Insatser/))
  })
  await told('Förläng makes a new version and keeps the old', async () => {
    await coordinator.press(await coordinator.card(/^Insatser/), 'Till löftet')
    const card = await coordinator.card('Medborgarlöfte · ')
    await coordinator.press(card, 'Fler val')
    await coordinator.press(card, 'Förläng')
    const form = await coordinator.card('Förläng löftet')
    await coordinator.fillDay(form, 'Ny sista dag', inDays(180))
    await coordinator.fillDay(form, 'Beslutat', inDays(0))
    await coordinator.fill(form, 'Varför?', 'Det har blivit lugnare, men problemet finns kvar.')
    await coordinator.picture('promise-extend', form)
    await coordinator.press(form, 'Förläng')
    await form.waitFor({ state: 'detached' })
    const extended = await coordinator.card('Medborgarlöfte · ')
    await coordinator.picture('promise-extended', extended)
    await coordinator.press(extended, 'Fler val')
    await coordinator.press(extended, 'Tidigare versioner')
    const versions = await coordinator.card(/^Versioner/)
    assert.match(await textOf(versions), /Version 2[\s\S]*Version 1/)
    await coordinator.picture('promise-versions', versions)
  })
  await told('Avsluta makes today the last day, and Ångra takes that back', async () => {
    await coordinator.press(await coordinator.card(/^Versioner/), 'Till löftet')
    const card = await coordinator.card('Medborgarlöfte · ')
    await coordinator.press(card, 'Fler val')
    await coordinator.press(card, 'Avsluta')
    const form = await coordinator.card('Avsluta löftet')
    await coordinator.fill(form, 'Varför?', 'Det har varit lugnt sedan i somras.')
    await coordinator.picture('promise-end', form)
    await coordinator.press(form, 'Avsluta löftet')
    const ended = await coordinator.card('Löftet är avslutat')
    await coordinator.picture('promise-ended', ended)
    await coordinator.press(ended, 'Ångra')
    await coordinator.press(await coordinator.card('Medborgarlöfte · '), 'Logga insats', { onlyLook: true })
  })
}

const policeDuty = /Insatser på Noret utöver det vanliga arbetet/

/** A day so many days from now in Stockholm: `2026-12-15`. */
function inDays(days: number): string {
  const day = new Date(Date.now() + days * 86_400_000)
  return new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Stockholm' }).format(day)
}
