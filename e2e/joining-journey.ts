import assert from 'node:assert/strict'
import type { Stage } from './stage.ts'
import type { Window } from './window.ts'
import { textOf } from './window.ts'

/** Somebody who is in no council asks to join, a coordinator says yes, and the first report follows. */
export async function joiningJourney({ coordinator, letIn, told }: Stage): Promise<void> {
  let outsider: Window

  await told('somebody outside is told so, and sees nothing of the council', async () => {
    outsider = await letIn('outsider', 'e2e/outsider.m365agentsplayground.yml')
    await outsider.say('händelser')
    const answer = await outsider.card('Du är inte med i något råd än')
    assert.doesNotMatch(await textOf(answer), /ÖVNING|Noret/)
    await outsider.press(answer, 'Be om att få gå med', { onlyLook: true })
  })
  await told('gå med opens a form, and sending it is confirmed', async () => {
    await outsider.say('gå med')
    const form = await outsider.card('Be om att få gå med i ')
    await outsider.fill(form, 'Vad gör du?', 'Nattvandrare')
    await outsider.choose(form, 'Verksamhet', 'Räddningstjänsten')
    await outsider.picture('join-form', form)
    await outsider.press(form, 'Skicka frågan')
    await outsider.card('Frågan är skickad')
  })
  await told('the coordinator gets the question with both answers', async () => {
    const card = await coordinator.card('Nattvandrare vill gå med i rådet')
    assert.match(await textOf(card), /Väntar på svar[\s\S]*Utanför rådet/)
    await coordinator.press(card, 'Avslå', { onlyLook: true })
    await coordinator.picture('join-request', card)
  })
  await told('Godkänn lets the person in', async () => {
    await coordinator.press(await coordinator.card('Nattvandrare vill gå med i rådet'), 'Godkänn')
    await coordinator.picture('join-approved', await coordinator.card('✓ Godkänd'))
  })
  await told('the answer reaches who asked, with the way to a first report', async () => {
    const welcome = await outsider.card('Välkommen till ')
    assert.match(await textOf(welcome), /rapportör/)
    await outsider.picture('join-welcome', welcome)
    await outsider.press(welcome, 'Rapportera', { onlyLook: true })
    await outsider.say('rapportera mörkt vid elljusspåret igår 21.00, tre lampor')
    await outsider.press(await outsider.card('Rapportera en händelse'), 'Rapportera')
    const receipt = await outsider.card('är rapporterad')
    await coordinator.card(await outsider.numberIn(receipt))
  })
}
