import {
  asRead,
  type FindStanding,
  hasRole,
  type Looked,
  type Member,
  type Offering,
  say,
} from '../chat/index.ts'
import { type CouncilId, newId, type OnceId } from '../shared/ids.ts'
import { tidy } from '../shared/text.ts'
import { shareCard } from './share-cards.ts'
import type { Shareable } from './shareable.ts'
import { searchWords } from './words.ts'

/** How many things are offered for each council that somebody sits in. */
const mostOffered = 10
const longestText = 100

export interface ShareOptions {
  readonly shareables: readonly Shareable[]
  readonly findStanding: FindStanding
  /** The conversation that is a council's own channel; undefined when it has none. */
  readonly channelOf: (councilId: CouncilId) => Promise<string | undefined>
}

/** What people can look for where they write, and put as a card in a chat. */
export function createOffering({ shareables, findStanding, channelOf }: ShareOptions): Offering {
  async function membersOf({ who, where }: Looked): Promise<readonly Member[]> {
    const standing = await findStanding(who, where, undefined)
    if (standing.kind === 'member') return [standing.member]
    if (standing.kind === 'outsider') return []
    const seats = await Promise.all(standing.councils.map(({ id }) => findStanding(who, where, id)))
    return seats.flatMap((seat) => (seat.kind === 'member' ? [seat.member] : []))
  }

  return async (looked) => {
    const { locale, where } = looked
    const words = searchWords(locale)
    const wanted = shareables.find(({ command }) => command === looked.command)
    const members = await membersOf(looked)
    if (!wanted) return say(words.nothingYet)
    if (members.length === 0) return say(words.onlyForMembers)
    const text = tidy(looked.text).slice(0, longestText)
    const pages = await Promise.all(
      members.map(async (who) => {
        const council = { id: who.councilId, name: who.councilName }
        const amongCouncil =
          where.kind === 'channel' && (await channelOf(council.id)) === where.conversationId
        const ask = { who, where, locale, onceId: newId<OnceId>() }
        if (!hasRole(who, wanted.roles)) return { isMore: false, offers: [] }
        const { shared: found, isMore } = await wanted.find(ask, text, mostOffered)
        const offers = found.map((shared) => ({
          title: asRead(shared.title),
          under: asRead(members.length > 1 ? `${shared.under} · ${council.name}` : shared.under),
          card: shareCard(shared, { locale, council, command: wanted.command, amongCouncil }),
        }))
        return { isMore, offers }
      }),
    )
    const all = pages.flatMap(({ offers }) => offers)
    if (all.length > 0) return { kind: 'offers', offers: all }
    if (pages.some(({ isMore }) => isMore)) return say(words.noneAmongNewest)
    return say(text ? words.none : words.nothingYet)
  }
}
