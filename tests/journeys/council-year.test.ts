import { expect, test } from '@jest/globals'
import type { Card, Reply } from '../../src/chat/index.ts'
import type { Person } from '../../src/shared/person.ts'
import {
  type LocalDate,
  localDate,
  localTime,
  momentAt,
  plusDays,
  weekdayOf,
} from '../../src/shared/stockholm.ts'
import { eachDatabase } from '../helpers/databases.ts'
import {
  buildHouse,
  buttonsOf,
  choicesOf,
  type House,
  linksOf,
  mora,
  type Post,
  textOf,
  valuesOf,
} from '../helpers/house.ts'

const channel = '19:brå@thread'
const link = 'https://teams.microsoft.com/l/meetup-join/1'
const names = new Map([
  ['Samordnaren', mora.coordinator],
  ['Kommunpolisen', mora.police],
  ['Fältarbetaren', mora.fieldWorker],
  ['Ordföranden', mora.chair],
])

/** A house in which time goes by: what comes unasked is written in a diary, as the people would. */
function livingIn(house: House) {
  const diary: string[] = []
  const nameOf = (to: string) =>
    [...names].find(([, { aadObjectId }]) => to.includes(aadObjectId))?.[0] ?? 'Kanalen'

  /** Keeps what came; all who were told the same at the same time are one line. */
  const told = (posts: readonly Post[]): readonly Post[] => {
    const now = house.clock.now()
    const said = new Map<string, string[]>()
    for (const { way, to, summary } of posts) {
      // A living card that changes where it stands tells nobody anything.
      if (way === 'post') said.set(inOrder(summary), [...(said.get(inOrder(summary)) ?? []), nameOf(to)])
    }
    for (const [summary, who] of said)
      diary.push(`${localDate(now)} ${localTime(now)} ${summary} → ${who.toSorted().join(', ')}`)
    return posts
  }

  return {
    deliver: async () => told(await house.deliver()),
    /** Lets the days go by until a moment, with a beat of the heart each morning and noon that is a working day. */
    until: async (day: string, time: string) => {
      const end = momentAt(day as LocalDate, time)
      const came: Post[] = []
      for (let each = localDate(house.clock.now()); each <= day; each = plusDays(each, 1))
        for (const at of weekdayOf(each) > 5 ? [] : ['08:01', '12:01']) {
          const moment = momentAt(each, at)
          if (moment <= house.clock.now() || moment > end) continue
          house.clock.set(moment)
          came.push(...told(await house.beat()))
        }
      house.clock.set(end)
      return came
    },
    /** What stands in the diary since the last look. */
    looked: () => diary.splice(0).toSorted(),
  }
}

/** What a card of several things is summed up as, with the things in one order: they came at the same moment. */
function inOrder(summary: string): string {
  const [head = '', things] = summary.split(': ')
  return things?.includes(' · ') ? `${head}: ${things.split(' · ').toSorted().join(' · ')}` : summary
}

/** The one post among these to somebody that says this. */
function postTo(posts: readonly Post[], person: Person, summary: string): Post {
  const found = posts.filter((post) => post.to.includes(person.aadObjectId) && post.summary === summary)
  if (found.length !== 1) throw new Error(`${found.length} posts to them say ${summary}`)
  return found[0] as Post
}

/** What a card of an agenda says between the heading of one item and the next. */
function itemIn(agenda: Reply | Card | Post, heading: string): readonly string[] {
  const lines = textOf(agenda).split('\n')
  const first = lines.findIndex((line) => line.includes(heading)) + 1
  if (first === 0) throw new Error(`no item ${heading}`)
  const last = lines.findIndex((line, at) => at >= first && /^\d\d\.\d\d · \d+\. /.test(line))
  return lines.slice(first, last === -1 ? undefined : last)
}

const chosen = (choices: Readonly<Record<string, string>>, words: string) =>
  Object.entries(choices).find(([title]) => title.includes(words))?.[1] ?? ''

