/** Signs that keep together what a line would otherwise break: a space that does not break, and a joint of no width. */
const [space, joint] = ['\u00a0', '\u2060'] as const

/**
 * A text whose lines break between things and not inside them: "kl. 13.00–15.00", "2 har", "i dag 23.27" and "§ 4" stay
 * together, and no line begins with the dot between two things.
 */
export function unbroken(text: string): string {
  return text
    .replace(/(?<=\S) (?=· )/g, space)
    .replace(/(?<=(?:^|[^\p{L}\d])(?:kl\.|klockan|§|§§|at|nr|dnr)) (?=\d)/giu, space)
    .replace(/(?<=(?:^|[^\p{L}])i) (?=(?:dag|går|morgon)(?!\p{L}))/giu, space)
    .replace(/(?<=(?:^|[^\p{L}])(?:dag|går|morgon|today|yesterday|tomorrow)) (?=\d{1,2}[.:]\d{2})/giu, space)
    .replace(/(?<=(?:^|[^\p{L}\d])\d{1,4}) (?=\p{Ll})/gu, space)
    .replace(/(?<=\d)–(?=\d)/g, `–${joint}`)
}
