import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import type { Stage } from './stage.ts'
import { pictureOfPage, textOf, type Window } from './window.ts'

/** From what a field worker sees to what the police do about it, and the word back that it is done. */
export async function actionsJourney({
  fieldWorker,
  coordinator,
  letIn,
  told,
  hasOnly,
}: Stage): Promise<void> {
  let police: Window
  let incident = ''
  let number = ''

  await told('Skapa åtgärd on an incident opens the form with what happened where', async () => {
    police = await letIn('police', 'e2e/police.m365agentsplayground.yml')
    await police.card('Hej! Jag heter Tryggve')
    await fieldWorker.say('rapportera hög fart på Strandgatan igår 21.30, mopeder på cykelvägen')
    await fieldWorker.press(await fieldWorker.card('Rapportera en händelse'), 'Rapportera')
    incident = await fieldWorker.numberIn(await fieldWorker.card('är rapporterad'))
    await coordinator.press(await coordinator.card(incident), 'Skapa åtgärd')
    const form = await coordinator.card('Ny åtgärd')
    assert.match(await coordinator.read(form, 'Orsak'), /Strandgatan/)
    assert.match(await textOf(form), new RegExp(`Gäller ${incident}`))
    await coordinator.fill(form, 'Åtgärd', 'Trafikkontroller på cykelvägen tre kvällar')
    await coordinator.fill(form, 'Operativt mål', 'Tre kontroller gjorda före jul')
    await coordinator.fillDay(form, 'Klart senast', inDays(20))
    await coordinator.choose(form, 'Ansvarig', 'Kommunpolis · Polisen')
    await coordinator.picture('action-form', form)
  })
  await told('it is saved with a number, and the one who answers for it is asked', async () => {
    await coordinator.press(await coordinator.card('Ny åtgärd'), 'Spara åtgärden')
    const receipt = await coordinator.card(/Å-\d{4}-\d{4} är sparad/)
    number = await coordinator.numberIn(receipt, 'Å')
    assert.match(await textOf(receipt), /Kommunpolis får den nu/)
    await coordinator.picture('action-receipt', receipt)
    const asked = await police.card('Du är föreslagen som ansvarig')
    assert.match(await textOf(asked), new RegExp(`${number}[\\s\\S]*${incident}`))
    await police.press(asked, 'Jag kan inte', { onlyLook: true })
    await police.picture('action-asked', asked)
  })
  await told('Jag tar den makes it theirs, in the same card', async () => {
    const cards = await police.count(number)
    await police.press(await police.card('Du är föreslagen som ansvarig'), 'Jag tar den')
    const card = await police.card('Inget rapporterat än')
    await police.press(card, 'Klar', { onlyLook: true })
    assert.equal(await police.count(number), cards)
    await police.picture('action', card)
  })
  await told('Rapportera läge takes a line, how it goes and how much is done', async () => {
    await police.press(await police.card('Inget rapporterat än'), 'Rapportera läge')
    const form = await police.card(`Hur går det med ${number}?`)
    await police.fill(form, 'Läget på en rad', 'Två kontroller gjorda, nästa på fredag')
    await police.pick(form, 'Enligt plan')
    await police.fill(form, 'Hur mycket är gjort? (valfritt)', '2 av 3')
    await police.picture('action-progress-form', form)
    await police.press(form, 'Spara läget')
    const card = await police.card(/Uppföljning: ● Enligt plan · 2 av 3/)
    await police.picture('action-progress', card)
  })
  await told('mina shows what is on one’s table, each with its buttons', async () => {
    await police.say('mina')
    const mine = await police.card('Det här har du på gång')
    assert.match(await textOf(mine), new RegExp(number))
    await police.picture('mine', mine)
  })
  await told('Klar asks what came of it', async () => {
    const card = await police.cardAfter(/Uppföljning: ● Enligt plan · 2 av 3/, () =>
      police.say(number.toLowerCase()),
    )
    await police.press(card, 'Klar')
    const form = await police.card(`Är ${number} klar?`)
    await police.pick(form, 'Effekten syns')
    await police.fill(form, 'En rad om det, om du vill', 'Nästan inga mopeder kvar på cykelvägen')
    await police.picture('action-finish', form)
    await police.press(form, 'Ja, den är klar')
    const done = await police.card('✓ Klar')
    assert.match(await textOf(done), /Effekten syns[\s\S]*Nästan inga mopeder/)
    await police.picture('action-done', done)
  })
  await told('who reported what led to it is told, once', async () => {
    const word = await fieldWorker.card('Din rapport ledde till en åtgärd som är klar')
    assert.match(await textOf(word), new RegExp(`${incident}[\\s\\S]*Nästan inga mopeder`))
    await fieldWorker.picture('action-told', word)
    await hasOnly(fieldWorker, 'Din rapport ledde till', 1)
  })
  await told('a line fills the form: what, who and by when', async () => {
    await coordinator.say('åtgärd extra fotpatruller på krogstråket, kommunpolisen, 15 december')
    const form = await coordinator.card('Ny åtgärd')
    assert.equal(await coordinator.read(form, 'Åtgärd'), 'Extra fotpatruller på krogstråket')
    assert.equal(await form.getByRole('combobox', { name: 'Ansvarig' }).inputValue(), 'Kommunpolis · Polisen')
    assert.match(await coordinator.read(form, 'Klart senast'), /^15 december/)
    await coordinator.picture('action-line', form)
    await coordinator.fill(form, 'Orsak', 'Slagsmål när krogarna stänger')
    await coordinator.fill(form, 'Operativt mål', 'Lugnare stängningar')
    await coordinator.press(form, 'Spara åtgärden')
    const receipt = await coordinator.card('Går det att se när målet är nått?')
    number = await coordinator.numberIn(receipt, 'Å')
    await coordinator.picture('action-hint', receipt)
  })
  await told('another owner asks why; with why, both owners are told', async () => {
    await coordinator.press(await coordinator.card(`${number} är sparad`), 'Ändra')
    const form = await coordinator.card(`Ändra ${number}`)
    await coordinator.choose(form, 'Ansvarig', 'Fältarbetare · Socialförvaltningen')
    await coordinator.press(form, 'Spara')
    const back = await coordinator.card('⚠ Skriv varför ansvarig eller dag ändras')
    await coordinator.picture('action-why', back)
    await coordinator.fill(
      back,
      'Varför, om ansvarig eller dag ändras?',
      'Fältarbetarna är där varje lördag ändå',
    )
    await coordinator.press(back, 'Spara')
    await coordinator.card(`${number} är ändrad`)
    await police.card(`${number} har fått en ny ansvarig`)
    await fieldWorker.card('Du är föreslagen som ansvarig')
  })
  await told('Jag kan inte says why, and the coordinators are told', async () => {
    await fieldWorker.press(await fieldWorker.card('Du är föreslagen som ansvarig'), 'Jag kan inte')
    const form = await fieldWorker.card(`Varför går det inte med ${number}?`)
    await fieldWorker.fill(form, 'Varför', 'Vi är bara en som arbetar den månaden')
    await fieldWorker.picture('action-decline', form)
    await fieldWorker.press(form, 'Skicka')
    await fieldWorker.card(`Tack, samordnarna får veta om ${number}`)
    const declined = await coordinator.card(`${number} behöver en ny ansvarig`)
    await coordinator.picture('action-declined', declined)
  })
  await told('Skjut upp takes a later day and why', async () => {
    await coordinator.say(number)
    await coordinator.pressBehind(await coordinator.card('Byt ansvarig'), 'Skjut upp')
    const form = await coordinator.card(`Skjut upp ${number}`)
    await coordinator.fillDay(form, 'Ny dag', inDays(60))
    await coordinator.fill(form, 'Varför?', 'Vi behöver hitta någon annan först')
    await coordinator.picture('action-postpone', form)
    await coordinator.press(form, 'Skjut upp')
    await coordinator.card('Fältarbetare kan inte')
  })
  await told('Avbryt says why, and the history tells all of it', async () => {
    await coordinator.pressBehind(await coordinator.card('Fältarbetare kan inte'), 'Avbryt')
    const form = await coordinator.card(`Avbryt ${number}?`)
    await coordinator.fill(form, 'Varför?', 'Krogarna har egna ordningsvakter från nyår')
    await coordinator.picture('action-cancel', form)
    await coordinator.press(form, 'Ja, avbryt åtgärden')
    const cancelled = await coordinator.card('✕ Avbruten')
    await coordinator.picture('action-cancelled', cancelled)
    await coordinator.pressBehind(cancelled, 'Historik')
    const history = await coordinator.card(`Historik ${number}`)
    assert.match(await textOf(history), /egna ordningsvakter[\s\S]*hitta någon annan[\s\S]*varje lördag ändå/)
    await coordinator.picture('action-history', history)
  })
  await told('åtgärder is the plan, what is late first, and narrows by words', async () => {
    await coordinator.say('åtgärder')
    const plan = await coordinator.card('Åtgärdsplanen')
    await coordinator.picture('plan', plan)
    await coordinator.say('åtgärder pågående polisen')
    const late = await coordinator.card('Visar: Polisen')
    await coordinator.press(late, 'Filtrera')
    await coordinator.picture('plan-filter', late)
  })
  await told('Exportera gives links that each download once, and not twice', async () => {
    await coordinator.pressBehind(await coordinator.card('Åtgärdsplanen'), 'Exportera')
    const card = await coordinator.card('Åtgärdsplanen som fil')
    await coordinator.picture('plan-export', card)
    const page = await coordinator.follow(card, 'Excel (XLSX)')
    await pictureOfPage('plan-file', page)
    const [file] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Hämta filen' }).click(),
    ])
    assert.match(file.suggestedFilename(), /^Åtgärdsplan.*\.xlsx$/)
    assert.equal((await readFile(await file.path())).toString('latin1', 0, 2), 'PK')
    await page.reload()
    await page.getByText('Länken fungerar inte').waitFor()
    await pictureOfPage('plan-file-gone', page)
    await page.close()
  })
}

/** A day so many days from now in Stockholm: `2026-12-15`. */
function inDays(days: number): string {
  const day = new Date(Date.now() + days * 86_400_000)
  return new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Stockholm' }).format(day)
}