eachDatabase('A council', (engine) => {
  test('goes through its year: called, reminded, minuted, summed up, and carrying on with what is left', async () => {
    const house = await buildHouse(await engine.open())
    await house.world.db.updateTable('councils').set({ channel_conversation: channel }).execute()
    const time = livingIn(house)
    const coordinator = house.as(mora.coordinator)
    const police = house.as(mora.police)
    const chair = house.as(mora.chair)
    const fieldWorker = house.as(mora.fieldWorker)

    // In November the coordinator plans the year in one line. Nobody hears of it yet.
    const form = await coordinator.writes(
      'möte rådet andra torsdagen i februari, maj, september och november kl 13 i kommunhuset',
    )
    expect(valuesOf(form)).toMatchObject({
      title: 'Rådets möte',
      date: '2027-02-11',
      time: '13:00',
      place: 'Kommunhuset',
      ownWords: 'andra torsdagen i februari, maj, september och november',
    })
    const planned = await coordinator.presses(form, 'Spara mötet', {
      ...valuesOf(form),
      approver: chosen(choicesOf(form, 'approver'), 'Kommunpolis'),
      link,
    })
    expect(textOf(planned)).toContain('Torsdag 11 februari 2027 kl. 13.00–15.00')
    const days = textOf(await coordinator.writes('möten'))
      .split('\n')
      .filter((line) => line.includes(' 2027 kl.'))
    expect(days).toEqual(
      ['torsdag 11 februari', 'torsdag 13 maj', 'torsdag 9 september', 'torsdag 11 november'].map(
        (day) => `${day} 2027 kl. 13.00–15.00 · Kommunhuset · ○ Planerat`,
      ),
    )

    // Three weeks before the first, whoever coordinates is reminded to prepare it, and sends the call.
    const prepare = await time.until('2027-01-21', '09:00')
    expect(time.looked()).toEqual(['2027-01-21 08:01 Dags att förbereda mötet → Kommunpolisen, Samordnaren'])
    const shown = await coordinator.presses(
      postTo(prepare, mora.coordinator, 'Dags att förbereda mötet'),
      'Visa mötet',
    )
    await coordinator.presses(shown, 'Skicka kallelse')
    const calls = await time.deliver()
    expect(time.looked()).toEqual([
      '2027-01-21 09:00 Kallelse: Rådets möte → Kanalen, Kommunpolisen, Ordföranden, Samordnaren',
    ])
    const call = (who: Person) => postTo(calls, who, 'Kallelse: Rådets möte')
    expect(linksOf(call(mora.chair))).toEqual({ 'Anslut till mötet': link })

    // One comes, one does not and says why, and one is silent until asked again; then sends somebody else.
    const comes = await coordinator.presses(call(mora.coordinator), 'Jag kommer')
    expect(textOf(comes)).toContain('✓ Du kommer.')
    const no = await police.presses(call(mora.police), 'Jag kommer inte')
    const why = await police.presses(no, 'Säg varför')
    await police.presses(why, 'Spara', { why: 'På kurs den dagen' })
    const asked = await time.until('2027-01-28', '09:00')
    expect(time.looked()).toEqual(['2027-01-28 08:01 Kommer du på mötet? → Ordföranden'])
    const substitute = await chair.presses(
      postTo(asked, mora.chair, 'Kommer du på mötet?'),
      'Skicka ersättare',
    )
    await chair.presses(substitute, 'Skicka ersättare', {
      substitute: chosen(choicesOf(substitute, 'substitute'), 'Fältarbetare'),
    })
    const sent = await time.deliver()
    expect(time.looked()).toEqual(['2027-01-28 09:00 Kallelse: Rådets möte → Fältarbetaren'])
    const theirs = postTo(sent, mora.fieldWorker, 'Kallelse: Rådets möte')
    expect(textOf(theirs)).toContain('→ Du kommer som ersättare för Rådets ordförande.')
    // The course is put off: an answer can be another the next day.
    expect(textOf(await police.presses(no, 'Jag kommer'))).toContain('✓ Du kommer.')

    // Members propose items; what comes after the lock says so.
    const proposal = await chair.writes('dagordning lägg till Belysningen vid Noret')
    await chair.presses(proposal, 'Spara', { ...valuesOf(proposal), purpose: 'decision', minutes: '15' })
    const briefing = await time.until('2027-02-04', '09:00')
    expect(time.looked()).toEqual([
      '2027-02-04 08:01 Det här tar mötet upp → Fältarbetaren, Kommunpolisen, Samordnaren',
    ])
    expect(textOf(postTo(briefing, mora.police, 'Det här tar mötet upp'))).toContain('Belysningen vid Noret')
    const late = await police.writes('dagordning lägg till Bommen vid badplatsen')
    const agenda = await police.presses(late, 'Spara', { ...valuesOf(late), purpose: 'decision' })
    expect(textOf(agenda)).toContain('Dagordningen är låst. Det som läggs till nu märks.')
    expect(itemIn(agenda, 'Bommen vid badplatsen')[0]).toBe('10 min · beslut · tillagd efter låsning')
    expect(itemIn(agenda, 'Föregående protokoll')).toContain('- Inga beslut är kvar.')

    // The day before, and an hour before with the link.
    const soon = await time.until('2027-02-11', '13:02')
    expect(time.looked()).toEqual([
      '2027-02-10 08:01 Snart är det möte → Fältarbetaren, Kommunpolisen, Samordnaren',
      '2027-02-11 12:01 Mötet börjar strax → Fältarbetaren, Kommunpolisen, Samordnaren',
    ])
    expect(linksOf(postTo(soon, mora.fieldWorker, 'Mötet börjar strax'))).toEqual({
      'Anslut till mötet': link,
    })

    // The meeting: attendance stands as was answered, and two decisions are made, in a form and in a line.
    const begun = await coordinator.presses(await coordinator.writes('protokoll'), 'Öppna protokollet')
    expect(textOf(begun)).toContain('3 deltar · 1 har förhinder')
    const goTo = (on: Reply, words: string) =>
      coordinator.presses(on, 'Öppna paragrafen', { section: chosen(choicesOf(on, 'section'), words) })
    const lights = await goTo(begun, 'Belysningen vid Noret')
    const decide = await coordinator.presses(lights, 'Beslut')
    const first = await coordinator.presses(decide, 'Spara beslutet', {
      text: 'Rådet beslutar att belysningen vid Noret ses över.',
      owner: chosen(choicesOf(decide, 'owner'), 'Fältarbetare'),
      dueOn: '2027-04-15',
    })
    expect(textOf(first)).toContain('Det blev åtgärden Å-2027-0001. Den ansvariga får den nu.')
    await goTo(await coordinator.writes('protokoll'), 'Bommen vid badplatsen')
    const second = await coordinator.writes('beslut: Bommen vid badplatsen stängs klockan 22.')
    expect(textOf(second)).toContain('✓ Beslutet är inskrivet')
    const assign = await coordinator.presses(second, 'Lägg till ansvarig')
    await coordinator.presses(assign, 'Spara beslutet', {
      owner: chosen(choicesOf(assign, 'owner'), 'Kommunpolis'),
      dueOn: '2027-04-30',
    })
    await coordinator.presses(await coordinator.writes('protokoll'), 'Avsluta mötet')
    await time.deliver()
    expect(time.looked()).toEqual([
      '2027-02-11 13:02 Å-2027-0001 Rådet beslutar att belysningen vid Noret ses över. → Fältarbetaren',
      '2027-02-11 13:02 Å-2027-0002 Bommen vid badplatsen stängs klockan 22. → Kommunpolisen',
    ])

    // The minutes go to the approver, who wants a change; the week after, it is still not approved.
    await time.until('2027-02-12', '09:00')
    const send = await coordinator.presses(await coordinator.writes('protokoll'), 'Skicka för justering')
    // The chair sent somebody in their place, so who led the meeting has to be said.
    const unsaid = await coordinator.presses(send, 'Skicka', valuesOf(send))
    expect(textOf(unsaid)).toContain('⚠ Välj någon som var med.')
    const ledBy = chosen(choicesOf(send, 'ledBy'), 'Kommunpolis')
    await coordinator.presses(send, 'Skicka', { ...valuesOf(send), ledBy })
    const toRead = postTo(await time.deliver(), mora.police, 'Protokoll att justera')
    const draft = await police.presses(toRead, 'Läs protokollet')
    expect(textOf(draft)).toContain('UTKAST')
    const change = await police.presses(draft, 'Be om ändring')
    await police.presses(change, 'Skicka', { why: '§ 4: skriv att bommen är vid Sandängarna' })
    const wanted = postTo(await time.deliver(), mora.coordinator, 'Justeraren vill ändra något')
    expect(textOf(wanted)).toContain('§ 4: skriv att bommen är vid Sandängarna')
    expect(time.looked()).toEqual([
      '2027-02-12 09:00 Justeraren vill ändra något → Samordnaren',
      '2027-02-12 09:00 Protokoll att justera → Kommunpolisen',
    ])
    await time.until('2027-02-18', '09:00')
    expect(time.looked()).toEqual([
      '2027-02-18 08:01 Protokollet är inte justerat → Kommunpolisen, Samordnaren',
    ])
    const situation = await goTo(await coordinator.writes('protokoll'), 'Läget sedan')
    const write = await coordinator.presses(situation, 'Skriv i § 4')
    await coordinator.presses(write, 'Spara texten', { text: 'Bommen är den vid Sandängarna.' })
    const again = await coordinator.presses(await coordinator.writes('protokoll'), 'Skicka för justering')
    await coordinator.presses(again, 'Skicka', valuesOf(again))
    const stale = await police.presses(draft, 'Justera')
    expect(textOf(stale)).toContain('Någon annan ändrade precis samma sak')
    const approved = await police.presses(await police.writes('protokoll'), 'Justera')
    expect(textOf(approved)).toContain('Bommen är den vid Sandängarna.')
    expect(textOf(approved)).toMatch(
      /Justerat av Kommunpolis i dag 09\.00\.\nKontrollsumma \(SHA-256\): [0-9a-f]{64}$/,
    )

    // Then everybody who was called or came gets the summary, each with what is theirs to do, and the channel its own.
    const summaries = await time.deliver()
    const decided = 'Det här beslutades: Rådets möte'
    expect(time.looked()).toEqual([
      `2027-02-18 09:00 ${decided} → Fältarbetaren, Kanalen, Kommunpolisen, Ordföranden, Samordnaren`,
    ])
    const lines = [
      '**§ 7** Rådet beslutar att belysningen vid Noret ses över. Ansvarig: Fältarbetare. Klart senast torsdag 15 april.',
      '**§ 8** Bommen vid badplatsen stängs klockan 22. Ansvarig: Kommunpolis. Klart senast fredag 30 april.',
    ]
    const head = [decided, 'Rådets möte · torsdag 11 februari kl. 13.00', 'Beslut', ...lines]
    const summaryOf = (who: Person) => postTo(summaries, who, decided)
    const own: readonly (readonly [Person, readonly string[]])[] = [
      [mora.coordinator, ['Du fick inga åtgärder.']],
      [mora.chair, ['Du fick inga åtgärder.']],
      [
        mora.police,
        [
          'Dina åtgärder',
          'Bommen vid badplatsen stängs klockan 22.',
          'Å-2027-0002 · klart senast fredag 30 april',
        ],
      ],
      [
        mora.fieldWorker,
        [
          'Dina åtgärder',
          'Rådet beslutar att belysningen vid Noret ses över.',
          'Å-2027-0001 · klart senast torsdag 15 april',
        ],
      ],
    ]
    const nextOne = 'Nästa möte: torsdag 13 maj kl. 13.00.'
    for (const [person, theirs] of own)
      expect(textOf(summaryOf(person)).split('\n')).toEqual([...head, ...theirs, nextOne])
    const forAll = summaries.find(({ to }) => to.includes(channel)) as Post
    expect(textOf(forAll).split('\n')).toEqual([...head, nextOne])
    expect(textOf(await coordinator.presses(approved, 'För allmänheten'))).toContain('Sammanfattning')

    // What was decided is in the plan. Its owners are reminded; one says it is done, right in the summary.
    expect(textOf(await coordinator.writes('åtgärder'))).toContain('Å-2027-0001')
    await police.presses(await police.presses(summaryOf(mora.police), 'Rapportera läge'), 'Spara läget', {
      text: 'Bommen är beställd.',
      light: 'atRisk',
    })
    const due = await time.until('2027-04-15', '09:00')
    expect(time.looked()).toEqual([
      '2027-04-08 08:01 Om 7 dagar ska det här vara klart → Fältarbetaren',
      '2027-04-14 08:01 I morgon ska det här vara klart → Fältarbetaren',
      '2027-04-15 08:01 I dag ska det här vara klart → Fältarbetaren',
    ])
    expect(buttonsOf(due.at(-1) as Post)).toEqual(expect.arrayContaining(['Klar', 'Rapportera läge']))
    const finish = await fieldWorker.presses(summaryOf(mora.fieldWorker), 'Klar')
    await fieldWorker.presses(finish, 'Ja, den är klar', { effect: 'seen', text: 'Alla lampor lyser.' })

    // The next agenda carries what is left, and its owner is asked about it before the meeting.
    await time.until('2027-04-22', '09:00')
    const may = await coordinator.writes('dagordning')
    await coordinator.presses(await coordinator.presses(may, 'Visa mötet'), 'Skicka kallelse')
    for (const post of await time.deliver())
      for (const person of [mora.coordinator, mora.chair, mora.police])
        if (post.to.includes(person.aadObjectId)) await house.as(person).presses(post, 'Jag kommer')
    const before = await time.until('2027-05-13', '12:30')
    expect(time.looked()).toEqual([
      '2027-04-22 08:01 Dags att förbereda mötet → Kommunpolisen, Samordnaren',
      '2027-04-22 09:00 Kallelse: Rådets möte → Kanalen, Kommunpolisen, Ordföranden, Samordnaren',
      '2027-04-23 08:01 Om 7 dagar ska det här vara klart → Kommunpolisen',
      '2027-04-29 08:01 I morgon ska det här vara klart → Kommunpolisen',
      '2027-04-30 08:01 I dag ska det här vara klart → Kommunpolisen',
      '2027-05-05 08:01 Det här tar mötet upp → Kommunpolisen, Ordföranden, Samordnaren',
      '2027-05-07 08:01 Har du något att rapportera? → Fältarbetaren',
      '2027-05-07 08:01 Hur går det med det här? → Kommunpolisen',
      '2027-05-10 08:01 Mötet tar upp det du ansvarar för → Kommunpolisen',
      '2027-05-12 08:01 Snart är det möte → Kommunpolisen, Ordföranden, Samordnaren',
      '2027-05-13 12:01 Mötet börjar strax → Kommunpolisen, Ordföranden, Samordnaren',
    ])
    const owned = postTo(before, mora.police, 'Mötet tar upp det du ansvarar för')
    expect(textOf(owned)).toContain('Bommen vid badplatsen stängs klockan 22.')
    expect(buttonsOf(owned)).toEqual(expect.arrayContaining(['Klar', 'Rapportera läge']))
    const spring = await coordinator.writes('dagordning')
    expect(itemIn(spring, 'Föregående protokoll')).toEqual([
      '10 min · uppföljning',
      '- Protokollet från 11 februari 2027 är justerat.',
      '- Bommen vid badplatsen stängs klockan 22. (§ 8, 2027-02-11, Kommunpolis, klart 30 april 2027)',
    ])
    expect(itemIn(spring, 'Försenade åtgärder')).toEqual([
      '15 min · uppföljning',
      '- Å-2027-0002 Bommen vid badplatsen stängs klockan 22. (Kommunpolis, skulle vara klar 30 april 2027)',
    ])

    // After it, nobody has written anything: that is said once. What was late is done at last, where it was asked about.
    await time.until('2027-05-14', '09:00')
    expect(time.looked()).toEqual([
      '2027-05-14 08:01 Två saker att titta på: Hur går det med det här? · Protokollet är inte skrivet → Kommunpolisen',
      '2027-05-14 08:01 Två saker att titta på: Protokollet är inte skrivet · Å-2027-0002 är två veckor sen eller mer → Samordnaren',
    ])
    const done = await police.presses(owned, 'Klar')
    await police.presses(done, 'Ja, den är klar', { effect: 'seen', text: 'Bommen stängs varje kväll.' })
    await coordinator.presses(await coordinator.writes('protokoll'), 'Öppna protokollet')
    const sending = await coordinator.presses(await coordinator.writes('protokoll'), 'Skicka för justering')
    await coordinator.presses(sending, 'Skicka', {
      ...valuesOf(sending),
      ledBy: chosen(choicesOf(sending, 'ledBy'), 'Kommunpolis'),
    })
    await police.presses(await police.writes('protokoll'), 'Justera')
    const nothing = postTo(await time.deliver(), mora.chair, decided)
    expect(textOf(nothing)).toContain('Inga beslut togs på mötet.')
    const all = textOf(await coordinator.writes('kvarstående')).split('\n')
    expect(all.slice(0, 2)).toEqual(['Alla beslut', '0 kvar att göra · 2 beslut sedan början'])
    expect(all.filter((line) => line.startsWith('✓'))).toEqual([
      '✓ Klart · Fältarbetare · Å-2027-0001 · klart torsdag 15 april',
      '✓ Klart · Kommunpolis · Å-2027-0002 · klart fredag 14 maj',
    ])
    time.looked()

    // In September it is moved: everybody is told and asked again, and nobody is reminded of the time that was.
    await time.until('2027-08-19', '09:00')
    const september = await coordinator.presses(await coordinator.writes('dagordning'), 'Visa mötet')
    await coordinator.presses(september, 'Skicka kallelse')
    await time.deliver()
    const move = await coordinator.presses(september, 'Flytta')
    await coordinator.presses(move, 'Flytta mötet', {
      ...valuesOf(move),
      date: '2027-09-16',
      why: 'Lokalen är upptagen',
    })
    await time.deliver()
    await time.until('2027-09-17', '07:00')
    expect(time.looked()).toEqual([
      '2027-08-19 08:01 Dags att förbereda mötet → Kommunpolisen, Samordnaren',
      '2027-08-19 09:00 Flyttat: Rådets möte → Kommunpolisen, Ordföranden',
      '2027-08-19 09:00 Kallelse: Rådets möte → Kanalen, Kommunpolisen, Ordföranden, Samordnaren',
      '2027-08-26 08:01 Dags att förbereda mötet → Kommunpolisen, Samordnaren',
      '2027-09-02 08:01 Kommer du på mötet? → Kommunpolisen, Ordföranden, Samordnaren',
      '2027-09-09 08:01 Det här tar mötet upp → Kommunpolisen, Ordföranden, Samordnaren',
      '2027-09-15 08:01 Snart är det möte → Kommunpolisen, Ordföranden, Samordnaren',
      '2027-09-16 12:01 Mötet börjar strax → Kommunpolisen, Ordföranden, Samordnaren',
    ])

    // In November it is cancelled: everybody is told, and no more is heard of it. The next one is in February.
    await time.until('2027-10-21', '09:00')
    const november = await coordinator.presses(await coordinator.writes('dagordning'), 'Visa mötet')
    await coordinator.presses(november, 'Skicka kallelse')
    await time.deliver()
    const cancel = await coordinator.presses(november, 'Ställ in')
    await coordinator.presses(cancel, 'Ställ in mötet', { ...valuesOf(cancel), why: 'För få kan komma' })
    await time.deliver()
    await time.until('2027-11-19', '09:00')
    expect(time.looked()).toEqual([
      '2027-09-17 08:01 Protokollet är inte skrivet → Kommunpolisen, Samordnaren',
      '2027-09-23 08:01 Protokollet är inte justerat → Kommunpolisen, Samordnaren',
      '2027-10-21 08:01 Dags att förbereda mötet → Kommunpolisen, Samordnaren',
      '2027-10-21 09:00 Inställt: Rådets möte → Kommunpolisen, Ordföranden',
      '2027-10-21 09:00 Kallelse: Rådets möte → Kanalen, Kommunpolisen, Ordföranden, Samordnaren',
    ])
    expect(textOf(await coordinator.writes('dagordning'))).toContain('torsdag 10 februari 2028')
    expect(house.faults).toEqual([])
  }, 60_000)
})
