import { z } from 'zod'
import { type Ask, type Problems, problemsOf } from '../chat/index.ts'
import { type Organisation, organisationsOf } from '../councils/index.ts'
import type { World } from '../database/index.ts'
import { checkFields, type PrivacyRules } from '../privacy/index.ts'
import { type Checked, nothingWritten } from '../shared/checked.ts'
import type { Locale } from '../shared/locale.ts'
import { type LocalDate, localDate, plusDays } from '../shared/stockholm.ts'
import { fold, tidy } from '../shared/text.ts'
import { type CommitmentLine, readCommitmentLine } from './commitment-lines.ts'
import type { Extension } from './extend-promise.ts'
import { linesLimit } from './form-cards.ts'
import { type Advised, decisionIn } from './log-input.ts'
import type { NewCommitment, NewPromise } from './make-promise.ts'
import { textLimit, titleLimit } from './promise.ts'
import { promiseWords } from './words.ts'

const longestDays = 5 * 366
const mostLines = 12

/** What came of reading a form: what it says, what is wrong with it, or what to think about first. */
export type Read<Said> =
  | { readonly kind: 'read'; readonly said: Said }
  | { readonly kind: 'faulty'; readonly problems: Problems }
  | Advised

const schemas = { sv: schemasIn('sv'), en: schemasIn('en') }

function schemasIn(locale: Locale) {
  const { make, extend } = promiseWords(locale)
  const text = (error: string, most = textLimit) =>
    z.string(error).transform(tidy).pipe(z.string().min(3, error).max(most, error))
  const day = (error: string) => z.iso.date(error).transform((date) => date as LocalDate)
  const lines = (error: string) =>
    z
      .string(error)
      .default('')
      .transform((typed) =>
        tidy(typed)
          .slice(0, linesLimit)
          .split('\n')
          .filter((line) => line.trim()),
      )
      .pipe(z.array(z.string()).max(mostLines, error))
  return {
    make: z.object({
      title: text(make.nameError, titleLimit),
      problem: text(make.textError),
      effect: text(make.textError),
      followUp: text(make.textError),
      from: day(make.dayError),
      to: day(make.toError),
      decidedOn: day(make.dayError),
      commitments: lines(make.commitmentsError),
    }),
    extend: z.object({
      to: day(extend.toError),
      decidedOn: day(make.dayError),
      why: text(make.textError),
      commitments: lines(make.commitmentsError),
    }),
    end: z.object({ why: text(make.textError) }),
  }
}

type Data = Readonly<Record<string, unknown>>

/** Reads the form for a new promise. */
export async function readNewPromise(
  world: World,
  ask: Ask,
  data: Data,
  rules: PrivacyRules,
): Promise<Read<NewPromise>> {
  const parsed = schemas[ask.locale].make.safeParse(data)
  if (!parsed.success) return { kind: 'faulty', problems: problemsOf(parsed.error) }
  const { title, problem, effect, followUp, from, to, decidedOn, commitments } = parsed.data
  const { make } = promiseWords(ask.locale)
  const latest = plusDays(localDate(world.clock.now()), longestDays)
  if (to <= from || to > latest) return { kind: 'faulty', problems: { to: make.toError } }
  if (commitments.length === 0) return { kind: 'faulty', problems: { commitments: make.commitmentsError } }
  const lines = await linesOf(world, ask, commitments)
  if (typeof lines === 'string') return { kind: 'faulty', problems: { commitments: lines } }
  const checked = checkFields({ title, problem, effect, followUp, ...lines.texts }, rules, decisionIn(data))
  if (checked.kind === 'advice') return checked
  const { texts } = checked
  return {
    kind: 'read',
    said: {
      title: texts.title ?? nothingWritten,
      problem: texts.problem ?? nothingWritten,
      effect: texts.effect ?? nothingWritten,
      followUp: texts.followUp ?? nothingWritten,
      why: texts.problem ?? nothingWritten,
      from,
      to,
      decidedOn,
      commitments: lines.commitmentsOf(texts),
    },
  }
}

/** Reads the form that extends a promise; `last` is the last day it has now. */
export async function readExtension(
  world: World,
  ask: Ask,
  data: Data,
  rules: PrivacyRules,
  last: LocalDate,
): Promise<Read<Extension>> {
  const parsed = schemas[ask.locale].extend.safeParse(data)
  if (!parsed.success) return { kind: 'faulty', problems: problemsOf(parsed.error) }
  const { to, decidedOn, why, commitments } = parsed.data
  const { extend, make } = promiseWords(ask.locale)
  const today = localDate(world.clock.now())
  if (to <= last || to <= decidedOn || to > plusDays(today, longestDays))
    return { kind: 'faulty', problems: { to: extend.toError } }
  if (decidedOn > today) return { kind: 'faulty', problems: { decidedOn: make.dayError } }
  const lines = await linesOf(world, ask, commitments)
  if (typeof lines === 'string') return { kind: 'faulty', problems: { commitments: lines } }
  const checked = checkFields({ why, ...lines.texts }, rules, decisionIn(data))
  if (checked.kind === 'advice') return checked
  const added = lines.commitmentsOf(checked.texts)
  return {
    kind: 'read',
    said: { to, decidedOn, why: checked.texts.why ?? nothingWritten, commitments: added },
  }
}

/** Reads why a promise is ended. */
export function readEnd(ask: Ask, data: Data, rules: PrivacyRules): Read<Checked> {
  const parsed = schemas[ask.locale].end.safeParse(data)
  if (!parsed.success) return { kind: 'faulty', problems: problemsOf(parsed.error) }
  const checked = checkFields(parsed.data, rules, decisionIn(data))
  if (checked.kind === 'advice') return checked
  return { kind: 'read', said: checked.texts.why }
}

interface Lines {
  /** What is to be checked: the owner, when it is no organisation of the council, and what it promises. */
  readonly texts: Readonly<Record<string, string>>
  readonly commitmentsOf: (texts: Readonly<Record<string, Checked>>) => readonly NewCommitment[]
}

/** The commitments of some lines, or what is wrong with the first that cannot be read. */
async function linesOf(world: World, ask: Ask, typed: readonly string[]): Promise<Lines | string> {
  const organisations = await organisationsOf(world.db, ask.who.councilId)
  const read: (CommitmentLine & { of: Organisation | undefined })[] = []
  for (const [at, line] of typed.entries()) {
    const said = readCommitmentLine(line)
    if (!said || said.text.length > textLimit) return promiseWords(ask.locale).make.commitmentError(at + 1)
    read.push({ ...said, of: organisationNamed(said.owner, organisations) })
  }
  const texts = read.flatMap(({ owner, text, of }, at) => [
    [`text${at}`, text] as const,
    ...(of ? [] : [[`owner${at}`, owner] as const]),
  ])
  return {
    texts: Object.fromEntries(texts),
    commitmentsOf: (checked) =>
      read.map(({ quota, of }, at) => ({
        owner: of
          ? { id: of.id, name: of.name }
          : { id: undefined, name: checked[`owner${at}`] ?? nothingWritten },
        text: checked[`text${at}`] ?? nothingWritten,
        quota,
      })),
  }
}

/** The organisation of the council that a name means: by its whole name, or by how it begins. */
function organisationNamed(name: string, all: readonly Organisation[]): Organisation | undefined {
  const wanted = fold(name)
  const names = (one: Organisation) => [fold(one.name.sv), fold(one.name.en)]
  const exact = all.find((one) => names(one).includes(wanted))
  if (exact) return exact
  const [only, ...others] = all.filter((one) => names(one).some((each) => each.startsWith(wanted)))
  return others.length === 0 ? only : undefined
}
