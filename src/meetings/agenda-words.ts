import type { Locale, Texts } from '../shared/locale.ts'

/** How many times as many, rounded. */
const timesAs = ['', '', 'dubbelt så', 'tre gånger så', 'fyra gånger så', 'fem gånger så']
const timesAsEn = ['', '', 'twice as', 'three times as', 'four times as', 'five times as']

const sv = {
  help: {
    write: 'dagordning',
    gives: 'Dagordningen till nästa möte, med dagens läge i varje punkt.',
  },
  helpAdd: {
    write: 'dagordning lägg till',
    gives: 'Föreslår en punkt till nästa möte.',
    example: 'dagordning lägg till Belysningen vid Noret',
  },
  title: 'Dagordning',
  none: 'Inget möte är planerat, så det finns ingen dagordning än.',
  open: 'Öppna dagordningen',
  locked: 'Dagordningen är låst. Det som läggs till nu märks.',
  locks: (days: number) => `Den låses ${days === 1 ? 'en dag' : `${days} dagar`} före mötet.`,
  late: 'tillagd efter låsning',
  presenter: (who: string) => `föredras av ${who}`,
  registryNumber: (number: string) => `dnr ${number}`,
  minutes: (many: number) => `${many} min`,
  overTime: (minutes: number) => `▲ Punkterna tar ${minutes} min mer än mötet är långt.`,
  page: (number: number, of: number) => `Sida ${number} av ${of}`,
  nextPage: 'Nästa sida',
  previousPage: 'Föregående sida',
  add: 'Föreslå en punkt',
  change: 'Ändra',
  removed: (what: string) => `Borttagen: ${what}`,
  restore: 'Lägg tillbaka',
  meeting: 'Visa mötet',
  form: {
    addTitle: 'Föreslå en punkt',
    changeTitle: 'Ändra punkten',
    wrong: 'Något behöver rättas. Inget är sparat än.',
    title: 'Rubrik',
    titleHint: 'Till exempel: Belysningen vid Noret',
    titleError: 'Skriv en rubrik, 3 till 120 tecken.',
    note: 'Vad handlar det om?',
    noteHint: 'En mening räcker',
    noteError: 'Det får vara högst 300 tecken.',
    minutes: 'Hur många minuter?',
    minutesError: 'Skriv ett antal minuter, 1 till 240.',
    purpose: 'Vad ska mötet göra med den?',
    purposeError: 'Välj vad mötet ska göra med den.',
    presenter: 'Vem föredrar den?',
    presenterHint: 'En roll, till exempel: Kommunpolis',
    presenterError: 'Det får vara högst 80 tecken.',
    registryNumber: 'Diarienummer',
    registryNumberHint: 'Till exempel: KS 2026/114',
    registryNumberError: 'Det får vara högst 40 tecken.',
    save: 'Spara',
    up: 'Upp',
    down: 'Ner',
    remove: 'Ta bort',
    back: 'Tillbaka',
  },
  facts: {
    approver: (who: string) => `Justerare: ${who}`,
    noApprover: 'Justerare väljs på mötet.',
    last: (day: string, approved: boolean) =>
      `Protokollet från ${day} är ${approved ? 'justerat' : 'inte justerat än'}.`,
    noDecisions: 'Inga beslut är kvar.',
    decision: (text: string, origin: string, owner: string, due: string) =>
      `${text} (${[origin, owner, due && `klart ${due}`].filter(Boolean).join(', ')})`,
    situation: (many: number, since: string, sinceMeeting: boolean, before: number) =>
      `${many === 0 ? 'Inga rapporter' : many === 1 ? 'En rapport' : `${many} rapporter`} som alla i rådet får läsa sedan ${sinceMeeting ? 'mötet ' : ''}${since}. Lika länge före det: ${before === 0 ? 'inga' : before}.`,
    unpublished: (many: number) => `${many === 1 ? 'En' : many} till ser bara samordnarna.`,
    area: (area: string, now: number, before: number) => {
      const way = now > before ? '▲ fler' : now < before ? '▼ färre' : '● lika många'
      return `${area}: ${now}, före det ${before} ${way}`
    },
    place: (places: string) => `Flest från ${places}.`,
    noLate: 'Inga åtgärder är försenade.',
    late: (number: string, text: string, owner: string, day: string, forAgenda: boolean) =>
      `${forAgenda ? '▲ Minst 30 dagar sen: ' : ''}${number} ${text} (${owner}, skulle vara klar ${day})`,
    noPromises: 'Inga medborgarlöften gäller nu.',
    agreement: (day: string) => `Överenskommelsen gäller till och med ${day}.`,
    season: (category: string, many: number, months: string, times: number) =>
      `${category}: ${many} rapporter i ${months}, ${times < 1.75 ? 'hälften fler än' : `${timesAs[Math.round(times)] ?? 'mer än fem gånger så'} många som`} vanligt.`,
    nothingSoon: 'Inget särskilt just nu.',
    next: (title: string, when: string) => `${title}: ${when}`,
    noNext: 'Inget mer möte är planerat.',
    more: (many: number) => `… och ${many} till`,
  },
}

