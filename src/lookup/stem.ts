import stemmers from 'snowball-stemmers'

const swedish = stemmers.newStemmer('swedish')

/** Nouns that change their vowel or more in the plural: no rule of endings finds them. Folded. */
const irregular: Readonly<Record<string, string>> = {
  natter: 'natt',
  natterna: 'natt',
  stader: 'stad',
  staderna: 'stad',
  bocker: 'bok',
  bockerna: 'bok',
  man: 'man',
  mannen: 'man',
  soner: 'son',
  sonerna: 'son',
  hander: 'hand',
  handerna: 'hand',
  fotter: 'fot',
  fotterna: 'fot',
  rotter: 'rot',
  rotterna: 'rot',
  strander: 'strand',
  stranderna: 'strand',
  staket: 'staket',
  paket: 'paket',
  raket: 'raket',
  centret: 'centrum',
  centrumet: 'centrum',
}

/** How many words are remembered: more than a council's reports use, and small in memory. */
const remembered = 20_000
const known = new Map<string, string>()

/**
 * What a folded word (shared/text.ts) has in common with its other forms: "lamporna", "lampan" and "lampa" give the same.
 * Snowball's Swedish rules (https://snowballstem.org/algorithms/swedish/stemmer.html), and ours for what they leave: the
 * definite -et and -an, the genitive, and the vowel that comes and goes (fönster, fönstret; cykel, cyklar). Not a word of
 * the language: only ever compared with another stem.
 */
export function stem(word: string): string {
  const before = known.get(word)
  if (before !== undefined) return before
  if (known.size >= remembered) known.clear()
  const found = freshStem(word)
  known.set(word, found)
  return found
}

/** Rules meet each other's results (traktorer, traktor): a word is cut until nothing more comes off. */
const rounds = 4

function freshStem(word: string): string {
  if (/\d/.test(word)) return word
  let root = irregular[word] ?? withoutArticle(word)
  for (let round = 0; round < rounds; round++) {
    const shorter = irregular[root] ?? shorten(root)
    if (shorter === root) break
    root = shorter
  }
  return root
}

/** Once only: what "-et" and "-an" are at the end of the root itself stays (lasarett, staket). */
function withoutArticle(word: string): string {
  return word
    .replace(/(?<=...(?:[aoe][nrt]|na))s$/, '')
    .replace(/(?<=...)(?<!h)et$/, '')
    .replace(/(?<=...)an$/, '')
    .replace(/(?<=..[el][lr]|..tor)n$/, '')
}

function shorten(word: string): string {
  return swedish
    .stem(word)
    .replace(/(?<=[a-z]{2})el$/, 'l')
    .replace(/(?<=[bdfgklmnptv])r$/, '')
    .replace(/(?<=[ckpt])n$/, '')
    .replace(/mm$/, 'm')
    .replace(/gt$/, 'g')
}
