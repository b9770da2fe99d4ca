import { z } from 'zod'

/** Teams leaves a field out or sends null; to us both are undefined. */
const text = z
  .string()
  .nullish()
  .transform((value) => value ?? undefined)
/** An id stands in web addresses and in every database. Teams writes its ids in ASCII, which all of them can hold. */
const id = z.string().regex(/^[ -~]{1,1000}$/)
/** An id of Entra: in a person's key the two stand with a slash between them. */
const entraId = z
  .string()
  .regex(/^[!-.0-~]{1,100}$/)
  .nullish()
  .transform((value) => value ?? undefined)
const account = z.looseObject({ id })

/**
 * The part of an activity that we read, as the Teams channel sends it
 * (https://learn.microsoft.com/azure/bot-service/rest-api/bot-framework-rest-connector-api-reference#activity-object).
 */
const activity = z.object({
  type: z.string().min(1).max(100),
  id: id.nullish().transform((value) => value ?? undefined),
  channelId: z.literal('msteams'),
  serviceUrl: z.url().max(1000),
  from: z.looseObject({ id, aadObjectId: entraId, tenantId: entraId, name: text }),
  recipient: z.looseObject({ id, name: text }),
  conversation: z.looseObject({
    id,
    conversationType: z.enum(['personal', 'groupChat', 'channel']).nullish(),
    tenantId: entraId,
    isGroup: z.boolean().nullish(),
  }),
  channelData: z.looseObject({ tenant: z.looseObject({ id: entraId }).nullish() }).nullish(),
  locale: text,
  name: text,
  action: text,
  text,
  value: z.unknown().optional(),
  replyToId: text,
  entities: z.array(z.looseObject({ type: text })).nullish(),
  attachments: z.array(z.looseObject({ contentType: text })).nullish(),
  membersAdded: z.array(account).nullish(),
  membersRemoved: z.array(account).nullish(),
})

/** An activity whose shape has been checked; whether what it says is true is the token's matter. */
export type InboundActivity = z.output<typeof activity>

/** Reads a request's body as an activity; undefined when it is none that Teams would send. */
export function readActivity(body: unknown): InboundActivity | undefined {
  const parsed = activity.safeParse(body)
  return parsed.success ? parsed.data : undefined
}

/** Every tenant an activity names: the conversation's and the sender's. All of them must be accepted. */
export function tenantsOf(activity: InboundActivity): readonly string[] {
  const named = [activity.channelData?.tenant?.id, activity.conversation.tenantId, activity.from.tenantId]
  return [...new Set(named.filter((tenant) => tenant !== undefined))]
}
