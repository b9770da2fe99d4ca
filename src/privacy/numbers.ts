import library from 'personnummer'
import { nationalDigits, type PrivacyRules } from './rules.ts'
import { spot } from './spot.ts'
import type { Finding } from './verdict.ts'

// The package is CommonJS whose export is the class itself, but its types speak of an ES module with a default.
const Personnummer = library as unknown as typeof library.default

/** Any dash is a dash, any white space a space, any digit a digit: one character for one, so that offsets hold. */
export function plainCharacters(text: string): string {
  return text
    .replace(/[\u2010-\u2015\u2212]/g, '-')
    .replace(/[^\S\n]/g, ' ')
    .replace(/[\uFF10-\uFF19]/g, (digit) => String.fromCharCode(digit.charCodeAt(0) - 0xff10 + 0x30))
}

const personal = /(?<!\d)((?:18|19|20)?\d{2})([ ./-]?)(\d{2})\2(\d{2})( ?[-+]? ?)(\d{4})(?!\d)/g
const announced =
  /(?:person|pers|samordnings)\.?\s?(?:nummer|numret|nr)\W{0,3}(?:\p{L}+ ){0,2}$|\bpnr\W{0,3}$/iu
const clockTime = /^(?:[01]\d|2[0-3])[0-5]\d$/

/**
 * Personnummer and samordningsnummer in any spelling; the checksum is the library's. After the word "personnummer" a
 * wrong checksum is taken as a slip of the finger. "2016-09-02 2240" is a day and an hour, whatever its checksum says.
 */
export function personalNumbers(plain: string): readonly Finding[] {
  const found: Finding[] = []
  // Digits before a number may look like its beginning ("46 70 000101-…"): what is no number is searched again.
  const pattern = new RegExp(personal)
  for (let match = pattern.exec(plain); match; match = pattern.exec(plain)) {
    pattern.lastIndex = match.index + 1
    const [whole, year = '', inner = '', month = '', day = '', separator = '', last = ''] = match
    if (inner !== '' && separator === ' ' && clockTime.test(last)) continue
    const number = `${year}${month}${day}${separator.includes('+') ? '+' : '-'}${last}`
    const told = announced.test(plain.slice(Math.max(0, match.index - 40), match.index))
    if (!told && !Personnummer.valid(number)) continue
    pattern.lastIndex = match.index + whole.length
    const coordination = Number(day) > 60
    const kind = coordination ? 'samordningsnummer' : 'personnummer'
    found.push(spot(kind, match.index, match.index + whole.length, `[${kind} borttaget]`))
  }
  return found
}

const international =
  /(?<![\d\p{L}])(?:(?:\+|00) ?46|46(?=[ -]?7))[ -]?(?:\(0\))?[ -]?\d(?:[ ()./-]{0,3}\d){5,10}(?!\d)/gu
