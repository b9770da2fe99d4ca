import { describe, expect, test } from '@jest/globals'
import { faultOf } from '../../src/teams/index.ts'

describe('A fault in the log', () => {
  test('is its kind, its code and its place, and not its message', () => {
    const fault = faultOf(Object.assign(new TypeError('Skadegörelse vid Noret'), { code: '23505' }))
    expect(fault).toMatchObject({
      name: 'TypeError',
      code: '23505',
      at: expect.stringContaining('fault.test'),
    })
    expect(JSON.stringify(fault)).not.toContain('Noret')
  })

  test('tells nothing of a message whose lines look like places', () => {
    const fault = faultOf(
      new Error('invalid input syntax: "först\n    at Norets parkering (klockan:22:30)\nsist"'),
    )
    expect(JSON.stringify(fault)).not.toMatch(/Noret|klockan/)
    expect(fault.at).toContain('fault.test')
  })

  test('tells nothing of a message that was changed after it was thrown', () => {
    const problem = new Error('vid\n    at Norets parkering')
    problem.message = 'något annat'
    expect(JSON.stringify(faultOf(problem))).not.toContain('Noret')
  })

  test('of something that is no error is what kind of thing it is', () => {
    expect(faultOf('Skadegörelse vid Noret')).toEqual({ name: 'string' })
  })
})
