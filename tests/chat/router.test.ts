import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals'
import fc from 'fast-check'
import {
  type Card,
  type Command,
  createRouter,
  type Intent,
  type Member,
  type OutsiderAsk,
  type PressHandler,
  type Reply,
  type Standing,
  say,
  type Where,
} from '../../src/chat/index.ts'
import { Refusal, type RefusalReason } from '../../src/shared/errors.ts'
import {
  type CouncilId,
  type MemberId,
  newId,
  type OnceId,
  type OrganisationId,
} from '../../src/shared/ids.ts'
import type { Locale } from '../../src/shared/locale.ts'
import { type Person, type Role, roles } from '../../src/shared/person.ts'
import { eachDatabase } from '../helpers/databases.ts'
import { buildHouse, buttonsOf, choicesOf, type House, mora, textOf, valuesOf } from '../helpers/house.ts'
import { openTestSqlite, type TestDatabase } from '../helpers/test-sqlite.ts'

const council = newId<CouncilId>()
const where = { conversationId: 'chatt', kind: 'personal' } as const

function member(may: readonly Role[]): Member {
  return {
    memberId: newId<MemberId>(),
    person: mora.fieldWorker,
    councilId: council,
    councilName: 'Rådet i Älvdalen',
    organisationId: newId<OrganisationId>(),
    title: 'Fältarbetare',
    roles: may,
  }
}

type Told = Partial<Omit<Command, 'help'>> & { readonly help?: string }

/** A command that says its id and what was written after its name. */
function command(id: string, name: string, more: Told = {}): Command {
  const { help, ...rest } = more
  return {
    id,
    name,
    aliases: [],
    roles,
    help: (locale) => ({ write: locale === 'en' ? (help ?? name) : name, gives: 'Ett svar.' }),
    run: async (_ask, said) => say(`${id}|${said}`),
    ...rest,
  }
}

const commands = [
  command('incidents.form', 'rapportera', { aliases: ['rapport', 'anmäl', 'report'], help: 'report' }),
  command('zero', 'inget att rapportera'),
  command('list', 'händelser', {
    aliases: ['händelse', 'incidents'],
    pattern: /^h-\d+$/i,
    help: 'incidents',
  }),
  command('members', 'medlemmar', { roles: ['coordinator'] }),
  command('help', 'hjälp', { aliases: ['help', '?'], help: 'help' }),
]

/** How many characters are gone through with the methods of texts that go through all of one, while something is done. */
async function goneThrough(work: () => Promise<unknown>): Promise<number> {
  const methods = ['split', 'replace', 'normalize', 'toLocaleLowerCase', 'trim'] as const
  const spies = methods.map((method) => jest.spyOn(String.prototype, method))
  await work()
  const lengths = spies.flatMap(({ mock }) => mock.contexts.map((text) => String(text).length))
  for (const spy of spies) spy.mockRestore()
  return lengths.reduce((sum, length) => sum + length, 0)
}

describe('A line made to be slow', () => {
  const names = (count: number) =>
    Array.from({ length: count }, (_, at) => command(`id-${at}`, `kommando nummer ${at}`))
  const slow = ['x', 'kommando ', 'a b ', 'é', '  ', 'kommando nummer']

  test.each(slow)('of %j costs no more to compare with many names than its first words', async (part) => {
    const line = { kind: 'words', text: part.repeat(250_000 / part.length) } as const
    const few = await goneThrough(() => ask(line, { more: names(10) }))
    const many = await goneThrough(() => ask(line, { more: names(210) }))
    expect(many - few).toBeLessThan(200 * 500)
    expect(few).toBeLessThan(20 * 10_000)
  })

  test('reaches a command with its first ten thousand characters', async () => {
    const reply = await ask({ kind: 'words', text: `rapportera ${'å'.repeat(250_000)}` })
    expect(reply).toEqual(say(`incidents.form|${'å'.repeat(10_000 - 'rapportera '.length)}`))
  })
})

interface Asked {
  readonly may?: readonly Role[]
  readonly locale?: Locale
  readonly faults?: unknown[]
  readonly more?: readonly Command[]
}

async function ask(
  said: Intent['said'],
  { may = ['reporter'], locale = 'sv', faults = [], more = [] }: Asked = {},
) {
  const route = createRouter({
    sayables: [{ commands: [...commands, ...more], presses: [] }],
    findStanding: async () => ({ kind: 'member', member: member(may), several: false }),
    onFault: (fault, about) => faults.push({ fault, about }),
  })
  return route({ who: mora.fieldWorker, where, locale, onceId: newId<OnceId>(), said })
}

const write = (text: string, asked?: Asked): Promise<Reply> => ask({ kind: 'words', text }, asked)

