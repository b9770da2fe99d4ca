import {
  button,
  type Card,
  type CardAction,
  type CardElement,
  type Choice,
  type ChoiceInput,
  card,
  footnote,
  heading,
  type Problems,
  paragraph,
  placing,
  problemText,
  type TextInput,
} from '../chat/index.ts'
import type { CouncilId, IncidentId, OnceId } from '../shared/ids.ts'
import type { Locale } from '../shared/locale.ts'
import {
  certainties,
  type Incident,
  impacts,
  outcomeKinds,
  policeReports,
  recurrences,
  textLimit,
} from './incident.ts'
import { incidentWords } from './words.ts'

/** What stands in a form: as typed, nothing of it checked. */
export type Typed = Readonly<Record<string, string | undefined>>

/** What every form needs to know of where it is shown. */
export interface FormFrame {
  readonly locale: Locale
  readonly council: CouncilId
  /** Kept when a form is given back, so that it takes effect once. */
  readonly once: OnceId | undefined
  readonly typed: Typed
  readonly problems: Problems
}

export interface ReportFormFrame extends FormFrame {
  readonly categories: readonly Choice[]
  readonly places: readonly Choice[]
  /** The incident to change; without it the form reports a new one. */
  readonly amends: { readonly id: IncidentId; readonly number: string } | undefined
}

