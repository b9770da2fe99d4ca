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
  // As it is typed on a phone: without å, ä and ö, with slips, in one breath.
  [
    'byt lampor strandstraket, gatuchefen, senast 1 december',
    { text: 'Byt lampor strandstraket', owner: 'Gatuchef', due: '2026-12-01' },
  ],
  [
    'byt lampor for H-2026-0012, gatuchefen, fore jul',
    { text: 'Byt lampor', owner: 'Gatuchef', due: '2026-12-23', incidents: 'H-2026-0012' },
  ],
  [
    'oka tillsynen pa noret, omradespolisen, nasta fredag',
    { text: 'Oka tillsynen pa noret', owner: 'Områdespolis Noret', due: '2026-11-27' },
  ],
  [
    'mote med skolan om skolvagen, jag, pa torsdag',
    { text: 'Mote med skolan om skolvagen', owner: 'Samordnare Mora', due: '2026-11-26' },
  ],
  [
    'faltarbetaren: kvallsvandring, inom 2 veckor',
    { text: 'Kvallsvandring', owner: 'Fältarbetare', due: '2026-12-04' },
  ],
  // One word before a title may be what is to be done to them ("påminn gatuchefen"): nobody is chosen.
  [
    'trygghetsvandring samordnaren sista januari',
    { text: 'Trygghetsvandring samordnaren', due: '2027-01-31' },
  ],
  [
    'kamera vid återvinningen, förvaltarn, v 50',
    { text: 'Kamera vid återvinningen', owner: 'Förvaltare', due: '2026-12-11' },
  ],
  ['laga staket, gatuschefen, imorgon', { text: 'Laga staket', owner: 'Gatuchef', due: '2026-11-21' }],
  ['ring köpmännen,socialchefen,1 dec', { text: 'Ring köpmännen', owner: 'Socialchef', due: '2026-12-01' }],
  [
    'fler vuxna ute fredagar och lördagar, fältarbetarna',
    { text: 'Fler vuxna ute fredagar och lördagar', owner: 'Fältarbetare' },
  ],
  [
    'sätta upp belysning i tunneln  -  gatuchefen  -  årsskiftet',
    { text: 'Sätta upp belysning i tunneln', owner: 'Gatuchef', due: '2026-12-31' },
  ],
  [
    'skriv till länsstyrelsen om kameror senast om en månad, ansvarig kommunpolisen',
    { text: 'Skriv till länsstyrelsen om kameror', owner: 'Kommunpolis', due: '2026-12-20' },
  ],
  [
    'Vem: rektorn. Vad: vuxna vid bussarna. Klart: måndag.',
    { text: 'Vuxna vid bussarna', owner: 'Rektor', due: '2026-11-23' },
  ],
  [
    'kommunpolisen tar fram statistik till mötet 3 december',
    {
      text: 'Kommunpolisen tar fram statistik till mötet',
      owner: 'Kommunpolis',
      due: '2026-12-03',
    },
  ],
  [
    'övergivna cyklar, tekniska förvaltningen, klart senast fredag',
    { text: 'Övergivna cyklar', owner: 'Gatuchef', due: '2026-11-27' },
  ],
  [
    'öppna fritidsgården lördagar, socialchefen, från och med januari',
    { text: 'Öppna fritidsgården lördagar, från och med januari', owner: 'Socialchef' },
  ],
  [
    'rensa sly vid gångtunneln, gatuchefen, mål: fri sikt 20 meter, senast 30/11',
    { text: 'Rensa sly vid gångtunneln', owner: 'Gatuchef', goal: 'Fri sikt 20 meter', due: '2026-11-30' },
  ],
  [
    'bakgrund: klotter varje helg; åtgärd: måla om; vem: förvaltaren; när: senast 11 december',
    { text: 'Måla om', cause: 'Klotter varje helg', owner: 'Förvaltare', due: '2026-12-11' },
  ],
  [
    'enligt BRÅ 26 november: skyltar vid badet, gatuchefen, 15 april',
    { text: 'Skyltar vid badet', origin: 'BRÅ 26 november', owner: 'Gatuchef', due: '2027-04-15' },
  ],
  [
    'orsak: trasiga lampor; atgard: byt alla 12; mal: alla lyser; agare: gatuchefen; senast 15 dec',
    {
      text: 'Byt alla 12',
      cause: 'Trasiga lampor',
      goal: 'Alla lyser',
      owner: 'Gatuchef',
      due: '2026-12-15',
    },
  ],
  // In English, as some write.
  [
    'change the lamps, gatuchefen, by Friday',
    { text: 'Change the lamps', owner: 'Gatuchef', due: '2026-11-27' },
  ],
  [
    'extra patrols at Noret, kommunpolisen, due tomorrow',
    { text: 'Extra patrols at Noret', owner: 'Kommunpolis', due: '2026-11-21' },
  ],
  [
    'talk to the shop owners, me, in two weeks',
    { text: 'Talk to the shop owners', owner: 'Samordnare Mora', due: '2026-12-04' },
  ],
  [
    'safety walk, owner: rådets ordförande, by the end of January',
    { text: 'Safety walk', owner: 'Rådets ordförande', due: '2027-01-31' },
  ],
  [
    'owner: the schools; action: adults at the buses; goal: fewer fights; due 15 January',
    { text: 'Adults at the buses', owner: 'Rektor', goal: 'Fewer fights', due: '2027-01-15' },
  ],
  [
    'cause: broken lamps; action: new lamps; goal: all 12 lit; gatuchefen; December 15',
    { text: 'New lamps', cause: 'Broken lamps', goal: 'All 12 lit', owner: 'Gatuchef', due: '2026-12-15' },
  ],
  [
    'repaint the underpass for H-2026-0012, technical services, next Wednesday',
    { text: 'Repaint the underpass', owner: 'Gatuchef', incidents: 'H-2026-0012', due: '2026-11-25' },
  ],
  [
    'clear the snow, single effort, gatuchefen, today',
    { text: 'Clear the snow', owner: 'Gatuchef', way: 'spot', due: '2026-11-20' },
  ],
  [
    'call gatuchefen about the lamps, by the 28th',
    { text: 'Call gatuchefen about the lamps', due: '2026-11-28' },
  ],
  [
    'according to BRÅ § 4: new signs, gatuchefen, in January',
    { text: 'New signs', origin: 'BRÅ § 4', owner: 'Gatuchef', due: '2027-01-31' },
  ],
  ['patrols every Friday evening at Noret', { text: 'Patrols every Friday evening at Noret' }],
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

  test('is read in sixty ways', () => expect(lines.length).toBeGreaterThanOrEqual(60))

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
