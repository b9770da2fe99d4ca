import { beforeEach, expect, test } from '@jest/globals'
import type { World } from '../../src/database/index.ts'
import { createFileDesk, type FileLink, linkTo } from '../../src/files/index.ts'
import { linkLivesMs } from '../../src/files/link.ts'
import { instant, plusMs } from '../../src/shared/clock.ts'
import { eachDatabase } from '../helpers/databases.ts'
import { type FixedClock, fixedClock } from '../helpers/fixed-clock.ts'
import { mora } from '../helpers/house.ts'
import { addCouncil } from '../helpers/small-council.ts'

const home = '192.0.2.7'
const file = { name: 'Åtgärdsplan.txt', contentType: 'text/plain', body: Buffer.from('åäö') }

eachDatabase('A link to a file', (engine) => {
  let world: World
  let clock: FixedClock
  let link: FileLink
  let made: FileLink[]

  let otherWorld: World

  beforeEach(async () => {
    const database = await engine.open()
    const { db } = database
    clock = fixedClock()
    world = { db, clock }
    otherWorld = { db: (await engine.another(database)).db, clock }
    made = []
    const councilId = await addCouncil(db)
    link = { councilId, who: mora.police, kind: 'prov.plan', about: 'våren', locale: 'en' }
  })

  const desk = (makes: () => typeof file | undefined = () => file, at = world) =>
    createFileDesk(
      at,
      new Map([
        [
          'prov.plan',
          async (asked: FileLink) => {
            made.push(asked)
            return makes()
          },
        ],
      ]),
    )
  const rows = () => world.db.selectFrom('file_links').selectAll().execute()

  test('gives the file to the first who opens it, and to nobody after that', async () => {
    const token = await linkTo(world, link)
    const at = desk()

    expect(await at.open(token, home)).toEqual({ kind: 'file', file })
    expect(await at.open(token, home)).toEqual({ kind: 'gone' })
    expect(await at.look(token, home)).toEqual({ kind: 'gone' })
    expect(made).toEqual([link])
  })

  test('is not used up by being looked at, however often', async () => {
    const token = await linkTo(world, link)
    const at = desk()
    for (let times = 0; times < 30; times++)
      expect(await at.look(token, home)).toEqual({ kind: 'there', locale: 'en' })
    expect((await at.open(token, home)).kind).toBe('file')
  })

  test('gives one file when ten ask at once, over two ways into the database', async () => {
    const token = await linkTo(world, link)
    const desks = [desk(), desk(() => file, otherWorld)]
    const answers = await Promise.all(Array.from({ length: 10 }, (_, at) => desks[at % 2]?.open(token, home)))
    expect(answers.filter((answer) => answer?.kind === 'file')).toHaveLength(1)
    expect(answers.filter((answer) => answer?.kind === 'gone')).toHaveLength(9)
  })

  test('works until ten minutes have passed, and not a millisecond longer', async () => {
    const now = clock.now()
    const [early, late] = [await linkTo(world, link), await linkTo(world, link)]
    clock.set(plusMs(now, linkLivesMs - 1))
    expect((await desk().open(early, home)).kind).toBe('file')
    clock.set(plusMs(now, linkLivesMs))
    expect(await desk().look(late, home)).toEqual({ kind: 'gone' })
    expect(await desk().open(late, home)).toEqual({ kind: 'gone' })
    expect(linkLivesMs).toBe(600_000)
  })

  test('is kept as a hash: what stands in the database opens nothing', async () => {
    const token = await linkTo(world, link)
    const [row] = await rows()
    expect(token).toMatch(/^[\w-]{43}$/)
    expect(JSON.stringify(row)).not.toContain(token)
    expect(row?.hash).toMatch(/^[0-9a-f]{64}$/)
    expect(await desk().open(row?.hash ?? '', home)).toEqual({ kind: 'gone' })
  })

  test('is drawn anew each time, also for the same person and file', async () => {
    const tokens = await Promise.all(Array.from({ length: 20 }, () => linkTo(world, link)))
    expect(new Set(tokens).size).toBe(20)
  })

  test('that has run out is forgotten when the next one is made', async () => {
    await linkTo(world, link)
    clock.set(plusMs(clock.now(), linkLivesMs))
    await linkTo(world, link)
    expect(await rows()).toHaveLength(1)
  })

  test('is not used up when the file may not be had, or cannot be made', async () => {
    const token = await linkTo(world, link)
    expect(await desk(() => undefined).open(token, home)).toEqual({ kind: 'gone' })
    const broken = desk(() => {
      throw new Error('skrivaren är trasig')
    })
    await expect(broken.open(token, home)).rejects.toThrow('skrivaren är trasig')
    expect((await desk().open(token, home)).kind).toBe('file')
  })

  test('of a kind that nobody makes opens nothing', async () => {
    const token = await linkTo(world, { ...link, kind: 'prov.annat' })
    expect(await desk().look(token, home)).toEqual({ kind: 'gone' })
    expect(await desk().open(token, home)).toEqual({ kind: 'gone' })
  })

  test('leaves a line in the audit of who fetched what, once', async () => {
    const token = await linkTo(world, link)
    const at = desk()
    await at.look(token, home)
    await at.open(token, home)
    await at.open(token, home)
    const lines = await world.db
      .selectFrom('audit')
      .select(['verb', 'who', 'subject_kind', 'subject_id', 'council_id'])
      .execute()
    expect(lines).toEqual([
      {
        verb: 'prov.plan',
        who: `${mora.police.tenantId}/${mora.police.aadObjectId}`,
        subject_kind: 'file',
        subject_id: 'våren',
        council_id: link.councilId,
      },
    ])
    expect(JSON.stringify(lines)).not.toContain(token)
  })

  test('that is wrong is told to wait after twenty in a minute, while one that is right opens as before', async () => {
    const token = await linkTo(world, link)
    const at = desk()
    const guesses = ['', 'å', token.slice(1), `${token}x`, 'A'.repeat(43), "' or 1=1 --"]
    for (let times = 0; times < 20; times++)
      expect(await at.open(guesses[times % guesses.length] ?? '', home)).toEqual({ kind: 'gone' })
    expect(await at.open('A'.repeat(43), home)).toMatchObject({ kind: 'tooMany', first: true })
    expect(await at.look('A'.repeat(43), home)).toMatchObject({ kind: 'tooMany', first: false })
    // Who sits elsewhere notices nothing.
    expect(await at.look('A'.repeat(43), '192.0.2.8')).toEqual({ kind: 'gone' })
    // A colleague beside the one who guesses has done nothing wrong.
    expect((await at.look(token, home)).kind).toBe('there')
    expect((await at.open(token, home)).kind).toBe('file')
    expect((await at.open(token, home)).kind).toBe('tooMany')
  })

  test('that is right is opened by sixty who come at once from one network', async () => {
    const tokens: string[] = []
    for (let person = 0; person < 60; person++) tokens.push(await linkTo(world, link))
    const at = desk()
    const looks = await Promise.all(tokens.map((token) => at.look(token, home)))
    const opens = await Promise.all(tokens.map((token) => at.open(token, home)))
    expect(new Set(looks.map(({ kind }) => kind))).toEqual(new Set(['there']))
    expect(new Set(opens.map(({ kind }) => kind))).toEqual(new Set(['file']))
  })

  test('that cannot be had for a fault of ours is no wrong link', async () => {
    const at = desk(() => {
      throw new Error('no disk')
    })
    const token = await linkTo(world, link)
    for (let times = 0; times < 30; times++) await expect(at.open(token, home)).rejects.toThrow('no disk')
    expect(await at.open('A'.repeat(43), home)).toEqual({ kind: 'gone' })
  })

  test('that is guessed a hundred times at once is told to wait too', async () => {
    const at = desk()
    const answers = await Promise.all(Array.from({ length: 100 }, () => at.look('B'.repeat(43), home)))
    expect(answers.filter(({ kind }) => kind === 'gone')).toHaveLength(20)
    expect(answers.filter(({ kind }) => kind === 'tooMany')).toHaveLength(80)
  })

  test('lives ten minutes also in the night when the Swedish clock goes back an hour', async () => {
    clock.set(instant('2026-10-25T00:55:00.000Z'))
    const token = await linkTo(world, link)
    clock.set(instant('2026-10-25T01:04:59.999Z'))
    expect((await desk().look(token, home)).kind).toBe('there')
    clock.set(instant('2026-10-25T01:05:00.000Z'))
    expect((await desk().look(token, home)).kind).toBe('gone')
  })
})
