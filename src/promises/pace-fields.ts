import { asWritten, type CardElement } from '../chat/index.ts'
import { holidayName } from '../schedule/index.ts'
import type { Locale } from '../shared/locale.ts'
import { type LocalDate, sayCalendarDay, sayCalendarDays } from '../shared/stockholm.ts'
import { capital } from '../shared/text.ts'
import { askedSoFar, type Pace, type Turn } from './pace.ts'
import { type Commitment, ownerName } from './promise.ts'
import { promiseWords } from './words.ts'

/** How often something is promised, in words. */
export function sayQuota({ quota }: Pick<Commitment, 'quota'>, locale: Locale): string {
  const words = promiseWords(locale).quota
  switch (quota.kind) {
    case 'inPeriod':
    case 'perWeek':
      return words[quota.kind](quota.count)
    case 'perMonth':
      return words[quota.andHolidays ? 'perMonthAndHolidays' : 'perMonth'](quota.count)
    default:
      return words[quota.kind]
  }
}

/** How often, and on which days when they are not all of the promise's. */
function sayAsked(commitment: Commitment, pace: Pace | undefined, locale: Locale): string {
  const quota = sayQuota(commitment, locale)
  const isPart = commitment.sinceVersion > 1 || commitment.untilVersion !== undefined
  if (!isPart || !pace?.period) return quota
  return `${quota} · ${sayCalendarDays(pace.period.from, pace.period.to, locale)}`
}

/**
 * The time that is left, in words: whole weeks counted up, as a week that has begun can still be used; under two weeks
 * in days, today among them.
 */
export function sayTimeLeft(daysLeft: number, locale: Locale): string {
  return promiseWords(locale).timeLeft(daysLeft, Math.ceil(daysLeft / 7))
}

/** Symbol and words: "▲ Ligger efter: 2 av 4, fem veckor kvar. Borde vara 3." */
export function sayState(commitment: Commitment, pace: Pace, locale: Locale): string {
  const words = promiseWords(locale)
  const { state, counted, promised } = pace
  const isNumbered = pace.turns.length > 0 || commitment.quota.kind === 'inPeriod'
  if (state === 'noNumber') return words.done(pace.done)
  if (state === 'onPace' && !isNumbered) return words.notReached
  if (state === 'behind') {
    const told = words.behind(counted, promised, sayTimeLeft(pace.daysLeft, locale))
    const more = pace.turns.length > 0 ? sayMissed(pace, locale) : words.shouldBe(pace.dueByNow)
    return `${words.state.behind}: ${told}. ${more}`
  }
  if (state === 'missed' && isNumbered)
    return `${words.state.missed}: ${words.of(counted, promised)}. ${sayMissed(pace, locale)}`.trim()
  return words.state[state]
}

const shownMissed = 10

function sayMissed(pace: Pace, locale: Locale): string {
  const words = promiseWords(locale)
  const kinds = ['week', 'month', 'holiday'] as const
  return kinds
    .flatMap((kind) => {
      const names = pace.missed.filter((turn) => turn.kind === kind).map((turn) => nameOf(turn, locale))
      if (names.length === 0) return []
      const shown = names.slice(0, shownMissed)
      const hidden = names.length - shown.length
      const list = sayList(hidden > 0 ? [...shown, words.missed.more(hidden)] : shown, words.and)
      return [words.missed[kind](list, names.length)]
    })
    .join(' ')
}

