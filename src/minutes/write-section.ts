import type { Ask } from '../chat/index.ts'
import type { World } from '../database/index.ts'
import { endsAt } from '../meetings/index.ts'
import type { Checked } from '../shared/checked.ts'
import { Refusal } from '../shared/errors.ts'
import type { MeetingId, SectionId } from '../shared/ids.ts'
import { keptWarnings, writeInMinutes } from './change-minutes.ts'
import type { Section } from './minutes.ts'
import { sectionsOf, updateMinutes, updateSection } from './store.ts'

/** What came of writing in a §: it is saved, or somebody wrote there meanwhile and nothing was. */
export type CameOfWriting =
  | { readonly kind: 'saved' }
  | { readonly kind: 'meanwhile'; readonly theirs: Section }

/**
 * Writes the heading and the text of a §, as it was read (`seen` is its version then). When somebody else wrote there
 * since, nothing is saved and what they wrote is given: the writer decides with both texts in hand. Throws Refusal:
 * notFound, notAllowed, closed.
 */
export async function writeSection(
  world: World,
  ask: Ask,
  meetingId: MeetingId,
  id: SectionId,
  said: { readonly heading: Checked; readonly text: Checked },
  seen: number,
  kept: readonly string[] = [],
): Promise<CameOfWriting> {
  try {
    await writeInMinutes(world, ask, 'minutes.write', meetingId, async (tx, { minutes, sections }) => {
      const before = sections.find((section) => section.id === id)
      if (!before) throw new Refusal('notFound')
      if (before.text === said.text && before.heading === said.heading) return { changes: [] }
      if (before.version !== seen) throw new Meanwhile()
      if (!(await updateSection(tx, minutes, before, said))) throw new Meanwhile()
      const field = `section ${before.number}`
      const changes = (['heading', 'text'] as const).flatMap((part) =>
        before[part] === said[part]
          ? []
          : [{ field: `${field} ${part}`, from: before[part] || null, to: said[part] || null }],
      )
      return { changes: [...changes, ...keptWarnings(kept)] }
    })
    return { kind: 'saved' }
  } catch (problem) {
    if (!(problem instanceof Meanwhile)) throw problem
    const sections = await sectionsOf(world.db, { councilId: ask.who.councilId, meetingId })
    const theirs = sections.find((section) => section.id === id)
    if (!theirs) throw new Refusal('notFound')
    return { kind: 'meanwhile', theirs }
  }
}

/** Somebody else wrote first. */
class Meanwhile extends Error {}

/**
 * Opens a §: what is decided in the chat goes there from now on. A meeting that was ended too early goes on by it; one
 * whose time is up, or whose minutes are corrected, keeps its end. Throws Refusal: notFound, notAllowed, closed.
 */
export async function openSectionOf(
  world: World,
  ask: Ask,
  meetingId: MeetingId,
  id: SectionId,
): Promise<void> {
  await writeInMinutes(world, ask, 'minutes.open', meetingId, async (tx, { minutes, sections, meeting }) => {
    const section = sections.find((one) => one.id === id)
    if (!section) throw new Refusal('notFound')
    if (minutes.openSectionId === id) return { changes: [] }
    const goesOn = minutes.number === 1 && world.clock.now() < endsAt(meeting)
    const endedAt = goesOn ? undefined : minutes.endedAt
    await updateMinutes(tx, minutes, { ...minutes, openSectionId: id, endedAt })
    return { changes: [] }
  })
}

/** The meeting is over: no § is open any more. Throws Refusal: notFound, notAllowed, closed. */
export async function endMeeting(world: World, ask: Ask, meetingId: MeetingId): Promise<void> {
  await writeInMinutes(world, ask, 'minutes.end', meetingId, async (tx, { minutes }) => {
    if (minutes.endedAt) return { changes: [] }
    const endedAt = world.clock.now()
    await updateMinutes(tx, minutes, { ...minutes, openSectionId: undefined, endedAt })
    return { changes: [{ field: 'endedAt', from: null, to: endedAt }] }
  })
}
