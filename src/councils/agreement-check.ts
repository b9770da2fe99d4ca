import { isMeasurable } from '../reading/index.ts'
import type { Agreement } from './council.ts'

/**
 * The six things that an agreement must describe:
 * https://bra.se/forebygga-brott/arbeta-brottsforebyggande/gemensamma-forberedelser/teckna-samverkansoverenskommelse.html
 */
export const agreementParts = ['problems', 'causes', 'goals', 'documentation', 'followUp', 'period'] as const

export type AgreementPart = (typeof agreementParts)[number]

/** How an agreement stands against what it must describe. */
export interface AgreementCheck {
  /** In the order that Brå lists them. */
  readonly missing: readonly AgreementPart[]
  /** It has goals, but nobody can see when they are reached. */
  readonly goalsAreVague: boolean
}

/**
 * Which of the six things an agreement with so many focus areas does not describe. A focus area is a problem in focus.
 * "Until further notice" counts as a period that is missing: it has no day on which the parties must think again, which
 * is what the period is there for, and nothing to remind them of.
 */
export function checkAgreement(
  agreement: Pick<Agreement, 'causes' | 'goals' | 'documentation' | 'followUp' | 'validTo'>,
  focusAreas: number,
): AgreementCheck {
  const described: Readonly<Record<AgreementPart, boolean>> = {
    problems: focusAreas > 0,
    causes: isSaid(agreement.causes),
    goals: isSaid(agreement.goals),
    documentation: isSaid(agreement.documentation),
    followUp: isSaid(agreement.followUp),
    period: agreement.validTo !== null,
  }
  return {
    missing: agreementParts.filter((part) => !described[part]),
    goalsAreVague: described.goals && !isMeasurable(agreement.goals),
  }
}

function isSaid(text: string): boolean {
  return /[\p{L}\d]/u.test(text)
}
