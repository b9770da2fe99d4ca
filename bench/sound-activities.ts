import type { Reply } from '../src/chat/index.ts'
import type { Person } from '../src/shared/person.ts'
import { buttonOf, buttonsOf, type House, mora, valuesOf } from '../tests/helpers/house.ts'
import { teamsActivities } from '../tests/helpers/teams-activities.ts'

export type Activity = Record<string, unknown>

/** Invokes of Teams beside a press on a card, whether or not we take them. */
const invokes = [
  ...['task/fetch', 'task/submit', 'composeExtension/query', 'composeExtension/fetchTask'],
  ...[
    'composeExtension/submitAction',
    'composeExtension/queryLink',
    'signin/verifyState',
    'application/search',
  ],
  ...['fileConsent/invoke', 'tab/fetch', 'message/submitAction', 'config/fetch'],
]
const asked = {
  commandId: 'rapportera',
  parameters: [{ name: 'fråga', value: 'Noret' }],
  queryOptions: { skip: 0, count: 25 },
  data: { verb: 'incidents.report' },
}

/** One of everything that Teams sends: every command, every button of what it answers, every verb, every kind of event. */
export async function soundActivities(house: House, serviceUrl: string): Promise<readonly Activity[]> {
  const activities = teamsActivities(serviceUrl, mora.coordinator.tenantId)
  const sound: Activity[] = [
    ...invokes.map((name) => activities.invoke(name, asked)),
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
  const sound: Activity[] = []
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
