import assert from 'node:assert/strict'
import type { Stage } from './stage.ts'
import { textOf } from './window.ts'

/** A slip: for ten minutes it is undone as if it had not been. */
export async function undoJourney({ fieldWorker, coordinator, told }: Stage): Promise<void> {
  let number = ''

  await told('Ångra takes a report away at once', async () => {
    await fieldWorker.say('rapportera skräp vid kundvagnarna, burkar och kartonger')
    await fieldWorker.press(await fieldWorker.card('Rapportera en händelse'), 'Rapportera')
    const receipt = await fieldWorker.card('är rapporterad')
    number = await fieldWorker.numberIn(receipt)
    await coordinator.card(number)
    await fieldWorker.press(receipt, 'Ångra')
    await fieldWorker.picture('undone', await fieldWorker.card(`${number} är ångrad`))
  })
  await told("the coordinator's card is emptied", async () => {
    const card = await coordinator.card('✕ Ångrad')
    assert.doesNotMatch(await textOf(card), /kartonger/i)
    await coordinator.picture('undone-coordinator', card)
  })
  await told('it is in no list', async () => {
    await coordinator.say('händelser')
    const list = await coordinator.card('De nyaste först')
    assert.doesNotMatch(await textOf(list), new RegExp(number))
  })
}
