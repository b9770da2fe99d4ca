import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseEnv } from 'node:util'
import { describe, expect, test } from '@jest/globals'
import { parse } from 'yaml'
import { readBicep, readInfra } from './bicep.ts'

const repository = fileURLToPath(new URL('../../', import.meta.url))
const read = (path: string) => readFileSync(join(repository, path), 'utf8')

const bicepFiles = readdirSync(join(repository, 'infra')).filter((name) => name.endsWith('.bicep'))
const parametersOf = (path: string) => Object.keys(JSON.parse(read(path)).parameters)

describe('What is built in Azure', () => {
  test.each(bicepFiles)(
    '%s keeps to the grammar of Bicep, and names nothing that it does not declare',
    async (file) => {
      const { faults, undeclared } = await readInfra(file)
      expect(faults).toEqual([])
      expect(undeclared).toEqual([])
    },
  )

  test('a slip in Bicep would be seen', async () => {
    const bicep = read('infra/azure.bicep')
    expect((await readBicep(bicep.replace('properties: {', 'properties {'))).faults).not.toEqual([])
    expect((await readBicep(bicep.replace('targetPort: port', 'targetPort: prot'))).undeclared).toEqual([
      'prot',
    ])
  })

  test.each(bicepFiles)('%s gives its modules what they ask for, and reads what they give', async (file) => {
    const { modules } = await readInfra(file)
    for (const { file: path, given, read: taken } of modules) {
      const module = await readInfra(path)
      const needed = [...module.parameters].flatMap(([name, { optional }]) => (optional ? [] : [name]))
      expect(given).toEqual(expect.arrayContaining(needed))
      expect([...module.parameters.keys()]).toEqual(expect.arrayContaining([...given]))
      expect(module.outputs).toEqual(expect.arrayContaining([...taken]))
    }
  })

  test.each(['registry', 'azure'])(
    'the parameters of %s are those it has, and all that it must have',
    async (name) => {
      const { parameters } = await readInfra(`${name}.bicep`)
      const needed = [...parameters].flatMap(([parameter, { optional }]) => (optional ? [] : [parameter]))
      const given = parametersOf(`infra/${name}.parameters.json`)
      expect(given).toEqual(expect.arrayContaining(needed))
      expect([...parameters.keys()]).toEqual(expect.arrayContaining(given))
    },
  )

  test('a password is a secret wherever it passes, and comes out nowhere', async () => {
    for (const file of bicepFiles) {
      const { parameters, outputs } = await readInfra(file)
      for (const [name, { secure }] of parameters)
        expect([name, secure]).toEqual([name, /password|token/i.test(name)])
      expect(
        outputs.filter((name) => /password|token|secret|url$/i.test(name) && name !== 'PUBLIC_URL'),
      ).toEqual([])
    }
  })

  test('has what was asked for', async () => {
    const types = (await Promise.all(bicepFiles.map(readInfra))).flatMap(({ resources }) => resources)
    for (const type of [
      'Microsoft.App/containerApps',
      'Microsoft.BotService/botServices',
      'Microsoft.DBforPostgreSQL/flexibleServers',
      'Microsoft.KeyVault/vaults',
      'Microsoft.ManagedIdentity/userAssignedIdentities',
      'Microsoft.OperationalInsights/workspaces',
    ])
      expect(types.filter((each) => each.startsWith(`${type}@`))).toHaveLength(1)
    const all = bicepFiles.map((file) => read(`infra/${file}`)).join('\n')
    expect(all).toMatch(/name: 'require_secure_transport'\s+properties: \{\s+value: 'on'/)
    expect(all).toContain("publicNetworkAccess: 'Disabled'")
    expect(all).toContain('allowInsecure: false')
    expect(all).toContain('minReplicas: 1')
    expect(all).toContain('sslmode=verify-full')
    expect([...all.matchAll(/path: '(\/\w+)'/g)].map(([, path]) => path)).toEqual([
      '/health',
      '/health',
      '/ready',
    ])
  })

  test('registers the bot in Teams as the managed identity, which has no secret that could be used beside it', async () => {
    const { built } = await readInfra('azure.bicep')
    expect(built.get('bot')?.body).toMatchObject({
      kind: 'azurebot',
      properties: {
        // biome-ignore lint/suspicious/noTemplateCurlyInString: it is Bicep's
        endpoint: 'https://${publicHost}/api/messages',
        msaAppId: 'identity.properties.clientId',
        msaAppMSIResourceId: 'identity.id',
        msaAppTenantId: 'identity.properties.tenantId',
        msaAppType: 'UserAssignedMSI',
        disableLocalAuth: 'true',
      },
    })
    expect(built.get('teams')).toMatchObject({
      type: 'channels',
      body: { name: 'MsTeamsChannel', properties: { channelName: 'MsTeamsChannel' } },
    })
    const env = read('infra/azure.bicep')
    for (const line of [
      "{ name: 'BOT_APP_ID', value: identity.properties.clientId }",
      "{ name: 'BOT_APP_TYPE', value: 'UserAssignedMSI' }",
      "{ name: 'BOT_TENANT_ID', value: identity.properties.tenantId }",
    ])
      expect(env).toContain(line)
  })

  test('lets that identity, and nobody else, read the secrets and fetch the image, before the app needs to', async () => {
    const { built } = await readInfra('azure.bicep')
    const assigned = [...built].filter(([, { type }]) => type.startsWith('Microsoft.Authorization/'))
    expect(assigned.map(([name]) => name).toSorted()).toEqual(['mayPullImages', 'mayReadSecrets'])
    const given = { principalId: 'identity.properties.principalId', principalType: 'ServicePrincipal' }
    const role = (name: string) => ({
      roleDefinitionId: `subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roles.${name})`,
    })
    expect(built.get('mayReadSecrets')?.body).toMatchObject({
      scope: 'vault',
      properties: { ...given, ...role('readSecrets') },
    })
    expect(built.get('mayPullImages')?.body).toMatchObject({
      scope: 'registry',
      properties: { ...given, ...role('pullImages') },
    })
    // docs: learn.microsoft.com/azure/role-based-access-control/built-in-roles, AcrPull and Key Vault Secrets User
    const text = read('infra/azure.bicep')
    expect(text).toContain("pullImages: '7f951dda-4ed3-4680-a7ca-43fe172d538d'")
    expect(text).toContain("readSecrets: '4633458b-17de-408a-b874-0445c86b69e6'")
    expect(built.get('app')?.body).toMatchObject({
      identity: { type: 'UserAssigned', userAssignedIdentities: { '${identity.id}': {} } },
      dependsOn: ['mayPullImages', 'mayReadSecrets', 'vault::metrics'],
    })
    expect(built.get('vault')?.body).toMatchObject({
      properties: { enableRbacAuthorization: 'true', enablePurgeProtection: 'true' },
    })
  })

  test('gives what reads the numbers a secret of its own, kept in the vault, where there is one', async () => {
    const { built, parameters } = await readInfra('azure.bicep')
    expect(parameters.get('metricsToken')).toEqual({ optional: true, secure: true })
    expect(built.get('metrics')).toMatchObject({
      type: 'secrets',
      body: { name: 'metrics-token', properties: { value: 'metricsToken' } },
    })
    const text = read('infra/azure.bicep')
    expect(text).toContain("resource metrics 'secrets' = if (!empty(metricsToken))")
    expect(text).toContain("{ name: 'METRICS_TOKEN', secretRef: 'metrics-token' }")
    // Nowhere but in the vault: what is a value of the app can be read in the portal.
    expect(text).not.toMatch(/METRICS_TOKEN', value:/)
  })

  test('gives nothing a name that begins with a digit, whatever the names are made of', async () => {
    const infra = await Promise.all(bicepFiles.map(readInfra))
    const names = infra.flatMap(({ built }) => [...built.values()].flatMap(({ body }) => Object(body).name))
    expect(names.length).toBeGreaterThan(12)
    for (const name of [...names, ...read('infra/azure.bicep').matchAll(/^var appName = '(.*)'/gm)].map(
      (each) => String(Array.isArray(each) ? each[1] : each),
    ))
      expect(name).toMatch(/^([a-z]|MsTeamsChannel$|appName$|containerRegistry$|guid\()/)
  })

  test('takes no more connections than the smallest database has, also while one version follows another', async () => {
    const { defaults } = await readInfra('azure.bicep')
    expect(defaults.get('databaseSku')).toMatchObject({ name: 'Standard_B1ms' })
    const [, each] = /max: (\d+)/.exec(read('src/database/postgres.ts')) ?? []
    // docs: learn.microsoft.com/azure/postgresql/configure-maintain/concepts-limits: 50, of which 15 are Azure's own
    const ofUsers = 35
    // An operator's command beside them, and what asks the doctor.
    expect(Number(defaults.get('maxReplicas')) * 2 * Number(each) + Number(each)).toBeLessThanOrEqual(ofUsers)
  })

  test('asks no probe more often than Azure takes, and gives the first start five minutes', () => {
    const text = read('infra/azure.bicep')
    const probes = [
      ...text.matchAll(/periodSeconds: (\d+)\s+(?:timeoutSeconds: \d+\s+)?failureThreshold: (\d+)/g),
    ]
    expect(probes).toHaveLength(3)
    for (const [, , failures] of probes) expect(Number(failures)).toBeLessThanOrEqual(10)
    const [, period, failures] = probes[0] ?? []
    expect(Number(period) * Number(failures)).toBeGreaterThanOrEqual(300)
  })

  test('gives the bot variables that it knows', () => {
    const known = [...read('.env.example').matchAll(/^#?([A-Z][A-Z_]+)=/gm)].map(([, name]) => name)
    const given = [...read('infra/azure.bicep').matchAll(/\{ name: '([A-Z_]+)'/g)].map(([, name]) => name)
    expect(given.length).toBeGreaterThan(8)
    expect(known).toEqual(expect.arrayContaining(given))
  })
})

interface Step {
  readonly uses: string
  readonly with: Readonly<Record<string, unknown>>
  readonly writeToEnvironmentFile?: Readonly<Record<string, string>>
}

const lifecycles = ['provision', 'deploy', 'publish'] as const

/** The steps of a file of the Agents Toolkit in the order in which they are run. */
function stepsOf(file: string): readonly Step[] {
  const project: Readonly<Record<string, Step[]>> = parse(read(file))
  return lifecycles.flatMap((lifecycle) => project[lifecycle] ?? [])
}

const namesIn = (text: string) => [...text.matchAll(/\$\{\{([A-Z_]+)\}\}/g)].map(([, name = '']) => name)

/** The text of a step with what stands in the parameter files that it names. */
function wholeOf(step: Step): string {
  const text = JSON.stringify(step)
  return [text, ...[...text.matchAll(/\.\/infra\/[\w.]+\.json/g)].map(([path]) => read(path))].join('\n')
}

/** What a step adds to the environment. */
async function madeBy(step: Step): Promise<readonly string[]> {
  const templates = (step.with.templates ?? []) as { path: string }[]
  const outputs = await Promise.all(templates.map(({ path }) => readInfra(path.replace('./infra/', ''))))
  return [...Object.values(step.writeToEnvironmentFile ?? {}), ...outputs.flatMap((each) => each.outputs)]
}

const files = [
  ['m365agents.yml', ['env/.env.dev.example', 'env/.env.dev.user.example']],
  ['m365agents.local.yml', ['env/.env.local.example']],
  ['m365agents.playground.yml', ['env/.env.playground.example']],
] as const

describe.each(files)('%s', (file, environments) => {
  test('is of the version that the Toolkit reads, and every step says what it uses', () => {
    expect(parse(read(file)).version).toBe('v1.11')
    for (const step of stepsOf(file)) expect(step.uses).toMatch(/^(\w+\/\w+|script)$/)
  })

  test('uses no variable before it is there', async () => {
    const known = new Set(environments.flatMap((path) => Object.keys(parseEnv(read(path)))))
    for (const step of stepsOf(file)) {
      for (const name of namesIn(wholeOf(step)))
        expect([step.uses, name, known.has(name)]).toEqual([step.uses, name, true])
      for (const name of await madeBy(step)) known.add(name)
    }
  })

  test('names only files that are there, and the package that our own command makes', () => {
    for (const [path] of read(file).matchAll(/\.\/[\w./]+\.(bicep|json|zip)/g))
      expect([path, path === './build/tryggve.zip' || existsSync(join(repository, path))]).toEqual([
        path,
        true,
      ])
  })

  test('runs only commands that are there', () => {
    const { scripts } = JSON.parse(read('package.json'))
    for (const { uses, with: given } of stepsOf(file)) {
      const [, name] = /^run ([\w:]+)$/.exec(String(given.args ?? '')) ?? []
      if (uses === 'cli/runNpmCommand' && name) expect(Object.keys(scripts)).toContain(name)
    }
  })

  test('has its packages before it runs a command of ours, and builds by a compiler of one version', () => {
    const project: Readonly<Record<string, Step[]>> = parse(read(file))
    for (const lifecycle of lifecycles) {
      const steps = project[lifecycle] ?? []
      const commands = steps.map(({ with: given }) => String(given.args ?? ''))
      const firstOfOurs = commands.findIndex((command) => command.startsWith('run '))
      if (firstOfOurs >= 0)
        expect([lifecycle, commands.slice(0, firstOfOurs).includes('ci')]).toEqual([lifecycle, true])
      for (const { with: given } of steps.filter(({ uses }) => uses === 'arm/deploy'))
        expect(given.bicepCliVersion).toMatch(/^v\d+\.\d+\.\d+$/)
    }
  })

  test('gives the bot variables that it knows', () => {
    const known = [...read('.env.example').matchAll(/^#?([A-Z][A-Z_]+)=/gm)].map(([, name]) => name)
    for (const { with: given } of stepsOf(file))
      expect(known).toEqual(expect.arrayContaining(Object.keys(given.envs ?? {})))
  })
})

describe('.vscode', () => {
  const launch = JSON.parse(read('.vscode/launch.json'))
  const tasks = JSON.parse(read('.vscode/tasks.json')).tasks as { label: string; dependsOn?: string[] }[]
  const labels = tasks.map(({ label }) => label)

  test('starts what is there', () => {
    const { scripts } = JSON.parse(read('package.json'))
    const names = launch.configurations.map(({ name }: { name: string }) => name)
    for (const { runtimeArgs } of launch.configurations)
      if (runtimeArgs) expect(scripts).toHaveProperty(runtimeArgs.find((word: string) => word !== 'run'))
    for (const { configurations, preLaunchTask } of launch.compounds) {
      expect(names).toEqual(expect.arrayContaining(configurations))
      expect(labels).toContain(preLaunchTask)
    }
    for (const { dependsOn = [] } of tasks) expect(labels).toEqual(expect.arrayContaining(dependsOn))
  })

  test('opens the tunnel to the port of the bot, under the names that the Toolkit’s file reads', () => {
    const text = read('.vscode/tasks.json')
    expect(text).toContain(`"portNumber": ${parseEnv(read('.env.example')).PORT}`)
    for (const name of Object.keys(parseEnv(read('env/.env.local.example'))).filter((each) =>
      each.startsWith('BOT_'),
    ))
      expect(text).toContain(`"${name}"`)
  })
})
