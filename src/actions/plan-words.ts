import type { Locale, Texts } from '../shared/locale.ts'
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
        late > 0 ? `⚠ ${late} ${late === 1 ? 'försenad' : 'försenade'}` : 'Inget är försenat',
        `${open} ${open === 1 ? 'öppen' : 'öppna'}`,
        `${done} ${done === 1 ? 'klar' : 'klara'}`,
      ].join(' · '),
    notCounted: (counts: string) => `${counts} (övning räknas inte)`,
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
    yours: 'Dina',
    unknown: 'Något som inte står i planen',
    none: 'Planen är tom än så länge.',
    noneText: 'Skriv **åtgärd** och vad som ska göras, så hjälper jag dig med resten.',
    noneToRead: 'När rådet har kommit överens om något står det här.',
    noneFound: 'Ingen åtgärd stämmer med det.',
    noneFoundText: 'Prova med färre ord, eller visa alla.',
    text: 'Sök ord',
    textHint: 'Till exempel: lampor',
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
    title: 'Det här har du på gång',
    counts: (actions: number, reports: number) =>
      [
        actions > 0 ? (actions === 1 ? 'en åtgärd' : `${actions} åtgärder`) : '',
        reports > 0 ? (reports === 1 ? 'en rapport' : `${reports} rapporter`) : '',
      ]
        .filter(Boolean)
        .join(' · '),
    onlyTraining: 'Bara övning just nu',
    none: 'Du har inget på gång just nu.',
    noneText: 'Fint! Ser du något som rådet bör känna till, så rapportera det här.',
    noneToRead: 'Fint! Får du en åtgärd att ansvara för så står den här.',
    report: 'Rapportera',
    asked: '● Du är tillfrågad',
  },
}

export type PlanWords = typeof sv

const en: PlanWords = {
  help: {
    list: {
      write: 'actions',
      gives: 'The action plan: what is to be done, by whom and when. What is late comes first.',
      example: 'actions late police',
    },
    mine: { write: 'my', gives: 'Your actions and your reports, the most urgent first.' },
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
      [late > 0 ? `⚠ ${late} late` : 'Nothing is late', `${open} open`, `${done} done`].join(' · '),
    notCounted: (counts) => `${counts} (training is not counted)`,
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
    yours: 'Yours',
    unknown: 'Something that is not in the plan',
    none: 'The plan is empty so far.',
    noneText: 'Write **action** and what is to be done, and I will help you with the rest.',
    noneToRead: 'What the council agrees on will stand here.',
    noneFound: 'No action fits that.',
    noneFoundText: 'Try fewer words, or show all.',
    text: 'Search for words',
    textHint: 'For example: lamps',
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
        actions > 0 ? (actions === 1 ? 'one action' : `${actions} actions`) : '',
        reports > 0 ? (reports === 1 ? 'one report' : `${reports} reports`) : '',
      ]
        .filter(Boolean)
        .join(' · '),
    onlyTraining: 'Only training right now',
    none: 'There is nothing on your table right now.',
    noneText: 'Well done! If you see something that the council should know of, report it here.',
    noneToRead: 'Well done! When you are given an action to answer for, it will stand here.',
    report: 'Report',
    asked: '● You are asked',
  },
}

const texts: Texts<PlanWords> = { sv, en }

/** The texts of the plan and of one's own part of it, in the reader's language. */
export function planWords(locale: Locale): PlanWords {
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
