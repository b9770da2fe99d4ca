import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from '@jest/globals'
import { exportWords } from '../../src/actions/export-words.ts'
import { planWords } from '../../src/actions/plan-words.ts'
import { throughWords } from '../../src/actions/through-words.ts'
import { actionWords } from '../../src/actions/words.ts'
import { type Card, chatWords } from '../../src/chat/index.ts'
import { agreementWords } from '../../src/councils/agreement-words.ts'
import { councilWords } from '../../src/councils/words.ts'
import { dispatchWords } from '../../src/dispatches/words.ts'
import { helpWords } from '../../src/help/words.ts'
import { withdrawCard } from '../../src/incidents/cards.ts'
import { unaskedWords } from '../../src/incidents/unasked-words.ts'
import { incidentWords } from '../../src/incidents/words.ts'
import { meetingWords } from '../../src/meetings/words.ts'
import { minutesWords } from '../../src/minutes/words.ts'
import { privacyWords } from '../../src/privacy/index.ts'
import { promiseWords } from '../../src/promises/words.ts'
import { reminderWords } from '../../src/reminders/words.ts'
import { searchWords } from '../../src/search/words.ts'
import type { Locale } from '../../src/shared/locale.ts'
import { lintCard, seenTexts } from '../helpers/card-lint.ts'
import { amounts, incidentOf, kinds, now } from '../helpers/every-card.ts'
import { trickyText } from '../helpers/tricky-text.ts'

/** Every string of a table of words; what is made of parts is left out. */
function stringsIn(words: unknown): readonly string[] {
  if (typeof words === 'string') return [words]
  if (words === null || typeof words !== 'object') return []
  return Object.values(words).flatMap(stringsIn)
}

/** What is only said in one of the languages, so that it gives a card in the other away. */
function onlySaidIn(locale: Locale): ReadonlySet<string> {
  const all = (one: Locale) =>
    stringsIn([
      chatWords(one),
      councilWords(one),
      agreementWords(one),
      dispatchWords(one),
      exportWords(one),
      helpWords(one),
      meetingWords(one),
      incidentWords(one),
      actionWords(one),
      planWords(one),
      throughWords(one),
      minutesWords(one),
      privacyWords(one),
      promiseWords(one),
      reminderWords(one),
      searchWords(one),
      unaskedWords(one),
    ])
  const others = new Set(all(locale === 'sv' ? 'en' : 'sv'))
  return new Set(all(locale).filter((text) => !others.has(text)))
}

describe('Every kind of card', () => {
  test('is rendered by this test', () => {
    const root = new URL('../../src/', import.meta.url)
    const made = readdirSync(root, { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.ts'))
      .flatMap((file) => [
        ...readFileSync(new URL(file, root), 'utf8').matchAll(/^export (?:async )?function (\w+)/gm),
      ])
      .map(([, name]) => name ?? '')
      .filter((name) => /\w(Card|Form)$/.test(name) && !/^(fresh|read)Form$/.test(name))
    expect(
      Object.keys(kinds)
        .filter((kind) => !kind.includes(' '))
        .toSorted(),
    ).toEqual(made.toSorted())
  })

  describe.each(Object.keys(kinds))('%s', (name) => {
    const { cards, ...allowed } = kinds[name] ?? { cards: () => [] }

    test.each(['sv', 'en'] as const)('is as it should be in %s, whatever it has to say', async (locale) => {
      const foreign = onlySaidIn(locale === 'sv' ? 'en' : 'sv')
      for (const amount of amounts) {
        const made = await cards(locale, amount)
        expect(made.length).toBeGreaterThan(0)
        for (const card of made) {
          expect([amount, lintCard(card, allowed)]).toEqual([amount, []])
          expect(card.lang).toBe(locale)
          expect(seenTexts(card).filter((text) => foreign.has(text))).toEqual([])
        }
      }
    })
  })
})

test('the check of cards finds what it is there to find', () => {
  const good = withdrawCard(incidentOf('ordinary'), { locale: 'sv', now, coordinates: false, own: true })
  expect(lintCard(good)).toEqual([])
  const text = (more: object) => ({
    ...good,
    body: [...good.body, { type: 'TextBlock', wrap: true, ...more }],
  })
  const faultsOf = (card: object) => lintCard(card as Card).join('\n')
  expect(faultsOf({ ...good, version: '1.6' })).toContain('version 1.6')
  expect(faultsOf(text({ text: trickyText })).split('\n').length).toBeGreaterThan(10)
  expect(faultsOf(text({ text: 'Klart', color: 'Good' }))).toContain('the color Good')
  expect(faultsOf(text({ text: '12', color: 'Attention' }))).toContain('without a word or a symbol')
  expect(faultsOf(text({ text: 'x'.repeat(28_000) }))).toContain('more than 28000')
  expect(faultsOf(text({ text: 'Klart', size: 'Enormous' }))).toContain('schema')
  expect(faultsOf({ ...good, body: [...good.body, { type: 'Carousel' }] })).toContain('schema')
  expect(faultsOf({ ...good, body: [...good.body, { type: 'Input.Text', id: 'a' }] })).toContain('no label')
  expect(faultsOf({ ...good, body: [] })).toContain('0 headings')
  const [button] = good.actions ?? []
  const pressed = (more: object) => faultsOf({ ...good, actions: [{ ...button, ...more }] })
  expect(pressed({ fallback: undefined })).toContain('no Action.Submit')
  expect(pressed({ verb: 'incidents.show' })).toContain('data.verb is not the verb')
  expect(pressed({ data: { verb: 'incidents.withdraw', text: 'en mening' } })).toContain(
    'what a person wrote: text',
  )
  expect(faultsOf({ ...good, actions: [button, button, button, button] })).toContain('4 buttons')
})
