import type { PrivacyRules } from './rules.ts'
import type { Match, Token } from './tokens.ts'

/** A person's name: the tokens from `from` to `to`. */
export interface NameFound {
  readonly from: number
  readonly to: number
  readonly genitive: boolean
}

const capital = (token: Token | undefined) => token !== undefined && /^\p{Lu}\p{Ll}/u.test(token.text)
/** A surname that is nothing else, whatever stands before it: "Exempelsson". */
const patronymic = /^\p{L}{2,}(?:sson|sdotter)s?$/u
const saint = /^(?:sankt|sankta|s:t|s:ta)$/

type First = 'name' | 'genitive' | 'word'

/** Whether a word is a first name, of somebody or of something somebody owns; `word` when it may as well be a word. */
function firstName({ lower, text }: Token, rules: PrivacyRules): First | undefined {
  const [whole = '', second] = text.split('-')
  // "Karl-Erik" is a name, "Mattias-kurvan" is not.
  const part = second !== undefined && /^\p{Lu}/u.test(second) ? whole.toLowerCase() : lower
  if (rules.firstNames.has(part)) return rules.namesThatAreWords.has(part) ? 'word' : 'name'
  const owner = part.endsWith('s') ? part.slice(0, -1) : ''
  if (!rules.firstNames.has(owner)) return undefined
  return rules.namesThatAreWords.has(owner) ? 'word' : 'genitive'
}

/** "Anders Zorns museum", "Ulrikas väg": a place that has a person's name, not the person. */
function namesPlace(tokens: readonly Token[], to: number, rules: PrivacyRules): boolean {
  const next = tokens[to + 1]
  return next?.joined === true && [...rules.placeWords].some((word) => next.lower.endsWith(word))
}

const owned = (lower: string) => /[^s]s$/.test(lower) && !lower.endsWith('ius')

/** A first name and what follows it with a capital letter, one word or two; or any word and a patronymic. */
function fullName(tokens: readonly Token[], index: number, rules: PrivacyRules): NameFound | undefined {
  const token = tokens[index]
  const next = tokens[index + 1]
  if (!token || !next?.joined) return undefined
  const first = firstName(token, rules)
  // Typed in small letters: "lasse exempelsson".
  const small = first !== undefined && patronymic.test(next.lower)
  const surname = capital(next) && !rules.street.test(next.lower)
  const told = first === 'name' || (first !== undefined && rules.surname.test(next.text))
  if (!small && !(capital(token) && surname && told)) return undefined
  const third = tokens[index + 2]
  const to = third?.joined && capital(third) && rules.surname.test(third.text) ? index + 2 : index + 1
  return { from: index, to, genitive: owned(tokens[to]?.lower ?? '') }
}

function nameAt(tokens: readonly Token[], index: number, rules: PrivacyRules): NameFound | undefined {
  const token = tokens[index]
  if (!token || saint.test(tokens[index - 1]?.lower ?? '')) return undefined
  const full = fullName(tokens, index, rules)
  if (full) return full
  if (!capital(token)) return undefined
  if (patronymic.test(token.text)) {
    const before = tokens[index - 1]
    const from = token.joined && before && capital(before) && !before.first ? index - 1 : index
    return { from, to: index, genitive: owned(token.lower) }
  }
  const first = firstName(token, rules)
  if (first === undefined || first === 'word') return undefined
  return { from: index, to: index, genitive: first === 'genitive' }
}

/** Names of persons: a known first name, with or without a surname, or a surname on -sson. */
export function namesIn(
  tokens: readonly Token[],
  rules: PrivacyRules,
  places: readonly Match<unknown>[],
): readonly NameFound[] {
  const inPlace = new Set(places.flatMap(({ from, to }) => [from, to]))
  const found: NameFound[] = []
  let free = 0
  for (let index = 0; index < tokens.length; index++) {
    if (index < free || inPlace.has(index)) continue
    const name = nameAt(tokens, index, rules)
    if (!name || inPlace.has(name.to) || name.from < free || namesPlace(tokens, name.to, rules)) continue
    found.push(name)
    free = name.to + 1
  }
  return found
}

/** "Killen heter X": the name may be one that no list holds. Only after a person: a street has a name too. */
export function nameAfter(tokens: readonly Token[], knownBy: Match<unknown>): NameFound | undefined {
  const from = knownBy.to + 1
  const token = tokens[from]
  if (!token?.joined || !capital(token)) return undefined
  const next = tokens[from + 1]
  return { from, to: next?.joined && capital(next) ? from + 1 : from, genitive: false }
}
