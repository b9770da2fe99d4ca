/** A stretch of a line that tells an amount; positions count in the line. */
export interface Amount {
  readonly value: number
  readonly start: number
  readonly end: number
  /** The words say more than the number: they stay in the note ("tre hembesök"). */
  readonly saysMore: boolean
}

const written: Readonly<Record<string, number>> = {
  'en och en halv': 1.5,
  'två och en halv': 2.5,
  'ett och ett halvt': 1.5,
  halvannan: 1.5,
  'en halv': 0.5,
  halv: 0.5,
  half: 0.5,
  'half an': 0.5,
  ...{
    en: 1,
    ett: 1,
    två: 2,
    tva: 2,
    tre: 3,
    fyra: 4,
    fem: 5,
    sex: 6,
    sju: 7,
    åtta: 8,
    atta: 8,
    nio: 9,
    tio: 10,
  },
  ...{
    elva: 11,
    tolv: 12,
    an: 1,
    one: 1,
    two: 2,
    three: 3,
    four: 4,
    five: 5,
    seven: 7,
    eight: 8,
    nine: 9,
    ten: 10,
  },
}
const words = Object.keys(written)
  .toSorted((one, other) => other.length - one.length)
  .join('|')

const number = `(\\d{1,4}(?:[.,]\\d{1,2})?|${words})`
const starts = '(?<![\\p{L}\\p{N}.,:])'
const ends = '(?![\\p{L}\\p{N}])'
const pattern = (source: string) => new RegExp(`${starts}(?:${source})${ends}`, 'iu')

function numberIn(text: string | undefined): number | undefined {
  if (text === undefined) return undefined
  const folded = text.toLowerCase()
  return written[folded] ?? Number(folded.replace(',', '.'))
}

const around = '(?:(?:i|under|ca|cirka|drygt|knappt|ungefär|for|about)\\s+)?'
const hours = pattern(
  `${around}${number}\\s*(?:h|t|tim|timme|timmar|timmars|hours?)(?:\\s*(?:och|and)?\\s*${number}\\s*(?:m|min|minuter|minutes?))?`,
)
const minutes = pattern(`${around}${number}\\s*(?:min|minut|minuter|minutes?)`)
const named = [
  [pattern(`${around}(?:en\\s+)?halvtimme`), 30],
  [pattern(`${around}tre kvart`), 45],
  [pattern(`${around}en kvart`), 15],
] as const
/** "21–23", "mellan 22 och 01": how long it lasted. A bare "2-3" is no time of day. */
const clockRange = pattern(
  '(kl\\.?|klockan|mellan|från|from|between)?\\s*(\\d{1,2})(?:[.:]([0-5]\\d))?\\s*(?:-|–|till|och|to|and)\\s*(?:kl\\.?\\s*)?(\\d{1,2})(?:[.:]([0-5]\\d))?(?!\\s*(?:jan|feb|mar|apr|maj|jun|jul|aug|sep|okt|nov|dec|[/-]))',
)
/** What is counted back from now ("för 2 timmar sedan") is a moment, and lasted who knows how long. */
const isCountedBack = (line: string, start: number, end: number) =>
  /(?:^|\s)för\s+$/iu.test(line.slice(0, start)) || /^\s*(?:sedan|sen|ago)/iu.test(line.slice(end))

/** How long it lasted, in minutes, as a line tells it: "2 h", "90 min", "en och en halv timme", "kl. 21–23". */
export function durationIn(line: string): Amount | undefined {
  const tries = [hoursIn, minutesIn, namedIn, clockRangeIn]
  for (const each of tries) {
    const found = each(line)
    if (found && found.value > 0 && found.value <= 24 * 60 && !isCountedBack(line, found.start, found.end))
      return found
  }
  return undefined
}

function hoursIn(line: string): Amount | undefined {
  const match = hours.exec(line)
  if (!match) return undefined
  return amountOf(match, Math.round((numberIn(match[1]) ?? 0) * 60 + (numberIn(match[2]) ?? 0)))
}

function minutesIn(line: string): Amount | undefined {
  const match = minutes.exec(line)
  return match ? amountOf(match, Math.round(numberIn(match[1]) ?? 0)) : undefined
}

