import { type PressHandler, typedTexts } from '../chat/index.ts'
import type { RulesOf } from '../councils/index.ts'
import type { World } from '../database/index.ts'
import { Refusal } from '../shared/errors.ts'
import { checkedTexts, frameOf, showMinutes, shown, writingPresses } from './answer-commands.ts'
import type { MinutesBook, Section } from './minutes.ts'
import { type Data, numberIn, readSection, textIn } from './minutes-input.ts'
import { writeSection } from './write-section.ts'
import { sectionForm } from './writing-cards.ts'

/** What can be pressed to write in a §. */
export function sectionPresses(world: World, rulesOf: RulesOf): readonly PressHandler[] {
  const { opening, writing } = writingPresses(world)
  return [
    opening('writeForm', (ask, data, book) =>
      shown(sectionForm(sectionOf(book, data), frameOf(world, ask, book.meeting))),
    ),
    writing('write', async (ask, data, book) => {
      const { meeting } = book
      const now = sectionOf(book, data)
      // The form that comes back is still the one that was opened: what has been written since is not overwritten by it.
      const section = { ...now, version: numberIn(data, 'seen') }
      const back = (problems = {}) =>
        sectionForm(section, frameOf(world, ask, meeting, typedTexts(data), problems, true))
      const read = readSection(data, ask.locale)
      if (read.kind === 'faulty') return shown(back(read.problems))
      const verb = 'minutes.write'
      const pointers = { meeting: meeting.id, section: section.id, seen: String(section.version) }
      const checked = await checkedTexts(world, rulesOf, ask, data, read.said, back, verb, pointers)
      if (checked.kind === 'advice') return checked.reply
      const { texts, kept } = checked
      const came = await writeSection(world, ask, meeting.id, section.id, texts, section.version, kept)
      if (came.kind === 'saved') return showMinutes(world, ask, meeting.id, true)
      // A heading that somebody left empty is no reason to take away another's.
      const typed = { ...texts, heading: texts.heading || came.theirs.heading }
      return shown(sectionForm(now, frameOf(world, ask, meeting, typed, {}, true), came.theirs))
    }),
  ]
}

/** The § that a card points at. Throws Refusal('notFound'). */
export function sectionOf({ sections }: MinutesBook, data: Data): Section {
  const section = sections.find(({ id }) => id === textIn(data, 'section'))
  if (!section) throw new Refusal('notFound')
  return section
}
