import type { Locale, Texts } from '../shared/locale.ts'

/** The texts in Swedish of what reminds of an action and its day. */
const sv = {
  due: {
    name: 'Åtgärder du ansvarar för',
    about:
      'En vecka före, dagen före och samma dag som en åtgärd ska vara klar. Är den sen kommer en fråga i veckan.',
    ahead: (days: number) => `Om ${days} dagar ska det här vara klart`,
    tomorrow: 'I morgon ska det här vara klart',
    today: 'I dag ska det här vara klart',
    late: 'Hur går det med det här?',
    wasDue: (day: string) => `Det skulle ha varit klart ${day}.`,
    helpAhead: 'Behövs det mer tid? Skjut upp och säg varför, så vet alla.',
    helpLate: 'Är det gjort trycker du på Klar. Behövs det mer tid väljer du en ny dag.',
  },
  late: {
    name: 'Åtgärder som är två veckor sena',
    about: 'När en åtgärd i rådet är två veckor sen, en gång för varje åtgärd.',
    title: (number: string) => `${number} är två veckor sen eller mer`,
    text: (owner: string, organisation: string) =>
      `${owner} (${organisation}) ansvarar för den. Hör av dig och fråga vad som behövs.`,
  },
  show: 'Visa',
  onAgenda: '▲ Tas upp på nästa rådsmöte',
}

export type DueWords = typeof sv

const en: DueWords = {
  due: {
    name: 'Actions you answer for',
    about:
      'A week before, the day before and on the day an action is to be done. When it is late, a question comes once a week.',
    ahead: (days) => `This is to be done in ${days} days`,
    tomorrow: 'This is to be done tomorrow',
    today: 'This is to be done today',
    late: 'How is this going?',
    wasDue: (day) => `It was to be done by ${day}.`,
    helpAhead: 'Do you need more time? Postpone it and say why, so that everybody knows.',
    helpLate: 'If it is done, press Done. If more time is needed, choose a new day.',
  },
  late: {
    name: 'Actions that are two weeks late',
    about: 'When an action in the council is two weeks late, once for each action.',
    title: (number) => `${number} is two weeks late or more`,
    text: (owner, organisation) =>
      `${owner} (${organisation}) answers for it. Get in touch and ask what is needed.`,
  },
  show: 'Show',
  onAgenda: '▲ Will be taken up at the next council meeting',
}

const texts: Texts<DueWords> = { sv, en }

/** The texts of what reminds of an action and its day, in the reader's language. */
export function dueWords(locale: Locale): DueWords {
  return texts[locale]
}
