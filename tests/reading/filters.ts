interface Expected {
  readonly categoryId?: string
  readonly placeId?: string
  readonly areaId?: string
  readonly status?: string
  readonly from?: string
  readonly to?: string
  readonly text?: string
}

/** What people write to narrow a list on Monday 2026-11-23 at 10.15, and what it is narrowed to; `to` is excluded. */
export const filters: readonly (readonly [line: string, expected: Expected])[] = [
  ['händelser noret förra veckan', { areaId: 'Noret', from: '2026-11-16 00:00', to: '2026-11-23 00:00' }],
  ['noret', { areaId: 'Noret' }],
  ['noretparkeringen', { placeId: 'noret-stora-parkeringen' }],
  [
    'parkeringen vid noret i helgen',
    { placeId: 'noret-stora-parkeringen', from: '2026-11-20 17:00', to: '2026-11-23 00:00' },
  ],
  ['buskörning v 40', { categoryId: 'reckless_driving', from: '2026-09-28 00:00', to: '2026-10-05 00:00' }],
  ['v40', { from: '2026-09-28 00:00', to: '2026-10-05 00:00' }],
  ['vecka 40-42 centrum', { areaId: 'Centrum', from: '2026-09-28 00:00', to: '2026-10-19 00:00' }],
  ['vecka 52', { from: '2025-12-22 00:00', to: '2025-12-29 00:00' }],
  ['v 52-2', { from: '2025-12-22 00:00', to: '2026-01-12 00:00' }],
  ['v 47 2025', { from: '2025-11-17 00:00', to: '2025-11-24 00:00' }],
  ['sedan fredag', { from: '2026-11-20 00:00', to: '2026-11-23 10:15' }],
  ['klotter sen i fredags', { categoryId: 'vandalism', from: '2026-11-20 00:00', to: '2026-11-23 10:15' }],
  ['oktober', { from: '2026-10-01 00:00', to: '2026-11-01 00:00' }],
  [
    'skadegörelse i oktober färnäs',
    { categoryId: 'vandalism', areaId: 'Färnäs', from: '2026-10-01 00:00', to: '2026-11-01 00:00' },
  ],
  ['december', { from: '2025-12-01 00:00', to: '2026-01-01 00:00' }],
  ['okt 2025', { from: '2025-10-01 00:00', to: '2025-11-01 00:00' }],
  ['i år', { from: '2026-01-01 00:00', to: '2027-01-01 00:00' }],
  ['förra året narkotika', { categoryId: 'drugs', from: '2025-01-01 00:00', to: '2026-01-01 00:00' }],
  ['senaste 14 dagarna', { from: '2026-11-09 00:00', to: '2026-11-23 10:15' }],
  [
    'de senaste tre veckorna på sollerön',
    { areaId: 'Sollerön', from: '2026-11-02 00:00', to: '2026-11-23 10:15' },
  ],
  ['senaste dygnet', { from: '2026-11-22 10:15', to: '2026-11-23 10:15' }],
  ['senaste 12 timmarna', { from: '2026-11-22 22:15', to: '2026-11-23 10:15' }],
  ['senaste månaden', { from: '2026-10-23 00:00', to: '2026-11-23 10:15' }],
  ['från 1/10 till 15/10', { from: '2026-10-01 00:00', to: '2026-10-16 00:00' }],
  ['1/10-15/10', { from: '2026-10-01 00:00', to: '2026-10-16 00:00' }],
  ['1–15 oktober', { from: '2026-10-01 00:00', to: '2026-10-16 00:00' }],
  ['mellan 24 oktober och 26 oktober', { from: '2026-10-24 00:00', to: '2026-10-27 00:00' }],
  ['i dag', { from: '2026-11-23 00:00', to: '2026-11-24 00:00' }],
  ['igår kväll centrum', { areaId: 'Centrum', from: '2026-11-22 17:00', to: '2026-11-23 00:00' }],
  ['i natt', { from: '2026-11-22 21:00', to: '2026-11-23 06:00' }],
  ['i fredags', { from: '2026-11-20 00:00', to: '2026-11-21 00:00' }],
  ['q3', { from: '2026-07-01 00:00', to: '2026-10-01 00:00' }],
  ['i somras prästholmen', { placeId: 'prastholmen', from: '2026-06-01 00:00', to: '2026-09-01 00:00' }],
  ['hösten 2025', { from: '2025-09-01 00:00', to: '2025-12-01 00:00' }],
  ['nya', { status: 'new' }],
  ['obedömda i hemus', { status: 'new', areaId: 'Hemus' }],
  [
    'avslutade centrum v 46',
    { status: 'closed', areaId: 'Centrum', from: '2026-11-09 00:00', to: '2026-11-16 00:00' },
  ],
  ['bråk stationen', { categoryId: 'threat_violence', placeId: 'mora-station' }],
  [
    'buskorning ostnor forra manaden',
    { categoryId: 'reckless_driving', areaId: 'Östnor', from: '2026-10-01 00:00', to: '2026-11-01 00:00' },
  ],
  ['skadegörlese', { categoryId: 'vandalism' }],
  [
    'gula bilar noret i år',
    { areaId: 'Noret', from: '2026-01-01 00:00', to: '2027-01-01 00:00', text: 'gula bilar' },
  ],
  ['H-2026-0001', { text: 'H-2026-0001' }],
  ['kundvagnar vid busskuren', { text: 'busskuren', placeId: 'noret-kundvagnarna' }],
  ['bråk och stöld', { text: 'bråk och stöld' }],
  ['händelser', {}],
  ['', {}],
]
