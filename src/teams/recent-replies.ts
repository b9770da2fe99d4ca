import type { Reply } from '../chat/index.ts'

/** Teams sends a press again within half a minute, if at all. What somebody typed may stand in the reply, so it is not kept. */
const keptMs = 120_000
/** How many presses are remembered at most. */
const mostReplies = 1_000

/** What presses were answered, for when Teams sends one again: it takes effect once, and gets the same answer. */
export interface RecentReplies {
  readonly get: (key: string) => Promise<Reply> | undefined
  /** Keeps a reply that is being made, for two minutes; one that fails is forgotten at once. */
  readonly keep: (key: string, making: Promise<Reply>) => void
}

export function createRecentReplies(): RecentReplies {
  const replies = new Map<string, Promise<Reply>>()
  return {
    get: (key) => replies.get(key),
    keep: (key, making) => {
      const oldest = replies.size >= mostReplies ? replies.keys().next().value : undefined
      if (oldest !== undefined) replies.delete(oldest)
      replies.set(key, making)
      const forget = () => {
        if (replies.get(key) === making) replies.delete(key)
      }
      setTimeout(forget, keptMs).unref()
      making.catch(forget)
    },
  }
}
