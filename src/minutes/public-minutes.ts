/** What the public may read of minutes: nobody's title, and no number so small that it points at somebody. */

const monthsAndUnits =
  'januari|februari|mars|april|maj|juni|juli|augusti|september|oktober|november|december|kr|kronor|km|meter|m|procent'
const countedThings =
  'rapport|händelse|anmälan|person|ungdom|elev|pojke|flicka|kille|tjej|barn|tillbud|misstänkt|skadad|inbrott|fall|brott|boende|familj|hushåll|man|kvinna'

/** A number from 1 to 4 that counts something: not one in a day, a time, a §, a week, a road or a larger number. */
const smallNumber = new RegExp(
  `(?<![\\p{L}\\d§.,:/–-])(?<!(?:§|kl\\.?|klockan|vecka|väg|punkt|version|den) )(?:[1-4]|två|tre|fyra)(?! (?:${monthsAndUnits})(?!\\p{L}))(?![\\p{L}\\d.,:/–-]\\S)(?= \\p{L})`,
  'giu',
)
const one = new RegExp(`(?<!\\p{L})(?:en|ett) (?=(?:\\p{L}+ )?(?:${countedThings})(?!\\p{L}))`, 'giu')
const inParts = /(?<![\p{L}\d])(?:\d+|en|ett|två|tre|fyra) av (?:\d+|två|tre|fyra)(?= \p{L})/giu

const heldBack = 'färre än fem'

/** The text with every small number held back: "tre rapporter" is "färre än fem rapporter". */
export function withoutSmallNumbers(text: string): string {
  return text
    .replace(inParts, (part) => (part.split(' av ').some(isSmall) ? 'en del av' : part))
    .replace(smallNumber, (_, at: number) => (at === 0 ? capital(heldBack) : heldBack))
    .replace(one, (_, at: number) => `${at === 0 ? capital(heldBack) : heldBack} `)
}

/** A count as the public may read it, at the beginning of a sentence. */
export function publicCount(count: number): string {
  return count < 5 ? capital(heldBack) : String(count)
}

function isSmall(number: string): boolean {
  return /^(?:[1-4]|en|ett|två|tre|fyra)$/i.test(number)
}

/** The text without the titles of members, the longest first so that a part of one is not left over. */
export function withoutTitles(text: string, titles: readonly string[]): string {
  const known = titles.filter((title) => title.trim().length > 2).toSorted((a, b) => b.length - a.length)
  if (known.length === 0) return text
  const all = known.map((title) => title.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('|')
  const found = new RegExp(`(?<!\\p{L})(?:${all})(?:en|n|et|t)?(?!\\p{L})`, 'giu')
  return text.replace(found, (_, ...rest) => {
    const at = rest.find((part) => typeof part === 'number') as number
    return at === 0 ? 'Den som ansvarar' : 'den som ansvarar'
  })
}

function capital(text: string): string {
  return text.charAt(0).toLocaleUpperCase('sv') + text.slice(1)
}
