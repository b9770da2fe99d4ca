import { describe, expect, test } from '@jest/globals'
import { type DeliveryReading, type Nameable, readDelivery } from '../../src/promises/line-input.ts'
import { instant } from '../../src/shared/clock.ts'
import type { CommitmentId } from '../../src/shared/ids.ts'

/** Friday 20 November 2026, nine in the morning in Sweden. */
const now = instant('2026-11-20T08:00:00.000Z')

type Owner = 'Polisen' | 'Socialförvaltningen' | 'Mora kommun, kommunledningen' | 'McDonald’s'

const noret: readonly (readonly [
  id: string,
  owner: Owner,
  text: string,
  kind: Nameable['kind'],
  title?: string,
])[] = [
  ['insatser', 'Polisen', 'Insatser på Noret utöver det vanliga arbetet', 'inPeriod'],
  ['kontakt', 'Polisen', 'Hembesök eller samtal med ägarna till de fordon som märks mest', 'perWeek'],
  ['alkohol', 'Polisen', 'Tar alkohol i beslag', 'none'],
  ['trafikregler', 'Polisen', 'Arbetar för ändrade trafikregler', 'milestone'],
  ['rosa', 'Mora kommun, kommunledningen', 'Aktiviteter för olika åldrar genom Rosa Huset', 'none'],
  ['ordning', 'Mora kommun, kommunledningen', 'Ser över de lokala ordningsföreskrifterna', 'milestone'],
  ['falt', 'Socialförvaltningen', 'Fältarbetare på plats minst en helg i månaden', 'perMonth'],
  ['mcd', 'McDonald’s', 'Håller ordning på parkeringen och stänger inne om natten', 'milestone'],
  ['station', 'Polisen', 'Fotpatrull på kvällarna', 'perWeek', 'Trygg station'],
]

function asked(by: Owner, coordinates = false): readonly Nameable[] {
  return noret
    .filter(([, owner]) => coordinates || owner === by)
    .map(([id, owner, text, kind, title = 'Lugnare kvällar på Noret']) => ({
      id: id as CommitmentId,
      own: owner === by,
      owner,
      text,
      kind,
      title,
    }))
}

const police = asked('Polisen')
const field = asked('Socialförvaltningen')
const coordinator = asked('Mora kommun, kommunledningen', true)
const policeCoordinator = asked('Polisen', true)

interface Expected extends Omit<DeliveryReading, 'fitting' | 'note'> {
  readonly of?: string | readonly string[]
  readonly note?: string
}

const thursday = '2026-11-19' as NonNullable<Expected['deliveredOn']>
const day = (date: string) => date as NonNullable<Expected['deliveredOn']>

