import { distance } from 'fastest-levenshtein'
import { stem } from '../reading/index.ts'
import type { MemberId } from '../shared/ids.ts'
import { fold } from '../shared/text.ts'

/** A member as a line may name them. */
export interface Nameable {
  readonly memberId: MemberId
  readonly title: string
  readonly organisation: { readonly name: { readonly sv: string; readonly en: string } }
}

interface Word {
  readonly folded: string
  readonly key: string
}

/** Words that carry no part of a name, and those that only say that somebody is to be named. */
const tying = new Set(
  (
    'i pa och for av till at hos den det som ar vid vi en ett de ansvarig ansvariga ansvarar ansvar agare vem tar gor ' +
    'fixar ska bor far skoter ordnar the of for owner responsible is will takes does'
  ).split(' '),
)
const oneself = new Set('jag mig sjalv me myself'.split(' '))

function wordsIn(text: string): readonly Word[] {
  return Array.from(fold(text).matchAll(/[\p{L}\p{N}]+/gu), ([folded]) => ({ folded, key: stem(folded) }))
}

const longWord = 6
const longestEnding = 3

/** Whether two words are one: in another form ("gatuchefen"), or a slip of the finger in a long one. */
function isSame(one: Word, other: Word): boolean {
  if (one.key === other.key) return true
  const [short, long] =
    one.folded.length < other.folded.length ? [one.folded, other.folded] : [other.folded, one.folded]
  if (short.length < longWord) return false
  if (long.startsWith(short)) return long.length - short.length <= longestEnding
  const slips = Math.min(distance(one.key, other.key), distance(one.folded, other.folded))
  return short[0] === long[0] && slips <= 1
}

/** How well words name a member: all of the title, words of the title only, the title and the organisation, or the organisation. */
function gradeOf(words: readonly Word[], member: Nameable): number {
  const title = wordsIn(member.title)
  const { sv, en } = member.organisation.name
  const organisation = wordsIn(`${sv} ${en}`)
  const isIn = (among: readonly Word[]) => (word: Word) => among.some((each) => isSame(each, word))
  if (words.every(isIn(title))) return title.every(isIn(words)) ? 4 : 3
  if (!words.every((word) => isIn(title)(word) || isIn(organisation)(word))) return 0
  return words.some(isIn(title)) ? 2 : 1
}

/**
 * The one member that a few words mean, by title ("gatuchefen"), organisation ("polisen") or as oneself ("jag"). None
 * when they say anything more, or when several are meant as well: we do not guess.
 */
export function ownerIn(text: string, members: readonly Nameable[], self: MemberId): MemberId | undefined {
  const words = wordsIn(text).filter(({ folded }) => !tying.has(folded))
  if (words.length === 0) return undefined
  if (words.every(({ folded }) => oneself.has(folded))) return self
  const graded = members.map((member) => ({ member, grade: gradeOf(words, member) }))
  const best = Math.max(0, ...graded.map(({ grade }) => grade))
  const meant = graded.filter(({ grade }) => best > 0 && grade === best)
  return meant.length === 1 ? meant[0]?.member.memberId : undefined
}
