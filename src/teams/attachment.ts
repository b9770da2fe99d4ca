/** A card as Teams takes it in messages, dialogs and the lists of message extensions. */
export function cardAttachment<Shown extends object>(content: Shown) {
  return { contentType: 'application/vnd.microsoft.card.adaptive', content }
}
