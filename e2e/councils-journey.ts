import assert from 'node:assert/strict'
import type { Stage } from './stage.ts'
import type { Window } from './window.ts'
import { textOf } from './window.ts'

/** Somebody sits in two councils, and a council chooses the channel of its cards anew. */
export async function councilsJourney({ elsewhere, told }: Stage): Promise<void> {
  let coordinator: Window
  let fieldWorker: Window
  let police: Window

  await told('who is in two councils is asked which one it is about, and answered for that one', async () => {
    const moved = await elsewhere('2026-11-26 09:00:00', { withNeighbour: true })
    ;({ coordinator, fieldWorker } = moved)
    police = await moved.letIn('police-elsewhere', 'e2e/police.m365agentsplayground.yml')
    await police.say('medlemmar')
    const question = await police.card('Vilket råd gäller det?')
    await police.press(question, 'Lokala brottsförebyggande rådet (BRÅ) i Orsa')
    const list = await police.card('Medlemmar i rådet')
    assert.match(await textOf(list), /i Orsa[\s\S]*Rådets ordförande/)
    assert.doesNotMatch(await textOf(list), /Fältarbetare/)
  })
  await told('byt råd changes it for the chat, and it is remembered', async () => {
    await police.say('byt råd')
    await police.press(
      await police.card('Vilket råd gäller det?'),
      'Lokala brottsförebyggande rådet (BRÅ) i Mora',
    )
    await police.picture('council-chosen', await police.card('Nu gäller det'))
    await police.say('medlemmar')
    assert.match(await textOf(await police.card('Fältarbetare')), /i Mora/)
  })
  await told('who is in one is told that there is nothing to change', async () => {
    await coordinator.say('byt råd')
    await coordinator.page.getByRole('paragraph').filter({ hasText: 'Du är bara med i ett råd' }).waitFor()
  })
  await told('koppla från lets go of the channel, and the cards come to each coordinator', async () => {
    await coordinator.openChannel()
    await coordinator.card('kommer hit, så att samordnarna kan ta hand om dem')
    await openOwnChat(coordinator)
    await coordinator.say('koppla från')
    await coordinator.picture('disconnected', await coordinator.card('Kanalen är inte kopplad längre'))
    await fieldWorker.say('rapportera klotter vid Mora station igår 21.00')
    await fieldWorker.press(await fieldWorker.card('Rapportera en händelse'), 'Rapportera')
    const number = await fieldWorker.numberIn(await fieldWorker.card('är rapporterad'))
    await coordinator.card(number)
  })
  await told('koppla råd, said to Tryggve in a channel, makes it the place of the cards', async () => {
    await coordinator.openChannel()
    await postToTryggve(coordinator, 'koppla råd')
    const card = await coordinator.card('Kanalen är kopplad till')
    await coordinator.picture('connected', card)
    await coordinator.press(card, 'Koppla från', { onlyLook: true })
    await fieldWorker.reload()
    await fieldWorker.say('rapportera skräp vid kundvagnarna igår 20.00, burkar')
    await fieldWorker.press(await fieldWorker.card('Rapportera en händelse'), 'Rapportera')
    const number = await fieldWorker.numberIn(await fieldWorker.card('är rapporterad'))
    await coordinator.card(number)
  })
  await told('its button lets go of it again', async () => {
    await coordinator.press(await coordinator.card('Kanalen är kopplad till'), 'Koppla från')
    await coordinator.card('Kanalen är inte kopplad längre')
  })
}

async function openOwnChat({ page }: Window): Promise<void> {
  await page.getByText('Personal Chat', { exact: true }).click()
}

/** Begins a thread in the channel that is open with a line to Tryggve: in a channel it hears no other. */
async function postToTryggve({ page }: Window, text: string): Promise<void> {
  await page.getByRole('textbox').first().click()
  await page.keyboard.type('@')
  await page.getByRole('menuitem', { name: 'Tryggve' }).click()
  await page.keyboard.type(` ${text}`)
  await page.getByRole('button', { name: 'Post', exact: true }).click()
}
