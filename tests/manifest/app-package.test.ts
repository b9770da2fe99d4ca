import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, describe, expect, test } from '@jest/globals'
import { strFromU8, unzipSync } from 'fflate'
import { PNG } from 'pngjs'
import { PackageFaults } from '../../scripts/app-package/fill.ts'
import { makeAppPackage } from '../../scripts/app-package/make.ts'
import { type Command, createRouter } from '../../src/chat/index.ts'
import type { World } from '../../src/database/index.ts'
import { createFeatures } from '../../src/features.ts'
import type { Locale } from '../../src/shared/locale.ts'

const env = {
  TEAMS_APP_ID: '11111111-2222-4333-8444-555555555555',
  BOT_APP_ID: '66666666-7777-4888-8999-000000000000',
  PUBLIC_URL: 'https://tryggve.example.se/',
  DEVELOPER_NAME: 'Mora "trygg" kommun',
  WEBSITE_URL: 'https://www.example.se',
  PRIVACY_URL: 'https://www.example.se/personuppgifter',
  TERMS_URL: 'https://www.example.se/villkor',
}

interface Said {
  readonly title: string
  readonly description: string
}

interface Manifest {
  readonly manifestVersion: string
  readonly version: string
  readonly id: string
  readonly developer: { readonly name: string }
  readonly bots: readonly {
    readonly botId: string
    readonly scopes: readonly string[]
    readonly commandLists: readonly {
      readonly scopes: readonly string[]
      readonly commands: readonly Said[]
    }[]
  }[]
  readonly composeExtensions: readonly {
    readonly botId: string
    readonly commands: readonly (Said & { readonly id: string; readonly parameters?: readonly Said[] })[]
  }[]
  readonly validDomains: readonly string[]
  readonly supportsChannelFeatures: string
  readonly permissions?: readonly string[]
  readonly authorization: {
    readonly permissions: { readonly resourceSpecific: readonly { readonly name: string }[] }
  }
}

const files = unzipSync(await makeAppPackage('manifest', env, '1.2.3'))
const manifest = JSON.parse(strFromU8(files['manifest.json'] as Uint8Array)) as Manifest
const english = JSON.parse(strFromU8(files['en.json'] as Uint8Array)) as Record<string, string>

const folders: string[] = []
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true })
})

/** A copy of manifest/ with one file changed. */
function changed(file: string, change: (text: string) => string): string {
  const folder = mkdtempSync(join(tmpdir(), 'tryggve-manifest-'))
  folders.push(folder)
  cpSync('manifest', folder, { recursive: true })
  writeFileSync(join(folder, file), change(readFileSync(join(folder, file), 'utf8')))
  return folder
}

async function faultsOf(
  folder: string,
  told: Readonly<Record<string, string | undefined>> = env,
): Promise<readonly string[]> {
  try {
    await makeAppPackage(folder, told, '1.2.3')
    return []
  } catch (problem) {
    if (problem instanceof PackageFaults) return problem.faults
    throw problem
  }
}

describe('the package', () => {
  test('holds what Teams asks for, and nothing else', () => {
    expect(Object.keys(files).toSorted()).toEqual(['color.png', 'en.json', 'manifest.json', 'outline.png'])
    expect(manifest.manifestVersion).toBe('1.30')
  })

  test('is of this bot, this address and this version, and what a name holds breaks nothing', () => {
    expect(manifest.id).toBe(env.TEAMS_APP_ID)
    expect([...manifest.bots, ...manifest.composeExtensions].map(({ botId }) => botId)).toEqual([
      env.BOT_APP_ID,
      env.BOT_APP_ID,
    ])
    expect(manifest.validDomains).toEqual(['tryggve.example.se'])
    expect(manifest.version).toBe('1.2.3')
    expect(manifest.developer.name).toBe('Mora "trygg" kommun')
  })

  test('is the same, byte for byte, when it is made again', async () => {
    expect(await makeAppPackage('manifest', env, '1.2.3')).toEqual(
      await makeAppPackage('manifest', env, '1.2.3'),
    )
  })

  test('asks for nothing but to be told when a meeting starts and ends: never to read a channel', () => {
    expect(manifest.permissions).toBeUndefined()
    expect(manifest.authorization.permissions.resourceSpecific.map(({ name }) => name)).toEqual([
      'OnlineMeeting.ReadBasic.Chat',
      'ChannelMeeting.ReadBasic.Group',
    ])
  })

  test('is for a person, a team and a group chat, and for shared and private channels', () => {
    expect(manifest.bots.map(({ scopes }) => scopes)).toEqual([['personal', 'team', 'groupChat']])
    expect(manifest.supportsChannelFeatures).toBe('tier1')
  })

  test.each([
    ['color.png', 192],
    ['outline.png', 32],
  ])('%s is a square of %i', (name, side) => {
    const { width, height } = PNG.sync.read(Buffer.from(files[name] as Uint8Array))
    expect([width, height]).toEqual([side, side])
  })
})

