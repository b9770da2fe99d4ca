import {
  asWritten,
  button,
  type Card,
  type CardElement,
  card,
  chatWords,
  footnote,
  type Help,
  heading,
  helpVerb,
  type Member,
  paragraph,
  placing,
  reportVerb,
  strong,
} from '../chat/index.ts'
import { connectVerb, type Installed } from '../councils/index.ts'
import type { Locale } from '../shared/locale.ts'
import { type HelpGroup, helpWords } from './words.ts'

/** What somebody may do: what their roles do most, and the rest by subject. */
export interface Helps {
  readonly first: readonly Help[]
  readonly rest: readonly { readonly group: HelpGroup; readonly helps: readonly Help[] }[]
}

/** What this person may do here, made from the commands' own declarations: a few at first, and all of it by one press. */
export function helpCard(who: Member, { first, rest }: Helps, mayReport: boolean, locale: Locale): Card {
  const words = helpWords(locale)
  const roles = who.roles.map((role) => chatWords(locale).roles[role])
  const list =
    roles.length > 1 ? `${roles.slice(0, -1).join(', ')} ${words.and} ${roles.at(-1)}` : (roles[0] ?? '')
  return card(
    locale,
    words.title,
    [
      heading(words.title),
      placing(words.council(asWritten(who.councilName), list)),
      ...first.flatMap((help) => helpRow(help, locale)),
      rest.length > 0 ? everythingElse(rest, locale) : undefined,
      { ...paragraph(words.privacy), separator: true },
      footnote(words.emergency),
    ],
    [
      mayReport
        ? button({ title: words.report, verb: reportVerb, council: who.councilId, style: 'positive' })
        : undefined,
      rest.length > 0
        ? { type: 'Action.ToggleVisibility', title: words.showAll, targetElements: ['all'] }
        : undefined,
    ],
  )
}

function everythingElse(rest: Helps['rest'], locale: Locale): CardElement {
  const { groups } = helpWords(locale)
  return {
    type: 'Container',
    id: 'all',
    isVisible: false,
    separator: true,
    spacing: 'Medium',
    items: rest.flatMap(({ group, helps }) => [
      strong(groups[group], 'Large'),
      ...helps.flatMap((help) => helpRow(help, locale)),
    ]),
  }
}

function helpRow(help: Help, locale: Locale): readonly CardElement[] {
  const example = help.example ? `\n\n${helpWords(locale).example(help.example)}` : ''
  return [
    { type: 'TextBlock', text: `**${help.write}** – ${help.gives}${example}`, wrap: true, spacing: 'Medium' },
  ]
}

/** The first word to somebody who has installed us for themselves. */
export function welcomeCard(locale: Locale): Card {
  const words = helpWords(locale)
  return card(
    locale,
    words.welcome,
    [
      heading(words.welcomeTitle),
      paragraph(words.welcome),
      paragraph(words.welcomeHow),
      footnote(words.emergency),
    ],
    [
      button({ title: words.report, verb: reportVerb, style: 'positive' }),
      button({ title: words.showHelp, verb: helpVerb }),
    ],
  )
}

/**
 * The first word to a channel: the council's cards come here; or they go on coming in another channel, and a coordinator may
 * choose this one; or it is not known to be any council's.
 */
export function channelWelcomeCard(installed: Installed | undefined, locale: Locale): Card {
  const words = helpWords(locale)
  const name = asWritten(installed?.council.name ?? '')
  const says = installed ? words.welcomeChannel[installed.came](name) : words.welcomeChannelUnknown
  const move =
    installed?.came === 'elsewhere'
      ? button({ title: words.moveHere, verb: connectVerb, council: installed.council.id })
      : undefined
  return card(
    locale,
    words.welcome,
    [heading(words.welcomeTitle), paragraph(words.welcome), paragraph(says), footnote(words.emergency)],
    [button({ title: words.showHelp, verb: helpVerb }), move],
  )
}
