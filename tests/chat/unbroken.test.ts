import { expect, test } from '@jest/globals'
import { card, facts, paragraph } from '../../src/chat/index.ts'
import { unbroken } from '../../src/chat/unbroken.ts'
import { tidy } from '../../src/shared/text.ts'

const shown = (text: string) => unbroken(text).replaceAll('\u00a0', '_').replaceAll('\u2060', '^')

test('What belongs together in a text is not broken by a line', () => {
  const told: readonly (readonly [string, string])[] = [
    [
      'torsdag 26 november kl. 13.00–15.00 · Kommunhuset',
      'torsdag 26_november kl._13.00–^15.00_· Kommunhuset',
    ],
    ['1. Mötet öppnas (5 min)', '1. Mötet öppnas (5_min)'],
    ['2 deltar · 2 har förhinder', '2_deltar_· 2_har förhinder'],
    ['Skulle skickas i dag 23.27.', 'Skulle skickas i_dag_23.27.'],
    ['fredag 20 november kl. 22.20', 'fredag 20_november kl._22.20'],
    ['Friday 20 November at 22:20 · 5 min', 'Friday 20 November at_22:20_· 5_min'],
    ['§ 4, 2026-11-26', '§_4, 2026-11-26'],
    ['Ring 070-123 45 67 om det', 'Ring 070-123 45 67_om det'],
    ['Var i dagböckerna?', 'Var i dagböckerna?'],
  ]
  for (const [text, expected] of told) expect([text, shown(text)]).toEqual([text, expected])
})

test('A card keeps its texts and facts together, wherever they stand in it; what is copied out of it has plain spaces', () => {
  const { body } = card('sv', 'Möte', [
    paragraph('kl. 13.00–15.00'),
    facts([['Tid', '5 min']]),
    { type: 'Container', items: [paragraph('2 har')] },
    { type: 'ColumnSet', columns: [{ type: 'Column', width: 'auto', items: [paragraph('i dag 23.27')] }] },
  ])
  const said = JSON.stringify(body)
  for (const text of ['kl.\u00a013.00–\u206015.00', '5\u00a0min', '2\u00a0har', 'i\u00a0dag\u00a023.27'])
    expect(said).toContain(text)
  expect(tidy('möte kl.\u00a013.00–\u206015.00 ')).toBe('möte kl. 13.00–15.00')
})
