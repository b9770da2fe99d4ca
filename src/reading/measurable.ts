/** Words that make a goal one that can be seen to be reached; a number or a date does too. */
const comparing =
  /(?<!\p{L})(?:färre|fler|flera|mindre|mer|lägre|högre|tätare|snabbare|oftare|minst|högst|senast|alla|allt|samtliga|ing[ae]n?|inget|noll|varje|hälften|halvera\p{L}*|dubbl\p{L}*|dubbelt|fördubbla\p{L}*|procent|ett?|en|två|tre|fyra|fem|sex|sju|åtta|nio|tio|tolv|tjugo|fewer|less|more|at least|at most|all|every|none|no|half|percent|one|two|three|four|five|ten)(?!\p{L})/iu

/** Whether it can be seen when a goal is reached: it has a number, a date or a word of comparison. Only ever a hint. */
export function isMeasurable(goal: string): boolean {
  return /\d|%/.test(goal) || comparing.test(goal)
}
