import { describe, expect, test } from '@jest/globals'
import {
  type CheckedFields,
  checkFields,
  compileRules,
  type Decision,
  markOf,
  readWordLists,
} from '../../src/privacy/index.ts'

const rules = compileRules(readWordLists(), { allowedNumbers: ['0250-260 00'], places: ['Noret'] })
const undecided: Decision = { accepted: [], takeSuggestions: false }
const accepting = (...texts: readonly string[]): Decision => ({
  accepted: texts.map(markOf),
  takeSuggestions: false,
})
const taking: Decision = { accepted: [], takeSuggestions: true }

const plain = 'Två bilar körde fort på parkeringen.'
const warned = 'A-traktor ABC 123 körde mellan raderna'
const otherWarned = 'Bilen DEF 456 körde mellan raderna'
const blocked = 'Ring 19121212-1212 om bilarna på Noret'
const concern = 'Jag är orolig för ett barn som far illa hemma'

/** What stands in the way, field by field; nothing when the texts are fit to be stored. */
function inTheWay<Field extends string>(checked: CheckedFields<Field>): readonly string[] {
  if (checked.kind === 'clear') return []
  return checked.advice.map(({ field, verdict }) => `${field}: ${verdict.kind}`)
}

describe('The free texts of a form', () => {
  test('that hold nothing are given back as they are, the empty ones too', () => {
    const texts = { text: plain, note: '' }
    expect(checkFields(texts, rules, undecided)).toEqual({ kind: 'clear', texts, kept: [] })
  })

  test('are all advised on at once, and nothing of any is given when one is stopped', () => {
    const checked = checkFields({ text: warned, place: plain, note: blocked }, rules, undecided)
    expect(inTheWay(checked)).toEqual(['text: warned', 'note: blocked'])
    expect(checked).toMatchObject({ kind: 'advice', blocked: true })
    expect(checked).not.toHaveProperty('texts')
    expect(checkFields({ text: warned }, rules, undecided)).toMatchObject({ blocked: false })
  })
})

describe('A warning that the writer keeps', () => {
  test('lets that text through as it stands, and tells the kind of what was kept', () => {
    const checked = checkFields({ text: warned, note: plain }, rules, accepting(warned))
    expect(checked).toEqual({ kind: 'clear', texts: { text: warned, note: plain }, kept: ['plate'] })
  })

  test('counts for that text only: an edited one is warned of anew, and so is another field', () => {
    expect(inTheWay(checkFields({ text: otherWarned }, rules, accepting(warned)))).toEqual(['text: warned'])
    expect(inTheWay(checkFields({ text: `${warned}!` }, rules, accepting(warned)))).toEqual(['text: warned'])
    const two = { text: warned, note: otherWarned }
    expect(inTheWay(checkFields(two, rules, accepting(warned)))).toEqual(['note: warned'])
    expect(checkFields(two, rules, accepting(warned, otherWarned))).toMatchObject({
      kind: 'clear',
      kept: ['plate'],
    })
  })

  test('is never a way past a block or a concern, whatever mark is sent', () => {
    for (const text of [blocked, concern, `${warned}. ${blocked}`])
      expect([text, inTheWay(checkFields({ text }, rules, accepting(text, warned)))]).toEqual([
        text,
        ['text: blocked'],
      ])
  })

  test('is not made by marks that are no marks', () => {
    for (const accepted of [[''], ['*'], ['true', 'all'], [warned], ['plate']])
      expect(inTheWay(checkFields({ text: warned }, rules, { accepted, takeSuggestions: false }))).toEqual([
        'text: warned',
      ])
  })
})

describe('A suggestion that the writer takes', () => {
  test('stands in the place of what was typed, in every field, and keeps no warning', () => {
    const checked = checkFields({ text: blocked, note: warned, place: plain }, rules, taking)
    if (checked.kind !== 'clear') throw new Error(inTheWay(checked).join())
    expect(checked.kept).toEqual([])
    expect(checked.texts.text).not.toContain('1212')
    expect(checked.texts.text).toContain('bilarna på Noret')
    expect(checked.texts.note).not.toContain('ABC 123')
    expect(checked.texts.place).toBe(plain)
  })

  test('is itself clear, so that taking it again changes nothing', () => {
    for (const text of [blocked, warned, otherWarned]) {
      const once = checkFields({ text }, rules, taking)
      if (once.kind !== 'clear') throw new Error(inTheWay(once).join())
      expect(checkFields(once.texts, rules, taking)).toEqual(once)
    }
  })
})

test('concern for a child tells which way is right, and is never fit to be stored', () => {
  const checked = checkFields({ text: concern }, rules, undecided)
  if (checked.kind !== 'advice') throw new Error('nothing was found')
  expect(checked.advice.map(({ verdict }) => verdict.concern)).toEqual(['child'])
})

test('the mark of a text holds no word of it, and tells it from every other', () => {
  expect(markOf(warned)).toMatch(/^[0-9a-f]{16}$/)
  expect(markOf(warned)).toBe(markOf(warned))
  expect(new Set([plain, warned, otherWarned, blocked, `${warned} `, ''].map(markOf)).size).toBe(6)
})
