import type { Reply } from '../src/chat/index.ts'
import type { Person } from '../src/shared/person.ts'
import { buttonOf, buttonsOf, type House, mora, valuesOf } from '../tests/helpers/house.ts'
import { teamsActivities } from '../tests/helpers/teams-activities.ts'

export type Activity = Record<string, unknown>

/** Invokes of Teams that we do not take. */
const unknownInvokes = [
  ...['composeExtension/queryLink', 'signin/verifyState', 'application/search', 'fileConsent/invoke'],
  ...['tab/fetch', 'message/submitAction', 'config/fetch'],
]

/** Those that we take beside a press on a card: the message extension and dialogs, as manifest.json has them. */
const invokes: readonly (readonly [name: string, value: object])[] = [
  ...['findIncidents', 'findActions', 'findMeetings', 'findNothing'].map((commandId) => {
    const parameters = [{ name: 'text', value: 'lampor vid Noret' }]
    return [
      'composeExtension/query',
      { commandId, parameters, queryOptions: { skip: 0, count: 25 } },
    ] as const
  }),
  [
    'composeExtension/fetchTask',
    {
      commandId: 'reportMessage',
      commandContext: 'message',
      messagePayload: {
        id: '1700000000000',
        body: {
          contentType: 'html',
          content: '<p><at id="0">Alla</at> buskörning <b>vid</b> Noret&nbsp;igår</p>',
        },
      },
    },
  ],
  ...['task/fetch', 'task/submit', 'composeExtension/submitAction'].map((name) => {
    return [name, { data: { verb: 'incidents.form', text: 'buskörning vid Noret' } }] as const
  }),
  // What is answered by a text gives back what was sent, which must not be taken for a card of ours.
  ...['task/fetch', 'task/submit', 'composeExtension/submitAction'].map((name) => {
    return [name, { data: { verb: 'x', a: { type: 'Action.Execute' } } }] as const
  }),
]

/** One of everything that Teams sends: every command, every button of what it answers, every verb, every kind of event. */
export async function soundActivities(house: House, serviceUrl: string): Promise<readonly Activity[]> {
  const activities = teamsActivities(serviceUrl, mora.coordinator.tenantId)
  const sound: Activity[] = [
    ...unknownInvokes.map((name) =>
      activities.invoke(name, { commandId: 'a', data: { verb: 'incidents.form' } }),
    ),
    ...(['add', 'remove', 'add-upgrade'] as const).map((action) => activities.installation(action)),
    ...(['membersAdded', 'membersRemoved'] as const).map((change) => activities.members(change)),
    ...(['Start', 'End'] as const).map((change) => activities.meeting(change)),
    activities.reaction(),
  ]
  for (const who of [mora.coordinator, mora.fieldWorker, mora.outsider])
    sound.push(...(await of(house, who, activities)))
  return sound
}

async function of(
  house: House,
  who: Person,
  activities: ReturnType<typeof teamsActivities>,
): Promise<readonly Activity[]> {
  const said = { from: { aadObjectId: who.aadObjectId, name: 'Någon' } }
  const sound: Activity[] = invokes.map(([name, value]) => activities.invoke(name, value, said))
  for (const { name } of house.sayables.flatMap(({ commands }) => commands)) {
    const line = `${name} lampor vid Noret igår kl 22`
    sound.push(activities.message(line, said))
    for (const [at, data] of pressesOf(await house.as(who).writes(line)).entries()) {
      const verb = String(data.verb)
      const press = at % 4 === 3 ? activities.submit : activities.execute
      sound.push(press(verb, data, undefined, said))
    }
  }
  for (const { verb } of house.sayables.flatMap(({ presses }) => presses))
    sound.push(activities.execute(verb, {}, undefined, said))
  return sound
}

/** What each button of a reply would send. */
function pressesOf(reply: Reply): readonly Activity[] {
  if (reply.kind !== 'card') return []
  return buttonsOf(reply).map((title) => ({ ...buttonOf(reply, title).data, ...valuesOf(reply) }))
}
