/**
 * What a person wrote, made safe to stand in a card's text: signs that markdown would act on are shown as they are, and
 * no mention (`<at>`) and no day (`{{DATE(…)}}`, which a client would say in its own words) can be smuggled in.
 */
export function asWritten(text: string): string {
  return text
    .replace(/[\\`*_[\]<>~|#]/g, '\\$&')
    .replace(/\{(?=\{)/g, '{\\')
    .replace(/^(\s*)([-+])(\s)/gm, '$1\\$2$3')
    .replace(/^(\s*\d+)([.)])(\s)/gm, '$1\\$2$3')
    .replace(/\n/g, '\n\n')
}

/** The text that was made safe for a card (asWritten), for a place that shows plain text. */
export function asRead(text: string): string {
  return text.replace(/\\([\\`*_[\]<>~|#{.)+-])/g, '$1')
}
