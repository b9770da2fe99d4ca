import { leastSkipped } from '../../src/database/index.ts'

/** What an operator has to know of a database that was brought back from an earlier moment. */
export function saidOfGoingOn(doubted: number): string {
  return [
    `${doubted} messages were not sent yet in it and may have been sent since: reminders are repeated, marked as such; ` +
      'the others are held until somebody decides (utskick).',
    `The next numbers (H-…, Å-…) leave out at least ${leastSkipped}, so that none is given twice. If more were given since the backup was taken, ` +
      'run npm run restored before the start: each time leaves out as many again.',
  ].join('\n')
}
