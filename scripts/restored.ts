// Makes the database of DATABASE_URL ready after it was brought back by other means (pg_restore, a server from a moment),
// while Tryggve is stopped: npm run restored

import { loadConfig } from '../src/config.ts'
import { BackupFault, DatabaseInUse, openDatabase } from '../src/database/index.ts'
import { systemClock } from '../src/shared/clock.ts'
import { orSayWhy } from './or-say-why.ts'
import { goOnAfterRestore } from './restoring/go-on.ts'
import { saidOfGoingOn } from './restoring/said.ts'

await orSayWhy([BackupFault, DatabaseInUse], async (parameters) => {
  if (parameters.length > 0) throw new BackupFault('Usage: npm run restored')
  const config = loadConfig()
  const { db, close } = await openDatabase(config.databaseUrl)
  try {
    const { doubted } = await goOnAfterRestore({ db, clock: systemClock }, config)
    console.log(saidOfGoingOn(doubted))
  } finally {
    await close()
  }
})
