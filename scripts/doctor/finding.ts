/** What a check has found. A warning can wait; a fault stops people. Holds no secret, ever: it is printed. */
export interface Finding {
  readonly level: 'ok' | 'warning' | 'fault'
  /** What was checked. */
  readonly about: string
  readonly says: string
  /** What to do; left out when nothing is to be done. */
  readonly cure?: string
}

/** The three kinds of findings about one thing. */
export function findingsAbout(about: string) {
  return {
    ok: (says: string): Finding => ({ level: 'ok', about, says }),
    warning: (says: string, cure: string): Finding => ({ level: 'warning', about, says, cure }),
    fault: (says: string, cure: string): Finding => ({ level: 'fault', about, says, cure }),
  }
}

/** A finding as one line, in columns. */
export function lineOf({ level, about, says, cure }: Finding): string {
  return `${level.padEnd(9)}${about.padEnd(16)}${says}${cure ? ` To do: ${cure}` : ''}`
}
