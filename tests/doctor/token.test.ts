import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals'
import { generate } from 'selfsigned'
import { checkKeys } from '../../scripts/doctor/keys.ts'
import { checkTime } from '../../scripts/doctor/time.ts'
import { checkToken } from '../../scripts/doctor/token.ts'
import type { Config } from '../../src/config.ts'
import { type FakeEntra, known, startFakeEntra } from '../helpers/fake-entra.ts'
import { startFakeIdentityEndpoint } from '../helpers/fake-identity-endpoint.ts'
import { whereNobodyListens } from '../helpers/nobody-listens.ts'

type Registered = Extract<Config['bot'], { kind: 'registered' }>

const bot: Registered = {
  kind: 'registered',
  appId: known.appId,
  appType: 'SingleTenant',
  tenantId: known.tenantId,
}

let entra: FakeEntra
let nobody: string
beforeAll(async () => {
  entra = await startFakeEntra()
  nobody = await whereNobodyListens()
})
beforeEach(() => {
  entra.instead = undefined
  entra.skewMs = 0
})
afterAll(() => entra.stop())

const tokenOf = (different: Partial<Registered>) =>
  checkToken({ ...bot, ...different }, { authority: entra.url })

/** A certificate with its key, that runs out after some days. */
async function certificateFor(days: number) {
  const made = await generate([{ name: 'commonName', value: 'Tryggve' }], {
    keySize: 2048,
    notBeforeDate: new Date(Date.now() - 10 * 86_400_000),
    notAfterDate: new Date(Date.now() + days * 86_400_000),
  })
  return { certificate: made.cert, privateKey: made.private }
}

