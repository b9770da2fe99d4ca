import { type MeetingId, newId } from '../../src/shared/ids.ts'
import type { LocalDate } from '../../src/shared/stockholm.ts'
import { checked } from './checked.ts'
import type { House } from './house.ts'

/**
 * A meeting of the council to which everybody is called but one, who can be a substitute; with what fills in every form
 * about it, rightly.
 */
export async function someMeeting(
  house: House,
  councilId = house.councilId,
): Promise<Record<string, string>> {
  const { db, clock } = house.world
  const members = await db
    .selectFrom('members')
    .selectAll()
    .where('council_id', '=', councilId)
    .where('removed_at', 'is', null)
    .orderBy('title')
    .execute()
  const id = newId<MeetingId>()
  const [first] = members
  if (!first) throw new Error('nobody can be called')
  await db
    .insertInto('meetings')
    .values({
      id,
      council_id: councilId,
      series_id: null,
      title: checked('ÅTERHÅLLET: rådets höstmöte'),
      body: 'council',
      starts_on: '2026-11-26' as LocalDate,
      starts_time: '13:00',
      length_minutes: 120,
      place: checked('Kommunhuset'),
      link: '',
      chair_id: null,
      secretary_id: null,
      approver_id: null,
      called_at: null,
      moved_from_on: null,
      moved_from_time: null,
      moved_why: checked(''),
      cancelled_at: null,
      cancelled_why: checked(''),
      sequence: 0,
      created_by_tenant: first.tenant_id,
      created_by_aad: first.aad_object_id,
      created_at: clock.now(),
      version: 1,
    })
    .execute()
  // The one who can come instead is none of those who press.
  const substitute = members.find(({ title }) => title === 'Fältarbetare') ?? members.at(-1)
  const called = members.filter((member) => member.id !== substitute?.id)
  await db
    .insertInto('meeting_called')
    .values(
      called.map((member) => ({
        meeting_id: id,
        member_id: member.id,
        council_id: councilId,
        answer: 'none',
        why: checked(''),
        substitute_id: null,
        answered_at: null,
      })),
    )
    .execute()
  return {
    ...{ meeting: id, seen: '', substitute: substitute?.id ?? '', why: 'Lokalen är upptagen.' },
    ...{ title: 'Rådets höstmöte', body: 'council', date: '2026-12-01', time: '10:00', length: '2 h' },
    ...{ place: 'Kommunhuset', persons: first.id, roles: 'councilMember', rest: 'one', repeat: 'once' },
  }
}
