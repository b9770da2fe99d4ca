import type { Action } from '../../src/actions/action.ts'
import type { WrittenPlan } from '../../src/actions/written-plan.ts'
import { instant } from '../../src/shared/clock.ts'
import { checked } from '../helpers/checked.ts'
import { actionOf, day, reportOf } from './plan-stage.ts'

/** Texts that a file format, a spreadsheet or a reader could stumble over. */
export const hard = [
  '=1+1',
  '=HYPERLINK("http://exempel.se";"tryck här")',
  '+46 25',
  '-2+3',
  '@SUM(A1:A9)',
  '\t=2+2',
  '0123',
  '1e5',
  '2026-11-20',
  'SANT',
  "'enkelt citat",
  '"citat", med komma; och semikolon',
  '<b>fet</b> & <w:p/> ]]> <!-- -->',
  '&amp; &#228; _x0041_ _x000D_',
  'Första raden\nandra raden\n\nfjärde',
  'åäö ÅÄÖ é ü ñ 漢字 🙂 \u00a0hårt mellanslag',
  'å i två tecken: a\u030a',
  '{{fält}} $(kod) %s &P &N',
  `${'Lång text om skolvägen. '.repeat(20)}slut`,
]

/** A plan in which every text is one of those, each in its turn in every column that people write. */
export function hardPlan(): WrittenPlan {
  const actions = hard.map((_, at): Action => {
    const turn = (by: number) => checked(hard[(at + by) % hard.length] ?? '')
    const { owner } = actionOf()
    return actionOf({
      number: `Å-2026-${String(at + 1).padStart(4, '0')}`,
      cause: turn(0),
      text: turn(1),
      goal: turn(2),
      origin: turn(3),
      outcome: turn(4),
      owner: {
        ...owner,
        title: turn(5),
        organisation: { ...owner.organisation, name: { sv: turn(6), en: 'unused' } },
      },
      dueOn: day('2027-03-28'),
      status: 'done',
      effect: 'seen',
      closedAt: instant('2026-11-19T23:30:00.000Z'),
    })
  })
  return {
    councilName: 'Lokala rådet i Mora & "Älvdalen"',
    at: instant('2026-11-20T08:00:00.000Z'),
    causes: actions.map((action) => ({ cause: action.cause, actions: [action] })),
    latest: new Map(actions.map(({ id }, at) => [id, reportOf({ text: checked(hard[at] ?? '') })])),
  }
}

/** An ordinary plan: two causes, of which one has two actions, in every state. */
export function ordinaryPlan(): WrittenPlan {
  const lamps = actionOf({ dueOn: day('2026-11-12'), light: 'atRisk', progress: { done: 2, of: 4 } })
  const bushes = actionOf({ number: 'Å-2026-0002', text: checked('Klipp buskarna'), way: 'ordinary' })
  const walk = actionOf({
    number: 'Å-2026-0003',
    cause: checked('Vuxna syns inte på kvällarna'),
    text: checked('Nattvandra på fredagar'),
    status: 'done',
    effect: 'tooEarly',
    outcome: checked('Sju kvällar, lugnt på alla.'),
    closedAt: instant('2026-11-15T22:30:00.000Z'),
    focusArea: undefined,
    incidents: [{ id: actionOf().id as never, number: 'H-2026-0007' }],
  })
  return {
    councilName: 'Lokala rådet i Mora',
    at: instant('2026-11-20T08:00:00.000Z'),
    causes: [
      { cause: lamps.cause, actions: [lamps, bushes] },
      { cause: walk.cause, actions: [walk] },
    ],
    latest: new Map([[lamps.id, reportOf()]]),
  }
}
