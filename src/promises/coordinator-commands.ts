import type { Typed } from '../chat/index.ts'
import {
  type Ask,
  type Card,
  type PressHandler,
  type Problems,
  type Reply,
  typedTexts,
} from '../chat/index.ts'
import type { RulesOf } from '../councils/index.ts'
import { doneBefore, type World } from '../database/index.ts'
import type { OnceId } from '../shared/ids.ts'
import { localDate } from '../shared/stockholm.ts'
import { endedCard } from './cards.ts'
import { promiseFor } from './change-promise.ts'
import { endPromise, refuseUnlessEndable, resumePromise } from './end-promise.ts'
import { extendPromise, refuseUnlessExtendable } from './extend-promise.ts'
import { endForm, extendForm, makeForm } from './form-cards.ts'
import { promiseOf, showPromise } from './list-commands.ts'
import { advised, readerOf, shown } from './log-commands.ts'
import { makePromise } from './make-promise.ts'
import { type CitizenPromise, coordinating } from './promise.ts'
import { type Read, readEnd, readExtension, readNewPromise } from './promise-input.ts'
import { lastDayOf } from './span.ts'

type Data = Readonly<Record<string, unknown>>

/** What a coordinator can press: make a promise, extend it, end it, and take that back. */
export function coordinatorPresses(world: World, rulesOf: RulesOf): readonly PressHandler[] {
  const press = (verb: string, run: PressHandler['run']): PressHandler => ({
    verb,
    roles: coordinating,
    run,
  })
  const today = () => localDate(world.clock.now())
  return [
    press('promises.makeForm', async (ask) =>
      shown(makeForm(frame(ask, { from: today(), decidedOn: today() }, {}))),
    ),
    press('promises.make', async (ask, data) => {
      const rules = await rulesOf(world.db, ask.who.councilId)
      const read = await readNewPromise(world, ask, data, rules)
      const form = (problems: Problems) => makeForm(frame(ask, typedTexts(data), problems, ask.onceId))
      if (read.kind !== 'read') return back(ask, read, form, 'promises.make', {})
      const { id } = await makePromise(world, ask, read.said)
      return showPromise(world, ask, id, true)
    }),
    press('promises.extendForm', async (ask, data) => {
      const promise = await promiseFor(world, ask, promiseOf(data))
      refuseUnlessExtendable(promise)
      return shown(extendForm(promise, lastDay(promise, world), frame(ask, { decidedOn: today() }, {})))
    }),
    press('promises.extend', async (ask, data) => {
      const promise = await promiseFor(world, ask, promiseOf(data))
      // Pressed again it has its new last day already, and the form would be too late for it.
      if (await doneBefore(world, ask.who.person, ask.onceId))
        return showPromise(world, ask, promise.id, true)
      refuseUnlessExtendable(promise)
      const rules = await rulesOf(world.db, ask.who.councilId)
      const last = lastDay(promise, world)
      const read = await readExtension(world, ask, data, rules, last)
      const form = (problems: Problems) =>
        extendForm(promise, last, frame(ask, typedTexts(data), problems, ask.onceId))
      if (read.kind !== 'read') return back(ask, read, form, 'promises.extend', { promise: promise.id })
      await extendPromise(world, ask, promise.id, read.said)
      return showPromise(world, ask, promise.id, true)
    }),
    press('promises.endForm', async (ask, data) => {
      const promise = await promiseFor(world, ask, promiseOf(data))
      refuseUnlessEndable(world, promise)
      return shown(endForm(promise, frame(ask, {}, {})))
    }),
    press('promises.end', (ask, data) => end(world, rulesOf, ask, data)),
    press('promises.resume', async (ask, data) => {
      const promise = await resumePromise(world, ask, promiseOf(data))
      return showPromise(world, ask, promise.id, true)
    }),
  ]
}

async function end(world: World, rulesOf: RulesOf, ask: Ask, data: Data): Promise<Reply> {
  const promise = await promiseFor(world, ask, promiseOf(data))
  const read = readEnd(ask, data, await rulesOf(world.db, ask.who.councilId))
  const form = (problems: Problems) => endForm(promise, frame(ask, typedTexts(data), problems, ask.onceId))
  if (read.kind !== 'read') return back(ask, read, form, 'promises.end', { promise: promise.id })
  return shown(endedCard(await endPromise(world, ask, promise.id, read.said), readerOf(world, ask)), true)
}

/** The form given back with what is wrong, or behind what to think about first. */
function back(
  ask: Ask,
  read: Exclude<Read<unknown>, { kind: 'read' }>,
  form: (problems: Problems) => Card,
  verb: string,
  pointers: Record<string, string>,
): Reply {
  if (read.kind === 'faulty') return shown(form(read.problems))
  return advised(ask, form({}), read, verb, pointers)
}

function frame(ask: Ask, typed: Typed, problems: Problems, once?: OnceId) {
  return { locale: ask.locale, council: ask.who.councilId, once, typed, problems }
}

function lastDay(promise: CitizenPromise, world: World) {
  const today = localDate(world.clock.now())
  return promise.versions.at(-1)?.to ?? lastDayOf(promise, today) ?? today
}
