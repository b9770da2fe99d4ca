// Copies everything from SQLite to an empty PostgreSQL database: npm run move -- sqlite:FILE postgres://…
import { DatabaseInUse, MoveFault, moveToPostgres } from '../src/database/index.ts'
import { orSayWhy } from './or-say-why.ts'

await orSayWhy([MoveFault, DatabaseInUse], async ([from = '', to = '', ...rest]) => {
  if (rest.length > 0)
    throw new MoveFault('Usage: npm run move -- sqlite:FILE postgres://user:password@host/database')
  const moved = await moveToPostgres(from, to)
  const rows = [...moved.values()].reduce((sum, each) => sum + each, 0)
  console.log(
    `Moved and compared: ${moved.get('incidents') ?? 0} incidents, ${rows} rows in ${moved.size} tables.`,
  )
  console.log(
    'Set DATABASE_URL to the new one and start. The SQLite file is as it was: keep it until all is well.',
  )
})
