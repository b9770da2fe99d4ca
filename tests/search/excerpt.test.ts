import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { stemsOf } from '../../src/lookup/index.ts'
import { excerptOf } from '../../src/search/excerpt.ts'

const shown = (texts: readonly string[], words: string) =>
  excerptOf(texts, stemsOf(words))
    .map(({ text, found }) => (found ? `[${text}]` : text))
    .join('')

describe('The sentence around what was found', () => {
  test.each([
    [['Lugnt. Två lampor är trasiga vid Noret. Ingen där.'], 'lampa', 'Två [lampor] är trasiga vid Noret.'],
    [['En rad\nTvå lampor\nTre'], 'lampan', 'Två [lampor]'],
    [['Klotter på 2.5 meter av väggen'], 'vägg', 'Klotter på 2.5 meter av [väggen]'],
    [['', 'Vi bytte lampan.'], 'lampor', 'Vi bytte [lampan].'],
    [['Lampan.', 'Mopeden slog i lampan.'], 'lampa moped', '[Mopeden] slog i [lampan].'],
    [['Inget av det. Slut.'], 'lampa', 'Inget av det.'],
    [['', '  '], 'lampa', ''],
  ])('of %j for %s is %s', (texts, words, expected) => {
    expect(shown(texts, words)).toBe(expected)
  })

  test('is cut between words when it is long', () => {
    const long = `${'ord '.repeat(60)}lampor ${'mer '.repeat(60)}`
    const excerpt = shown([long], 'lampa')
    expect(excerpt).toMatch(/^…ord .*\[lampor\] .*mer…$/)
    expect(excerpt.length).toBeLessThan(180)
  })

  test('is always a piece of the text, with the word in it', () => {
    const parts = fc.constantFrom('lampor', 'Älgen', 'på', '. ', '\n', ' ', '!', 'é', '🛵', 'x'.repeat(200))
    fc.assert(
      fc.property(fc.array(parts, { maxLength: 60 }), (some) => {
        const text = some.join(' ').normalize('NFC')
        const excerpt = excerptOf([text], stemsOf('lampa'))
        const whole = excerpt.map((piece) => piece.text).join('')
        expect(text).toContain(whole.replace(/^…|…$/g, ''))
        expect(excerpt.some(({ found }) => found)).toBe(/lampor/.test(text))
      }),
    )
  })
})
