import { describe, expect, test } from '@jest/globals'
import { readDueDay } from '../../src/reading/index.ts'
import { instant } from '../../src/shared/clock.ts'

/** A Friday, week 47, nine in the morning in Stockholm. */
const now = instant('2026-11-20T08:00:00.000Z')

const days: readonly (readonly [text: string, on: string, words: string])[] = [
  ['byt lampor, 15 december', '2026-12-15', '15 december'],
  ['byt lampor, den 15:e december', '2026-12-15', 'den 15:e december'],
  ['byt lampor senast 1/12', '2026-12-01', 'senast 1/12'],
  ['byt lampor 15 november', '2027-11-15', '15 november'],
  ['klart 20 november', '2026-11-20', 'klart 20 november'],
  ['klart den 28:e', '2026-11-28', 'klart den 28:e'],
  ['klart den 14:e', '2026-12-14', 'klart den 14:e'],
  ['senast den första december 2027', '2027-12-01', 'senast den första december 2027'],
  ['nästa fredag', '2026-11-27', 'nästa fredag'],
  ['på måndag', '2026-11-23', 'på måndag'],
  ['fredag nästa vecka', '2026-11-27', 'fredag nästa vecka'],
  ['nästa veckas onsdag', '2026-11-25', 'nästa veckas onsdag'],
  ['torsdag vecka 49', '2026-12-03', 'torsdag vecka 49'],
  ['om två veckor', '2026-12-04', 'om två veckor'],
  ['inom 10 dagar', '2026-11-30', 'inom 10 dagar'],
  ['om en månad', '2026-12-20', 'om en månad'],
  ['om ett halvår', '2027-05-20', 'om ett halvår'],
  ['vecka 48', '2026-11-27', 'vecka 48'],
  ['klart v.48', '2026-11-27', 'klart v.48'],
  ['vecka 46', '2027-11-19', 'vecka 46'],
  ['vecka 53', '2027-01-01', 'vecka 53'],
  ['nästa vecka', '2026-11-27', 'nästa vecka'],
  ['sista november', '2026-11-30', 'sista november'],
  ['i slutet av februari', '2027-02-28', 'slutet av februari'],
  ['klart i januari', '2027-01-31', 'klart i januari'],
  ['mitten av december', '2026-12-15', 'mitten av december'],
  ['sista i månaden', '2026-11-30', 'sista i månaden'],
  ['före jul', '2026-12-23', 'före jul'],
  ['före årsskiftet', '2026-12-30', 'före årsskiftet'],
  ['i morgon', '2026-11-21', 'i morgon'],
  ['2026-12-24', '2026-12-24', '2026-12-24'],
  ['29 februari', '2028-02-29', '29 februari'],
  ['SENAST 1 DECEMBER', '2026-12-01', 'SENAST 1 DECEMBER'],
  // The day that is asked for, and not that of the meeting; of two alike, the last.
  ['ta upp lamporna på mötet 3 december, klart 15 januari', '2027-01-15', 'klart 15 januari'],
  ['senast 1 december enligt mötet 26 november', '2026-12-01', 'senast 1 december'],
  ['ronder 27 november till 5 december', '2026-12-05', 'till 5 december'],
]

/** As those write who write English here; "before" is the day before, as "före" is. */
const english: readonly (readonly [text: string, on: string, words: string])[] = [
  ['due tomorrow', '2026-11-21', 'due tomorrow'],
  ['by Friday', '2026-11-27', 'by Friday'],
  ['in two weeks', '2026-12-04', 'in two weeks'],
  ['change lamps today', '2026-11-20', 'today'],
  ['the day after tomorrow', '2026-11-22', 'the day after tomorrow'],
  ['next Monday', '2026-11-23', 'next Monday'],
  ['Wednesday next week', '2026-11-25', 'Wednesday next week'],
  ['Thursday week 49', '2026-12-03', 'Thursday week 49'],
  ['done by week 48', '2026-11-27', 'done by week 48'],
  ['within 10 days', '2026-11-30', 'within 10 days'],
  ['in a fortnight', '2026-12-04', 'in a fortnight'],
  ['in a couple of weeks', '2026-12-04', 'in a couple of weeks'],
  ['two months from now', '2027-01-20', 'two months from now'],
  ['by December 15', '2026-12-15', 'by December 15'],
  ['15 Dec', '2026-12-15', '15 Dec'],
  ['before the 15th of December', '2026-12-14', 'before the 15th of December'],
  ['Friday, December 4th', '2026-12-04', 'Friday, December 4th'],
  ['no later than 1 March 2027', '2027-03-01', 'no later than 1 March 2027'],
  ['ready by the 28th', '2026-11-28', 'ready by the 28th'],
  ['by the end of the month', '2026-11-30', 'by the end of the month'],
  ['end of January', '2027-01-31', 'end of January'],
  ['in February', '2027-02-28', 'in February'],
  ['middle of December', '2026-12-15', 'middle of December'],
  ['by the end of next week', '2026-11-27', 'by the end of next week'],
  ['end of the week', '2026-11-20', 'end of the week'],
  ['next month', '2026-12-31', 'next month'],
  ['before Christmas', '2026-12-23', 'before Christmas'],
  ['by the end of the year', '2026-12-31', 'by the end of the year'],
  ['raise it at the meeting on 3 December, due by 15 January', '2027-01-15', 'due by 15 January'],
]

const none: readonly string[] = [
  'byt lampor på strandstråket',
  'öppet dygnet runt 24/7',
  'byt 3/4 av lamporna',
  '15 november 2025',
  '31 april',
  '45/13',
  'ronder varje fredag',
  'öppna gymmet fredagar och lördagar',
  'vaktronder fredag kväll',
  'vecka 60',
  'måndagsmöten med polisen',
  'patrols every Friday',
  'the first Monday meetings',
  'patrols on Friday evening',
  'it may take long, they march on',
  'the 2nd floor',
  'lamps on the 3rd of 31',
  'week 60',
  '',
]

describe('The day something is to be done by', () => {
  test.each([...days, ...english])('%s', (text, on, words) => {
    const read = readDueDay(text, now)
    expect([read?.on, read && text.slice(read.start, read.end)]).toEqual([on, words])
  })

  test.each(none)('is not in: %s', (text) => {
    expect(readDueDay(text, now)).toBeUndefined()
  })

  test('is the Swedish day, also in the last hour of it in winter', () => {
    expect(readDueDay('i morgon', instant('2026-11-20T23:30:00.000Z'))?.on).toBe('2026-11-22')
  })

  test('is never behind us, whatever the day, also in a line as long as any that is read', () => {
    const line = `${'byt lampor fredag 15 november vecka 12, '.repeat(250)}`
    for (let day = 0; day < 30; day++) {
      const at = instant(Date.parse('2026-02-15T12:00:00Z') + day * 86_400_000)
      const on = readDueDay(line, at)?.on ?? ''
      expect(on >= at.slice(0, 10)).toBe(true)
    }
  })
})
