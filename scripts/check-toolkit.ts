// Holds the files of the Microsoft 365 Agents Toolkit against Microsoft's own schema, which comes inside the Toolkit's
// package. That is too large to install for one file, so it is fetched from the registry for as long as this takes.
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Ajv } from 'ajv'
import { parse } from 'yaml'

const toolkit = '@microsoft/m365agentstoolkit-cli@1.1.17'
const files = ['m365agents.yml', 'm365agents.local.yml', 'm365agents.playground.yml']

const folder = mkdtempSync(join(tmpdir(), 'tryggve-toolkit-'))
try {
  execFileSync('npm', ['pack', '--silent', '--pack-destination', folder, toolkit], {
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  const [archive = ''] = readdirSync(folder)
  const schemas = 'package/resource/yaml-schema'
  execFileSync('tar', ['-xzf', join(folder, archive), '-C', folder, schemas])
  for (const file of files) {
    const project = parse(readFileSync(file, 'utf8'))
    const schema = JSON.parse(
      readFileSync(join(folder, schemas, project.version, 'yaml.schema.json'), 'utf8'),
    )
    const ajv = new Ajv({ strict: false, allErrors: true })
    if (ajv.validate(schema, project)) console.log(`${file} is as ${toolkit} wants it.`)
    else {
      console.error(`${file}: ${ajv.errorsText(undefined, { separator: '\n  ' })}`)
      process.exitCode = 1
    }
  }
} finally {
  rmSync(folder, { recursive: true })
}