describe('a package is not made', () => {
  test('without what only the installer knows: every missing variable is named with its cure', async () => {
    const faults = await faultsOf('manifest', { PUBLIC_URL: 'http://tryggve.example.se', TERMS_URL: ' ' })
    expect(faults.map((fault) => fault.split(':')[0])).toEqual([
      'TEAMS_APP_ID is missing',
      'BOT_APP_ID is missing',
      'PUBLIC_URL is not understood',
      'DEVELOPER_NAME is missing',
      'WEBSITE_URL is missing',
      'PRIVACY_URL is missing',
      'TERMS_URL is missing',
    ])
    expect(faults[0]).toContain('like 11111111-')
  })

  test('with the ids of .env.example, which are nobody’s', async () => {
    const zeros = '00000000-0000-0000-0000-000000000000'
    const faults = await faultsOf('manifest', { ...env, TEAMS_APP_ID: zeros, BOT_APP_ID: zeros })
    expect(faults.map((fault) => fault.split(':')[0])).toEqual([
      'TEAMS_APP_ID is not understood',
      'BOT_APP_ID is not understood',
    ])
  })

  test.each<[string, string, (text: string) => string, RegExp]>([
    [
      'a placeholder that nobody fills',
      'manifest.json',
      (text) => text.replace('PUBLIC_HOST', 'NOBODY'),
      /asks for NOBODY/,
    ],
    [
      'a short name that is too long',
      'manifest.json',
      (text) => text.replace('"Tryggve"', `"${'T'.repeat(31)}"`),
      /name\/short/,
    ],
    [
      'a property that the schema does not know',
      'manifest.json',
      (text) => text.replace('"icons"', '"smell": 1, "icons"'),
      /additional properties/,
    ],
    [
      'an English text for what is not there',
      'en.json',
      (text) => text.replace('name.short', 'name.nick'),
      /en\.json.*name\.(nick|short)/,
    ],
    [
      'the English of a command that is gone',
      'en.json',
      (text) => text.replace('commands[11].title"', 'commands[12].title"'),
      /commands\[12\]\.title is nothing in manifest\.json/,
    ],
    [
      'a colour icon of another size',
      'icons/color.svg',
      (text) => text.replace('width="192"', 'width="200"'),
      /color\.png is/,
    ],
    [
      'a colour icon with a hole',
      'icons/color.svg',
      (text) => text.replace('<rect', '<rect opacity="0.5"'),
      /transparent corner/,
    ],
    [
      'an outline with a colour',
      'icons/outline.svg',
      (text) => text.replace('#FFFFFF', '#FF0000'),
      /white on transparent/,
    ],
    [
      'an outline with nothing on it',
      'icons/outline.svg',
      (text) => text.replaceAll('#FFFFFF', 'none'),
      /white on transparent/,
    ],
  ])('with %s', async (_, file, change, says) => {
    const faults = await faultsOf(changed(file, change))
    expect(faults.join('\n')).toMatch(says)
  })
})

