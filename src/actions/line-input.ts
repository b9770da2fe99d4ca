import { readDueDay } from '../reading/index.ts'
import type { Instant } from '../shared/clock.ts'
import type { FocusAreaId, MemberId } from '../shared/ids.ts'
import type { LocalDate } from '../shared/stockholm.ts'
import { fold } from '../shared/text.ts'
import type { Way } from './action.ts'
import { type Nameable, ownerIn } from './owner-input.ts'
import type { Surroundings } from './vocabulary.ts'

/** What a line after `åtgärd` was understood to say. What was not understood is not there: it is never guessed. */
export interface ActionReading {
  /** The rest, in the writer's own words. */
  readonly text: string
  readonly dueOn?: LocalDate
  readonly ownerId?: MemberId
  readonly focusAreaId?: FocusAreaId
  readonly way?: Way
  readonly cause?: string
  readonly goal?: string
  readonly origin?: string
  /** The numbers of incidents, as they are written. */
  readonly incidents?: string
}

/** By what a line is read. */
export interface Known {
  readonly members: readonly Nameable[]
  readonly self: MemberId
  readonly around: Surroundings
  readonly now: Instant
}

interface Clause {
  readonly mark: string
  readonly text: string
}

const marks = /\s*(?:[,;\n]+|[.!?]+(?=\s|$)|(?<=\s)[-–—]+(?=\s))\s*/g
const incidentNumber =
  /(?:(?<!\p{L})(?:f[öo]r|om|g[äa]ller|kopplad till|p[åa] grund av|pga|efter|fr[åa]n|about|after|because of)\s+)?(?:(?:h[äa]ndelse(?:n|rna|r)?|incidents?)\s+)?(?<!\p{L})((?:h|övn)[\s-]*\d{4}[\s-]+\d{1,6})(?!\d)/giu

function clausesIn(line: string): readonly Clause[] {
  const clauses: Clause[] = []
  let [start, mark] = [0, '']
  for (const match of line.matchAll(marks)) {
    clauses.push({ mark, text: line.slice(start, match.index) })
    start = match.index + match[0].length
    mark = match[0]
  }
  return [...clauses, { mark, text: line.slice(start) }].filter(({ text }) => text.trim() !== '')
}

/** How much of a line is looked at. */
const readAtMost = 1000

/** What a clause says it is, by the word before its colon; with or without å, ä and ö. */
const labels = {
  cause: /^(?:orsak(?:en)?|bakgrund(?:en)?|varf[öo]r|cause)\s*:\s*/iu,
  goal: /^(?:operativt m[åa]l|m[åa]l(?:et)?|goal)\s*:\s*/iu,
  origin: /^(?:(?:beslut|m[öo]tet?|kommer fr[åa]n|origin)\s*:\s*|(?:enligt|according to)\s+)/iu,
  owner: /^(?:ansvarig|ansvar|[äa]gare|vem|owner)\s*(?::|är)\s*/iu,
  text: /^(?:[åa]tg[äa]rd|vad|action)\s*:\s*/iu,
  area: /^(?:fokusomr[åa]de|omr[åa]de|focus area)\s*:?\s*/iu,
} as const

/** What is left of a clause that only said when. */
const onlyWhen = /^(?:n[äa]r|klart?|datum|dag|when|day|date|due)\s*:?$/iu
/** "Enligt BRÅ 26 november: skyltar vid badet": where it comes from, before what is to be done. */
const sourceFirst = /^(?:enligt|according to)\s+([^:]{2,80}):\s+(\S.*)$/iu

const ways: readonly (readonly [RegExp, Way])[] = [
  [/^(?:en |a )?(?:punktinsats|engångsinsats|engangsinsats|single effort|one-off)$/iu, 'spot'],
  [
    /^(?:i )?(?:det )?(?:(?:ordinarie|vanliga?)(?: (?:verksamhet(?:en)?|arbete|arbetet|drift(?:en)?))?|(?:ordinary|regular|everyday) work)$/iu,
    'ordinary',
  ],
]

/** "Polisen: fler ronder" and "gatuchefen ska byta lampor": who, before what. */
const before = /^([^:]{2,60}?)(:\s+|\s+(?:ska|skall|b[öo]r|f[åa]r|tar fram|will)\s+)(?=\S)/iu
const selfDoing = /^jag\s+\S+/iu

/** A word that makes who comes after it somebody to do it with, or about, and not the one who answers for it. */
const withOthers = new Set(
  (
    'med till fran hos av och mot om kontakta ring fraga informera be ihop at via samt meddela paminn bjud ' +
    'with to from at and about against contact call ask inform invite tell remind'
  ).split(' '),
)

/**
 * Reads a line such as "byt lampor strandstråket, gatuchefen, 15 november": what is to be done, who answers for it, and
 * by which day. The rest is the action, in the writer's own words. Never fails, and no word is lost: each is in a field.
 */
export function readAction(whole: string, known: Known): ActionReading {
  const all = whole.normalize('NFC')
  // What lies beyond is kept as it is: no line makes the reader slow.
  const line = all.slice(0, readAtMost).replace(/[\uD800-\uDBFF]$/, '')
  const due = readDueDay(line, known.now)
  const numbers: string[] = []
  const rest = blanked(line, due).replace(incidentNumber, (all: string, number: string) => {
    numbers.push(number.toUpperCase())
    return ' '.repeat(all.length)
  })
  const read = clausesRead(clausesIn(rest), known)
  const { owner, kept } = ownerOf(read.kept, read.owners, known)
  const text = sentence(kept) + all.slice(line.length)
  const focusAreaId = known.around.focusAreaIn(read.area ?? line)
  return {
    text,
    ...(due ? { dueOn: due.on } : {}),
    ...(owner ? { ownerId: owner } : {}),
    ...(focusAreaId ? { focusAreaId } : {}),
    ...read.fields,
    ...(numbers.length > 0 ? { incidents: numbers.join(', ') } : {}),
  }
}

