import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from '@jest/globals'

const repository = fileURLToPath(new URL('../../', import.meta.url))

/** What secrets look like: keys, tokens, client secrets of Entra, and passwords in the address of a database elsewhere. */
const secrets: readonly RegExp[] = [
  /-----BEGIN [A-Z ]*PRIVATE KEY-----\s+[A-Za-z0-9+/=]{40}/,
  /\beyJ[\w-]{15,}\.eyJ[\w-]{15,}\.[\w-]{15,}/,
  /\b[\w~.-]{3}[78]Q~[\w~.-]{31,34}/,
  /\b(AccountKey|SharedAccessKey)=[A-Za-z0-9+/]{30,}/,
  /\b(ghp|gho|npm)_[A-Za-z0-9]{36}\b/,
]

describe('The repository', () => {
  const files = execFileSync('git', ['ls-files', '-z'], { cwd: repository, encoding: 'utf8' })
    .split('\0')
    .filter((file) => file !== '' && !/\.(png|zip|docx|xlsx)$/.test(file))

  test('holds no key and no password', () => {
    expect(files.length).toBeGreaterThan(500)
    const found = files.filter((file) => {
      const text = readFileSync(join(repository, file), 'utf8')
      return secrets.some((secret) => secret.test(text))
    })
    expect(found).toEqual([])
  })

  test('holds no file of variables but examples', () => {
    expect(files.filter((file) => /(^|\/)\.env(\.|$)/.test(file) && !file.endsWith('.example'))).toEqual([])
  })

  test('would be known if it did', () => {
    const part = (sign: string, times: number) => sign.repeat(times)
    const examples = [
      `-----BEGIN ${'PRIVATE'} KEY-----\n${part('A', 64)}`,
      `eyJ${part('a', 20)}.eyJ${part('b', 20)}.${part('c', 20)}`,
      `abc8Q~${part('d', 34)}`,
      `AccountKey=${part('e', 40)}`,
      `npm_${part('f', 36)}`,
    ]
    for (const [at, example] of examples.entries()) expect(secrets[at]?.test(example)).toBe(true)
  })
})
