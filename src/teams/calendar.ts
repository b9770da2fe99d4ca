import type { IncomingMessage, ServerResponse } from 'node:http'
import type { CalendarDesk } from './options.ts'
import { calendarPageWords } from './words.ts'

/** Beside what every answer has (headers.ts): no place in a search engine. */
const safely = { 'X-Robots-Tag': 'noindex, nofollow' }

/**
 * Answers `/calendar/TOKEN.ics` (GET, HEAD), with no body when the program has read the same already (If-None-Match).
 * Gives the HTTP status, for the log; what was asked for is never logged.
 */
export async function answerCalendar(
  desk: CalendarDesk,
  name: string,
  address: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<number> {
  // Without its ending it is a wrong address like any other, and is looked for as one.
  const token = name.endsWith('.ics') ? name.slice(0, -'.ics'.length) : ''
  const { status, headers, body } = sent(await desk.read(token, address), request)
  const length = status === 304 ? {} : { 'Content-Length': String(Buffer.byteLength(body)) }
  response.writeHead(status, { ...safely, ...headers, ...length })
  response.end(request.method === 'HEAD' || status === 304 ? undefined : body)
  return status
}

function sent(read: Awaited<ReturnType<CalendarDesk['read']>>, request: IncomingMessage) {
  if (read.kind !== 'calendar') return turnedAway(read)
  const tag = `"${read.tag}"`
  // Whoever reads it asks us again each time: an address that has been changed must open nothing, anywhere.
  const headers = { ETag: tag, 'Cache-Control': 'private, no-cache' }
  if (knows(request, tag)) return { status: 304, headers, body: '' }
  const about = { 'Content-Type': read.contentType, 'Content-Disposition': 'inline; filename="tryggve.ics"' }
  return { status: 200, headers: { ...headers, ...about }, body: read.body }
}

/** The same words whatever was wrong, in both languages. */
function turnedAway(why: { kind: 'gone' } | { kind: 'tooMany'; waitMs: number }) {
  const [sv, en] = [calendarPageWords('sv'), calendarPageWords('en')]
  const headers = { 'Content-Type': 'text/plain; charset=utf-8', 'Cache-Control': 'no-store' }
  if (why.kind === 'gone') return { status: 404, headers, body: `${sv.gone}\n\n${en.gone}\n` }
  const seconds = String(Math.ceil(why.waitMs / 1000))
  return {
    status: 429,
    headers: { ...headers, 'Retry-After': seconds },
    body: `${sv.tooMany}\n\n${en.tooMany}\n`,
  }
}

/** Whether the program says that it has this one (RFC 9110 section 13.1.2: compared without regard to strength). */
function knows(request: IncomingMessage, tag: string): boolean {
  const known = String(request.headers['if-none-match'] ?? '').split(',')
  return known.some((one) => ['*', tag].includes(one.trim().replace(/^W\//, '')))
}
