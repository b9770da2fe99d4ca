import { expect, test } from '@jest/globals'
import { browserIn, changedLooks, type Look, linesOf, looksIn, saysOf } from '../../e2e/gallery/looks.ts'
import { cardMakers, neverCalled, unfolded } from '../../e2e/gallery/shown-cards.ts'
import type { Card } from '../../src/chat/index.ts'

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
    new Map([['möten/callCard/sv', { how: 'shows something else', inTheme: 1, inWidth: undefined }]]),
  )
})

test('A card whose lines break elsewhere by another font has not changed; one that lost a row has', () => {
  expect(with_('möten/callCard/sv', look([420, 660], 'a1', 'b2'))).toEqual(new Map())
  expect(with_('möten/callCard/sv', look([400, 480], 'a1', 'b2')).get('möten/callCard/sv')).toEqual({
    how: 'was 400 and 600 px high, and is 400 and 480',
    inTheme: undefined,
    inWidth: 1,
  })
})

test('A card that is new, and one that is gone, are told', () => {
  expect(with_('möten/newCard/sv', look([1], 'a1')).get('möten/newCard/sv')?.how).toBe('is new')
  const gone = changedLooks(accepted, new Map())
  expect([...gone].map(([name, { how }]) => [name, how])).toEqual(
    [...accepted.keys()].map((name) => [name, 'is gone']),
  )
})

test('The file that people accept says the same when it is read as when it was written', () => {
  const file = linesOf(accepted, 'Chromium 156.0')
  expect(looksIn(file)).toEqual(accepted)
  expect(browserIn(file)).toBe('Chromium 156.0')
})

test('What the file says of a card beside its look, for people, is held against nothing', () => {
  const other = new Map([...accepted].map(([name, seen]) => [name, { ...seen, says: 'Ny' }]))
  expect(looksIn(linesOf(other, 'Chromium 156.0'))).toEqual(other)
  expect(changedLooks(accepted, other)).toEqual(new Map())
})

test('A card is known by what it says that most others of its kind do not', () => {
  const seen = (name: string, ...texts: string[]) => ({ name, height: 1, seen: 'a1', texts })
  const says = saysOf([seen('1', 'Bilar', '● Ny'), seen('2', 'Bilar', '✓ Klar'), seen('3', 'Bilar')])
  expect([...says.values()]).toEqual(['● Ny', '✓ Klar', ''])
})

test('A function that makes a card and was never called for the gallery is named', () => {
  const makers = cardMakers()
  expect(neverCalled(makers, new Set(makers))).toEqual([])
  const without = (gone: string) => neverCalled(makers, new Set(makers.filter((name) => name !== gone)))
  // One for others; one for its own file only; one that gives something around the card.
  for (const maker of [
    'search/cards.ts searchCard',
    'incidents/nothing-commands.ts noteCard',
    'teams/dialogs.ts textCard',
  ])
    expect(without(maker)).toEqual([maker])
})

test('A card is unfolded as if each button that shows and hides had been pressed once', () => {
  const card = {
    body: [
      { type: 'Container', id: 'more', isVisible: false },
      { type: 'Container', id: 'asked' },
      { type: 'Container', id: 'other', isVisible: false },
    ],
    actions: [
      { type: 'Action.ToggleVisibility', targetElements: ['more', { elementId: 'asked', isVisible: false }] },
    ],
  } as unknown as Card
  expect(unfolded(card).body).toEqual([
    { type: 'Container', id: 'more', isVisible: true },
    { type: 'Container', id: 'asked', isVisible: false },
    { type: 'Container', id: 'other', isVisible: false },
  ])
})
