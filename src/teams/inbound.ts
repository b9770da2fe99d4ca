import { createHash, randomUUID } from 'node:crypto'
import { onceIdOf, type Press, type Where, type Words } from '../chat/index.ts'
import type { UnreachableReason } from '../delivery/notice.ts'
import type { OnceId } from '../shared/ids.ts'
import { type Locale, localeOf } from '../shared/locale.ts'
import type { Person } from '../shared/person.ts'
import { type InboundActivity, tenantsOf } from './activity.ts'
import { reportMessageCommand, textLookedFor, wordsOfMessage } from './message-extension.ts'
import type { MeetingChange } from './options.ts'
import type { ShownIn } from './time-limits.ts'

/** A line that mentions more than this is not read for more. */
const mostMentions = 50
/** So much of a message is looked at for mentions, in characters; the router reads half of it. */
const mostWritten = 20_000
/** A press with more than this in it, in characters of JSON, comes from no form of ours: minutes take some thousand. */
const mostPressed = 64 * 1024

/** The id of a chat that two people have with each other. */
const betweenTwo = /@unq\.gbl\.spaces/i

/** What an activity means to us. */
export type Heard =
  | { readonly kind: 'line'; readonly said: Words | Press; readonly onceId: OnceId; readonly key: string }
  | {
      readonly kind: 'invoke'
      readonly said: Words | Press
      readonly onceId: OnceId
      readonly key: string | undefined
      readonly way: ShownIn
      /** A dialog is to be opened: nothing was filled in, and the card that it is opened from stays as it is. */
      readonly opens: boolean
      /** Nobody pressed: the client asks for a card anew that is being looked at. */
      readonly isRefresh: boolean
    }
  | { readonly kind: 'looked'; readonly command: string; readonly text: string }
  | { readonly kind: 'unknownInvoke' }
  | { readonly kind: 'tooLong' }
  | { readonly kind: 'installed' }
  | { readonly kind: 'removed'; readonly why: UnreachableReason }
  | { readonly kind: 'meeting'; readonly change: MeetingChange['change']; readonly joinUrl: string }
  | { readonly kind: 'nothing' }
  | { readonly kind: 'malformed' }

/** The conversation an activity came from. In a channel every thread has an id of its own; to us it is one place. */
export function whereOf(activity: InboundActivity): Where {
  const { id, conversationType, isGroup } = activity.conversation
  const kind = conversationType ?? (isGroup ? 'groupChat' : 'personal')
  return {
    conversationId: withoutThread(id),
    // Two people's own chat, where a card of ours was put: it is personal to them, and not with us.
    kind: kind === 'personal' && betweenTwo.test(id) ? 'groupChat' : kind,
  }
}

/** The conversation's id without the thread that Teams appends to it, `;messageid=…`. */
function withoutThread(conversationId: string): string {
  return conversationId.replace(/;messageid=.*$/, '')
}

/** Who the channel vouches for; undefined when it names no Entra id or no tenant. */
export function personOf(activity: InboundActivity): Person | undefined {
  const { aadObjectId, tenantId } = activity.from
  const tenant = tenantId ?? tenantsOf(activity)[0]
  if (!aadObjectId || !tenant) return undefined
  // One person, one spelling: ids come in both cases.
  return { tenantId: tenant.toLowerCase(), aadObjectId: aadObjectId.toLowerCase() }
}

/** The language of the sender's client. Some clients tell it only in the clientInfo entity. */
export function languageOf(activity: InboundActivity): Locale {
  const client = activity.entities?.find(({ type }) => type === 'clientInfo')
  const told = typeof client?.locale === 'string' ? client.locale : undefined
  return localeOf(activity.locale ?? told)
}

/** What an activity asks of us. */
export function hear(activity: InboundActivity): Heard {
  switch (activity.type) {
    case 'message':
      return hearMessage(activity)
    case 'invoke':
      return hearInvoke(activity)
    case 'installationUpdate':
      return hearInstallation(activity)
    case 'conversationUpdate':
      return hearMembers(activity)
    case 'event':
      return hearEvent(activity)
    default:
      return { kind: 'nothing' }
  }
}

function hearMessage(activity: InboundActivity): Heard {
  const key = keyOf(activity)
  if (!key) return { kind: 'malformed' }
  const submitted = isRecord(activity.value) ? activity.value : undefined
  if (submitted && typeof submitted.verb === 'string') {
    const said: Press = { kind: 'press', verb: submitted.verb, data: submitted }
    return { kind: 'line', said, onceId: onceIdOf(submitted) ?? onceIdFor(key), key }
  }
  const text = writtenIn(activity)
  if (isCardAlone(activity, text)) return { kind: 'nothing' }
  return { kind: 'line', said: { kind: 'words', text }, onceId: onceIdFor(key), key }
}

/** A card that somebody found and put in the chat: nothing was said to us. */
function isCardAlone({ attachments }: InboundActivity, text: string): boolean {
  const isCard = attachments?.some(({ contentType }) =>
    contentType?.startsWith('application/vnd.microsoft.card'),
  )
  return isCard === true && text.replace(/<[^<>]*>/g, '').trim() === ''
}

