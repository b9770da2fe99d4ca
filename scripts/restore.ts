// Puts a backup in the place of the SQLite database of DATABASE_URL, while Tryggve is stopped: npm run restore -- FILE
import { loadConfig } from '../src/config.ts'
import { BackupFault, DatabaseInUse, restore } from '../src/database/index.ts'
import { systemClock } from '../src/shared/clock.ts'
import { orSayWhy } from './or-say-why.ts'

await orSayWhy([BackupFault, DatabaseInUse], async ([file, ...rest]) => {
  if (file === undefined || rest.length > 0) throw new BackupFault('Usage: npm run restore -- FILE')
  const { kept, councils, incidents } = await restore(loadConfig().databaseUrl, file, systemClock.now())
  console.log(`Restored: ${councils} councils, ${incidents} incidents.`)
  if (kept) console.log(`What was there before is kept as ${kept}: delete it when all is well.`)
})
