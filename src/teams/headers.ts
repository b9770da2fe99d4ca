import helmet from 'helmet'
import type { RequestHandler } from 'restify'

/**
 * What every answer says to whoever shows it: nothing is kept, guessed, framed, run or told on; https only, where we are
 * reached by it. A page or a calendar says what it needs beyond that itself (files.ts, calendar.ts).
 */
export function safeHeaders(publicUrl = ''): RequestHandler {
  const secure = publicUrl.startsWith('https:')
  const told = helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        baseUri: ["'none'"],
        formAction: ["'none'"],
        frameAncestors: ["'none'"],
      },
    },
    crossOriginResourcePolicy: { policy: 'same-origin' },
    referrerPolicy: { policy: 'no-referrer' },
    strictTransportSecurity: secure ? { maxAge: 365 * 86_400, includeSubDomains: false } : false,
    xFrameOptions: { action: 'deny' },
    // Of no meaning to anybody who reads us: programs of Flash, of old Internet Explorer, and where pages look names up.
    xPermittedCrossDomainPolicies: false,
    xDownloadOptions: false,
    xDnsPrefetchControl: false,
  })
  return (request, response, next) => {
    response.setHeader('Cache-Control', 'no-store')
    told(request, response, next)
  }
}
