import { z } from 'zod'
import { type Ask, answerWith, type Command, type Reply, type Sayable } from '../chat/index.ts'
import type { World } from '../database/index.ts'
import type { SearchStart } from '../lookup/index.ts'
import type { Instant } from '../shared/clock.ts'
import { tidy } from '../shared/text.ts'
import { howToSearchCard, searchCard } from './cards.ts'
import { search } from './search.ts'
import type { Searchable } from './searchable.ts'
import { searchWords } from './words.ts'

const pageSize = 5
const longestText = 100

/** `sök`: one question to everything that can be searched, whatever feature it belongs to. */
export function searchSayable(world: World, searchables: readonly Searchable[]): Sayable {
  const roles = [...new Set(searchables.flatMap((searchable) => searchable.roles))]

  async function answer(ask: Ask, said: string, start: SearchStart): Promise<Reply> {
    const text = tidy(said).slice(0, longestText)
    const page = await search(world, searchables, ask, text, start, pageSize)
    if (page.stems.length === 0) {
      const card = howToSearchCard(ask.locale)
      return answerWith(card, card.fallbackText)
    }
    const card = searchCard({
      locale: ask.locale,
      council: ask.who.councilId,
      text,
      ...page,
      next: page.next && pointerTo(page.next),
      isFirstPage: !start.from && !start.after,
    })
    return answerWith(card, card.fallbackText)
  }

  const command: Command = {
    id: 'search.find',
    name: 'sök',
    aliases: ['search', 'leta'],
    roles,
    help: (locale) => searchWords(locale).help,
    run: (ask, rest) => answer(ask, rest, {}),
  }
  const textOf = (value: unknown): string => (typeof value === 'string' ? value : '')
  return {
    commands: [command],
    presses: [
      {
        verb: 'search.page',
        roles,
        run: (ask, data) => answer(ask, textOf(data.text), startOf(textOf(data.from))),
      },
    ],
  }
}

/** `at|id` of where the window begins, `score|at|id` of the last hit shown; either may be empty. */
function pointerTo({ from, after }: SearchStart): string {
  return [from?.at ?? '', from?.id ?? '', after?.score ?? '', after?.at ?? '', after?.id ?? ''].join('|')
}

const place = { at: z.iso.datetime(), id: z.uuid() }
const window = z.object(place)
const hit = z.object({ ...place, score: z.coerce.number().int().min(0).max(1_000) })

/** Where a page begins, from an untrusted pointer; the first page when it is none. */
function startOf(pointer: string): SearchStart {
  const [fromAt, fromId, score, at, id] = pointer.split('|')
  const from = window.safeParse({ at: fromAt, id: fromId })
  const after = hit.safeParse({ score, at, id })
  return {
    ...(from.success ? { from: { ...from.data, at: from.data.at as Instant } } : {}),
    ...(after.success ? { after: { ...after.data, at: after.data.at as Instant } } : {}),
  }
}
