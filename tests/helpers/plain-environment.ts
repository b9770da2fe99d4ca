import { constants, createContext } from 'node:vm'
import { TestEnvironment } from 'jest-environment-node'

/**
 * Jest's own environment, moved to an ordinary global object. Jest's global is a proxy behind an interceptor, and
 * whatever the code names of it (`Object`, `Map`, `Math`) passes through both: a third of all time that the tests took.
 */
export default class PlainEnvironment extends TestEnvironment {
  constructor(...how: ConstructorParameters<typeof TestEnvironment>) {
    super(...how)
    const theirs = this.global
    const plain = createContext(constants.DONT_CONTEXTIFY) as typeof theirs
    const builtIn = new Set(Reflect.ownKeys(plain))
    // Jest gives its own of these to everybody, so that a Buffer of Node's is an instance of them.
    for (const name of ['ArrayBuffer', 'Uint8Array']) builtIn.delete(name)
    for (const name of Reflect.ownKeys(theirs)) if (!builtIn.has(name)) lend(plain, theirs, name)
    plain.global = plain
    plain.Error.stackTraceLimit = theirs.Error.stackTraceLimit
    this.global = plain
    this.context = plain
    const config = how[0].projectConfig
    if (this.moduleMocker) this.moduleMocker = new (classOf(this.moduleMocker))(plain)
    if (this.fakeTimersModern)
      this.fakeTimersModern = new (classOf(this.fakeTimersModern))({ config, global: plain })
    // The old kind, which nobody here uses, would act on the global that nobody sees.
    this.fakeTimers = null
  }
}

/** A global under the same name on another object: as it is, or, as Node makes many of them, once somebody asks for it. */
function lend(to: object, from: object, name: string | symbol): void {
  const described = Reflect.getOwnPropertyDescriptor(from, name)
  if (!described) return
  if (!described.get) {
    Reflect.defineProperty(to, name, described)
    return
  }
  const { enumerable = false } = described
  const keep = (value: unknown) =>
    Reflect.defineProperty(to, name, { value, enumerable, configurable: true, writable: true })
  const get = () => {
    const value = Reflect.get(from, name)
    keep(value)
    return value
  }
  Reflect.defineProperty(to, name, { get, set: keep, enumerable, configurable: true })
}

function classOf<Thing extends object>(thing: Thing): new (...how: unknown[]) => Thing {
  return thing.constructor as new (
    ...how: unknown[]
  ) => Thing
}
