import assert from 'node:assert/strict'
import { untilBeatenAt } from './owed.ts'
import type { Stage } from './stage.ts'
import type { Window } from './window.ts'
import { textOf } from './window.ts'

/** Times of the bot, in UTC: in Stockholm it is an hour later. */
const times = {
  thursday: '2026-11-26 11:50:00',
  notYetOnThursday: '2026-11-26 11:58:05',
  justBeforeOnThursday: '2026-11-26 11:59:57',
  justBeforeOnMonday: '2026-11-30 06:59:57',
  laterOnMonday: '2026-11-30 08:29:57',
  justBeforeNextThursday: '2026-12-03 06:59:57',
}

/**
 * The weekly question on a Thursday at 13, what one decides about it, the Monday brief, an action that is due in a week and
 * a promised week that goes towards its end: as the heartbeat brings them.
 */
export async function remindersJourney({ elsewhere, told }: Stage): Promise<void> {
  let fieldWorker: Window
  let coordinator: Window
  let setClock: (time: string) => void
  let hasOnly: Stage['hasOnly']
  let first = ''

  await told('on a Thursday before one o’clock nobody is asked anything', async () => {
    const moved = await elsewhere(times.thursday)
    ;({ fieldWorker, coordinator, setClock, hasOnly } = moved)
    await Promise.all([
      fieldWorker.card('Hej! Jag heter Tryggve'),
      coordinator.card('Hej! Jag heter Tryggve'),
    ])
    setClock(times.notYetOnThursday)
    await untilBeatenAt(moved.metrics, times.notYetOnThursday)
    await hasOnly(fieldWorker, 'Har du något att rapportera?', 0)
  })
  await told('at one o’clock the silent reporter is asked', async () => {
    setClock(times.justBeforeOnThursday)
    const question = await fieldWorker.card('Har du något att rapportera?')
    await fieldWorker.press(question, 'Rapportera', { onlyLook: true })
    await fieldWorker.picture('ask', question)
  })
  await told('Påminn mig i morgon says when, and Ångra gives the question back', async () => {
    const question = await fieldWorker.card('Har du något att rapportera?')
    await fieldWorker.pressBehind(question, 'Påminn mig i morgon')
    const later = await fieldWorker.card('Okej, jag återkommer')
    assert.match(await textOf(later), /i\smorgon, fredag 27\snovember/)
    await fieldWorker.picture('tomorrow', later)
    await fieldWorker.press(later, 'Ångra')
    await fieldWorker.picture('not-tomorrow', await fieldWorker.card('Okej, då låter jag bli'))
  })
  await told('one tap answers that there is nothing to report', async () => {
    await fieldWorker.press(await fieldWorker.card('Okej, då låter jag bli'), 'Inget att rapportera')
    const thanks = await fieldWorker.card('Tack! Inget att rapportera vecka 48')
    await fieldWorker.press(thanks, 'Ångra', { onlyLook: true })
    await fieldWorker.picture('asked-nothing', thanks)
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
    await coordinator.picture('reminders-saved', await coordinator.card('Så här påminner jag dig'))
  })
  await told('a kind that is turned off is said to be', async () => {
    await fieldWorker.say('påminnelser')
    const form = await fieldWorker.card('Dina påminnelser')
    await form.getByRole('checkbox').first().click()
    await fieldWorker.fill(form, 'När på dagen?', '09:30')
    await fieldWorker.press(form, 'Spara')
    const saved = await fieldWorker.card('Så här påminner jag dig')
    assert.match(await textOf(saved), /valt bort/)
    await fieldWorker.picture('reminders-off', saved)
  })
  await told('what comes in the week waits for the coordinator', async () => {
    const lines = [
      'rapportera klotter vid Mora station igår 21.00',
      'rapportera skräp vid kundvagnarna, burkar',
    ]
    for (const line of lines) {
      await fieldWorker.say(line)
      await fieldWorker.press(await fieldWorker.card('Rapportera en händelse'), 'Rapportera')
      const number = await fieldWorker.numberIn(await fieldWorker.card('är rapporterad'))
      first ||= number
      await coordinator.card(number)
      await fieldWorker.reload()
    }
  })
  await told('an action for the field worker and a promise of the municipality are agreed on', async () => {
    await coordinator.say('åtgärd klipp buskarna vid stationen, fältarbetaren, 7 december')
    const form = await coordinator.card('Ny åtgärd')
    await coordinator.fill(form, 'Orsak', 'Skymd sikt')
    await coordinator.fill(form, 'Operativt mål', 'Fri sikt längs hela vägen')
    await coordinator.press(form, 'Spara åtgärden')
    await coordinator.card(/Å-\d{4}-\d{4} är sparad/)
    await coordinator.say('löften')
    const promise = await coordinator.card('Medborgarlöfte')
    await coordinator.press(promise, 'Fler val')
    await coordinator.press(promise, 'Nytt löfte')
    const made = await coordinator.card('Vem gör vad?')
    await coordinator.fill(made, 'Vad ska det heta?', 'Vuxna ute på fredagar')
    await coordinator.fill(made, 'Vad är problemet?', 'Det är stökigt i centrum på fredagskvällarna.')
    await coordinator.fill(made, 'Vad vill ni uppnå?', 'Alla ska kunna gå genom centrum utan att känna oro.')
    await coordinator.fill(made, 'Hur följer ni upp?', 'Vi frågar handlarna och ungdomarna.')
    await coordinator.fillDay(made, 'Första dagen', '2026-11-30')
    await coordinator.fillDay(made, 'Sista dagen', '2027-05-28')
    await coordinator.fillDay(made, 'Beslutat', '2026-11-26')
    const line = 'Mora kommun, kommunledningen: vuxna ute på fredagskvällen, 1 i veckan'
    await coordinator.fill(made, 'Vem gör vad?', line)
    await coordinator.picture('promise-form', made)
    await coordinator.press(made, 'Spara löftet')
    await coordinator.card('Vuxna ute på fredagar')
    await coordinator.reload()
  })
  await told('on Monday at eight the coordinator is briefed', async () => {
    setClock(times.justBeforeOnMonday)
    const brief = await coordinator.card('Har väntat längst')
    assert.match(
      await textOf(brief),
      /Nytt[\s\S]*2\shändelser sedan måndag 23\snovember[\s\S]*Har väntat i 4\sdagar/,
    )
    await coordinator.picture('brief', brief)
  })
  await told('it can be stopped where it stands, and that can be taken back', async () => {
    const brief = await coordinator.card('Har väntat längst')
    await coordinator.press(brief, `Bedöm ${first}`, { onlyLook: true })
    await coordinator.pressBehind(brief, 'Sluta påminna om detta')
    const stopped = await coordinator.card('Okej, jag slutar påminna om det')
    await coordinator.say('påminnelser')
    await coordinator.picture(
      'reminders-stopped',
      await coordinator.card('Det här har du bett mig sluta med'),
    )
    await coordinator.press(stopped, 'Ångra')
    await coordinator.card('Jag påminner dig igen')
  })
  await told('a week before its day an action is reminded of, at the time the owner has chosen', async () => {
    setClock(times.laterOnMonday)
    const due = await fieldWorker.card('Om 7 dagar ska det här vara klart')
    assert.match(await textOf(due), /Klipp buskarna/)
    await fieldWorker.press(due, 'Skjut upp', { onlyLook: true })
    await fieldWorker.picture('action-due', due)
  })
  await told('on Thursday who promised something for the week is told that it is not done', async () => {
    setClock(times.justBeforeNextThursday)
    const lacking = await coordinator.card('Veckan går mot sitt slut')
    assert.match(await textOf(lacking), /Det är inte gjort än/)
    await coordinator.press(lacking, 'Logga insats', { onlyLook: true })
    await coordinator.picture('promise-due', lacking)
  })
}
