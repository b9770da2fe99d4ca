import type { Locale, Texts } from '../shared/locale.ts'

/** The texts in Swedish of what reminds of promises. */
const sv = {
  pace: {
    name: 'Löften som håller på att missas',
    about: 'På torsdagen, eller när fem arbetsdagar är kvar av månaden.',
    week: 'Veckan går mot sitt slut',
    month: 'Månaden går mot sitt slut',
    lacking: (done: number, demanded: number, last: string) =>
      demanded === 1
        ? `Det är inte gjort än. Sista dagen är ${last}.`
        : `${done} av ${demanded} är gjort. Sista dagen är ${last}.`,
    help: 'Är det redan gjort? Logga det, så räknas det.',
    log: 'Logga insats',
  },
  ending: {
    name: 'Löften som snart är slut',
    about: 'När 30 och 7 dagar är kvar.',
    title: (days: number) =>
      days === 0
        ? 'Löftet är slut i dag'
        : days === 1
          ? 'Löftet är slut i morgon'
          : `Löftet är slut om ${days} dagar`,
    text: (last: string) =>
      `Sista dagen är ${last}. Ska det förlängas? Om inte: följ upp hur det gick och berätta det för invånarna.`,
    extend: 'Förläng',
    end: 'Avsluta',
  },
  show: 'Visa löftet',
}

export type DueWords = typeof sv

const en: DueWords = {
  pace: {
    name: 'Promises about to be missed',
    about: 'On Thursday, or with five working days left of the month.',
    week: 'The week is coming to an end',
    month: 'The month is coming to an end',
    lacking: (done, demanded, last) =>
      demanded === 1
        ? `It is not done yet. The last day is ${last}.`
        : `${done} of ${demanded} is done. The last day is ${last}.`,
    help: 'Is it done already? Log it, and it counts.',
    log: 'Log a delivery',
  },
  ending: {
    name: 'Promises that end soon',
    about: 'When 30 and 7 days are left.',
    title: (days) =>
      days === 0
        ? 'The promise ends today'
        : days === 1
          ? 'The promise ends tomorrow'
          : `The promise ends in ${days} days`,
    text: (last) =>
      `The last day is ${last}. Is it to be extended? If not: follow up how it went and tell the public.`,
    extend: 'Extend',
    end: 'End',
  },
  show: 'Show the promise',
}

const texts: Texts<DueWords> = { sv, en }

/** The texts of what reminds of promises, in the reader's language. */
export function dueWords(locale: Locale): DueWords {
  return texts[locale]
}
