import {
  actionDispatchNames,
  actionNotices,
  actionReminders,
  actionSayable,
  createButton,
  dueDaysCalendar,
  exportDispatchNames,
  exportNotices,
  exportSayable,
  foundActions,
  planFileMakers,
  shareableActions,
} from './actions/index.ts'
import { type CalendarDesk, createCalendarDesk } from './calendar/index.ts'
import type { Offering, Sayable } from './chat/index.ts'
import {
  channelOf,
  councilDispatchNames,
  councilNotices,
  councilReminders,
  councilRules,
  councilSayable,
  findStanding,
  sayingWhichCouncil,
} from './councils/index.ts'
import type { World } from './database/index.ts'
import type { Notice } from './delivery/index.ts'
import { dispatchSayable, type NamedKind } from './dispatches/index.ts'
import { createFileDesk, type FileDesk } from './files/index.ts'
import { helpSayable } from './help/index.ts'
import {
  foundIncidents,
  incidentDispatchNames,
  incidentNotices,
  incidentReminders,
  incidentSayable,
  shareableIncidents,
} from './incidents/index.ts'
import {
  briefingFileMakers,
  briefingSayable,
  calendarDispatchNames,
  calendarNotices,
  calendarSayable,
  meetingDispatchNames,
  meetingFileMakers,
  meetingNotices,
  meetingReminderNotices,
  meetingReminders,
  meetingSayable,
  meetingsCalendar,
  shareableMeetings,
} from './meetings/index.ts'
import {
  minutesDispatchNames,
  minutesFileMakers,
  minutesNotices,
  minutesProgress,
  minutesSayable,
  openDecisions,
} from './minutes/index.ts'
import { readWordLists } from './privacy/index.ts'
import {
  foundPromises,
  namedPromises,
  promiseNotices,
  promiseReminders,
  promiseSayable,
} from './promises/index.ts'
import {
  asReminders,
  lookAgainPress,
  lookedAtAgain,
  reminderDispatchNames,
  remindersSayable,
} from './reminders/index.ts'
import type { KindOfReminder, Reminder } from './schedule/index.ts'
import { createOffering, searchSayable } from './search/index.ts'
import type { Person } from './shared/person.ts'

/** The buttons that open a form long enough to want a dialog, where Teams has them; the others come in the chat. */
export const longForms: ReadonlySet<string> = new Set([
  'incidents.form',
  'incidents.amendForm',
  'incidents.assessForm',
  'actions.form',
  'actions.amendForm',
  'promises.makeForm',
  'meetings.form',
  'meetings.amendForm',
])

/** What the features need to know of the process. */
export interface FeatureSettings {
  /** How browsers reach us. */
  readonly publicUrl: string
  readonly operators: readonly Person[]
}

/** Reminders with the notices that say them. */
export interface Reminding {
  readonly kinds: readonly KindOfReminder[]
  readonly notices: readonly Notice[]
}

/** Everything that Tryggve can do, ready to be spoken to. */
export interface Features {
  /** What can be said to it, in the order that help lists it. */
  readonly sayables: readonly Sayable[]
  /** What it sends unasked. */
  readonly notices: readonly Notice[]
  /** What the kinds of that are called. */
  readonly named: readonly NamedKind[]
  /** What it reminds of. */
  readonly reminders: readonly Reminder[]
  /** What people can look for where they write, to put it in a chat. */
  readonly offering: Offering
  /** Where links to files are handed in. */
  readonly files: FileDesk
  /** Where people's calendars are read. */
  readonly calendar: CalendarDesk
}

/**
 * The list of features, and how they hang together. A test may put `reminding` in the place of what the features remind of.
 */
export function createFeatures(world: World, settings: FeatureSettings, reminding?: Reminding): Features {
  const { publicUrl, operators } = settings
  const rulesOf = councilRules(readWordLists())
  const forMeetings = { decisionsOf: openDecisions(world), minutesOf: minutesProgress(world) }
  const forActions = { rulesOf, promisesOf: namedPromises(world) }
  const kinds = reminding?.kinds ?? [
    ...incidentReminders(world),
    ...actionReminders(world),
    ...promiseReminders(world),
    ...meetingReminders(world, forMeetings),
    ...councilReminders(world),
  ]
  const plainNotices = [
    ...exportNotices(world, publicUrl),
    ...calendarNotices(world, publicUrl),
    ...incidentNotices(world, [createButton]),
    ...actionNotices(world, forActions),
    ...promiseNotices(world),
    ...meetingNotices(world),
    ...meetingReminderNotices(world, forMeetings),
    ...minutesNotices(world),
    ...councilNotices(world),
    ...(reminding?.notices ?? []),
  ]
  const own = asReminders(world, kinds, plainNotices)
  const notices = sayingWhichCouncil(world, lookedAtAgain(own))
  const named = [
    ...incidentDispatchNames(world),
    ...exportDispatchNames,
    ...calendarDispatchNames,
    ...actionDispatchNames(world),
    ...meetingDispatchNames(world),
    ...minutesDispatchNames(world),
    ...councilDispatchNames,
    ...reminderDispatchNames(kinds),
  ]
  // In the order that help lists them: what people do most comes first.
  const sayables = [
    incidentSayable(world, rulesOf, [createButton]),
    actionSayable(world, forActions),
    exportSayable(world, publicUrl),
    promiseSayable(world, rulesOf),
    calendarSayable(world, publicUrl),
    briefingSayable(world, publicUrl),
    meetingSayable(world, rulesOf, forMeetings.decisionsOf),
    minutesSayable(world, rulesOf, publicUrl),
    councilSayable(world, rulesOf),
    searchSayable(world, [foundIncidents(world), foundActions(world), foundPromises(world)]),
    remindersSayable(world, kinds, notices),
    { commands: [], presses: [lookAgainPress(world, own)] },
    dispatchSayable(world, { notices, named }, operators),
  ]
  return {
    sayables: [...sayables, helpSayable(sayables)],
    notices,
    named,
    reminders: kinds.map(({ reminder }) => reminder),
    offering: createOffering({
      shareables: [shareableIncidents(world), shareableActions(world), shareableMeetings(world)],
      findStanding: findStanding(world),
      channelOf: (councilId) => channelOf(world.db, councilId),
    }),
    files: createFileDesk(
      world,
      new Map([
        ...planFileMakers(world),
        ...meetingFileMakers(world),
        ...briefingFileMakers(world, forMeetings.decisionsOf),
        ...minutesFileMakers(world),
      ]),
    ),
    calendar: createCalendarDesk(world, [meetingsCalendar(world), dueDaysCalendar(world)]),
  }
}