describe('the commands that Teams suggests', () => {
  const world = {} as World
  const { sayables } = createFeatures(world, { publicUrl: env.PUBLIC_URL, operators: [] })
  const commands = sayables.flatMap((sayable) => sayable.commands)
  const lists = manifest.bots.flatMap(({ commandLists }) => commandLists)
  const inSwedish = lists.flatMap((list) => list.commands)
  const inEnglish = lists.flatMap((list, at) =>
    list.commands.map((_, place) => ({
      title: english[`bots[0].commandLists[${at}].commands[${place}].title`],
      description: english[`bots[0].commandLists[${at}].commands[${place}].description`],
    })),
  )

  const declared = (locale: Locale): readonly Said[] =>
    commands.map((command: Command) => {
      const { write, gives } = command.help(locale)
      return { title: write, description: gives }
    })

  test('are said as the features declare them, in both languages', () => {
    expect(declared('sv')).toEqual(expect.arrayContaining(inSwedish.map((said) => said)))
    expect(declared('en')).toEqual(expect.arrayContaining(inEnglish.map((said) => said)))
  })

  test('are the same ones in both languages, one for one', () => {
    const placeIn = (locale: Locale, title: string | undefined) =>
      commands.findIndex((command) => command.help(locale).write === title)
    expect(inEnglish.map(({ title }) => placeIn('en', title))).toEqual(
      inSwedish.map(({ title }) => placeIn('sv', title)),
    )
  })

  test('are understood when they are sent as they stand', () => {
    const names = commands.flatMap(({ name, aliases }) => [name, ...aliases])
    for (const { title } of [...inSwedish, ...inEnglish]) expect(names).toContain(title)
    expect(() =>
      createRouter({ sayables, findStanding: async () => ({ kind: 'outsider' }), onFault: () => undefined }),
    ).not.toThrow()
  })

  test('are twelve at most for each place, and hold no markdown, which Teams would show as it stands', () => {
    expect(lists.map(({ scopes }) => scopes)).toEqual([['personal'], ['team', 'groupChat']])
    for (const list of lists) expect(list.commands.length).toBeLessThanOrEqual(12)
    for (const { title, description } of [...inSwedish, ...inEnglish]) {
      expect((title ?? '').length).toBeLessThanOrEqual(32)
      expect((description ?? '').length).toBeLessThanOrEqual(128)
      expect(`${title}${description}`).not.toMatch(/[*_`]/)
    }
  })
})

test('every text of the manifest has its English', () => {
  const extension = manifest.composeExtensions[0]?.commands ?? []
  const needed = extension.flatMap(({ parameters = [] }, at) => [
    `composeExtensions[0].commands[${at}].title`,
    `composeExtensions[0].commands[${at}].description`,
    ...parameters.flatMap((_, place) => [
      `composeExtensions[0].commands[${at}].parameters[${place}].title`,
      `composeExtensions[0].commands[${at}].parameters[${place}].description`,
    ]),
  ])
  expect(Object.keys(english)).toEqual(expect.arrayContaining(needed))
})

describe('npm run package:teams', () => {
  /** Runs the script in a folder of its own, as a clone is, with this .env. */
  async function packaged(
    told: Readonly<Record<string, string>>,
    also: Readonly<Record<string, string>> = {},
  ) {
    const folder = mkdtempSync(join(tmpdir(), 'tryggve-package-'))
    folders.push(folder)
    cpSync('manifest', join(folder, 'manifest'), { recursive: true })
    cpSync('package.json', join(folder, 'package.json'))
    const lines = Object.entries(told).map(([name, value]) => `${name}=${value}`)
    writeFileSync(join(folder, '.env'), lines.join('\n'))
    const child = spawn(process.execPath, ['--no-warnings', resolve('scripts/package-teams.ts')], {
      cwd: folder,
      env: { PATH: process.env.PATH, ...also },
    })
    let [out, err] = ['', '']
    child.stdout.on('data', (chunk) => {
      out += chunk
    })
    child.stderr.on('data', (chunk) => {
      err += chunk
    })
    const [code] = (await once(child, 'close')) as [number]
    return { code, out, err, zip: join(folder, 'build/tryggve.zip') }
  }

  test('writes the zip from .env, over which the environment goes, and says so', async () => {
    const told = { ...env, DEVELOPER_NAME: 'Orsa kommun' }
    const { code, out, err, zip } = await packaged(told, { WEBSITE_URL: 'https://www.orsa.example' })
    expect([code, err]).toEqual([0, ''])
    const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string }
    expect(out).toContain(`build/tryggve.zip is ready: version ${version}`)
    const made = JSON.parse(strFromU8(unzipSync(readFileSync(zip))['manifest.json'] as Uint8Array))
    expect(made).toMatchObject({
      id: env.TEAMS_APP_ID,
      version,
      developer: { name: 'Orsa kommun', websiteUrl: 'https://www.orsa.example' },
    })
  })

  test('ends with 1 and writes nothing when something is missing, and says what and where it is described', async () => {
    const { TERMS_URL: _, ...told } = env
    const { code, out, err, zip } = await packaged(told)
    expect([code, out, existsSync(zip)]).toEqual([1, '', false])
    expect(err).toContain('TERMS_URL is missing')
    expect(err).toContain('.env.example')
  })
})
