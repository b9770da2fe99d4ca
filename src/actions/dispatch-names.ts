import type { World } from '../database/index.ts'
import type { ActionId, CouncilId } from '../shared/ids.ts'
import type { Locale, Texts } from '../shared/locale.ts'
import { actionNow } from './show-action.ts'
import { declinedKind, ownerKind } from './tell-owner.ts'
import { toldKind } from './tell-reporters.ts'

const names = {
  owner: { sv: 'Åtgärd till den som svarar för den', en: 'An action to its owner' },
  declined: { sv: 'Åtgärd som behöver en ny ansvarig', en: 'An action that needs a new owner' },
  told: { sv: 'Besked om vad en rapport ledde till', en: 'Word of what a report led to' },
} satisfies Record<string, Texts<string>>

/** What the messages that actions cause are called where they are listed, and the number of the action they are about. */
export function actionDispatchNames(world: World) {
  const about = async (councilId: CouncilId, id: string) =>
    (await actionNow(world, councilId, id as ActionId))?.number
  return [
    { kind: ownerKind, name: (locale: Locale) => names.owner[locale], about },
    { kind: declinedKind, name: (locale: Locale) => names.declined[locale], about },
    { kind: toldKind, name: (locale: Locale) => names.told[locale], about },
  ]
}
