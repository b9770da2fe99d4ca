import { existsSync, readFileSync } from 'node:fs'
import { parseEnv } from 'node:util'

/** What a command is told besides the configuration of the server: the environment, and a file `.env` under it. */
export function told(): Readonly<Record<string, string | undefined>> {
  return { ...(existsSync('.env') ? parseEnv(readFileSync('.env', 'utf8')) : {}), ...process.env }
}
