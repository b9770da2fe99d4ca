import type { World } from '../database/index.ts'
import { checkText, privacyWords } from '../privacy/index.ts'
import type { Checked } from '../shared/checked.ts'
import type { CouncilId } from '../shared/ids.ts'
import type { Locale } from '../shared/locale.ts'
import type { RulesOf } from './privacy-rules.ts'

/** A short text, fit to be stored, or what is wrong with it. */
export type ShortText =
  | { readonly text: Checked; readonly problem?: undefined }
  | { readonly text?: undefined; readonly problem: string }

/**
 * Checks a text of a few words, like a title: there is no room in it for anything that points at a person, so what is a
 * warning elsewhere is a fault here.
 */
export async function shortText(
  world: World,
  rulesOf: RulesOf,
  councilId: CouncilId,
  written: string,
  locale: Locale,
): Promise<ShortText> {
  const verdict = checkText(written, await rulesOf(world.db, councilId))
  if (verdict.kind === 'clear') return { text: verdict.text }
  const [finding] = verdict.findings
  const reason = finding && privacyWords(locale).reasons[finding.kind]
  return { problem: reason ? `${reason.what}. ${reason.instead}` : privacyWords(locale).blocked }
}
