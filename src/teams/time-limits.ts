/** What shows an answer that is waited for: a card, a dialog that it opened, or the dialog or list of a message extension. */
export type ShownIn = 'card' | 'dialog' | 'extension'

/**
 * After how long somebody is told to wait, in milliseconds. Teams gives a message extension 5 s
 * (https://learn.microsoft.com/microsoftteams/platform/messaging-extensions/how-to/action-commands/respond-to-task-module-submit),
 * and the same client waits for a dialog; a press on a card has 10 to 15 s. The way there and back takes some of them.
 */
export const answerWithinMs: Readonly<Record<ShownIn, number>> = {
  card: 12_000,
  dialog: 4_000,
  extension: 4_000,
}
