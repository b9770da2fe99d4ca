import { accessSync, constants } from 'node:fs'
import { delimiter, join } from 'node:path'
import { type Browser, chromium } from 'playwright-core'
import { withoutClock } from './clock.ts'

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable']

/** Starts the Chromium of this machine, without a window. Ends the process with a cure when there is none. */
export async function launchBrowser(): Promise<Browser> {
  const executablePath = process.env.CHROMIUM || onPath()
  if (!executablePath) {
    console.error(
      'The journeys need Chromium, and there is none on PATH. On Debian: apt-get install chromium. Elsewhere, say where it is: CHROMIUM=/path/to/chromium npm run e2e',
    )
    process.exit(1)
  }
  const args = ['--no-sandbox', '--disable-gpu', '--disable-background-networking']
  return chromium.launch({
    handleSIGINT: false,
    handleSIGTERM: false,
    handleSIGHUP: false,
    executablePath,
    // Chromium does not bear that somebody else tells it the time.
    env: { ...process.env, ...withoutClock },
    args: [...args, '--disable-component-update', '--disable-sync', '--no-first-run'],
  })
}

function onPath(): string | undefined {
  const folders = (process.env.PATH ?? '').split(delimiter)
  return folders.flatMap((folder) => names.map((name) => join(folder, name))).find(isExecutable)
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}
