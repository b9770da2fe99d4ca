import {
  asWritten,
  button,
  type Card,
  card,
  type FormFrame,
  field,
  heading,
  type Mention,
  mentioning,
  paragraph,
  placing,
  somethingWrong,
  textInput,
  value,
} from '../chat/index.ts'
import type { Instant } from '../shared/clock.ts'
import type { Locale } from '../shared/locale.ts'
import { type Action, isOpen, textLimit } from './action.ts'
import {
  actionCard,
  actionSentence,
  actionTitle,
  type Beside,
  type Reader,
  stateOf,
  toAction,
} from './cards.ts'
import { actionWords } from './words.ts'

/**
 * The living card of an owner: asks whether they take it on, and afterwards shows it as it stands. To who no longer
 * answers for it, it says who does.
 */
export function ownerCard(action: Action, beside: Beside, reader: Reader): Card {
  const { owner } = actionWords(reader.locale)
  if (!reader.own) {
    const title = owner.moved(action.number)
    return card(reader.locale, title, [
      heading(title),
      placing(actionTitle(action)),
      paragraph(owner.movedText(asWritten(action.owner.title))),
    ])
  }
  return actionCard(action, beside, reader)
}

/**
 * The living card of the coordinators when an owner has said no: why, and the way to find another; then who it is, or that it
 * is over. `mention` names the owner to Teams, where the card stands in a channel.
 */
export function actionDeclinedCard(action: Action, now: Instant, locale: Locale, mention?: Mention): Card {
  const words = actionWords(locale)
  const open = action.ownership === 'declined' && isOpen(action)
  const closed = !isOpen(action)
  const told = open ? words.declined.title : closed ? words.declined.closed : words.declined.solved
  const title = told(action.number)
  const owner = mention?.text ?? asWritten(action.owner.title)
  const sentence = actionSentence(action, now, locale, { owner })
  const to = toAction(action)
  const state = stateOf(action, now, locale)
  const shown = card(
    locale,
    title,
    [
      heading(title),
      placing(actionTitle(action)),
      closed
        ? undefined
        : paragraph(
            open
              ? words.declined.why(owner, asWritten(action.ownershipWhy))
              : words.declined.solvedText(owner),
          ),
      paragraph(closed ? sentence : `${state} · ${sentence}`),
    ],
    [
      open ? to(words.card.reassign, 'actions.amendForm', { style: 'positive' }) : undefined,
      to(words.receipt.show, 'actions.show'),
    ],
  )
  const named = mention && JSON.stringify(shown.body).includes(mention.text)
  return mentioning(shown, named ? [mention] : [])
}

/** Asks why somebody cannot take an action on. */
export function declineForm(action: Action, frame: FormFrame): Card {
  const { decline, form } = actionWords(frame.locale)
  const title = decline.title(action.number)
  return card(
    frame.locale,
    title,
    [
      heading(title),
      placing(actionTitle(action)),
      paragraph(decline.explain),
      somethingWrong(frame, form.wrong),
      ...field(frame.problems.why, {
        ...textInput('why', decline.why, decline.whyError, decline.whyHint, textLimit),
        isMultiline: true,
        isRequired: true,
        ...value(frame.typed.why),
      }),
    ],
    [
      button({
        title: decline.send,
        verb: 'actions.decline',
        council: frame.council,
        pointers: { action: action.id },
        style: 'positive',
        ...(frame.once ? { once: frame.once } : {}),
      }),
      toAction(action)(form.back, 'actions.show'),
    ],
  )
}

/** After somebody said no: who is told, and the way back. */
export function declineDoneCard(action: Action, locale: Locale): Card {
  const words = actionWords(locale)
  const title = words.decline.doneTitle(action.number)
  return card(
    locale,
    title,
    [heading(title), paragraph(words.decline.done)],
    [
      toAction(action)(words.card.accept, 'actions.accept'),
      toAction(action)(words.receipt.show, 'actions.show'),
    ],
  )
}