function blanked(text: string, span: { start: number; end: number } | undefined): string {
  return span ? text.slice(0, span.start) + ' '.repeat(span.end - span.start) + text.slice(span.end) : text
}

interface Sorted {
  readonly kept: readonly Clause[]
  readonly owners: readonly { readonly clause: Clause; readonly owner: MemberId }[]
  readonly fields: Pick<ActionReading, 'cause' | 'goal' | 'origin' | 'way'>
  readonly area: string | undefined
}

/** What one clause says. */
type Said = Sorted['fields'] & {
  readonly area?: string
  readonly owner?: MemberId
  readonly kept?: Clause
}

/** Each clause goes where it says it belongs, or to who answers for it; the others are kept. */
function clausesRead(clauses: readonly Clause[], known: Known): Sorted {
  const read = clauses.map((clause) => ({ clause, said: saidIn(clause, known) }))
  const fields = Object.assign({}, ...read.map(({ said: { area, owner, kept, ...each } }) => each))
  return {
    kept: read.flatMap(({ said }) => said.kept ?? []),
    owners: read.flatMap(({ said }) =>
      said.owner && said.kept ? [{ clause: said.kept, owner: said.owner }] : [],
    ),
    fields,
    area: read.find(({ said }) => said.area)?.said.area,
  }
}

function saidIn(clause: Clause, known: Known): Said {
  const text = clause.text.trim()
  const way = ways.find(([pattern]) => pattern.test(text))?.[1]
  if (way) return { way }
  if (onlyWhen.test(text)) return {}
  const [, source, rest] = sourceFirst.exec(text) ?? []
  if (source && rest)
    return { origin: sentence([{ mark: '', text: source }]), kept: { ...clause, text: rest } }
  for (const field of ['cause', 'goal', 'origin'] as const) {
    const told = afterLabel(field, text)
    if (told) return { [field]: sentence([{ mark: '', text: told }]) }
  }
  const area = afterLabel('area', text)
  if (area && known.around.focusAreaIn(area)) return { area }
  const named = afterLabel('owner', text)
  const owner = ownerIn(named ?? text, known.members, known.self)
  if (owner && (named !== undefined || !known.around.isPlace(text))) return { owner, kept: clause }
  return { kept: { ...clause, text: afterLabel('text', text) ?? clause.text } }
}

function afterLabel(label: keyof typeof labels, text: string): string | undefined {
  return labels[label].test(text) ? text.replace(labels[label], '') : undefined
}

/** Who answers for it, and what is then left to be done; when two are named as well, neither: we do not guess. */
function ownerOf(
  clauses: readonly Clause[],
  owners: Sorted['owners'],
  known: Known,
): { owner: MemberId | undefined; kept: readonly Clause[] } {
  const [first, ...others] = owners
  if (first) {
    if (others.some(({ owner }) => owner !== first.owner)) return { owner: undefined, kept: clauses }
    return {
      owner: first.owner,
      kept: clauses.filter((each) => !owners.some(({ clause }) => clause === each)),
    }
  }
  return leadingOwner(clauses, known) ?? trailingOwner(clauses, known) ?? { owner: undefined, kept: clauses }
}

type Found = { owner: MemberId; kept: readonly Clause[] } | undefined

function leadingOwner(clauses: readonly Clause[], { members, self }: Known): Found {
  const [clause, ...rest] = clauses
  if (!clause) return undefined
  const text = clause.text.trim()
  if (selfDoing.test(text)) return { owner: self, kept: clauses }
  const [all, name = '', tie = ''] = before.exec(text) ?? []
  const owner = all && ownerIn(name, members, self)
  if (!owner) return undefined
  // "Polisen: …" only names; of "gatuchefen ska byta lampor" the sentence needs its subject.
  const kept = tie.startsWith(':') ? [{ ...clause, text: text.slice(all.length) }, ...rest] : clauses
  return { owner, kept }
}

/** Without a comma: the last words of a clause that name a member by title, when enough is left to be done. */
function trailingOwner(clauses: readonly Clause[], { members, self, around }: Known): Found {
  const byTitle = members.map((member) => ({ ...member, organisation: { name: { sv: '', en: '' } } }))
  for (const clause of clauses.toReversed()) {
    const words = clause.text.trim().split(/\s+/u)
    for (let count = Math.min(4, words.length - 2); count >= 1; count--) {
      const [left, name] = [words.slice(0, -count), words.slice(-count).join(' ')]
      const owner = ownerIn(name, byTitle, self)
      const starts = ownerIn(words.at(-count) ?? '', byTitle, self) !== undefined
      if (!owner || !starts || withOthers.has(fold(left.at(-1) ?? '')) || around.isPlace(name)) continue
      const text = left.join(' ')
      return { owner, kept: clauses.map((each) => (each === clause ? { ...clause, text } : each)) }
    }
  }
  return undefined
}

/** Clauses as one text, with a capital and without what the words taken out of it left behind. */
function sentence(clauses: readonly Clause[]): string {
  const parts = clauses.map(({ mark, text }, at) => (at === 0 ? '' : mark) + text)
  const text = parts
    .join('')
    .replace(/[^\S\n]+/g, ' ')
    .replace(/ +([,.;])/g, '$1')
    .trim()
    .replace(/[,;:]+$/u, '')
  return text.charAt(0).toLocaleUpperCase('sv') + text.slice(1)
}
