import {
  button,
  type Card,
  type CardAction,
  type CardElement,
  type Choice,
  card,
  compact,
  expanded,
  type FormFrame,
  field,
  filtered,
  heading,
  paragraph,
  placing,
  somethingWrong,
  textInput,
  value,
} from '../chat/index.ts'
import type { IncidentId } from '../shared/ids.ts'
import { incidentTitle } from './cards.ts'
import { type Incident, impacts, outcomeKinds, textLimit } from './incident.ts'
import { incidentWords } from './words.ts'

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
      placing(incidentTitle(incident, frame.locale)),
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
    placing(incidentTitle(frame.incident, frame.locale)),
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
      placing(incidentTitle(frame.incident, frame.locale)),
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
