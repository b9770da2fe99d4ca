import { asWritten, button, type Card, card, heading, paragraph, placing, strong } from '../chat/index.ts'
import { dayMs, type Instant } from '../shared/clock.ts'
import type { Locale } from '../shared/locale.ts'
import { type LocalDate, localDate, sayDate } from '../shared/stockholm.ts'
import { capital } from '../shared/text.ts'
import { dueWords } from './due-words.ts'
import type { Turn } from './pace.ts'
import type { CitizenPromise, Commitment } from './promise.ts'

/** For whom a reminder is made, and when. */
interface Frame {
  readonly now: Instant
  readonly locale: Locale
}

/** To who promised: what is lacking of a week or a month, and the way to log it. */
export function paceCard(
  {
    promise,
    commitment,
    turn,
  }: { readonly promise: CitizenPromise; readonly commitment: Commitment; readonly turn: Turn },
  { now, locale }: Frame,
): Card {
  const { pace, show } = dueWords(locale)
  const title = turn.kind === 'week' ? pace.week : pace.month
  const about = { council: promise.councilId, pointers: { promise: promise.id }, ignoresInputs: true }
  return card(
    locale,
    title,
    [
      heading(title),
      strong(asWritten(capital(commitment.text))),
      placing(asWritten(promise.title)),
      paragraph(pace.lacking(turn.done, turn.demanded, sayDate(turn.to, now, locale))),
      paragraph(pace.help, 'Small'),
    ],
    [
      button({
        ...about,
        title: pace.log,
        verb: 'promises.form',
        pointers: { promise: promise.id, commitment: commitment.id },
        style: 'positive',
      }),
      button({ ...about, title: show, verb: 'promises.show' }),
    ],
  )
}

/** To a coordinator: a promise ends soon, and is to be extended, ended or followed up. */
export function endingCard(
  { promise, last }: { readonly promise: CitizenPromise; readonly last: LocalDate },
  { now, locale }: Frame,
): Card {
  const { ending, show } = dueWords(locale)
  const days = Math.round((Date.parse(last) - Date.parse(localDate(now))) / dayMs)
  const title = ending.title(days)
  const about = { council: promise.councilId, pointers: { promise: promise.id }, ignoresInputs: true }
  return card(
    locale,
    title,
    [heading(title), strong(asWritten(promise.title)), paragraph(ending.text(sayDate(last, now, locale)))],
    [
      button({ ...about, title: ending.extend, verb: 'promises.extendForm', style: 'positive' }),
      button({ ...about, title: ending.end, verb: 'promises.endForm' }),
      button({ ...about, title: show, verb: 'promises.show' }),
    ],
  )
}
