import { createHash } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Locale } from '../shared/locale.ts'
import type { FileDesk, HandedOut } from './options.ts'
import type { Handled } from './turn-parts.ts'
import { filePageWords } from './words.ts'

/** The look of the few pages we show; no script, and nothing from elsewhere. */
const style = [
  'body{font:1.125rem/1.5 system-ui,sans-serif;margin:0;background:#fff;color:#1b1b1b}',
  'main{max-width:34rem;margin:0 auto;padding:3rem 1.25rem}',
  'h1{font-size:1.6rem;line-height:1.25;margin:0 0 1rem}',
  'button{font:inherit;font-weight:600;padding:.75rem 1.5rem;border:0;border-radius:.4rem;background:#4f52b2;color:#fff}',
  'button:focus-visible{outline:3px solid #1b1b1b;outline-offset:3px}',
  '@media (prefers-color-scheme:dark){body{background:#1b1b1b;color:#fff}button:focus-visible{outline-color:#fff}}',
].join('')
const styleHash = createHash('sha256').update(style).digest('base64')

/** Beside what every answer has (headers.ts): its own look and its own button, and no place in a search engine. */
const safely = {
  'X-Robots-Tag': 'noindex, nofollow',
  'Content-Security-Policy': `default-src 'none'; style-src 'sha256-${styleHash}'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'`,
}

/** What goes back over HTTP. */
interface Sent {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: Uint8Array | string
  readonly quiet?: boolean
}

/**
 * Answers `/files/TOKEN`. A chat client opens every link it is shown to make a preview of it, so to look (GET, HEAD)
 * takes nothing: it gives a page with a button, and only the button (POST) hands the file out, once.
 * Gives what the log is told; what was asked for is never logged.
 */
export async function answerFile(
  desk: FileDesk,
  token: string,
  address: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<Handled> {
  const sent =
    request.method === 'POST' ? await handOut(desk, token, address) : await show(desk, token, address)
  response.writeHead(sent.status, {
    ...safely,
    ...sent.headers,
    'Content-Length': String(Buffer.byteLength(sent.body)),
  })
  response.end(request.method === 'HEAD' ? undefined : sent.body)
  return { status: sent.status, quiet: sent.quiet ?? false }
}

async function show(desk: FileDesk, token: string, address: string): Promise<Sent> {
  const looked = await desk.look(token, address)
  if (looked.kind !== 'there') return turnedAway(looked)
  const words = filePageWords(looked.locale)
  const form = `<form method="post"><button>${words.fetch}</button></form>`
  return page(200, looked.locale, words.title, `<p>${words.explain}</p>${form}`)
}

async function handOut(desk: FileDesk, token: string, address: string): Promise<Sent> {
  const opened = await desk.open(token, address)
  return opened.kind === 'file' ? download(opened.file) : turnedAway(opened)
}

function download({ name, contentType, body }: HandedOut): Sent {
  const headers = { 'Content-Type': contentType, 'Content-Disposition': attachment(name) }
  return { status: 200, headers, body }
}

/** The same words whatever was wrong, in both languages: whose link it was, if anybody's, is told to nobody. */
function turnedAway(why: Exclude<Awaited<ReturnType<FileDesk['look']>>, { kind: 'there' }>): Sent {
  const [sv, en] = [filePageWords('sv'), filePageWords('en')]
  const english = (text: string) => `<p lang="en">${text}</p>`
  if (why.kind === 'gone') return page(404, 'sv', sv.goneTitle, `<p>${sv.gone}</p>${english(en.gone)}`)
  const sent = page(429, 'sv', sv.tooManyTitle, `<p>${sv.tooMany}</p>${english(en.tooMany)}`)
  const seconds = String(Math.ceil(why.waitMs / 1000))
  return { ...sent, headers: { ...sent.headers, 'Retry-After': seconds }, quiet: !why.first }
}

function page(status: number, locale: Locale, title: string, body: string): Sent {
  const html = [
    `<!doctype html><html lang="${locale}"><head><meta charset="utf-8">`,
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    `<title>${title} – Tryggve</title><style>${style}</style></head>`,
    `<body><main><h1>${title}</h1>${body}</main></body></html>`,
  ].join('')
  return { status, headers: { 'Content-Type': 'text/html; charset=utf-8' }, body: html }
}

/** The name in full for everybody who reads RFC 6266, and without dots and rings for who does not. */
function attachment(name: string): string {
  const plain = name
    .normalize('NFD')
    .replace(/\p{Mn}/gu, '')
    .replace(/[^\w .-]/g, '_')
  const whole = encodeURIComponent(name).replace(
    /['()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  )
  return `attachment; filename="${plain}"; filename*=UTF-8''${whole}`
}
