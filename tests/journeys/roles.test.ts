import { beforeAll, expect, test } from '@jest/globals'
import type { DatabaseTransaction } from '../../src/database/index.ts'
import { promiseToSend } from '../../src/delivery/index.ts'
import { stopReminding } from '../../src/schedule/index.ts'
import { dayMs, plusMs } from '../../src/shared/clock.ts'
import { type IncidentId, type MemberId, newId } from '../../src/shared/ids.ts'
import { type Role, roles } from '../../src/shared/person.ts'
import { weekOf } from '../../src/shared/stockholm.ts'
import { savedAction } from '../helpers/an-action.ts'
import { eachDatabase } from '../helpers/databases.ts'
import { thingKind } from '../helpers/diary.ts'
import {
  everybody,
  houseOfEverybody,
  incidentOf,
  outsiders,
  person,
  type State,
  type Who,
} from '../helpers/everybody.ts'
import { type House, mora, textOf } from '../helpers/house.ts'
import { tracesIn } from '../helpers/kept.ts'
import { meetingFor } from '../helpers/meeting-for.ts'
import { promiseForm, somePromise } from '../helpers/some-promise.ts'
import { minutesFor } from '../minutes/stage.ts'

/** What a press came to: something was stored, a card was shown, or a friendly no was said. */
type Came = 'did' | 'showed' | 'no'

/** What a person's press on one's own, another's published, and another's unpublished incident comes to. */
type Row = readonly [own: Came, published: Came, unpublished: Came]

interface Expected {
  /** The state of the incident that the verb is for. */
  readonly state?: State
  readonly coordinator: Row
  /** Each of reporter, council member and chair. */
  readonly reporters: Row
  /** Who only reports, where that is not the same. */
  readonly reporter?: Row
  readonly registrar?: Row
  /** The chair, where that is not as the others who report. */
  readonly chair?: Row
  /** What it comes to for somebody who is in no council, or no longer; a tenant that is not accepted gets a no always. */
  readonly outside?: Came
}

const always = (came: Came): Row => [came, came, came]
const nobody = always('no')
const coordinators = (came: Came, state: State = 'new'): Expected => ({
  state,
  coordinator: always(came),
  reporters: nobody,
})
const everyMember = (came: Came): Expected => ({
  coordinator: always(came),
  reporters: always(came),
  registrar: always(came),
})
const whoPlans = (came: Came): Expected => ({
  coordinator: always(came),
  reporters: always(came),
  reporter: nobody,
})
const whoReports = (came: Came): Expected => ({ coordinator: always(came), reporters: always(came) })
const whoLeads = (came: Came): Expected => ({
  coordinator: always(came),
  reporters: nobody,
  chair: always(came),
})
const whoProposes = (came: Came): Expected => ({
  coordinator: always(came),
  reporters: always(came),
  reporter: nobody,
})
const readers: Expected = { coordinator: always('showed'), reporters: ['showed', 'showed', 'no'] }
const owner = (came: Came, state: State = 'new'): Expected => ({
  state,
  coordinator: [came, 'no', 'no'],
  reporters: [came, 'no', 'no'],
})

/** What a verb comes to for somebody, by its row in the table. */
function expectedOf(row: Expected, who: Who): Row {
  switch (who) {
    case 'coordinator':
      return row.coordinator
    case 'reporter':
      return row.reporter ?? row.reporters
    case 'chair':
      return row.chair ?? row.reporters
    case 'registrar':
      return row.registrar ?? nobody
    case 'foreign':
      return nobody
    case 'outsider':
    case 'removed':
      return always(row.outside ?? 'no')
    default:
      return row.reporters
  }
}

/** What somebody outside is told; `outside` is the command's own answer to them, where it has one. */
function toldOutside(who: Who, outside: string | undefined): string {
  if (!outside) return 'Du är inte med i något råd än'
  return who === 'foreign' ? 'inget råd här som tar emot' : outside
}

