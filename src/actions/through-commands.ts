import type { z } from 'zod'
import {
  type Ask,
  answerWith,
  type Card,
  type PressHandler,
  type Problems,
  press,
  type Reply,
  type Typed,
} from '../chat/index.ts'
import type { RulesOf } from '../councils/index.ts'
import type { World } from '../database/index.ts'
import { adviceCard, concernCard, decisionIn } from '../incidents/index.ts'
import { type CheckedFields, checkFields } from '../privacy/index.ts'
import type { ActionId } from '../shared/ids.ts'
import type { Locale } from '../shared/locale.ts'
import { type Action, reading } from './action.ts'
import { cancelAction } from './cancel-action.ts'
import { seenAction } from './change-action.ts'
import { finishAction } from './finish-action.ts'
import { postponeAction } from './postpone-action.ts'
import { refuseUnlessReopenable, reopenAction } from './reopen-action.ts'
import { reportProgress } from './report-progress.ts'
import { refuseUnlessOpen } from './see-through.ts'
import {
  cancelForm,
  finishForm,
  postponeForm,
  progressForm,
  reopenForm,
  type ThroughFrame,
} from './through-cards.ts'
import { finishInput, postponeInput, progressIn, progressInput, whyInput } from './through-input.ts'
import { throughWords } from './through-words.ts'

/** Answers with the card of one action. */
export type ShowAction = (ask: Ask, action: Action) => Promise<Reply>

/** A form of one action: its card, who may have it, and the verb that sends it. */
interface Form {
  readonly verb: string
  readonly card: (frame: ThroughFrame) => Card
  readonly refuse: (ask: Ask, action: Action) => void
}

type Data = Readonly<Record<string, unknown>>
type Sent = Data & { readonly action: ActionId }
type Act<Field extends string> = (
  texts: Extract<CheckedFields<Field>, { kind: 'clear' }>['texts'],
  kept: readonly string[],
) => Promise<Action>

/** What the owner and the coordinators can press to see an action through. */
export function throughPresses(world: World, rulesOf: RulesOf, show: ShowAction): readonly PressHandler[] {
  const progress: Form = { verb: 'actions.report', card: progressForm, refuse: refuseUnlessOpen }
  const finish: Form = { verb: 'actions.finish', card: finishForm, refuse: refuseUnlessOpen }
  const postpone: Form = { verb: 'actions.postpone', card: postponeForm, refuse: refuseUnlessOpen }
  const cancel: Form = { verb: 'actions.cancel', card: cancelForm, refuse: refuseUnlessOpen }
  const reopen: Form = { verb: 'actions.reopen', card: reopenForm, refuse: refuseUnlessReopenable }

  /** The texts are checked before anything is done; what there is to think about first is shown over the form. */
  async function checked<Field extends string>(
    ask: Ask,
    form: Form,
    input: Sent,
    texts: Readonly<Record<Field, string>>,
    act: Act<Field>,
  ): Promise<Reply> {
    const result = checkFields(texts, await rulesOf(world.db, ask.who.councilId), decisionIn(input))
    if (result.kind === 'clear') return show(ask, await act(result.texts, result.kept))
    return advised(world, ask, form, input, result)
  }

  const sent = <Input extends Sent>(
    form: Form,
    input: (locale: Locale) => z.ZodType<Input>,
    run: (ask: Ask, input: Input) => Promise<Reply>,
  ): PressHandler =>
    press({
      verb: form.verb,
      roles: reading,
      input,
      run,
      again: (ask, typed, problems) => showForm(world, ask, form, actionOf(typed), typed, problems),
    })

  const opens = (form: Form): PressHandler => ({
    verb: `${form.verb}Form`,
    roles: reading,
    run: (ask, data) => showForm(world, ask, form, actionOf(data)),
  })

  return [
    ...[progress, finish, postpone, cancel, reopen].map(opens),
    sent(progress, progressInput, async (ask, input) => {
      const before = await seenAction(world, ask.who, input.action)
      const share = progressIn(input.progress, before.progress)
      if (share === 'unclear') {
        const problem = throughWords(ask.locale).report.progressError
        return showForm(world, ask, progress, input.action, typedIn(input), { progress: problem })
      }
      return checked(ask, progress, input, { text: input.text }, ({ text }, kept) =>
        reportProgress(world, ask, input.action, { text, light: input.light, progress: share }, kept),
      )
    }),
    sent(finish, finishInput, (ask, input) =>
      checked(ask, finish, input, { text: input.text }, ({ text }, kept) =>
        finishAction(world, ask, input.action, { effect: input.effect, outcome: text }, kept),
      ),
    ),
    sent(
      postpone,
      (locale) => postponeInput(locale, world.clock.now()),
      (ask, input) =>
        checked(ask, postpone, input, { why: input.why }, ({ why }, kept) =>
          postponeAction(world, ask, input.action, { dueOn: input.dueOn, seen: input.seen, why }, kept),
        ),
    ),
    sent(cancel, whyInput, (ask, input) =>
      checked(ask, cancel, input, { why: input.why }, ({ why }, kept) =>
        cancelAction(world, ask, input.action, why, kept),
      ),
    ),
    sent(reopen, whyInput, (ask, input) =>
      checked(ask, reopen, input, { why: input.why }, ({ why }, kept) =>
        reopenAction(world, ask, input.action, why, kept),
      ),
    ),
  ]
}

/** The form, fresh or given back: then with the once-id it had, so that sending it again takes effect once. */
async function showForm(
  world: World,
  ask: Ask,
  form: Form,
  id: ActionId,
  typed: Typed = {},
  problems: Problems = {},
): Promise<Reply> {
  const action = await seenAction(world, ask.who, id)
  form.refuse(ask, action)
  const isBack = Object.keys(problems).length > 0
  return answer(form.card(frameOf(world, ask, action, typed, problems, isBack)))
}

/** The form steps back behind the advice, with everything that was typed. */
async function advised(
  world: World,
  ask: Ask,
  form: Form,
  input: Sent,
  checked: Extract<CheckedFields<string>, { kind: 'advice' }>,
): Promise<Reply> {
  const { councilId: council } = ask.who
  const [concern] = checked.advice.flatMap(({ verdict }) => (verdict.concern ? [verdict.concern] : []))
  if (concern) return answer(concernCard(concern, council, ask.locale))
  const action = await seenAction(world, ask.who, input.action)
  form.refuse(ask, action)
  const behind = form.card(frameOf(world, ask, action, typedIn(input), {}, true))
  const seen = typeof input.seen === 'string' ? { seen: input.seen } : {}
  const pointers = { action: action.id, ...seen }
  const frame = { locale: ask.locale, council, once: ask.onceId, verb: form.verb, pointers }
  return answer(adviceCard(behind, checked.advice, frame))
}

function frameOf(
  world: World,
  ask: Ask,
  action: Action,
  typed: Typed,
  problems: Problems,
  isBack: boolean,
): ThroughFrame {
  const once = isBack ? ask.onceId : undefined
  const { locale, who } = ask
  return { locale, council: who.councilId, once, typed, problems, action, now: world.clock.now() }
}

/** What a form that was read said, to show it once more. */
function typedIn(input: Data): Typed {
  return Object.fromEntries(Object.entries(input).map(([field, value]) => [field, String(value ?? '')]))
}

function actionOf(data: Data): ActionId {
  return (typeof data.action === 'string' ? data.action : '') as ActionId
}

function answer(card: Card): Reply {
  return answerWith(card, card.fallbackText)
}
