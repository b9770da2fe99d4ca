import { types } from 'node:util'

/** An error as it may stand in a log: what kind and where, without its message, which may hold what somebody wrote. */
export function faultOf(problem: unknown): { name: string; code?: string; at?: string } {
  if (!types.isNativeError(problem)) return { name: typeof problem }
  const { code } = problem as NodeJS.ErrnoException
  const frames = problem.stack?.split('\n').filter((line) => /^\s+at /.test(line))
  return {
    name: problem.name,
    ...(code ? { code } : {}),
    ...(frames ? { at: frames.map((line) => line.trim()).join(' | ') } : {}),
  }
}
