/** A number or an address that has been taken out, as its finding is rewritten. */
const gone = String.raw`\[(?:personnummer|samordningsnummer|telefonnummer|ärendenummer|e-postadress) bortta(?:get|gen)\]`
const reaching =
  'ring(?:a|er|de)?|kontakta(?:r|de)?|nå(?:r|s)?|sök(?:a|er|te)?|sms:?a(?:r|de)?|m[ea]jla(?:r|de)?|maila(?:r|de)?'
const number = String.raw`tel\.?|telefon|mobil|nr\.?|nummer|telefonnummer|person(?:nummer|nr)|pnr\.?|mejl|mail|e-post`

const rules: readonly (readonly [RegExp, string])[] = [
  // "(ring 070 …)"
  [new RegExp(String.raw`\s*\((?:\p{L}+[.:]? ){0,2}${gone}\)`, 'giu'), ''],
  // ", ring 070 … om bilarna"
  [
    new RegExp(
      String.raw`(?<=\p{L}),\s*(?:och )?(?:${reaching}|${number})(?!\p{L})[^,.!?\n]*?${gone}[^,.!?\n]*`,
      'giu',
    ),
    '',
  ],
  // "ring 070 … om bilarna", when that is all there is
  [
    new RegExp(String.raw`(?<!\p{L})(${reaching}) (?:(?:på|till|via|${number}) ?:? ?)?${gone}`, 'giu'),
    '$1 den det gäller',
  ],
  // "vittnet på 070 …"
  [new RegExp(String.raw`(?<=\p{L}),? (?:(?:på|via|med) )?(?:${number}) ?:? ?${gone}`, 'giu'), ''],
  [new RegExp(String.raw`(?<=\p{L}) (?:på|via) ${gone}`, 'giu'), ''],
  // "föraren 1912… körde"
  [
    new RegExp(
      String.raw`(?<!(?:^|[^\p{L}])(?:är|var|har|hade|heter|med|från|av|för|till|och|eller|på|i|om|som|\p{L}*num(?:mer|ret)))(?<=\p{L}) ${gone}(?= \p{Ll})`,
      'giu',
    ),
    '',
  ],
]

/**
 * A text in which numbers have been taken out, as somebody would have written it without them. Where nothing reads better,
 * what was taken out is told in its place.
 */
export function smoothed(text: string): string {
  return rules.reduce((smooth, [pattern, plain]) => smooth.replace(pattern, plain), text)
}
