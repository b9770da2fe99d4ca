import type { Locale, Texts } from '../shared/locale.ts'
import type { Effect, Light, Status } from './action.ts'
import type { PlanOrder, PlanState } from './plan.ts'

const sv = {
  help: {
    list: {
      write: 'åtgärder',
      gives: 'Åtgärdsplanen: vad som ska göras, av vem och när. Det som är försenat står först.',
      example: 'åtgärder försenade polisen',
    },
    mine: { write: 'mina', gives: 'Dina åtgärder och dina rapporter, det som brådskar mest först.' },
  },
  status: {
    planned: '○ Planerad',
    inProgress: '◐ Pågår',
    done: '✓ Klar',
    cancelled: '✕ Avbruten',
  } satisfies Record<Status, string>,
  late: (days: number) => (days === 1 ? '▲ Försenad en dag' : `▲ Försenad ${days} dagar`),
  light: {
    onTrack: '● Enligt plan',
    atRisk: '◆ Risk',
    offTrack: '■ Avviker',
  } satisfies Record<Light, string>,
  lightChoice: {
    onTrack: 'Enligt plan',
    atRisk: 'Det finns en risk att det inte går',
    offTrack: 'Det går inte som det var tänkt',
  } satisfies Record<Light, string>,
  effect: {
    seen: 'Effekten syns',
    notSeen: 'Effekten syns inte',
    tooEarly: 'För tidigt att säga',
  } satisfies Record<Effect, string>,
  progress: (done: number, of: number) => (of === 100 ? `${done} % gjort` : `${done} av ${of} gjort`),
  progressTyped: (done: number, of: number) => (of === 100 ? `${done} %` : `${done} av ${of}`),
  dueBy: (day: string) => `klart senast ${day}`,
  doneOn: (day: string) => `klar ${day}`,
  cancelledOn: (day: string) => `avbruten ${day}`,
  training: 'Övning',
  form: {
    wrong: 'Något behöver rättas innan jag kan spara.',
    back: 'Tillbaka',
    why: 'Varför?',
    whyError: 'Skriv kort varför, 3 till 500 tecken.',
  },
  report: {
    button: 'Rapportera läge',
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
    button: 'Klar',
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
    button: 'Skjut upp',
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
    button: 'Avbryt åtgärden',
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
    title: (numbers: readonly string[]) =>
      numbers.length === 1
        ? 'Din rapport ledde till en åtgärd som är klar'
        : 'Dina rapporter ledde till en åtgärd som är klar',
    text: (numbers: string, action: string, text: string) =>
      numbers.includes(' och ')
        ? `Dina rapporter ${numbers} ledde till åtgärd ${action}: **${text}**, klar.`
        : `Din rapport ${numbers} ledde till åtgärd ${action}: **${text}**, klar.`,
    and: 'och',
    thanks: 'Tack för att du berättade.',
    show: 'Visa åtgärden',
    name: 'Besked om att en rapport ledde till en åtgärd',
  },
  list: {
    title: 'Åtgärdsplanen',
    states: {
      open: 'Öppna',
      late: 'Försenade',
      planned: 'Planerade',
      inProgress: 'Pågående',
      done: 'Klara',
      cancelled: 'Avbrutna',
    } satisfies Record<PlanState, string>,
    orders: {
      area: 'Fokusområde',
      owner: 'Ansvarig',
      status: 'Status',
      due: 'Dag',
    } satisfies Record<PlanOrder, string>,
    noArea: 'Utan fokusområde',
    closed: 'Avslutade',
    filtered: (filter: string) => `Visar: ${filter}`,
    counts: (late: number, open: number, done: number) =>
      [
        late > 0 ? `▲ ${late} ${late === 1 ? 'försenad' : 'försenade'}` : 'Inget är försenat',
        `${open} ${open === 1 ? 'öppen' : 'öppna'}`,
        `${done} ${done === 1 ? 'klar' : 'klara'}`,
      ].join(' · '),
    trainingNote: (count: number) =>
      count === 1 ? 'En är övning och räknas inte.' : `${count} är övning och räknas inte.`,
    page: (page: number, pages: number) => `Sida ${page} av ${pages}`,
    next: 'Nästa sida',
    previous: 'Föregående sida',
    show: 'Visa',
    new: 'Ny åtgärd',
    export: 'Exportera',
    filter: 'Filtrera',
    all: 'Visa alla',
    apply: 'Visa',
    none: 'Planen är tom än så länge.',
    noneText: 'Skriv **åtgärd** och vad som ska göras, så hjälper jag dig med resten.',
    noneToRead: 'När rådet har kommit överens om något står det här.',
    noneFound: 'Ingen åtgärd stämmer med det.',
    noneFoundText: 'Prova med färre ord, eller visa alla.',
    text: 'Sök ord',
    textHint: 'Till exempel lampor, ett nummer eller en ansvarig',
    textError: 'Skriv högst 100 tecken.',
    area: 'Fokusområde',
    owner: 'Ansvarig',
    organisation: 'Verksamhet',
    state: 'Status',
    period: 'Ska vara klar',
    order: 'Ordna efter',
    any: 'Alla',
    anyError: 'Välj något i listan.',
    periods: {
      week: 'Inom en vecka',
      month: 'Inom fyra veckor',
      quarter: 'Inom tre månader',
    },
    dueIn: (days: string) => `klart ${days}`,
  },
  mine: {
    title: 'Ditt på gång',
    counts: (actions: number, reports: number) =>
      [
        actions > 0 ? `${actions} ${actions === 1 ? 'åtgärd' : 'åtgärder'}` : '',
        reports > 0 ? `${reports} ${reports === 1 ? 'rapport' : 'rapporter'}` : '',
      ]
        .filter(Boolean)
        .join(' · '),
    none: 'Du har inget på gång just nu.',
    noneText: 'Fint! Ser du något som rådet bör känna till, så rapportera det här.',
    noneToRead: 'Fint! Får du en åtgärd att ansvara för så står den här.',
    report: 'Rapportera',
    asked: '● Du är tillfrågad',
  },
}

