import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type Child, startChild } from '../scripts/demo/child.ts'
import { untilAnswers } from '../scripts/demo/doors.ts'
import { fillDatabase } from '../scripts/demo/fill-database.ts'
import { playgroundIsUp, startPlayground } from '../scripts/demo/playground.ts'
import { clockIn } from '../tests/helpers/faketime.ts'
import { minutesFrom } from './clock.ts'
import { addNeighbour } from './neighbour.ts'
import { metricsAt } from './owed.ts'
import { freePort } from './ports.ts'
import type { Minutes } from './shown.ts'

/** What `npm start` consists of, with a bot that reads another clock than the machine and the browser do. */
export interface MovedDemo {
  readonly coordinator: string
  readonly fieldWorker: string
  /** A Playground for one person more, who stands in the file `config`. Gives its address. */
  readonly letIn: (config: string) => Promise<string>
  /** From now on it is this time for the bot, in UTC, and its clock goes on from there. */
  readonly setClock: (time: string) => void
  /** What its bot tells of itself. */
  readonly metrics: () => Promise<string>
  /** The minutes of the day that its clock has shown so far. */
  readonly running: readonly Minutes[]
  /** Ends it, when its journey is over. */
  readonly end: () => Promise<void>
}

const at = (path: string) => fileURLToPath(new URL(`../${path}`, import.meta.url))

/** What is otherwise than in the demo, besides the time. */
export interface Otherwise {
  /** The language of the bot; Swedish when it is left out. */
  readonly language?: 'sv' | 'en'
  /** Another council beside Mora's, whose coordinator is Mora's chair, and where its municipal police is a member. */
  readonly withNeighbour?: boolean
}

/** Starts the parts in `folder`, with the bot's clock at `time`; they are added to `parts`, whose owner ends them. */
export async function startMovedDemo(
  folder: string,
  time: string,
  parts: Child[],
  { language = 'sv', withNeighbour = false }: Otherwise = {},
): Promise<MovedDemo> {
  const clock = clockIn(folder, time)
  const own: Child[] = []
  const add = (part: Child) => {
    own.unshift(part)
    parts.unshift(part)
  }
  const databaseUrl = `sqlite:${join(folder, 'tryggve.db')}`
  await fillDatabase(databaseUrl)
  if (withNeighbour) await addNeighbour(databaseUrl)
  const [botPort, first] = [await freePort(1), await freePort(2)]
  const env = {
    ...process.env,
    ...clock.env,
    PORT: String(botPort),
    HOST: '127.0.0.1',
    DATABASE_URL: databaseUrl,
    BOT_LANGUAGE: language,
  }
  add(startChild('The bot', [at('src/main.ts')], env, join(folder, 'tryggve.log')))
  await untilAnswers(`http://127.0.0.1:${botPort}/ready`, 'The bot at another time')
  const enter = async (config: string, port: number) => {
    const log = join(folder, `playground-${port}.log`)
    add(startPlayground({ what: config, config, port, botPort, log, opens: false }))
    await untilAnswers(playgroundIsUp(port), config)
    return `http://localhost:${port}`
  }
  const [coordinator, fieldWorker] = await Promise.all([
    enter('.m365agentsplayground.yml', first),
    enter('.m365agentsplayground.field-worker.yml', first + 1),
  ])
  const letIn = async (config: string) => enter(config, await freePort(1))
  const running = [minutesFrom(time)]
  const setClock = (to: string) => {
    running.push(minutesFrom(to))
    clock.set(to)
  }
  const end = async () => {
    for (const part of own) await part.stop()
  }
  return { coordinator, fieldWorker, letIn, setClock, running, metrics: () => metricsAt(botPort), end }
}
