import { createServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { getCACertificates, setDefaultCACertificates } from 'node:tls'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals'
import { generate } from 'selfsigned'
import { checkAddress, checkProxies } from '../../scripts/doctor/address.ts'
import { known } from '../helpers/fake-entra.ts'
import { whereNobodyListens } from '../helpers/nobody-listens.ts'

const bot = {
  kind: 'registered',
  appId: known.appId,
  appType: 'SingleTenant',
  tenantId: known.tenantId,
} as const

describe('The doctor, about the public address', () => {
  const usual = getCACertificates('default')
  let proxy: ReturnType<typeof createServer>
  let publicUrl: string
  let issuer: string
  /** What the proxy answers. */
  let answer: { status: number; body: string; location?: string }

  beforeAll(async () => {
    const made = await generate([{ name: 'commonName', value: 'localhost' }], {
      keySize: 2048,
      extensions: [
        { name: 'basicConstraints', cA: true },
        { name: 'subjectAltName', altNames: [{ type: 7, ip: '127.0.0.1' }] },
      ],
    })
    issuer = made.cert
    proxy = createServer({ cert: made.cert, key: made.private }, (request, response) => {
      if (request.url !== '/health') answer = { status: 404, body: '' }
      response.writeHead(answer.status, answer.location ? { Location: answer.location } : {})
      response.end(answer.body)
    })
    await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve))
    publicUrl = `https://127.0.0.1:${(proxy.address() as AddressInfo).port}`
  })
  beforeEach(() => {
    answer = { status: 200, body: '{"alive":true}' }
    setDefaultCACertificates([...usual, issuer])
  })
  afterAll(async () => {
    setDefaultCACertificates(usual)
    proxy.closeAllConnections()
    await new Promise((resolve) => proxy.close(resolve))
  })

  test('does not believe a certificate that nobody vouches for', async () => {
    setDefaultCACertificates(usual)
    expect(await checkAddress({ bot, publicUrl })).toMatchObject({
      level: 'fault',
      says: expect.stringMatching(/certificate .* is not believed \(DEPTH_ZERO_SELF_SIGNED_CERT\)/),
    })
  })

  test('is content when a Tryggve answers behind it', async () => {
    expect(await checkAddress({ bot, publicUrl })).toMatchObject({ level: 'ok' })
  })

  test.each([
    ['a sign-in in front of it', { status: 302, body: '', location: '/logga-in' }, /leads on/],
    ['a proxy with nobody behind it', { status: 502, body: 'Bad Gateway' }, /nobody behind.*502/],
    ['another service', { status: 200, body: '{"status":"UP"}' }, /something else/],
    ['a page', { status: 200, body: '<html>Välkommen</html>' }, /something else/],
  ])('tells %s', async (_, instead, says) => {
    answer = instead
    const finding = await checkAddress({ bot, publicUrl })
    expect(finding.level).toBe('fault')
    expect(finding.says).toMatch(says)
  })

  test('tells an address that nobody answers, and one without TLS', async () => {
    const nobody = await whereNobodyListens()
    expect(await checkAddress({ bot, publicUrl: `https://${nobody}` })).toMatchObject({
      level: 'fault',
      says: expect.stringContaining('does not answer (ECONNREFUSED)'),
    })
    expect(await checkAddress({ bot, publicUrl: 'http://tryggve.example.se' })).toMatchObject({
      level: 'fault',
      says: expect.stringContaining('is not https'),
    })
  })

  test('warns when TLS is ended in front and nobody is trusted to say whom a request comes from', () => {
    const found = (trustedProxies: string[], url = 'https://tryggve.example.se') =>
      checkProxies({ bot, publicUrl: url, trustedProxies })
    expect(found([])).toMatchObject([{ level: 'warning', cure: expect.stringContaining('TRUSTED_PROXIES') }])
    expect(found(['10.20.0.0/23'])).toEqual([])
    expect(found([], 'http://localhost:3978')).toEqual([])
  })

  test('asks nothing of an anonymous bot', async () => {
    expect(await checkAddress({ bot: { kind: 'anonymous' }, publicUrl: 'http://localhost' })).toMatchObject({
      level: 'ok',
    })
  })
})
