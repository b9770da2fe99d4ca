import assert from 'node:assert/strict'
import type { Stage } from './stage.ts'
import type { Window } from './window.ts'

/** Times of the bot, in UTC: in Stockholm it is an hour later. */
const times = {
  thursday: '2026-11-26 11:50:00',
  justBeforeOnThursday: '2026-11-26 11:59:57',
  justBeforeOnMonday: '2026-11-30 06:59:57',
}

/** The weekly question on a Thursday at 13, what one decides about it, and the Monday brief: as the heartbeat brings them. */
export async function remindersJourney({ elsewhere, told }: Stage): Promise<void> {
  let fieldWorker: Window
  let coordinator: Window
  let setClock: (time: string) => void
  let first = ''

  await told('on a Thursday before one o’clock nobody is asked anything', async () => {
    ;({ fieldWorker, coordinator, setClock } = await elsewhere(times.thursday))
    await Promise.all([
      fieldWorker.card('Hej! Jag heter Tryggve'),
      coordinator.card('Hej! Jag heter Tryggve'),
    ])
    assert.equal(await fieldWorker.count('Har du något att rapportera?'), 0)
  })
  await told('at one o’clock the silent reporter is asked', async () => {
    setClock(times.justBeforeOnThursday)
    const question = await fieldWorker.card('Har du något att rapportera?')
    await fieldWorker.press(question, 'Rapportera', { onlyLook: true })
    await fieldWorker.picture('ask', question)
  })
  await told('Påminn mig i morgon says when, and Ångra takes it back', async () => {
    await fieldWorker.pressBehind(
      await fieldWorker.card('Har du något att rapportera?'),
      'Påminn mig i morgon',
    )
    const later = await fieldWorker.card('Okej, jag återkommer')
    assert.match(await later.innerText(), /i morgon, fredag 27 november/)
    await fieldWorker.picture('tomorrow', later)
    await fieldWorker.press(later, 'Ångra')
    const undone = await fieldWorker.card('Okej, då låter jag bli')
    await fieldWorker.picture('not-tomorrow', undone)
  })
  await told('Sluta påminna om detta can be taken back as well', async () => {
    const undone = await fieldWorker.card('Okej, då låter jag bli')
    await fieldWorker.press(undone, 'Sluta påminna om detta')
    const stopped = await fieldWorker.card('Okej, jag slutar påminna om det')
    await fieldWorker.picture('stopped', stopped)
    await fieldWorker.say('påminnelser')
    await fieldWorker.picture(
      'reminders-stopped',
      await fieldWorker.card('Det här har du bett mig sluta med'),
    )
    await fieldWorker.press(stopped, 'Ångra')
    await fieldWorker.card('Jag påminner dig igen')
  })
  await told('one tap answers that there is nothing to report', async () => {
    await fieldWorker.say('inget att rapportera')
    const thanks = await fieldWorker.card('Tack! Inget att rapportera vecka 48')
    await fieldWorker.press(thanks, 'Ångra', { onlyLook: true })
  })
  await told('påminnelser shows what one gets, and a time at night comes back', async () => {
    await coordinator.say('påminnelser')
    const form = await coordinator.card('Dina påminnelser')
    await coordinator.picture('reminders', form)
    await coordinator.fill(form, 'När på dagen?', '22:00')
    await coordinator.press(form, 'Spara')
    const back = await coordinator.card('Välj en tid från 07.00 till 19.59')
    await coordinator.fill(back, 'När på dagen?', '08:00')
    await coordinator.press(back, 'Spara')
    await coordinator.card('Så här påminner jag dig')
  })
  await told('a kind that is turned off is said to be', async () => {
    await fieldWorker.say('påminnelser')
    const form = await fieldWorker.card('Dina påminnelser')
    await fieldWorker.picture('reminders-reporter', form)
    await form.getByRole('checkbox').first().click()
    await fieldWorker.fill(form, 'När på dagen?', '09:30')
    await fieldWorker.press(form, 'Spara')
    const saved = await fieldWorker.card('Så här påminner jag dig')
    assert.match(await saved.innerText(), /valt bort/)
    await fieldWorker.picture('reminders-saved', saved)
  })
  await told('what comes in the week waits for the coordinator', async () => {
    const lines = [
      'rapportera klotter vid Mora station igår 21.00',
      'rapportera skräp vid kundvagnarna, burkar',
    ]
    for (const line of lines) {
      await fieldWorker.say(line)
      await fieldWorker.press(await fieldWorker.card('Rapportera en händelse'), 'Rapportera')
      const receipt = await fieldWorker.card('är rapporterad')
      first ||= await fieldWorker.numberIn(receipt)
      await coordinator.card(await fieldWorker.numberIn(receipt))
    }
  })
  await told('on Monday at eight the coordinator is briefed', async () => {
    setClock(times.justBeforeOnMonday)
    const brief = await coordinator.card('Nytt sedan')
    assert.match(await brief.innerText(), /Nytt sedan[\s\S]*2 händelser[\s\S]*Har väntat i 4 dagar/)
    await coordinator.picture('brief', brief)
  })
  await told('the brief is where the work begins', async () => {
    await coordinator.press(await coordinator.card('Nytt sedan'), `Bedöm ${first}`)
    const form = await coordinator.card(`Bedöm ${first}`)
    await coordinator.press(form, 'Spara bedömningen', { onlyLook: true })
  })
}
