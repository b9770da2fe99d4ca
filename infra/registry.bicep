// Where the image lies. By itself, and first: the rest cannot start before there is an image.
@description('What every name ends with: small letters and digits. Names begin with a word, since Azure refuses some that begin with a digit.')
@minLength(4)
@maxLength(16)
param resourceBaseName string

param location string = 'swedencentral'

resource registry 'Microsoft.ContainerRegistry/registries@2023-07-01' = {
  name: 'registry${resourceBaseName}'
  location: location
  sku: {
    name: 'Basic'
  }
  properties: {
    adminUserEnabled: false
  }
}

output CONTAINER_REGISTRY string = registry.name
