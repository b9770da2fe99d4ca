import { expect, test } from '@jest/globals'
import { localeOf } from '../../src/shared/locale.ts'

test.each([
  ['sv-SE', 'sv'],
  ['sv', 'sv'],
  ['en-US', 'en'],
  ['EN-gb', 'en'],
  ['en', 'en'],
  ['eng', 'sv'],
  ['fi-FI', 'sv'],
  ['de-en', 'sv'],
  ['', 'sv'],
  [undefined, 'sv'],
])('the language of a client that says %j is %s', (tag, locale) => {
  expect(localeOf(tag)).toBe(locale)
})