const lines: readonly (readonly [writer: readonly Nameable[], line: string, expected: Expected])[] = [
  [
    police,
    'noret 2 h, 2 personer igår kväll',
    { of: 'insatser', deliveredOn: thursday, minutes: 120, staff: 2 },
  ],
  [police, 'Noret 2h 2 pers i går', { of: 'insatser', deliveredOn: thursday, minutes: 120, staff: 2 }],
  [police, 'noret 90 min', { of: 'insatser', minutes: 90 }],
  [
    police,
    'noret en och en halv timme i fredags',
    { of: 'insatser', deliveredOn: day('2026-11-13'), minutes: 90 },
  ],
  [police, 'noret 1,5 h två poliser', { of: 'insatser', minutes: 90, staff: 2 }],
  [police, 'noret 1 h 30 min i måndags', { of: 'insatser', deliveredOn: day('2026-11-16'), minutes: 90 }],
  [police, 'noret igår kl 21-23, två man', { of: 'insatser', deliveredOn: thursday, minutes: 120, staff: 2 }],
  [
    police,
    'noretparkeringen i lördags mellan 22 och 01',
    { of: 'insatser', deliveredOn: day('2026-11-14'), minutes: 180, note: 'Noretparkeringen' },
  ],
  [police, 'noret 2 insatser', { of: 'insatser', count: 2 }],
  [police, 'noret 3 gånger i förrgår', { of: 'insatser', deliveredOn: day('2026-11-18'), count: 3 }],
  [
    police,
    'noret 2 h, pratade med ungdomar om buller',
    { of: 'insatser', minutes: 120, note: 'Pratade med ungdomar om buller' },
  ],
  [
    police,
    'noret i går 2 h stod vid infarten',
    { of: 'insatser', deliveredOn: thursday, minutes: 120, note: 'Stod vid infarten' },
  ],
  [
    police,
    'två hembesök i tisdags',
    { of: 'kontakt', deliveredOn: day('2026-11-17'), count: 2, note: 'Två hembesök' },
  ],
  [
    police,
    'samtal med fordonsägare i dag',
    { of: 'kontakt', deliveredOn: day('2026-11-20'), note: 'Samtal med fordonsägare' },
  ],
  [
    police,
    'tog alkohol på noret i fredags',
    { of: 'alkohol', deliveredOn: day('2026-11-13'), note: 'Tog alkohol på noret' },
  ],
  [police, 'fotpatrull station en halvtimme', { of: 'station', minutes: 30 }],
  [police, 'trygg station igår kväll, lugnt', { of: 'station', deliveredOn: thursday, note: 'Lugnt' }],
  [police, 'pratade med 12 personer på noret', { of: 'insatser', note: 'Pratade med 12 personer på noret' }],
  [police, 'noret för 2 timmar sedan', { of: 'insatser', deliveredOn: day('2026-11-20') }],
  [police, 'noret 14/11 2 h', { of: 'insatser', deliveredOn: day('2026-11-14'), minutes: 120 }],
  [
    field,
    '3 h i lördags, vi var två',
    { of: 'falt', deliveredOn: day('2026-11-14'), minutes: 180, staff: 2 },
  ],
  [field, 'noret i helgen', { of: 'falt' }],
  [field, 'ensam på noret en kvart', { of: 'falt', minutes: 15, staff: 1 }],
  [field, '', { of: 'falt' }],
  [coordinator, 'polisen noret 2 h i går', { of: 'insatser', deliveredOn: thursday, minutes: 120 }],
  [
    coordinator,
    'rosa huset filmkväll i går, 3 ledare',
    { of: 'rosa', deliveredOn: thursday, staff: 3, note: 'Rosa huset filmkväll' },
  ],
  [
    coordinator,
    'fältarbetare ute 4 h i lördags',
    { of: 'falt', deliveredOn: day('2026-11-14'), minutes: 240, note: 'Fältarbetare ute' },
  ],
  [coordinator, 'mcdonalds stängde inne i går', { of: 'mcd', deliveredOn: thursday, note: 'Stängde inne' }],
  [policeCoordinator, 'hembesök och alkohol i går', { of: ['kontakt', 'alkohol'], deliveredOn: thursday }],
  [
    police,
    'noret 2 hours, two officers, 19/11',
    { of: 'insatser', deliveredOn: thursday, minutes: 120, staff: 2 },
  ],
  // As it is typed on a phone: without å, ä and ö, with slips, in one breath.
  [
    police,
    'noret 2 h, 2 personer igar kvall',
    { of: 'insatser', deliveredOn: thursday, minutes: 120, staff: 2 },
  ],
  [police, 'nort 2 h i går', { of: 'insatser', deliveredOn: thursday, minutes: 120, note: 'Nort' }],
  [police, 'hembesok i mandags, 45 min', { of: 'kontakt', deliveredOn: day('2026-11-16'), minutes: 45 }],
  [police, 'Hembesök. 2 st. igår', { of: 'kontakt', deliveredOn: thursday, count: 2 }],
  [
    police,
    'ett hembesök och två samtal i går',
    { of: 'kontakt', deliveredOn: thursday, count: 3, note: 'Ett hembesök och två samtal' },
  ],
  [police, 'noret 1 timme och 45 minuter, tre kollegor', { of: 'insatser', minutes: 105, staff: 3 }],
  [police, 'noret 21.30-23.00 igår', { of: 'insatser', deliveredOn: thursday, minutes: 90 }],
  [
    police,
    'noret natten till i går, 4 timmar, 2 patruller',
    { of: 'insatser', deliveredOn: thursday, minutes: 240, note: '2 patruller' },
  ],
  [police, 'beslag av alkohol i lordags', { of: 'alkohol', deliveredOn: day('2026-11-14') }],
  [
    police,
    'trygg station 2026-11-17 1 h ensam',
    { of: 'station', deliveredOn: day('2026-11-17'), minutes: 60, staff: 1 },
  ],
  [police, 'i dag noret', { of: 'insatser', deliveredOn: day('2026-11-20') }],
  [
    police,
    'noret 17 november, 3 st, 2 h var',
    { of: 'insatser', deliveredOn: day('2026-11-17'), count: 3, minutes: 120 },
  ],
  [
    field,
    'helgen 14-15 november, 2 fältare, 5 h',
    { of: 'falt', deliveredOn: day('2026-11-15'), staff: 2, minutes: 300 },
  ],
  [
    field,
    'ute i fredags kväll, pratade med många ungdomar',
    { of: 'falt', deliveredOn: day('2026-11-13'), note: 'Ute, pratade med många ungdomar' },
  ],
  [
    coordinator,
    'rosa huset, 2 kvällar förra veckan',
    { of: 'rosa', count: 2, note: '2 kvällar förra veckan' },
  ],
  [police, 'station i morse 40 min', { of: 'station', deliveredOn: day('2026-11-20'), minutes: 40 }],
  [police, '', { of: 'insatser' }],
  // In English, as some write.
  [police, 'noret yesterday evening 90 min', { of: 'insatser', deliveredOn: thursday, minutes: 90 }],
  [police, 'noret today, 1 hour', { of: 'insatser', deliveredOn: day('2026-11-20'), minutes: 60 }],
  [
    police,
    'foot patrol station, last Friday, half an hour',
    { of: 'station', deliveredOn: day('2026-11-13'), minutes: 30, note: 'Foot patrol station' },
  ],
  [police, 'noret twice on Tuesday', { of: 'insatser', deliveredOn: day('2026-11-17'), count: 2 }],
]

describe('a line after insats', () => {
  test('is read in fifty ways', () => expect(lines.length).toBeGreaterThanOrEqual(50))

  test.each(lines.map(([writer, line, expected]) => [line || '(nothing)', writer, line, expected] as const))(
    '%s',
    (_, writer, line, { of, note = '', ...facts }) => {
      const { fitting, ...read } = readDelivery(line, writer, now)
      expect({ of: fitting.length === 1 ? fitting[0] : fitting, ...read }).toEqual({ of, note, ...facts })
    },
  )
})
