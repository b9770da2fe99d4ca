import {
  type Ask,
  answerWith,
  button,
  type Card,
  type Command,
  card,
  heading,
  type PressHandler,
  paragraph,
  type Reply,
  say,
} from '../chat/index.ts'
import type { World } from '../database/index.ts'
import { reporting } from './incident.ts'
import { reportNothing, undoNothing } from './report-nothing.ts'
import { incidentWords } from './words.ts'

/** `inget att rapportera`: a calm week is worth knowing of. */
export function nothingCommands(world: World): {
  commands: readonly Command[]
  presses: readonly PressHandler[]
} {
  const run = (ask: Ask) => answerNothing(world, ask)
  return {
    commands: [
      {
        id: 'incidents.nothing',
        name: 'inget att rapportera',
        aliases: ['inget', 'nothing to report', 'nollrapport'],
        roles: reporting,
        help: (locale) => incidentWords(locale).help.nothing,
        run,
      },
    ],
    presses: [
      { verb: 'incidents.nothing', roles: reporting, run },
      {
        verb: 'incidents.undoNothing',
        roles: reporting,
        run: async (ask) => {
          const { nothing } = incidentWords(ask.locale)
          const undone = noteCard(ask, nothing.undone((await undoNothing(world, ask)).number), undefined)
          return answerWith(undone, undone.fallbackText, true)
        },
      },
    ],
  }
}

async function answerNothing(world: World, ask: Ask): Promise<Reply> {
  const { nothing } = incidentWords(ask.locale)
  const said = await reportNothing(world, ask)
  const week = said.week.number
  if (said.kind === 'hasReported') return say(nothing.hasReported(said.count, week))
  const title = said.kind === 'noted' ? nothing.title(week) : nothing.again(week)
  const noted = noteCard(ask, title, nothing.explain)
  return answerWith(noted, noted.fallbackText, true)
}

/** That a calm week is noted, with the way back; or, without `explain`, that it is noted no more. */
export function noteCard(ask: Pick<Ask, 'locale' | 'who'>, title: string, explain: string | undefined): Card {
  const { nothing, form } = incidentWords(ask.locale)
  const council = ask.who.councilId
  return card(
    ask.locale,
    title,
    [heading(title), explain ? paragraph(explain) : undefined],
    [
      explain ? button({ title: nothing.undo, verb: 'incidents.undoNothing', council }) : undefined,
      button({ title: form.send, verb: 'incidents.form', council }),
    ],
  )
}
