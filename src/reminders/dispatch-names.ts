import type { KindOfReminder } from '../schedule/index.ts'

/** What reminders are called where messages are listed: as where people choose them. */
export function reminderDispatchNames(kinds: readonly KindOfReminder[]) {
  return kinds.map(({ reminder, name }) => ({ kind: reminder.kind, name }))
}
