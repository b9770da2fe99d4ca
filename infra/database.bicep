// PostgreSQL, reached from the network alone, over TLS alone.
param resourceBaseName string
param location string
param subnetId string
param namesId string
param login string

@secure()
param password string

@description('How large the server is; the name and the tier belong together.')
param sku object

var databaseName = 'tryggve'

resource server 'Microsoft.DBforPostgreSQL/flexibleServers@2024-08-01' = {
  name: 'database-${resourceBaseName}'
  location: location
  sku: sku
  properties: {
    version: '17'
    administratorLogin: login
    administratorLoginPassword: password
    storage: {
      storageSizeGB: 32
      autoGrow: 'Enabled'
    }
    backup: {
      // Any moment of the last 35 days can be had back.
      backupRetentionDays: 35
      geoRedundantBackup: 'Disabled'
    }
    network: {
      delegatedSubnetResourceId: subnetId
      privateDnsZoneArmResourceId: namesId
      publicNetworkAccess: 'Disabled'
    }
    highAvailability: {
      mode: 'Disabled'
    }
  }

  resource database 'databases' = {
    name: databaseName
    properties: {
      charset: 'UTF8'
      collation: 'en_US.utf8'
    }
  }

  resource tlsOnly 'configurations' = {
    name: 'require_secure_transport'
    properties: {
      value: 'on'
      source: 'user-override'
    }
    // The server takes one change at a time.
    dependsOn: [
      database
    ]
  }

  resource tlsVersion 'configurations' = {
    name: 'ssl_min_protocol_version'
    properties: {
      value: 'TLSv1.2'
      source: 'user-override'
    }
    dependsOn: [
      tlsOnly
    ]
  }
}

output host string = server.properties.fullyQualifiedDomainName
output name string = databaseName
