import { beforeEach, expect, test } from '@jest/globals'
import { paperDocument } from '../../src/files/index.ts'
import type { Briefing } from '../../src/meetings/briefing-cards.ts'
import { briefingPaper } from '../../src/meetings/briefing-table.ts'
import { instant } from '../../src/shared/clock.ts'
import { newId } from '../../src/shared/ids.ts'
import type { LocalDate } from '../../src/shared/stockholm.ts'
import { savedMeeting } from '../helpers/a-meeting.ts'
import { savedAction } from '../helpers/an-action.ts'
import { checked } from '../helpers/checked.ts'
import { eachDatabase } from '../helpers/databases.ts'
import { meetingOf, someBriefing } from '../helpers/every-card.ts'
import { buildHouse, type House, linksOf, mora, textOf } from '../helpers/house.ts'
import { convertedByLibreOffice } from '../helpers/libreoffice.ts'
import { addSecondCouncil, orsa } from '../helpers/second-council.ts'
import { linesOfDocument } from '../helpers/zip.ts'

const channel = { conversationId: '19:brå@thread.tacv2', kind: 'channel' } as const
const home = '127.0.0.1'
const now = instant('2026-11-19T07:00:00.000Z')

eachDatabase('The briefing on one page', (engine) => {
  let house: House
  beforeEach(async () => {
    house = await buildHouse(await engine.open())
  })

  const press = (who: typeof mora.police, meeting: string, where?: Parameters<House['as']>[2]) =>
    house.as(who, 'sv', where).forges('meetings.briefingFile', { council: house.councilId, meeting })
  const tokenOf = (reply: Awaited<ReturnType<typeof press>>) =>
    linksOf(reply)['Word, att skriva ut (DOCX)']?.split('/').at(-1) ?? ''

  test('is made when its link is opened, of how things stand then, and once', async () => {
    const id = await savedMeeting(house, [mora.police])
    const reply = await press(mora.police, id)
    expect(textOf(reply)).toContain('Rådet i november · torsdag 26 november kl. 13.00')
    await savedAction(house, mora.fieldWorker, {
      text: checked('Byt lamporna.'),
      dueOn: '2026-11-01' as LocalDate,
    })
    const opened = await house.files.open(tokenOf(reply), home)
    if (opened.kind !== 'file') throw new Error('no file')
    expect(opened.file.name).toBe('Underlag 2026-11-26.docx')
    const lines = linesOfDocument(opened.file.body)
    expect(lines).toEqual(expect.arrayContaining(['Underlag', 'Rådet i november', 'Sena åtgärder', '1']))
    expect(lines).toContainEqual(expect.stringMatching(/^– Å-\S+ Byt lamporna\./))
    expect((await house.files.open(tokenOf(reply), home)).kind).toBe('gone')
  })

  test('is nobody’s who is not of the council, or who has left it', async () => {
    const orsaId = await addSecondCouncil(house.world)
    const theirs = await savedMeeting({ world: house.world, councilId: orsaId }, [orsa.coordinator])
    expect(textOf(await press(mora.police, theirs))).toContain('Jag hittar inte det')
    const id = await savedMeeting(house, [mora.police])
    expect(textOf(await press(mora.outsider, id))).toContain('Det får du tyvärr inte göra här')
    const reply = await press(mora.police, id)
    await house.world.db
      .updateTable('members')
      .set({ removed_at: house.clock.now() })
      .where('aad_object_id', '=', mora.police.aadObjectId)
      .execute()
    expect((await house.files.open(tokenOf(reply), home)).kind).toBe('gone')
  })

  test('is not handed out where others read along', async () => {
    const id = await savedMeeting(house, [mora.police])
    const reply = await press(mora.police, id, channel)
    expect(textOf(reply)).toBe('Underlaget hämtar du i din egen chatt med mig.')
  })
})

test('The briefing has the facts of every item while there is room, then fewer, then the first items only', () => {
  const usual = textOfPaper(someBriefing('ordinary'))
  expect(usual.filter((line) => line.startsWith('– ')).length).toBeGreaterThan(5)
  const long = textOfPaper(longAgenda(40))
  expect(long.filter((line) => line.startsWith('– '))).toEqual([])
  expect(long.at(-1)).toBe('40. Övergångsstället vid Vasagatan (5 min)')
  const longer = textOfPaper(longAgenda(60))
  expect(longer).toHaveLength(47)
  expect(longer.slice(-2)).toEqual([
    '46. Övergångsstället vid Vasagatan (5 min)',
    '… och 14 punkter till: se dagordningen.',
  ])
})

test.each([
  ['nothing to tell', someBriefing('none')],
  ['the usual', someBriefing('ordinary')],
  ['as much as there can be', someBriefing('full')],
  ['sixty items', longAgenda(60)],
])(
  'LibreOffice finds one page in a briefing with %s',
  async (_, briefing) => {
    const pdf = await convertedByLibreOffice(await document(briefing), 'docx', 'pdf')
    // Each page is an object; the count that stands in an ODT is from before the text was laid out.
    expect(pdf.toString('latin1').match(/\/Type\s*\/Page\b/g)).toHaveLength(1)
  },
  180_000,
)

function longAgenda(many: number): Briefing {
  const { facts, ...rest } = someBriefing('ordinary')
  const item = { ...rest.agenda[0], kind: 'own', title: checked('Övergångsstället vid Vasagatan') }
  const one = { ...item, note: checked(''), minutes: 5, purpose: 'information', addedLate: false }
  const agenda = Array.from({ length: many }, () => ({
    ...one,
    id: newId(),
  })) as unknown as Briefing['agenda']
  return { ...rest, facts, agenda }
}

function document(briefing: Briefing): Promise<Uint8Array> {
  return paperDocument(briefingPaper(meetingOf('full'), briefing, now))
}

/** What stands under the heading of the agenda, a line for each paragraph. */
function textOfPaper(briefing: Briefing): readonly string[] {
  return briefingPaper(meetingOf('ordinary'), briefing, now).blocks.flatMap((block) =>
    block.kind === 'text' ? [[block.label, block.text].filter(Boolean).join(' ')] : [],
  )
}
