import { expect, test } from '@jest/globals'
import type { Meeting } from '../../src/meetings/index.ts'
import { type SummaryFrame, summaryCard } from '../../src/minutes/summary-cards.ts'
import type { WrittenMinutes } from '../../src/minutes/written-minutes.ts'
import { instant } from '../../src/shared/clock.ts'
import { type CouncilId, type DecisionId, newId } from '../../src/shared/ids.ts'
import type { LocalDate } from '../../src/shared/stockholm.ts'
import { mora, textOf } from '../helpers/house.ts'

const on = '2026-11-26' as LocalDate
const council = newId<CouncilId>()
const meeting = { id: newId(), councilId: council } as unknown as Meeting

/** The channel's summary of a meeting that decided one thing for each of these people. */
function summary(...owners: (readonly [title: string, person: (typeof mora)[keyof typeof mora]])[]) {
  const decisions = owners.map(([owner], at) => ({
    id: newId<DecisionId>(),
    section: at + 1,
    text: 'Lamporna ses över.',
    owner,
    dueOn: on,
  }))
  const sections = decisions.map((one) => ({
    number: one.section,
    kind: 'own',
    heading: '',
    text: '',
    decisions: [one],
  }))
  const paper = {
    title: 'Rådsmöte',
    on,
    at: '13:00',
    number: 1,
    sections,
    next: null,
  } as unknown as WrittenMinutes
  const named = new Map(
    decisions.map(({ id }, at) => [id, { title: owners[at]![0], person: owners[at]![1] }]),
  )
  const now = instant('2026-11-26T14:00:00.000Z')
  const frame: SummaryFrame = {
    locale: 'sv',
    council,
    now,
    meeting,
    paper,
    isDraft: false,
    own: undefined,
    owners: named,
  }
  return summaryCard(frame)
}

test('A summary in a channel mentions who answers for what was decided, each once', () => {
  const shown = summary(
    ['Kommunpolis', mora.police],
    ['Ordförande', mora.chair],
    ['Kommunpolis', mora.police],
  )
  expect(shown.msteams?.entities.map(({ mentioned }) => mentioned.id)).toEqual([
    mora.police.aadObjectId,
    mora.chair.aadObjectId,
  ])
})

test('Two who share a title are named in plain text: a mention would not say which of them', () => {
  const shown = summary(
    ['Fältarbetare', mora.police],
    ['Fältarbetare', mora.fieldWorker],
    ['Ordförande', mora.chair],
  )
  expect(textOf(shown).match(/Ansvarig: Fältarbetare/g)).toHaveLength(2)
  expect(shown.msteams?.entities.map(({ mentioned }) => mentioned.id)).toEqual([mora.chair.aadObjectId])
})