/** Every verb there is, and what comes of it. A verb that is missing here fails the first test. */
const presses: Readonly<Record<string, Expected>> = {
  'incidents.form': whoReports('showed'),
  'incidents.report': whoReports('did'),
  'incidents.list': whoReports('showed'),
  'incidents.show': readers,
  'incidents.history': readers,
  'incidents.amendForm': { coordinator: always('showed'), reporters: ['showed', 'no', 'no'] },
  'incidents.amend': { coordinator: always('did'), reporters: ['did', 'no', 'no'] },
  'incidents.withdrawForm': owner('showed'),
  'incidents.withdraw': owner('did'),
  'incidents.restore': owner('did', 'withdrawn'),
  'incidents.helped': owner('did', 'closed'),
  'incidents.undo': owner('did'),
  // Who has reported this week is thanked for that, and notes no calm week beside it.
  'incidents.nothing': whoReports('no'),
  'incidents.undoNothing': whoReports('did'),
  'incidents.assessForm': coordinators('showed'),
  'incidents.assess': coordinators('did'),
  'incidents.linkForm': coordinators('showed'),
  'incidents.link': coordinators('did'),
  'incidents.unlink': coordinators('did', 'linked'),
  'incidents.closeForm': coordinators('showed'),
  'incidents.close': coordinators('did'),
  'incidents.reopen': coordinators('did', 'closed'),
  'actions.form': whoPlans('showed'),
  'actions.create': whoPlans('did'),
  'actions.show': everyMember('showed'),
  'actions.history': everyMember('showed'),
  'actions.amendForm': coordinators('showed'),
  'actions.amend': coordinators('did'),
  // The action is the one's who presses.
  'actions.accept': everyMember('did'),
  'actions.declineForm': everyMember('showed'),
  'actions.decline': everyMember('did'),
  'actions.list': everyMember('showed'),
  'actions.mine': everyMember('showed'),
  'actions.export': everyMember('showed'),
  // The action is the coordinator's: what its owner may is in actions-through.test.ts.
  'actions.reportForm': coordinators('showed'),
  'actions.report': coordinators('did'),
  'actions.finishForm': coordinators('showed'),
  'actions.finish': coordinators('did'),
  'actions.postponeForm': coordinators('showed'),
  'actions.postpone': coordinators('did'),
  'actions.cancelForm': coordinators('showed'),
  'actions.cancel': coordinators('did'),
  'actions.reopenForm': coordinators('showed'),
  'actions.reopen': coordinators('did'),
  'promises.list': everyMember('showed'),
  'promises.show': everyMember('showed'),
  'promises.versions': everyMember('showed'),
  'promises.deliveries': everyMember('showed'),
  'promises.form': whoReports('showed'),
  'promises.log': whoReports('did'),
  'promises.correctForm': whoReports('showed'),
  'promises.correct': whoReports('did'),
  'promises.withdraw': whoReports('did'),
  'promises.restore': whoReports('did'),
  'promises.unreach': whoReports('did'),
  'promises.makeForm': coordinators('showed'),
  'promises.make': coordinators('did'),
  'promises.extendForm': coordinators('showed'),
  'promises.extend': coordinators('did'),
  'promises.endForm': coordinators('showed'),
  'promises.end': coordinators('did'),
  'promises.resume': coordinators('did'),
  'meetings.calendar': everyMember('showed'),
  'meetings.calendarMake': everyMember('did'),
  'meetings.calendarChangeForm': everyMember('showed'),
  'meetings.calendarChange': everyMember('did'),
  'meetings.calendarFile': everyMember('showed'),
  'meetings.briefingFile': everyMember('showed'),
  'meetings.form': whoLeads('showed'),
  'meetings.rules': everyMember('showed'),
  'meetings.saveRules': coordinators('did'),
  'meetings.plan': whoLeads('did'),
  'meetings.planOn': whoLeads('did'),
  'meetings.list': everyMember('showed'),
  'meetings.show': everyMember('showed'),
  'meetings.who': whoLeads('showed'),
  'meetings.agenda': everyMember('showed'),
  'meetings.agendaForm': whoProposes('showed'),
  'meetings.agendaAdd': whoProposes('did'),
  'meetings.agendaItem': whoLeads('showed'),
  'meetings.agendaAmend': whoLeads('did'),
  'meetings.agendaUp': whoLeads('did'),
  'meetings.agendaDown': whoLeads('did'),
  'meetings.agendaRemove': whoLeads('did'),
  'meetings.agendaRestore': whoLeads('did'),
  'meetings.amendForm': whoLeads('showed'),
  'meetings.amend': whoLeads('did'),
  'meetings.call': whoLeads('did'),
  'meetings.moveForm': whoLeads('showed'),
  'meetings.move': whoLeads('did'),
  'meetings.cancelMeetingForm': whoLeads('showed'),
  'meetings.cancel': whoLeads('did'),
  // Everybody is called to the meeting that these are pressed for.
  'meetings.accept': everyMember('did'),
  'meetings.decline': everyMember('did'),
  'meetings.whyForm': everyMember('showed'),
  'meetings.substituteForm': everyMember('showed'),
  'meetings.substitute': everyMember('did'),
  'minutes.begin': whoLeads('did'),
  'minutes.open': whoLeads('did'),
  'minutes.takeIn': whoLeads('did'),
  'minutes.end': whoLeads('did'),
  'minutes.attend': whoLeads('did'),
  'minutes.addAttendance': whoLeads('did'),
  'minutes.lead': whoLeads('did'),
  'minutes.write': whoLeads('did'),
  'minutes.decide': whoLeads('did'),
  'minutes.assign': whoLeads('did'),
  'minutes.withdraw': whoLeads('did'),
  'minutes.send': whoLeads('did'),
  'minutes.takeBack': whoLeads('did'),
  'minutes.correct': whoLeads('did'),
  'minutes.attendance': whoLeads('showed'),
  'minutes.attendForm': whoLeads('showed'),
  'minutes.addAttendanceForm': whoLeads('showed'),
  'minutes.leadForm': whoLeads('showed'),
  'minutes.writeForm': whoLeads('showed'),
  'minutes.decideForm': whoLeads('showed'),
  'minutes.assignForm': whoLeads('showed'),
  'minutes.withdrawForm': whoLeads('showed'),
  'minutes.sendForm': whoLeads('showed'),
  'minutes.correctForm': whoLeads('showed'),
  'minutes.show': everyMember('showed'),
  'minutes.read': everyMember('showed'),
  'minutes.decisions': everyMember('showed'),
  'minutes.summaryShow': everyMember('showed'),
  // Before the approval there is none: who writes is told so, everybody else is shown how it stands.
  'minutes.public': { ...everyMember('showed'), coordinator: nobody, chair: nobody },
  'minutes.document': everyMember('showed'),
  // The approver is who presses; what comes to others is in minutes.test.ts.
  'minutes.approve': everyMember('did'),
  'minutes.askChangeForm': everyMember('showed'),
  'minutes.askChange': everyMember('did'),
  'councils.show': everyMember('showed'),
  'councils.versions': everyMember('showed'),
  'councils.which': everyMember('no'),
  'councils.choose': everyMember('did'),
  'councils.members': everyMember('showed'),
  'councils.addForm': coordinators('showed'),
  'councils.add': coordinators('did'),
  'councils.changeForm': coordinators('showed'),
  'councils.change': coordinators('did'),
  'councils.removeForm': coordinators('showed'),
  'councils.remove': coordinators('did'),
  'councils.joinForm': { ...everyMember('no'), outside: 'showed' },
  'councils.join': { ...everyMember('no'), outside: 'did' },
  'councils.joinRequests': coordinators('showed'),
  'councils.joinRequest': coordinators('showed'),
  'councils.approveJoin': coordinators('did'),
  'councils.declineJoin': coordinators('did'),
  // In one's own chat there is no channel to choose; standing.test.ts presses it in one.
  'councils.connect': coordinators('no'),
  'councils.disconnect': coordinators('did'),
  'councils.settings': everyMember('showed'),
  'councils.saveSettings': coordinators('did'),
  'councils.followUps': everyMember('showed'),
  'councils.followUpForm': coordinators('showed'),
  'councils.noteFollowUp': coordinators('did'),
  'councils.correctFollowUpForm': coordinators('showed'),
  'councils.correctFollowUp': coordinators('did'),
  'councils.withdrawFollowUp': coordinators('did'),
  'councils.restoreFollowUp': coordinators('did'),
  // Actions are everybody's to read, so what finds them is too.
  'search.page': everyMember('showed'),
  'dispatches.show': coordinators('showed'),
  'dispatches.sendAgain': coordinators('did'),
  'dispatches.writeOff': coordinators('did'),
  'dispatches.sendAllAgain': coordinators('did'),
  'dispatches.writeOffAllForm': coordinators('showed'),
  'dispatches.writeOffAll': coordinators('did'),
  // Only who has been sent a living card is shown it anew, and none has been here.
  'reminders.lookAgain': everyMember('no'),
  'reminders.show': everyMember('showed'),
  'reminders.save': everyMember('did'),
  'reminders.stopped': everyMember('showed'),
  'reminders.tomorrow': everyMember('did'),
  'reminders.notTomorrow': everyMember('did'),
  'reminders.stop': everyMember('did'),
  'reminders.again': everyMember('did'),
  'help.show': everyMember('showed'),
}

