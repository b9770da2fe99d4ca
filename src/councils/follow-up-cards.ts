import {
  asWritten,
  button,
  type Card,
  type CardElement,
  card,
  dayInput,
  type FormFrame,
  facts,
  field,
  footnote,
  heading,
  paragraph,
  placing,
  strong,
} from '../chat/index.ts'
import { dayMs, type Instant } from '../shared/clock.ts'
import type { CouncilId } from '../shared/ids.ts'
import type { Locale } from '../shared/locale.ts'
import { type LocalDate, localDate, sayCalendarDay, sayDate } from '../shared/stockholm.ts'
import { agreementWords } from './agreement-words.ts'
import {
  type FollowedThing,
  type FollowUp,
  type FollowUpState,
  followedThings,
  standingOn,
} from './follow-up.ts'
import type { Law } from './law.ts'

/** The verbs on the cards of what is followed up. */
export const followUpVerbs = {
  form: 'councils.followUpForm',
  note: 'councils.noteFollowUp',
  correctForm: 'councils.correctFollowUpForm',
  correct: 'councils.correctFollowUp',
  withdraw: 'councils.withdrawFollowUp',
  restore: 'councils.restoreFollowUp',
  list: 'councils.followUps',
} as const

/** How a council stands with what it is to follow up, for one reader. */
export interface FollowUpFacts {
  readonly councilId: CouncilId
  readonly states: readonly FollowUpState[]
  readonly any: boolean
  readonly coordinates: boolean
  readonly law: Law
}

/** When each thing was followed up last, what the law says, and for a coordinator the way to note it. */
export function followUpLines(
  { councilId, states, any, coordinates, law }: FollowUpFacts,
  today: LocalDate,
  locale: Locale,
): readonly CardElement[] {
  const { followUp: words } = agreementWords(locale)
  const about = { council: councilId, ignoresInputs: true }
  const actions = [
    ...(coordinates ? [button({ ...about, title: words.note, verb: followUpVerbs.form })] : []),
    ...(any ? [button({ ...about, title: words.earlier, verb: followUpVerbs.list })] : []),
  ]
  return [
    strong(words.title, 'Large'),
    facts(states.map((state) => [words.things[state.thing], sayState(state, today, locale)] as const)),
    footnote(sayLaw(law, coordinates, locale)),
    ...(actions.length > 0 ? [{ type: 'ActionSet', actions } as const] : []),
  ]
}

function sayState(state: FollowUpState, today: LocalDate, locale: Locale): string {
  const { followUp: words } = agreementWords(locale)
  const standing = standingOn(state, today)
  if (standing === 'unknown' || state.lastOn === undefined) return words.unknown
  return words[standing](sayCalendarDay(state.lastOn, locale), sayCalendarDay(state.dueOn, locale))
}

/** What the law says, for a coordinator with the mark that nobody has reviewed it, as long as nobody has. */
function sayLaw({ followUp, reviewedOn }: Law, coordinates: boolean, locale: Locale): string {
  const { notReviewed } = agreementWords(locale).followUp
  const says = asWritten(followUp.says[locale])
  return coordinates && reviewedOn === null ? `${says} ${notReviewed}` : says
}

/** The form that notes a follow-up, or corrects one. */
export function followUpForm(frame: FormFrame, today: LocalDate, corrects: FollowUp | undefined): Card {
  const { locale, typed, problems, council, once } = frame
  const { followUp: words } = agreementWords(locale)
  const title = corrects ? words.correctTitle : words.formTitle
  const date = typed.date ?? corrects?.followedOn ?? today
  const things = (typed.things ?? corrects?.things.join(',') ?? '').split(',')
  const known = followedThings.filter((thing) => things.includes(thing))
  const pointers = corrects ? { followUp: corrects.id, seen: typed.seen ?? String(corrects.version) } : {}
  return card(
    locale,
    title,
    [
      heading(title),
      ...field(problems.things, {
        type: 'Input.ChoiceSet',
        id: 'things',
        label: words.what,
        errorMessage: words.problems.things,
        isRequired: true,
        isMultiSelect: true,
        wrap: true,
        style: 'expanded',
        choices: followedThings.map((thing) => ({ title: words.things[thing], value: thing })),
        ...(known.length > 0 ? { value: known.join(',') } : {}),
      }),
      ...field(problems.date, {
        ...dayInput(locale, 'date', words.when, words.problems.date),
        isRequired: true,
        max: today,
        value: date,
      }),
    ],
    [
      button({
        title: words.save,
        verb: corrects ? followUpVerbs.correct : followUpVerbs.note,
        council,
        pointers,
        style: 'positive',
        ...(once ? { once } : {}),
      }),
    ],
  )
}

