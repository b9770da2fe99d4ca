import { ConfigFaults } from '../src/config.ts'

type Fault = abstract new (...given: never[]) => Error

/** Runs a command with what was written after its name. A fault that people can mend is told to them; the exit code is 1. */
export async function orSayWhy(
  mendable: readonly Fault[],
  run: (parameters: readonly string[]) => Promise<void>,
): Promise<void> {
  try {
    await run(process.argv.slice(2))
  } catch (problem) {
    const known = [ConfigFaults, ...mendable].some((fault) => problem instanceof fault)
    console.error(known ? (problem as Error).message : problem)
    process.exitCode = 1
  }
}