/** Every command there is: what is written, who may, and what the card they get says. */
const commands: Readonly<
  Record<
    string,
    { readonly says: string; readonly may: readonly Role[]; readonly gets: string; readonly outside?: string }
  >
> = {
  'incidents.form': {
    says: 'rapportera bilar på Noret',
    may: ['reporter', 'councilMember', 'coordinator', 'chair'],
    gets: 'Rapportera en händelse',
  },
  'incidents.list': {
    says: 'händelser',
    may: ['reporter', 'councilMember', 'coordinator', 'chair'],
    gets: 'Händelser',
  },
  'incidents.nothing': {
    says: 'inget att rapportera',
    may: ['reporter', 'councilMember', 'coordinator', 'chair'],
    gets: 'Inget att rapportera',
  },
  'actions.form': {
    says: 'åtgärd byt lampor',
    may: ['councilMember', 'coordinator', 'chair'],
    gets: 'Ny åtgärd',
  },
  'actions.show': { says: 'Å-2026-0099', may: roles, gets: 'Jag hittar ingen åtgärd Å-2026-0099' },
  'actions.list': { says: 'åtgärder', may: roles, gets: 'Åtgärdsplanen' },
  'actions.export': { says: 'exportera', may: roles, gets: 'planen' },
  'actions.mine': { says: 'mina', may: roles, gets: 'Det här har du på gång' },
  'promises.list': { says: 'löften', may: roles, gets: 'Medborgarlöfte · Lugnare kvällar' },
  'promises.form': {
    says: 'insats 2 h i går',
    may: ['reporter', 'councilMember', 'coordinator', 'chair'],
    gets: 'Logga insats',
  },
  'meetings.calendar': { says: 'kalender', may: roles, gets: 'Din kalender' },
  'meetings.form': {
    says: 'möte rådet 26 november kl 13 i kommunhuset',
    may: ['coordinator', 'chair'],
    gets: 'Planera ett möte',
  },
  'meetings.agenda': { says: 'dagordning', may: roles, gets: 'finns ingen dagordning än' },
  'meetings.agendaForm': {
    says: 'dagordning lägg till Belysningen vid Noret',
    may: ['councilMember', 'coordinator', 'chair'],
    gets: 'finns ingen dagordning än',
  },
  'meetings.rules': { says: 'mötesregler', may: roles, gets: 'Rådets mötesregler' },
  'meetings.list': { says: 'möten', may: roles, gets: 'Möten' },
  'minutes.show': { says: 'protokoll', may: roles, gets: 'Det finns inget möte' },
  'minutes.decideForm': { says: 'beslut: vi gör så', may: roles, gets: 'Ingen paragraf är öppen' },
  'minutes.decisions': { says: 'kvarstående', may: roles, gets: 'Alla beslut' },
  'search.find': {
    says: 'sök klotter',
    may: roles,
    gets: '”klotter”',
  },
  'councils.show': { says: 'råd', may: roles, gets: 'Fokusområden' },
  'councils.which': { says: 'byt råd', may: roles, gets: 'Du är bara med i ett råd' },
  'councils.joinForm': {
    says: 'gå med',
    may: roles,
    gets: 'Du är redan med i Lokala',
    outside: 'Be om att få gå med i Lokala',
  },
  'councils.connect': { says: 'koppla råd', may: ['coordinator'], gets: 'i den kanal där ni samordnare' },
  'councils.disconnect': { says: 'koppla från', may: ['coordinator'], gets: 'inte kopplat till någon kanal' },
  'councils.settings': { says: 'inställningar', may: roles, gets: 'Rådets inställningar' },
  'councils.members': { says: 'medlemmar', may: roles, gets: 'Samordnare Mora' },
  'dispatches.show': { says: 'utskick', may: ['coordinator'], gets: 'Utskick' },
  'reminders.show': { says: 'påminnelser', may: roles, gets: 'Dina påminnelser' },
  'help.show': { says: 'hjälp', may: roles, gets: 'Det här kan du göra' },
}

