import { Phrases } from './tokens.ts'
import type { WordLists } from './word-lists.ts'

export type SensitiveKind = 'health' | 'ethnicity' | 'religion' | 'politics' | 'suspicion'
/** How a term sits on a person: "är sjuk", "har adhd", "knarkar". */
export type TermRole = 'is' | 'has' | 'does'
export type Form = 'one' | 'the' | 'many' | 'theMany'

/** A form of a noun for people; `kind` when the noun itself says something sensitive ("missbrukaren"). */
export interface NounForm {
  readonly form: Form
  /** One form for one and for many: "en lärare", "flera lärare". */
  readonly sameInPlural: boolean
  readonly genitive: boolean
  readonly sex?: 'm' | 'k'
  readonly child: boolean
  readonly pointedOut: boolean
  readonly unknown: boolean
  readonly few: boolean
  readonly kind?: SensitiveKind
}

export type Tag =
  | { readonly list: 'sensitive'; readonly kind: SensitiveKind; readonly role: TermRole }
  | { readonly list: 'home' | 'class' | 'club' | 'knownBy' | 'place' | 'children' }
  | { readonly list: 'now' | 'danger' | 'no' | 'past' }
  | { readonly list: 'concern'; readonly of: 'child' | 'person'; readonly phrase: string }

/** The word lists and the council's own numbers and places, made ready to be asked fast. */
export interface PrivacyRules {
  readonly phrases: Phrases<Tag>
  readonly nouns: ReadonlyMap<string, NounForm>
  readonly pronouns: ReadonlySet<string>
  readonly possessives: ReadonlySet<string>
  readonly firstNames: ReadonlySet<string>
  readonly namesThatAreWords: ReadonlySet<string>
  readonly surname: RegExp
  readonly placeWords: ReadonlySet<string>
  readonly street: RegExp
  readonly ages: ReadonlyMap<string, number>
  readonly spelledAge: RegExp
  readonly allowedNumbers: ReadonlySet<string>
  readonly freePrefixes: readonly string[]
  readonly accounts: ReadonlySet<string>
  readonly mailboxes: ReadonlySet<string>
  readonly notPlates: ReadonlySet<string>
  readonly site: RegExp
  readonly siteThenAccount: RegExp
  readonly accountThenSite: RegExp
}

/** What a council adds: numbers that may be written, and the names of its public places. */
export interface CouncilRules {
  readonly allowedNumbers: readonly string[]
  readonly places: readonly string[]
}

/** A phone number as digits with the national prefix: "+46 (0)70-1" and "070 1" are the same. */
export function nationalDigits(number: string): string {
  const digits = number.replace(/\(0\)/, '').replace(/[^\d+]/g, '')
  return digits.replace(/^(\+|00)?46(?=\d{7,})/, '0').replace(/\D/g, '')
}

const any = (words: readonly string[]) =>
  words
    .map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
    .sort((a, b) => b.length - a.length)
    .join('|')

const lower = (words: readonly string[]) => new Set(words.map((word) => word.normalize('NFC').toLowerCase()))

function addNoun(nouns: Map<string, NounForm>, line: string, kind?: SensitiveKind): void {
  const [one = '-', the = '-', many = '-', theMany = '-', ...marks] = line.toLowerCase().split(' ')
  const sex = marks.includes('m') ? 'm' : marks.includes('k') ? 'k' : undefined
  const forms: readonly [string, Form][] = [
    [theMany, 'theMany'],
    [many, 'many'],
    [the, 'the'],
    [one, 'one'],
  ]
  for (const [text, form] of forms) {
    if (text === '-') continue
    const noun: NounForm = {
      form,
      sameInPlural: form === 'one' && many === '-',
      genitive: false,
      ...(sex ? { sex } : {}),
      child: marks.includes('barn'),
      pointedOut: marks.includes('utpekad'),
      unknown: marks.includes('okänd'),
      few: marks.includes('få'),
      ...(kind ? { kind } : {}),
    }
    nouns.set(text, noun)
    if (!text.endsWith('s')) nouns.set(`${text}s`, { ...noun, genitive: true })
  }
}

