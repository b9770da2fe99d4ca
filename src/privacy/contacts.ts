import type { PrivacyRules } from './rules.ts'
import { spot } from './spot.ts'
import type { Finding } from './verdict.ts'

const name = '(?<![\\p{L}\\p{N}._%+-])[\\p{L}\\p{N}._%+-]{1,64}'
const host = '[\\p{L}\\p{N}-]{1,63}'
const saidDot = '(?:\\s?[([{]\\s?(?:punkt|dot|\\.)\\s?[)\\]}]\\s?|\\s(?:punkt|dot|prick)\\s)'
const dots = `(?:(?:\\.|\\s\\.\\s|${saidDot})${host})+`
const spelled = [
  new RegExp(`${name}\\s?@\\s?${host}(?:(?:\\.|\\s\\.\\s|${saidDot})${host})+`, 'giu'),
  new RegExp(`${name}\\s?[([{<]\\s?(?:at|snabel-?\\s?a|@|a)\\s?[)\\]}>]\\s?${host}${dots}`, 'giu'),
  new RegExp(`${name}\\s(?:snabel-?a|snabel a|at)\\s${host}(?:${saidDot}${host})+`, 'giu'),
  new RegExp(`${name}\\ssnabel-?\\s?a\\s${host}${dots}`, 'giu'),
]
const couldBeEmail = /@|snabel|[([{<]\s?(?:at|a)\s?[)\]}>]|\sat\s/i

/** E-mail addresses, also disguised: (at), [at], snabel-a, "punkt se". Those of an office (registrator@) pass. */
export function emails(text: string, rules: PrivacyRules): readonly Finding[] {
  if (!couldBeEmail.test(text)) return []
  return spelled.flatMap((pattern) =>
    [...text.matchAll(pattern)]
      .filter(([address]) => !rules.mailboxes.has(/^[\p{L}-]+/u.exec(address)?.[0].toLowerCase() ?? ''))
      .map(({ 0: address, index }) =>
        spot('email', index, index + address.length, '[e-postadress borttagen]'),
      ),
  )
}

const at = /(?<![\p{L}\p{N}._%+-])@[\p{L}\p{N}_][\p{L}\p{N}._]{1,29}/gu
const link = /(?:instagram|tiktok|facebook|snapchat|x|twitter)\.com\/(?:add\/)?@?[\p{L}\p{N}._-]{3,40}/giu

/** A name somebody chose: letters with a digit or an underscore, not a word and not "v38". */
const looksChosen = (handle: string) =>
  /\p{L}/u.test(handle) && /[\d_]|\p{L}\.\p{L}/u.test(handle) && handle.length >= 5

/** Accounts in social media, except the official ones. */
export function accounts(text: string, rules: PrivacyRules): readonly Finding[] {
  const found: Finding[] = []
  const add = (start: number, written: string) => {
    const handle = written.replace(/[.]+$/, '')
    if (rules.accounts.has(handle.toLowerCase()) || rules.accounts.has(`@${handle.toLowerCase()}`)) return
    found.push(spot('account', start, start + handle.length, '[konto borttaget]'))
  }
  if (text.includes('@')) for (const match of text.matchAll(at)) add(match.index, match[0])
  for (const match of text.matchAll(link)) add(match.index, match[0])
  if (!rules.site.test(text)) return found
  for (const pattern of [rules.siteThenAccount, rules.accountThenSite]) {
    for (const match of text.matchAll(pattern)) {
      const handle = match[1] ?? ''
      if (looksChosen(handle)) add(match.index + match[0].indexOf(handle), handle)
    }
  }
  return found
}
