import type { RulesOf } from '../councils/index.ts'
import type { VocabularyOf } from './vocabulary.ts'

/** How what is written in a council is understood: what may stand there, and what its words mean. */
export interface Language {
  readonly rulesOf: RulesOf
  readonly vocabularyOf: VocabularyOf
}
