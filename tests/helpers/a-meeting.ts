import { listedMembers } from '../../src/councils/index.ts'
import type { Tables } from '../../src/database/index.ts'
import { instant } from '../../src/shared/clock.ts'
import { type CouncilId, type MeetingId, type MemberId, newId } from '../../src/shared/ids.ts'
import { type Person, samePerson } from '../../src/shared/person.ts'
import type { LocalDate } from '../../src/shared/stockholm.ts'
import { checked } from './checked.ts'
import type { House } from './house.ts'

/** The id of somebody's seat in a council. */
export async function seatOf(
  { world }: Pick<House, 'world'>,
  councilId: CouncilId,
  who: Person,
): Promise<MemberId> {
  const seat = (await listedMembers(world.db, councilId)).find(({ person }) => samePerson(person, who))
  if (!seat) throw new Error('no such member')
  return seat.memberId
}

/** Puts a meeting of the house's council in its database, to which some of its members are called. */
export async function savedMeeting(
  house: Pick<House, 'world' | 'councilId'>,
  called: readonly Person[],
  changes: Partial<Tables['meetings']> = {},
): Promise<MeetingId> {
  const { db } = house.world
  const id = newId<MeetingId>()
  const row: Tables['meetings'] = {
    id,
    council_id: house.councilId,
    series_id: null,
    title: checked('Rådet i november'),
    body: 'council',
    starts_on: '2026-11-26' as LocalDate,
    starts_time: '13:00',
    length_minutes: 120,
    place: checked('Kommunhuset, Älvsalen'),
    link: '',
    chair_id: null,
    secretary_id: null,
    approver_id: null,
    called_at: instant('2026-11-05T09:00:00.000Z'),
    moved_from_on: null,
    moved_from_time: null,
    moved_why: checked(''),
    cancelled_at: null,
    cancelled_why: checked(''),
    sequence: 0,
    created_by_tenant: 'a',
    created_by_aad: 'b',
    created_at: instant('2026-11-01T09:00:00.000Z'),
    version: 1,
    ...changes,
  }
  await db.insertInto('meetings').values(row).execute()
  for (const who of called) {
    const council = row.council_id
    const memberId = await seatOf(house, council, who)
    await db
      .insertInto('meeting_called')
      .values({
        meeting_id: id,
        member_id: memberId,
        council_id: council,
        answer: 'none',
        why: checked(''),
        substitute_id: null,
        answered_at: null,
      })
      .execute()
  }
  return id
}
