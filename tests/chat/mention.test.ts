import { expect, test } from '@jest/globals'
import { card, mentioning, mentionOf } from '../../src/chat/index.ts'

const police = { tenantId: 'polisen', aadObjectId: 'kommunpolisens-id' }

test('A mention holds a title and an id, and no sign that could end it early', () => {
  expect(mentionOf(police, 'Kommunpolis <at>Rektor</at>')).toEqual({
    type: 'mention',
    text: '<at>Kommunpolis atRektor/at</at>',
    mentioned: { id: 'kommunpolisens-id', name: 'Kommunpolis atRektor/at' },
  })
})

test('A card names each of the mentioned once, and says nothing of mentions when there are none', () => {
  const plain = card('sv', 'Beslut', [])
  const mention = mentionOf(police, 'Kommunpolis')
  expect(mentioning(plain, [mention, mention])).toEqual({ ...plain, msteams: { entities: [mention] } })
  expect(mentioning(plain, [])).toBe(plain)
})
