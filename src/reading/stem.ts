import snowball from 'snowball-stemmers'
import { fold } from '../shared/text.ts'

const swedish = snowball.newStemmer('swedish')

/** Words whose -et is no ending ("raket", not "rak"). */
const ownEt = /(?<!b)raket$|(?:p|st)aket$|racket$|magnet$|planet$|budget$|internet$/
/** Words whose -or is no plural ("traktor", not "trakt"), in their forms. */
const ownOr = /((?:k|mo|da|kon|men)tor)(?:n|ns|s|er|ers|erna|ernas|et|ets)?$/

/** "Området", "område": the -ad is the word's own. */
const ownAd = /(omrad)(?:e|et|en|ena|es|ets|ens|enas)$/

/**
 * The Swedish stem (snowballstem.org, Swedish) of one word, folded first, so that "Skadegörelsen" and "skadegorelse"
 * are one. Added to it: the neuter endings -et and -ets (huset, biblioteket), which that version of the algorithm
 * keeps, -ium (gymnasium, gymnasiet), the genitive of names in -or (Östnors), and that "traktor" is no plural.
 */
export function stem(word: string): string {
  const folded = fold(word)
  if (ownOr.test(folded)) return folded.replace(ownOr, '$1')
  if (ownAd.test(folded)) return folded.replace(ownAd, '$1')
  const stemmed = swedish.stem(folded.endsWith('ors') ? folded.slice(0, -1) : folded)
  if (stemmed.length >= 5 && stemmed.endsWith('et') && !ownEt.test(stemmed)) return stemmed.slice(0, -2)
  return stemmed.endsWith('ium') ? stemmed.slice(0, -2) : stemmed
}
