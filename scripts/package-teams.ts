// Writes build/tryggve.zip, what a Teams administrator installs, from manifest/ and the environment (or .env).
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { parseEnv } from 'node:util'
import { PackageFaults } from './app-package/fill.ts'
import { makeAppPackage } from './app-package/make.ts'

const file = 'build/tryggve.zip'

try {
  const told = existsSync('.env') ? parseEnv(readFileSync('.env', 'utf8')) : {}
  const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string }
  const bytes = await makeAppPackage('manifest', { ...told, ...process.env }, version)
  mkdirSync('build', { recursive: true })
  writeFileSync(file, bytes)
  console.log(`${file} is ready: version ${version}, validated. Upload it in the admin center of Teams.`)
} catch (problem) {
  if (!(problem instanceof PackageFaults)) throw problem
  console.error(`${problem.message}\nEvery variable is described in .env.example.`)
  process.exitCode = 1
}
