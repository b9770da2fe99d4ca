import assert from 'node:assert/strict'
import type { Browser } from 'playwright-core'
import { isOwnClock, ofTheRun } from './clock.ts'
import type { Demo } from './demo.ts'
import type { MovedDemo, Otherwise } from './moved-demo.ts'
import { untilAllSent } from './owed.ts'
import { pictures } from './pictures.ts'
import type { Steps } from './steps.ts'
import { type Behind, Window } from './window.ts'

/** Where the journeys take place: the demo as it runs, and its two people, each at their Playground. */
export interface Stage {
  readonly demo: Demo
  readonly fieldWorker: Window
  readonly coordinator: Window
  /** Empties the chats, which a Playground keeps in its page only: a journey looks at its own cards. */
  readonly begin: (name: string) => Promise<void>
  /** A window for one person more, who stands in the Playground's configuration file `config`. */
  readonly letIn: (name: string, config: string) => Promise<Window>
  /** Holds that a person has so many cards that say `text`, and no more when all that is owed has come. */
  readonly hasOnly: (window: Window, text: string | RegExp, count: number) => Promise<void>
  /** The two people, and who is let in, in a demo of its own whose bot reads another clock: `2026-11-26 11:50:00`, in UTC. */
  readonly elsewhere: (
    time: string,
    otherwise?: Otherwise,
  ) => Promise<
    Pick<Stage, 'fieldWorker' | 'coordinator' | 'letIn' | 'hasOnly'> & Pick<MovedDemo, 'setClock' | 'metrics'>
  >
  /** Leaves what was opened elsewhere: its windows and its demo go on for nobody. */
  readonly leave: () => Promise<void>
  /** A step whose failure is shown in pictures of all windows. */
  readonly told: (name: string, check: () => Promise<void>) => Promise<void>
}

/**
 * From `npm start` to two people who have been welcomed. Gives no stage when it did not come so far. What the council has
 * been through is the same on every run when no journey is left out before another: `inOrder`.
 */
export async function opening(
  steps: Steps,
  demo: Demo,
  browser: Browser,
  inOrder: boolean,
): Promise<Stage | undefined> {
  const windows = new Map<string, Window>()
  const here = { running: [ofTheRun], comparable: isOwnClock && inOrder }
  const enter = async (name: string, url: string, behind: Behind = here) => {
    const window = await Window.open(browser, url, behind)
    windows.set(name, window)
    return window
  }
  const told = (name: string, check: () => Promise<void>) =>
    steps.step(name, check, async () => {
      for (const [who, window] of windows) await window.keep(who)
    })

  await steps.step(
    'npm start comes up on an empty folder, and says where to look, without a warning',
    async () => {
      await demo.ready()
      const said = demo.said().replace(/^> .*$/gm, '')
      assert.doesNotMatch(said, /warn|deprecat|experimental|error/i)
    },
  )
  await steps.step('a second npm start says that the port is taken, and what to do', async () => {
    const { code, said } = await demo.again()
    assert.equal(code, 1)
    assert.match(said, /Port \d+, which the bot needs, is taken.*\n.*PORT=\d+ npm start/)
  })
  await told('both are welcomed, once', async () => {
    const addresses = await demo.ready()
    const fieldWorker = await enter('field-worker', addresses.fieldWorker)
    const coordinator = await enter('coordinator', addresses.coordinator)
    await fieldWorker.card('Hej! Jag heter Tryggve')
    await coordinator.picture('welcome', await coordinator.card('Hej! Jag heter Tryggve'))
    await fieldWorker.reload()
    await fieldWorker.say('hjälp')
    await fieldWorker.card('Det här kan du göra')
    assert.equal(await fieldWorker.count('Hej! Jag heter Tryggve'), 0)
  })

  const [fieldWorker, coordinator] = [windows.get('field-worker'), windows.get('coordinator')]
  if (!fieldWorker || !coordinator) return undefined
  const letIn = async (name: string, config: string) => enter(name, await demo.letIn(config))
  const left: (() => Promise<void>)[] = []
  const leave = async () => {
    for (const end of left.splice(0)) await end()
  }
  const elsewhere: Stage['elsewhere'] = async (time, otherwise) => {
    const moved = await demo.atAnotherTime(time, otherwise)
    left.push(moved.end)
    const there = { running: moved.running, comparable: true }
    const enterThere = async (name: string, url: string) => {
      const window = await enter(name, url, there)
      left.unshift(async () => {
        windows.delete(name)
        await window.page.close()
      })
      return window
    }
    return {
      setClock: moved.setClock,
      metrics: moved.metrics,
      hasOnly: onlySoMany(moved.metrics),
      letIn: async (name, config) => enterThere(name, await moved.letIn(config)),
      fieldWorker: await enterThere('field-worker-elsewhere', moved.fieldWorker),
      coordinator: await enterThere('coordinator-elsewhere', moved.coordinator),
    }
  }
  const begin = (name: string) =>
    told(name, async () => {
      await Promise.all([fieldWorker.reload(), coordinator.reload()])
    })
  const hasOnly = onlySoMany(demo.metrics)
  return { demo, fieldWorker, coordinator, begin, letIn, elsewhere, leave, told, hasOnly }
}

function onlySoMany(metrics: () => Promise<string>): Stage['hasOnly'] {
  return async (window, text, count) => {
    await untilAllSent(metrics)
    // What was sent before this answer has been shown before it.
    await window.cardAfter('Det här kan du göra', () => window.say('hjälp'))
    assert.equal(await window.count(text), count)
  }
}

/** After a journey, or the beginning: whether what was pictured on the way shows what was accepted. */
export async function looking(steps: Steps): Promise<void> {
  steps.goOn()
  await steps.step('the cards show what was accepted', async () => pictures.examine())
  steps.goOn()
}

/** After all of the journeys: whether each picture there is was taken on the way. */
export async function lookingThrough(steps: Steps): Promise<void> {
  await steps.step('every picture is of something that the journeys come by', async () => {
    assert.deepEqual(pictures.leftOver(), [])
  })
}

/** What everybody does who has seen enough: Ctrl-C. */
export async function ending(steps: Steps, demo: Demo): Promise<void> {
  await steps.step('Ctrl-C ends it calmly and leaves nothing running', async () => {
    const { ended, left } = await demo.ctrlC()
    assert.deepEqual(left, [])
    assert.ok(ended === 0 || ended === 'SIGINT', `npm start ended with ${ended}`)
    assert.match(demo.said(), /Stopping …\nTryggve has stopped\.\n$/)
  })
}
