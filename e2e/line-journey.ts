import assert from 'node:assert/strict'
import type { Stage } from './stage.ts'
import { textOf } from './window.ts'

/** What patrols use Tryggve for: one line and one press, and it is reported. */
export async function lineJourney({ fieldWorker, coordinator, told }: Stage): Promise<void> {
  const before = fieldWorker.acts
  const day = yesterday()
  let number = ''

  await told('a line fills the whole form: what, where, when, and the rest as the description', async () => {
    await fieldWorker.say('rapportera buskörning noret igår 22.30, ett tjugotal bilar')
    const form = await fieldWorker.card('Rapportera en händelse')
    const value = (label: string) => form.getByRole('combobox', { name: label }).inputValue()
    assert.equal(await value('Vad har hänt?'), 'Buskörning')
    assert.equal(await value('Var?'), 'Norets handelsområde')
    assert.equal(await fieldWorker.read(form, 'Dag'), day)
    assert.equal(await fieldWorker.read(form, 'Klockan'), '22:30')
    assert.match(await fieldWorker.read(form, 'Beskriv kort'), /ett tjugotal bilar/i)
    assert.ok(await form.getByRole('radio', { name: 'Märkbart' }).isChecked())
    await fieldWorker.picture('line', form)
  })
  await told('Rapportera saves it: two actions from nothing to a number', async () => {
    await fieldWorker.press(await fieldWorker.card('Rapportera en händelse'), 'Rapportera')
    const receipt = await fieldWorker.card('är rapporterad')
    number = await fieldWorker.numberIn(receipt)
    assert.equal(fieldWorker.acts - before, 2)
    assert.match(
      await textOf(receipt),
      /Buskörning\s· Norets handelsområde\s· i\sgår\s22[.:]30[\s\S]*ett tjugotal bilar/i,
    )
    await fieldWorker.picture('line-receipt', receipt)
  })
  await told('the coordinator gets it as it was read', async () => {
    const card = await coordinator.card(number)
    assert.match(await textOf(card), /Buskörning\s· Norets handelsområde[\s\S]*i\sgår\s22[.:]30/)
  })
}

/** The day before today in Stockholm, as the Playground shows it: 22 november 2026. */
function yesterday(): string {
  const today = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Stockholm' }).format(new Date())
  const date = new Date(`${today}T00:00:00Z`)
  date.setUTCDate(date.getUTCDate() - 1)
  return new Intl.DateTimeFormat('sv-SE', { dateStyle: 'long', timeZone: 'UTC' }).format(date)
}
