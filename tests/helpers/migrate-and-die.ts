// A process that opens an empty database and ends itself with SIGKILL after so many statements.
import { openDatabase } from '../../src/database/index.ts'

const [url = '', statements = '0'] = process.argv.slice(2)
let left = Number(statements)
await openDatabase(url, () => {
  left -= 1
  if (left === 0) process.kill(process.pid, 'SIGKILL')
})
process.stdout.write('done\n')
process.exit(0)
