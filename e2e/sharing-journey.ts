import assert from 'node:assert/strict'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Locator } from 'playwright-core'
import type { Stage } from './stage.ts'
import type { Window } from './window.ts'
import { textOf } from './window.ts'

/** How long a form stays once it has come to stay, in milliseconds. */
const stillThereMs = 1_000

/** Tryggve where people write to each other: a card put in a chat, and a message that becomes a report. */
export async function sharingJourney({ coordinator, fieldWorker, told }: Stage): Promise<void> {
  let number = ''

  await told('what is looked for in a group chat is found, each with a line that places it', async () => {
    await fieldWorker.say('rapportera skadegörelse på Kyrkogatan igår 20.00, två papperskorgar sönderslagna')
    await fieldWorker.press(await fieldWorker.card('Rapportera en händelse'), 'Rapportera')
    number = await fieldWorker.numberIn(await fieldWorker.card('är rapporterad'))
    await coordinator.card(number)
    await openGroupChat(coordinator)
    const hit = await lookFor(coordinator, 'findIncidents', 'kyrkogatan papperskorg')
    assert.match(await textOf(hit), /Skadegörelse · Kyrkogatan/)
  })
  await told('put in the chat, the card says no more than its number', async () => {
    await coordinator.page.getByText('Skadegörelse · Kyrkogatan').last().click()
    await coordinator.card(`Händelse ${number}`)
    await coordinator.page.getByLabel('Send Message').click()
    await coordinator.page.getByText('Type a message...').waitFor()
    const card = await coordinator.card(`Händelse ${number}`)
    assert.doesNotMatch(await textOf(card), /Kyrkogatan|papperskorgar/)
    await coordinator.picture('shared', card)
  })
  await told('Visa shows it to the one who presses, as far as they may see it', async () => {
    await coordinator.press(await coordinator.card(`Händelse ${number}`), 'Visa')
    const shown = await coordinator.card('två papperskorgar')
    await coordinator.press(shown, 'Bedöm', { onlyLook: true })
  })
  await told('Rapportera händelse on a message fills the form with what it says', async () => {
    const before = await coordinator.count('är rapporterad')
    await coordinator.say('Det var stökigt vid Mora station i går kväll, en bänk är sönderslagen.')
    await coordinator.page.getByText('en bänk är sönderslagen').last().waitFor()
    const form = await reportFormIn(coordinator)
    const value = (label: string) => form.getByRole('combobox', { name: label }).inputValue()
    assert.equal(await value('Vad har hänt?'), 'Stökig samling')
    assert.equal(await value('Var?'), 'Mora station, pendlarparkeringen')
    assert.match(await coordinator.read(form, 'Beskriv kort'), /en bänk är sönderslagen/)
    await coordinator.picture('report-message', form)
    await coordinator.press(form, 'Rapportera')
    const receipt = await coordinator.card('är rapporterad')
    number = await coordinator.numberIn(receipt)
    assert.equal(await coordinator.count('är rapporterad'), before + 1)
    await coordinator.picture('report-message-receipt', receipt)
  })
  await told('nothing of it was written in the chat, and it is in the list', async () => {
    const dialog = coordinator.page.getByRole('dialog')
    await dialog.getByRole('button', { name: 'Close' }).click()
    await dialog.waitFor({ state: 'detached' })
    assert.equal(await coordinator.count('är rapporterad'), 0)
    await coordinator.page.getByText('Personal Chat', { exact: true }).click()
    await coordinator.say(number)
    assert.match(await textOf(await coordinator.card('en bänk är sönderslagen')), new RegExp(number))
  })
  await told('a card put in the own chat with Tryggve gets no answer', async () => {
    await coordinator.reload()
    await lookFor(coordinator, 'findActions', 'lampor')
    await coordinator.page.getByText('ÖVN-Å-').last().click()
    await coordinator.card('Åtgärd ÖVN-Å-')
    await coordinator.page.getByLabel('Send Message').click()
    await coordinator.say('mina')
    await coordinator.card('Det här har du på gång')
    assert.equal(await coordinator.count('Det där förstod jag inte'), 0)
  })
}

async function openGroupChat(window: Window): Promise<void> {
  await window.page.getByText('Rådets gruppchatt', { exact: true }).click()
}

/** Looks for something from the box where one writes, and gives the list of what was found. */
async function lookFor({ page }: Window, command: string, text: string): Promise<Locator> {
  await page.getByLabel('Trigger Message Extension App').click()
  await page.getByText('Search Command', { exact: true }).click()
  await page.getByRole('button', { name: 'Specify Command ID or Parameter' }).click()
  await page.getByPlaceholder('Command ID').fill(command)
  await page.getByPlaceholder('Parameter name').fill('text')
  const box = page.getByPlaceholder('Enter a search term')
  await box.fill(text)
  await box.press('Enter')
  const list = page.getByRole('group').filter({ has: box })
  await list.getByText(' · ').first().waitFor()
  return list
}

/** Opens the form on the last message. Now and then the Playground empties its dialog again at once: then it is opened anew. */
async function reportFormIn(window: Window): Promise<Locator> {
  const { page } = window
  for (let tries = 1; ; tries++) {
    await page.getByLabel('Show more information').last().click()
    await page.getByText('Action Command').click()
    await page.getByPlaceholder('Input command id or leave blanks').fill('reportMessage')
    await page.getByRole('button', { name: 'Create', exact: true }).click()
    const form = await window.card('Rapportera en händelse')
    await sleep(stillThereMs)
    if ((await form.isVisible()) || tries === 3) return form
    await page.getByRole('dialog').getByRole('button', { name: 'Close' }).click()
  }
}
