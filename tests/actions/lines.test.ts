import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { readAction } from '../../src/actions/line-input.ts'
import type { Nameable } from '../../src/actions/owner-input.ts'
import { type Surroundings, surroundings } from '../../src/actions/vocabulary.ts'
import { allFocusAreas } from '../../src/councils/index.ts'
import { instant } from '../../src/shared/clock.ts'
import type { MemberId } from '../../src/shared/ids.ts'
import { buildHouse } from '../helpers/house.ts'
import { openTestSqlite, type TestDatabase } from '../helpers/test-sqlite.ts'

/** A Friday, week 47, nine in the morning in Stockholm. */
const now = instant('2026-11-20T08:00:00.000Z')

const member = (title: string, sv: string, en = sv): Nameable => ({
  memberId: title as MemberId,
  title,
  organisation: { name: { sv, en } },
})

/** A council's members as they call themselves. */
const members = [
  member('Samordnare Mora', 'Mora kommun, kommunledningen', 'Mora municipality, executive office'),
  member('Rådets ordförande', 'Mora kommun, kommunledningen', 'Mora municipality, executive office'),
  member('Kommunpolis', 'Polisen', 'The police'),
  member('Områdespolis Noret', 'Polisen', 'The police'),
  member('Gatuchef', 'Tekniska förvaltningen', 'Technical services'),
  member('Fältarbetare', 'Socialförvaltningen', 'Social services'),
  member('Socialchef', 'Socialförvaltningen', 'Social services'),
  member('Rektor', 'Skolan', 'The schools'),
  member('Förvaltare', 'Morastrand (bostadsbolaget)', 'Morastrand (housing company)'),
]
const self = 'Samordnare Mora' as MemberId

interface Read {
  readonly text: string
  readonly owner?: string
  readonly due?: string
  readonly area?: string
  readonly way?: string
  readonly cause?: string
  readonly goal?: string
  readonly origin?: string
  readonly incidents?: string
}

