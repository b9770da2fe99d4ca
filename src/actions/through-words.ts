import type { Locale, Texts } from '../shared/locale.ts'
import type { Light } from './action.ts'

/** "H-2026-0001, H-2026-0002 och H-2026-0003". */
function inRow(names: readonly string[], and: string): string {
  const last = names.at(-1) ?? ''
  return names.length > 1 ? `${names.slice(0, -1).join(', ')} ${and} ${last}` : last
}

const sv = {
  late: (days: number) => (days === 1 ? '⚠ Försenad en dag' : `⚠ Försenad ${days} dagar`),
  lightChoice: {
    onTrack: 'Enligt plan',
    atRisk: 'Det finns en risk att det inte går',
    offTrack: 'Det går inte som det var tänkt',
  } satisfies Record<Light, string>,
  progress: (done: number, of: number) => (of === 100 ? `${done} % gjort` : `${done} av ${of} gjort`),
  progressTyped: (done: number, of: number) => (of === 100 ? `${done} %` : `${done} av ${of}`),
  dueBy: (day: string) => `klart senast ${day}`,
  doneOn: (day: string) => `klar ${day}`,
  cancelledOn: (day: string) => `avbruten ${day}`,
  form: {
    wrong: 'Något behöver rättas innan jag kan spara.',
    back: 'Tillbaka',
    why: 'Varför?',
    whyError: 'Skriv kort varför, 3 till 500 tecken.',
  },
  report: {
    title: (number: string) => `Hur går det med ${number}?`,
    text: 'Läget på en rad',
    textHint: 'Två insatser gjorda, nästa på fredag',
    textError: 'Skriv en rad om hur det går, 3 till 200 tecken.',
    light: 'Går det enligt plan?',
    lightError: 'Välj det som stämmer bäst.',
    progress: 'Hur mycket är gjort? (valfritt)',
    progressHint: '2 av 4, eller 50 %',
    progressError: 'Skriv till exempel 2 av 4, eller 50 %.',
    save: 'Spara läget',
  },
  finish: {
    title: (number: string) => `Är ${number} klar?`,
    explain: 'Berätta vad som kom av den. De som rapporterade det som ledde hit får veta att den är klar.',
    effect: 'Vad kom av den?',
    effectError: 'Välj det som stämmer bäst.',
    text: 'En rad om det, om du vill',
    textHint: 'Alla lampor lyser och buskarna är klippta',
    textError: 'Skriv högst 500 tecken.',
    save: 'Ja, den är klar',
  },
  postpone: {
    title: (number: string) => `Skjut upp ${number}`,
    explain: (day: string) => `Nu ska den vara klar senast ${day}.`,
    day: 'Ny dag',
    dayError: 'Välj en dag.',
    tooEarly: 'Välj en dag som är senare än den nuvarande och inte har passerat.',
    tooLate: 'Välj en dag inom fem år.',
    whyHint: 'Lamporna levereras först i januari',
    save: 'Skjut upp',
  },
  cancel: {
    title: (number: string) => `Avbryt ${number}?`,
    explain: 'Den blir kvar i planen som avbruten, med det du skriver här. Det går att öppna den igen.',
    whyHint: 'Platsen byggs om, så det behövs inte längre',
    save: 'Ja, avbryt åtgärden',
  },
  reopen: {
    button: 'Öppna igen',
    title: (number: string) => `Öppna ${number} igen`,
    explain: 'Då pågår den igen, och det som kom av den står kvar i historiken.',
    whyHint: 'Två lampor slocknade igen',
    save: 'Öppna igen',
  },
  told: {
    title: (numbers: readonly string[]): string =>
      numbers.length === 1
        ? 'Din rapport ledde till en åtgärd som är klar'
        : 'Dina rapporter ledde till en åtgärd som är klar',
    text: (numbers: readonly string[], action: string, text: string) =>
      `Du rapporterade ${inRow(numbers, 'och')}. Nu är det här gjort (${action}): **${text}**.`,
    thanks: 'Tack för att du berättade.',
    show: 'Visa åtgärden',
  },
}

export type ThroughWords = typeof sv

const en: ThroughWords = {
  late: (days) => (days === 1 ? '⚠ One day late' : `⚠ ${days} days late`),
  lightChoice: {
    onTrack: 'On track',
    atRisk: 'There is a risk that it will not work out',
    offTrack: 'It does not go as it was meant to',
  },
  progress: (done, of) => (of === 100 ? `${done}% done` : `${done} of ${of} done`),
  progressTyped: (done, of) => (of === 100 ? `${done}%` : `${done} of ${of}`),
  dueBy: (day) => `due ${day}`,
  doneOn: (day) => `done ${day}`,
  cancelledOn: (day) => `cancelled ${day}`,
  form: {
    wrong: 'Something needs to be put right before I can save.',
    back: 'Back',
    why: 'Why?',
    whyError: 'Write briefly why, 3 to 500 characters.',
  },
  report: {
    title: (number) => `How is ${number} going?`,
    text: 'How it goes, in one line',
    textHint: 'Two efforts made, the next one on Friday',
    textError: 'Write a line about how it goes, 3 to 200 characters.',
    light: 'Is it on track?',
    lightError: 'Choose what fits best.',
    progress: 'How much is done? (optional)',
    progressHint: '2 of 4, or 50%',
    progressError: 'Write for example 2 of 4, or 50%.',
    save: 'Save progress',
  },
  finish: {
    title: (number) => `Is ${number} done?`,
    explain: 'Tell what came of it. Those who reported what led here will hear that it is done.',
    effect: 'What came of it?',
    effectError: 'Choose what fits best.',
    text: 'A line about it, if you like',
    textHint: 'All lamps are lit and the bushes are cut',
    textError: 'Write at most 500 characters.',
    save: 'Yes, it is done',
  },
  postpone: {
    title: (number) => `Postpone ${number}`,
    explain: (day) => `It is to be done by ${day} now.`,
    day: 'New day',
    dayError: 'Choose a day.',
    tooEarly: 'Choose a day that is later than the present one and has not passed.',
    tooLate: 'Choose a day within five years.',
    whyHint: 'The lamps will not be delivered before January',
    save: 'Postpone',
  },
  cancel: {
    title: (number) => `Cancel ${number}?`,
    explain: 'It stays in the plan as cancelled, with what you write here. It can be opened again.',
    whyHint: 'The place is being rebuilt, so it is no longer needed',
    save: 'Yes, cancel the action',
  },
  reopen: {
    button: 'Open again',
    title: (number) => `Open ${number} again`,
    explain: 'Then it is in progress again, and what came of it stays in the history.',
    whyHint: 'Two lamps went out again',
    save: 'Open again',
  },
  told: {
    title: (numbers) =>
      numbers.length === 1
        ? 'Your report led to an action that is done'
        : 'Your reports led to an action that is done',
    text: (numbers, action, text) =>
      `You reported ${inRow(numbers, 'and')}. Now this is done (${action}): **${text}**.`,
    thanks: 'Thank you for telling us.',
    show: 'Show the action',
  },
}

const texts: Texts<ThroughWords> = { sv, en }

/** The texts of how actions are seen through and listed, in the reader's language. */
export function throughWords(locale: Locale): ThroughWords {
  return texts[locale]
}
