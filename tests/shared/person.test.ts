import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { personKey, personOfKey, samePerson } from '../../src/shared/person.ts'

describe('a person', () => {
  const officer = { tenantId: 'AAAA-1111', aadObjectId: 'BBBB-2222' }

  test('has one key, whatever the case of the ids', () => {
    expect(personKey(officer)).toBe('aaaa-1111/bbbb-2222')
    expect(samePerson(officer, { tenantId: 'aaaa-1111', aadObjectId: 'bbbb-2222' })).toBe(true)
  })

  test('is somebody else in another tenant', () => {
    expect(samePerson(officer, { ...officer, tenantId: 'CCCC-3333' })).toBe(false)
  })

  test('is found again from the key', () => {
    fc.assert(
      fc.property(fc.uuid(), fc.uuid(), (tenantId, aadObjectId) => {
        const person = { tenantId, aadObjectId }
        expect(personOfKey(personKey(person))).toEqual(person)
      }),
    )
  })

  test.each(['', 'a', 'a/', '/b', 'a/b/c', '/'])('is not what the text %j stands for', (key) => {
    expect(() => personOfKey(key)).toThrow('not a person key')
  })
})
