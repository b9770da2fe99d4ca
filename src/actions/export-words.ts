import type { Locale, Texts } from '../shared/locale.ts'
import type { Way } from './action.ts'

const sv = {
  help: {
    write: 'exportera',
    gives: 'Åtgärdsplanen som fil, för Excel eller för att skriva ut.',
  },
  title: 'Åtgärdsplanen som fil',
  count: (count: number) => (count === 1 ? 'en åtgärd' : `${count} åtgärder`),
  explain:
    'Länkarna är dina egna, så skicka dem inte vidare. Var och en fungerar en gång, inom tio minuter. Behöver du filen igen gör jag en ny länk.',
  sheet: 'Excel (XLSX)',
  document: 'Word (DOCX)',
  back: 'Till åtgärderna',
  none: 'Rådet har inga åtgärder i planen än, så det finns inget att exportera.',
  sent: 'Länkarna är personliga, så jag skickar dem till vår egen chatt. Kommer inget dit, skriv **exportera** till mig där.',
  dispatch: 'Länkar till åtgärdsplanen',
}

const en: typeof sv = {
  help: {
    write: 'export',
    gives: 'The action plan as a file, for Excel or to print.',
  },
  title: 'The action plan as a file',
  count: (count) => (count === 1 ? 'one action' : `${count} actions`),
  explain:
    'The links are your own, so do not pass them on. Each works once, within ten minutes. If you need the file again I will make a new link. The files are in Swedish.',
  sheet: 'Excel (XLSX)',
  document: 'Word (DOCX)',
  back: 'To the actions',
  none: 'The council has no actions in its plan yet, so there is nothing to export.',
  sent: 'The links are personal, so I am sending them to our own chat. If nothing comes, write **export** to me there.',
  dispatch: 'Links to the action plan',
}

const texts: Texts<typeof sv> = { sv, en }

/** The texts of the export, in the reader's language. */
export function exportWords(locale: Locale): typeof sv {
  return texts[locale]
}

/** The plan itself is a paper of a Swedish authority: it is written in Swedish, whoever asks for it. */
export const planWords = {
  title: 'Åtgärdsplan',
  none: 'Rådet har inga åtgärder i planen än.',
  // https://bra.se/forebygga-brott/arbeta-brottsforebyggande/genomforande/uppratta-atgardsplan.html
  cause: 'Orsak',
  action: 'Åtgärd',
  goal: 'Operativt mål',
  when: 'När',
  who: 'Vem',
  followUp: 'Uppföljning',
  number: 'Nummer',
  starts: 'Start',
  due: 'Klart senast',
  organisation: 'Organisation',
  latest: 'Senaste rapport',
  latestOn: 'Rapporterad',
  outcome: 'Utfall',
  closedOn: 'Avslutad',
  area: 'Fokusområde',
  way: 'Arbetssätt',
  ways: { spot: 'Punktinsats', ordinary: 'Ordinarie verksamhet' } satisfies Record<Way, string>,
  incidents: 'Händelser',
  origin: 'Kommer från',
  span: (starts: string, due: string) => `Start ${starts}\nKlart senast ${due}`,
}
