import type { Locale, Texts } from '../shared/locale.ts'
import { joinAnswerKind, joinRequestKind } from './tell-of-join.ts'

const names = {
  request: { sv: 'Fråga om att gå med, till samordnarna', en: 'A request to join, to the coordinators' },
  answer: { sv: 'Svar till den som ville gå med', en: 'The answer to who asked to join' },
} satisfies Record<string, Texts<string>>

/** What the messages that asking to join causes are called where they are listed. */
export const councilDispatchNames = [
  { kind: joinRequestKind, name: (locale: Locale) => names.request[locale] },
  { kind: joinAnswerKind, name: (locale: Locale) => names.answer[locale] },
]