/** After a follow-up was noted, corrected or counted again: what was understood, with the way to correct it. */
export function followUpReceiptCard(
  followUp: FollowUp,
  came: 'noted' | 'corrected' | 'restored',
  locale: Locale,
): Card {
  const { followUp: words } = agreementWords(locale)
  const about = { council: followUp.councilId, pointers: { followUp: followUp.id } }
  return card(
    locale,
    words[came],
    [
      heading(`✓ ${words[came]}`),
      placing(sayThings(followUp.things, locale)),
      paragraph(sayCalendarDay(followUp.followedOn, locale)),
    ],
    [
      button({ ...about, title: words.correct, verb: followUpVerbs.correctForm }),
      button({ ...about, title: words.undo, verb: followUpVerbs.withdraw }),
      button({ title: words.showCouncil, verb: 'councils.show', council: followUp.councilId }),
    ],
  )
}

/** After a follow-up was taken back, with the way to undo that. */
export function followUpWithdrawnCard(followUp: FollowUp, locale: Locale): Card {
  const { followUp: words } = agreementWords(locale)
  const about = { council: followUp.councilId, pointers: { followUp: followUp.id } }
  return card(
    locale,
    words.withdrawn,
    [
      heading(words.withdrawn),
      placing(`${sayThings(followUp.things, locale)} · ${sayCalendarDay(followUp.followedOn, locale)}`),
      paragraph(words.withdrawnText),
    ],
    [
      button({ ...about, title: words.undo, verb: followUpVerbs.restore }),
      button({ title: words.showCouncil, verb: 'councils.show', council: followUp.councilId }),
    ],
  )
}

/** How many follow-ups are listed: the latest, of twenty years or so. */
const listed = 12

/** Every follow-up that was noted, the latest first; a coordinator corrects them, takes them back and undoes that. */
export function followUpsCard(
  {
    councilId,
    councilName,
    followUps,
    coordinates,
    law,
  }: {
    readonly councilId: CouncilId
    readonly councilName: string
    readonly followUps: readonly FollowUp[]
    readonly coordinates: boolean
    readonly law: Law
  },
  locale: Locale,
): Card {
  const { followUp: words } = agreementWords(locale)
  const rows = followUps.slice(0, listed).map(
    (one): CardElement => ({
      type: 'Container',
      spacing: 'Medium',
      separator: true,
      items: [
        strong(sayCalendarDay(one.followedOn, locale), 'None'),
        paragraph(
          [sayThings(one.things, locale), one.fromFile ? words.fromFile : '', one.withdrawn ? words.gone : '']
            .filter(Boolean)
            .join(' · '),
          'None',
        ),
        ...(coordinates ? [rowActions(one, locale)] : []),
      ],
    }),
  )
  return card(
    locale,
    words.listTitle,
    [
      heading(words.listTitle),
      placing(asWritten(councilName)),
      ...(rows.length > 0 ? rows : [paragraph(words.listNone)]),
      footnote(`${sayLaw(law, coordinates, locale)} ${words.source(law.followUp.source)}`),
    ],
    [button({ title: words.showCouncil, verb: 'councils.show', council: councilId })],
  )
}

function rowActions(followUp: FollowUp, locale: Locale): CardElement {
  const { followUp: words } = agreementWords(locale)
  const about = { council: followUp.councilId, pointers: { followUp: followUp.id } }
  return {
    type: 'ActionSet',
    actions: followUp.withdrawn
      ? [button({ ...about, title: words.undo, verb: followUpVerbs.restore })]
      : [
          button({ ...about, title: words.correct, verb: followUpVerbs.correctForm }),
          button({ ...about, title: words.withdraw, verb: followUpVerbs.withdraw }),
        ],
  }
}

/** To coordinators: what is to be followed up by a day that comes, or has passed. */
export function lawFollowUpCard(
  due: {
    readonly councilId: CouncilId
    readonly dueOn: LocalDate
    readonly states: readonly FollowUpState[]
    readonly law: Law
  },
  now: Instant,
  locale: Locale,
): Card {
  const { law: words, followUp } = agreementWords(locale)
  const { councilId, dueOn, states, law } = due
  const days = Math.round((Date.parse(dueOn) - Date.parse(localDate(now))) / dayMs)
  const known = states.some(({ lastOn }) => lastOn !== undefined)
  const title =
    days > 0 ? words.soon(days) : days === 0 ? words.today : known ? words.late : words.lateUnknown
  const day = sayDate(dueOn, now, locale)
  const lines = states.map(({ thing, lastOn }) => {
    const last = lastOn ? words.lastOn(sayCalendarDay(lastOn, locale)) : words.never
    return `○ **${followUp.things[thing]}** (${last})`
  })
  const about = { council: councilId, ignoresInputs: true }
  return card(
    locale,
    title,
    [
      heading(title),
      paragraph(days >= 0 || !known ? words.text(day) : words.textLate(day)),
      ...lines.map((line) => paragraph(line, 'Small')),
      paragraph(words.help),
      footnote(sayLaw(law, true, locale)),
    ],
    [
      button({ ...about, title: followUp.note, verb: followUpVerbs.form, style: 'positive' }),
      button({ ...about, title: followUp.showCouncil, verb: 'councils.show' }),
    ],
  )
}

function sayThings(things: readonly FollowedThing[], locale: Locale): string {
  const { followUp } = agreementWords(locale)
  return followedThings
    .filter((thing) => things.includes(thing))
    .map((thing) => followUp.things[thing])
    .join(', ')
}
