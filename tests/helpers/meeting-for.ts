import { settingsMark, settingsTexts, usualSettings } from '../../src/meetings/meeting-settings.ts'
import { type MeetingId, newId, type SeriesId } from '../../src/shared/ids.ts'
import type { LocalDate } from '../../src/shared/stockholm.ts'
import { savedMeeting } from './a-meeting.ts'
import type { House } from './house.ts'
import { someAgenda } from './some-agenda.ts'
import { someMeeting } from './some-meeting.ts'

/** A meeting to come, with an agenda that is not locked, for the verbs about it. */
export async function meetingFor(house: House, verb: string): Promise<Record<string, string>> {
  if (verb === 'meetings.calendarFile') return { meeting: await savedMeeting(house, []) }
  if (verb === 'meetings.saveRules')
    return { ...settingsTexts(usualSettings), lockDays: '5', seen: settingsMark(usualSettings) }
  const made = await someMeeting(house)
  if (verb === 'meetings.planOn') await inSeries(house, made.meeting ?? '')
  if (!verb.startsWith('meetings.agenda')) return { ...made, seen: verb === 'meetings.amend' ? '1' : '' }
  const item = await someAgenda(house, made.meeting ?? '')
  const form = { item, seen: '1', minutes: '10', purpose: 'decision', presenter: '', registryNumber: '' }
  return { ...made, ...form, title: 'Belysningen vid Noret', note: '' }
}

/** A meeting is the last one that is planned of a series. */
async function inSeries(house: House, meeting: string): Promise<void> {
  const { db, clock } = house.world
  const id = newId<SeriesId>()
  const on = '2026-11-26' as LocalDate
  const row = { id, council_id: house.councilId, rule: 'FREQ=WEEKLY;INTERVAL=1;BYDAY=TH', starts_on: on }
  await db
    .insertInto('meeting_series')
    .values({
      ...row,
      starts_time: '13:00',
      shift_days: 0,
      planned_to: on,
      ended_at: null,
      created_at: clock.now(),
      version: 1,
    })
    .execute()
  await db
    .updateTable('meetings')
    .set({ series_id: id })
    .where('id', '=', meeting as MeetingId)
    .execute()
}
