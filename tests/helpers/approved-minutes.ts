import type { Minutes } from '../../src/minutes/minutes.ts'
import type { WrittenMinutes } from '../../src/minutes/written-minutes.ts'
import { instant } from '../../src/shared/clock.ts'
import { newId } from '../../src/shared/ids.ts'
import type { LocalDate } from '../../src/shared/stockholm.ts'
import { checked } from './checked.ts'

const on = '2026-11-26' as LocalDate

/** What was written at a meeting of the council, with everything that minutes can have. */
export const writtenMinutes: WrittenMinutes = {
  ...{
    council: 'Rådet i Mora',
    title: 'Rådsmöte',
    on,
    at: '13:00',
    lengthMinutes: 120,
    place: 'Kommunhuset',
  },
  ...{
    number: 2,
    why: 'Fel datum i § 2.',
    chair: 'Ordförande',
    secretary: 'Samordnare',
    approver: 'Kommunpolis',
  },
  attendances: [
    { title: 'Kommunpolis', organisation: 'Polisen', presence: 'present', until: null },
    { title: 'Rektor', organisation: 'Skolan', presence: 'substitute', until: 2 },
    { title: 'Representant för MMO', organisation: '', presence: 'coOpted', until: null },
    { title: 'Fältarbetare', organisation: 'Socialförvaltningen', presence: 'absent', until: null },
  ],
  sections: [
    { number: 1, kind: 'opening', heading: '', text: '', decisions: [] },
    {
      number: 2,
      kind: 'own',
      heading: 'Övergångsstället vid Vasagatan',
      text: 'Det är mörkt där.\nTre tillbud har skett.',
      decisions: [
        {
          id: newId(),
          text: 'Belysningen ses över.',
          owner: 'Kommunpolis',
          dueOn: '2026-12-15' as LocalDate,
        },
      ],
    },
  ],
  next: null,
}

/** The state of those minutes when the approver has approved them. */
export const approvedMinutes: Minutes = {
  ...{ councilId: newId(), meetingId: newId(), number: 2, state: 'approved', openSectionId: undefined },
  ...{ beganAt: instant(0), endedAt: undefined, sentAt: undefined, changeAsked: checked('') },
  approved: {
    by: newId(),
    title: 'Kommunpolis',
    at: instant('2026-11-27T09:12:00.000Z'),
    hash: 'a0'.repeat(32),
  },
  ...{ text: '', why: checked(''), ledBy: undefined, notedBy: undefined, version: 1 },
}
