import { convert } from 'html-to-text'
import type { Offers } from '../chat/index.ts'
import { cardAttachment } from './attachment.ts'

/**
 * The commands of the message extension, as manifest.json has them
 * (https://learn.microsoft.com/microsoftteams/platform/messaging-extensions/what-are-messaging-extensions).
 */
export const reportMessageCommand = 'reportMessage'

/** A longer message is cut: nobody reads it through in a form. */
const longestMessage = 2_000

/**
 * What a message of a chat says, as one line after the word that opens the form: without who wrote it, whom it mentions
 * and what it quotes, because those are people.
 */
export function lineOfMessage(payload: unknown): string {
  const body = field(payload, 'body')
  const content = field(body, 'content')
  if (typeof content !== 'string') return 'rapportera'
  const text = field(body, 'contentType') === 'text' ? content : textOfHtml(content)
  const line = text.replace(/\s+/g, ' ').replace(/ ([,.;:!?])/g, '$1')
  return `rapportera ${line.trim().slice(0, longestMessage)}`.trim()
}

function textOfHtml(html: string): string {
  return convert(html, {
    wordwrap: false,
    limits: { maxInputLength: 100_000, maxDepth: 50 },
    selectors: [
      ...['at', 'blockquote', 'attachment', 'img', 'codeblock'].map((selector) => ({
        selector,
        format: 'skip',
      })),
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