describe('An operator', () => {
  const forOperator = {
    isOperator: (person: Person) => person.aadObjectId === mora.operator.aadObjectId,
    run: async ({ person }: OutsiderAsk, said: unknown) =>
      say(`driften|${person.aadObjectId}|${JSON.stringify(said)}`),
  }
  const stands: readonly Standing[] = [
    { kind: 'outsider' },
    { kind: 'undecided', councils: [{ id: council, name: 'Rådet i Älvdalen' }] },
    { kind: 'member', member: member(['reporter']), several: true },
  ]

  function asking(standing: Standing, who: Person, kind: Where['kind'] = 'personal') {
    const seen = command('seen', 'översikt', { roles: ['coordinator'], forOperator })
    const press: PressHandler = {
      verb: 'seen.act',
      roles: ['coordinator'],
      run: async () => say('rådet'),
      forOperator,
    }
    const route = createRouter({
      sayables: [{ commands: [...commands, seen], presses: [press] }],
      findStanding: async () => standing,
      onFault: () => undefined,
    })
    return (said: Intent['said']) =>
      route({ who, where: { conversationId: 'chatt', kind }, locale: 'sv', onceId: newId<OnceId>(), said })
  }
  const line = { kind: 'words', text: 'översikt över å' } as const
  const pressed = { kind: 'press', verb: 'seen.act', data: { council, x: 'å' } } as const

  test.each(stands)('is answered as one in their own chat, however they stand: $kind', async (standing) => {
    const operator = asking(standing, mora.operator)
    expect(textOf(await operator(line))).toBe(`driften|${mora.operator.aadObjectId}|"över å"`)
    expect(textOf(await operator(pressed))).toContain(`driften|${mora.operator.aadObjectId}|{"council"`)
  })

  test.each(stands)('is nobody else, and none where others read: $kind', async (standing) => {
    for (const asked of [
      asking(standing, mora.fieldWorker),
      asking(standing, mora.operator, 'channel'),
      asking(standing, mora.operator, 'groupChat'),
    ])
      for (const said of [line, pressed]) expect(textOf(await asked(said))).not.toContain('driften')
  })
})

describe('A line calls a command', () => {
  test.each([
    ['rapportera', 'incidents.form|'],
    ['RAPPORTERA Bilar på Noret', 'incidents.form|Bilar på Noret'],
    ['  rapportera   bilar\n  på Noret ', 'incidents.form|bilar\n  på Noret'],
    ['rapport: bilar', 'incidents.form|bilar'],
    ['Rapportera:bilar', 'incidents.form|bilar'],
    ['rapportera : bilar', 'incidents.form|bilar'],
    ['anmäl bilar', 'incidents.form|bilar'],
    ['ANMÄL bilar', 'incidents.form|bilar'],
    ['anmal bilar', 'incidents.form|bilar'],
    ['anmäl bilar'.normalize('NFD'), 'incidents.form|bilar'],
    ['händelser på Älgvägen'.normalize('NFD'), 'list|på Älgvägen'],
    ['handelser', 'list|'],
    ['händelse 7', 'list|7'],
    ['H-7', 'list|H-7'],
    ['?', 'help|'],
    ['Hjälp', 'help|'],
    ['inget att rapportera', 'zero|'],
    ['Inget  att\nrapportera i dag', 'zero|i dag'],
    ['rapportera inget att rapportera', 'incidents.form|inget att rapportera'],
  ])('%j gives %j', async (text, said) => {
    expect(await write(text)).toEqual(say(said))
  })

  test.each([
    'rapporteringen är klar',
    'rapporten',
    'händelserna',
    'hjälpsam',
    'attrapportera',
    'h-7 och h-8',
  ])('by whole words only: %j calls none', async (text) => {
    expect(textOf(await write(text))).toContain('Det där förstod jag inte')
  })

  test('but not one that the person’s roles do not allow, and the no says whom it is for', async () => {
    expect(await write('medlemmar', { may: ['coordinator'] })).toEqual(say('members|'))
    expect(textOf(await write('medlemmar'))).toBe(
      'Det här är till för samordnare. Fråga en samordnare om du behöver det.',
    )
    expect(textOf(await write('medlemmar', { locale: 'en' }))).toBe(
      'This is for a coordinator. Ask a coordinator if you need it.',
    )
  })

  test('two commands with the same name, with or without dots, are not accepted at the start', () => {
    const twice = (one: Command, other: Command) => () =>
      createRouter({
        sayables: [{ commands: [one, other], presses: [] }],
        findStanding: async () => ({ kind: 'outsider' }),
        onFault: () => undefined,
      })
    expect(twice(command('a', 'anmäl'), command('b', 'ANMAL'))).toThrow('"anmal" is declared twice')
  })
})

