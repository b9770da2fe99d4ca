import type { Tables } from '../../src/database/index.ts'
import { promiseToSend } from '../../src/delivery/index.ts'
import { incidentReminders } from '../../src/incidents/index.ts'
import { createSchedule } from '../../src/schedule/index.ts'
import type { Instant } from '../../src/shared/clock.ts'
import { type IncidentId, newId } from '../../src/shared/ids.ts'
import { localDate, localTime } from '../../src/shared/stockholm.ts'
import { buttonsOf, type House, type Post } from '../helpers/house.ts'

/** A house in which time becomes work: what incidents remind of, derived, promised and sent at each beat. */
export interface UnaskedStage {
  readonly house: House
  /** Beats at a moment, and gives what was sent. */
  beat(at: Instant | string): Promise<readonly Post[]>
  /** Beats without sending. */
  promiseAt(at: Instant | string): Promise<number>
  /** An incident like the first one of the house, reported at a moment. */
  reported(at: string, changes?: Partial<Tables['incidents']>): Promise<string>
  readonly faults: readonly unknown[]
}

export function unaskedStage(house: House): UnaskedStage {
  const faults: unknown[] = []
  const { world, clock } = house
  const { beat } = createSchedule({
    world,
    reminders: incidentReminders(world).map(({ reminder }) => reminder),
    promise: promiseToSend,
    onFault: (fault) => faults.push(fault),
  })
  const promiseAt = (at: Instant | string) => {
    clock.set(at)
    return beat()
  }
  let count = 0
  let first: Tables['incidents'] | undefined
  return {
    house,
    faults,
    promiseAt,
    beat: async (at) => {
      await promiseAt(at)
      return house.deliver()
    },
    reported: async (at, changes = {}) => {
      first ??= await world.db.selectFrom('incidents').selectAll().executeTakeFirstOrThrow()
      count += 1
      const number = `H-2026-9${String(count).padStart(3, '0')}`
      const reported_at = at as Instant
      const id = newId<IncidentId>()
      const fresh = { status: 'new', training: 0, occurred_at: reported_at, reported_at } as const
      await world.db
        .insertInto('incidents')
        .values({ ...first, ...fresh, ...changes, id, number })
        .execute()
      return number
    },
  }
}

/** What was sent as a line of an almanac: "2026-05-14 13:00 103 Har du något att rapportera?". */
export function almanacLine(stage: UnaskedStage, { to, summary }: Post): string {
  const now = stage.house.clock.now()
  return `${localDate(now)} ${localTime(now)} ${to.slice(-3)} ${summary}`
}

/** The buttons that are the card's own, without those that every reminder has. */
export function ownButtonsOf(post: Post): readonly string[] {
  return buttonsOf(post).filter((title) => !/^(Påminn mig|Sluta påminna)/.test(title))
}
