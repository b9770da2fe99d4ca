import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { fold, swedishOrder, tidy } from '../../src/shared/text.ts'

const anyText = fc.string({ unit: 'grapheme', maxLength: 60 })

describe('text as we keep it', () => {
  test.each([
    ['  Norets skola \n', 'Norets skola'],
    ['Skadegörelse', 'Skadegörelse'],
    ['rad 1\r\nrad 2\rrad 3', 'rad 1\nrad 2\nrad 3'],
    ['\u00a0kafé\u00a0', 'kafé'],
    ['', ''],
  ])('%j is %j', (text, kept) => {
    expect(tidy(text)).toBe(kept)
  })

  test('is the same however the letters were put together, and tidying again changes nothing', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        expect(tidy(text.normalize('NFD'))).toBe(tidy(text.normalize('NFC')))
        expect(tidy(tidy(text))).toBe(tidy(text))
      }),
    )
  })
})

describe('text as we compare it', () => {
  test.each([
    ['Älvdalsvägen', 'alvdalsvagen'],
    ['ÅÄÖ åäö É', 'aao aao e'],
    ['  Mora   station\n(torget) ', 'mora station (torget)'],
    ['H-2026-0001', 'h-2026-0001'],
    ['SKADEGO\u0308RELSE', 'skadegorelse'],
  ])('%j is %j', (text, folded) => {
    expect(fold(text)).toBe(folded)
  })

  test('is the same with and without dots and rings, in any case', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'abcåäöéÅÄÖÉ 12-'), maxLength: 40 }), (text) => {
        expect(fold(text.toUpperCase())).toBe(fold(text))
        expect(fold(text.normalize('NFD'))).toBe(fold(text))
        expect(fold(fold(text))).toBe(fold(text))
      }),
    )
  })

  test('a part of a text is a part of it when both are folded', () => {
    expect(fold('Buskörning vid Älvstranden')).toContain(fold('ÄLVSTR'))
  })
})

describe('Swedish order', () => {
  test('has å, ä and ö last, in that order, whatever the case', () => {
    const names = ['Östnor', 'ärlan', 'Zorn', 'Åsen', 'Noret', 'älvdalen', 'Bonäs']
    expect(names.sort(swedishOrder)).toEqual([
      'Bonäs',
      'Noret',
      'Zorn',
      'Åsen',
      'älvdalen',
      'ärlan',
      'Östnor',
    ])
  })

  test('counts numbers by value', () => {
    expect(['plats 10', 'plats 9', 'plats 1'].sort(swedishOrder)).toEqual(['plats 1', 'plats 9', 'plats 10'])
  })
})
