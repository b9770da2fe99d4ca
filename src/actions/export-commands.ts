import {
  type Ask,
  answerWith,
  type Card,
  type Command,
  type Member,
  type PressHandler,
  type Reply,
  say,
} from '../chat/index.ts'
import type { World } from '../database/index.ts'
import {
  documentType,
  type MakeFile,
  type OpenedFile,
  spreadsheet,
  spreadsheetType,
  type Table,
  tableDocument,
} from '../files/index.ts'
import type { Locale } from '../shared/locale.ts'
import { reading } from './action.ts'
import { exportCard } from './export-cards.ts'
import { countAgreed, linksToPlan, planFiles, planToWrite, readerOf, sendLinks } from './export-plan.ts'
import { exportWords, planWords } from './export-words.ts'
import { exportVerb } from './plan-cards.ts'
import { planFileName, planForDocument, planForSheet } from './plan-table.ts'
import type { WrittenPlan } from './written-plan.ts'

/** `exportera`, and the button of the plan that says the same; `publicUrl` is how browsers reach us. */
export function exportSayable(
  world: World,
  publicUrl: string,
): { readonly commands: readonly Command[]; readonly presses: readonly PressHandler[] } {
  const run = (ask: Ask) => exportPlan(world, publicUrl, ask)
  return {
    commands: [
      {
        id: exportVerb,
        name: 'exportera',
        aliases: ['exportera åtgärder', 'exportera åtgärdsplanen', 'export', 'export actions'],
        roles: reading,
        help: (locale) => exportWords(locale).help,
        run,
      },
    ],
    presses: [{ verb: exportVerb, roles: reading, run }],
  }
}

async function exportPlan(world: World, publicUrl: string, ask: Ask): Promise<Reply> {
  const words = exportWords(ask.locale)
  if (ask.where.kind !== 'personal' && (await countAgreed(world, ask.who)) > 0) {
    await sendLinks(world, ask)
    return say(words.sent)
  }
  const card = await cardWithLinks(world, publicUrl, ask.who, ask.locale)
  return card ? answerWith(card, card.fallbackText) : say(words.none)
}

/** New links for a member; undefined when there is no plan yet. */
export async function cardWithLinks(
  world: World,
  publicUrl: string,
  who: Member,
  locale: Locale,
): Promise<Card | undefined> {
  const count = await countAgreed(world, who)
  if (count === 0) return undefined
  const { sheet, document } = await linksToPlan(world, who, locale)
  const at = (token: string) => `${publicUrl}/files/${token}`
  return exportCard({
    council: who.councilId,
    councilName: who.councilName,
    count,
    sheet: at(sheet),
    document: at(document),
    locale,
  })
}

/** How the plan's files are made when their links are opened, by kind: for who may read the plan then. */
export function planFileMakers(world: World): ReadonlyMap<string, MakeFile> {
  const make = (written: (plan: WrittenPlan) => Promise<OpenedFile>): MakeFile => {
    return async (link) => {
      const reader = await readerOf(world, link)
      return reader && written(await planToWrite(world, reader))
    }
  }
  return new Map([
    [planFiles.sheet, make(sheetOf)],
    [planFiles.document, make(documentOf)],
  ])
}

async function sheetOf(plan: WrittenPlan): Promise<OpenedFile> {
  const body = await spreadsheet(planForSheet(plan), planWords.title)
  return { name: `${planFileName(plan)}.xlsx`, contentType: spreadsheetType, body }
}

async function documentOf(plan: WrittenPlan): Promise<OpenedFile> {
  const table: Table = planForDocument(plan)
  return { name: `${planFileName(plan)}.docx`, contentType: documentType, body: await tableDocument(table) }
}
