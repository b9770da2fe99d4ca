import { types } from 'node:util'

/** A line of a stack as Node writes one: it names a file, a part of Node, or nothing at all. */
const place = /^ {4}at (?:.* \()?(?:file:\/\/|node:|\/|[A-Z]:\\|<anonymous>|index \d)/

/** An error as it may stand in a log: what kind and where, without its message, which may hold what somebody wrote. */
export function faultOf(problem: unknown): { name: string; code?: string; at?: string } {
  if (!types.isNativeError(problem)) return { name: typeof problem }
  const { code } = problem as NodeJS.ErrnoException
  // The stack begins with the message, and lines of that may look like places.
  const frames = problem.stack
    ?.replace(problem.message, '')
    .split('\n')
    .filter((line) => place.test(line))
  return {
    name: problem.name,
    ...(code ? { code } : {}),
    ...(frames ? { at: frames.map((line) => line.trim()).join(' | ') } : {}),
  }
}