export type AgendaWords = typeof sv

const en: AgendaWords = {
  help: {
    write: 'agenda',
    gives: 'The agenda of the next meeting, with how things stand today in every item.',
  },
  helpAdd: {
    write: 'agenda add',
    gives: 'Proposes an item for the next meeting.',
    example: 'agenda add The lights at Noret',
  },
  title: 'Agenda',
  none: 'No meeting is planned, so there is no agenda yet.',
  open: 'Open the agenda',
  locked: 'The agenda is locked. What is added now is marked.',
  locks: (days) => `It is locked ${days === 1 ? 'one day' : `${days} days`} before the meeting.`,
  late: 'added after it was locked',
  presenter: (who) => `presented by ${who}`,
  registryNumber: (number) => `diary no. ${number}`,
  minutes: (many) => `${many} min`,
  overTime: (minutes) => `▲ The items take ${minutes} min more than the meeting is long.`,
  page: (number, of) => `Page ${number} of ${of}`,
  nextPage: 'Next page',
  previousPage: 'Previous page',
  add: 'Propose an item',
  change: 'Change',
  removed: (what) => `Removed: ${what}`,
  restore: 'Put back',
  meeting: 'Show the meeting',
  form: {
    addTitle: 'Propose an item',
    changeTitle: 'Change the item',
    wrong: 'Something needs to be put right. Nothing is saved yet.',
    title: 'Heading',
    titleHint: 'For example: The lights at Noret',
    titleError: 'Write a heading, 3 to 120 characters.',
    note: 'What is it about?',
    noteHint: 'One sentence is enough',
    noteError: 'It may be 300 characters at most.',
    minutes: 'How many minutes?',
    minutesError: 'Write a number of minutes, 1 to 240.',
    purpose: 'What should the meeting do with it?',
    purposeError: 'Choose what the meeting should do with it.',
    presenter: 'Who presents it?',
    presenterHint: 'A role, for example: Municipal police officer',
    presenterError: 'It may be 80 characters at most.',
    registryNumber: 'Diary number',
    registryNumberHint: 'For example: KS 2026/114',
    registryNumberError: 'It may be 40 characters at most.',
    save: 'Save',
    up: 'Up',
    down: 'Down',
    remove: 'Remove',
    back: 'Back',
  },
  facts: {
    approver: (who) => `Approver: ${who}`,
    noApprover: 'An approver is chosen at the meeting.',
    last: (day, approved) => `The minutes of ${day} are ${approved ? 'approved' : 'not approved yet'}.`,
    noDecisions: 'No decisions are left.',
    decision: (text, origin, owner, due) =>
      `${text} (${[origin, owner, due && `due ${due}`].filter(Boolean).join(', ')})`,
    situation: (many, since, sinceMeeting, before) =>
      `${many === 0 ? 'No reports' : many === 1 ? 'One report' : `${many} reports`} that all in the council may read since ${sinceMeeting ? 'the meeting of ' : ''}${since}. As long before that: ${before === 0 ? 'none' : before}.`,
    unpublished: (many) => `${many === 1 ? 'One more is' : `${many} more are`} for the coordinators only.`,
    area: (area, now, before) => {
      const way = now > before ? '▲ more' : now < before ? '▼ fewer' : '● as many'
      return `${area}: ${now}, before that ${before} ${way}`
    },
    place: (places) => `Most from: ${places}`,
    noLate: 'No actions are late.',
    late: (number, text, owner, day, forAgenda) =>
      `${forAgenda ? '▲ At least 30 days late: ' : ''}${number} ${text} (${owner}, was due ${day})`,
    noPromises: 'No citizen promises hold now.',
    agreement: (day) => `The agreement holds until ${day}.`,
    season: (category, many, months, times) =>
      `${category}: ${many} reports in ${months}, ${times < 1.75 ? 'half as many again as' : `${timesAsEn[Math.round(times)] ?? 'more than five times as'} many as`} usual.`,
    nothingSoon: 'Nothing in particular now.',
    next: (title, when) => `${title}: ${when}`,
    noNext: 'No further meeting is planned.',
    more: (many) => `… and ${many} more`,
  },
}

const texts: Texts<AgendaWords> = { sv, en }

/** The texts of agendas in the language of the person who reads them. */
export function agendaWords(locale: Locale): AgendaWords {
  return texts[locale]
}