eachDatabase('Who may do what', (engine) => {
  let house: House
  /** What fills in every form there is, rightly. */
  let filled: Record<string, string>

  /** Somebody who has written to the bot and can be made a member: the press that does it names them. */
  async function newcomer(): Promise<string> {
    return `${mora.outsider.tenantId}/6d6f7261-0000-4000-8000-${newId().slice(-12)}`
  }

  /** The seat that a verb about members is pressed for; a new one each time, for some verbs remove it. */
  async function someMember(): Promise<MemberId> {
    const { db } = house.world
    const row = await db.selectFrom('members').selectAll().executeTakeFirstOrThrow()
    const id = newId<MemberId>()
    await db
      .insertInto('members')
      .values({ ...row, id, aad_object_id: id, title: 'Väktare', roles: '["reporter"]', removed_at: null })
      .execute()
    return id
  }

  /** Somebody asks to join, for a verb that answers it. */
  async function someRequest(): Promise<string> {
    const aadObjectId = newId<string>()
    await house.as({ ...mora.outsider, aadObjectId }).forges('councils.join', {
      council: house.councilId,
      title: 'Väktare',
      organisation: 'polis',
    })
    const { db } = house.world
    const row = await db
      .selectFrom('join_requests')
      .select('id')
      .where('aad_object_id', '=', aadObjectId)
      .executeTakeFirstOrThrow()
    return row.id
  }

  /** The council has a channel, for the verb that lets go of it. */
  async function connected(): Promise<void> {
    await house.world.db.updateTable('councils').set({ channel_conversation: '19:brå@thread' }).execute()
  }

  /** A message that nobody knows the end of, for a verb that decides what becomes of it. */
  async function heldMessage(): Promise<string> {
    const { db, clock } = house.world
    const [row] = await db.selectFrom('outbox').selectAll().limit(1).execute()
    if (!row) throw new Error('nothing was ever owed')
    const id = newId<string>()
    const held = { state: 'uncertain', reason: 'timeout', settled_at: clock.now(), repeated: 1 as const }
    await db
      .insertInto('outbox')
      .values({ ...row, ...held, id, key: `${row.key}${id}` })
      .execute()
    return id
  }

  /** Somebody is reminded of a thing, waits for it tomorrow and has stopped it, as far as the verb needs that. */
  async function someReminder(who: Who, verb: string): Promise<Record<string, string>> {
    const { db, clock } = house.world
    const [kind, subject, now] = [thingKind, newId<string>(), clock.now()]
    const thing = { councilId: house.councilId, kind, subjectId: subject }
    const recipient = { kind: 'person', person: person(who) } as const
    const waits = verb === 'reminders.notTomorrow'
    const when = waits ? { occasion: 'tomorrow-2026-11-23', dueAt: plusMs(now, dayMs) } : { occasion: 'due' }
    await promiseToSend(db as DatabaseTransaction, now, [{ ...thing, recipient, ...when }])
    if (verb === 'reminders.again') await stopReminding(db as DatabaseTransaction, person(who), thing, now)
    return { kind, subject }
  }

  /** A form of what is agreed, filled in rightly, about an action that waits for its owner's answer. */
  async function agreedAction(who: Who, verb: string): Promise<Record<string, string>> {
    const asksOwner = /accept|decline/.test(verb) && roles.some((role) => role === who)
    const owner = person(asksOwner ? who : 'coordinator')
    const { id, owner: given } = await savedAction(house, owner, { ownership: 'asked' })
    return {
      ...{ action: id, owner: given.memberId, seen: '1', focusArea: 'none' },
      ...{ cause: 'Lamporna är trasiga.', text: 'Byt lamporna.', goal: 'Alla 12 lampor lyser.' },
      ...{ startsOn: '2026-11-20', dueOn: '2026-12-18', why: 'Lamporna är försenade.' },
    }
  }

  /** An action of the coordinator's, in the state that the verb is for, and a right form for it. */
  async function someAction(verb: string): Promise<Record<string, string>> {
    const over = verb.startsWith('actions.reopen')
    const closed = { status: 'done', closedAt: house.clock.now() } as const
    const { id } = await savedAction(house, person('coordinator'), over ? closed : {})
    return {
      ...{ action: id, text: 'Två insatser gjorda.', light: 'onTrack', progress: '', effect: 'seen' },
      ...{
        dueOn: '2026-12-18',
        seen: '2026-11-30',
        why: 'Lamporna är försenade.',
        area: 'all',
        order: 'area',
      },
    }
  }

  /** The thing that a verb about actions or reminders is pressed for. */
  async function pointedAt(who: Who, verb: string): Promise<Record<string, string>> {
    if (/^actions\.(form|create|show|history|amend|accept|decline)/.test(verb)) return agreedAction(who, verb)
    if (verb.startsWith('actions.')) return someAction(verb)
    if (verb.startsWith('promises.')) return promised(verb)
    if (verb.includes('FollowUp')) return followedUp(verb)
    if (verb.startsWith('meetings.')) return meetingFor(house, verb)
    if (verb.startsWith('minutes.')) return minutesFor(house, person(who), verb)
    return verb.startsWith('reminders.') ? someReminder(who, verb) : {}
  }

  /** Something that was followed up, taken back for the verb that undoes it, and a right form for it. */
  async function followedUp(verb: string): Promise<Record<string, string>> {
    const told = { date: '2026-11-19', things: 'agreement,actionPlan' }
    const coordinator = house.as(person('coordinator'))
    const about = { council: house.councilId, ...told }
    await coordinator.forges('councils.noteFollowUp', about)
    const { id } = await house.world.db
      .selectFrom('follow_ups')
      .select('id')
      .where('withdrawn_at', 'is', null)
      .executeTakeFirstOrThrow()
    const taken = verb === 'councils.restoreFollowUp'
    if (taken) await coordinator.forges('councils.withdrawFollowUp', { ...about, followUp: id })
    return { ...told, date: '2026-11-18', followUp: id, seen: '1' }
  }

  /** What everybody's own organisation has promised, for the verbs about it; a new promise each time, for some end it. */
  async function promised(verb: string): Promise<Record<string, string>> {
    const { db } = house.world
    const seat = await db
      .selectFrom('members')
      .select('organisation_id')
      .where('title', '=', 'Bara coordinator')
      .executeTakeFirstOrThrow()
    const { milestone, ...made } = await somePromise(house, seat.organisation_id)
    const commitments = 'Polisen: står vid infarten, 1 i veckan'
    const later = verb === 'promises.extend' ? { to: '2027-05-31' } : {}
    const commitment = verb === 'promises.unreach' ? milestone : made.commitment
    return { ...promiseForm, ...made, commitment, commitments, ...later }
  }

  /** A right form for a verb. */
  async function dataFor(who: Who, verb: string): Promise<Record<string, unknown>> {
    const member = /^councils\.(change|remove)/.test(verb) ? await someMember() : ''
    const picked = verb === 'councils.add' ? { person: await newcomerWhoWrote() } : {}
    const form = verb === 'incidents.close' ? { kind: 'handled' } : {}
    const request = /JoinRequest|(approve|decline)Join/i.test(verb) ? await someRequest() : ''
    if (verb === 'councils.disconnect') await connected()
    const message = verb.startsWith('dispatches.') ? await heldMessage() : ''
    const until = house.clock.now()
    const pointed = await pointedAt(who, verb)
    return {
      ...filled,
      member,
      request,
      message,
      until,
      role: 'reporter',
      title: 'Ny titel',
      ...picked,
      ...form,
      ...pointed,
    }
  }

  /**
   * Presses a verb with a right form on each of some incidents, and says what came of it. Nothing may be stored where a
   * no is said.
   */
  async function press(who: Who, verb: string, incidents: readonly IncidentId[]): Promise<readonly Came[]> {
    const came: Came[] = []
    const data = await dataFor(who, verb)
    let before = await tracesIn(house.world.db)
    for (const incident of incidents) {
      const reply = await house.as(person(who)).forges(verb, { ...data, incident })
      const after = await tracesIn(house.world.db)
      expect(textOf(reply)).toMatch(/\p{L}{3,}/u)
      if (reply.kind === 'text') expect(after).toBe(before)
      came.push(reply.kind === 'text' ? 'no' : after === before ? 'showed' : 'did')
      before = after
    }
    return came
  }

  async function noteCalmWeek(who: Who): Promise<void> {
    const { db, clock } = house.world
    const seat = await db.selectFrom('members').selectAll().executeTakeFirstOrThrow()
    const { key } = weekOf(clock.now())
    const row = {
      id: newId<string>(),
      council_id: seat.council_id,
      reporter_tenant: person(who).tenantId,
      reporter_aad: person(who).aadObjectId,
      organisation_id: seat.organisation_id,
      week: key,
      reported_at: clock.now(),
      undone_at: null,
    }
    await db.deleteFrom('zero_reports').where('reporter_aad', '=', row.reporter_aad).execute()
    await db.insertInto('zero_reports').values(row).execute()
  }

  async function newcomerWhoWrote(): Promise<string> {
    const key = await newcomer()
    await house.world.db
      .insertInto('addresses')
      .values({
        conversation_id: `chatt-${key}`,
        kind: 'personal',
        tenant_id: mora.outsider.tenantId,
        person: key,
        shown_name: 'Väktare',
        locale: 'sv-SE',
        service_url: 'https://smba.trafficmanager.net/emea/',
        reference: '{}',
        seen_at: house.world.clock.now(),
        closed_at: null,
        closed_why: null,
      })
      .execute()
    return key
  }

  /** What a verb comes to for somebody, on own, another's published and another's unpublished incident, where it has one. */
  async function rowOf(who: Who, verb: string): Promise<Row> {
    const state = presses[verb]?.state ?? 'new'
    if (!/^incidents\.(?!form|report|list|nothing|undoNothing)/.test(verb)) {
      // Nobody has a calm week to take back but who noted one.
      if (verb === 'incidents.undoNothing') await noteCalmWeek(who)
      const [came = 'no'] = await press(who, verb, [newId()])
      return always(came)
    }
    const own = await incidentOf(house, person(who), state, false)
    const published = await incidentOf(house, mora.chair, state, true)
    const unpublished = await incidentOf(house, mora.chair, state, false)
    const [onOwn = 'no', onPublished = 'no', onUnpublished = 'no'] = await press(who, verb, [
      own,
      published,
      unpublished,
    ])
    return [onOwn, onPublished, onUnpublished]
  }

  beforeAll(async () => {
    ;({ house, filled } = await houseOfEverybody(await engine.open()))
    await promised('promises.list')
  })

  test('every command and every verb stands in the tables of this test', () => {
    const declared = house.sayables.flatMap((sayable) => sayable.commands.map(({ id }) => id))
    expect(declared.toSorted()).toEqual(Object.keys(commands).toSorted())
    const verbs = house.sayables.flatMap((sayable) => sayable.presses.map(({ verb }) => verb))
    expect(verbs.toSorted()).toEqual(Object.keys(presses).toSorted())
  })

  test.each(everybody)('every command, written by %s', async (who) => {
    const { db } = house.world
    let before = await tracesIn(db)
    for (const { says, may, gets, outside } of Object.values(commands)) {
      const reply = await house.as(person(who)).writes(says)
      const member = roles.find((role) => role === who)
      if (!member) expect(textOf(reply)).toContain(toldOutside(who, outside))
      else if (may.includes(member)) expect(textOf(reply)).toContain(gets)
      else expect(reply).toMatchObject({ kind: 'text', text: expect.stringMatching(/^Det här är till för /) })
      // A calm week is noted at the word, without a form: the only line that stores something.
      const notes = says === 'inget att rapportera' && member !== undefined && may.includes(member)
      const after = await tracesIn(db)
      expect([says, after !== before]).toEqual([says, notes])
      before = after
    }
  })

  test.each(everybody)('every verb, pressed by %s', async (who) => {
    const expected: Record<string, Row> = {}
    const came: Record<string, Row> = {}
    for (const [verb, row] of Object.entries(presses)) {
      expected[verb] = expectedOf(row, who)
      came[verb] = await rowOf(who, verb)
    }
    expect(came).toEqual(expected)
    expect(house.faults).toEqual([])
  })

  test.each(outsiders)(
    'every verb, pressed by %s on a card without a council, tells how to join',
    async (who) => {
      const { council: _, ...data } = filled
      const before = await tracesIn(house.world.db)
      for (const [verb, { outside }] of Object.entries(presses)) {
        const reply = await house.as(person(who)).forges(verb, data)
        if (outside) expect(textOf(reply)).toMatch(/Be om att få gå med i Lokala|inget råd här som tar emot/)
        else expect(textOf(reply)).toContain('så frågar jag rådets samordnare åt dig')
      }
      expect(await tracesIn(house.world.db)).toBe(before)
    },
  )
})
