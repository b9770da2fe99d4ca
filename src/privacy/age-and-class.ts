import { ageIn, type Mention } from './mentions.ts'
import { nearestBefore, type Reading, span, worded } from './reading.ts'
import { spot } from './spot.ts'
import type { Token } from './tokens.ts'
import type { Finding } from './verdict.ts'

interface Group {
  readonly from: number
  readonly to: number
  /** "9B", "P10": few enough to point somebody out without an age. */
  readonly exact: boolean
  readonly rewrite: string
}

const classWithLetter = /^[4-9][a-f]$/i
const yearWord = /^(?:klass|åk|årskurs|årskursen)$/
const team = /^[pft]-?(?:0[5-9]|1\d)(?:-?laget|:s|orna|arna)?$/i

/** The class or team a word names, with the word before it. "Hemusvägen 7B" is a house. */
function groupAt(reading: Reading, index: number, { text, lower }: Token): Group | undefined {
  const before = reading.tokens[index - 1]?.lower ?? ''
  const from = yearWord.test(before) ? index - 1 : index
  if (classWithLetter.test(text) && !reading.rules.street.test(before)) {
    return { from, to: index, exact: true, rewrite: 'en klass' }
  }
  const year = (from < index && /^[1-9]$/.test(text)) || /^åk[1-9]$/.test(lower)
  if (year) return { from, to: index, exact: false, rewrite: 'skolan' }
  return team.test(text) ? { from: index, to: index, exact: true, rewrite: 'ett lag' } : undefined
}

function groupsIn(reading: Reading): readonly Group[] {
  const single = reading.tokens.map((token, index) => groupAt(reading, index, token))
  const classes = reading
    .phrases('class')
    .map(({ from, to }) => ({ from, to, exact: false, rewrite: 'skolan' }))
  const clubs = reading
    .phrases('club')
    .map(({ from, to }) => ({ from, to, exact: false, rewrite: 'ett lag' }))
  return [...single.filter((group) => group !== undefined), ...classes, ...clubs]
}

/** The age said of a mention, in years: in it ("15-årig"), or right after it (", 16 år,"). */
function ageOf({ tokens, rules }: Reading, mention: Mention): number | undefined {
  if (mention.age !== undefined) return mention.age
  for (let index = mention.head + 1; index <= mention.head + 4; index++) {
    const token = tokens[index]
    if (!token || token.sentence !== tokens[mention.head]?.sentence) return undefined
    const years = /^\d{1,2}$/.test(token.text) ? Number(token.text) : rules.ages.get(token.lower)
    if (years !== undefined && tokens[index + 1]?.lower === 'år') return years
    const age = ageIn(token.lower, rules)
    if (age !== undefined) return age
  }
  return undefined
}

/** "en kille i 9B", "målvakten i P10": not "läraren bad 9B att …". */
function isOf({ tokens, mentions }: Reading, mention: Mention, group: Group): boolean {
  if (nearestBefore(mentions, tokens, group.from, 6) !== mention) return false
  if (!mention.child && !mention.sexed && !mention.pointedOut) return false
  return /^(?:i|från|ur)$/.test(tokens[group.from - 1]?.lower ?? '')
}

function pointsOut(reading: Reading, mention: Mention, group: Group): boolean {
  const same = reading.tokens[mention.head]?.sentence === reading.tokens[group.from]?.sentence
  if (!same || mention.number === 'many') return false
  const age = ageOf(reading, mention)
  return age === undefined ? group.exact && isOf(reading, mention, group) : age >= 6 && age <= 20
}

function finding(reading: Reading, mention: Mention, group: Group): Finding {
  const reach = group.from - mention.head
  if (reach <= 0 || reach > 7) {
    return spot(
      'ageAndClass',
      ...span(reading, group.from, group.to),
      worded(reading, group.from, group.rewrite),
    )
  }
  // "Killen, 15 år, går i nian och säljer snus": the second verb goes on without its "och".
  const aside = reading.tokens
    .slice(mention.head + 1, group.from)
    .some(({ lower }) => /^(?:går|är|spelar)$/.test(lower))
  const and =
    aside && reading.tokens[group.to + 1]?.joined && reading.tokens[group.to + 1]?.lower === 'och' ? 1 : 0
  const rewrite = mention.number === 'few' ? 'några ungdomar' : 'en ungdom'
  return spot(
    'ageAndClass',
    ...span(reading, mention.from, group.to + and),
    worded(reading, mention.from, rewrite),
  )
}

/** Age with class or club, or one pupil of a class with its letter: so few that the reader knows who. */
export function ageAndClassFindings(reading: Reading): readonly Finding[] {
  return groupsIn(reading).flatMap((group) => {
    const mention = reading.mentions.find((one) => pointsOut(reading, one, group))
    return mention ? [finding(reading, mention, group)] : []
  })
}
