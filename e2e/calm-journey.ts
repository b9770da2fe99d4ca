import assert from 'node:assert/strict'
import type { Stage } from './stage.ts'
import { textOf } from './window.ts'

/** A calm week is worth a word, and last week is found again by words. */
export async function calmJourney({ fieldWorker, coordinator, told }: Stage): Promise<void> {
  let number = ''

  await told('inget att rapportera is thanked for, and counts once', async () => {
    await coordinator.say('inget att rapportera')
    const thanks = await coordinator.card(/Tack! Inget att rapportera vecka \d+/)
    await coordinator.press(thanks, 'Ångra', { onlyLook: true })
    await coordinator.picture('calm', thanks)
    await coordinator.say('inget att rapportera')
    await coordinator.card(/Vecka \d+ är redan noterad/)
  })
  await told('händelser noret förra veckan understands the place and the period', async () => {
    await fieldWorker.say(`rapportera smällare noret ${wednesdayLastWeek()} 21.00, några raketer`)
    await fieldWorker.press(await fieldWorker.card('Rapportera en händelse'), 'Rapportera')
    number = await fieldWorker.numberIn(await fieldWorker.card('är rapporterad'))
    await coordinator.say('händelser noret förra veckan')
    const list = await coordinator.card(/Urval: .*noret/i)
    const said = await textOf(list)
    assert.match(said, new RegExp(number))
    assert.doesNotMatch(said, /i\sdag|biblioteket/i)
    await coordinator.picture('last-week', list)
  })
  await told('the same place on another day is not among them', async () => {
    await coordinator.say('händelser noret i dag')
    const list = await coordinator.card(new RegExp(`Urval: .*noret.*${inWords(new Date())}`, 'i'))
    assert.doesNotMatch(await textOf(list), new RegExp(number))
  })
}

/** 2026-11-18, seen from any day of the week after. */
function wednesdayLastWeek(): string {
  const today = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Stockholm' }).format(new Date())
  const date = new Date(`${today}T00:00:00Z`)
  const sinceMonday = (date.getUTCDay() + 6) % 7
  date.setUTCDate(date.getUTCDate() - sinceMonday - 7 + 2)
  return date.toISOString().slice(0, 10)
}

/** 23 november 2026 */
function inWords(date: Date): string {
  return new Intl.DateTimeFormat('sv-SE', { dateStyle: 'long', timeZone: 'Europe/Stockholm' }).format(date)
}
