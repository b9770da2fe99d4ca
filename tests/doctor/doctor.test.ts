import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { strToU8, zipSync } from 'fflate'
import { type Examination, examine } from '../../scripts/doctor/examination.ts'
import { lineOf } from '../../scripts/doctor/finding.ts'
import { readConfig } from '../../src/config.ts'
import { type FakeEntra, known, startFakeEntra } from '../helpers/fake-entra.ts'

let folder: string
let entra: FakeEntra
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'tryggve-doctor-'))
  entra = await startFakeEntra()
})
afterAll(async () => {
  await entra.stop()
  rmSync(folder, { recursive: true })
})

/** The command, as a person runs it in an empty folder. */
async function doctor(env: Record<string, string>): Promise<{ code: number; out: string }> {
  const child = spawn(process.execPath, ['--no-warnings', resolve('scripts/doctor.ts')], {
    cwd: folder,
    env: { PATH: process.env.PATH, ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let out = ''
  child.stdout.on('data', (chunk) => {
    out += chunk
  })
  const [code] = await once(child, 'close')
  return { code, out }
}

describe('npm run doctor', () => {
  test('is content with the demo, a line for each check', async () => {
    const { code, out } = await doctor({})
    expect(code).toBe(0)
    const lines = out.trim().split('\n')
    expect(lines.every((line) => /^ok {7}\S/.test(line))).toBe(true)
    for (const about of [
      'variables',
      'database',
      'time',
      'token',
      'keys of Teams',
      'public address',
      'app package',
    ])
      expect(out).toContain(` ${about} `)
  })

  test('ends with 1 on a fault, and names every variable that has one with its cure', async () => {
    const { code, out } = await doctor({ PORT: 'åtta', NODE_ENV: 'production', BOT_APP_PASSWORD: 'hemligt' })
    expect(code).toBe(1)
    expect(out.trim().split('\n').length).toBeGreaterThan(2)
    expect(out).toMatch(/^fault {4}variables +PORT is not understood: give a port number/m)
    expect(out).toMatch(/BOT_APP_ID is missing/)
    expect(out).not.toContain('hemligt')
  })

  test('reads the id of the app from .env, as the command does that makes the package', async () => {
    const other = '7ea05000-0000-4000-8000-000000000002'
    mkdirSync(join(folder, 'build'))
    const manifest = { id: known.tenantId, bots: [{ botId: known.appId }], validDomains: ['localhost'] }
    writeFileSync(
      join(folder, 'build', 'tryggve.zip'),
      zipSync({ 'manifest.json': strToU8(JSON.stringify(manifest)) }),
    )
    const written = {
      BOT_APP_ID: known.appId,
      BOT_TENANT_ID: known.tenantId,
      BOT_APP_TYPE: 'UserAssignedMSI',
    }
    writeFileSync(
      join(folder, '.env'),
      Object.entries({ ...written, TEAMS_APP_ID: other })
        .map(([name, value]) => `${name}=${value}\n`)
        .join(''),
    )
    const { out } = await doctor({})
    expect(out).toMatch(new RegExp(`^fault +app package +.*TEAMS_APP_ID is ${other}`, 'm'))
    rmSync(join(folder, '.env'))
    rmSync(join(folder, 'build'), { recursive: true })
  })

  test('has one line of a check that fails itself, and keeps the others', async () => {
    const config = readConfig({
      BOT_APP_ID: known.appId,
      BOT_TENANT_ID: known.tenantId,
      BOT_APP_PASSWORD: 'x',
    })
    const broken = { ...config.bot, certificate: { certificate: 'trasigt', privateKey: 'hemligt' } }
    const findings = await examine({
      load: () => ({
        ...config,
        bot: broken as typeof config.bot,
        databaseUrl: `sqlite:${join(folder, 'x.db')}`,
      }),
      outside: { authority: entra.url, keys: `${entra.url}/keys` },
      packageFile: join(folder, 'tryggve.zip'),
      teamsAppId: undefined,
      packagesMadeHere: false,
      env: {},
    })
    const ofToken = findings.filter(({ about }) => about === 'token')
    expect(ofToken).toMatchObject([
      { level: 'fault', says: expect.stringContaining('could not be examined') },
    ])
    expect(findings.filter(({ level }) => level === 'ok').length).toBeGreaterThan(3)
    expect(JSON.stringify(findings)).not.toContain('hemligt')
  })

  test('shows the faults of a whole configuration side by side, without its secrets', async () => {
    const password = 'fel-men-hemligt'
    const given: Examination = {
      load: () =>
        readConfig({
          NODE_ENV: 'production',
          DATABASE_URL: `sqlite:${join(folder, 'åäö.db')}`,
          PUBLIC_URL: 'http://tryggve.example.se',
          BOT_APP_ID: known.appId,
          BOT_TENANT_ID: known.tenantId,
          BOT_APP_PASSWORD: password,
        }),
      outside: { authority: entra.url, keys: `${entra.url}/keys` },
      packageFile: join(folder, 'tryggve.zip'),
      teamsAppId: undefined,
      packagesMadeHere: true,
      env: {},
    }
    const findings = await examine(given)
    expect(findings.map(({ level, about }) => `${level} ${about}`)).toEqual([
      'ok variables',
      'ok database',
      'ok database',
      'ok time',
      'fault token',
      'ok keys of Teams',
      'fault public address',
      'warning app package',
    ])
    for (const { level, cure } of findings) expect(level === 'ok').toBe(cure === undefined)
    expect(findings.map(lineOf).join('\n')).not.toContain(password)
  })
})
