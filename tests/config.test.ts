import { generateKeyPairSync } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from '@jest/globals'
import { generate } from 'selfsigned'
import { ConfigFaults, loadConfig, readConfig } from '../src/config.ts'

const tenant = '11111111-AAAA-4bbb-8ccc-000000000001'
const appId = 'b0700000-1111-4222-8333-444444444444'
const user = '22222222-aaaa-4bbb-8ccc-000000000001'
const registered = { BOT_APP_ID: appId, BOT_TENANT_ID: tenant, BOT_APP_PASSWORD: 'hemligt-åäö' }
const folder = mkdtempSync(join(tmpdir(), 'tryggve-config-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

function faultsOf(env: Record<string, string>): readonly string[] {
  try {
    readConfig(env)
    return []
  } catch (problem) {
    if (problem instanceof ConfigFaults) return problem.faults
    throw problem
  }
}

describe('The configuration', () => {
  test('needs nothing to start on the own machine', () => {
    expect(readConfig({})).toEqual({
      port: 3978,
      host: '127.0.0.1',
      publicUrl: 'http://127.0.0.1:3978',
      trustedProxies: [],
      databaseUrl: 'sqlite:./var/tryggve.db',
      bot: { kind: 'anonymous' },
      coordinators: [],
      operators: [],
      logLevel: 'info',
      production: false,
    })
  })

  test('reads the proxies in front, and takes nothing for one that is none', () => {
    const { trustedProxies } = readConfig({ TRUSTED_PROXIES: '10.20.0.0/23, 192.0.2.7,fd00::/8,' })
    expect(trustedProxies).toEqual(['10.20.0.0/23', '192.0.2.7', 'fd00::/8'])
    for (const wrong of ['10.20.0.0/33', 'alla', '10.20', '*'])
      expect(faultsOf({ TRUSTED_PROXIES: wrong })).toEqual([
        expect.stringMatching(/^TRUSTED_PROXIES is not understood: give the addresses or ranges/),
      ])
  })

  test.each(['0.0.0.0/0', '::/0', '10.20.0.0/23,0.0.0.0/1', '128.0.0.0/7', '2000::/3'])(
    'does not take everybody for a proxy of ours: %s',
    (ranges) => {
      expect(faultsOf({ TRUSTED_PROXIES: ranges })).toEqual([
        expect.stringMatching(/^TRUSTED_PROXIES is not understood: a range is so wide .*10\.20\.0\.0\/23$/),
      ])
    },
  )

  test('takes the widest ranges that are somebody’s own as proxies', () => {
    expect(readConfig({ TRUSTED_PROXIES: '10.0.0.0/8,fc00::/7' }).trustedProxies).toHaveLength(2)
  })

  test('reads who may read the numbers, and takes no token that could be guessed', () => {
    const token = '0123456789abcdef0123456789abcdef'
    expect(readConfig({}).metricsToken).toBeUndefined()
    expect(readConfig({ METRICS_TOKEN: token }).metricsToken).toBe(token)
    for (const wrong of ['hemligt', token.slice(1), `${token} ${token}`, `${token}å`]) {
      const faults = faultsOf({ METRICS_TOKEN: wrong })
      expect(faults).toEqual([
        expect.stringMatching(/^METRICS_TOKEN is not understood: give at least 32 .*openssl rand -hex 32/),
      ])
      expect(faults.join()).not.toContain(wrong)
    }
  })

  test('takes an empty variable as one that is not there', () => {
    expect(readConfig({ PORT: '', BOT_APP_ID: ' ', DATABASE_URL: '', HOST: '' }).port).toBe(3978)
  })

  test('reads a registered bot with a password', () => {
    const config = readConfig({
      ...registered,
      NODE_ENV: 'production',
      PORT: '80',
      PUBLIC_URL: 'https://tryggve.example.se/',
      DATABASE_URL: 'postgres://tryggve:x@db/tryggve',
      COORDINATORS: ` ${tenant}/${user}, ${tenant}/${appId},`,
      OPERATORS: `${tenant}/${user}`,
      LOG_LEVEL: 'warn',
    })
    expect(config).toEqual({
      port: 80,
      host: '0.0.0.0',
      publicUrl: 'https://tryggve.example.se',
      trustedProxies: [],
      databaseUrl: 'postgres://tryggve:x@db/tryggve',
      bot: {
        kind: 'registered',
        appId,
        appType: 'SingleTenant',
        tenantId: tenant.toLowerCase(),
        appPassword: 'hemligt-åäö',
      },
      coordinators: [
        { tenantId: tenant.toLowerCase(), aadObjectId: user },
        { tenantId: tenant.toLowerCase(), aadObjectId: appId },
      ],
      operators: [{ tenantId: tenant.toLowerCase(), aadObjectId: user }],
      logLevel: 'warn',
      production: true,
    })
  })

  test('reads a certificate and its key from their files', async () => {
    const certificate = join(folder, 'bot.crt')
    const key = join(folder, 'bot.key')
    const made = await generate([{ name: 'commonName', value: 'Tryggve' }], { keySize: 2048 })
    const { cert: pem, private: privateKey } = made
    writeFileSync(certificate, pem)
    writeFileSync(key, privateKey)
    const { BOT_APP_PASSWORD: _, ...rest } = registered
    const { bot } = readConfig({ ...rest, BOT_CERTIFICATE_FILE: certificate, BOT_CERTIFICATE_KEY_FILE: key })

    expect(bot).toMatchObject({ certificate: { certificate: pem, privateKey } })

    const keyed = { ...rest, BOT_CERTIFICATE_FILE: certificate, BOT_CERTIFICATE_KEY_FILE: key }
    const pkcs8 = { type: 'pkcs8', format: 'pem' } as const
    writeFileSync(key, generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey.export(pkcs8).toString())
    expect(faultsOf(keyed)).toEqual([expect.stringMatching(/^BOT_CERTIFICATE_KEY_FILE is no RSA key: make/)])
    writeFileSync(
      key,
      generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey.export(pkcs8).toString(),
    )
    expect(faultsOf(keyed)).toEqual([expect.stringMatching(/is not the key of BOT_CERTIFICATE_FILE: give/)])

    writeFileSync(key, 'ingen nyckel')
    expect(
      faultsOf({ ...rest, BOT_CERTIFICATE_FILE: key, BOT_CERTIFICATE_KEY_FILE: key }).map((fault) =>
        fault.slice(0, 45),
      ),
    ).toEqual([
      'BOT_CERTIFICATE_FILE is not understood: give ',
      'BOT_CERTIFICATE_KEY_FILE is not understood: g',
    ])
  })

  test('lists all faults at once, each with its variable and its cure, and no secret', () => {
    const faults = faultsOf({
      PORT: 'åtta',
      PUBLIC_URL: 'tryggve',
      DATABASE_URL: 'mysql://db',
      BOT_APP_ID: 'min-bot',
      BOT_APP_TYPE: 'MultiTenant',
      BOT_APP_PASSWORD: 'hemligt-åäö',
      COORDINATORS: 'någon',
      OPERATORS: `${tenant}/`,
      LOG_LEVEL: 'loud',
      NODE_ENV: 'production',
    })
    const named = faults.map((fault) => fault.split(' ')[0])

    expect(new Set(named)).toEqual(
      new Set([
        'PORT',
        'PUBLIC_URL',
        'DATABASE_URL',
        'BOT_APP_ID',
        'BOT_APP_TYPE',
        'BOT_TENANT_ID',
        'COORDINATORS',
        'OPERATORS',
        'LOG_LEVEL',
      ]),
    )
    for (const fault of faults) expect(fault).toMatch(/: (give|leave|keep)/)
    expect(faults.join()).not.toMatch(/hemligt/)
  })

  test.each<[string, Record<string, string>, RegExp]>([
    [
      'production without a registration',
      { NODE_ENV: 'production' },
      /^BOT_APP_ID is missing, and NODE_ENV is production/,
    ],
    [
      'an anonymous bot that listens to everybody',
      { HOST: '0.0.0.0' },
      /^HOST must be 127\.0\.0\.1 while BOT_APP_ID is missing/,
    ],
    [
      'a password without an id',
      { BOT_APP_PASSWORD: 'x' },
      /^BOT_APP_ID is missing, though BOT_APP_PASSWORD is given/,
    ],
    [
      'the id of .env.example, which is nobody’s',
      { ...registered, BOT_APP_ID: '00000000-0000-0000-0000-000000000000' },
      /^BOT_APP_ID is not understood: .*not the zeros of \.env\.example/,
    ],
    ['an id without a tenant', { BOT_APP_ID: appId, BOT_APP_PASSWORD: 'x' }, /^BOT_TENANT_ID is missing/],
    ['an id without a secret', { BOT_APP_ID: appId, BOT_TENANT_ID: tenant }, /^BOT_APP_PASSWORD is missing/],
    [
      'a managed identity with a password',
      { ...registered, BOT_APP_TYPE: 'UserAssignedMSI' },
      /not used with UserAssignedMSI/,
    ],
    [
      'a password and a certificate',
      { ...registered, BOT_CERTIFICATE_FILE: 'a', BOT_CERTIFICATE_KEY_FILE: 'b' },
      /keep one/,
    ],
    [
      'a certificate without its key',
      { BOT_APP_ID: appId, BOT_TENANT_ID: tenant, BOT_CERTIFICATE_FILE: 'a' },
      /^BOT_CERTIFICATE_KEY_FILE is missing/,
    ],
    [
      'a key without its certificate',
      { BOT_APP_ID: appId, BOT_TENANT_ID: tenant, BOT_CERTIFICATE_KEY_FILE: 'a' },
      /^BOT_CERTIFICATE_FILE is missing/,
    ],
    [
      'files that are not there',
      {
        BOT_APP_ID: appId,
        BOT_TENANT_ID: tenant,
        BOT_CERTIFICATE_FILE: '/nej/å',
        BOT_CERTIFICATE_KEY_FILE: '/nej/ä',
      },
      /^BOT_CERTIFICATE_FILE cannot be read/,
    ],
    ['a port that is none', { PORT: '70000' }, /^PORT .*0 to 65535/],
    ['a database of another kind', { DATABASE_URL: 'file:./x.db' }, /^DATABASE_URL .*sqlite:.*postgres:/],
  ])('refuses %s', (_name, env, fault) => {
    expect(faultsOf(env).join('\n')).toMatch(fault)
  })

  test('takes a managed identity without any secret', () => {
    const { BOT_APP_PASSWORD: _, ...rest } = registered
    expect(readConfig({ ...rest, BOT_APP_TYPE: 'UserAssignedMSI' }).bot).toMatchObject({
      appType: 'UserAssignedMSI',
    })
  })

  test('reads .env where there is one, and the environment wins over it', () => {
    const here = process.cwd()
    const before = { ...process.env }
    writeFileSync(
      join(folder, '.env'),
      'PORT=4001\nLOG_LEVEL=debug # så här\nPUBLIC_URL="https://fil.example"\n',
    )
    try {
      process.chdir(folder)
      process.env.PORT = '4002'
      const config = loadConfig()
      expect([config.port, config.logLevel, config.publicUrl]).toEqual([4002, 'debug', 'https://fil.example'])
      expect(process.env.TZ).toBe('UTC')
      expect(process.env.LOG_LEVEL).toBe(before.LOG_LEVEL)
    } finally {
      process.chdir(here)
      for (const name of Object.keys(process.env)) if (!(name in before)) delete process.env[name]
      Object.assign(process.env, before)
    }
  })
})
