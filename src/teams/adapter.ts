import { X509Certificate } from 'node:crypto'
import {
  type Activity,
  CloudAdapter,
  ConfigurationBotFrameworkAuthentication,
  type ConversationReference,
  type TurnContext,
} from 'botbuilder'
import type { Outcome } from '../delivery/notice.ts'
import type { InboundActivity } from './activity.ts'
import { openingDialogs } from './dialogs.ts'
import { type HttpClient, oneAttemptClient } from './http-client.ts'
import type { Bot, IdentityProvider } from './options.ts'
import { outcomeOf, type Way } from './outcome.ts'
import type { MayServe } from './service-address.ts'

/** Who signs the tokens of the Teams channel. */
const channelIssuer = 'https://api.botframework.com'

/** Where a conversation is reached. */
export interface Address {
  readonly conversationId: string
  readonly reference: Partial<ConversationReference>
}

/**
 * The CloudAdapter, used for what only it can do: to tell whose a token is, and to make one attempt to send. It never
 * runs our logic inside a turn of its own, so none of its ways to swallow, repeat or expose an error is ever taken.
 */
export class TeamsAdapter extends CloudAdapter {
  readonly #appId: string
  readonly #issuer: string | undefined
  readonly #mayServe: MayServe
  readonly #http: HttpClient & { close(): void }
  readonly #dialogs: ReadonlySet<string>

  /** `dialogs` are the verbs whose buttons open a dialog in what is sent. */
  constructor(
    bot: Bot,
    serves: MayServe,
    dialogs: ReadonlySet<string>,
    provider: IdentityProvider | undefined,
    attemptMs?: number,
  ) {
    const client = oneAttemptClient(attemptMs)
    super(
      new ConfigurationBotFrameworkAuthentication(
        { ...registration(bot), ...replaced(provider) },
        provider?.credentials,
        undefined,
        undefined,
        { httpClient: client },
      ),
    )
    this.#appId = bot.kind === 'registered' ? bot.appId : ''
    this.#issuer = bot.kind === 'registered' ? (provider?.tokenIssuer ?? channelIssuer) : undefined
    this.#mayServe = serves
    this.#http = client
    this.#dialogs = dialogs
  }

  /**
   * Why an activity cannot be trusted to come from who it says; undefined when it can: a token signed by the channel, for
   * us, for this service address, and a service address that we send to. An anonymous bot asks for no token. Never
   * throws, and what it says is for the log, not for the caller.
   */
  async whyNotTrusted(activity: InboundActivity, authorization: string): Promise<string | undefined> {
    if (!this.#mayServe(activity.serviceUrl)) return 'service address'
    try {
      const { claimsIdentity } = await this.botFrameworkAuthentication.authenticateRequest(
        activity as unknown as Activity,
        authorization,
      )
      // botbuilder also takes tokens of emulators and other bots, which say nothing about the service address.
      const fromChannel = !this.#issuer || claimsIdentity?.getClaimValue('iss') === this.#issuer
      return fromChannel ? undefined : 'issuer'
    } catch (problem) {
      // A code tells an operator that the keys of Microsoft could not be had, which turns everybody away.
      const { name, code } = problem as NodeJS.ErrnoException
      return code ?? name
    }
  }

  /** Makes ONE attempt to post an activity; to `replyToId`, where it answers something. Never throws. */
  post(address: Address, activity: Partial<Activity>, replyToId?: string): Promise<Outcome> {
    return this.#attempt('post', address, async (context) => {
      const outgoing = { ...this.#addressed(address, activity), ...(replyToId ? { replyToId } : {}) }
      const [posted] = await this.sendActivities(context, [outgoing])
      return posted?.id ?? ''
    })
  }

  /** Makes ONE attempt to change an activity that was posted before. Never throws. */
  update(address: Address, activityId: string, activity: Partial<Activity>): Promise<Outcome> {
    return this.#attempt('update', address, async (context) => {
      await this.updateActivity(context, { ...this.#addressed(address, activity), id: activityId })
      return activityId
    })
  }

  /** Lets go of the connections. */
  close(): void {
    this.#http.close()
  }

  async #attempt(
    way: Way,
    address: Address,
    send: (context: TurnContext) => Promise<string>,
  ): Promise<Outcome> {
    const { conversationId, reference } = address
    // An address that is not of Teams is none.
    if (!this.#mayServe(reference.serviceUrl ?? '')) return { kind: 'unreachable', reason: 'noAddress' }
    let outcome: Outcome | undefined
    try {
      await this.continueConversationAsync(this.#appId, reference, async (context) => {
        // Caught in here, because the adapter may resolve although the sending failed.
        try {
          outcome = { kind: 'delivered', conversationId, activityId: await send(context) }
        } catch (problem) {
          outcome = outcomeOf(problem, way)
        }
      })
    } catch (problem) {
      outcome ??= outcomeOf(problem, way)
    }
    return outcome ?? { kind: 'retry', reason: 'nothing was sent' }
  }

  #addressed({ reference }: Address, activity: Partial<Activity>): Partial<Activity> {
    const { bot, user, conversation, channelId, serviceUrl } = reference
    return {
      ...openingDialogs(activity, this.#dialogs),
      ...(bot ? { from: bot } : {}),
      ...(user ? { recipient: user } : {}),
      ...(conversation ? { conversation } : {}),
      ...(channelId ? { channelId } : {}),
      ...(serviceUrl ? { serviceUrl } : {}),
    }
  }
}

function registration(bot: Bot): Record<string, string> {
  // An app type must be named: without one botbuilder thinks of MultiTenant.
  if (bot.kind === 'anonymous') return {}
  const { appId, appType, tenantId, appPassword, certificate } = bot
  return {
    MicrosoftAppId: appId,
    MicrosoftAppType: appType,
    MicrosoftAppTenantId: tenantId,
    ...(appPassword ? { MicrosoftAppPassword: appPassword } : {}),
    ...(certificate
      ? {
          CertificateThumbprint: new X509Certificate(certificate.certificate).fingerprint.replaceAll(':', ''),
          CertificatePrivateKey: certificate.privateKey,
        }
      : {}),
  }
}

/** botbuilder takes all of its endpoints from its settings as soon as one is there, so all are given. */
function replaced(provider: IdentityProvider | undefined): Record<string, string> {
  if (!provider) return {}
  return {
    ToBotFromChannelOpenIdMetadataUrl: provider.openIdMetadataUrl,
    ToBotFromEmulatorOpenIdMetadataUrl: provider.openIdMetadataUrl,
    ToBotFromChannelTokenIssuer: provider.tokenIssuer,
    ToChannelFromBotLoginUrl: new URL(provider.openIdMetadataUrl).origin,
    ToChannelFromBotOAuthScope: channelIssuer,
    OAuthUrl: new URL(provider.openIdMetadataUrl).origin,
  }
}
