import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import type { Stage } from './stage.ts'
import type { Window } from './window.ts'
import { textOf } from './window.ts'

/** The same bot in English: what it says is English throughout, though what the council calls its things is not. */
export async function englishJourney({ elsewhere, told }: Stage): Promise<void> {
  let coordinator: Window
  let fieldWorker: Window
  let number = ''

  await told('both are welcomed in English', async () => {
    ;({ coordinator, fieldWorker } = await elsewhere('2026-11-26 09:00:00', { language: 'en' }))
    await fieldWorker.card('Hello! My name is Tryggve')
    await coordinator.card('Hello! My name is Tryggve')
  })
  await told('help lists what a coordinator may do', async () => {
    await coordinator.say('help')
    const help = await coordinator.card('What you can do')
    assert.match(await textOf(help), /incidents[\s\S]*action[\s\S]*minutes[\s\S]*Show everything/)
    await coordinator.picture('english-help', help)
  })
  await told('a line in English fills the form, and Report gives the number', async () => {
    await fieldWorker.say('report vandalism at Mora station yesterday 21:30, a bench is broken')
    const form = await fieldWorker.card('Report an incident')
    const value = (label: string) => form.getByRole('combobox', { name: label }).inputValue()
    assert.equal(await value('What happened?'), 'Vandalism')
    assert.equal(await value('Where?'), 'Mora station, pendlarparkeringen')
    await fieldWorker.picture('english-form', form)
    await fieldWorker.press(form, 'Report')
    number = await fieldWorker.numberIn(await fieldWorker.card('is reported'))
  })
  await told('the coordinator assesses and closes it, and the reporter gets the answer', async () => {
    await coordinator.press(await coordinator.card(number), 'Assess')
    await coordinator.press(await coordinator.card(`Assess ${number}`), 'Save the assessment')
    await coordinator.press(await coordinator.card('◐ Assessed'), 'Close')
    const form = await coordinator.card(`Close ${number}`)
    await coordinator.pick(form, 'We are doing something about it')
    await coordinator.fill(form, 'Write to who reported it', 'The bench is replaced on Friday.')
    await coordinator.press(form, 'Close and answer')
    await coordinator.card('✓ Closed')
    const answer = await fieldWorker.card(`Answer to your report ${number}`)
    assert.match(await textOf(answer), /The bench is replaced on Friday/)
  })
  await told('incidents and promises list what there is', async () => {
    await coordinator.say('incidents')
    await coordinator.card('Newest first')
    await coordinator.say('promises')
    await coordinator.card('Behind')
  })
  await told('an action is agreed on from a line', async () => {
    await coordinator.say('action change the lamps, fältarbetaren, by 15 December')
    const form = await coordinator.card('New action')
    assert.match(await coordinator.read(form, 'Action'), /change the lamps/i)
    await coordinator.fill(form, 'Cause', 'It is dark along the path.')
    await coordinator.fill(form, 'Operational goal', 'All 12 lamps are lit.')
    await coordinator.press(form, 'Save the action')
    await coordinator.card('is saved')
    await fieldWorker.press(await fieldWorker.card('I take it'), 'I take it')
    await coordinator.say('actions')
    await coordinator.card('The action plan')
    await fieldWorker.say('my')
    await fieldWorker.card('On your table')
  })
  await told('a meeting is planned, its call sent, its agenda shown', async () => {
    await coordinator.say('meeting council 10 December at 13 in Kommunhuset')
    const form = await coordinator.card('Plan a meeting')
    await coordinator.press(form, 'Save the meeting')
    await coordinator.press(await coordinator.card('The call has not been sent yet'), 'Send the call')
    const call = await coordinator.card('Send a substitute')
    await coordinator.picture('english-call', call)
    await coordinator.press(call, "I'm coming")
    await coordinator.say('agenda')
    await coordinator.card('Agenda:')
    await coordinator.say('minutes')
    await coordinator.card('Minutes')
  })
  await told('what the council, its members and its rules are is told in English too', async () => {
    for (const [line, said] of [
      ['council', 'Focus areas'],
      ['members', 'Members of the council'],
      ['settings', 'Save'],
      ['reminders', 'Your reminders'],
      ['meeting rules', 'The council’s meeting rules'],
      ['calendar', 'Your calendar'],
      ['dispatches', 'Nothing here'],
      ['search lamps', 'Search'],
      ['xyzzy', 'Write help and'],
    ] as const) {
      await coordinator.say(line)
      await coordinator.card(said)
    }
  })
  await told('nothing that it said is in Swedish', async () => {
    for (const window of [coordinator, fieldWorker]) assert.deepEqual(await swedishIn(window), [])
  })
}

/** What the council and the agency Brå call things: that is shown as it is, whatever the reader's language. */
const ownNames = ['mora-council.json', 'training-data.json']
  .flatMap((file) => namesIn(JSON.parse(readFileSync(new URL(`../data/${file}`, import.meta.url), 'utf8'))))
  .concat('Brå')

function namesIn(value: unknown): string[] {
  if (typeof value === 'string') return [value]
  if (typeof value !== 'object' || value === null) return []
  return Object.values(value).flatMap(namesIn)
}

const swedish =
  /[åäö]|\b(och|är|inte|att|som|för|till|du|den|det|med|på|vad|hur|av|ett|visa|spara|skriv|inga?|kl)\b/i

/** The lines of a window's cards that are Swedish, the council's own names aside. */
async function swedishIn({ page }: Window): Promise<string[]> {
  const said = (await page.locator('.ac-adaptiveCard').allInnerTexts()).join('\n')
  const names = ownNames
    .filter((name) => swedish.test(name))
    .toSorted((one, other) => other.length - one.length)
  const withoutNumbers = said.replace(/ÖVN-(Å-)?\d+-\d+|Å-\d+-\d+/g, '…')
  const ours = names.reduce((text, name) => text.replaceAll(name, '…'), withoutNumbers)
  return ours.split('\n').filter((line) => swedish.test(line))
}