function sayList(names: readonly string[], and: string): string {
  return names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} ${and} ${names.at(-1)}`
}

const monthNames = {
  sv: new Intl.DateTimeFormat('sv-SE', { timeZone: 'UTC', month: 'long' }),
  en: new Intl.DateTimeFormat('en-GB', { timeZone: 'UTC', month: 'long' }),
}

/** What a week, month or holiday is called in a list: "38", "september", "julafton". */
export function nameOf({ kind, key }: Turn, locale: Locale): string {
  if (kind === 'week') return String(Number(key.slice(-2)))
  if (kind === 'month') return monthNames[locale].format(Date.parse(`${key}-01`))
  return holidayName(key as LocalDate, locale) ?? key
}

/** The count to the right of a commitment: "2 av 4", or nothing for what is not counted against a number. */
export function sayCount(pace: Pace, locale: Locale): string {
  return pace.promised > 1 ? promiseWords(locale).of(pace.counted, pace.promised) : ''
}

/** The sentence that may be told to the public, with what was promised before it. Plain text. */
export function publicSentence(commitment: Commitment, pace: Pace, locale: Locale): string {
  const sentence = howItWent(commitment, pace, locale)
  return sentence && `${capital(commitment.text.replace(/[.\s]+$/, ''))}: ${sentence}`
}

function howItWent(commitment: Commitment, pace: Pace, locale: Locale): string {
  const words = promiseWords(locale).public
  const owner = ownerName(commitment, locale)
  if (pace.state === 'notBegun')
    return pace.period ? words.notBegun(owner, sayCalendarDay(pace.period.from, locale)) : ''
  switch (commitment.quota.kind) {
    case 'inPeriod':
      return words.inPeriod(owner, pace.counted, pace.promised)
    case 'perWeek':
      return words.perWeek(owner, ...keptAmong(pace, 'week'))
    case 'perMonth': {
      const holidays = keptAmong(pace, 'holiday')
      const more = holidays[1] > 0 ? ` ${words.holidays(...holidays)}` : ''
      return `${words.perMonth(owner, ...keptAmong(pace, 'month'))}${more}`
    }
    case 'milestone':
      return pace.counted > 0 ? words.reached(owner) : words.notReached(owner)
    default:
      return words.none(owner, pace.done)
  }
}

/** How many weeks, months or holidays were kept, of those that have been asked for so far. */
function keptAmong(pace: Pace, kind: Turn['kind']): [kept: number, asked: number] {
  const asked = askedSoFar(pace).filter((turn) => turn.kind === kind)
  return [asked.filter(({ done, demanded }) => done >= demanded).length, asked.length]
}

const barLength = 10

/** How much is done of what is promised, as a picture; a line of blocks where the client draws none. */
export function progressOf(pace: Pace): CardElement | undefined {
  if (pace.promised <= 1) return undefined
  const part = Math.min(1, pace.counted / pace.promised)
  const full = Math.floor(part * barLength)
  return {
    type: 'ProgressBar',
    value: Math.round(part * 100),
    color: pace.state === 'behind' || pace.state === 'missed' ? 'Warning' : 'Good',
    fallback: {
      type: 'TextBlock',
      text: '█'.repeat(full) + '░'.repeat(barLength - full),
      wrap: true,
      fontType: 'Monospace',
      spacing: 'None',
    },
  }
}

/** A commitment on a card: who and what, and when it is known, how it stands and how much of it is done. */
export function commitmentRows(
  commitment: Commitment,
  pace: Pace | undefined,
  locale: Locale,
): readonly CardElement[] {
  const title = `${asWritten(ownerName(commitment, locale))}: ${asWritten(commitment.text)}`
  const count = pace && sayCount(pace, locale)
  const bar = pace && progressOf(pace)
  const state = pace && sayState(commitment, pace, locale)
  const small = { wrap: true, size: 'Small', spacing: 'None' } as const
  return [
    {
      type: 'ColumnSet',
      separator: true,
      spacing: 'Medium',
      columns: [
        {
          type: 'Column',
          width: 'stretch',
          items: [
            { type: 'TextBlock', text: title, wrap: true, weight: 'Bolder' },
            {
              type: 'TextBlock',
              text: capital(sayAsked(commitment, pace, locale)),
              isSubtle: true,
              ...small,
            },
            ...(state ? [{ type: 'TextBlock' as const, text: state, ...small }] : []),
          ],
        },
        ...(count
          ? [
              {
                type: 'Column' as const,
                width: 'auto' as const,
                items: [
                  {
                    type: 'TextBlock' as const,
                    text: count,
                    wrap: true as const,
                    size: 'Large' as const,
                    weight: 'Bolder' as const,
                  },
                ],
              },
            ]
          : []),
      ],
    },
    ...(bar ? [bar] : []),
  ]
}
