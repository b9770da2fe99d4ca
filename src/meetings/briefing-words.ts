import type { Locale, Texts } from '../shared/locale.ts'

const sv = {
  situation: 'Läget',
  late: 'Sena åtgärder',
  lateCount: (many: number, veryLate: number) => {
    if (many === 0) return 'Inga'
    return veryLate > 0 ? `${many}, varav ${veryLate} minst 30 dagar sena` : String(many)
  },
  promises: 'Löften',
  promiseCount: (all: number, behind: number, kept: number) => {
    if (all === 0) return 'Inga gäller nu'
    const parts = [
      behind > 0 ? `▲ ${behind} efter` : '',
      kept > 0 ? `✓ ${kept} uppfyllda` : '',
      all - behind - kept > 0 ? `● ${all - behind - kept} på väg` : '',
    ]
    return `${all === 1 ? 'Ett åtagande' : `${all} åtaganden`}: ${parts.filter(Boolean).join(', ')}`
  },
  decisions: 'Beslut kvar',
  decisionCount: (many: number, late: number) => {
    if (many === 0) return 'Inga'
    return late > 0 ? `${many}, varav ${late} ${late === 1 ? 'sent' : 'sena'}` : String(many)
  },
  agenda: 'Dagordning',
  openFile: 'Skriv ut',
  file: {
    title: 'Underlaget är klart att hämta',
    explain:
      'Länken är din egen, så skicka den inte vidare. Den fungerar en gång, inom tio minuter. Behöver du filen igen gör jag en ny länk.',
    open: 'Word, att skriva ut (DOCX)',
    ownChat: 'Underlaget hämtar du i din egen chatt med mig.',
    name: 'Underlag',
    foot: (meeting: string, day: string) => `Underlag till ${meeting}, som det var ${day}`,
    left: (many: number) => `… och ${many === 1 ? 'en punkt' : `${many} punkter`} till: se dagordningen.`,
  },
}

export type BriefingWords = typeof sv

const en: BriefingWords = {
  situation: 'The situation',
  late: 'Late actions',
  lateCount: (many, veryLate) => {
    if (many === 0) return 'None'
    return veryLate > 0 ? `${many}, of which ${veryLate} at least 30 days late` : String(many)
  },
  promises: 'Promises',
  promiseCount: (all, behind, kept) => {
    if (all === 0) return 'None hold now'
    const parts = [
      behind > 0 ? `▲ ${behind} behind` : '',
      kept > 0 ? `✓ ${kept} kept` : '',
      all - behind - kept > 0 ? `● ${all - behind - kept} on the way` : '',
    ]
    return `${all === 1 ? 'One commitment' : `${all} commitments`}: ${parts.filter(Boolean).join(', ')}`
  },
  decisions: 'Decisions left',
  decisionCount: (many, late) => {
    if (many === 0) return 'None'
    return late > 0 ? `${many}, of which ${late} late` : String(many)
  },
  agenda: 'Agenda',
  openFile: 'Print',
  file: {
    title: 'The briefing is ready to fetch',
    explain:
      'The link is your own, so do not pass it on. It works once, within ten minutes. If you need the file again I will make a new link. The file is in Swedish.',
    open: 'Word, to print (DOCX)',
    ownChat: 'You fetch the briefing in your own chat with me.',
    name: 'Briefing',
    foot: (meeting, day) => `Briefing for ${meeting}, as it was on ${day}`,
    left: (many) => `… and ${many === 1 ? 'one more item' : `${many} more items`}: see the agenda.`,
  },
}

const texts: Texts<BriefingWords> = { sv, en }

/** The texts of the one-page briefing, in the reader's language. */
export function briefingWords(locale: Locale): BriefingWords {
  return texts[locale]
}
