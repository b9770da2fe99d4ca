import { button, type Card, card, footnote, heading, paragraph, placing } from '../chat/index.ts'
import type { Instant } from '../shared/clock.ts'
import type { CouncilId } from '../shared/ids.ts'
import type { Locale } from '../shared/locale.ts'
import { localDate, localTime, plusDays, sayDate } from '../shared/stockholm.ts'
import { reminderWords } from './words.ts'

/** The verbs on every reminder. */
export const tomorrowVerb = 'reminders.tomorrow'
export const stopVerb = 'reminders.stop'
/** By which a client asks for a living card anew, for the one whose own chat it stands in. */
export const lookAgainVerb = 'reminders.lookAgain'
/** The verbs that take them back. */
export const notTomorrowVerb = 'reminders.notTomorrow'
export const againVerb = 'reminders.again'
/** The card where people choose. */
export const showVerb = 'reminders.show'

/** What a reminder is about, as its buttons point at it. */
export interface ReminderThing {
  readonly councilId: CouncilId
  readonly kind: string
  readonly subjectId: string
}

/** A button about a thing that somebody is reminded of. */
export function thingButton(
  { councilId, kind, subjectId }: ReminderThing,
  wanted: { readonly title: string; readonly verb: string; readonly secondary?: boolean },
) {
  const pointers = { kind, subject: subjectId }
  return button({ ...wanted, council: councilId, pointers, ignoresInputs: true })
}

/** A reminder with what can be done about it: behind "…" where it has buttons of its own. */
export function withReminderButtons(plain: Card, thing: ReminderThing, locale: Locale): Card {
  const words = reminderWords(locale)
  const own = plain.actions ?? []
  const secondary = own.length > 0
  return {
    ...plain,
    actions: [
      ...own,
      thingButton(thing, { title: words.tomorrow, verb: tomorrowVerb, secondary }),
      thingButton(thing, { title: words.stop, verb: stopVerb, secondary }),
    ],
  }
}

/** When a reminder comes that was put off: "Jag påminner dig i morgon, tisdag 24 november, kl. 08.00." */
export function sayWhen(dueAt: Instant, now: Instant, locale: Locale): string {
  const words = reminderWords(locale)
  const on = localDate(dueAt)
  const said = on === plusDays(localDate(now), 1) ? words.dueTomorrow : words.dueLater
  return said(sayDate(on, now, locale), sayTime(localTime(dueAt), locale))
}

/** A time of day as people write it. */
export function sayTime(time: string, locale: Locale): string {
  return locale === 'sv' ? time.replace(':', '.') : time
}

/** The answer to "remind me tomorrow". `what` is the thing, safe for a card. */
export function tomorrowCard(
  thing: ReminderThing,
  what: string,
  dueAt: Instant,
  now: Instant,
  locale: Locale,
): Card {
  const words = reminderWords(locale)
  return card(
    locale,
    words.tomorrowTitle,
    [heading(words.tomorrowTitle), placing(what), paragraph(sayWhen(dueAt, now, locale))],
    [thingButton(thing, { title: words.undo, verb: notTomorrowVerb })],
  )
}

/** The answer to who took "remind me tomorrow" back. */
export function notTomorrowCard(thing: ReminderThing, what: string, locale: Locale): Card {
  const words = reminderWords(locale)
  const plain = card(locale, words.undoneTitle, [
    heading(words.undoneTitle),
    placing(what),
    paragraph(words.undone),
  ])
  return withReminderButtons(plain, thing, locale)
}

/** The answer to who wants no more reminders of a thing. */
export function stoppedCard(thing: ReminderThing, what: string, locale: Locale): Card {
  const words = reminderWords(locale)
  return card(
    locale,
    words.stoppedTitle,
    [heading(words.stoppedTitle), placing(what), footnote(words.stoppedHint)],
    [thingButton(thing, { title: words.undo, verb: againVerb })],
  )
}

/** The answer to who wants to be reminded of a thing after all. */
export function againCard({ councilId }: ReminderThing, what: string, locale: Locale): Card {
  const words = reminderWords(locale)
  return card(
    locale,
    words.againTitle,
    [heading(`✓ ${words.againTitle}`), placing(what)],
    [button({ title: words.mine, verb: showVerb, council: councilId })],
  )
}