function namedIn(line: string): Amount | undefined {
  for (const [phrase, value] of named) {
    const match = phrase.exec(line)
    if (match) return amountOf(match, value)
  }
  return undefined
}

function clockRangeIn(line: string): Amount | undefined {
  const match = clockRange.exec(line)
  if (!match) return undefined
  const [, prefix, from, fromMinute, to, toMinute] = match
  if (!prefix && !fromMinute && !toMinute) return undefined
  if (Number(from) > 24 || Number(to) > 24) return undefined
  const length = (Number(to) - Number(from)) * 60 + Number(toMinute ?? 0) - Number(fromMinute ?? 0)
  return amountOf(match, (length + 24 * 60) % (24 * 60))
}

const workers =
  'personer|person|pers|poliser|polis|fältarbetare|faltarbetare|fältare|man|kollegor|kolleger|medarbetare|väktare|vaktare|ledare|vuxna|people|persons?|staff|officers?|colleagues'
const staff = [
  pattern(`(?:med\\s+)?${number}\\s*(?:(?:st\\.?|stycken)\\s+)?(?:${workers})`),
  pattern(`vi\\s+var\\s+${number}(?:\\s*(?:st|stycken))?`),
]
const alone = pattern('ensam|alone')
/** "Pratade med 12 personer", "ett tjugotal personer": those are the public, and the public is not counted. */
const thePublic =
  /(?:(?:\p{L}+(?:ade|dde|tte)|talked|spoke|met)(?:\s+(?:med|till|for|with|to))?|ca|cirka|runt|omkring|ungefär|minst|över|bland|about)\s+$/iu

/** How many of the staff took part, as a line tells it: "2 personer", "två poliser", "vi var tre", "ensam". */
export function staffIn(line: string): Amount | undefined {
  for (const each of staff) {
    const match = each.exec(line)
    const value = numberIn(match?.[1])
    const isPublic = match && thePublic.test(line.slice(0, match.index + leading(match)))
    if (match && !isPublic && value !== undefined && Number.isInteger(value) && value > 0)
      return amountOf(match, value)
  }
  const match = alone.exec(line)
  return match ? amountOf(match, 1) : undefined
}

/** How much of a match comes before its number. */
const leading = (match: RegExpExecArray) => match[0].length - match[0].replace(/^med\s+/iu, '').length

const times = pattern(
  `${number}\\s*(?:gånger|ganger|gång|ggr|insatser|insats|tillfällen|tillfälle|tillfallen|tillfalle|pass|st|stycken|times|x)|x\\s*(\\d{1,2})`,
)
const onceOrTwice = pattern('(once|twice)')
/** What is counted by its own name, as often as it is: that stays in the note. */
const visits = new RegExp(
  `${starts}${number}\\s*(?:hembesök|hembesok|besök|besok|samtal|telefonsamtal|kontakter|kontakt|kvällar|kvallar|kväll|ronder|rond|visits?|calls?|evenings?|patrols?)${ends}`,
  'giu',
)

/** How many times, as a line tells it: "3 gånger", "2 insatser", "x3", "två hembesök och ett samtal". */
export function countIn(line: string): Amount | undefined {
  const match = times.exec(line) ?? onceOrTwice.exec(line)
  const said = match?.[1] ?? match?.[2]
  const value = said?.toLowerCase() === 'twice' ? 2 : said?.toLowerCase() === 'once' ? 1 : numberIn(said)
  if (match && isCount(value)) return amountOf(match, value)
  const all = [...line.matchAll(visits)].filter((visit) => isCount(numberIn(visit[1])))
  const [first] = all
  if (!first) return undefined
  const sum = all.reduce((total, visit) => total + (numberIn(visit[1]) ?? 0), 0)
  return { ...amountOf(first, sum), saysMore: true }
}

const isCount = (value: number | undefined): value is number =>
  value !== undefined && Number.isInteger(value) && value > 0

function amountOf(match: RegExpExecArray, value: number): Amount {
  return { value, start: match.index, end: match.index + match[0].length, saysMore: false }
}
