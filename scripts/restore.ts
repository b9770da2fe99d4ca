// Puts a backup in the place of the SQLite database of DATABASE_URL, while Tryggve is stopped: npm run restore -- FILE

import { loadConfig } from '../src/config.ts'
import { BackupFault, DatabaseInUse, restore } from '../src/database/index.ts'
import { systemClock } from '../src/shared/clock.ts'
import { orSayWhy } from './or-say-why.ts'
import { goOnAfterRestore } from './restoring/go-on.ts'
import { saidOfGoingOn } from './restoring/said.ts'

await orSayWhy([BackupFault, DatabaseInUse], async ([file, ...rest]) => {
  if (file === undefined || rest.length > 0) throw new BackupFault('Usage: npm run restore -- FILE')
  const config = loadConfig()
  let doubted = 0
  const { kept, councils, incidents } = await restore(config.databaseUrl, file, systemClock.now(), {
    goOn: async (db) => {
      doubted = (await goOnAfterRestore({ db, clock: systemClock }, config)).doubted
    },
  })
  console.log(`Restored: ${councils} councils, ${incidents} incidents.`)
  console.log(saidOfGoingOn(doubted))
  if (kept) console.log(`What was there before is kept as ${kept}: delete it when all is well.`)
})
