import assert from 'node:assert/strict'
import type { Stage } from './stage.ts'
import { textOf } from './window.ts'

/** What happens to a report besides being assessed and closed: changed, linked, shown to everybody, opened again. */
export async function handlingJourney({ fieldWorker, coordinator, told }: Stage): Promise<void> {
  let first = ''
  let second = ''

  await told('Ändra on the receipt changes what was reported, and the coordinator sees it', async () => {
    await fieldWorker.say('rapportera stöld Sollerön igår 20.00, en båtmotor')
    await fieldWorker.press(await fieldWorker.card('Rapportera en händelse'), 'Rapportera')
    const receipt = await fieldWorker.card('är rapporterad')
    first = await fieldWorker.numberIn(receipt)
    await coordinator.card(first)
    await fieldWorker.press(receipt, 'Ändra')
    const form = await fieldWorker.card(`Ändra ${first}`)
    await fieldWorker.fill(form, 'Beskriv kort', 'Två båtmotorer är borta från bryggan.')
    await fieldWorker.picture('amend', form)
    await fieldWorker.press(form, 'Spara ändringen')
    const amended = await fieldWorker.card(`${first} är ändrad`)
    assert.match(await textOf(amended), /Två båtmotorer är borta/)
    await fieldWorker.picture('amended', amended)
    await coordinator.card('Två båtmotorer är borta')
  })
  await told('Koppla ihop makes a report an observation of another, and Koppla isär undoes it', async () => {
    await coordinator.say('rapportera inbrott i Östnor igår 21.00, en verktygscontainer är uppbruten')
    await coordinator.press(await coordinator.card('Rapportera en händelse'), 'Rapportera')
    second = await coordinator.numberIn(await coordinator.card('är rapporterad'))
    await coordinator.reload()
    await coordinator.say(second)
    await coordinator.pressBehind(await coordinator.card('verktygscontainer'), 'Koppla ihop')
    const form = await coordinator.card(`Koppla ihop ${second}`)
    await coordinator.choose(form, 'Samma händelse som', new RegExp(first))
    await coordinator.picture('link', form)
    await coordinator.press(form, 'Koppla ihop')
    const linked = await coordinator.card('Kopplad till')
    assert.match(await textOf(linked), new RegExp(`Kopplad till\\s+${first}`))
    await coordinator.picture('linked', linked)
    await coordinator.pressBehind(linked, 'Koppla isär')
    await linked.waitFor({ state: 'detached' })
  })
  await told('what is only for the coordinators is found by nobody else', async () => {
    await fieldWorker.reload()
    await fieldWorker.say(second)
    await fieldWorker.page
      .getByRole('paragraph')
      .filter({ hasText: `Jag hittar ingen händelse ${second}` })
      .waitFor()
  })
  await told('Alla i rådet lets everybody read it, without what coordinators write', async () => {
    await coordinator.press(await coordinator.card('verktygscontainer'), 'Bedöm')
    const form = await coordinator.card(`Bedöm ${second}`)
    await coordinator.fill(form, 'Anteckning', 'Väktarna går extra rundor.')
    await coordinator.pick(form, 'Alla i rådet')
    await coordinator.press(form, 'Spara bedömningen')
    await coordinator.picture('published', await coordinator.card('Visas för: alla i rådet'))
    await fieldWorker.say(second)
    const read = await fieldWorker.card('verktygscontainer')
    assert.doesNotMatch(await textOf(read), /extra rundor|Bedöm\b/)
    await fieldWorker.picture('published-read', read)
  })
  await told('Öppna igen takes a closed incident back to where it was', async () => {
    await coordinator.press(await coordinator.card('verktygscontainer'), 'Avsluta')
    const form = await coordinator.card(`Avsluta ${second}`)
    await coordinator.pick(form, 'Det är löst')
    await coordinator.fill(form, 'Skriv till den som rapporterade', 'Containern är flyttad.')
    await coordinator.press(form, 'Avsluta och svara')
    await coordinator.press(await coordinator.card('✓ Avslutad'), 'Öppna igen')
    const open = await coordinator.card('◐ Bedömd')
    await coordinator.press(open, 'Bedöm', { onlyLook: true })
    await coordinator.picture('reopened', open)
  })
}