function readPhrases(lists: WordLists, places: readonly string[]): Phrases<Tag> {
  const phrases = new Phrases<Tag>()
  const add = (texts: readonly string[], tag: Tag) => {
    for (const text of texts) phrases.add(text, tag)
  }
  for (const kind of ['health', 'ethnicity', 'religion', 'politics', 'suspicion'] as const) {
    for (const role of ['is', 'has', 'does'] as const) {
      const listed = lists.sensitive[kind][role]
      // "den psykiskt sjuke mannen" beside "den psykiskt sjuka".
      const male = role === 'is' ? listed.map((text) => text.replace(/a$/, 'e')) : []
      add([...new Set([...listed, ...male])], { list: 'sensitive', kind, role })
    }
  }
  add(lists.contexts.home, { list: 'home' })
  add(lists.contexts.classes, { list: 'class' })
  add(lists.contexts.clubs, { list: 'club' })
  add(lists.persons.knownBy, { list: 'knownBy' })
  add(lists.concern.children, { list: 'children' })
  for (const list of ['now', 'danger', 'no', 'past'] as const) add(lists.urgent[list], { list })
  for (const who of ['child', 'person'] as const) {
    for (const phrase of lists.concern[who]) phrases.add(phrase, { list: 'concern', of: who, phrase })
  }
  // "Norets handelsområde, stora parkeringen" is two names of one place.
  for (const place of places.flatMap((name) => name.split(/[,(–]/))) {
    const text = place.replace(/[^\p{L}\p{N} -]/gu, ' ').trim()
    if (text) phrases.add(text, { list: 'place' })
  }
  return phrases
}

/** Compiles the lists and the council's own numbers and places. Do it once per council, not per text. */
export function compileRules(lists: WordLists, council: CouncilRules): PrivacyRules {
  const nouns = new Map<string, NounForm>()
  for (const line of lists.persons.nouns) addNoun(nouns, line)
  for (const kind of ['health', 'ethnicity', 'religion', 'politics', 'suspicion'] as const) {
    for (const line of lists.sensitive[kind].who) addNoun(nouns, line, kind)
  }
  const sites = any(lists.contexts.sites)
  return {
    phrases: readPhrases(lists, council.places),
    nouns,
    pronouns: lower(lists.persons.pronouns),
    possessives: lower(lists.persons.possessives),
    firstNames: lower(lists.names.first.split(/\s+/)),
    namesThatAreWords: lower(lists.names.words.split(/\s+/)),
    surname: new RegExp(`^\\p{Lu}\\p{L}*(?:${any(lists.names.surnameEndings)})s?$`, 'u'),
    placeWords: lower(lists.allowed.placeWords),
    // A road has a number too: "riksväg 70".
    street: new RegExp(
      `(?<!^(?:riks|läns|europa|motor|cykel|gång))(?<=\\p{L}{2})(?:${any(lists.contexts.streetEndings)})$`,
      'u',
    ),
    ages: new Map(Object.entries(lists.contexts.ages)),
    spelledAge: new RegExp(
      `^(\\d{1,2}|${any(Object.keys(lists.contexts.ages))})-?(årig|åring)(\\p{L}*)$`,
      'u',
    ),
    allowedNumbers: new Set([...lists.allowed.numbers, ...council.allowedNumbers].map(nationalDigits)),
    freePrefixes: lists.allowed.freePrefixes,
    accounts: lower(lists.allowed.accounts),
    mailboxes: lower(lists.allowed.mailboxes),
    site: new RegExp(`${sites}|konto|profil|användar`, 'i'),
    notPlates: new Set(lists.allowed.notPlates.map((letters) => letters.toUpperCase())),
    siteThenAccount: new RegExp(
      `(?<![\\p{L}\\p{N}])(?:${sites}|kontot|profilen|användaren)(?:\\.com/|\\s?:\\s?|\\s+)@?([\\p{L}\\p{N}._]{4,30})`,
      'giu',
    ),
    accountThenSite: new RegExp(
      `(?<![\\p{L}\\p{N}._@])([\\p{L}\\p{N}._]{4,30})\\s+(?:på|hos)\\s+(?:${sites})(?![\\p{L}\\p{N}])`,
      'giu',
    ),
  }
}
