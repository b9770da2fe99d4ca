import type { Locale, Texts } from '../shared/locale.ts'

/** The texts in Swedish of what we say unasked about incidents. */
const sv = {
  brief: {
    name: 'Läget inför veckan',
    about:
      'På måndag morgon: vad som är nytt, vad som väntar på bedömning och vad som har väntat längst. Är det lugnt kommer inget.',
    title: 'Läget inför veckan',
    summary: (news: number, waiting: number) => {
      const told = news === 0 ? 'Inget nytt' : `${news} ${news === 1 ? 'ny händelse' : 'nya händelser'}`
      return waiting === 0 ? `${told}, allt är bedömt` : `${told}, ${waiting} väntar på bedömning`
    },
    news: 'Nytt',
    newsCount: (count: number, since: string) =>
      `${count === 0 ? 'Inget' : `${count} ${count === 1 ? 'händelse' : 'händelser'}`} sedan ${since}`,
    waiting: 'Väntar på bedömning',
    waitingCount: (count: number) =>
      count === 0 ? '✓ Inget' : `● ${count} ${count === 1 ? 'händelse' : 'händelser'}`,
    allAssessed: 'Allt är bedömt. Fint jobbat!',
    longest: 'Har väntat längst',
    also: 'Väntar också',
    waited: (days: number) =>
      days === 0 ? 'Kom i dag' : days === 1 ? 'Har väntat sedan i går' : `Har väntat i ${days} dagar`,
    more: (count: number) => (count === 1 ? '… och en till' : `… och ${count} till`),
    showWaiting: 'Visa ej bedömda',
    assess: (number: string) => `Bedöm ${number}`,
  },
  ask: {
    name: '”Har du något att rapportera?”',
    about: 'En gång i veckan, på den dag rådet har valt, om du inte har hört av dig under veckan.',
    title: 'Har du något att rapportera?',
    text: 'Har du sett något som rådet bör känna till? Har det varit lugnt är det också bra att veta.',
    nothing: 'Inget att rapportera',
    report: 'Rapportera',
  },
  read: {
    title: (number: string) => `${number} är läst och bedömd`,
    next: 'En samordnare har läst din rapport. Du får svar här när vi vet vad som kom av den.',
    published: 'Alla i rådet kan läsa den nu.',
    show: 'Visa',
  },
}

export type UnaskedWords = typeof sv

const en: UnaskedWords = {
  brief: {
    name: 'Where we stand this week',
    about:
      'On Monday morning: what is new, what waits to be assessed, and what has waited longest. When all is calm, nothing comes.',
    title: 'Where we stand this week',
    summary: (news, waiting) => {
      const told = news === 0 ? 'Nothing new' : `${news} new ${news === 1 ? 'incident' : 'incidents'}`
      return waiting === 0 ? `${told}, everything is assessed` : `${told}, ${waiting} to be assessed`
    },
    news: 'New',
    newsCount: (count, since) =>
      `${count === 0 ? 'Nothing' : `${count} ${count === 1 ? 'incident' : 'incidents'}`} since ${since}`,
    waiting: 'To be assessed',
    waitingCount: (count) =>
      count === 0 ? '✓ None' : `● ${count} ${count === 1 ? 'incident' : 'incidents'}`,
    allAssessed: 'Everything is assessed. Well done!',
    longest: 'Has waited longest',
    also: 'Also waiting',
    waited: (days) =>
      days === 0 ? 'Came today' : days === 1 ? 'Waiting since yesterday' : `Has waited for ${days} days`,
    more: (count) => (count === 1 ? '… and one more' : `… and ${count} more`),
    showWaiting: 'Show those not assessed',
    assess: (number) => `Assess ${number}`,
  },
  ask: {
    name: '“Do you have anything to report?”',
    about: 'Once a week, on the day the council has chosen, if we have not heard from you during the week.',
    title: 'Do you have anything to report?',
    text: 'Have you seen anything that the council should know of? If it has been calm, that is good to know too.',
    nothing: 'Nothing to report',
    report: 'Report',
  },
  read: {
    title: (number) => `${number} has been read and assessed`,
    next: 'A coordinator has read your report. You will get an answer here when we know what came of it.',
    published: 'Everybody in the council can read it now.',
    show: 'Show',
  },
}

const texts: Texts<UnaskedWords> = { sv, en }

/** The texts of what we say unasked about incidents, in the reader's language. */
export function unaskedWords(locale: Locale): UnaskedWords {
  return texts[locale]
}
