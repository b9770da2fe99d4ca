import { expect, test } from '@jest/globals'
import { changedLooks, type Look, linesOf, looksIn } from '../../e2e/gallery/looks.ts'
import { cardMakers, neverCalled } from '../../e2e/gallery/shown-cards.ts'

const look = (heights: readonly number[], ...seen: string[]): Look => ({ heights, seen })
const accepted = new Map([
  ['möten/callCard/sv', look([400, 600], 'a1', 'b2')],
  ['möten/callCard/en', look([400, 600], 'c3', 'd4')],
])
const with_ = (name: string, changed: Look) => changedLooks(accepted, new Map(accepted).set(name, changed))

test('A card that looks as it was accepted has not changed', () => {
  expect(changedLooks(accepted, new Map(accepted))).toEqual(new Map())
})

test('A card with another text, colour or size of letters in any theme has changed', () => {
  expect(with_('möten/callCard/sv', look([400, 600], 'a1', 'x9'))).toEqual(
    new Map([['möten/callCard/sv', 'shows something else']]),
  )
})

test('A card whose lines break elsewhere by another font has not changed; one that lost a row has', () => {
  expect(with_('möten/callCard/sv', look([420, 660], 'a1', 'b2'))).toEqual(new Map())
  expect(with_('möten/callCard/sv', look([400, 480], 'a1', 'b2')).get('möten/callCard/sv')).toBe(
    'was 400 and 600 px high, and is 400 and 480',
  )
})

test('A card that is new, and one that is gone, are told', () => {
  expect(with_('möten/newCard/sv', look([1], 'a1')).get('möten/newCard/sv')).toBe('is new')
  expect(changedLooks(accepted, new Map())).toEqual(
    new Map([...accepted.keys()].map((name) => [name, 'is gone'])),
  )
})

test('The file that people accept says the same when it is read as when it was written', () => {
  expect(looksIn(linesOf(accepted))).toEqual(accepted)
})

test('A function that makes a card and was never called for the gallery is named', () => {
  const makers = cardMakers()
  expect(makers.get('searchCard')).toBe('search')
  expect(
    neverCalled(makers.keys(), new Set([...makers.keys()].filter((name) => name !== 'searchCard'))),
  ).toEqual(['searchCard'])
})
