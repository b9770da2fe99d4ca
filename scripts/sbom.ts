// npm run sbom: the bill of materials of what runs on a server, in CycloneDX, for whoever keeps a list of what is installed.
import { execFileSync } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'

const file = 'build/tryggve.cdx.json'
// By the lockfile and not by the folder: that is what "npm ci" installs, on every kind of machine. npm's own --omit=dev
// is of no use here: it leaves out all that a tool of development needs too, pg and fifty others among them.
const asked = ['sbom', '--package-lock-only', '--sbom-format=cyclonedx', '--sbom-type=application']

interface Bill {
  metadata: { component: { 'bom-ref': string; name: string } }
  components: { 'bom-ref': string; properties: { name: string }[] }[]
  dependencies: { ref: string; dependsOn: string[] }[]
}

const isOfDevelopment = ({ properties }: Bill['components'][number]) =>
  properties.some(({ name }) => name === 'cdx:npm:package:development')

const bill = JSON.parse(execFileSync('npm', asked, { encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 })) as Bill
bill.components = bill.components.filter((component) => !isOfDevelopment(component))
const kept = new Set([bill.metadata.component, ...bill.components].map((component) => component['bom-ref']))
bill.dependencies = bill.dependencies
  .filter(({ ref }) => kept.has(ref))
  .map(({ ref, dependsOn }) => ({ ref, dependsOn: dependsOn.filter((other) => kept.has(other)) }))
// npm names it after the folder it lies in.
bill.metadata.component.name = 'tryggve'
mkdirSync('build', { recursive: true })
writeFileSync(file, `${JSON.stringify(bill, null, 2)}\n`)
process.stdout.write(`${bill.components.length} packages are in ${file}\n`)
