import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const cache = fileURLToPath(new URL('../../node_modules/.cache/tryggve-nodes/', import.meta.url))

/**
 * The program of another Node.js than the one we run on, from npm, whose integrity npm checks; fetched once. They are no
 * dependencies: 40 MB each that nobody needs who wants to see the demo.
 */
export function nodeOf(version: string): string {
  const name = `node-${process.platform}-${process.arch}`
  const folder = join(cache, version)
  const program = join(folder, 'node_modules', name, 'bin', 'node')
  if (existsSync(program)) return program
  const args = ['install', '--prefix', folder, '--no-save', '--ignore-scripts', '--no-audit', '--no-fund']
  const { status, stderr } = spawnSync('npm', [...args, `${name}@${version}`], { encoding: 'utf8' })
  if (status !== 0) throw new Error(`Node ${version} could not be had from npm:\n${stderr}`)
  return program
}