const national = /(?<![\d\p{L}+]|\d[./:-]|\d )\(?0\d(?:[ ()./-]{0,3}\d){5,10}(?![\d])(?!-\d)/gu
/** "noll sju noll 174 06 05" */
const spoken =
  /\bnoll[ -]?sju[ -]?(?:noll|två|tre|sex|nio)(?:[ -]*(?:\d+|noll|ett|två|tre|fyra|fem|sex|sju|åtta|nio))+(?!\p{L})/giu
/** Area codes of two and three digits; all others have four (PTS's numbering plan). */
const shortArea = /^0(?:8|1[013689]|2[136]|3[1356]|4[0246]|54|6[03]|7[02369]|90)/
const hoursToHours = /^(?:[01]\d|2[0-4])[0-5]\d ?- ?(?:[01]\d|2[0-4])[0-5]\d$/
const dayAndYear = /^0[1-9][-/. ]\d\d[-/. ](?:19|20)\d\d$/

function isPhone(written: string, digits: string): boolean {
  if (hoursToHours.test(written) || dayAndYear.test(written)) return false
  if (/^07[02369]/.test(digits)) return digits.length === 10
  const area = digits.startsWith('08') ? 2 : shortArea.test(digits) ? 3 : 4
  if (digits.length < (area === 4 ? 9 : 8) || digits.length > 10) return false
  // The area code is not torn apart: "09-02 22.40" is a day and an hour.
  const head = /^\(?(\d+)/.exec(written)?.[1] ?? ''
  const wholeArea = head.length === area || head.length >= 8
  return wholeArea && !/\d\.\d/.test(written)
}

/** Swedish phone numbers, but not those that anybody may call: 112, 114 14, free numbers and the council's own. */
export function phoneNumbers(plain: string, rules: PrivacyRules): readonly Finding[] {
  const found = [...plain.matchAll(spoken)].map(({ 0: said, index }) =>
    spot('phone', index, index + said.length, '[telefonnummer borttaget]'),
  )
  const free = (digits: string) =>
    rules.allowedNumbers.has(digits) || rules.freePrefixes.some((prefix) => digits.startsWith(prefix))
  for (const pattern of [international, national]) {
    for (const match of plain.matchAll(pattern)) {
      const digits = nationalDigits(match[0])
      if (!isPhone(pattern === national ? match[0] : digits, digits) || free(digits)) continue
      const opened = match[0].startsWith('(') && !match[0].includes(')')
      const start = match.index + (opened ? 1 : 0)
      found.push(spot('phone', start, match.index + match[0].length, '[telefonnummer borttaget]'))
    }
  }
  return found
}

const caseNumbers = [
  /(?<![\p{L}\d])\d{4} ?- ?K ?\d{3,7} ?- ?\d{2}(?!\d)/giu,
  /(?<![\p{L}\d-])K ?\d{4,7} ?[-/] ?\d{2}(?!\d)/gu,
  /(?<![\p{L}\d-])(?:K-nr|K-nummer|K nummer|knummer)\W{0,2}\s?(?:är )?K? ?\d{4,7}(?:-\d{2})?(?!\d)/giu,
]

/** Numbers of police cases: "5000-K123456-26", and shortened. */
export function caseNumberFindings(plain: string): readonly Finding[] {
  return caseNumbers.flatMap((pattern) =>
    [...plain.matchAll(pattern)].map((match) =>
      spot('caseNumber', match.index, match.index + match[0].length, '[ärendenummer borttaget]'),
    ),
  )
}

// Swedish plates never have I, Q or V, nor O at the end (Transportstyrelsen).
const plate =
  /(?<![\p{L}\p{N}@._/-])([A-HJ-PR-UW-Z]{3})([ -]?)(\d{2}[A-HJ-NPR-UW-Z\d])(?![\p{L}\p{N}@_]|[-/]\d|[.,:]\d)/giu
const measured =
  /^ ?(?:km|kr|kronor|kwh|kw|hk|meter|m|st|stycken|kg|%|procent|personer|bilar|gånger|timmar|minuter|grader)(?!\p{L})/iu
const speaksOfPlate =
  /(?:reg|regnr|reg\.? ?nr|reg\.?nummer|registrerings\p{L}*|skylt|skylten|plåt|plåten|nummerplåt)\W{0,3}(?:är |med )?$/iu

/** Number plates, old (ABC 123) and new (ABC 12D); in small letters when written in one, or after "reg" or "skylt". */
export function plates(plain: string, rules: PrivacyRules): readonly Finding[] {
  const found: Finding[] = []
  for (const match of plain.matchAll(plate)) {
    const [whole, letters = '', space = ''] = match
    const end = match.index + whole.length
    const told = speaksOfPlate.test(plain.slice(Math.max(0, match.index - 24), match.index))
    const capital = letters === letters.toUpperCase()
    if (rules.notPlates.has(letters.toUpperCase())) continue
    if (!told && !capital && space !== '') continue
    if (!told && space !== '' && measured.test(plain.slice(end, end + 12))) continue
    // "A-traktor ABC 123 körde" reads well without the plate; after "reg" or a comma something must stand.
    const bare = !told && /\p{L} $/u.test(plain.slice(0, match.index))
    found.push(spot('plate', match.index, end, bare ? '' : '[skylt borttagen]'))
  }
  return found
}
