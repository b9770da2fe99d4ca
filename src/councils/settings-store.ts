import type { Database, DatabaseTransaction } from '../database/index.ts'
import type { CouncilId } from '../shared/ids.ts'
import type { CouncilFile } from './council-file.ts'
import { type CouncilSettings, type Weekday, weekdayNamed } from './council-settings.ts'

function settings(db: Database) {
  return db.selectFrom('councils').select(['id as councilId', 'ask_weekday as askWeekday', 'ask_at as askAt'])
}

interface SettingsRow {
  readonly councilId: CouncilId
  readonly askWeekday: number | null
  readonly askAt: string
}

function settingsFrom(row: SettingsRow): CouncilSettings {
  return { ...row, askWeekday: row.askWeekday as Weekday | null }
}

/** What a council has decided; undefined when there is no such council. */
export async function councilSettings(
  db: Database,
  councilId: CouncilId,
): Promise<CouncilSettings | undefined> {
  const row = await settings(db).where('id', '=', councilId).executeTakeFirst()
  return row && settingsFrom(row)
}

/** What every council has decided. */
export async function allCouncilSettings(db: Database): Promise<readonly CouncilSettings[]> {
  return (await settings(db).orderBy('key').execute()).map(settingsFrom)
}

/** Saves what a council has decided. */
export async function updateSettings(tx: DatabaseTransaction, decided: CouncilSettings): Promise<void> {
  await tx
    .updateTable('councils')
    .set({ ask_weekday: decided.askWeekday, ask_at: decided.askAt })
    .where('id', '=', decided.councilId)
    .execute()
}

/** The columns that a council file decides; what it is silent about stays as the coordinators have it. */
export function settingsColumnsOf({ askForReports }: CouncilFile): {
  ask_weekday?: number | null
  ask_at?: string
} {
  if (askForReports === undefined) return {}
  if (askForReports === null) return { ask_weekday: null }
  return { ask_weekday: weekdayNamed(askForReports.weekday) ?? null, ask_at: askForReports.at }
}
