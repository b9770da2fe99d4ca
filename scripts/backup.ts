// Copies the SQLite database of DATABASE_URL to a file, also while Tryggve runs: npm run backup -- FILE
import { loadConfig } from '../src/config.ts'
import { BackupFault, backUp } from '../src/database/index.ts'
import { orSayWhy } from './or-say-why.ts'

await orSayWhy([BackupFault], async ([file, ...rest]) => {
  if (file === undefined || rest.length > 0) throw new BackupFault('Usage: npm run backup -- FILE')
  const { bytes, councils, incidents } = await backUp(loadConfig().databaseUrl, file)
  const size = (bytes / 1_000_000).toFixed(1)
  console.log(`${file} is whole: ${councils} councils, ${incidents} incidents, ${size} MB.`)
})
