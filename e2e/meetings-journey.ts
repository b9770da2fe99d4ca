import assert from 'node:assert/strict'
import type { Locator } from 'playwright-core'
import type { Stage } from './stage.ts'
import type { Window } from './window.ts'
import { textOf } from './window.ts'

/** Times of the bot, in UTC: in Stockholm it is an hour later. */
const times = {
  threeWeeksBefore: '2027-01-21 07:30:00',
  aWhileLater: '2027-01-21 07:59:57',
  justBeforeOneWeek: '2027-02-04 06:59:57',
  justBeforeTheHour: '2027-02-11 10:59:57',
  inTheMeeting: '2027-02-11 12:10:00',
  theDayAfter: '2027-02-12 08:00:00',
}

const line = 'möte rådet andra torsdagen i februari, maj, september och november kl 13 i kommunhuset'

/** The council plans its year, meets once, and hears what was decided: the main stations of a meeting, at a moved clock. */
export async function meetingsJourney({ elsewhere, told }: Stage): Promise<void> {
  let coordinator: Window
  let fieldWorker: Window
  let police: Window
  let chair: Window
  let setClock: (time: string) => void

  await told('the four who meet are welcomed, three weeks before', async () => {
    const moved = await elsewhere(times.threeWeeksBefore)
    ;({ coordinator, fieldWorker, setClock } = moved)
    police = await moved.letIn('police-elsewhere', 'e2e/police.m365agentsplayground.yml')
    chair = await moved.letIn('chair-elsewhere', 'e2e/chair.m365agentsplayground.yml')
    for (const window of [coordinator, fieldWorker, police, chair])
      await window.card('Hej! Jag heter Tryggve')
    await fieldWorker.say('rapportera klotter vid Mora station igår 21.00')
    await fieldWorker.press(await fieldWorker.card('Rapportera en händelse'), 'Rapportera')
    await fieldWorker.card('är rapporterad')
  })
  await told('one line plans a series: what, when, how often and where stand in the form', async () => {
    await coordinator.say(line)
    const form = await coordinator.card('Planera ett möte')
    await coordinator.picture('meeting-form', form)
    await coordinator.press(form, 'Fler uppgifter')
    await coordinator.fill(form, 'Länk till mötet på nätet', 'https://teams.microsoft.com/l/meetup-join/1')
    await coordinator.choose(form, 'Justerare', 'Kommunpolis')
    await coordinator.picture('meeting-form-more', form)
    await coordinator.press(form, 'Spara mötet')
    const planned = await coordinator.card('Kallelsen är inte skickad än')
    assert.match(await textOf(planned), /Torsdag 11\sfebruari kl\.\s13\.00–\u2060?15\.00/)
    await coordinator.picture('meeting-planned', planned)
  })
  await told('möten lists the year', async () => {
    await coordinator.say('möten')
    const list = await coordinator.card('○ Planerat')
    assert.match(await textOf(list), /11\sfebruari[\s\S]*13\smaj[\s\S]*9\sseptember[\s\S]*11\snovember/)
    await coordinator.picture('meetings', list)
  })
  await told('Skicka kallelse gives each a card of their own', async () => {
    const planned = await coordinator.card('Kallelsen är inte skickad än')
    await coordinator.press(planned, 'Skicka kallelse')
    await police.card('Kallelse · Lokala rådet')
    const call = await chair.card('Kallelse · Lokala rådet')
    await chair.press(call, 'Skicka ersättare', { onlyLook: true })
    await chair.picture('meeting-call', call)
  })
  await told('Jag kommer, Jag kommer inte with why, and Skicka ersättare', async () => {
    await coordinator.press(await coordinator.card('Kallelse · Lokala rådet'), 'Jag kommer')
    await coordinator.card('✓ Du kommer.')
    await police.press(await police.card('Kallelse · Lokala rådet'), 'Jag kommer inte')
    await police.press(await police.card('✕ Du kommer inte.'), 'Säg varför')
    const why = await police.card('Varför kommer du inte?')
    await police.fill(why, 'Varför', 'På kurs den dagen')
    await police.picture('meeting-why', why)
    await police.press(why, 'Spara')
    await why.waitFor({ state: 'detached' })
    await chair.press(await chair.card('Kallelse · Lokala rådet'), 'Skicka ersättare')
    const form = await chair.card('Vem kommer i ditt ställe?')
    await chair.choose(form, 'Vem kommer i ditt ställe?', 'Fältarbetare · Socialförvaltningen')
    await chair.picture('meeting-substitute', form)
    await chair.press(form, 'Skicka ersättare')
    await chair.card('Fältarbetare kommer i ditt ställe')
    const theirs = await fieldWorker.card('Du kommer som ersättare för Rådets ordförande')
    await fieldWorker.picture('meeting-substitute-call', theirs)
  })
  await told('the living card of who leads it shows who comes', async () => {
    setClock(times.aWhileLater)
    const card = await coordinator.card('ersätts av Fältarbetare')
    assert.match(await textOf(card), /1\skommer\s· 1\skommer inte\s· 1\sersättare/)
    assert.match(await textOf(card), /Kommunpolis: kommer inte \(På kurs den dagen\)/)
    await coordinator.picture('meeting-who', card)
  })
  await told('dagordning shows the items with what they say today', async () => {
    await coordinator.say('dagordning')
    const agenda = await coordinator.card('Dagordning: Rådets möte')
    assert.match(await textOf(agenda), /Läget sedan förra mötet[\s\S]*Försenade åtgärder/)
    await coordinator.picture('agenda', agenda)
  })
  await told('a member proposes an item', async () => {
    await chair.say('dagordning lägg till Belysningen vid Noret')
    const form = await chair.card('Vem föredrar den?')
    await chair.fill(form, 'Vad handlar det om?', 'Flera lampor är trasiga längs gångvägen.')
    await chair.choose(form, 'Vad ska mötet göra med den?', 'beslut')
    await chair.picture('agenda-form', form)
    await chair.press(form, 'Spara')
    await form.waitFor({ state: 'detached' })
    const agenda = await chair.card('Flera lampor är trasiga')
    await chair.picture('agenda-proposed', agenda)
  })
  await told('a week before, the locked agenda comes to those who come', async () => {
    await Promise.all([coordinator, fieldWorker, police, chair].map((window) => window.reload()))
    setClock(times.justBeforeOneWeek)
    const briefing = await fieldWorker.card('Det här tar mötet upp')
    assert.match(await textOf(briefing), /Belysningen vid Noret/)
    await fieldWorker.picture('meeting-briefing', briefing)
    await coordinator.say('dagordning')
    const agenda = await coordinator.card('Dagordningen är låst')
    await coordinator.press(agenda, 'Föreslå en punkt')
    const form = await coordinator.card('Vem föredrar den?')
    await coordinator.fill(form, 'Rubrik', 'Bommen vid badplatsen')
    await coordinator.press(form, 'Spara')
    await form.waitFor({ state: 'detached' })
    await coordinator.picture('agenda-locked', await coordinator.card('tillagd efter låsning'))
  })
  await told('an hour before, the link comes', async () => {
    await Promise.all([coordinator, fieldWorker, police, chair].map((window) => window.reload()))
    setClock(times.justBeforeTheHour)
    const soon = await fieldWorker.card('Mötet börjar strax')
    await fieldWorker.picture('meeting-soon', soon)
  })
  await told('protokoll opens the minutes with a § for each item', async () => {
    await Promise.all([coordinator, fieldWorker].map((window) => window.reload()))
    setClock(times.inTheMeeting)
    await coordinator.say('protokoll')
    const before = await coordinator.card('Protokollet är inte påbörjat')
    await coordinator.picture('minutes-begin', before)
    await coordinator.press(before, 'Öppna protokollet')
    const card = await coordinator.card('Alla paragrafer')
    await coordinator.picture('minutes', card)
  })
  await told('attendance is a tap for each', async () => {
    await coordinator.pressBehind(await coordinator.card('Alla paragrafer'), 'Närvaro')
    const list = await coordinator.card(/^Närvaro/)
    await coordinator.picture('attendance', list)
    await list.getByRole('button', { name: 'Närvarande', exact: true }).nth(1).click()
    await coordinator.card(/3 deltar/)
    await coordinator.press(await coordinator.card(/^Närvaro/), 'Vem ledde mötet?')
    const lead = await coordinator.card('Annars väljer du den som gjorde det')
    await coordinator.choose(lead, 'Vem ledde mötet?', 'Kommunpolis')
    await coordinator.picture('minutes-lead', lead)
    await coordinator.press(lead, 'Spara')
    await coordinator.card(/Leder mötet: Kommunpolis/)
    await coordinator.press(await coordinator.card(/^Närvaro/), 'Till protokollet')
    await coordinator.card('Alla paragrafer')
  })
  await told('what is said and decided is written in the open §', async () => {
    await coordinator.reload()
    await coordinator.say('protokoll')
    const card = await coordinator.card('Alla paragrafer')
    await coordinator.choose(card, 'Gå till en annan paragraf', /Belysningen vid Noret/)
    await coordinator.press(card, 'Öppna paragrafen')
    const open = await coordinator.card(/Öppen nu: § \d+ Belysningen vid Noret/)
    await open.getByRole('button', { name: /^Skriv i §/ }).click()
    const form = await coordinator.card(/^Skriv i §/)
    await coordinator.fill(form, 'Vad sades?', 'Fem lampor längs gångvägen är trasiga sedan i höstas.')
    await coordinator.picture('minutes-write', form)
    await coordinator.press(form, 'Spara texten')
    await form.waitFor({ state: 'detached' })
    await coordinator.press(await coordinator.card('Fem lampor längs gångvägen'), 'Beslut')
    const decide = await coordinator.card('Vad beslutades?')
    await coordinator.fill(decide, 'Vad beslutades?', 'Rådet beslutar att belysningen vid Noret ses över.')
    await coordinator.choose(decide, 'Vem ansvarar?', 'Fältarbetare · Socialförvaltningen')
    await coordinator.fillDay(decide, 'Klart senast', '2027-03-15')
    await coordinator.picture('minutes-decide', decide)
    await coordinator.press(decide, 'Spara beslutet')
    const saved = await coordinator.card('Beslutet är inskrivet')
    assert.match(await textOf(saved), /Det blev åtgärden Å-\d{4}-\d{4}/)
    await coordinator.picture('minutes-decided', saved)
    await fieldWorker.card('Rådet beslutar att belysningen vid Noret ses över')
  })
  await told('beslut: … goes to the open §, from a line', async () => {
    await coordinator.press(await coordinator.card('Beslutet är inskrivet'), 'Till protokollet')
    await coordinator.press(await coordinator.card('Alla paragrafer'), 'Nästa: § 8')
    await coordinator.card('Öppen nu: § 8 Bommen vid badplatsen')
    await coordinator.say('beslut: Bommen vid badplatsen stängs klockan 22.')
    const saved = await coordinator.card('Ska någon göra det?')
    await coordinator.picture('minutes-decided-line', saved)
    await coordinator.press(saved, 'Till protokollet')
    await coordinator.picture('minutes-written', await coordinator.card('Alla paragrafer'))
  })
  await told(
    'Skicka för justering goes to the approver, who asks for a change and then approves',
    async () => {
      setClock(times.theDayAfter)
      await Promise.all([coordinator, police, fieldWorker].map((window) => window.reload()))
      const formToSend = async (press: (card: Locator) => Promise<void>) => {
        await coordinator.say('protokoll')
        await press(await coordinator.card('Alla paragrafer'))
        return coordinator.card('Under tiden kan ingen skriva i det')
      }
      const send = async (form: Locator) => {
        await coordinator.press(form, 'Skicka')
        await coordinator.card('Väntar på justering')
      }
      const first = await formToSend((card) => coordinator.pressBehind(card, 'Skicka för justering'))
      await coordinator.picture('minutes-send', first)
      await send(first)
      const asked = await police.card('Protokoll att justera')
      await police.picture('minutes-approve', asked)
      await police.press(asked, 'Läs protokollet')
      await police.press(await police.card('UTKAST'), 'Be om ändring')
      const form = await police.card('Vad ska ändras?')
      await police.fill(form, 'Vad ska ändras?', '§ 4: skriv vad som sades om läget')
      await police.picture('minutes-ask', form)
      await police.press(form, 'Skicka')
      const wanted = await coordinator.card('Justeraren vill ändra något')
      await coordinator.picture('minutes-change', wanted)
      await coordinator.reload()
      await send(await formToSend((card) => coordinator.press(card, 'Skicka för justering')))
      await coordinator.openChannel()
      await coordinator.card('kommer hit, så att samordnarna kan ta hand om dem')
      await police.reload()
      await police.say('protokoll')
      const paper = await police.card('UTKAST')
      await police.picture('minutes-paper', paper)
      await police.press(paper, 'Justera')
      const approved = await police.card('SHA-256')
      await police.picture('minutes-approved', approved)
    },
  )
  await told('everybody gets the summary, each with what is theirs to do', async () => {
    const summary = await fieldWorker.card('Det här beslutades')
    assert.match(await textOf(summary), /Dina åtgärder[\s\S]*Rådet beslutar att belysningen/)
    await fieldWorker.press(summary, 'Rapportera läge', { onlyLook: true })
    await fieldWorker.picture('summary', summary)
    const forAll = await coordinator.card('Det här beslutades')
    assert.doesNotMatch(await textOf(forAll), /Dina åtgärder|Du fick inga/)
    await coordinator.picture('summary-channel', forAll)
  })
  await told('the version for the public can be copied, and kvarstående tells what is left', async () => {
    await police.pressBehind(await police.card('SHA-256'), 'För allmänheten')
    await police.picture('minutes-public', await police.card('Sammanfattning för allmänheten'))
    await fieldWorker.say('kvarstående')
    const left = await fieldWorker.card(/Alla beslut/)
    assert.match(await textOf(left), /1\skvar att göra/)
    await fieldWorker.picture('decisions', left)
  })
  await told('a meeting that is moved, and then cancelled, says so to who is called', async () => {
    await Promise.all([coordinator, chair].map((window) => window.reload()))
    // Each time on a page of its own: a card that comes meanwhile would empty the form.
    const shown = async () => {
      await coordinator.reload()
      await coordinator.say('dagordning')
      const agenda = await coordinator.card('Dagordning: Rådets möte')
      await coordinator.press(agenda, 'Visa mötet')
      await agenda.waitFor({ state: 'detached' })
      return coordinator.card('Öppna dagordningen')
    }
    const change = async (button: string) => {
      const card = await shown()
      await coordinator.press(card, 'Fler')
      await coordinator.press(card, button)
    }
    await coordinator.press(await shown(), 'Skicka kallelse')
    await chair.card('Kallelse · Lokala rådet')
    await coordinator.card('Kallelse · Lokala rådet')
    await change('Flytta')
    const move = await coordinator.card('Varför flyttas det?')
    await coordinator.fillDay(move, 'Ny dag', '2027-05-20')
    await coordinator.fill(move, 'Varför flyttas det?', 'Lokalen är upptagen')
    await coordinator.picture('meeting-move', move)
    await coordinator.press(move, 'Flytta mötet')
    await chair.picture('meeting-moved', await chair.card('Varför: Lokalen är upptagen'))
    await change('Ställ in')
    const cancel = await coordinator.card('Varför ställs det in?')
    await coordinator.fill(cancel, 'Varför ställs det in?', 'För få kan komma')
    await coordinator.picture('meeting-cancel', cancel)
    await coordinator.press(cancel, 'Ställ in mötet')
    await chair.picture('meeting-cancelled', await chair.card('Varför: För få kan komma'))
  })
}
