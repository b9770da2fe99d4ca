// A process that opens the database it is told to, says so, and holds it until it is ended.
import { openDatabase } from '../../src/database/index.ts'

const url = process.argv[2] ?? ''
try {
  await openDatabase(url)
  process.stdout.write('open\n')
} catch (problem) {
  process.stdout.write(`${(problem as Error).name}\n`)
}
setInterval(() => undefined, 1000)