export type ThroughWords = typeof sv

const en: ThroughWords = {
  help: {
    list: {
      write: 'actions',
      gives: 'The action plan: what is to be done, by whom and when. What is late comes first.',
      example: 'actions late police',
    },
    mine: { write: 'my', gives: 'Your actions and your reports, the most urgent first.' },
  },
  status: { planned: '○ Planned', inProgress: '◐ In progress', done: '✓ Done', cancelled: '✕ Cancelled' },
  late: (days) => (days === 1 ? '▲ One day late' : `▲ ${days} days late`),
  light: { onTrack: '● On track', atRisk: '◆ At risk', offTrack: '■ Off track' },
  lightChoice: {
    onTrack: 'On track',
    atRisk: 'There is a risk that it will not work out',
    offTrack: 'It does not go as it was meant to',
  },
  effect: { seen: 'The effect shows', notSeen: 'The effect does not show', tooEarly: 'Too early to say' },
  progress: (done, of) => (of === 100 ? `${done}% done` : `${done} of ${of} done`),
  progressTyped: (done, of) => (of === 100 ? `${done}%` : `${done} of ${of}`),
  dueBy: (day) => `due ${day}`,
  doneOn: (day) => `done ${day}`,
  cancelledOn: (day) => `cancelled ${day}`,
  training: 'Training',
  form: {
    wrong: 'Something needs to be put right before I can save.',
    back: 'Back',
    why: 'Why?',
    whyError: 'Write briefly why, 3 to 500 characters.',
  },
  report: {
    button: 'Report progress',
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
    button: 'Done',
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
    button: 'Postpone',
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
    button: 'Cancel the action',
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
      numbers.includes(' and ')
        ? `Your reports ${numbers} led to action ${action}: **${text}**, done.`
        : `Your report ${numbers} led to action ${action}: **${text}**, done.`,
    and: 'and',
    thanks: 'Thank you for telling us.',
    show: 'Show the action',
    name: 'Word that a report led to an action',
  },
  list: {
    title: 'The action plan',
    states: {
      open: 'Open',
      late: 'Late',
      planned: 'Planned',
      inProgress: 'In progress',
      done: 'Done',
      cancelled: 'Cancelled',
    },
    orders: { area: 'Focus area', owner: 'Owner', status: 'Status', due: 'Day' },
    noArea: 'Without a focus area',
    closed: 'Closed',
    filtered: (filter) => `Shows: ${filter}`,
    counts: (late, open, done) =>
      [late > 0 ? `▲ ${late} late` : 'Nothing is late', `${open} open`, `${done} done`].join(' · '),
    trainingNote: (count) =>
      count === 1 ? 'One is training and is not counted.' : `${count} are training and are not counted.`,
    page: (page, pages) => `Page ${page} of ${pages}`,
    next: 'Next page',
    previous: 'Previous page',
    show: 'Show',
    new: 'New action',
    export: 'Export',
    filter: 'Filter',
    all: 'Show all',
    apply: 'Show',
    none: 'The plan is empty so far.',
    noneText: 'Write **action** and what is to be done, and I will help you with the rest.',
    noneToRead: 'What the council agrees on will stand here.',
    noneFound: 'No action fits that.',
    noneFoundText: 'Try fewer words, or show all.',
    text: 'Search for words',
    textHint: 'For example lamps, a number or an owner',
    textError: 'Write at most 100 characters.',
    area: 'Focus area',
    owner: 'Owner',
    organisation: 'Organisation',
    state: 'Status',
    period: 'To be done',
    order: 'Order by',
    any: 'All',
    anyError: 'Choose something in the list.',
    periods: { week: 'Within a week', month: 'Within four weeks', quarter: 'Within three months' },
    dueIn: (days) => `due ${days}`,
  },
  mine: {
    title: 'On your table',
    counts: (actions, reports) =>
      [
        actions > 0 ? `${actions} ${actions === 1 ? 'action' : 'actions'}` : '',
        reports > 0 ? `${reports} ${reports === 1 ? 'report' : 'reports'}` : '',
      ]
        .filter(Boolean)
        .join(' · '),
    none: 'There is nothing on your table right now.',
    noneText: 'Well done! If you see something that the council should know of, report it here.',
    noneToRead: 'Well done! When you are given an action to answer for, it will stand here.',
    report: 'Report',
    asked: '● You are asked',
  },
}

const texts: Texts<ThroughWords> = { sv, en }

/** The texts of how actions are seen through and listed, in the reader's language. */
export function throughWords(locale: Locale): ThroughWords {
  return texts[locale]
}

/** What people write when they mean a state of the plan, in both languages at once. */
export const stateNames = {
  open: ['öppna', 'öppen', 'open', 'aktuella'],
  late: ['försenade', 'försenad', 'försenat', 'sena', 'late', 'overdue'],
  planned: ['planerade', 'planerad', 'planned'],
  inProgress: ['pågående', 'pågår', 'påbörjade', 'påbörjad', 'in progress', 'ongoing'],
  done: ['klara', 'klar', 'avslutade', 'färdiga', 'done', 'finished'],
  cancelled: ['avbrutna', 'avbruten', 'cancelled'],
} satisfies Record<PlanState, readonly string[]>
