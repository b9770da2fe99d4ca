import { distance } from 'fastest-levenshtein'
import { fold } from '../shared/text.ts'
import { type Ask, hasRole } from './caller.ts'
import type { Command } from './command.ts'

/** So much of a line is compared with the names, in characters: the longest name, its slips and then some. */
const mostCompared = 200
/** How many slips in a name are understood at most. */
const mostSlips = 2

/** Every way to call a command, longest first, so that "inget att rapportera" is not taken for its first word. */
export interface Name {
  readonly words: string
  readonly command: Command
}

/** The names of all commands. Throws when two have the same. */
export function namesOf(commands: readonly Command[]): readonly Name[] {
  const names = commands.flatMap((command) =>
    [command.name, ...command.aliases].map((name) => ({ words: fold(name), command })),
  )
  const twice = names.find((name, at) => names.findIndex((other) => other.words === name.words) !== at)
  if (twice) throw new Error(`the name "${twice.words}" is declared twice`)
  return names.toSorted((one, other) => other.words.length - one.words.length)
}

/** The command that a text calls by whole words, with or without åäö, and what was written after it. */
export function findCommand(
  text: string,
  names: readonly Name[],
): { command: Command; rest: string } | undefined {
  const folded = fold(text)
  const byPattern = names.find((name) => name.command.pattern?.test(text))
  if (byPattern) return { command: byPattern.command, rest: text }
  const byName = names.find(
    ({ words }) => folded === words || folded.startsWith(`${words} `) || folded.startsWith(`${words}:`),
  )
  if (!byName) return undefined
  return { command: byName.command, rest: afterWords(text, byName.words.split(' ').length) }
}

function afterWords(text: string, count: number): string {
  let rest = text
  for (let taken = 0; taken < count; taken++) rest = rest.replace(/^[^\s:]+[\s:]*/u, '')
  return rest.trim()
}

/**
 * The command this person may use whose name is at most two slips away (one, for short words), by the name its help has
 * in the person's language; and the whole line as it was meant, `longest` characters of it. However long a line is, only its
 * beginning is compared: there are many names.
 */
export function nearest(
  text: string,
  names: readonly Name[],
  ask: Ask,
  longest: number,
): { name: string; line: string } | undefined {
  const written = fold(text.slice(0, mostCompared)).split(' ')
  let best: { name: Name; slips: number } | undefined
  for (const name of names) {
    if (!hasRole(ask.who, name.command.roles)) continue
    const start = written.slice(0, name.words.split(' ').length).join(' ')
    const slips = distance(start, name.words)
    const allowed = name.words.length <= 4 ? 1 : mostSlips
    if (slips <= allowed && (!best || slips < best.slips)) best = { name, slips }
  }
  if (!best) return undefined
  const rest = afterWords(text, best.name.words.split(' ').length)
  const name = best.name.command.help(ask.locale).write
  return { name, line: `${name} ${rest}`.trim().slice(0, longest) }
}
