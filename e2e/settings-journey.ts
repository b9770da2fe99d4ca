import assert from 'node:assert/strict'
import type { Stage } from './stage.ts'
import { textOf } from './window.ts'

/** What the council chooses, and who cannot be reached by what is sent. */
export async function settingsJourney({ fieldWorker, coordinator, told }: Stage): Promise<void> {
  await told('inställningar shows the day of the question, and a time at night comes back', async () => {
    await coordinator.say('inställningar')
    const form = await coordinator.card('Rådets inställningar')
    await coordinator.picture('settings', form)
    await coordinator.choose(form, 'Vilken dag?', 'Onsdag')
    await coordinator.fill(form, 'Vilken tid?', '05:00')
    await coordinator.press(form, 'Spara')
    const back = await coordinator.card('⚠ Välj en tid mellan 07.00 och 19.00')
    // The Playground's clock leaves a zero out.
    assert.match(await back.getByLabel('Vilken tid?').inputValue(), /^0?5:00$/)
    await coordinator.picture('settings-mended', back)
  })
  await told('another day and time are saved', async () => {
    const form = await coordinator.card('⚠ Välj en tid mellan 07.00 och 19.00')
    await coordinator.fill(form, 'Vilken tid?', '14:30')
    await coordinator.press(form, 'Spara')
    const saved = await coordinator.card('Inställningarna är sparade')
    assert.match(await textOf(saved), /varje onsdag kl\.\s14\.30/)
    await coordinator.picture('settings-saved', saved)
  })
  await told('a reporter reads them', async () => {
    await fieldWorker.say('inställningar')
    const card = await fieldWorker.card('Rådets inställningar')
    assert.match(await textOf(card), /varje onsdag kl\.\s14\.30/)
    await fieldWorker.picture('settings-reporter', card)
  })
  await told('medlemmar tells who cannot be reached, and Visa bara dem shows only them', async () => {
    await coordinator.say('medlemmar')
    const list = await coordinator.card('Medlemmar i rådet')
    assert.match(await textOf(list), /Fältarbetare/)
    await coordinator.press(list, 'Visa bara dem')
    const only = await coordinator.card('Medlemmar som inte nås')
    assert.doesNotMatch(await textOf(only), /Fältarbetare/)
    await coordinator.picture('members-unreachable', only)
    await coordinator.press(only, 'Visa alla medlemmar')
    await coordinator.card('Medlemmar i rådet')
  })
}
