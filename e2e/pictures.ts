import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import type { Locator } from 'playwright-core'
import { difference, fileOf, type Minutes, shownIn, whatIsShown, withoutTheRun } from './shown.ts'

const folder = fileURLToPath(new URL('../docs/pictures/', import.meta.url))
const acceptedFile = join(folder, 'shown.txt')
const changedFolder = join(tmpdir(), 'tryggve-e2e-changed')

/** What comes a moment later, an input that fills itself or a card that is shown anew, has come by then. */
const settlesMs = 5_000
const lookAgainMs = 250

/** Each picture is taken twice: of the window, and of the card alone as a phone shows it. */
export const kinds = ['wide', 'narrow'] as const
type Kind = (typeof kinds)[number]

/** Pictures that are made elsewhere: of documents, see docx-pictures.ts. */
const madeElsewhere = /-docx\.png$/

/** What is pictured. */
interface Subject {
  readonly name: string
  readonly of: Locator
  /** The minutes of the day that the clock has shown since what is pictured began. */
  readonly running: readonly Minutes[]
  /** Whether what it shows hangs on nothing but its own journey and those before it, and all of those were made. */
  readonly comparable: boolean
  readonly shoot: (kind: Kind, path: string) => Promise<unknown>
}

/**
 * The pictures of docs/pictures, and what they show in words (shown.txt). A picture that shows something else than was
 * accepted is a fault; UPDATE_PICTURES=1 accepts, and takes it anew.
 */
class Pictures {
  readonly #accepts = process.env.UPDATE_PICTURES === '1'
  readonly #taken = new Set<string>()
  readonly #faults: string[] = []
  readonly #shown = new Map(existsSync(acceptedFile) ? shownIn(readFileSync(acceptedFile, 'utf8')) : [])

  /** Holds what is shown against what was accepted. A fault is told by `faults`: the journey goes on to its other pictures. */
  async take({ name, of, running, comparable, shoot }: Subject): Promise<void> {
    if (this.#taken.has(name)) throw new Error(`Two pictures are called ${name}.`)
    this.#taken.add(name)
    const seen = async () => withoutTheRun(await whatIsShown(of), running)
    if (!comparable) {
      console.log(`     ${name}: neither compared nor accepted, journeys before it were left out`)
      return
    }
    if (this.#accepts) {
      this.#shown.set(name, await settled(seen))
      writeFileSync(acceptedFile, fileOf(this.#shown))
      for (const kind of kinds) await shoot(kind, join(folder, `${name}-${kind}.png`))
      return
    }
    const accepted = this.#shown.get(name)
    const now = await settled(seen, accepted)
    const faults = [
      accepted === undefined ? 'it has never been accepted' : difference(accepted, now),
      ...kinds.map((kind) => `${name}-${kind}.png`).filter((file) => !existsSync(join(folder, file))),
    ].filter(Boolean)
    if (faults.length === 0) return
    mkdirSync(changedFolder, { recursive: true })
    for (const kind of kinds) await shoot(kind, join(changedFolder, `${name}-${kind}.png`))
    writeFileSync(join(changedFolder, `${name}.txt`), `${now}\n`)
    this.#faults.push(`${name} does not show what was accepted:\n${faults.join('\n')}`)
  }

  /** Throws when a picture taken since the last time shows something else than was accepted, and says where to look. */
  examine(): void {
    const faults = this.#faults.splice(0)
    if (faults.length === 0) return
    const cure = `How they look now is in ${changedFolder}. If that is right: UPDATE_PICTURES=1 npm run e2e`
    throw new Error([...faults, cure].join('\n\n'))
  }

  /** After all journeys: what lies among the pictures though nothing takes it any more, a line each. */
  leftOver(): readonly string[] {
    const gone = [...this.#shown.keys()].filter((name) => !this.#taken.has(name))
    if (this.#accepts) {
      for (const name of gone) this.#shown.delete(name)
      writeFileSync(acceptedFile, fileOf(this.#shown))
    }
    const wanted = new Set([...this.#taken].flatMap((name) => kinds.map((kind) => `${name}-${kind}.png`)))
    const files = readdirSync(folder).filter((file) => file.endsWith('.png') && !madeElsewhere.test(file))
    return [
      ...files.filter((file) => !wanted.has(file)).map((file) => `docs/pictures/${file} is taken by nothing`),
      ...(this.#accepts ? [] : gone.map((name) => `shown.txt tells of ${name}, which nothing takes`)),
    ]
  }
}

/** What it shows when it has come to rest: as soon as it is what is waited for, or when it stays the same. */
async function settled(seen: () => Promise<string>, awaited?: string): Promise<string> {
  const begun = performance.now()
  let last = await seen()
  for (;;) {
    if (last === awaited) return last
    await sleep(lookAgainMs)
    const now = await seen()
    if (now === last && (awaited === undefined || performance.now() - begun > settlesMs)) return now
    if (performance.now() - begun > 2 * settlesMs)
      throw new Error(`it does not come to rest:\n${difference(last, now)}`)
    last = now
  }
}

export const pictures = new Pictures()
