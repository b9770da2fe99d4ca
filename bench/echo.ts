// The least that a bot can be: restify, botbuilder, the same token check, and the words or the press given back.
import type { AddressInfo } from 'node:net'
import { ActivityTypes, CloudAdapter, ConfigurationBotFrameworkAuthentication } from 'botbuilder'
import restify from 'restify'
import { botAppId, credentials } from '../tests/helpers/identity-provider.ts'
import { orders, ready } from './process.ts'
import type { Outside } from './run.ts'

const { outside } = orders<{ outside: Outside }>()
const adapter = new CloudAdapter(
  new ConfigurationBotFrameworkAuthentication(
    {
      MicrosoftAppId: botAppId,
      MicrosoftAppType: 'SingleTenant',
      MicrosoftAppTenantId: botAppId,
      MicrosoftAppPassword: 'secret',
      ToBotFromChannelOpenIdMetadataUrl: outside.openIdMetadataUrl,
      ToBotFromEmulatorOpenIdMetadataUrl: outside.openIdMetadataUrl,
      ToBotFromChannelTokenIssuer: outside.tokenIssuer,
      ToChannelFromBotLoginUrl: new URL(outside.openIdMetadataUrl).origin,
      ToChannelFromBotOAuthScope: 'https://api.botframework.com',
      OAuthUrl: new URL(outside.openIdMetadataUrl).origin,
    },
    credentials('outward'),
  ),
)
const server = restify.createServer()
server.use(restify.plugins.bodyParser())
server.get('/ready', async (_request, response) => {
  response.send(200, { ready: true })
})
server.post('/api/messages', async (request, response) => {
  await adapter.process(request as never, response as never, async (context) => {
    const { activity } = context
    if (activity.type === ActivityTypes.Invoke)
      await context.sendActivity({
        type: ActivityTypes.InvokeResponse,
        value: { status: 200, body: { statusCode: 200, type: 'application/json', value: activity.value } },
      })
    else await context.sendActivity(`Echo: ${activity.text}`)
  })
})
await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
const url = `http://127.0.0.1:${(server.server.address() as AddressInfo).port}`
await fetch(`${url}/ready`)
ready({ url }, async () => undefined)
