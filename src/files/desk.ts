import { RateLimiterMemory, type RateLimiterRes } from 'rate-limiter-flexible'
import type { World } from '../database/index.ts'
import type { Locale } from '../shared/locale.ts'
import { type FileLink, findLink, useLink } from './link.ts'

/** So many wrong links a minute from one address; then it is told to wait for each wrong one more. */
const mostWrong = 20
const wrongWindowSeconds = 60

/** A file as it is handed out. */
export interface OpenedFile {
  /** With its ending: `Åtgärdsplan.xlsx`. */
  readonly name: string
  readonly contentType: string
  readonly body: Uint8Array
}

/**
 * Makes a file for who asked, from today's truth; undefined when they may not have it (any more). The link says only
 * who asked: rights are asked again here.
 */
export type MakeFile = (link: FileLink) => Promise<OpenedFile | undefined>

/** What comes of a link. A wrong one, a used one, an old one and one without right are all the same. */
export type Looked =
  | { readonly kind: 'there'; readonly locale: Locale }
  | { readonly kind: 'gone' }
  /** Wrong, and one of many; `first` is the first no of this minute. */
  | { readonly kind: 'tooMany'; readonly waitMs: number; readonly first: boolean }
export type Opened = Exclude<Looked, { kind: 'there' }> | { readonly kind: 'file'; readonly file: OpenedFile }

/** Where links are handed in; `address` is where the request comes from. */
export interface FileDesk {
  /** Whether a link works; it still does afterwards. */
  readonly look: (token: string, address: string) => Promise<Looked>
  /** The file behind a link, which is used up by it. */
  readonly open: (token: string, address: string) => Promise<Opened>
}

/**
 * The desk where links are handed in. `makers` makes the files, by kind. Wrong links are counted in the memory of each
 * process, and only they: a link that is right opens, whatever somebody else on the same network has tried (decision 37).
 */
export function createFileDesk(world: World, makers: ReadonlyMap<string, MakeFile>): FileDesk {
  const wrong = new RateLimiterMemory({ points: mostWrong, duration: wrongWindowSeconds })

  /** Looks first, so that neither a right link nor a fault of ours is counted as a guess. */
  async function counted<T extends Looked | Opened>(
    address: string,
    answer: () => Promise<T>,
  ): Promise<T | Extract<Looked, { kind: 'tooMany' }>> {
    const answered = await answer()
    if (answered.kind !== 'gone') return answered
    const refused = await wrong.consume(address).then(
      () => undefined,
      (no: RateLimiterRes) => no,
    )
    if (!refused) return answered
    return { kind: 'tooMany', waitMs: refused.msBeforeNext, first: refused.consumedPoints === mostWrong + 1 }
  }

  return {
    look: (token, address) =>
      counted(address, async (): Promise<Looked> => {
        const link = await findLink(world, token)
        return link && makers.has(link.kind) ? { kind: 'there', locale: link.locale } : { kind: 'gone' }
      }),
    open: (token, address) =>
      counted(address, async (): Promise<Opened> => {
        const link = await findLink(world, token)
        // Made first, so that a link is not lost on a file that failed.
        const file = link && (await makers.get(link.kind)?.(link))
        return link && file && (await useLink(world, token, link)) ? { kind: 'file', file } : { kind: 'gone' }
      }),
  }
}