function hearInvoke(activity: InboundActivity): Heard {
  const value = isRecord(activity.value) ? activity.value : {}
  // A message of somebody else's that is reported from comes as it is, with all its HTML, and is cut when it is read.
  const isMessage = activity.name === 'composeExtension/fetchTask'
  if (!isMessage && JSON.stringify(value).length > mostPressed) return { kind: 'tooLong' }
  switch (activity.name) {
    case 'adaptiveCard/action':
      return isRecord(value.action) ? hearPress(activity, value.action, 'card') : { kind: 'unknownInvoke' }
    case 'task/fetch':
    case 'task/submit':
      return hearPress(activity, value, 'dialog')
    case 'composeExtension/submitAction':
      return hearPress(activity, value, 'extension')
    case 'composeExtension/fetchTask':
      return hearMessageAction(activity, value)
    case 'composeExtension/query':
      return typeof value.commandId === 'string'
        ? { kind: 'looked', command: value.commandId, text: textLookedFor(value) }
        : { kind: 'unknownInvoke' }
    default:
      return { kind: 'unknownInvoke' }
  }
}

/** A press on a button, wherever the button stands: its verb, and the data with what was filled in. */
function hearPress(
  activity: InboundActivity,
  pressed: Readonly<Record<string, unknown>>,
  way: ShownIn,
): Heard {
  const data = isRecord(pressed.data) ? pressed.data : {}
  const verb = typeof pressed.verb === 'string' && pressed.verb ? pressed.verb : data.verb
  if (typeof verb !== 'string') return { kind: 'unknownInvoke' }
  const key = keyOf(activity)
  const onceId = onceIdOf(data) ?? onceIdFor(key ?? randomUUID())
  const isRefresh = isRecord(activity.value) && activity.value.trigger === 'automatic'
  const opens = activity.name === 'task/fetch'
  return {
    kind: 'invoke',
    said: { kind: 'press', verb, data, ...(isRefresh ? { isLook: true } : {}) },
    onceId,
    key,
    way,
    opens,
    isRefresh,
  }
}

/** "Rapportera händelse" on a message: as if what it says had been written to us after that word. */
function hearMessageAction(activity: InboundActivity, value: Readonly<Record<string, unknown>>): Heard {
  if (value.commandId !== reportMessageCommand) return { kind: 'unknownInvoke' }
  const key = keyOf(activity)
  return {
    kind: 'invoke',
    said: wordsOfMessage(value.messagePayload),
    onceId: onceIdFor(key ?? randomUUID()),
    key,
    way: 'extension',
    opens: true,
    isRefresh: false,
  }
}

function hearInstallation(activity: InboundActivity): Heard {
  if (activity.action?.startsWith('add')) return { kind: 'installed' }
  if (activity.action?.startsWith('remove')) return { kind: 'removed', why: 'removed' }
  return { kind: 'nothing' }
}

/** Some clients tell of an installation only by the bot becoming a member. */
function hearMembers(activity: InboundActivity): Heard {
  const us = activity.recipient.id
  if (activity.membersAdded?.some((member) => member.id === us)) return { kind: 'installed' }
  if (activity.membersRemoved?.some((member) => member.id === us)) return { kind: 'removed', why: 'removed' }
  return { kind: 'nothing' }
}

/**
 * Teams tells when a meeting starts and ends where we are part of its chat
 * (https://learn.microsoft.com/microsoftteams/platform/apps-in-teams-meetings/meeting-apps-apis#receive-real-time-teams-meeting-events).
 */
function hearEvent({ name, value }: InboundActivity): Heard {
  const changes = { meetingStart: 'started', meetingEnd: 'ended' } as const
  const [, told] = /^application\/vnd\.microsoft\.(meetingStart|meetingEnd)$/.exec(name ?? '') ?? []
  if (!told) return { kind: 'nothing' }
  const joinUrl = isRecord(value) && typeof value.JoinUrl === 'string' ? value.JoinUrl.slice(0, 2_000) : ''
  return { kind: 'meeting', change: changes[told as keyof typeof changes], joinUrl }
}

/** The text as it was meant: our own mention gone, other people's mentions as plain names. What is far too long is cut. */
function writtenIn(activity: InboundActivity): string {
  let written = (activity.text ?? '').slice(0, mostWritten)
  const mentions = (activity.entities ?? []).filter(({ type }) => type === 'mention').slice(0, mostMentions)
  for (const { mentioned, text } of mentions) {
    const ours = isRecord(mentioned) && mentioned.id === activity.recipient.id
    if (ours && typeof text === 'string' && text) written = written.replaceAll(text, ' ')
  }
  // A client that does not say who is mentioned: the first mention is what made the line reach us.
  if (mentions.length === 0) written = written.replace(/^\s*<at[^<>]*>[^<]*<\/at>/i, ' ')
  return written
    .replace(/<\/?at[^<>]*>/gi, '')
    .replace(/&nbsp;|\u00a0/g, ' ')
    .trim()
}

/**
 * What an activity is known by: Teams gives ids per conversation. By who it is from too: an answer is theirs alone. Hashed,
 * so that it has room in an index however long the ids are.
 */
function keyOf({ id, conversation, from }: InboundActivity): string | undefined {
  return id && sha256(`${withoutThread(conversation.id)}|${from.id}|${id}`)
}

function onceIdFor(key: string): OnceId {
  return `activity-${key.slice(0, 40)}` as OnceId
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