describe('A line that calls none', () => {
  test.each([
    ['hjäp', 'hjälp', 'help|'],
    ['rapotera bilar på Noret', 'rapportera', 'incidents.form|bilar på Noret'],
    ['händlser Noret', 'händelser', 'list|Noret'],
    ['HÄNDLSER', 'händelser', 'list|'],
    ['inget att raportera i dag', 'inget att rapportera', 'zero|i dag'],
    ['medlemar', 'medlemmar', 'members|'],
  ])(
    'with a slip, %j, is met with "Menade du …?", and the button says it for them',
    async (text, meant, said) => {
      const reply = await write(text, { may: ['reporter', 'coordinator'] })
      expect(textOf(reply)).toContain(`Menade du **${meant}**?`)
      expect(buttonsOf(reply)[0]).toBe(meant)
      const [suggestion] = (reply as { card: Card }).card.actions ?? []
      if (suggestion?.type !== 'Action.Execute') throw new Error('no suggestion')
      const press = { kind: 'press', verb: suggestion.verb, data: suggestion.data } as const
      expect(await ask(press, { may: ['reporter', 'coordinator'] })).toEqual(say(said))
    },
  )

  test('is never met with a command that the person may not use', async () => {
    const reply = await write('medlemar')
    expect(textOf(reply)).not.toContain('Menade du')
    expect(buttonsOf(reply)).toEqual(['Rapportera händelsen', 'Visa hjälp'])
  })

  test('is met in English with the English name', async () => {
    const reply = await write('hellp', { locale: 'en' })
    expect(textOf(reply)).toContain('Did you mean **help**?')
    expect(buttonsOf(reply)).toEqual(['help', 'Report the incident', 'Show help'])
  })

  test('can become a report with one press, with the text kept', async () => {
    const text = 'Det är mörkt på cykelvägen vid Saxviken **igen** <at>alla</at>'
    const reply = await write(text)
    const button = ((reply as { card: Card }).card.actions ?? []).find(({ title }) =>
      title.startsWith('Rapp'),
    )
    expect(button).toMatchObject({ verb: 'incidents.form', data: { text } })
    // What was written is not said back: it may be of what should not be written.
    expect(textOf(reply)).not.toContain('Saxviken')
  })

  test('offers no report to who may not report', async () => {
    const only = [command('incidents.form', 'rapportera', { roles: ['reporter'] })]
    const route = createRouter({
      sayables: [{ commands: only, presses: [] }],
      findStanding: async () => ({ kind: 'member', member: member(['registrar']), several: false }),
      onFault: () => undefined,
    })
    const reply = await route({
      who: mora.fieldWorker,
      where,
      locale: 'sv',
      onceId: newId<OnceId>(),
      said: { kind: 'words', text: 'något' },
    })
    expect(buttonsOf(reply)).toEqual(['Visa hjälp'])
  })

  test('is answered when it is empty', async () => {
    for (const text of ['', '   ', '\n', '\u00a0'])
      expect(buttonsOf(await write(text))).toContain('Visa hjälp')
  })

  test('is answered when it has 5,000 characters, and the card stays small', async () => {
    const reply = await write('å'.repeat(5_000))
    const other = await write('ö å '.repeat(1_250))
    for (const one of [reply, other]) expect(JSON.stringify(one).length).toBeLessThan(5_000)
  })

  test('a suggestion that was forged to carry no line is a button that no longer exists', async () => {
    for (const data of [{}, { line: 7 }, { line: null }])
      expect(textOf(await ask({ kind: 'press', verb: 'help.say', data }))).toContain(
        'Knappen finns inte längre',
      )
  })
})

describe('What goes wrong', () => {
  const reasons: readonly RefusalReason[] = [
    'notFound',
    'notAllowed',
    'withdrawn',
    'closed',
    'changedMeanwhile',
    'lastCoordinator',
    'alreadyMember',
    'ownLink',
  ]
  const failing = (problem: unknown) => [
    command('fail', 'prova', {
      run: async () => {
        throw problem
      },
    }),
  ]

  test.each(reasons)(
    'as an expected no (%s) is said in the person’s language, and is no fault',
    async (reason) => {
      const faults: unknown[] = []
      const asked = { faults, more: failing(new Refusal(reason)) }
      const [sv, en] = [await write('prova', asked), await write('prova', { ...asked, locale: 'en' })]
      expect(textOf(sv)).toMatch(/\p{L}.*\.$/u)
      expect(textOf(en)).toMatch(/\p{L}.*\.$/u)
      expect(textOf(en)).not.toBe(textOf(sv))
      expect(faults).toEqual([])
    },
  )

  test('unexpectedly is told to the operator without what was written, and kindly to the person', async () => {
    const faults: unknown[] = []
    const problem = new Error('the disk is full')
    const reply = await write('prova med hemlig text', { faults, more: failing(problem) })
    expect(textOf(reply)).toBe('Något gick fel hos oss, och inget har sparats. Försök igen om en stund.')
    expect(faults).toEqual([{ fault: problem, about: { said: 'words' } }])
    expect(textOf(await write('prova', { more: failing(problem), locale: 'en' }))).toContain(
      'Something went wrong on our side',
    )
  })
})