/** The form a reporter fills in: everything by tap but one line. */
export function reportForm(frame: ReportFormFrame): Card {
  const words = incidentWords(frame.locale)
  const { form } = words
  const title = frame.amends ? form.amendTitle(frame.amends.number) : form.title
  const inputs = fieldsOf(frame)
  const ownPlace = Boolean(frame.typed.placeText)
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
      heading(title),
      placing(form.lead),
      somethingWrong(frame, form.wrong),
      ...inputs.category,
      ...inputs.place,
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
          { type: 'Column', width: 'stretch', items: inputs.time },
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
    placeText: field(problems.placeText, {
      ...textInput('placeText', form.placeText, form.placeTextError, form.placeTextHint, 120),
      ...value(typed.placeText),
    }),
    date: field(problems.date, {
      type: 'Input.Date',
      id: 'date',
      label: form.date,
      errorMessage: form.dateError,
      isRequired: true,
      ...value(typed.date),
    }),
    time: field(problems.time, {
      type: 'Input.Time',
      id: 'time',
      label: form.time,
      errorMessage: form.timeError,
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
      ...value(typed.impact),
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

export interface AssessFormFrame extends FormFrame {
  readonly incident: Incident
  readonly focusAreas: readonly Choice[]
}

/** How a coordinator assesses an incident. */
export function assessForm(frame: AssessFormFrame): Card {
  const words = incidentWords(frame.locale)
  const { assess } = words
  const { incident, typed, problems } = frame
  const title = assess.title(incident.number)
  return card(
    frame.locale,
    title,
    [
      heading(title),
      placing(`${incident.category.name[frame.locale]} · ${incident.place.name}`),
      somethingWrong(frame, words.form.wrong),
      ...field(problems.focusArea, {
        ...compact('focusArea', assess.area, assess.areaError, [
          ...frame.focusAreas,
          { title: assess.noArea, value: 'none' },
        ]),
        value: typed.focusArea ?? incident.focusArea?.id ?? 'none',
      }),
      ...field(problems.impact, {
        ...expanded(
          'impact',
          words.form.impact,
          words.form.impactError,
          impacts.map((impact) => ({ title: words.impactChoice[impact], value: String(impact) })),
        ),
        value: typed.impact ?? String(incident.impact),
      }),
      ...field(problems.note, {
        ...textInput('note', assess.note, assess.noteError, assess.noteHint, textLimit),
        isMultiline: true,
        ...value(typed.note ?? incident.assessmentNote),
      }),
      ...field(problems.published, {
        ...expanded('published', assess.publish, assess.publishError, [
          { title: words.card.publishedNo, value: 'no' },
          { title: words.card.publishedYes, value: 'yes' },
        ]),
        value: typed.published ?? (incident.publishedAt ? 'yes' : 'no'),
      }),
    ],
    saveAndBack(frame, incident.id, 'incidents.assess', assess.save),
  )
}

export interface LinkFormFrame extends FormFrame {
  readonly incident: Incident
  readonly targets: readonly Choice[]
}

/** Where a coordinator says which incident a report is a further observation of. */
export function linkForm(frame: LinkFormFrame): Card {
  const words = incidentWords(frame.locale)
  const { link } = words
  const title = link.title(frame.incident.number)
  const body: (CardElement | undefined)[] = [
    heading(title),
    placing(`${frame.incident.category.name[frame.locale]} · ${frame.incident.place.name}`),
  ]
  if (frame.targets.length === 0) {
    const back = saveAndBack(frame, frame.incident.id, 'incidents.link', link.save).slice(1)
    return card(frame.locale, title, [...body, paragraph(link.none)], back)
  }
  return card(
    frame.locale,
    title,
    [
      ...body,
      paragraph(link.explain),
      ...field(frame.problems.to, {
        ...filtered('to', link.to, link.toError, link.toPlaceholder, frame.targets),
        isRequired: true,
        ...value(frame.typed.to),
      }),
    ],
    saveAndBack(frame, frame.incident.id, 'incidents.link', link.save),
  )
}

export interface CloseFormFrame extends FormFrame {
  readonly incident: Incident
}

/** Where a coordinator says what came of an incident. */
export function closeForm(frame: CloseFormFrame): Card {
  const words = incidentWords(frame.locale)
  const { close } = words
  const title = close.title(frame.incident.number)
  return card(
    frame.locale,
    title,
    [
      heading(title),
      placing(`${frame.incident.category.name[frame.locale]} · ${frame.incident.place.name}`),
      somethingWrong(frame, words.form.wrong),
      paragraph(close.explain),
      ...field(frame.problems.kind, {
        ...expanded(
          'kind',
          close.kind,
          close.kindError,
          outcomeKinds.map((kind) => ({ title: words.outcomeKind[kind], value: kind })),
        ),
        ...value(frame.typed.kind),
      }),
      ...field(frame.problems.text, {
        ...textInput('text', close.text, close.textError, close.textHint, textLimit),
        isMultiline: true,
        isRequired: true,
        ...value(frame.typed.text),
      }),
    ],
    saveAndBack(frame, frame.incident.id, 'incidents.close', close.save),
  )
}

function saveAndBack(
  frame: FormFrame,
  incident: IncidentId,
  verb: string,
  title: string,
): readonly CardAction[] {
  const pointers = { incident }
  const once = frame.once ? { once: frame.once } : {}
  return [
    button({ title, verb, council: frame.council, pointers, style: 'positive', ...once }),
    button({
      title: incidentWords(frame.locale).assess.cancel,
      verb: 'incidents.show',
      council: frame.council,
      pointers,
      ignoresInputs: true,
    }),
  ]
}

type AnyInput = Extract<CardElement, { label: string }>

/** An input with, when the form came back, what is wrong said in words right above it. */
function field(problem: string | undefined, input: AnyInput): readonly CardElement[] {
  const told = problemText(problem)
  return told ? [told, { ...input, spacing: 'Small' }] : [{ spacing: 'Medium', ...input }]
}

function somethingWrong(frame: FormFrame, text: string): CardElement | undefined {
  return Object.keys(frame.problems).length > 0 ? paragraph(text, 'Small') : undefined
}

function value(text: string | undefined): { value?: string } {
  return text ? { value: text } : {}
}

function filtered(
  id: string,
  label: string,
  errorMessage: string,
  placeholder: string,
  choices: readonly Choice[],
): ChoiceInput {
  return { type: 'Input.ChoiceSet', id, label, errorMessage, placeholder, style: 'filtered', choices }
}

function expanded(id: string, label: string, errorMessage: string, choices: readonly Choice[]): ChoiceInput {
  return { type: 'Input.ChoiceSet', id, label, errorMessage, style: 'expanded', isRequired: true, choices }
}

function compact(id: string, label: string, errorMessage: string, choices: readonly Choice[]): ChoiceInput {
  return { type: 'Input.ChoiceSet', id, label, errorMessage, style: 'compact', isRequired: true, choices }
}

function textInput(
  id: string,
  label: string,
  errorMessage: string,
  placeholder: string,
  maxLength: number,
): TextInput {
  return { type: 'Input.Text', id, label, errorMessage, placeholder, maxLength }
}
