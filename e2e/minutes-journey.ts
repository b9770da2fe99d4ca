import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import type { Locator, Page } from 'playwright-core'
import type { Stage } from './stage.ts'
import { pictureOfPage, textOf, type Window } from './window.ts'

/** Times of the bot, in UTC: in Stockholm it is an hour later. */
const times = {
  eightDaysBefore: '2027-02-03 08:00:00',
  justBeforeOneWeek: '2027-02-04 06:59:57',
  inTheMeeting: '2027-02-11 12:10:00',
  theDayAfter: '2027-02-12 08:00:00',
}

/** What goes around a meeting: its agenda put in order, the calendar, the papers to print, and minutes that are corrected. */
export async function minutesJourney({ elsewhere, told }: Stage): Promise<void> {
  let coordinator: Window
  let police: Window
  let setClock: (time: string) => void
  let address = ''

  await told('a meeting is planned, and who leads it comes', async () => {
    const moved = await elsewhere(times.eightDaysBefore)
    ;({ coordinator, setClock } = moved)
    police = await moved.letIn('police-elsewhere', 'e2e/police.m365agentsplayground.yml')
    await coordinator.say('möte rådet 11 februari kl 13 i kommunhuset')
    const form = await coordinator.card('Planera ett möte')
    await coordinator.press(form, 'Fler uppgifter')
    await coordinator.choose(form, 'Justerare', 'Kommunpolis')
    await coordinator.press(form, 'Spara mötet')
    await coordinator.press(await coordinator.card('Kallelsen är inte skickad än'), 'Skicka kallelse')
    await coordinator.press(await coordinator.card('Kallelse · Lokala rådet'), 'Jag kommer')
    await coordinator.card('✓ Du kommer.')
    await police.press(await police.card('Kallelse · Lokala rådet'), 'Jag kommer')
    await police.card('✓ Du kommer.')
  })
  await told('an item is proposed, changed and moved up', async () => {
    await coordinator.reload()
    await coordinator.say('dagordning lägg till Bommen vid badplatsen')
    const form = await coordinator.card('Vem föredrar den?')
    await coordinator.press(form, 'Spara')
    const agenda = await coordinator.card('Dagordning: Rådets möte')
    const before = place(await textOf(agenda))
    await coordinator.pressIn(agenda, 'Bommen vid badplatsen', 'Ändra')
    const change = await coordinator.card('Ändra punkten')
    await coordinator.fill(change, 'Hur många minuter?', '20')
    await coordinator.picture('agenda-change', change)
    await coordinator.press(change, 'Spara')
    await change.waitFor({ state: 'detached' })
    const changed = await coordinator.card('Dagordning: Rådets möte')
    assert.match(await textOf(changed), /Bommen vid badplatsen\s+20 min/)
    await coordinator.pressIn(changed, 'Bommen vid badplatsen', 'Ändra')
    await coordinator.press(await coordinator.card('Ändra punkten'), 'Upp')
    await (await coordinator.card('Dagordning: Rådets möte')).waitFor()
    assert.equal(place(await textOf(await coordinator.card('Dagordning: Rådets möte'))), before - 1)
  })
  await told('Ta bort takes it off, and Lägg tillbaka puts it back', async () => {
    const agenda = await coordinator.card('Dagordning: Rådets möte')
    await coordinator.pressIn(agenda, 'Bommen vid badplatsen', 'Ändra')
    await coordinator.press(await coordinator.card('Ändra punkten'), 'Ta bort')
    const without = await coordinator.card('Borttagen: Bommen vid badplatsen')
    await coordinator.picture('agenda-removed', without)
    await coordinator.press(without, 'Lägg tillbaka')
    await without.getByText('Borttagen: ').waitFor({ state: 'detached' })
    assert.match(
      await textOf(await coordinator.card('Dagordning: Rådets möte')),
      /\d\. Bommen vid badplatsen/,
    )
  })
  await told('kalender gives an address of one’s own, with the meeting behind it', async () => {
    await coordinator.reload()
    await coordinator.say('kalender')
    const card = await coordinator.card('Din kalender')
    await coordinator.picture('calendar', card)
    await coordinator.press(card, 'Skapa min adress')
    const made = await coordinator.card('Din nya kalenderadress')
    address = await addressIn(made)
    const { status, text } = await read(address)
    assert.equal(status, 200)
    assert.match(text, /^BEGIN:VCALENDAR[\s\S]*DTSTART:20270211T120000Z[\s\S]*SUMMARY:Rådets möte/)
    await coordinator.picture('calendar-address', made)
  })
  await told('Byt adress asks once more; then the old one is gone and the new one works', async () => {
    await coordinator.press(await coordinator.card('Din nya kalenderadress'), 'Byt adress')
    const question = await coordinator.card('Byta adress?')
    await coordinator.picture('calendar-change', question)
    await coordinator.press(question, 'Byt nu')
    const next = await addressIn(await coordinator.card('Din nya kalenderadress'))
    assert.notEqual(next, address)
    assert.equal((await read(address)).status, 404)
    assert.equal((await read(next)).status, 200)
  })
  await told('a week before comes the briefing, and Skriv ut makes a paper of it', async () => {
    await Promise.all([coordinator, police].map((window) => window.reload()))
    setClock(times.justBeforeOneWeek)
    await police.press(await police.card('Det här tar mötet upp'), 'Skriv ut')
    const card = await police.card('Underlaget är klart att hämta')
    await police.picture('briefing-file', card)
    assert.match(await fetched(await police.follow(card, 'Word, att skriva ut (DOCX)')), /^Underlag.*\.docx$/)
  })
  await told('a decision without an owner gets one, and becomes an action', async () => {
    setClock(times.inTheMeeting)
    await Promise.all([coordinator, police].map((window) => window.reload()))
    await coordinator.say('protokoll')
    await coordinator.press(await coordinator.card('Protokollet är inte påbörjat'), 'Öppna protokollet')
    await coordinator.card('Alla paragrafer')
    await coordinator.say('beslut: Bommen vid badplatsen stängs klockan 22.')
    await coordinator.press(await coordinator.card('Ska någon göra det?'), 'Lägg till ansvarig')
    const form = await coordinator.card('Ansvarig för beslutet')
    await coordinator.choose(form, 'Vem ansvarar?', 'Kommunpolis · Polisen')
    await coordinator.fillDay(form, 'Klart senast', '2027-03-15')
    await coordinator.picture('decision-assign', form)
    await coordinator.press(form, 'Spara beslutet')
    const saved = await coordinator.card('Det blev åtgärden')
    assert.match(await textOf(saved), /Ansvarig: Kommunpolis/)
    await police.card('Bommen vid badplatsen stängs')
  })
  const sending = 'Under tiden kan ingen skriva i det'
  const approved = async (version: RegExp, send: (card: Locator) => Promise<void>) => {
    await coordinator.reload()
    await coordinator.say('protokoll')
    await send(await coordinator.card('Alla paragrafer'))
    const form = await coordinator.card(sending)
    await coordinator.press(form, 'Skicka')
    await coordinator.card('Väntar på justering')
    await police.reload()
    await police.say('protokoll')
    await police.press(await police.card('UTKAST'), 'Justera')
    const paper = await police.card('SHA-256')
    assert.match(await textOf(paper), version)
    return paper
  }
  await told('Ladda ner gives the approved minutes as a document', async () => {
    setClock(times.theDayAfter)
    await police.press(
      await approved(/^Protokoll\s/, async (card) => {
        await coordinator.pressBehind(card, 'Skicka för justering')
        // The chair did not come.
        await coordinator.choose(await coordinator.card(sending), 'Vem ledde mötet?', 'Kommunpolis')
      }),
      'Ladda ner (Word)',
    )
    const card = await police.card('Protokollet som fil')
    const page = await police.follow(card, 'Word, att skriva ut (DOCX)')
    await pictureOfPage('minutes-file', page)
    assert.match(await fetched(page), /\.docx$/)
  })
  await told('Rätta keeps the approved minutes and makes a new version, approved in its turn', async () => {
    await coordinator.reload()
    await coordinator.say('protokoll')
    await coordinator.pressBehind(await coordinator.card('SHA-256'), 'Rätta')
    const form = await coordinator.card('Rätta protokollet')
    await coordinator.fill(form, 'Varför?', 'Klockslaget i beslutet ska vara 23')
    await coordinator.picture('minutes-correct', form)
    await coordinator.press(form, 'Börja rätta')
    await coordinator.card('Alla paragrafer')
    const paper = await approved(/Version 2[\s\S]*Rättelse: Klockslaget/, (card) =>
      coordinator.press(card, 'Skicka för justering'),
    )
    await police.picture('minutes-corrected', paper)
  })
  await told('Har varit lists the meeting among the past', async () => {
    await coordinator.reload()
    await coordinator.say('möten')
    await coordinator.press(await coordinator.card('Inga möten är planerade'), 'Har varit')
    const past = await coordinator.card('Möten som har varit')
    assert.match(await textOf(past), /11 februari[\s\S]*✓ Har varit/)
    await coordinator.picture('meetings-past', past)
  })
}

/** The number of the item about the boom, on an agenda. */
const place = (agenda: string) => Number(/(\d+)\. Bommen vid badplatsen/.exec(agenda)?.[1])

async function addressIn(card: Locator): Promise<string> {
  const [found] = /https?:\S+\.ics/.exec(await textOf(card)) ?? []
  assert.ok(found, 'the card shows no address')
  return found
}

/** What an address answers to a calendar that reads it. */
async function read(address: string): Promise<{ status: number; text: string }> {
  const answer = await fetch(address)
  // A long line of a calendar is folded.
  return { status: answer.status, text: (await answer.text()).replace(/\r\n[ \t]/g, '') }
}

/** Fetches the file behind a link that was opened, and gives its name. */
async function fetched(page: Page): Promise<string> {
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Hämta filen' }).click(),
  ])
  assert.equal((await readFile(await file.path())).toString('latin1', 0, 2), 'PK')
  await page.close()
  return file.suggestedFilename()
}