describe('The whole house', () => {
  let database: TestDatabase
  let house: House
  beforeAll(async () => {
    database = await openTestSqlite()
    house = await buildHouse(database)
  })
  afterAll(() => database.close())
  jest.setTimeout(20_000)

  test('knows every name that its help tells, in both languages', async () => {
    for (const { help, name, aliases } of house.sayables.flatMap(({ commands }) => commands))
      for (const locale of ['sv', 'en'] as const) expect([name, ...aliases]).toContain(help(locale).write)
  })

  test('keeps the text of a line it did not understand all the way into the form', async () => {
    const text = 'Trasiga lampor längs Strandgatan 🙂'
    const fieldWorker = house.as(mora.fieldWorker)
    const form = await fieldWorker.presses(await fieldWorker.writes(text), 'Rapportera händelsen')
    expect(valuesOf(form).text).toBe(text)
  })

  const anyText = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 60 }),
    fc.string({ unit: 'grapheme', maxLength: 60 }),
    fc
      .tuple(
        fc.constantFrom(
          'rapportera',
          'händelser',
          'råd',
          'medlemmar',
          'hjälp',
          'H-2026-1',
          'ÖVN 2026',
          'anmäl',
        ),
        fc.string({ unit: 'binary', maxLength: 40 }),
      )
      .map(([name, rest]) => `${name} ${rest}`),
  )
  const anybody = fc.constantFrom(mora.coordinator, mora.fieldWorker, mora.chair, mora.outsider)
  const anyLocale = fc.constantFrom<Locale>('sv', 'en')

  test('answers whatever is written, and nothing that is written is a fault', async () => {
    await fc.assert(
      fc.asyncProperty(anyText, anybody, anyLocale, async (text, who, locale) => {
        expect(textOf(await house.as(who, locale).writes(text))).not.toBe('')
        expect(house.faults).toEqual([])
      }),
      { numRuns: 300 },
    )
  })

  test.each(['constructor', '__proto__', 'toString'])(
    'takes the value %s for no value of its own',
    async (value) => {
      const data = { period: value, status: value, place: value, day: value, page: value, helped: value }
      const verbs = house.sayables.flatMap(({ presses }) => presses.map(({ verb }) => verb))
      for (const verb of [...verbs, value]) await house.as(mora.coordinator).forges(verb, data)
      expect(house.faults).toEqual([])
    },
  )

  test('answers whatever is pressed, with whatever a card is forged to carry', async () => {
    const verbs = house.sayables.flatMap(({ presses }) => presses.map(({ verb }) => verb))
    const pointers = [
      'incident',
      'text',
      'place',
      'category',
      'date',
      'time',
      'member',
      'page',
      'start',
      'day',
      'line',
    ]
    const anyData = fc.dictionary(
      fc.constantFrom(...pointers, 'to', 'period', 'status', 'once'),
      fc.anything(),
    )
    const anyVerb = fc.constantFrom(...verbs, 'help.say', 'finns.inte', '__proto__')
    await fc.assert(
      fc.asyncProperty(anyVerb, anyData, anybody, async (verb, data, who) => {
        expect(textOf(await house.as(who).forges(verb, data))).not.toBe('')
        expect(house.faults).toEqual([])
      }),
      { numRuns: 300 },
    )
  })
})

eachDatabase('A sign that not every database can hold', (engine) => {
  test('is left out of what is written, pressed and filled in', async () => {
    const house = await buildHouse(await engine.open())
    const fieldWorker = house.as(mora.fieldWorker)
    expect(textOf(await fieldWorker.writes('händelser \0 Noret'))).toContain('Inget passar urvalet')
    expect(textOf(await fieldWorker.forges('incidents.show', { incident: '\0' }))).toContain(
      'Jag hittar inte det',
    )
    const form = await fieldWorker.writes('rapportera lampor\0')
    const receipt = await fieldWorker.presses(form, 'Rapportera', {
      ...valuesOf(form),
      category: Object.values(choicesOf(form, 'category'))[0] ?? '',
      placeText: 'Bakom\0 ishallen',
      text: 'Trasiga\0 lampor \ud83d.',
      impact: '1',
    })
    expect(textOf(receipt)).toContain('Bakom ishallen')
    expect(textOf(receipt)).toContain('Trasiga lampor')
    expect(house.faults).toEqual([])
  })
})
