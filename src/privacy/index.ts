// What may not be written down: the check of every free text before anything of it is stored, logged or counted.
export { checkText } from './check.ts'
export { type CheckedFields, checkFields, type Decision, type FieldAdvice, markOf } from './check-fields.ts'
export { type CouncilRules, compileRules, type PrivacyRules } from './rules.ts'
export {
  type Blocked,
  type Checked,
  type Clear,
  type Concern,
  type Finding,
  type FindingKind,
  findingKinds,
  type Level,
  levelOf,
  type Verdict,
  type Warned,
} from './verdict.ts'
export { readWordLists, type WordLists } from './word-lists.ts'
export { privacyWords, type Reason } from './words.ts'
