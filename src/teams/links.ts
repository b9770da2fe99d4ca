import type restify from 'restify'
import { answerCalendar } from './calendar.ts'
import type { ServerParts } from './door.ts'
import { faultOf } from './fault.ts'
import { answerFile } from './files.ts'
import type { CalendarDesk, FileDesk } from './options.ts'
import type { Handled } from './turn-parts.ts'
import { filePageWords } from './words.ts'

/** For people and for their programs, which ask again: most often the database is gone for a moment. */
const notNow = `${filePageWords('sv').broken}\n\n${filePageWords('en').broken}\n`

/** Is told of work under way, which is waited for when the process stops. */
export type Track = (job: Promise<unknown>) => void

/** Opens `/files/TOKEN`. */
export function serveFiles(server: restify.Server, desk: FileDesk, parts: ServerParts, track: Track): void {
  const handle = answering('a link to a file', parts, track, (request, response) =>
    answerFile(desk, String(request.params.token), parts.askedFrom(request), request, response),
  )
  const path = '/files/:token'
  server.get(path, handle)
  server.head(path, handle)
  server.post(path, handle)
}

/** Opens `/calendar/TOKEN.ics`. */
export function serveCalendars(
  server: restify.Server,
  desk: CalendarDesk,
  parts: ServerParts,
  track: Track,
): void {
  const handle = answering('a look at a calendar', parts, track, (request, response) =>
    answerCalendar(desk, String(request.params.name), parts.askedFrom(request), request, response),
  )
  const path = '/calendar/:name'
  server.get(path, handle)
  server.head(path, handle)
}

/** One request with a secret in its address: one line in the log, which tells nothing of it; of a flood the first only. */
function answering(
  what: string,
  { log, metrics }: ServerParts,
  track: Track,
  answer: (request: restify.Request, response: restify.Response) => Promise<Handled>,
): (request: restify.Request, response: restify.Response) => Promise<void> {
  return async (request, response) => {
    const job = answer(request, response)
    track(job)
    try {
      const { status, quiet } = await job
      if (status === 404) metrics.refused.inc({ why: 'link' })
      if (status === 429) metrics.refused.inc({ why: 'tooMany' })
      if (!quiet) log.info({ method: request.method, status }, what)
    } catch (problem) {
      log.error({ fault: faultOf(problem) }, `${what} could not be answered`)
      if (response.headersSent) response.destroy()
      else response.sendRaw(503, notNow, { 'Content-Type': 'text/plain; charset=utf-8', 'Retry-After': '60' })
    }
  }
}
