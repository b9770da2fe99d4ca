// Tryggve in Azure: one container app, its database, its secret, its identity, and its registration as a bot in Teams.
// docs/decisions/0032-azure.md says why it is built so, and what of it could not be tried.

@description('What every name ends with: small letters and digits. Names begin with a word, since Azure refuses some that begin with a digit.')
@minLength(4)
@maxLength(16)
param resourceBaseName string

@description('What the bot is called in Teams.')
@maxLength(42)
param botDisplayName string = 'Tryggve'

param location string = 'swedencentral'

@description('Where Azure keeps what passes through the bot registration: a region of the EU, and not "global".')
@allowed([
  'westeurope'
  'global'
])
param botLocation string = 'westeurope'

@description('The name of the registry, as registry.bicep made it.')
param containerRegistry string

@description('Which image of the registry is run.')
param imageTag string

@secure()
@minLength(20)
@description('The password of the database. Kept in Key Vault; after a new one is deployed, restart the revision.')
param databasePassword string

@secure()
@description('What who reads GET /metrics must show (Authorization: Bearer). Kept in Key Vault; left out, nobody may read it.')
param metricsToken string = ''

@description('How large the database server is. B1ms has 35 connections for users: see maxReplicas.')
param databaseSku object = {
  name: 'Standard_B1ms'
  tier: 'Burstable'
}

@description('The first coordinators, tenantId/aadObjectId with commas between them.')
param coordinators string = ''

@description('Those who operate the bot for all councils, in the same form.')
param operators string = ''

@allowed([
  'debug'
  'info'
  'warn'
])
param logLevel string = 'info'

@description('How many may run at most when there is much to do. One always runs: reminders are sent from it. Each takes up to 10 connections to the database, and while a version is changed the old ones run beside the new ones: more than 1 needs a larger server than B1ms.')
@minValue(1)
@maxValue(5)
param maxReplicas int = 1

var appName = 'app-${resourceBaseName}'
var port = 3978
var databaseLogin = 'tryggve'

// docs: learn.microsoft.com/azure/role-based-access-control/built-in-roles
var roles = {
  pullImages: '7f951dda-4ed3-4680-a7ca-43fe172d538d'
  readSecrets: '4633458b-17de-408a-b874-0445c86b69e6'
}

// The bot's identity. Nobody knows a password of it, because there is none.
resource identity 'Microsoft.ManagedIdentity/userAssignedIdentities@2023-01-31' = {
  name: 'identity-${resourceBaseName}'
  location: location
}

module network 'network.bicep' = {
  name: 'network'
  params: {
    resourceBaseName: resourceBaseName
    location: location
  }
}

module database 'database.bicep' = {
  name: 'database'
  params: {
    resourceBaseName: resourceBaseName
    location: location
    subnetId: network.outputs.databaseSubnetId
    namesId: network.outputs.namesId
    login: databaseLogin
    password: databasePassword
    sku: databaseSku
  }
}

resource vault 'Microsoft.KeyVault/vaults@2023-07-01' = {
  name: 'vault-${resourceBaseName}'
  location: location
  properties: {
    tenantId: tenant().tenantId
    sku: {
      family: 'A'
      name: 'standard'
    }
    enableRbacAuthorization: true
    enableSoftDelete: true
    enablePurgeProtection: true
  }

  // The whole address, since the password stands in it.
  resource databaseUrl 'secrets' = {
    name: 'database-url'
    properties: {
      value: 'postgres://${databaseLogin}:${uriComponent(databasePassword)}@${database.outputs.host}/${database.outputs.name}?sslmode=verify-full'
    }
  }

  resource metrics 'secrets' = if (!empty(metricsToken)) {
    name: 'metrics-token'
    properties: {
      value: metricsToken
    }
  }
}

resource mayReadSecrets 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(vault.id, identity.id, roles.readSecrets)
  scope: vault
  properties: {
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roles.readSecrets)
    principalId: identity.properties.principalId
    principalType: 'ServicePrincipal'
  }
}

resource registry 'Microsoft.ContainerRegistry/registries@2023-07-01' existing = {
  name: containerRegistry
}

resource mayPullImages 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(registry.id, identity.id, roles.pullImages)
  scope: registry
  properties: {
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roles.pullImages)
    principalId: identity.properties.principalId
    principalType: 'ServicePrincipal'
  }
}

resource logs 'Microsoft.OperationalInsights/workspaces@2023-09-01' = {
  name: 'logs-${resourceBaseName}'
  location: location
  properties: {
    sku: {
      name: 'PerGB2018'
    }
    retentionInDays: 30
  }
}

