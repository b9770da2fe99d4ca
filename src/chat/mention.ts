import type { Person } from '../shared/person.ts'

/**
 * A person who is told by Teams that a card names them
 * (https://learn.microsoft.com/microsoftteams/platform/task-modules-and-cards/cards/cards-format#mention-support-within-adaptive-cards).
 */
export interface Mention {
  readonly type: 'mention'
  /** What stands in the card's text, in the same letters. */
  readonly text: string
  readonly mentioned: { readonly id: string; readonly name: string }
}

/** The mention of somebody by their title, which is the only name we know. */
export function mentionOf({ aadObjectId }: Person, title: string): Mention {
  const name = title.replace(/[<>]/g, '')
  return { type: 'mention', text: `<at>${name}</at>`, mentioned: { id: aadObjectId, name } }
}

/** The card with the people whom its text names by `text` of their mentions. */
export function mentioning<Shown extends object>(card: Shown, mentions: readonly Mention[]): Shown {
  const entities = [...new Map(mentions.map((mention) => [mention.text, mention])).values()]
  return entities.length > 0 ? { ...card, msteams: { entities } } : card
}
