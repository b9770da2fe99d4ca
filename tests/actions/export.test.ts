import { beforeEach, expect, test } from '@jest/globals'
import { checked } from '../helpers/checked.ts'
import { eachDatabase } from '../helpers/databases.ts'
import { buildHouse, type House, linksOf, mora, textOf } from '../helpers/house.ts'
import { addSecondCouncil, orsa } from '../helpers/second-council.ts'
import { textOfXml, unzipped } from '../helpers/zip.ts'
import { planned, reported } from './plan-stage.ts'

const home = '192.0.2.7'

eachDatabase('Exportera', (engine) => {
  let house: House
  beforeEach(async () => {
    house = await buildHouse(await engine.open())
  })

  const tokenOf = (url = '') => url.split('/').at(-1) ?? ''
  /** What stands in the file behind a link, and its name; undefined when it is not given. */
  async function opened(url: string | undefined): Promise<{ name: string; text: string } | undefined> {
    const answer = await house.files.open(tokenOf(url), home)
    if (answer.kind !== 'file') return undefined
    const { name, body } = answer.file
    const files = unzipped(body)
    return { name, text: textOfXml(files['xl/sharedStrings.xml'] ?? files['word/document.xml'] ?? '') }
  }
  const asks = async (text = 'exportera') => linksOf(await house.as(mora.police).writes(text))

  test('gives two links, to a sheet and to a document, of what the council has agreed on', async () => {
    const action = await planned(house, { text: checked('Byt lampor på Älvgatan') })
    await reported(house, action, { text: checked('Första halvan är klar') })
    await reported(house, action, { text: checked('Äldst'), at: '2026-11-01T08:00:00.000Z' as never })

    const reply = await house.as(mora.police).writes('exportera')
    const links = linksOf(reply)
    expect(Object.keys(links)).toEqual(['Excel (XLSX)', 'Word (DOCX)'])
    for (const url of Object.values(links))
      expect(url).toMatch(/^https:\/\/tryggve\.example\/files\/[\w-]{43}$/)
    expect(textOf(reply)).toContain('en åtgärd')

    const [sheet, document] = [await opened(links['Excel (XLSX)']), await opened(links['Word (DOCX)'])]
    expect(sheet?.name).toMatch(/^Åtgärdsplan .*Mora.* 2026-11-20\.xlsx$/)
    expect(document?.name).toMatch(/^Åtgärdsplan .*Mora.* 2026-11-20\.docx$/)
    for (const file of [sheet, document]) {
      expect(file?.text).toContain('Byt lampor på Älvgatan')
      expect(file?.text).toContain('Första halvan är klar')
      expect(file?.text).not.toContain('Äldst')
    }
    expect(await opened(links['Excel (XLSX)'])).toBeUndefined()
  })

  test('puts actions of one cause together under one number, and leaves training out', async () => {
    await planned(house, { number: 'Å-2026-0001', cause: checked('Mörkt vid parken') })
    await planned(house, { number: 'Å-2026-0002', cause: checked('Klotter'), text: checked('Sanera') })
    await planned(house, {
      number: 'Å-2026-0003',
      cause: checked('mörkt  vid Parken'),
      text: checked('Klipp häcken'),
    })
    await planned(house, { number: 'ÖVN-Å-2026-0001', training: true, text: checked('ÖVNINGEN') })
    const sheet = await opened((await asks())['Excel (XLSX)'])
    expect(sheet?.text).toContain('1. Mörkt vid parken')
    expect(sheet?.text).toContain('2. Klotter')
    expect(sheet?.text).not.toContain('3. ')
    expect(sheet?.text).not.toMatch(/ÖVN/)
  })

  test('says so when there is nothing but training', async () => {
    await planned(house, { number: 'ÖVN-Å-2026-0001', training: true })
    const reply = await house.as(mora.police).writes('exportera')
    expect(textOf(reply)).toContain('inga åtgärder i planen än')
    expect(await house.world.db.selectFrom('file_links').selectAll().execute()).toEqual([])
  })

  test.each(['exportera', 'exportera åtgärder', 'Exportera atgardsplanen', 'export', 'export actions'])(
    'is what "%s" means',
    async (line) => {
      await planned(house)
      expect(Object.keys(await asks(line))).toHaveLength(2)
    },
  )

  test('opens nothing for who has left the council since the link was given', async () => {
    await planned(house)
    const links = await asks()
    await house.world.db
      .updateTable('members')
      .set({ removed_at: house.clock.now() })
      .where('aad_object_id', '=', mora.police.aadObjectId)
      .execute()
    expect(await opened(links['Excel (XLSX)'])).toBeUndefined()
  })

  test('opens nothing for whose organisation the council no longer accepts', async () => {
    await planned(house)
    const links = await asks()
    await house.world.db.deleteFrom('accepted_tenants').execute()
    expect(await opened(links['Excel (XLSX)'])).toBeUndefined()
  })

  test('shows what is true when the link is opened, not when it was given', async () => {
    await planned(house, { number: 'Å-2026-0001' })
    const links = await asks()
    await planned(house, { number: 'Å-2026-0002', text: checked('Kom till efteråt') })
    expect((await opened(links['Excel (XLSX)']))?.text).toContain('Kom till efteråt')
  })

  test('sends the links to the own chat of who asked in a channel, where others could press them', async () => {
    await planned(house)
    const channel = { conversationId: '19:brå@thread.tacv2', kind: 'channel' } as const
    const reply = await house.as(mora.police, 'sv', channel).writes('exportera')
    expect(reply.kind).toBe('text')
    expect(textOf(reply)).toContain('skickar dem till vår egen chatt')
    expect(await house.world.db.selectFrom('file_links').selectAll().execute()).toEqual([])

    const posts = await house.deliver()
    expect(posts.map(({ to }) => to)).toEqual([`person:${mora.police.tenantId}/${mora.police.aadObjectId}`])
    const [post] = posts
    if (!post) throw new Error('nothing was sent')
    expect(await opened(linksOf(post)['Excel (XLSX)'])).toBeDefined()
  })

  test('sends them once when the same press comes twice', async () => {
    await planned(house)
    const channel = { conversationId: '19:brå@thread.tacv2', kind: 'channel' } as const
    const once = '11111111-2222-4333-8444-555555555555'
    for (let times = 0; times < 2; times++)
      await house.as(mora.police, 'sv', channel).forges('actions.export', { council: house.councilId, once })
    expect(await house.deliver()).toHaveLength(1)
  })

  test('sends nothing to who has left before it was their turn', async () => {
    await planned(house)
    const channel = { conversationId: '19:brå@thread.tacv2', kind: 'channel' } as const
    await house.as(mora.police, 'sv', channel).writes('exportera')
    await house.world.db
      .updateTable('members')
      .set({ removed_at: house.clock.now() })
      .where('aad_object_id', '=', mora.police.aadObjectId)
      .execute()
    expect(await house.deliver()).toEqual([])
  })

  test('gives a council only its own plan', async () => {
    const orsaId = await addSecondCouncil(house.world)
    await planned(house, { text: checked('Moras åtgärd') })
    const reply = await house.as(orsa.fieldWorker).forges('actions.export', { council: orsaId })
    expect(textOf(reply)).toContain('inga åtgärder')
    const foreign = await house.as(orsa.coordinator).forges('actions.export', { council: house.councilId })
    expect(foreign.kind === 'card' ? linksOf(foreign) : {}).toEqual({})
  })

  test('speaks English with who does; the plan stays Swedish', async () => {
    await planned(house)
    const reply = await house.as(mora.police, 'en').writes('export')
    expect(textOf(reply)).toContain('The files are in Swedish.')
    const token = tokenOf(linksOf(reply)['Word (DOCX)'])
    expect(await house.files.look(token, home)).toEqual({ kind: 'there', locale: 'en' })
    expect((await opened(token))?.text).toContain('Operativt mål')
  })
})
