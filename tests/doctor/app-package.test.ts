import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { strToU8, zipSync } from 'fflate'
import { checkAppPackage } from '../../scripts/doctor/app-package.ts'
import { known } from '../helpers/fake-entra.ts'

const config = {
  bot: { kind: 'registered', appId: known.appId, appType: 'SingleTenant', tenantId: known.tenantId },
  publicUrl: 'https://tryggve.example.se',
} as const
const teamsAppId = '7ea05000-0000-4000-8000-000000000001'
const whole = {
  id: teamsAppId,
  bots: [{ botId: known.appId.toUpperCase() }],
  composeExtensions: [{ botId: known.appId }],
  validDomains: ['tryggve.example.se'],
}

describe('The doctor, about the app package', () => {
  let folder: string
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'tryggve-package-'))
  })
  afterAll(() => rmSync(folder, { recursive: true }))

  function packageWith(manifest: object): string {
    const file = join(folder, 'tryggve.zip')
    writeFileSync(file, zipSync({ 'manifest.json': strToU8(JSON.stringify(manifest)) }))
    return file
  }

  test('is content when it is of this bot and this address', () => {
    expect(checkAppPackage(config, packageWith(whole), teamsAppId)).toMatchObject([{ level: 'ok' }])
  })

  test.each([
    ['of another bot', { bots: [{ botId: teamsAppId }] }, /another bot/],
    ['with a search of another bot', { composeExtensions: [{ botId: teamsAppId }] }, /another bot/],
    ['with an id that was never filled in', { bots: [{ botId: '' }] }, /another bot/],
    ['without a bot', { bots: [], composeExtensions: [] }, /another bot \(none\)/],
    ['of another app', { id: known.appId }, /TEAMS_APP_ID/],
    ['of another address', { validDomains: ['example.se'] }, /tryggve\.example\.se/],
  ])('finds one %s', (_, different, says) => {
    const findings = checkAppPackage(config, packageWith({ ...whole, ...different }), teamsAppId)
    expect(findings).toMatchObject([{ level: 'fault', says: expect.stringMatching(says) }])
  })

  test('tells all that is wrong at once', () => {
    const other = packageWith({ ...whole, bots: [{ botId: teamsAppId }], validDomains: [] })
    expect(checkAppPackage(config, other, teamsAppId)).toHaveLength(2)
  })

  test('takes any id of the app when none is wished for', () => {
    expect(checkAppPackage(config, packageWith({ ...whole, id: known.appId }))).toMatchObject([
      { level: 'ok' },
    ])
  })

  test('says that it is not there, or no package', () => {
    expect(checkAppPackage(config, join(folder, 'borta.zip'))).toMatchObject([{ level: 'warning' }])
    // In the container there is nothing to make one of.
    expect(checkAppPackage(config, join(folder, 'borta.zip'), undefined, false)).toMatchObject([
      { level: 'ok' },
    ])
    const file = join(folder, 'inget.zip')
    writeFileSync(file, 'inget')
    expect(checkAppPackage(config, file)).toMatchObject([{ level: 'fault' }])
  })
})