const lines: readonly (readonly [line: string, read: Read])[] = [
  [
    'byt lampor strandstråket, gatuchefen, 15 november',
    { text: 'Byt lampor strandstråket', owner: 'Gatuchef', due: '2027-11-15' },
  ],
  [
    'byt lampor strandstråket gatuchefen 15 december',
    { text: 'Byt lampor strandstråket', owner: 'Gatuchef', due: '2026-12-15' },
  ],
  [
    'Klipp buskarna vid stationen, gatuchefen, senast 1/12',
    { text: 'Klipp buskarna vid stationen', owner: 'Gatuchef', due: '2026-12-01' },
  ],
  [
    'extra rond på Noret, kommunpolisen, nästa fredag',
    { text: 'Extra rond på Noret', owner: 'Kommunpolis', due: '2026-11-27' },
  ],
  [
    'trygghetsvandring, ordföranden, om två veckor',
    { text: 'Trygghetsvandring', owner: 'Rådets ordförande', due: '2026-12-04' },
  ],
  [
    'möte med handlarna, jag, vecka 48',
    { text: 'Möte med handlarna', owner: 'Samordnare Mora', due: '2026-11-27' },
  ],
  [
    'jag kontaktar handlarna senast sista november',
    { text: 'Jag kontaktar handlarna', owner: 'Samordnare Mora', due: '2026-11-30' },
  ],
  [
    'Rektorn: nya regler för cykelparkeringen, 15 januari',
    { text: 'Nya regler för cykelparkeringen', owner: 'Rektor', due: '2027-01-15' },
  ],
  [
    'gatuchefen ska laga staketet senast den 1 december',
    { text: 'Gatuchefen ska laga staketet', owner: 'Gatuchef', due: '2026-12-01' },
  ],
  [
    'laga staketet; ansvarig: gatuchefen; klart v. 49',
    { text: 'Laga staketet', owner: 'Gatuchef', due: '2026-12-04' },
  ],
  [
    'laga staketet. Ansvarig är tekniska förvaltningen. Klart i januari.',
    { text: 'Laga staketet', owner: 'Gatuchef', due: '2027-01-31' },
  ],
  [
    'fältkvällar på fredagar, fältarbetaren, till 20 december',
    { text: 'Fältkvällar på fredagar', owner: 'Fältarbetare', due: '2026-12-20' },
  ],
  [
    'informera föräldrarna, skolan, före jul',
    { text: 'Informera föräldrarna', owner: 'Rektor', due: '2026-12-23' },
  ],
  [
    'städa återvinningen, bostadsbolaget, inom 10 dagar',
    { text: 'Städa återvinningen', owner: 'Förvaltare', due: '2026-11-30' },
  ],
  [
    'städa trapphusen, ansvarig: Morastrand, 2026-12-10',
    { text: 'Städa trapphusen', owner: 'Förvaltare', due: '2026-12-10' },
  ],
  // Two at the police, and nobody says which: it is not guessed, and no word is lost.
  ['rondera Noret, polisen, 1 december', { text: 'Rondera Noret, polisen', due: '2026-12-01' }],
  [
    'rondera centrum, områdespolisen, 1 december',
    { text: 'Rondera centrum', owner: 'Områdespolis Noret', due: '2026-12-01' },
  ],
  [
    'prata ihop er, fältarbetaren, rektorn, på måndag',
    { text: 'Prata ihop er, fältarbetaren, rektorn', due: '2026-11-23' },
  ],
  ['kontakta gatuchefen på måndag', { text: 'Kontakta gatuchefen', due: '2026-11-23' }],
  [
    'boka ett möte med kommunpolisen nästa vecka',
    { text: 'Boka ett möte med kommunpolisen', due: '2026-11-27' },
  ],
  ['vaktronder varje fredag kväll på Noret', { text: 'Vaktronder varje fredag kväll på Noret' }],
  ['byt 12 lampor längs strandstråket', { text: 'Byt 12 lampor längs strandstråket' }],
  [
    'byt lampor för H-2026-0012, gatuchefen, 1 december',
    { text: 'Byt lampor', owner: 'Gatuchef', due: '2026-12-01', incidents: 'H-2026-0012' },
  ],
  [
    'byt lampor, gäller h 2026 12 och H-2026-15, gatuchefen',
    { text: 'Byt lampor, och', owner: 'Gatuchef', incidents: 'H 2026 12, H-2026-15' },
  ],
  [
    'sätt upp farthinder, punktinsats, gatuchefen, mitten av december',
    { text: 'Sätt upp farthinder', owner: 'Gatuchef', way: 'spot', due: '2026-12-15' },
  ],
  [
    'klottersanering, ordinarie arbete, gatuchefen, årsskiftet',
    { text: 'Klottersanering', owner: 'Gatuchef', way: 'ordinary', due: '2026-12-31' },
  ],
  [
    'orsak: trasig belysning; åtgärd: byt lampor; mål: alla 12 lampor lyser; gatuchefen; 15 december',
    {
      text: 'Byt lampor',
      cause: 'Trasig belysning',
      goal: 'Alla 12 lampor lyser',
      owner: 'Gatuchef',
      due: '2026-12-15',
    },
  ],
  [
    'byt lampor, gatuchefen, beslut: BRÅ § 4, senast 1 december',
    { text: 'Byt lampor', owner: 'Gatuchef', origin: 'BRÅ § 4', due: '2026-12-01' },
  ],
  ['byt lampor, gatuchfen, i morgon', { text: 'Byt lampor', owner: 'Gatuchef', due: '2026-11-21' }],
  ['BYT LAMPOR, GATUCHEFEN, SENAST 1 DECEMBER', { text: 'BYT LAMPOR', owner: 'Gatuchef', due: '2026-12-01' }],
  [
    'oversyn av belysningen, kommunens samordnare, 15 dec',
    { text: 'Oversyn av belysningen', owner: 'Samordnare Mora', due: '2026-12-15' },
  ],
  // Hostile ones: nothing but marks, only who and when, a date that is none, a tag, and a name of the prototype.
  [',,;;  , . !', { text: '' }],
  ['gatuchefen, 15 december', { text: '', owner: 'Gatuchef', due: '2026-12-15' }],
  ['byt lampor 31 april, __proto__, constructor', { text: 'Byt lampor 31 april, __proto__, constructor' }],
  ['<at>Alla</at> **byt** lampor, gatuchefen', { text: '<at>Alla</at> **byt** lampor', owner: 'Gatuchef' }],
  ['🙂🙂 byt lampor, gatuchefen, 15/12', { text: '🙂🙂 byt lampor', owner: 'Gatuchef', due: '2026-12-15' }],
]

describe('A line after åtgärd', () => {
  let database: TestDatabase
  let around: Surroundings
  let areas: ReadonlyMap<string, string>

  beforeAll(async () => {
    database = await openTestSqlite()
    const house = await buildHouse(database)
    around = await surroundings(house.world)(house.councilId)
    const known = await allFocusAreas(house.world.db, house.councilId)
    areas = new Map(known.map(({ id, name }) => [id, name.sv]))
  })

  afterAll(() => database.close())

  test.each(lines)('%s', (line, expected) => {
    const { area: _, ...read } = understood(line)
    expect(read).toEqual(expected)
  })

  test.each([
    ['ta bort klotter vid stationen, gatuchefen', 'Ordningsstörningar och otrygghet'],
    ['fler ordningsvakter, fokusområde: hot och våld', 'Hot och våld'],
    ['byt lampor längs vägen, gatuchefen', undefined],
  ])('%s belongs to a focus area', (line, area) => {
    expect(understood(line).area).toBe(area)
  })

  test('is read in no time, however long it is', () => {
    const started = performance.now()
    understood('byt lampor, gatuchefen, 15 december; '.repeat(500))
    understood('gatuchefen '.repeat(2_000))
    understood(','.repeat(10_000))
    expect(performance.now() - started).toBeLessThan(3_000)
  })

  function understood(line: string): Read {
    const read = readAction(line, { members, self, around, now })
    const { text, ownerId, dueOn, focusAreaId, ...others } = read
    return {
      text,
      ...(ownerId ? { owner: ownerId } : {}),
      ...(dueOn ? { due: dueOn } : {}),
      ...(focusAreaId ? { area: areas.get(focusAreaId) ?? '' } : {}),
      ...others,
    }
  }
})
