import type { IncomingMessage, ServerResponse } from 'node:http'
import type { CalendarDesk } from './options.ts'
import type { Handled } from './turn-parts.ts'
import { calendarPageWords } from './words.ts'

/** Beside what every answer has (headers.ts): no place in a search engine. */
const safely = { 'X-Robots-Tag': 'noindex, nofollow' }

/**
 * Answers `/calendar/TOKEN.ics` (GET, HEAD), with no body when the program has read the same already (If-None-Match).
 * Gives what the log is told; what was asked for is never logged.
 */
export async function answerCalendar(
  desk: CalendarDesk,
  name: string,
  address: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<Handled> {
  // Without its ending it is a wrong address like any other, and is looked for as one.
  const token = name.endsWith('.ics') ? name.slice(0, -'.ics'.length) : ''
  const read = await desk.read(token, address)
  const { status, headers, body } = sent(read, request)
  const length = status === 304 ? {} : { 'Content-Length': String(Buffer.byteLength(body)) }
  response.writeHead(status, { ...safely, ...headers, ...length })
  response.end(request.method === 'HEAD' || status === 304 ? undefined : body)
  return { status, quiet: 'first' in read && !read.first }
}

type Read = Awaited<ReturnType<CalendarDesk['read']>>

function sent(read: Read, request: IncomingMessage) {
  if (read.kind !== 'calendar') return turnedAway(read)
  const tag = `"${read.tag}"`
  // Whoever reads it asks us again each time: an address that has been changed must open nothing, anywhere.
  const headers = { ETag: tag, 'Cache-Control': 'private, no-cache' }
  if (knows(request, tag)) return { status: 304, headers, body: '' }
  const about = { 'Content-Type': read.contentType, 'Content-Disposition': 'inline; filename="tryggve.ics"' }
  return { status: 200, headers: { ...headers, ...about }, body: read.body }
}

/** The same words whatever was wrong, in both languages. */
function turnedAway(why: Exclude<Read, { kind: 'calendar' }>) {
  const [sv, en] = [calendarPageWords('sv'), calendarPageWords('en')]
  const headers = { 'Content-Type': 'text/plain; charset=utf-8', 'Cache-Control': 'no-store' }
  if (why.kind === 'gone') return { status: 404, headers, body: `${sv.gone}\n\n${en.gone}\n` }
  const seconds = String(Math.ceil(why.waitMs / 1000))
  return {
    status: 429,
    headers: { ...headers, 'Retry-After': seconds },
    body: `${sv[why.kind]}\n\n${en[why.kind]}\n`,
  }
}

/** Whether the program says that it has this one (RFC 9110 section 13.1.2: compared without regard to strength). */
function knows(request: IncomingMessage, tag: string): boolean {
  const known = String(request.headers['if-none-match'] ?? '').split(',')
  return known.some((one) => ['*', tag].includes(one.trim().replace(/^W\//, '')))
}
