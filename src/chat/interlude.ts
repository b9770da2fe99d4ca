import { type Card, type CardAction, type CardElement, card } from './card.ts'

/**
 * A question in between: the form steps back with everything that was typed still in it, and comes forward again at the
 * press of `change`. What is answered by the other buttons is sent together with the form's own inputs, so nothing
 * that was typed is lost, and no card carries it as data.
 */
export function interlude(
  form: Card,
  question: {
    readonly body: readonly CardElement[]
    readonly actions: readonly CardAction[]
    readonly change: string
  },
): Card {
  const change: CardAction = {
    type: 'Action.ToggleVisibility',
    title: question.change,
    targetElements: ['interlude', 'form'],
  }
  const buttons: CardElement = {
    type: 'ActionSet',
    spacing: 'Medium',
    actions: [...question.actions, change],
  }
  const own: readonly CardElement[] = form.actions
    ? [{ type: 'ActionSet', spacing: 'Medium', actions: form.actions }]
    : []
  return card(form.lang, form.fallbackText, [
    { type: 'Container', id: 'interlude', items: [...question.body, buttons] },
    { type: 'Container', id: 'form', isVisible: false, items: [...form.body, ...own] },
  ])
}
