import type { z } from 'zod'
import type { Locale } from '../shared/locale.ts'
import type { Person, Role } from '../shared/person.ts'
import type { Ask, OutsiderAsk } from './caller.ts'
import type { Where } from './intent.ts'
import type { Reply } from './reply.ts'

/** How a command is explained: what to write, what it gives, and a line to copy. */
export interface Help {
  readonly write: string
  readonly gives: string
  readonly example?: string
}

/**
 * How an operator is answered, who runs the bot for all councils: in their own chat, and whether or not they are a member
 * of any. Who is one is asked at every line and press.
 */
export interface ForOperator<Said> {
  readonly isOperator: (person: Person) => boolean
  readonly run: (ask: OutsiderAsk, said: Said) => Promise<Reply>
}

/** How a person is answered as an operator there; undefined when they are none, or others would read it. */
export function operatorsAnswer<Said>(
  { forOperator }: { readonly forOperator?: ForOperator<Said> },
  { who, where }: { readonly who: Person; readonly where: Where },
): ForOperator<Said>['run'] | undefined {
  return where.kind === 'personal' && forOperator?.isOperator(who) ? forOperator.run : undefined
}

/** What a person can write. Declared once: the router, the help and the tests all read it here. */
export interface Command {
  /** `<feature>.<verb>`, unique. */
  readonly id: string
  /** The Swedish word or words it is called by. */
  readonly name: string
  readonly aliases: readonly string[]
  /** A text that means this command all by itself, like a number of an incident; the text is then its argument. */
  readonly pattern?: RegExp
  readonly roles: readonly Role[]
  readonly help: (locale: Locale) => Help
  /** Answers; `rest` is what was written after the name, tidied. */
  readonly run: (ask: Ask, rest: string) => Promise<Reply>
  /** How somebody who belongs to no council is answered; without it they are told how to join. */
  readonly runForOutsider?: (ask: OutsiderAsk, rest: string) => Promise<Reply>
  readonly forOperator?: ForOperator<string>
}

/** What was wrong in a form: the input's id and a sentence about the cure. */
export type Problems = Readonly<Record<string, string>>

/** What a person can press. */
export interface PressHandler {
  /** `<feature>.<verb>`, the verb of the card's button. */
  readonly verb: string
  readonly roles: readonly Role[]
  /** Answers, from untrusted data; `once` is the id that makes the act happen once. */
  readonly run: (ask: Ask, data: Readonly<Record<string, unknown>>) => Promise<Reply>
  /**
   * How somebody is answered who is not in the council that the card points at, or in none; without it they are refused.
   * The data is as untrusted as ever, and what it points at is no council of theirs.
   */
  readonly runForOutsider?: (ask: OutsiderAsk, data: Readonly<Record<string, unknown>>) => Promise<Reply>
  readonly forOperator?: ForOperator<Readonly<Record<string, unknown>>>
  /** Only shows what there is, so a client may ask by itself when somebody looks at a card. */
  readonly reads?: true
}

/**
 * A press with its form: the data is parsed by `input`; when it does not fit, `again` gives the form back with what was
 * typed (`typed`) and what is wrong.
 */
export function press<Input>(declared: {
  verb: string
  roles: readonly Role[]
  input: (locale: Locale) => z.ZodType<Input>
  run: (ask: Ask, input: Input) => Promise<Reply>
  again: (ask: Ask, typed: Readonly<Record<string, string>>, problems: Problems) => Promise<Reply>
}): PressHandler {
  return {
    verb: declared.verb,
    roles: declared.roles,
    run: answered(declared),
  }
}

/** A press with its form that an outsider may make; a member is answered by `runForMember`. */
export function pressForOutsider<Input>(declared: {
  verb: string
  roles: readonly Role[]
  input: (locale: Locale) => z.ZodType<Input>
  run: (ask: OutsiderAsk, input: Input) => Promise<Reply>
  again: (ask: OutsiderAsk, typed: Readonly<Record<string, string>>, problems: Problems) => Promise<Reply>
  runForMember: (ask: Ask) => Promise<Reply>
}): PressHandler {
  return {
    verb: declared.verb,
    roles: declared.roles,
    run: (ask) => declared.runForMember(ask),
    runForOutsider: answered(declared),
  }
}

function answered<Who extends Ask | OutsiderAsk, Input>(declared: {
  input: (locale: Locale) => z.ZodType<Input>
  run: (ask: Who, input: Input) => Promise<Reply>
  again: (ask: Who, typed: Readonly<Record<string, string>>, problems: Problems) => Promise<Reply>
}) {
  return async (ask: Who, data: Readonly<Record<string, unknown>>): Promise<Reply> => {
    const parsed = declared.input(ask.locale).safeParse(data)
    if (parsed.success) return declared.run(ask, parsed.data)
    return declared.again(ask, typedTexts(data), problemsOf(parsed.error))
  }
}

/** What was typed in a form, as texts, to give it back. */
export function typedTexts(data: Readonly<Record<string, unknown>>): Record<string, string> {
  const texts = Object.entries(data).filter(
    (entry): entry is [string, string] => typeof entry[1] === 'string',
  )
  return Object.fromEntries(texts)
}

/** What zod has against a form: the first fault of each field. */
export function problemsOf(error: z.ZodError): Problems {
  const problems: Record<string, string> = {}
  for (const issue of error.issues) {
    const field = String(issue.path[0] ?? 'form')
    problems[field] ??= issue.message
  }
  return problems
}

/** Everything one feature lets a person say and press. */
export interface Sayable {
  readonly commands: readonly Command[]
  readonly presses: readonly PressHandler[]
}

/** The page that a button asks for; the first, when it is not said or is no number. */
export function pageFrom(wanted: unknown): number {
  return typeof wanted === 'string' && /^\d{1,4}$/.test(wanted) ? Number(wanted) : 1
}
