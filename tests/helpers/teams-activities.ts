import { randomUUID } from 'node:crypto'

/** Somebody in the fake Teams. Called by a role, as everybody here. */
export interface TeamsUser {
  readonly aadObjectId: string
  readonly name: string
}

export interface TeamsPlace {
  readonly id: string
  readonly kind: 'personal' | 'groupChat' | 'channel'
  /** The message that a thread of a channel began with. */
  readonly thread?: string
}

export const policeTenant = '11111111-aaaa-4bbb-8ccc-000000000001'
export const botId = '28:00000000-b07b-4b07-8b07-000000000000'

export const fieldWorker: TeamsUser = {
  aadObjectId: '22222222-aaaa-4bbb-8ccc-000000000003',
  name: 'Fältarbetare',
}
export const coordinator: TeamsUser = {
  aadObjectId: '22222222-aaaa-4bbb-8ccc-000000000001',
  name: 'Samordnare Mora',
}

/** The chat that somebody has alone with the bot. */
export function ownChat(user: TeamsUser): TeamsPlace {
  return { id: `a:1pwsT0${user.aadObjectId}`, kind: 'personal' }
}

export const councilChannel: TeamsPlace = { id: '19:bra-mora-3f2a@thread.tacv2', kind: 'channel' }

/** What every activity may be told to say differently. */
export interface Said {
  readonly from?: TeamsUser
  readonly in?: TeamsPlace
  readonly id?: string
  readonly locale?: string
  readonly tenantId?: string
  readonly serviceUrl?: string
}

type Activity = Record<string, unknown>

/** Activities in the shapes that the Teams channel sends, from a service address and a tenant. */
export function teamsActivities(serviceUrl: string, tenantId: string = policeTenant) {
  const envelope = (said: Said): Activity => {
    const from = said.from ?? fieldWorker
    const place = said.in ?? ownChat(from)
    const tenant = said.tenantId ?? tenantId
    return {
      timestamp: '2026-11-20T08:00:00.0000000Z',
      localTimestamp: '2026-11-20T09:00:00.0000000+01:00',
      localTimezone: 'Europe/Stockholm',
      id: said.id ?? newActivityId(),
      channelId: 'msteams',
      serviceUrl: said.serviceUrl ?? serviceUrl,
      from: { id: `29:1${from.aadObjectId}`, name: from.name, aadObjectId: from.aadObjectId },
      recipient: { id: botId, name: 'Tryggve' },
      conversation: {
        ...(place.kind === 'personal' ? {} : { isGroup: true }),
        conversationType: place.kind,
        tenantId: tenant,
        id: place.thread ? `${place.id};messageid=${place.thread}` : place.id,
      },
      channelData: {
        tenant: { id: tenant },
        ...(place.kind === 'channel'
          ? {
              teamsChannelId: place.id,
              teamsTeamId: place.id,
              channel: { id: place.id },
              team: { id: place.id },
            }
          : {}),
      },
      locale: said.locale ?? 'sv-SE',
      entities: [
        {
          type: 'clientInfo',
          locale: said.locale ?? 'sv-SE',
          country: 'SE',
          platform: 'Android',
          timezone: 'Europe/Stockholm',
        },
      ],
    }
  }
  return {
    /** A line; in a channel with the mention of the bot, without which it would not be heard. */
    message: (text: string, said: Said = {}): Activity => {
      const base = envelope(said)
      const mentioned = said.in !== undefined && said.in.kind !== 'personal'
      const mention = { type: 'mention', mentioned: { id: botId, name: 'Tryggve' }, text: '<at>Tryggve</at>' }
      return {
        ...base,
        type: 'message',
        textFormat: 'plain',
        text: mentioned ? `<at>Tryggve</at>&nbsp;${text}` : text,
        attachments: [{ contentType: 'text/html', content: `<p>${text}</p>` }],
        entities: mentioned ? [mention, ...(base.entities as object[])] : base.entities,
      }
    },
    /** A press on a button of the card that is the message `pressed` (Action.Execute). */
    execute: (verb: string, data: object = {}, pressed = newActivityId(), said: Said = {}): Activity => ({
      ...envelope({ ...said, id: said.id ?? `f:${randomUUID()}` }),
      type: 'invoke',
      name: 'adaptiveCard/action',
      replyToId: pressed,
      value: { action: { type: 'Action.Execute', title: 'Rapportera', verb, data }, trigger: 'manual' },
    }),
    /** The same press from a client that knows no Action.Execute (Action.Submit). */
    submit: (verb: string, data: object = {}, pressed = newActivityId(), said: Said = {}): Activity => ({
      ...envelope(said),
      type: 'message',
      replyToId: pressed,
      value: { ...data, verb },
      channelData: {
        ...(envelope(said).channelData as object),
        source: { name: 'message' },
        legacy: { replyToId: pressed },
      },
    }),
    /** Any other invoke. */
    invoke: (name: string, value: unknown = {}, said: Said = {}): Activity => ({
      ...envelope(said),
      type: 'invoke',
      name,
      value,
    }),
    /** The bot was added to, or removed from, a chat or a team. */
    installation: (
      action: 'add' | 'add-upgrade' | 'remove' | 'remove-upgrade',
      said: Said = {},
    ): Activity => ({
      ...envelope(said),
      type: 'installationUpdate',
      action,
    }),
    /** Members came or went; without `ids`, it is the bot. */
    members: (
      change: 'membersAdded' | 'membersRemoved',
      said: Said = {},
      ids: string[] = [botId],
    ): Activity => ({
      ...envelope(said),
      type: 'conversationUpdate',
      [change]: ids.map((id) => ({ id })),
    }),
    /** A meeting was started or ended in a chat or channel that we are part of. */
    meeting: (change: 'Start' | 'End', said: Said = {}, joinUrl = ''): Activity => ({
      ...envelope(said),
      type: 'event',
      name: `application/vnd.microsoft.meeting${change}`,
      value: {
        MeetingType: 'Scheduled',
        Title: 'Rådsmöte',
        Id: 'MCMxOTptZWV0aW5nX05HWmpNV0ky',
        JoinUrl: joinUrl,
        [`${change}Time`]: '2026-11-26T12:02:17.4388966Z',
      },
    }),
    /** Somebody put a heart on a message. */
    reaction: (said: Said = {}): Activity => ({
      ...envelope(said),
      type: 'messageReaction',
      reactionsAdded: [{ type: 'heart' }],
      replyToId: newActivityId(),
    }),
  }
}

let lastActivity = 1_763_625_600_000

function newActivityId(): string {
  lastActivity += 1
  return String(lastActivity)
}
