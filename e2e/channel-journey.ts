import type { Stage } from './stage.ts'

/** A team's channel becomes the place of the cards. It stays so: this journey is the last. */
export async function channelJourney({ fieldWorker, coordinator, told }: Stage): Promise<void> {
  let number = ''

  await told('the channel that a coordinator installs it in becomes the place of the cards', async () => {
    await coordinator.openChannel()
    await coordinator.card('kommer hit, så att samordnarna kan ta hand om dem')
    await fieldWorker.say('rapportera Det är mörkt vid gångvägen')
    const form = await fieldWorker.card('Rapportera en händelse')
    await fieldWorker.choose(form, 'Vad har hänt?', 'Otrygg plats')
    await fieldWorker.choose(form, 'Var?', 'Biblioteket i Mora')
    await fieldWorker.pick(form, 'Lite')
    await fieldWorker.picture('report-form', form)
    await fieldWorker.press(form, 'Rapportera')
    number = await fieldWorker.numberIn(await fieldWorker.card('är rapporterad'))
    await coordinator.picture('channel', await coordinator.card(number))
  })
  await told('Ta tillbaka asks once, and the card in the channel tells', async () => {
    await fieldWorker.pressBehind(await fieldWorker.card(`Tack! ${number} är rapporterad`), 'Ta tillbaka')
    const question = await fieldWorker.card(`Ta tillbaka ${number}?`)
    await fieldWorker.press(question, 'Ja, ta tillbaka')
    await fieldWorker.card(`${number} är tillbakatagen`)
    await coordinator.card('✕ Tillbakatagen')
  })
}
