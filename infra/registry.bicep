// Where the image lies. By itself, and first: the rest cannot start before there is an image.
@description('The beginning of every name: small letters and digits.')
@minLength(4)
@maxLength(16)
param resourceBaseName string

param location string = 'swedencentral'

resource registry 'Microsoft.ContainerRegistry/registries@2023-07-01' = {
  name: '${resourceBaseName}registry'
  location: location
  sku: {
    name: 'Basic'
  }
  properties: {
    adminUserEnabled: false
  }
}

output CONTAINER_REGISTRY string = registry.name
