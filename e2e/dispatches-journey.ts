import assert from 'node:assert/strict'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Stage } from './stage.ts'
import { textOf } from './window.ts'

/** What nobody knows the end of: the coordinator's Playground stands still while two cards are sent to it. */
export async function dispatchesJourney({ demo, fieldWorker, coordinator, told }: Stage): Promise<void> {
  let first = ''

  await told('utskick says that nothing is held', async () => {
    await coordinator.say('utskick')
    const card = await coordinator.card('Här är det tomt')
    await coordinator.picture('dispatches-none', card)
  })
  await told('cards that Teams does not answer for are held', async () => {
    const goesOn = demo.hangs((await demo.ready()).coordinator)
    try {
      for (const line of [
        'rapportera klotter vid Prästholmen, grillplatsen',
        'rapportera skräp vid kundvagnarna, burkar',
      ]) {
        await fieldWorker.say(line)
        await fieldWorker.press(await fieldWorker.card('Rapportera en händelse'), 'Rapportera')
        const number = await fieldWorker.numberIn(await fieldWorker.card('är rapporterad'))
        first ||= number
        await fieldWorker.reload()
      }
      await until(async () => /^tryggve_outbox_held_messages 2$/m.test(await demo.metrics()))
    } finally {
      goesOn()
    }
    await coordinator.say('utskick')
    const list = await coordinator.card('2 väntar på ditt svar')
    assert.match(await textOf(list), /Teams svarade inte i tid/)
    await coordinator.picture('dispatches', list)
  })
  await told('Skicka igen brings the card, which says that it may have come before', async () => {
    const list = await coordinator.card('2 väntar på ditt svar')
    await list.getByRole('button', { name: 'Skicka igen', exact: true }).first().click()
    await coordinator.card('Det skickas igen nu')
    const again = await coordinator.card(/Kan ha skickats tidigare/)
    assert.match(await textOf(again), new RegExp(first))
    await coordinator.picture('sent-again', again)
  })
  await told('Avskriv ends the other', async () => {
    await coordinator.press(await coordinator.card('Det skickas igen nu'), 'Avskriv')
    const list = await coordinator.card('Det är avskrivet')
    assert.match(await textOf(list), /Här är det tomt/)
    await coordinator.picture('written-off', list)
  })
}

/** Two attempts of 15 s, one after the other. */
async function until(condition: () => Promise<boolean>): Promise<void> {
  const deadline = performance.now() + 60_000
  while (!(await condition())) {
    if (performance.now() > deadline) throw new Error('it did not become so within a minute')
    await sleep(200)
  }
}
