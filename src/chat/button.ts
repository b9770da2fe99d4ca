import { type CouncilId, newId, type OnceId } from '../shared/ids.ts'
import type { ExecuteAction, Pressable } from './card.ts'

/** What a button needs to find its way: the verb, the council it belongs to, and pointers to the thing. */
export interface Button {
  readonly title: string
  readonly verb: string
  readonly council?: CouncilId
  readonly pointers?: Readonly<Record<string, string>>
  /** The id that makes the press take effect once; a new one unless a form is given back. */
  readonly once?: OnceId
  readonly style?: 'positive' | 'destructive'
  /** The press does not read the card's inputs and is not stopped by an empty required one. */
  readonly ignoresInputs?: boolean
  /** Shown behind "…" where the client can. */
  readonly secondary?: boolean
}

/** An Action.Execute with an Action.Submit for older clients. */
export function button(wanted: Button): ExecuteAction {
  const pressable: Pressable = {
    title: wanted.title,
    data: {
      ...wanted.pointers,
      verb: wanted.verb,
      once: wanted.once ?? newId<OnceId>(),
      ...(wanted.council ? { council: wanted.council } : {}),
    },
    ...(wanted.style ? { style: wanted.style } : {}),
    ...(wanted.secondary ? { mode: 'secondary' as const } : {}),
    ...(wanted.ignoresInputs ? { associatedInputs: 'none' as const } : {}),
  }
  return {
    type: 'Action.Execute',
    verb: wanted.verb,
    ...pressable,
    fallback: { type: 'Action.Submit', ...pressable },
  }
}
