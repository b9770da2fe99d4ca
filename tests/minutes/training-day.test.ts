import { readFileSync } from 'node:fs'
import { expect, test } from '@jest/globals'
import { loadTrainingActions } from '../../src/actions/index.ts'
import { councilRules } from '../../src/councils/index.ts'
import { loadTraining } from '../../src/incidents/index.ts'
import { readWordLists } from '../../src/privacy/index.ts'
import type { Person } from '../../src/shared/person.ts'
import type { LocalDate } from '../../src/shared/stockholm.ts'
import { eachDatabase } from '../helpers/databases.ts'
import { buildHouse, type House, linksOf, mora, type Post, textOf, valuesOf } from '../helpers/house.ts'
import { linesOfDocument } from '../helpers/zip.ts'
import { addTrainingPromise, dataOf } from '../promises/stage.ts'
import { memberIdOf } from './stage.ts'

const channel = '19:bra-mora-3f2a@thread.tacv2'
const expected = readFileSync(new URL('./training-day.txt', import.meta.url), 'utf8')

// The figures in training-day.txt were counted by hand in data/training-data.json: 13 reports of the centre, 11 of Noret, 3
// of the large car park; of the actions one is due before 2 December, as the file's 15 November 2016 then is 1 December.

/** Mora's council with the training data, of which everything counts as if it had happened. */
async function trainedHouse(house: House): Promise<void> {
  const { world, councilId } = house
  const rules = await councilRules(readWordLists())(world.db, councilId)
  const data = dataOf('training-data.json')
  await loadTraining(world, councilId, data, rules)
  await loadTrainingActions(world, councilId, data, rules)
  await addTrainingPromise(house)
  await world.db.updateTable('incidents').set({ training: 0 }).execute()
  await world.db.updateTable('actions').set({ training: 0 }).execute()
  await world.db.updateTable('promises').set({ key: 'noret' }).where('key', 'like', 'training%').execute()
}

eachDatabase('A meeting about the training data', (engine) => {
  test('has the agenda and the summaries that were written down beforehand, word for word', async () => {
    const house = await buildHouse(await engine.open())
    await trainedHouse(house)
    await house.world.db.updateTable('councils').set({ channel_conversation: channel }).execute()
    const coordinator = house.as(mora.coordinator)
    const said: string[] = []
    const say = (heading: string, card: Parameters<typeof textOf>[0]) =>
      said.push(`== ${heading}`, textOf(card), '')

    const form = await coordinator.writes('möte rådet 3 december kl 13 i kommunhuset')
    const secretary = await memberIdOf(house, mora.coordinator)
    const approver = await memberIdOf(house, mora.police)
    const chair = await memberIdOf(house, mora.chair)
    const planned = await coordinator.presses(form, 'Spara mötet', {
      ...valuesOf(form),
      ...{ secretary, approver, chair },
    })
    const next = await coordinator.writes('möte rådet 11 februari 2027 kl 13 i kommunhuset')
    await coordinator.presses(next, 'Spara mötet', valuesOf(next))
    await coordinator.presses(planned, 'Skicka kallelse')
    await house.deliver()
    house.clock.set('2026-12-02T08:00:00.000Z')
    say('Dagordningen', await coordinator.writes('dagordning'))

    const { id: meeting } = await house.world.db
      .selectFrom('meetings')
      .select('id')
      .where('starts_on', '=', '2026-12-03' as LocalDate)
      .executeTakeFirstOrThrow()
    const ready = await coordinator.forges('meetings.briefingFile', { council: house.councilId, meeting })
    const token = linksOf(ready)['Word, att skriva ut (DOCX)']?.split('/').at(-1) ?? ''
    const opened = await house.files.open(token, '127.0.0.1')
    if (opened.kind !== 'file') throw new Error('no file')
    said.push('== Underlaget på en sida', ...linesOfDocument(opened.file.body), '')

    house.clock.set('2026-12-03T12:30:00.000Z')
    const presses = (verb: string, data: Record<string, string> = {}, who = mora.coordinator) =>
      house.as(who).forges(`minutes.${verb}`, { council: house.councilId, meeting, ...data })
    await presses('begin')
    const sections = await house.world.db
      .selectFrom('minute_sections')
      .selectAll()
      .orderBy('number')
      .execute()
    const section = (kind: string) => sections.find((one) => one.kind === kind)?.id ?? ''
    await presses('decide', {
      section: section('lateActions'),
      text: 'Rådet beslutar att gångvägen vid Strandgatan ska vara upplyst före jul.',
      owner: approver,
      dueOn: '2026-12-18',
    })
    await presses('decide', {
      section: section('situation'),
      text: 'Rådet beslutar att följa farten på Vasagatan till nästa möte.',
      ...{ owner: '', dueOn: '' },
    })
    const { id: attendance } = await house.world.db
      .selectFrom('attendances')
      .select('id')
      .where('member_id', '=', chair)
      .executeTakeFirstOrThrow()
    await presses('attend', { attendance, seen: '1', presence: 'present', until: 'stays' })
    await presses('send', { approver, seen: '1' })
    const read = await presses('read', {}, mora.police)
    await house.as(mora.police).presses(read, 'Justera')
    const posts = await house.deliver()
    const toOne = (who: Person): Post => {
      const own = posts.filter(
        ({ to, summary }) => to.includes(who.aadObjectId) && summary.startsWith('Det här beslutades'),
      )
      if (own.length !== 1) throw new Error(`${own.length} summaries for them`)
      return own[0] as Post
    }
    say('Sammanfattningen för den som ska göra något', toOne(mora.police))
    say('Sammanfattningen för den som inte ska göra något', toOne(mora.chair))
    const [inChannel, ...others] = posts.filter(({ to }) => to.includes(channel))
    if (!inChannel || others.length > 0) throw new Error(`${others.length} more in the channel`)
    say('Sammanfattningen i kanalen', inChannel)
    const open = await presses('public')
    said.push('== För allmänheten', valuesOf(open).public ?? '', '')
    expect(house.faults).toEqual([])
    expect(said.join('\n')).toBe(expected)
  }, 60_000)
})
