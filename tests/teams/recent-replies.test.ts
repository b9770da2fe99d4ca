import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals'
import { say } from '../../src/chat/index.ts'
import { createRecentReplies } from '../../src/teams/recent-replies.ts'

describe('What a press was answered', () => {
  beforeEach(() => {
    jest.useFakeTimers()
  })
  afterEach(() => {
    jest.useRealTimers()
  })

  test('is known while Teams may send it again, and forgotten after, though nobody presses anything more', () => {
    const replies = createRecentReplies()
    const making = Promise.resolve(say('Blockerat: det du skrev'))
    replies.keep('a', making)
    jest.advanceTimersByTime(60_000)
    expect(replies.get('a')).toBe(making)
    jest.advanceTimersByTime(60_000)
    expect(replies.get('a')).toBeUndefined()
  })

  test('is forgotten at once when it failed, so that it is done when it comes again', async () => {
    const replies = createRecentReplies()
    const making = Promise.reject(new Error('no database'))
    replies.keep('a', making)
    await expect(making).rejects.toThrow()
    expect(replies.get('a')).toBeUndefined()
  })

  test('makes room for the newest when there are very many', () => {
    const replies = createRecentReplies()
    for (let at = 0; at <= 1_000; at++) replies.keep(`${at}`, Promise.resolve(say('Tack.')))
    expect([replies.get('0'), replies.get('1'), replies.get('1000')].map(Boolean)).toEqual([
      false,
      true,
      true,
    ])
  })
})
