import { adjectives, fewWords, oneWords, ownerWords } from './grammar.ts'
import type { NameFound } from './names.ts'
import type { NounForm, PrivacyRules } from './rules.ts'
import type { Match, Token } from './tokens.ts'

/** A person, or persons, spoken of: the tokens from `from` (with "den där 15-åriga") to `head`. */
export interface Mention {
  readonly from: number
  readonly head: number
  readonly number: 'one' | 'few' | 'many'
  readonly definite: boolean
  /** The reader can tell who is meant, or could ask around: "han", "grannen", a name. */
  readonly pointedOut: boolean
  readonly genitive: boolean
  readonly pronoun: boolean
  readonly sexed: boolean
  readonly child: boolean
  /** The age in years, if it stands in the words. */
  readonly age?: number
  /** The noun, if it is one; its `kind` is set where the noun itself is sensitive ("missbrukaren"). */
  readonly noun?: NounForm
}

/** The age a word says ("15-årig", "femtonåringen"), in years. */
export function ageIn(lower: string, rules: PrivacyRules): number | undefined {
  const found = rules.spelledAge.exec(lower)
  return found?.[1] ? (rules.ages.get(found[1]) ?? Number(found[1])) : undefined
}

/** The token where the words before a noun begin: "den där 15-åriga" of "den där 15-åriga flickan". */
export function phraseStart(
  tokens: readonly Token[],
  head: number,
  rules: PrivacyRules,
  alsoPasses: (index: number) => boolean = () => false,
): number {
  let from = head
  while (from > 0 && tokens[from]?.joined) {
    const before = tokens[from - 1]
    if (!before) break
    const passes =
      adjectives.has(before.lower) ||
      oneWords.has(before.lower) ||
      fewWords.has(before.lower) ||
      /^\d{1,2}-?årig/.test(before.lower) ||
      (/^årig[ae]?$/.test(before.lower) && rules.spelledAge.test(`${tokens[from - 2]?.lower ?? ''}-årig`)) ||
      (/^årig[ae]?$/.test(tokens[from]?.lower ?? '') && /^\d{1,2}$/.test(before.text)) ||
      ageIn(before.lower, rules) !== undefined ||
      alsoPasses(from - 1)
    if (!passes) break
    from--
  }
  return from
}

function numberOf(noun: NounForm, before: readonly string[], known: boolean): Mention['number'] | undefined {
  const few = before.some((word) => fewWords.has(word))
  const one = before.some((word) => oneWords.has(word))
  const owned = before.some((word) => ownerWords.has(word))
  switch (noun.form) {
    case 'the':
      return 'one'
    case 'theMany':
      return noun.few ? 'few' : 'many'
    case 'many':
      return few || (owned && noun.few) ? 'few' : 'many'
    case 'one':
      if (few && noun.sameInPlural) return 'few'
      if (one || known) return 'one'
      return noun.sameInPlural ? 'many' : 'one'
  }
}

/** The noun a word is or ends in: "tonårstjej", "tablettmissbrukare". What it ends in is long, or any "examen" is a "same". */
function nounOf(lower: string, rules: PrivacyRules): NounForm | undefined {
  const whole = rules.nouns.get(lower)
  if (whole) return whole
  for (let cut = 3; cut <= lower.length - 4; cut++) {
    const noun = rules.nouns.get(lower.slice(cut))
    if (!noun || lower.length - cut < (noun.kind ? 8 : 4) || !(noun.sex || noun.kind)) continue
    return /^(?:tonårs|skol|lågstadie|högstadie|gymnasie)/.test(lower) ? { ...noun, child: true } : noun
  }
  return undefined
}

function ofNoun(
  tokens: readonly Token[],
  index: number,
  rules: PrivacyRules,
  inTerm: (index: number) => boolean,
): Mention | undefined {
  const token = tokens[index]
  const noun = token ? nounOf(token.lower, rules) : undefined
  if (!token || !noun) return undefined
  const from = phraseStart(tokens, index, rules, inTerm)
  const before = tokens.slice(from, index).map(({ lower }) => lower)
  // "man hör musik" is nobody; "en man" and "äldre man" are.
  if (token.lower === 'man' && before.length === 0 && !/^\d/.test(tokens[index + 1]?.text ?? ''))
    return undefined
  const ages = before
    .map((word, place) => ageIn(/^årig/.test(word) ? `${before[place - 1]}-${word}` : word, rules))
    .filter((age) => age !== undefined)
  const number = numberOf(noun, before, before.length > 0)
  if (!number) return undefined
  const definite = noun.form === 'the' || noun.form === 'theMany'
  const age = ages[0]
  return {
    from,
    head: index,
    number,
    definite,
    pointedOut: !noun.unknown && (definite || noun.pointedOut),
    genitive: noun.genitive,
    pronoun: false,
    sexed: noun.sex !== undefined,
    child: age === undefined ? noun.child : age < 18,
    ...(age === undefined ? {} : { age }),
    noun,
  }
}

function ofAge(tokens: readonly Token[], index: number, rules: PrivacyRules): Mention | undefined {
  const found = rules.spelledAge.exec(tokens[index]?.lower ?? '')
  if (found?.[2] !== 'åring') return undefined
  const age = rules.ages.get(found[1] ?? '') ?? Number(found[1])
  const ending = found[3] ?? ''
  const from = phraseStart(tokens, index, rules)
  const few = tokens.slice(from, index).some(({ lower }) => fewWords.has(lower))
  return {
    from,
    head: index,
    number: ending.startsWith('ar') ? (few ? 'few' : 'many') : 'one',
    definite: ending.startsWith('en') || ending.startsWith('arna'),
    pointedOut: ending.startsWith('en'),
    genitive: ending.endsWith('s'),
    pronoun: false,
    sexed: false,
    child: age < 18,
    age,
  }
}

const known = {
  number: 'one',
  definite: true,
  pointedOut: true,
  sexed: false,
  child: false,
} as const

/** Everybody spoken of in a text, in its order. */
export function mentionsIn(
  tokens: readonly Token[],
  rules: PrivacyRules,
  names: readonly NameFound[],
  terms: readonly Match<unknown>[],
): readonly Mention[] {
  const termWords = new Set(
    terms.flatMap(({ from, to }) => Array.from({ length: to - from + 1 }, (_, step) => from + step)),
  )
  const inTerm = (index: number) => termWords.has(index)
  const found: Mention[] = []
  const named = new Map(names.map((name) => [name.to, name]))
  for (const [index, { lower }] of tokens.entries()) {
    const name = named.get(index)
    if (name) {
      found.push({ ...known, from: name.from, head: index, genitive: name.genitive, pronoun: false })
      continue
    }
    const genitive = rules.possessives.has(lower)
    if (genitive || rules.pronouns.has(lower)) {
      found.push({ ...known, from: index, head: index, genitive, pronoun: true, sexed: true })
      continue
    }
    const mention = ofNoun(tokens, index, rules, inTerm) ?? ofAge(tokens, index, rules)
    if (mention) found.push(mention)
  }
  return found
}
