import { rmSync } from 'node:fs'

/** After all tests: the PostgreSQL that they shared is stopped, and its folder and that of the templates are deleted. */
export default async function stopPostgres(): Promise<void> {
  await globalThis.testPostgres?.stop()
  if (globalThis.testFolder) rmSync(globalThis.testFolder, { recursive: true, force: true })
}
