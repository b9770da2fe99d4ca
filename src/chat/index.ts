export { type Button, button } from './button.ts'
export {
  type Ask,
  type FindStanding,
  hasRole,
  type Member,
  type OutsiderAsk,
  type Standing,
} from './caller.ts'
export * from './card.ts'
export {
  type Command,
  type ForOperator,
  type Help,
  operatorsAnswer,
  type PressHandler,
  type Problems,
  pageFrom,
  press,
  pressForOutsider,
  problemsOf,
  type Sayable,
  typedTexts,
} from './command.ts'
export {
  compact,
  dayInput,
  expanded,
  type FormFrame,
  field,
  filtered,
  somethingWrong,
  type Typed,
  textInput,
  timeInput,
  value,
  warningRow,
} from './form-fields.ts'
export type { Intent, Press, Quoted, Where, Words } from './intent.ts'
export { interlude } from './interlude.ts'
export { linkButton, type OpenUrlAction } from './link.ts'
export { type Mention, mentioning, mentionOf } from './mention.ts'
export type { Looked, Offer, Offering, Offers } from './offer.ts'
export {
  amongOthers,
  answerWith,
  type CardReply,
  inSomebodysMessage,
  type Reply,
  say,
  sayLater,
  type TextReply,
} from './reply.ts'
export {
  chooseCouncilVerb,
  createRouter,
  helpVerb,
  joinVerb,
  onceIdOf,
  type Route,
  reportVerb,
  sayAgainVerb,
  switchCouncilVerb,
} from './router.ts'
export { momentIn } from './waiting-line.ts'
export { chatWords } from './words.ts'
export { asRead, asWritten } from './written.ts'
