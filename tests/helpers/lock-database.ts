// A process that holds the write lock of a SQLite file for some milliseconds, as an operator's own tool may; it writes a
// line when it has it and another when it has let go.
import Sqlite from 'better-sqlite3'

const [file = '', ms = '0'] = process.argv.slice(2)
const connection = new Sqlite(file, { timeout: 10_000 })
connection.exec('BEGIN IMMEDIATE')
process.stdout.write('locked\n')
setTimeout(() => {
  connection.exec('ROLLBACK')
  connection.close()
  process.stdout.write('free\n')
}, Number(ms))
