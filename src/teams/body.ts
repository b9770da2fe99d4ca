import type { IncomingMessage } from 'node:http'

/** The largest activity we read, in bytes. Teams sends a few kilobytes. */
const mostBodyBytes = 256 * 1024
/** The deepest. Teams nests a dozen levels; some thousands end the stack of whoever walks through them. */
const mostLevels = 64

/** A request's body, or the HTTP status that says why it is not read. */
export type Body = { readonly json: unknown } | { readonly refused: 400 | 413 | 415 }

/**
 * Reads a JSON body. restify's own body parser is not used: it unpacks gzip from anybody, and a broken archive ends
 * the process. Teams does not compress.
 */
export async function readJson(request: IncomingMessage): Promise<Body> {
  const type = request.headers['content-type']?.split(';')[0]?.trim().toLowerCase()
  if (type !== 'application/json' || request.headers['content-encoding']) return { refused: 415 }
  if (Number(request.headers['content-length'] ?? 0) > mostBodyBytes) return { refused: 413 }
  const bytes = await readBytes(request)
  if (!bytes) return { refused: 413 }
  try {
    const json: unknown = JSON.parse(bytes.toString('utf8'))
    return isTooDeep(json) ? { refused: 400 } : { json }
  } catch {
    return { refused: 400 }
  }
}

/** Level by level, as it must not go deep itself. */
function isTooDeep(json: unknown): boolean {
  let level = [json]
  for (let depth = 0; depth <= mostLevels; depth++) {
    level = level.flatMap((value) =>
      typeof value === 'object' && value !== null ? Object.values(value) : [],
    )
    if (level.length === 0) return false
  }
  return true
}

/** All bytes, or undefined when they are too many. What is too much is not kept. */
async function readBytes(request: IncomingMessage): Promise<Buffer | undefined> {
  const chunks: Buffer[] = []
  let size = 0
  return new Promise((resolve, reject) => {
    request.on('data', (chunk: Buffer) => {
      size += chunk.length
      if (size <= mostBodyBytes) chunks.push(chunk)
      else resolve(undefined)
    })
    request.on('end', () => resolve(Buffer.concat(chunks)))
    request.on('error', reject)
    request.on('close', () => reject(new Error('the request was broken off')))
  })
}
