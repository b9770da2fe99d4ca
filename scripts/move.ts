// Copies everything from SQLite to an empty PostgreSQL database: npm run move -- sqlite:FILE, with MOVE_TO=postgres://…
import { BackupFault, DatabaseInUse, MoveFault, moveToPostgres } from '../src/database/index.ts'
import { isUnreached, whyUnreached } from './doctor/unreached.ts'
import { orSayWhy } from './or-say-why.ts'
import { told } from './told.ts'

const usage =
  'Usage: npm run move -- sqlite:FILE, with the variable MOVE_TO set to postgres://user:password@host/database (or that address as the second word, which shells remember)'

await orSayWhy([MoveFault, DatabaseInUse, BackupFault], async ([from, to = told().MOVE_TO, ...rest]) => {
  if (!from || !to || rest.length > 0) throw new MoveFault(usage)
  const moved = await moveToPostgres(from, to).catch((problem: unknown) => {
    if (!isUnreached(problem)) throw problem
    const { says, cure } = whyUnreached(to, problem, 'MOVE_TO')
    throw new MoveFault(`Nothing was moved. ${says} To do: ${cure}`)
  })
  const rows = [...moved.values()].reduce((sum, each) => sum + each, 0)
  console.log(
    `Moved and compared: ${moved.get('incidents') ?? 0} incidents, ${rows} rows in ${moved.size} tables.`,
  )
  console.log(
    'Set DATABASE_URL to the new one and start. The SQLite file is as it was: keep it until all is well.',
  )
})
