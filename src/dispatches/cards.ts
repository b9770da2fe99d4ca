import {
  asWritten,
  button,
  type Card,
  type CardElement,
  card,
  footnote,
  heading,
  paragraph,
  placing,
  strong,
} from '../chat/index.ts'
import type { Instant } from '../shared/clock.ts'
import type { Locale } from '../shared/locale.ts'
import { sayMoment } from '../shared/stockholm.ts'
import { type Desk, type Dispatch, type Dispatches, undeliveredBy, whyHeldOf } from './dispatch.ts'
import { dispatchWords } from './words.ts'

/** The verbs on this feature's cards. */
export const dispatchesVerb = 'dispatches.show'
export const sendAgainVerb = 'dispatches.sendAgain'
export const writeOffVerb = 'dispatches.writeOff'
export const sendAllAgainVerb = 'dispatches.sendAllAgain'
export const writeOffAllFormVerb = 'dispatches.writeOffAllForm'
export const writeOffAllVerb = 'dispatches.writeOffAll'

/** Whose card it is: a coordinator's points at the council, an operator's at none. */
type Owner = Pick<Desk, 'council'>

/** What is held, a page at a time, each with its two ways out, and how it goes with the rest. `note` says what was just done. */
export function dispatchesCard(
  list: Dispatches,
  { council }: Owner,
  note: string | undefined,
  locale: Locale,
): Card {
  const words = dispatchWords(locale)
  const { shown, count, page, pages } = list
  const about = { ...(council ? { council: council.id } : {}), ignoresInputs: true }
  const turn = (title: string, to: number) =>
    button({ ...about, title, verb: dispatchesVerb, pointers: { page: String(to) } })
  const all = { ...about, pointers: { until: list.now } }
  return card(
    locale,
    note ?? words.title,
    [
      heading(words.title),
      placing(
        [
          council ? asWritten(council.name) : words.allCouncils,
          ...(count > 0 ? [words.count(count)] : []),
          ...(pages > 1 ? [words.page(page, pages)] : []),
        ].join(' · '),
      ),
      note ? strong(`✓ ${note}`) : undefined,
      paragraph(count > 0 ? words.explain : words.none),
      ...shown.map((dispatch) => dispatchRow(dispatch, { council }, list.now, locale)),
      ...numbers(list, locale),
    ],
    [
      count > 1 ? button({ ...all, title: words.sendAllAgain, verb: sendAllAgainVerb }) : undefined,
      page > 1 ? turn(words.previous, page - 1) : undefined,
      page < pages ? turn(words.next, page + 1) : undefined,
      count > 1
        ? button({ ...all, title: words.writeOffAll, verb: writeOffAllFormVerb, secondary: true })
        : undefined,
    ],
  )
}

function dispatchRow(dispatch: Dispatch, { council }: Owner, now: Instant, locale: Locale): CardElement {
  const words = dispatchWords(locale)
  const { about, to, councilName } = dispatch
  const name = dispatch.name?.(locale) ?? words.unnamed
  const who = to === 'channel' ? words.channel : to === 'nobody' ? words.nobody : to.title
  const say = (at: Instant) => sayMoment(at, now, locale)
  const why = words.why[whyHeldOf(dispatch.reason)]
  const act = (title: string, verb: string) =>
    button({
      title,
      verb,
      ...(council ? { council: council.id } : {}),
      pointers: { message: dispatch.id },
      ignoresInputs: true,
    })
  return {
    type: 'Container',
    separator: true,
    spacing: 'Medium',
    items: [
      strong(asWritten(about ? `${name} · ${about}` : name), 'None'),
      placing(asWritten([words.to(who), ...(councilName ? [councilName] : [])].join(' · '))),
      paragraph(words.when(say(dispatch.dueAt), say(dispatch.heldSince)), 'None'),
      paragraph(dispatch.repeated ? `${why} ${words.twice}` : why, 'None'),
      {
        type: 'ActionSet',
        actions: [act(words.sendAgain, sendAgainVerb), act(words.writeOff, writeOffVerb)],
      },
    ],
  }
}

/** How many wait and since when, whether Teams has asked for a rest, and what could not be delivered and why. */
function numbers({ queue, now }: Dispatches, locale: Locale): readonly CardElement[] {
  const words = dispatchWords(locale)
  const { waiting, oldestDueAt, pausedUntil } = queue
  const line = [
    words.waiting(waiting),
    ...(oldestDueAt ? [words.oldest(sayMoment(oldestDueAt, now, locale))] : []),
    ...(pausedUntil ? [words.paused(sayMoment(pausedUntil, now, locale))] : []),
  ].join(' ')
  const undelivered = [...undeliveredBy(queue)]
  const total = undelivered.reduce((sum, [, count]) => sum + count, 0)
  const reasons = undelivered.map(([why, count]) => `${count} – ${words.whyUndelivered[why]}`)
  const [only, ...others] = undelivered
  const told =
    only && others.length === 0
      ? `${words.undelivered(total)} ${words.whyUndelivered[only[0]]}.`
      : [words.undelivered(total), ...reasons].join('\n\n')
  return [{ ...paragraph(line), separator: true }, ...(total > 0 ? [footnote(told)] : [])]
}

/** Asks once more before all is written off: that is final. */
export function writeOffAllCard(count: number, heldAt: Instant, { council }: Owner, locale: Locale): Card {
  const words = dispatchWords(locale)
  const about = council ? { council: council.id } : {}
  return card(
    locale,
    words.writeOffAllTitle,
    [
      heading(words.writeOffAllTitle),
      placing(council ? asWritten(council.name) : words.allCouncils),
      paragraph(words.writeOffAllText(count)),
    ],
    [
      button({
        ...about,
        title: words.writeOffAllYes,
        verb: writeOffAllVerb,
        pointers: { until: heldAt },
        style: 'destructive',
      }),
      button({ ...about, title: words.back, verb: dispatchesVerb }),
    ],
  )
}
