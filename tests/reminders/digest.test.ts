import { describe, expect, test } from '@jest/globals'
import { button, type Card, card, dayInput, heading, paragraph } from '../../src/chat/index.ts'
import type { Message } from '../../src/delivery/index.ts'
import { withReminderButtons } from '../../src/reminders/cards.ts'
import { digestCards } from '../../src/reminders/digest-cards.ts'
import { type CouncilId, newId } from '../../src/shared/ids.ts'
import { lintCard, longestCard } from '../helpers/card-lint.ts'
import { buttonOf, buttonsOf, textOf } from '../helpers/house.ts'

const council = newId<CouncilId>()

/** A reminder with so much text, and buttons of its own of which one is the main one. */
function part(title: string, text = 'Det är dags.'): Message {
  const own = [
    button({ title: 'Visa', verb: 'help.show', council }),
    button({ title: 'Klar', verb: 'help.show', council, style: 'positive' }),
  ]
  const plain = card('sv', title, [heading(title), paragraph(text)], own)
  const thing = { councilId: council, kind: 'diary.thing', subjectId: newId<string>() }
  return { card: withReminderButtons(plain, thing, 'sv'), summary: title }
}

function gathered(parts: readonly Message[]): { card: Card; summary: string; taken: number } {
  const { message, taken } = digestCards(parts, 'sv')
  return { card: message.card as Card, summary: message.summary, taken }
}

describe('Several things in one card', () => {
  test('stand under one heading that says how many, each with its main button and what can be done about it', () => {
    const { card, summary, taken } = gathered([part('Ring skolan'), part('Möt fältgruppen'), part('Läs')])
    expect(taken).toBe(3)
    expect(summary).toBe('Tre saker att titta på: Ring skolan · Möt fältgruppen · Läs')
    expect(textOf(card).split('\n').slice(0, 3)).toEqual([
      'Tre saker att titta på',
      'Ring skolan',
      'Det är dags.',
    ])
    expect(buttonsOf(card).slice(0, 3)).toEqual(['Klar', 'Påminn mig i morgon', 'Sluta påminna om detta'])
    expect(lintCard(card)).toEqual([])
    for (const title of buttonsOf(card)) expect(buttonOf(card, title).data.among).toBe('others')
  })

  test('are at most eight, and the card says that there is more', () => {
    const { card, taken } = gathered(Array.from({ length: 12 }, (_, at) => part(`Sak ${at}`)))
    expect(taken).toBe(8)
    expect(textOf(card)).toMatch(/^Åtta saker att titta på\n/)
    expect(textOf(card)).toMatch(/Det finns mer\. Resten kommer i nästa kort\.$/)
  })

  test('are no longer than Teams accepts: what does not fit is left', () => {
    const { card, taken } = gathered([1, 2, 3, 4].map((at) => part(`Sak ${at}`, 'å'.repeat(9_000))))
    expect(taken).toBe(2)
    expect(JSON.stringify(card).length).toBeLessThanOrEqual(longestCard)
  })

  test('come alone when no two fit, or when a card has inputs of its own', () => {
    const long = part('En lång sak', 'å'.repeat(20_000))
    expect(digestCards([long, part('Kort'), long], 'sv').taken).toBe(2)
    expect(digestCards([long, long], 'sv')).toEqual({ message: long, taken: 1 })
    const asks: Message = {
      summary: 'Svara',
      card: card('sv', 'Svara', [heading('Svara'), dayInput('sv', 'on', 'Dag', 'Välj en dag.')]),
    }
    expect(digestCards([asks, part('Kort')], 'sv')).toEqual({ message: asks, taken: 1 })
    expect(digestCards([part('Ett'), part('Två'), asks, part('Tre')], 'sv').taken).toBe(2)
  })
})
