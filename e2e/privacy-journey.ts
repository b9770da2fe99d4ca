import assert from 'node:assert/strict'
import type { Stage } from './stage.ts'
import { textOf } from './window.ts'

/** The Tax Agency's example: nobody has it. */
const blocked = '19121212-1212'
const warned = 'A-traktor ABC 123 körde mellan raderna'

/** What must not be written down: stopped, warned of, shown another way, and then found nowhere. */
export async function privacyJourney({ demo, fieldWorker, coordinator, told }: Stage): Promise<void> {
  let number = ''

  await told('a text with a personnummer is not saved: the place is marked, and why is said', async () => {
    await fieldWorker.say(`rapportera buskörning på pendlarparkeringen, ring ${blocked} om bilarna`)
    await fieldWorker.press(await fieldWorker.card('Rapportera en händelse'), 'Rapportera')
    const advice = await fieldWorker.card('Det här går inte att spara som det står')
    assert.equal(await advice.locator('strong', { hasText: blocked }).count(), 1)
    const said = await textOf(advice)
    assert.match(said, /Inget av det du skrev är sparat[\s\S]*Personnummer[\s\S]*Så här kan du skriva/)
    assert.equal(await advice.getByRole('button', { name: 'Spara ändå' }).count(), 0)
    await fieldWorker.picture('blocked', advice)
  })
  await told('Ta förslaget saves it as it was suggested', async () => {
    await fieldWorker.press(await fieldWorker.card('Det här går inte att spara som det står'), 'Ta förslaget')
    const receipt = await fieldWorker.card('är rapporterad')
    const said = await textOf(receipt)
    assert.match(said, /om bilarna/)
    assert.doesNotMatch(said, /1212/)
    await fieldWorker.picture('suggestion-taken', receipt)
  })

  await told('a number plate is warned of, with both ways open', async () => {
    await fieldWorker.reload()
    await fieldWorker.say(`rapportera buskörning på skolgården Morkarlbyhöjden igår 21.15, ${warned}`)
    await fieldWorker.press(await fieldWorker.card('Rapportera en händelse'), 'Rapportera')
    const advice = await fieldWorker.card('Titta en gång till innan du sparar')
    assert.equal(await advice.locator('strong', { hasText: 'ABC 123' }).count(), 1)
    await fieldWorker.press(advice, 'Spara ändå', { onlyLook: true })
    await fieldWorker.picture('warned', advice)
  })
  await told('Ändra texten shows the form with everything still in it', async () => {
    const advice = await fieldWorker.card('Titta en gång till innan du sparar')
    await fieldWorker.press(advice, 'Ändra texten')
    const form = await fieldWorker.card('Rapportera en händelse')
    assert.equal(await fieldWorker.count('Titta en gång till innan du sparar'), 0)
    const chosen = (label: string) => form.getByRole('combobox', { name: label }).inputValue()
    assert.equal(await chosen('Vad har hänt?'), 'Buskörning')
    assert.equal(await chosen('Var?'), 'Morkarlbyhöjdens skola, skolgården')
    assert.equal(await fieldWorker.read(form, 'Klockan'), '21:15')
    assert.ok((await fieldWorker.read(form, 'Beskriv kort')).includes(warned))
    await fieldWorker.picture('warned-form', form)
  })
  await told('Spara ändå saves it as it is', async () => {
    const form = await fieldWorker.card('Rapportera en händelse')
    await fieldWorker.fill(form, 'Beskriv kort', warned)
    await fieldWorker.press(form, 'Rapportera')
    const advice = await fieldWorker.card('Titta en gång till innan du sparar')
    await fieldWorker.press(advice, 'Spara ändå')
    const receipt = await fieldWorker.card('är rapporterad')
    assert.match(await textOf(receipt), new RegExp(warned.replaceAll(' ', '\\s')))
    number = await fieldWorker.numberIn(receipt)
  })
  await told('the history tells the coordinator that a warning was read', async () => {
    await coordinator.pressBehind(await coordinator.card(number), 'Historik')
    const history = await coordinator.card(`Historik ${number}`)
    assert.match(await textOf(history), /Sparad efter varning: Registreringsnummer/)
    await coordinator.picture('kept-warning', history)
  })

  await told('danger now lifts 112 to the top of the form', async () => {
    await fieldWorker.reload()
    await fieldWorker.say('rapportera bråk pågår nu på gågatan, någon har kniv')
    const form = await fieldWorker.card('Rapportera en händelse')
    assert.match(await textOf(form), /^\s*⚠ Pågående fara: ring 112/)
    await fieldWorker.picture('urgent', form)
  })
  await told('concern for a child is shown the right way, and has no form', async () => {
    await fieldWorker.say('rapportera jag är orolig för ett barn som far illa hemma')
    const way = await fieldWorker.card('Det här hör hemma någon annanstans')
    assert.match(await textOf(way), /orosanmälan[\s\S]*112/)
    assert.equal(await way.getByRole('textbox').count(), 0)
    await fieldWorker.picture('concern', way)
  })

  await told(
    'what was blocked is in no byte of the database, its write-ahead log, the logs and the metrics',
    async () => {
      for (const line of [`händelser ${blocked}`, `hej, ring ${blocked}`, `rapportera ring ${blocked}`]) {
        const shown = await fieldWorker.page.locator('.ac-adaptiveCard').count()
        await fieldWorker.say(line)
        await fieldWorker.page.locator('.ac-adaptiveCard').nth(shown).waitFor()
      }
      const files = await demo.kept()
      for (const name of ['tryggve.db', 'tryggve.db-wal', 'tryggve.log', 'metrics'])
        assert.ok(files.get(name), `${name} is missing or empty`)
      const everything = [...files.values()].join('\n')
      // What was kept is found, so the search finds what is there.
      assert.ok(everything.includes(warned))
      for (const secret of [blocked, blocked.replace('-', ''), blocked.slice(2), 'far illa hemma']) {
        const found = [...files].filter(([, bytes]) => bytes.includes(secret)).map(([name]) => name)
        assert.deepEqual(found, [], `found: ${secret}`)
      }
    },
  )
}
