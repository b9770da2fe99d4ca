import {
  button,
  type Card,
  type CardAction,
  type CardElement,
  type Choice,
  card,
  compact,
  dayInput,
  expanded,
  type FormFrame,
  field,
  filtered,
  footnote,
  heading,
  paragraph,
  placing,
  type Quoted,
  somethingWrong,
  textInput,
  timeInput,
  value,
  warningRow,
} from '../chat/index.ts'
import { privacyWords } from '../privacy/index.ts'
import type { Instant } from '../shared/clock.ts'
import type { IncidentId } from '../shared/ids.ts'
import { sayMoment } from '../shared/stockholm.ts'
import { certainties, impacts, policeReports, recurrences, textLimit } from './incident.ts'
import { quotedWords } from './quoted-words.ts'
import { incidentWords } from './words.ts'

export interface ReportFormFrame extends FormFrame {
  readonly categories: readonly Choice[]
  readonly places: readonly Choice[]
  /** Words in the text that say it is dangerous now: 112 is lifted to the top. */
  readonly urgent: boolean
  /** The incident to change; without it the form reports a new one. */
  readonly amends: { readonly id: IncidentId; readonly number: string } | undefined
  /** When the message was written that the form was filled in from, and whether it had more to say. */
  readonly quoted?: Quoted
  readonly now: Instant
}

/** What the form was filled in from. */
function quotedLine({ writtenAt, isCut }: Quoted, { locale, now }: ReportFormFrame): CardElement {
  const words = quotedWords(locale)
  const from = writtenAt ? words.from(sayMoment(writtenAt, now, locale)) : words.fromSome
  return paragraph(isCut ? `${from} ${words.isCut}` : from, 'Small')
}

/** The form a reporter fills in: everything by tap but one line. */
export function reportForm(frame: ReportFormFrame): Card {
  const words = incidentWords(frame.locale)
  const { form } = words
  const title = frame.amends ? form.amendTitle(frame.amends.number) : form.title
  const inputs = fieldsOf(frame)
  // A council without a list of places has them written, always.
  const hasPlaces = frame.places.length > 0
  const ownPlace = Boolean(frame.typed.placeText) || !hasPlaces
  const more = Boolean(
    frame.problems.recurring || frame.problems.policeReported || frame.problems.immediateAction,
  )
  const showMore: CardAction = {
    type: 'Action.ToggleVisibility',
    title: form.more,
    targetElements: ['more'],
  }
  return card(
    frame.locale,
    title,
    [
      frame.urgent ? warningRow(privacyWords(frame.locale).danger) : undefined,
      heading(title),
      placing(form.lead),
      frame.quoted ? quotedLine(frame.quoted, frame) : undefined,
      somethingWrong(frame, form.wrong),
      ...inputs.category,
      ...(hasPlaces ? inputs.place : []),
      ownPlace
        ? undefined
        : {
            type: 'ActionSet',
            id: 'otherPlaceButton',
            spacing: 'Small',
            actions: [
              {
                type: 'Action.ToggleVisibility',
                title: form.otherPlace,
                targetElements: ['otherPlace', 'otherPlaceButton'],
              },
            ],
          },
      { type: 'Container', id: 'otherPlace', isVisible: ownPlace, spacing: 'Small', items: inputs.placeText },
      {
        type: 'ColumnSet',
        spacing: 'Medium',
        columns: [
          { type: 'Column', width: 'stretch', items: inputs.date },
          { type: 'Column', width: '112px', items: inputs.time },
        ],
      },
      ...inputs.text,
      ...inputs.impact,
      ...inputs.certainty,
      { type: 'Container', id: 'more', isVisible: more, spacing: 'Medium', items: inputs.more },
      footnote(form.emergency),
    ],
    [
      button({
        title: frame.amends ? form.save : form.send,
        verb: frame.amends ? 'incidents.amend' : 'incidents.report',
        council: frame.council,
        style: 'positive',
        ...(frame.once ? { once: frame.once } : {}),
        ...(frame.amends ? { pointers: { incident: frame.amends.id } } : {}),
      }),
      showMore,
      frame.amends
        ? button({
            title: words.card.back,
            verb: 'incidents.show',
            council: frame.council,
            pointers: { incident: frame.amends.id },
            ignoresInputs: true,
          })
        : undefined,
    ],
  )
}

function fieldsOf(frame: ReportFormFrame) {
  const { form, ...words } = incidentWords(frame.locale)
  const { typed, problems } = frame
  const choices = <Value extends string | number>(
    values: readonly Value[],
    titles: Readonly<Record<Value, string>>,
  ): readonly Choice[] => values.map((value) => ({ title: titles[value], value: String(value) }))
  return {
    category: field(problems.category, {
      ...filtered('category', form.category, form.categoryError, form.categoryPlaceholder, frame.categories),
      isRequired: true,
      ...value(typed.category),
    }),
    place: field(problems.place, {
      ...filtered('place', form.place, form.placeError, form.placePlaceholder, frame.places),
      ...value(typed.place),
    }),
    placeText: field(problems.placeText ?? (frame.places.length > 0 ? undefined : problems.place), {
      ...textInput('placeText', form.placeText, form.placeTextError, form.placeTextHint, 120),
      // Where the council has no list, it is the only way to say where.
      isRequired: frame.places.length === 0,
      ...value(typed.placeText),
    }),
    date: field(problems.date, {
      ...dayInput(frame.locale, 'date', form.date, form.dateError),
      isRequired: true,
      ...value(typed.date),
    }),
    time: field(problems.time, {
      ...timeInput(frame.locale, 'time', form.time, form.timeError),
      isRequired: true,
      ...value(typed.time),
    }),
    text: field(problems.text, {
      ...textInput('text', form.text, form.textError, form.textHint, textLimit),
      isMultiline: true,
      isRequired: true,
      ...value(typed.text),
    }),
    impact: field(problems.impact, {
      ...expanded('impact', form.impact, form.impactError, choices(impacts, words.impactChoice)),
      // The middle, so that a line that was understood needs one press; who reports moves it with one more.
      value: typed.impact ?? '2',
    }),
    certainty: field(problems.certainty, {
      ...compact(
        'certainty',
        form.certainty,
        form.certaintyError,
        choices(certainties, words.certaintyChoice),
      ),
      value: typed.certainty ?? 'observed',
    }),
    more: [
      ...field(problems.recurring, {
        ...compact('recurring', form.recurring, form.recurringError, choices(recurrences, words.recurring)),
        value: typed.recurring ?? 'unknown',
      }),
      ...field(problems.policeReported, {
        ...compact(
          'policeReported',
          form.policeReported,
          form.policeReportedError,
          choices(policeReports, words.policeReported),
        ),
        value: typed.policeReported ?? 'unknown',
      }),
      ...field(problems.immediateAction, {
        ...textInput(
          'immediateAction',
          form.immediateAction,
          form.immediateActionError,
          form.immediateActionHint,
          textLimit,
        ),
        isMultiline: true,
        ...value(typed.immediateAction),
      }),
    ],
  }
}
