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
  // "password" and "x" stand for one in examples, ${…} for one that is read from elsewhere.
  /\b(postgres(ql)?|mysql|mssql|mongodb(\+srv)?|rediss?|amqps?):\/\/[^\s:/@]*:(?!(password|x)@|\$\{)[^\s/@]+@(?!(127\.0\.0\.1|localhost)([:/]|$))/,
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
      `postgres${''}://tryggve:hemligt@db.example.se/tryggve`,
    ]
    expect(examples).toHaveLength(secrets.length)
    for (const [at, example] of examples.entries()) expect(secrets[at]?.test(example)).toBe(true)
  })

  test('may hold the address of a database on this machine, and examples of one elsewhere', () => {
    const [last] = secrets.slice(-1)
    const address = (password: string, host: string) =>
      `DATABASE_URL=${'postgres'}ql://tryggve:${password}@${host}/tryggve`
    for (const [password, host] of [
      ['hemligt', '127.0.0.1:5432'],
      ['hemligt', 'localhost'],
      ['password', 'host'],
      ['x', 'db'],
      ['${' + 'password}', 'host'],
    ] as const)
      expect([password, host, last?.test(address(password, host))]).toEqual([password, host, false])
    for (const [password, host] of [
      ['hemligt', 'localhost.example.se'],
      ['passwords', 'host'],
      ['xy', '10.20.0.4'],
      ['P%40ss', 'db.postgres.database.azure.com'],
    ] as const)
      expect([password, host, last?.test(address(password, host))]).toEqual([password, host, true])
  })
})
