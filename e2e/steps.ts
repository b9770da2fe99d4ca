import { setTimeout as sleep } from 'node:timers/promises'

const stepMs = 90_000

async function tooLong(): Promise<never> {
  await sleep(stepMs, undefined, { ref: false })
  throw new Error(`it was not done within ${stepMs / 1000} s`)
}

/** Counts what was tried. A step that fails is told at once; those after it are not tried and count as failed. */
export class Steps {
  passed = 0
  failed = 0
  #broken = false

  /** One thing that must be so. `fails` is called when it is not, before the next step. */
  async step(name: string, check: () => Promise<void>, fails?: () => Promise<unknown>): Promise<void> {
    if (this.#broken) {
      this.failed++
      console.log(`  -  ${name} (not tried)`)
      return
    }
    const begun = performance.now()
    try {
      await Promise.race([check(), tooLong()])
      this.passed++
      console.log(`  ✓  ${name} (${Math.round(performance.now() - begun)} ms)`)
    } catch (problem) {
      this.failed++
      this.#broken = true
      console.log(`  ✗  ${name}\n\n${problem instanceof Error ? problem.stack : problem}\n`)
      await fails?.()
    }
  }

  /** Steps after this one are tried though an earlier one failed. */
  goOn(): void {
    this.#broken = false
  }
}