resource environment 'Microsoft.App/managedEnvironments@2024-03-01' = {
  name: 'environment-${resourceBaseName}'
  location: location
  properties: {
    vnetConfiguration: {
      infrastructureSubnetId: network.outputs.appsSubnetId
    }
    workloadProfiles: [
      {
        name: 'Consumption'
        workloadProfileType: 'Consumption'
      }
    ]
    appLogsConfiguration: {
      destination: 'log-analytics'
      logAnalyticsConfiguration: {
        customerId: logs.properties.customerId
        sharedKey: logs.listKeys().primarySharedKey
      }
    }
  }
}

var publicHost = '${appName}.${environment.properties.defaultDomain}'

resource app 'Microsoft.App/containerApps@2024-03-01' = {
  name: appName
  location: location
  identity: {
    type: 'UserAssigned'
    userAssignedIdentities: {
      '${identity.id}': {}
    }
  }
  properties: {
    managedEnvironmentId: environment.id
    workloadProfileName: 'Consumption'
    configuration: {
      activeRevisionsMode: 'Single'
      ingress: {
        external: true
        // HTTP is sent on to HTTPS, which Azure ends.
        allowInsecure: false
        targetPort: port
        transport: 'http'
      }
      registries: [
        {
          server: registry.properties.loginServer
          identity: identity.id
        }
      ]
      secrets: concat(
        [
          {
            name: 'database-url'
            keyVaultUrl: vault::databaseUrl.properties.secretUri
            identity: identity.id
          }
        ],
        empty(metricsToken)
          ? []
          : [
              {
                name: 'metrics-token'
                keyVaultUrl: '${vault.properties.vaultUri}secrets/metrics-token'
                identity: identity.id
              }
            ]
      )
    }
    template: {
      // Turns and sends in flight are given ten seconds to end, and then some.
      terminationGracePeriodSeconds: 30
      containers: [
        {
          name: 'tryggve'
          image: '${registry.properties.loginServer}/tryggve:${imageTag}'
          resources: {
            cpu: json('0.5')
            memory: '1Gi'
          }
          env: concat([
            { name: 'PORT', value: string(port) }
            { name: 'PUBLIC_URL', value: 'https://${publicHost}' }
            // Who ends TLS in front of us: the environment's own addresses, and those that Container Apps uses between its parts.
            { name: 'TRUSTED_PROXIES', value: '10.20.0.0/23,100.64.0.0/10' }
            { name: 'DATABASE_URL', secretRef: 'database-url' }
            { name: 'BOT_APP_ID', value: identity.properties.clientId }
            { name: 'BOT_APP_TYPE', value: 'UserAssignedMSI' }
            { name: 'BOT_TENANT_ID', value: identity.properties.tenantId }
            { name: 'COORDINATORS', value: coordinators }
            { name: 'OPERATORS', value: operators }
            { name: 'LOG_LEVEL', value: logLevel }
            { name: 'NODE_ENV', value: 'production' }
          ], empty(metricsToken) ? [] : [
            { name: 'METRICS_TOKEN', secretRef: 'metrics-token' }
          ])
          probes: [
            {
              // Tables are made before anything is answered: an update may take its minutes.
              type: 'Startup'
              httpGet: {
                path: '/health'
                port: port
              }
              // Five minutes; more than ten failures Azure does not take.
              periodSeconds: 30
              failureThreshold: 10
            }
            {
              type: 'Liveness'
              httpGet: {
                path: '/health'
                port: port
              }
              periodSeconds: 30
              timeoutSeconds: 5
              failureThreshold: 3
            }
            {
              type: 'Readiness'
              httpGet: {
                path: '/ready'
                port: port
              }
              periodSeconds: 10
              timeoutSeconds: 5
              failureThreshold: 3
            }
          ]
        }
      ]
      scale: {
        minReplicas: 1
        maxReplicas: maxReplicas
      }
    }
  }
  dependsOn: [
    mayPullImages
    mayReadSecrets
    vault::metrics
  ]
}

resource bot 'Microsoft.BotService/botServices@2022-09-15' = {
  name: 'bot-${resourceBaseName}'
  location: botLocation
  kind: 'azurebot'
  sku: {
    name: 'F0'
  }
  properties: {
    displayName: botDisplayName
    endpoint: 'https://${publicHost}/api/messages'
    msaAppId: identity.properties.clientId
    msaAppMSIResourceId: identity.id
    msaAppTenantId: identity.properties.tenantId
    msaAppType: 'UserAssignedMSI'
    disableLocalAuth: true
  }

  resource teams 'channels' = {
    name: 'MsTeamsChannel'
    location: botLocation
    properties: {
      channelName: 'MsTeamsChannel'
    }
  }
}

output BOT_APP_ID string = identity.properties.clientId
output BOT_TENANT_ID string = identity.properties.tenantId
output PUBLIC_HOST string = publicHost
output PUBLIC_URL string = 'https://${publicHost}'
output CONTAINER_APP string = app.name
