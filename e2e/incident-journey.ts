import assert from 'node:assert/strict'
import type { Stage } from './stage.ts'
import { textOf } from './window.ts'

const number = `H-${new Date().getFullYear()}-0001`

/** An incident from the first word to the answer that helped, by the two people of the demo. */
export async function incidentJourney({ fieldWorker, coordinator, told, hasOnly }: Stage): Promise<void> {
  await told('hjälp shows what a reporter may do', async () => {
    await fieldWorker.say('hjälp')
    const help = await fieldWorker.card('Det här kan du göra')
    assert.match(await textOf(help), /rapportera[\s\S]*händelser[\s\S]*112/)
    await fieldWorker.picture('help', help)
  })
  await told('rapportera opens the form, with what was written as the description', async () => {
    await fieldWorker.say('rapportera Bilar tutar mellan raderna på parkeringen')
    const form = await fieldWorker.card('Rapportera en händelse')
    assert.equal(
      await form.getByLabel('Beskriv kort').inputValue(),
      'Bilar tutar mellan raderna på parkeringen',
    )
    assert.match(await textOf(form), /112[\s\S]*114 14/)
  })
  await told('an unfinished form stays, with what is missing said', async () => {
    const form = await fieldWorker.card('Rapportera en händelse')
    await fieldWorker.press(form, 'Rapportera')
    await form.getByText('Välj det som stämmer bäst').first().waitFor()
  })
  await told(
    'a form without a place comes back from the bot, with what was typed and what is wrong',
    async () => {
      const form = await fieldWorker.card('Rapportera en händelse')
      await fieldWorker.choose(form, 'Vad har hänt?', 'Buskörning')
      await fieldWorker.pick(form, 'Mycket')
      await fieldWorker.press(form, 'Rapportera')
      const back = await fieldWorker.card('⚠ Välj en plats')
      assert.equal(await back.getByRole('combobox', { name: 'Vad har hänt?' }).inputValue(), 'Buskörning')
      await fieldWorker.picture('report-form-mended', back)
    },
  )
  await told(`Rapportera gives the number ${number} at once`, async () => {
    const form = await fieldWorker.card('Rapportera en händelse')
    await fieldWorker.choose(form, 'Var?', 'Norets handelsområde, stora parkeringen')
    await fieldWorker.press(form, 'Rapportera')
    const receipt = await fieldWorker.card(`Tack! ${number} är rapporterad`)
    await fieldWorker.press(receipt, 'Ångra', { onlyLook: true })
    await fieldWorker.picture('receipt', receipt)
  })
  await told('the coordinator gets the card', async () => {
    const card = await coordinator.card(number)
    assert.match(await textOf(card), /Buskörning\s· Norets handelsområde[\s\S]*● Ny/)
    await coordinator.picture('coordinator-card', card)
  })
  await told('Bedöm opens the assessment, and saving it updates the same card', async () => {
    const cards = await coordinator.count(number)
    await coordinator.press(await coordinator.card(number), 'Bedöm')
    const form = await coordinator.card(`Bedöm ${number}`)
    await form.getByLabel('Anteckning').fill('Tas upp med tekniska på onsdag.')
    await coordinator.picture('assess', form)
    await coordinator.press(form, 'Spara bedömningen')
    await coordinator.card('◐ Bedömd')
    await hasOnly(coordinator, number, cards)
  })
  await told('Avsluta takes what came of it, and the card says so', async () => {
    await coordinator.press(await coordinator.card(number), 'Avsluta')
    const form = await coordinator.card(`Avsluta ${number}`)
    await coordinator.pick(form, 'Vi gör något åt det')
    await form
      .getByLabel('Skriv till den som rapporterade')
      .fill('Polisen och fältarbetarna är på plats på fredag.')
    await coordinator.picture('close', form)
    await coordinator.press(form, 'Avsluta och svara')
    await coordinator.picture('closed', await coordinator.card('✓ Avslutad'))
  })
  await told('the reporter gets the answer, and can say whether it helped', async () => {
    const answer = await fieldWorker.card(`Svar på din rapport ${number}`)
    assert.match(await textOf(answer), /Vi gör något åt det[\s\S]*på plats på fredag/)
    await fieldWorker.picture('feedback', answer)
    await fieldWorker.press(answer, 'Ja')
    await fieldWorker.card('Tack! Ditt svar hjälper samordnarna')
    await hasOnly(fieldWorker, `Svar på din rapport ${number}`, 1)
  })
  await told("the coordinator's card tells that it helped", async () => {
    await coordinator.card(/Hjälpte återkopplingen: Ja/)
  })
  await told('händelser lists it first, above the training data', async () => {
    const list = await coordinator.cardAfter('De nyaste först', () => coordinator.say('händelser'))
    assert.match(await textOf(list), new RegExp(`${number}[\\s\\S]*ÖVNING`))
    await coordinator.picture('incidents', list)
  })
  await told('its number alone shows it', async () => {
    await coordinator.say(number.toLowerCase())
    const card = await coordinator.card('✓ Avslutad')
    await coordinator.press(card, 'Öppna igen', { onlyLook: true })
  })
  await told('råd shows what is agreed and the focus areas in force', async () => {
    await coordinator.say('råd')
    const card = await coordinator.card('Fokusområden')
    await coordinator.picture('council', card)
  })
  await told('medlemmar lists the roles', async () => {
    await coordinator.say('medlemmar')
    const card = await coordinator.card('Medlemmar i rådet')
    assert.match(await textOf(card), /Fältarbetare[\s\S]*Samordnare Mora/)
    await coordinator.picture('members', card)
  })
}
