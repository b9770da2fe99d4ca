import type { OpenDatabase, Tables } from '../../src/database/index.ts'
import type { ItemKind } from '../../src/meetings/index.ts'
import { type MeetingId, type MemberId, newId } from '../../src/shared/ids.ts'
import type { Person } from '../../src/shared/person.ts'
import { type LocalDate, momentAt } from '../../src/shared/stockholm.ts'
import { checked } from '../helpers/checked.ts'
import { buildHouse, buttonOf, type House, mora } from '../helpers/house.ts'

/** The day of the meeting on the stage. */
export const meetingDay = '2026-11-26' as LocalDate

/** The id of somebody's seat in a council. */
export async function memberIdOf(house: House, person: Person): Promise<MemberId> {
  const row = await house.world.db
    .selectFrom('members')
    .select('id')
    .where('council_id', '=', house.councilId)
    .where('aad_object_id', '=', person.aadObjectId)
    .executeTakeFirstOrThrow()
  return row.id
}

const agenda: readonly (readonly [ItemKind, string])[] = [
  ['opening', ''],
  ['lastMinutes', ''],
  ['situation', ''],
  ['own', 'Övergångsstället på Vasagatan'],
  ['next', ''],
]

/** Saves a meeting of Mora's council: the coordinator is its secretary, the chair its chair, the police its approver. */
export async function savedMeeting(
  house: House,
  changes: Partial<Tables['meetings']> = {},
): Promise<MeetingId> {
  const { db, clock } = house.world
  const id = newId<MeetingId>()
  const { coordinator, police, chair, fieldWorker } = mora
  const row: Tables['meetings'] = {
    id,
    council_id: house.councilId,
    series_id: null,
    title: checked('Rådsmöte'),
    body: 'council',
    starts_on: meetingDay,
    starts_time: '13:00',
    length_minutes: 120,
    place: checked('Kommunhuset'),
    link: '',
    chair_id: await memberIdOf(house, chair),
    secretary_id: await memberIdOf(house, coordinator),
    approver_id: await memberIdOf(house, police),
    called_at: clock.now(),
    moved_from_on: null,
    moved_from_time: null,
    moved_why: checked(''),
    cancelled_at: null,
    cancelled_why: checked(''),
    sequence: 0,
    created_by_tenant: coordinator.tenantId,
    created_by_aad: coordinator.aadObjectId,
    created_at: clock.now(),
    version: 1,
    ...changes,
  }
  await db.insertInto('meetings').values(row).execute()
  const answers = [
    [coordinator, 'coming'],
    [police, 'coming'],
    [chair, 'coming'],
    [fieldWorker, 'notComing'],
  ] as const
  for (const [person, answer] of answers)
    await db
      .insertInto('meeting_called')
      .values({
        meeting_id: id,
        member_id: await memberIdOf(house, person),
        council_id: house.councilId,
        answer,
        why: checked(''),
        substitute_id: null,
        answered_at: clock.now(),
      })
      .execute()
  await db
    .insertInto('agenda_items')
    .values(
      agenda.map(([kind, title], position) => ({
        id: newId<Tables['agenda_items']['id']>(),
        council_id: house.councilId,
        meeting_id: id,
        position,
        kind,
        title: checked(title),
        note: checked(''),
        minutes: 10,
        presenter: checked(''),
        purpose: 'information',
        registry_number: checked(''),
        proposed_by_tenant: null,
        proposed_by_aad: null,
        added_late: 0,
        removed: 0,
        version: 1,
      })),
    )
    .execute()
  return id
}

/** Mora's council in its meeting: it is half past one on the day, and the next one is planned. */
export async function houseInMeeting(
  database: OpenDatabase,
): Promise<{ readonly house: House; readonly meeting: MeetingId }> {
  const house = await buildHouse(database)
  const meeting = await savedMeeting(house)
  await savedMeeting(house, { starts_on: '2027-02-11' as LocalDate })
  house.clock.set(momentAt(meetingDay, '13:30'))
  return { house, meeting }
}

/**
 * A meeting whose minutes are as far as a verb about them needs, and a right form for it. For what only the approver may,
 * the approver is `who`, if they are a member.
 */
export async function minutesFor(house: House, who: Person, verb: string): Promise<Record<string, string>> {
  const { db } = house.world
  const approving = /approve|askChange/.test(verb)
  const seat = await db
    .selectFrom('members')
    .select('id')
    .where('council_id', '=', house.councilId)
    .where('aad_object_id', '=', who.aadObjectId)
    .where('removed_at', 'is', null)
    .executeTakeFirst()
  const approver = await memberIdOf(house, mora.police)
  const meeting = await savedMeeting(house, {
    approver_id: approving && seat ? seat.id : approver,
    starts_on: meetingDay,
  })
  const council = house.councilId
  const writes = house.as(mora.coordinator)
  const form: Record<string, string> = { meeting, approver, why: 'Fel datum.', seen: '1' }
  if (verb === 'minutes.begin') return form
  await writes.forges('minutes.begin', { council, meeting })
  const one = async (table: 'attendances' | 'decisions') => {
    const query = db.selectFrom(table).select('id').where('meeting_id', '=', meeting).orderBy('id')
    return (await query.executeTakeFirst())?.id ?? ''
  }
  // The last §: the first one is open already.
  const { id: section } = await db
    .selectFrom('minute_sections')
    .select('id')
    .where('meeting_id', '=', meeting)
    .orderBy('number', 'desc')
    .limit(1)
    .executeTakeFirstOrThrow()
  await writes.forges('minutes.decide', { council, meeting, section, text: 'Lamporna byts.' })
  const led = db.selectFrom('attendances').select('id').where('meeting_id', '=', meeting)
  const { id: ledBy } = await led.where('presence', '=', 'present').executeTakeFirstOrThrow()
  const read = { ledBy, attendance: await one('attendances'), decision: await one('decisions'), section }
  const filled = { presence: 'coOpted', until: 'stays', who: 'Representant för MMO', text: 'Lamporna.' }
  if (/takeBack|approve|askChange|correct/.test(verb)) {
    // Who is to approve is as the meeting says; the minutes are sent by a hand that is not theirs.
    await db.updateTable('minutes').set({ state: 'sent' }).where('meeting_id', '=', meeting).execute()
  }
  if (/correct/.test(verb))
    await db.updateTable('minutes').set({ state: 'approved' }).where('meeting_id', '=', meeting).execute()
  const paper =
    verb === 'minutes.approve' && seat
      ? await house.as(who).forges('minutes.read', { council, meeting })
      : undefined
  const seen = paper?.kind === 'card' ? String(buttonOf(paper, 'Justera').data.seen) : '1'
  const dueOn =
    verb === 'minutes.assign' ? { owner: approver, dueOn: '2026-12-18' } : { owner: '', dueOn: '' }
  return { ...form, ...read, ...filled, ...dueOn, seen }
}
