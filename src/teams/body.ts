import type { IncomingMessage } from 'node:http'

/** The largest activity we read, in bytes. Teams sends a few kilobytes. */
const mostBodyBytes = 256 * 1024

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
    return { json: JSON.parse(bytes.toString('utf8')) }
  } catch {
    return { refused: 400 }
  }
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
