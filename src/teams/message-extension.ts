import { convert } from 'html-to-text'
import { momentIn, type Offers, type Words } from '../chat/index.ts'
import { cutTo } from '../shared/text.ts'
import { cardAttachment } from './attachment.ts'

/**
 * The commands of the message extension, as manifest.json has them
 * (https://learn.microsoft.com/microsoftteams/platform/messaging-extensions/what-are-messaging-extensions).
 */
export const reportMessageCommand = 'reportMessage'

/** A longer message is cut, which the form says: nobody reads it through there. */
const longestMessage = 2_000

/** Stands before what begins a point of a list while the text is made; no message has it. */
const point = '\u0001'

/**
 * What a message of a chat says, as one line after the word that opens the form: without who wrote it, whom it mentions
 * and what it quotes, because those are people. With it, when it was written, and whether it had more to say.
 */
export function wordsOfMessage(payload: unknown): Words {
  const body = field(payload, 'body')
  const content = field(body, 'content')
  const subject = field(payload, 'subject')
  const html = field(body, 'contentType') !== 'text'
  const said = typeof content !== 'string' ? '' : html ? textOfHtml(content) : content
  const whole = [typeof subject === 'string' ? sentence(subject) : '', inOneLine(said)]
    .filter(Boolean)
    .join(' ')
  const text = cutTo(whole, longestMessage).trim()
  const quoted = { writtenAt: momentIn(field(payload, 'createdDateTime')), isCut: text.length < whole.length }
  return { kind: 'words', text: `rapportera ${text}`.trim(), quoted }
}

/** The heading of a post, as a sentence before what the post says. */
function sentence(subject: string): string {
  const text = inOneLine(subject)
  return text && !/[.!?:]$/.test(text) ? `${text}.` : text
}

function inOneLine(text: string): string {
  return text
    .replace(/\s+/g, ' ')
    .replace(new RegExp(`(^|[.,;:!?])\\s*${point}`, 'g'), '$1 ')
    .replace(new RegExp(`\\s*${point}`, 'g'), ', ')
    .replace(/ ([,.;:!?])/g, '$1')
    .trim()
}

function textOfHtml(html: string): string {
  return convert(html.replaceAll(point, ''), {
    wordwrap: false,
    limits: { maxInputLength: 100_000, maxDepth: 50 },
    selectors: [
      ...['at', 'blockquote', 'attachment', 'img', 'codeblock', 'hr'].map((selector) => ({
        selector,
        format: 'skip',
      })),
      ...['h1', 'h2', 'h3', 'h4', 'h5', 'h6'].map((selector) => ({
        selector,
        options: { uppercase: false },
      })),
      ...['ul', 'ol'].map((selector) => ({
        selector,
        format: 'unorderedList',
        options: { itemPrefix: point },
      })),
      { selector: 'table', format: 'dataTable', options: { uppercaseHeaderCells: false } },
      { selector: 'a', options: { ignoreHref: true } },
    ],
  })
}

/** The text that somebody looks for; empty on the first run, when nothing is written yet. */
export function textLookedFor(value: unknown): string {
  const parameters = field(value, 'parameters')
  const named = Array.isArray(parameters)
    ? parameters.find((each) => field(each, 'name') === 'text')
    : undefined
  const text = field(named, 'value')
  return typeof text === 'string' ? text.slice(0, 500) : ''
}

/** What was found, as the list that Teams shows; each with the card that is put in the chat. */
export function offersAnswer(offers: Offers): object {
  if (offers.kind === 'text') return { composeExtension: { type: 'message', text: offers.text } }
  return {
    composeExtension: {
      type: 'result',
      attachmentLayout: 'list',
      attachments: offers.offers.map(({ title, under, card }) => ({
        ...cardAttachment(card),
        preview: { contentType: 'application/vnd.microsoft.card.thumbnail', content: { title, text: under } },
      })),
    },
  }
}

function field(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[name] : undefined
}
