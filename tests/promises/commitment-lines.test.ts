import { describe, expect, test } from '@jest/globals'
import { readCommitmentLine } from '../../src/promises/commitment-lines.ts'

describe('a line that says who does what, and how often', () => {
  test.each([
    [
      'Polisen: insatser på plats, 4 i perioden',
      'Polisen',
      'insatser på plats',
      { kind: 'inPeriod', count: 4 },
    ],
    [
      'Polisen: insatser, minst fyra gånger i perioden.',
      'Polisen',
      'insatser',
      { kind: 'inPeriod', count: 4 },
    ],
    ['- Polisen: fotpatrull två gånger i veckan', 'Polisen', 'fotpatrull', { kind: 'perWeek', count: 2 }],
    ['Polisen: går förbi varje vecka', 'Polisen', 'går förbi', { kind: 'perWeek', count: 1 }],
    [
      'Skolan: öppet hus 1 per månad',
      'Skolan',
      'öppet hus',
      { kind: 'perMonth', count: 1, andHolidays: false },
    ],
    [
      'Socialförvaltningen: fältarbetare, minst en helg i månaden och vid storhelger',
      'Socialförvaltningen',
      'fältarbetare',
      { kind: 'perMonth', count: 1, andHolidays: true },
    ],
    ['McDonald’s: stänger tidigare, ska bli klart', 'McDonald’s', 'stänger tidigare', { kind: 'milestone' }],
    ['Polisen: tar alkohol i beslag', 'Polisen', 'tar alkohol i beslag', { kind: 'none' }],
    ['The police: foot patrol, 3 times a week', 'The police', 'foot patrol', { kind: 'perWeek', count: 3 }],
    ['Polisen: 0 i veckan går bra', 'Polisen', '0 i veckan går bra', { kind: 'none' }],
  ])('%s', (line, owner, text, quota) => {
    expect(readCommitmentLine(line)).toEqual({ owner, text, quota })
  })

  test.each(['', 'Polisen', 'polisen går förbi', ': går förbi', 'Polisen:', 'Polisen: 4 i perioden'])(
    'says nothing in "%s"',
    (line) => expect(readCommitmentLine(line)).toBeUndefined(),
  )
})
