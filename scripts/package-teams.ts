// Writes build/tryggve.zip, what a Teams administrator installs, from manifest/ and the environment (or .env).
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { PackageFaults } from './app-package/fill.ts'
import { makeAppPackage } from './app-package/make.ts'
import { told } from './told.ts'

const file = 'build/tryggve.zip'

try {
  const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string }
  const bytes = await makeAppPackage('manifest', told(), version)
  mkdirSync('build', { recursive: true })
  writeFileSync(file, bytes)
  console.log(`${file} is ready: version ${version}, validated. Upload it in the admin center of Teams.`)
} catch (problem) {
  if (!(problem instanceof PackageFaults)) throw problem
  console.error(`${problem.message}\nEvery variable is described in .env.example.`)
  process.exitCode = 1
}
