// A process that holds the write lock of a SQLite file until it is told a line, as an operator's own tool may; it writes
// a line when it has it and another when it has let go.
import Sqlite from 'better-sqlite3'

const connection = new Sqlite(process.argv[2] ?? '', { timeout: 10_000 })
connection.exec('BEGIN IMMEDIATE')
process.stdout.write('locked\n')
process.stdin.once('data', () => {
  connection.exec('ROLLBACK')
  connection.close()
  process.stdout.write('free\n')
  process.exit(0)
})
