import type { Locale, Texts } from '../shared/locale.ts'

/** The texts in Swedish of what reminds of an action and its day. */
const sv = {
  due: {
    name: 'Åtgärder du ansvarar för',
    about: 'En vecka före, dagen före och samma dag. Är den sen, en gång i veckan.',
    ahead: (days: number) => `Om ${days} dagar ska det här vara klart`,
    tomorrow: 'I morgon ska det här vara klart',
    today: 'I dag ska det här vara klart',
    late: 'Hur går det med det här?',
    wasDue: (day: string) => `Det skulle ha varit klart ${day}.`,
    helpAhead: 'Behövs det mer tid? Skjut upp och säg varför, så vet alla.',
    helpLate: 'Är det gjort trycker du på Klar. Behövs det mer tid finns Skjut upp under ….',
  },
  late: {
    name: 'Åtgärder som är två veckor sena',
    about: 'En gång för varje åtgärd i rådet.',
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
    about: 'A week before, the day before and on the day. When it is late, once a week.',
    ahead: (days) => `This is to be done in ${days} days`,
    tomorrow: 'This is to be done tomorrow',
    today: 'This is to be done today',
    late: 'How is this going?',
    wasDue: (day) => `It was to be done by ${day}.`,
    helpAhead: 'Do you need more time? Postpone it and say why, so that everybody knows.',
    helpLate: 'If it is done, press Done. If more time is needed, Postpone is under ….',
  },
  late: {
    name: 'Actions that are two weeks late',
    about: 'Once for each action of the council.',
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
