// A process in file systems of its own (unshare -rm runs it): it mounts a small disk on a folder, serves Tryggve from a
// copy of a database on it, and fills the disk up or clears it when it is told so. It speaks by lines: the address of
// Tryggve first, then what it did. Its parameter is its orders as JSON.
import { spawn, spawnSync } from 'node:child_process'
import { closeSync, copyFileSync, openSync, rmSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import type { ServeOrders } from './serve-until-killed.ts'

export interface SmallDiskOrders {
  /** A database that nobody has open. */
  readonly databaseFile: string
  /** The folder that the disk is mounted on. */
  readonly folder: string
  /** How large the disk is, in bytes. */
  readonly size: number
  readonly env: Readonly<Record<string, string>>
}

const { databaseFile, folder, size, env }: SmallDiskOrders = JSON.parse(process.argv[2] ?? '')
const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${size}`, 'tmpfs', folder])
if (mounted.status !== 0) throw new Error(`no small disk could be mounted: ${mounted.stderr}`)
const database = join(folder, 'liten.db')
const stone = join(folder, 'sten')
copyFileSync(databaseFile, database)

/** Writes until not one byte more fits. */
function fill(): void {
  const file = openSync(stone, 'w')
  for (let piece = 65_536; piece >= 1; piece = Math.floor(piece / 2))
    try {
      for (;;) if (writeSync(file, Buffer.alloc(piece, 1)) < piece) break
    } catch (problem) {
      if ((problem as NodeJS.ErrnoException).code !== 'ENOSPC') throw problem
    }
  closeSync(file)
}

const orders: ServeOrders = { databaseUrl: `sqlite:${database}`, clockAheadMs: 0 }
const path = fileURLToPath(new URL('serve-until-killed.ts', import.meta.url))
const served = spawn(process.execPath, ['--no-warnings', path, JSON.stringify(orders)], {
  stdio: ['ignore', 'pipe', 'inherit'],
  env: { ...process.env, ...env },
})
served.stdout.pipe(process.stdout)
served.on('exit', () => {
  copyFileSync(database, `${databaseFile}.after`)
  process.stdout.write('ended\n')
  process.exit(0)
})
createInterface({ input: process.stdin }).on('line', (told) => {
  if (told === 'fill') fill()
  else if (told === 'clear') rmSync(stone)
  else if (told === 'stop') served.kill('SIGTERM')
  process.stdout.write(`${told}\n`)
})
process.stdin.on('end', () => served.kill('SIGKILL'))