describe('The doctor, about the token', () => {
  test('is content when the secret fits, however it is written', async () => {
    expect(await tokenOf({ appPassword: known.secret })).toMatchObject({ level: 'ok' })
  })

  test.each([
    ['a wrong secret', { appPassword: 'fel' }, /secret is wrong.*AADSTS7000215/, /BOT_APP_PASSWORD/],
    ['a secret that has run out', { appPassword: known.expiredSecret }, /run out.*AADSTS7000222/, /new one/],
    [
      'an unknown tenant',
      { appPassword: known.secret, tenantId: '00000000-0000-4000-8000-00000000000f' },
      /no such tenant.*AADSTS90002/,
      /BOT_TENANT_ID/,
    ],
    [
      'a registration of another tenant',
      { appPassword: known.secret, appId: '00000000-0000-4000-8000-00000000000e' },
      /no such registration.*AADSTS700016/,
      /BOT_APP_ID and BOT_TENANT_ID/,
    ],
  ])('says plainly that it is %s', async (_, different, says, cure) => {
    const finding = await tokenOf(different)
    expect(finding).toMatchObject({ level: 'fault', about: 'token' })
    expect(finding.says).toMatch(says)
    expect(finding.cure).toMatch(cure)
  })

  test('shows the way when Entra says something that it does not know', async () => {
    entra.instead = 50_196
    expect(await tokenOf({ appPassword: known.secret })).toMatchObject({
      level: 'fault',
      says: 'no token was given. (AADSTS50196)',
      cure: expect.stringContaining('error?code=50196'),
    })
  })

  test('is not taken in by a page that a network puts in the place of Entra', async () => {
    entra.instead = 'a page'
    expect(await tokenOf({ appPassword: known.secret })).toMatchObject({
      level: 'fault',
      says: 'no token was given. (HTTP 200)',
    })
    expect(await checkKeys(bot, { keys: `${entra.url}/keys` })).toMatchObject({ level: 'fault' })
  })

  test('proves itself by a certificate, and says when the registration does not know it', async () => {
    const certificate = await certificateFor(300)
    expect(await tokenOf({ certificate })).toMatchObject({
      level: 'fault',
      says: expect.stringMatching(/does not know the certificate.*AADSTS700027/),
    })
    entra.certificates.add(certificate.certificate)
    expect(await tokenOf({ certificate })).toMatchObject({ level: 'ok' })
  })

  test('tells of a certificate before its last day, and after it', async () => {
    const soon = await certificateFor(12)
    entra.certificates.add(soon.certificate)
    expect(await tokenOf({ certificate: soon })).toMatchObject({
      level: 'warning',
      says: expect.stringContaining('runs out on'),
    })
    expect(await tokenOf({ certificate: await certificateFor(-1) })).toMatchObject({
      level: 'fault',
      says: expect.stringContaining('ran out on'),
    })
  })

  test('says that a managed identity can be checked on Azure only, and asks nobody', async () => {
    entra.instead = 7000215
    expect(await tokenOf({ appType: 'UserAssignedMSI' })).toMatchObject({
      level: 'warning',
      says: expect.stringContaining('on Azure only'),
    })
  })

  test('asks Azure for the token of a managed identity, where it runs there', async () => {
    const azure = await startFakeIdentityEndpoint(known.appId)
    const identity = { ...bot, appType: 'UserAssignedMSI' } as const
    const there = (different: Partial<Registered>, env: Record<string, string> = azure.env) =>
      checkToken({ ...identity, ...different }, { authority: `http://${nobody}` }, env)
    try {
      expect(await there({})).toMatchObject({ level: 'ok', says: 'given by Azure to the managed identity.' })
      expect(await there({ appId: known.tenantId })).toMatchObject({
        level: 'fault',
        cure: expect.stringContaining('client id of the user-assigned identity'),
      })
      const silent = { ...azure.env, IDENTITY_ENDPOINT: `http://${nobody}/msi/token` }
      expect(await there({}, silent)).toMatchObject({
        level: 'fault',
        says: expect.stringContaining('does not answer (ECONNREFUSED)'),
      })
      const said = JSON.stringify([await there({}), await there({ appId: known.tenantId })])
      for (const secret of [azure.token, azure.env.IDENTITY_HEADER]) expect(said).not.toContain(secret)
    } finally {
      await azure.stop()
    }
  })

  test('tells an endpoint that nobody listens at from one that says no', async () => {
    const finding = await checkToken({ ...bot, appPassword: known.secret }, { authority: `http://${nobody}` })
    expect(finding).toMatchObject({ level: 'fault', says: `${nobody} does not answer (ECONNREFUSED).` })
  })

  test('asks nothing of an anonymous bot', async () => {
    const nowhere = { authority: `http://${nobody}`, keys: `http://${nobody}` }
    expect(await checkToken({ kind: 'anonymous' }, nowhere)).toMatchObject({ level: 'ok' })
    expect(await checkKeys({ kind: 'anonymous' }, nowhere)).toMatchObject({ level: 'ok' })
  })

  test('never repeats the secret, the key or the token', async () => {
    const certificate = await certificateFor(300)
    const said = JSON.stringify([
      await tokenOf({ appPassword: known.secret }),
      await tokenOf({ appPassword: 'fel-men-hemligt' }),
      await tokenOf({ certificate }),
    ])
    for (const secret of [known.secret, 'fel-men-hemligt', 'PRIVATE KEY', 'ett-bevis'])
      expect(said).not.toContain(secret)
  })
})

describe('The doctor, about the keys of Teams', () => {
  test('is content when they are told, and says what comes of it when they are not', async () => {
    expect(await checkKeys(bot, { keys: `${entra.url}/keys` })).toMatchObject({ level: 'ok' })
    expect(await checkKeys(bot, { keys: `http://${nobody}/keys` })).toMatchObject({
      level: 'fault',
      cure: expect.stringContaining('401'),
    })
  })
})

describe('The doctor, about the time', () => {
  const clock = () => checkTime(`${entra.url}/${known.tenantId}/v2.0/.well-known/openid-configuration`)

  test.each([
    [0, 'ok', /is right/],
    [-59_000, 'ok', /is right/],
    [90_000, 'warning', /90 s slow/],
    [-4 * 60_000, 'warning', /4 min fast/],
    [6 * 60_000, 'fault', /6 min slow.*five minutes/],
    [-24 * 60 * 60_000, 'fault', /1440 min fast/],
  ])('judges a server that is %d ms ahead of us', async (skewMs, level, says) => {
    entra.skewMs = skewMs
    const finding = await clock()
    expect(finding.level).toBe(level)
    expect(finding.says).toMatch(says)
  })

  test('says that it could not compare when nobody answers', async () => {
    expect(await checkTime(`http://${nobody}/`)).toMatchObject({ level: 'warning' })
  })
})
