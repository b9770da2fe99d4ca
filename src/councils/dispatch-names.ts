import { joinAnswerKind, joinRequestKind } from './tell-of-join.ts'

/** What the messages that asking to join causes are called where they are listed. */
export const councilDispatchNames = [
  {
    kind: joinRequestKind,
    name: { sv: 'Fråga om att gå med, till samordnarna', en: 'A request to join, to the coordinators' },
  },
  {
    kind: joinAnswerKind,
    name: { sv: 'Svar till den som ville gå med', en: 'The answer to who asked to join' },
  },
] as const
