import assert from 'node:assert/strict'
import type { Browser } from 'playwright-core'
import type { Demo } from './demo.ts'
import type { Steps } from './steps.ts'
import { Window } from './window.ts'

const year = new Date().getFullYear()
const [number, second] = [`H-${year}-0001`, `H-${year}-0002`]

/** An incident from the first word to the answer, by the two people of the demo, from `npm start` to Ctrl-C. */
export async function journey(steps: Steps, demo: Demo, browser: Browser): Promise<void> {
  let fieldWorker: Window
  let coordinator: Window

  await steps.step(
    'npm start comes up on an empty folder, and says where to look, without a warning',
    async () => {
      await demo.ready()
      const said = demo.said().replace(/^> .*$/gm, '')
      assert.doesNotMatch(said, /warn|deprecat|experimental|error/i)
    },
  )
  await steps.step('a second npm start says that the port is taken, and what to do', async () => {
    const { code, said } = await demo.again()
    assert.equal(code, 1)
    assert.match(said, /Port \d+, which the bot needs, is taken.*\n.*PORT=\d+ npm start/)
  })
  await steps.step('both are welcomed, once', async () => {
    const addresses = await demo.ready()
    fieldWorker = await Window.open(browser, addresses.fieldWorker)
    coordinator = await Window.open(browser, addresses.coordinator)
    await fieldWorker.card('Hej! Jag heter Tryggve')
    await coordinator.picture('welcome', await coordinator.card('Hej! Jag heter Tryggve'))
    await fieldWorker.reload()
    await fieldWorker.say('hjälp')
    await fieldWorker.card('Det här kan du göra')
    assert.equal(await fieldWorker.count('Hej! Jag heter Tryggve'), 0)
  })
  const told = (name: string, check: () => Promise<void>) =>
    steps.step(name, check, async () => {
      await fieldWorker?.keep('field-worker')
      await coordinator?.keep('coordinator')
    })

  await told('hjälp shows what a reporter may do', async () => {
    const help = await fieldWorker.card('Det här kan du göra')
    assert.match(await help.innerText(), /rapportera[\s\S]*händelser[\s\S]*112/)
    await fieldWorker.picture('help', help)
  })
  await told('rapportera opens the form, with what was written as the description', async () => {
    await fieldWorker.say('rapportera Bilar kör fort mellan raderna på parkeringen')
    const form = await fieldWorker.card('Rapportera en händelse')
    assert.equal(
      await form.getByLabel('Beskriv kort').inputValue(),
      'Bilar kör fort mellan raderna på parkeringen',
    )
    assert.match(await form.innerText(), /112[\s\S]*114 14/)
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
      await form.getByText('Märkbart', { exact: true }).click()
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
    await receipt.getByRole('button', { name: 'Ta tillbaka' }).waitFor()
    await fieldWorker.picture('receipt', receipt)
  })
  await told('the coordinator gets the card', async () => {
    const card = await coordinator.card(number)
    assert.match(await card.innerText(), /Buskörning · Norets handelsområde[\s\S]*● Ny/)
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
    assert.equal(await coordinator.count(number), cards)
  })
  await told('Avsluta takes what came of it, and the card says so', async () => {
    await coordinator.press(await coordinator.card(number), 'Avsluta')
    const form = await coordinator.card(`Avsluta ${number}`)
    await form.getByText('Vi gör något åt det', { exact: true }).click()
    await form
      .getByLabel('Skriv till den som rapporterade')
      .fill('Polisen och fältarbetarna är på plats på fredag.')
    await coordinator.picture('close', form)
    await coordinator.press(form, 'Avsluta och svara')
    await coordinator.picture('closed', await coordinator.card('✓ Avslutad'))
  })
  await told('the reporter gets the answer, and can say whether it helped', async () => {
    const answer = await fieldWorker.card(`Svar på din rapport ${number}`)
    assert.match(await answer.innerText(), /Vi gör något åt det[\s\S]*på plats på fredag/)
    await fieldWorker.picture('feedback', answer)
    await fieldWorker.press(answer, 'Ja')
    await fieldWorker.card('Tack! Ditt svar hjälper samordnarna')
    assert.equal(await fieldWorker.count(`Svar på din rapport ${number}`), 1)
  })
  await told("the coordinator's card tells that it helped", async () => {
    await coordinator.card(/Hjälpte återkopplingen: Ja/)
  })
  await told('händelser lists it first, above the training data', async () => {
    await coordinator.say('händelser')
    const list = await coordinator.card('De nyaste först')
    assert.match(await list.innerText(), new RegExp(`${number}[\\s\\S]*ÖVNING`))
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
    assert.match(await card.innerText(), /Fältarbetare[\s\S]*Samordnare Mora/)
    await coordinator.picture('members', card)
  })

  await told('the channel that a coordinator installs it in becomes the place of the cards', async () => {
    await coordinator.openChannel()
    await coordinator.card('kommer hit, så att samordnarna kan ta hand om dem')
    await fieldWorker.say('rapportera Lampan är trasig vid gångvägen')
    const form = await fieldWorker.card('Rapportera en händelse')
    await fieldWorker.choose(form, 'Vad har hänt?', 'Otrygg plats')
    await fieldWorker.choose(form, 'Var?', 'Biblioteket i Mora')
    await form.getByText('Lite', { exact: true }).click()
    await fieldWorker.picture('report-form', form)
    await fieldWorker.press(form, 'Rapportera')
    await coordinator.picture('channel', await coordinator.card(second))
  })
  await told('Ta tillbaka asks once, and the card in the channel tells', async () => {
    await fieldWorker.press(await fieldWorker.card(`Tack! ${second} är rapporterad`), 'Ta tillbaka')
    const question = await fieldWorker.card(`Ta tillbaka ${second}?`)
    await fieldWorker.press(question, 'Ja, ta tillbaka')
    await fieldWorker.card(`${second} är tillbakatagen`)
    await coordinator.card('✕ Tillbakatagen')
  })

  steps.goOn()
  await steps.step('Ctrl-C ends it calmly and leaves nothing running', async () => {
    const { ended, left } = await demo.ctrlC()
    assert.deepEqual(left, [])
    assert.ok(ended === 0 || ended === 'SIGINT', `npm start ended with ${ended}`)
    assert.match(demo.said(), /Stopping …\nTryggve has stopped\.\n$/)
  })
}
