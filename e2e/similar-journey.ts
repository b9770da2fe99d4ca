import assert from 'node:assert/strict'
import type { Stage } from './stage.ts'
import { textOf } from './window.ts'

/** Two people report the same thing: it becomes one incident with one more observation. */
export async function similarJourney({ fieldWorker, coordinator, told }: Stage): Promise<void> {
  let first = ''
  let second = ''

  await told('somebody reports what nobody has reported: nothing is asked', async () => {
    await fieldWorker.say('rapportera klotter på bibblan, fönstret mot parken')
    await fieldWorker.press(await fieldWorker.card('Rapportera en händelse'), 'Rapportera')
    first = await fieldWorker.numberIn(await fieldWorker.card('är rapporterad'))
    await coordinator.card(first)
  })
  await told('somebody else reports the same: it is asked whether it is', async () => {
    await coordinator.say('rapportera nedklottrat vid biblioteket')
    await coordinator.press(await coordinator.card('Rapportera en händelse'), 'Rapportera')
    const question = await coordinator.card('Är det samma händelse?')
    assert.match(await textOf(question), new RegExp(`${first}[\\s\\S]*fönstret mot parken`))
    await coordinator.press(question, 'Ny händelse', { onlyLook: true })
    await coordinator.picture('similar', question)
  })
  await told('Samma händelse makes it an observation of the first', async () => {
    await coordinator.press(await coordinator.card('Är det samma händelse?'), 'Samma händelse')
    second = await coordinator.numberIn(await coordinator.card('är rapporterad'))
    assert.notEqual(second, first)
    await coordinator.say(first)
    const card = await coordinator.card(/En kopplad rapport/)
    assert.match(await textOf(card), new RegExp(first))
    await coordinator.picture('similar-linked', card)
  })
}
